/* assay synth 903: a made-up return on children looked after, with what its checks need
 * beside: last year's return, postcodes and a list of providers. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "records/authorities.h"
#include "records/return.h"
#include "synth/return_903.h"
#include "synth/return_files.h"

enum { CHILDREN_USUAL = 1000, CHILDREN_MOST = 99999999 };

/* The smallest authority: nobody takes its hundred thousand children for real. */
#define AUTHORITY_USUAL "420"

struct making {
    struct arena *arena, *child; /* of the run; of one child */
    struct life_options options;
    struct life *life;
    struct made_files now, last;
    bool with_last;
    uint64_t children, made;
};

/* ---- What was asked */

struct asked {
    uint64_t children, seed;
    int year;
    enum made_form form;
    struct str authority, folder; /* authority: ONS code */
    bool with_last;
};

static status read_form(const struct args *args, enum made_form *form, struct fault *why)
{
    struct str said = args_value(args, "format");
    *form = str_equal(said, STR("xml")) ? MADE_XML : MADE_CSV;
    if (*form == MADE_CSV && said.len && !str_equal(said, STR("csv")))
        return fault_set(why, ERR_USAGE, "--format '%.*s': expected csv or xml",
                         STR_ARG(said));
    return OK;
}

static status read_authority(const struct args *args, struct str *ons, struct fault *why)
{
    struct str said = args_value(args, "authority");
    const struct authority_code *code =
        authority_of(said.len ? said : STR(AUTHORITY_USUAL));
    if (!code)
        return fault_set(why, ERR_USAGE,
                         "--authority '%.*s': expected the ONS code or the three-digit "
                         "number of an authority in England",
                         STR_ARG(said));
    *ons = str_of(code->ons);
    return OK;
}

static status read_asked(const struct args *args, struct asked *out, struct fault *why)
{
    uint64_t year;
    *out = (struct asked){.folder = args_value(args, "out"),
                          .with_last = args_flag(args, "last")};
    if (str_is_empty(out->folder))
        return fault_set(why, ERR_USAGE, "--out DIR is needed: the folder to write to");
    TRY(synth_whole(args, "children", CHILDREN_USUAL, &out->children, why));
    TRY(synth_whole(args, "seed", 1, &out->seed, why));
    TRY(synth_whole(args, "year", YEAR_LAST - 1, &year, why));
    TRY(read_form(args, &out->form, why));
    TRY(read_authority(args, &out->authority, why));
    if (year < YEAR_FIRST || year > YEAR_LAST)
        return fault_set(why, ERR_USAGE,
                         "--year: expected the year in which the collection ends, %d to "
                         "%d",
                         YEAR_FIRST, YEAR_LAST);
    if (out->children < 1 || out->children > CHILDREN_MOST)
        return fault_set(why, ERR_USAGE, "--children: expected 1 to %d", CHILDREN_MOST);
    out->year = (int)year;
    return OK;
}

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

static status write_notice(struct arena *a, const struct asked *asked, struct fault *why)
{
    struct str number = str_of(authority_of(asked->authority)->number);
    struct str text = arena_format(
        a,
        MADE_NOTICE "\n\nA return on children looked after, collection of %d: %llu "
                    "children, seed %llu.\n\n  assay return check --kind 903 --year %d "
                    "this%s --authority %.*s \\\n      --postcodes "
                    "synthetic-postcodes.csv --providers synthetic-providers.xlsx\n",
        asked->year, (unsigned long long)asked->children, (unsigned long long)asked->seed,
        asked->year, asked->with_last ? " --last last" : "", STR_ARG(number));
    return os_write_file(os_join(a, asked->folder, STR("README.txt")), text, why);
}

/* ---- Children */

static status make_child(struct making *m, uint64_t number, struct fault *why)
{
    struct made_child child = {
        .arena = m->child, .kind = RETURN_903, .year = m->options.year};
    life_draw(m->life, &m->options, number);
    return_903_see(m->child, m->life, &m->options, m->options.year, &child.now);
    return_903_see(m->child, m->life, &m->options, m->options.year - 1, &child.last);
    TRY(made_files_add(&m->now, &child.now, why));
    if (m->with_last)
        TRY(made_files_add(&m->last, &child.last, why));
    return OK;
}

static status make_children(struct making *m, struct fault *why)
{
    for (uint64_t i = 1; i <= m->children; i++) {
        arena_reset(m->child);
        TRY(make_child(m, i, why));
    }
    TRY(made_files_close(&m->now, why));
    return m->with_last ? made_files_close(&m->last, why) : OK;
}

static status make_return(struct making *m, const struct asked *asked, struct fault *why)
{
    struct arena *a = m->arena;
    TRY(made_files_open(a, os_join(a, asked->folder, STR("this")), asked->form,
                        asked->year, &m->now, why));
    if (asked->with_last)
        TRY(made_files_open(a, os_join(a, asked->folder, STR("last")), asked->form,
                            asked->year - 1, &m->last, why));
    return make_children(m, why);
}

static status say(const struct args *args, const struct making *m,
                  const struct asked *asked, struct fault *why)
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
    struct asked asked;
    TRY(read_asked(args, &asked, why));
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
    arena_free(m.child);
    return st ? st : say(args, &m, &asked, why);
}
