/* assay synth cin: a made-up census of children in need. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "records/return_cin.h"
#include "synth/return_cin.h"
#include "synth/return_files.h"

enum { FLUSH = 256 * 1024 };

struct census_making {
    struct arena *arena, *child;
    const struct synth_asked *asked;
    struct made_file file;
    struct census_count count;
    struct synth_damage damage;
};

static status flush(struct census_making *m, struct fault *why)
{
    TRY(buf_status(&m->file.text, why));
    TRY(os_writer_add(&m->file.writer, buf_text(&m->file.text), why));
    m->file.bytes += m->file.text.len;
    m->file.text.len = 0;
    return OK;
}

static status make_child(struct census_making *m, uint64_t number, struct fault *why)
{
    struct need need;
    struct made_child child = {
        .arena = m->child, .kind = RETURN_CIN, .year = m->asked->year};
    need_draw(&need, m->asked->seed, m->asked->year, number);
    struct damage done = {0};
    return_cin_see(m->child, &need, m->asked->year, &child.now);
    child.born = need.born;
    if (synth_is_damaged(&m->damage, number))
        done = damage_child(&m->damage.faults, &child, &m->damage.r);
    census_child(&m->file.text, &child.now, &m->count);
    TRY(synth_damage_add(&m->damage, &child, &done, why));
    if (child.again)
        census_child(&m->file.text, &child.now, &m->count);
    return m->file.text.len >= FLUSH ? flush(m, why) : OK;
}

static status make_census(struct census_making *m, struct fault *why)
{
    struct str name = arena_format(m->arena, "synthetic-cin-%d.xml", m->asked->year);
    m->file.text = buf_new(m->arena, 4 * MIB);
    m->count.year = m->asked->year;
    TRY(os_writer_open(m->arena, os_join(m->arena, m->asked->folder, name), OS_PUBLIC,
                       &m->file.writer, why));
    TRY(synth_damage_open(m->arena, m->asked, faults_cin, &m->damage, why));
    census_begin(&m->file.text, m->asked->year, m->asked->lea);
    for (uint64_t i = 1; i <= m->asked->children; i++) {
        arena_reset(m->child);
        TRY(make_child(m, i, why));
    }
    census_end(&m->file.text);
    TRY(flush(m, why));
    TRY(os_writer_close(&m->file.writer, why));
    return synth_damage_close(&m->damage, why);
}

static status say(const struct args *args, const struct census_making *m,
                  struct fault *why)
{
    if (args_flag(args, "quiet"))
        return OK;
    struct str line = arena_format(
        m->arena,
        "%.*s: %llu children who do not exist, census of %d, seed %llu: %.1f MB\n",
        STR_ARG(m->asked->folder), (unsigned long long)m->asked->children, m->asked->year,
        (unsigned long long)m->asked->seed, (double)m->file.bytes / 1e6);
    return os_print(line, why);
}

status synth_cin(struct arena *a, const struct args *args, struct fault *why)
{
    struct synth_asked asked;
    TRY(synth_read_asked(args, &asked, why));
    if (asked.year > CENSUS_LAST)
        return fault_set(why, ERR_USAGE,
                         "--year %d: what that census will ask is not known to this "
                         "version of Assay; it has those of %d to %d",
                         asked.year, YEAR_FIRST, CENSUS_LAST);
    TRY(synth_alone(a, &asked, RETURN_CIN, why));
    struct census_making m = {.arena = a, .asked = &asked};
    TRY(os_make_folder(asked.folder, why));
    m.child = arena_new(64 * MIB);
    status st = make_census(&m, why);
    os_writer_drop(&m.file.writer);
    synth_damage_drop(&m.damage);
    arena_free(m.child);
    return st ? st : say(args, &m, why);
}
