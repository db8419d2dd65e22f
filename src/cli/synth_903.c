/* assay synth 903: a made-up return on children looked after, with what its checks need
 * beside: last year's return, postcodes and a list of providers. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "synth/return_903.h"
#include "synth/return_files.h"

struct making {
    struct arena *arena, *child; /* of the run; of one child */
    struct life_options options;
    struct life *life;
    struct made_files now, last;
    struct synth_damage damage;
    bool with_last;
    uint64_t children;
};

/* ---- Lists beside the return */

static status write_postcodes(struct arena *a, struct str folder,
                              const struct world *world, struct fault *why)
{
    struct buf out = buf_new(a, 4 * MIB);
    world_postcodes(world, &out);
    TRY(buf_status(&out, why));
    return os_write_file(os_join(a, folder, STR("synthetic-postcodes.csv")),
                         buf_text(&out), why);
}

static status write_notice(struct arena *a, const struct synth_asked *asked,
                           struct fault *why)
{
    struct str text = arena_format(
        a,
        MADE_NOTICE "\n\nA return on children looked after, collection of %d: %llu "
                    "children, seed %llu.\n\n  assay return check --kind 903 --year %d "
                    "this%s --authority %.*s \\\n      --postcodes "
                    "synthetic-postcodes.csv --providers synthetic-providers.xlsx\n",
        asked->year, (unsigned long long)asked->children, (unsigned long long)asked->seed,
        asked->year, asked->with_last ? " --last last" : "", STR_ARG(asked->lea));
    return os_write_file(os_join(a, asked->folder, STR("README.txt")), text, why);
}

/* ---- Children */

static status make_child(struct making *m, uint64_t number, struct fault *why)
{
    struct made_child child = {.arena = m->child,
                               .kind = RETURN_903,
                               .form = m->now.form,
                               .year = m->options.year};
    struct damage done = {0};
    life_draw(m->life, &m->options, number);
    return_903_see(m->child, m->life, &m->options, m->options.year, &child.now);
    if (m->with_last)
        return_903_see(m->child, m->life, &m->options, m->options.year - 1, &child.last);
    child.id = return_903_child(m->child, number);
    child.born = m->life->born;
    if (synth_is_damaged(&m->damage, number))
        done = damage_child(&m->damage.faults, &child, &m->damage.r);
    TRY(made_files_add(&m->now, &child.now, why));
    TRY(made_files_add(&m->last, &child.last, why));
    return synth_damage_add(&m->damage, &child, &done, why);
}

static status make_children(struct making *m, struct fault *why)
{
    for (uint64_t i = 1; i <= m->children; i++) {
        arena_reset(m->child);
        TRY(make_child(m, i, why));
    }
    TRY(made_files_close(&m->now, why));
    TRY(made_files_close(&m->last, why));
    return synth_damage_close(&m->damage, why);
}

static status make_return(struct making *m, const struct synth_asked *asked,
                          struct fault *why)
{
    struct arena *a = m->arena;
    struct made_place now = {os_join(a, asked->folder, STR("this")), asked->form,
                             asked->year};
    struct made_place last = {os_join(a, asked->folder, STR("last")), asked->form,
                              asked->year - 1};
    TRY(made_files_open(a, now, &m->now, why));
    if (asked->with_last)
        TRY(made_files_open(a, last, &m->last, why));
    TRY(synth_damage_open(a, asked, faults_903, &m->damage, why));
    return make_children(m, why);
}

static status say(const struct args *args, const struct making *m,
                  const struct synth_asked *asked, struct fault *why)
{
    if (args_flag(args, "quiet"))
        return OK;
    uint64_t last = asked->with_last ? made_files_rows(&m->last) : 0;
    return os_print(
        arena_format(m->arena,
                     "%.*s: %llu children who do not exist, collection of %d, seed %llu: "
                     "%llu rows this year, %llu last year\n",
                     STR_ARG(asked->folder), (unsigned long long)asked->children,
                     asked->year, (unsigned long long)asked->seed,
                     (unsigned long long)made_files_rows(&m->now),
                     (unsigned long long)last),
        why);
}

status synth_903(struct arena *a, const struct args *args, struct fault *why)
{
    struct synth_asked asked;
    TRY(synth_read_asked(args, &asked, why));
    TRY(synth_alone(a, &asked, RETURN_903, why));
    struct making m = {
        .arena = a,
        .with_last = asked.with_last,
        .children = asked.children,
        .options = {world_new(a, asked.authority), asked.seed, asked.year}};
    m.life = arena_make(a, struct life, 1);
    TRY(os_make_folder(asked.folder, why));
    TRY(write_notice(a, &asked, why));
    TRY(write_postcodes(a, asked.folder, m.options.world, why));
    TRY(synth_providers(a, asked.folder, m.options.world, why));
    m.child = arena_new(64 * MIB);
    status st = make_return(&m, &asked, why);
    made_files_drop(&m.now);
    made_files_drop(&m.last);
    synth_damage_drop(&m.damage);
    arena_free(m.child);
    return st ? st : say(args, &m, &asked, why);
}
