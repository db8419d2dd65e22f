/* What `assay synth 903` and `assay synth cin` are asked for. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "records/authorities.h"
#include "records/return.h"

enum { CHILDREN_USUAL = 1000, CHILDREN_MOST = 99999999 };

/* The smallest authority: nobody takes its hundred thousand children for real. */
#define AUTHORITY_USUAL "420"

static status read_form(const struct args *args, enum made_form *form, struct fault *why)
{
    struct str said = args_value(args, "format");
    *form = str_equal(said, STR("xml")) ? MADE_XML : MADE_CSV;
    if (*form == MADE_CSV && said.len && !str_equal(said, STR("csv")))
        return fault_set(why, ERR_USAGE, "--format '%.*s': expected csv or xml",
                         STR_ARG(said));
    return OK;
}

static status read_authority(const struct args *args, struct synth_asked *out,
                             struct fault *why)
{
    struct str said = args_value(args, "authority");
    const struct authority_code *code =
        authority_of(said.len ? said : STR(AUTHORITY_USUAL));
    if (!code)
        return fault_set(why, ERR_USAGE,
                         "--authority '%.*s': expected the ONS code or the three-digit "
                         "number of an authority in England",
                         STR_ARG(said));
    out->authority = str_of(code->ons);
    out->lea = str_of(code->number);
    return OK;
}

status synth_read_asked(const struct args *args, struct synth_asked *out,
                        struct fault *why)
{
    uint64_t year;
    *out = (struct synth_asked){.folder = args_value(args, "out"),
                                .with_last = args_flag(args, "last")};
    if (str_is_empty(out->folder))
        return fault_set(why, ERR_USAGE, "--out DIR is needed: the folder to write to");
    TRY(synth_whole(args, "children", CHILDREN_USUAL, &out->children, why));
    TRY(synth_whole(args, "seed", 1, &out->seed, why));
    TRY(synth_whole(args, "year", YEAR_LAST - 1, &year, why));
    TRY(read_form(args, &out->form, why));
    TRY(synth_whole(args, "damage", 0, &out->damage, why));
    if (out->damage > 100)
        return fault_set(why, ERR_USAGE, "--damage: expected 0 to 100 of 100 children");
    TRY(read_authority(args, out, why));
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

status synth_alone(struct arena *a, const struct synth_asked *asked,
                   enum return_kind kind, struct fault *why)
{
    bool csv = asked->form == MADE_CSV, is_903 = kind == RETURN_903;
    struct str census = arena_format(a, "synthetic-cin-%d.xml", asked->year);
    const struct {
        bool is_foreign;
        struct str name;
    } others[] = {{asked->damage == 0, STR("expected.csv")},
                  {is_903 && csv, STR("this/synthetic-903.xml")},
                  {is_903 && !csv, STR("this/synthetic-header.csv")},
                  {is_903 && !asked->with_last, STR("last")},
                  {is_903, census},
                  {!is_903, STR("this")}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct str path = os_join(a, asked->folder, others[i].name);
        if (others[i].is_foreign && os_exists(path))
            return fault_at(why, ERR_USAGE, path, 0, 0,
                            "this is of another made-up return and would lie beside this "
                            "one; name a folder that is empty");
    }
    return OK;
}
