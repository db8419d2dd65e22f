/* Runs the .case files of tests/cases/indicators: one child's rows, and what each measure
 * must say of it.  tests/cases/indicators/README is their manual. */
#include "fixture_child.h"
#include "records/counting.h"

enum { INDICATORS_MOST = 200 };

/* Which roles some case shows a figure to give. */
struct shown {
    const struct indicator *indicator;
    unsigned roles; /* bits */
};

/* --- what is expected --- */

static const char *const roles[ROLE_COUNT] = {"numerator", "denominator", "excluded",
                                              "missing"};

static void note_shown(struct shown *all, const struct indicator *indicator,
                       unsigned role)
{
    for (size_t i = 0; i < INDICATORS_MOST; i++) {
        if (all[i].indicator && all[i].indicator != indicator)
            continue;
        all[i].indicator = indicator;
        all[i].roles |= 1u << role;
        return;
    }
}

/* "numerator 412; missing the item is blank": each case of a figure, in order. */
static struct str say_cases(const struct making *m, const struct indicator *indicator,
                            const struct said *said, size_t part)
{
    struct buf out = buf_new(m->arena, 64 * KIB);
    for (size_t i = 0; i < said->count; i++) {
        const struct said_case *one = &said->at[i];
        if (one->part != part)
            continue;
        note_shown(m->g->shown, indicator, one->role);
        buf_format(&out, "%s%s", out.len ? "; " : "", roles[one->role]);
        enum figure_form form = indicator->parts[part].form;
        if ((form == AS_MEAN || form == AS_QUANTILE) && one->role == ROLE_NUMERATOR)
            buf_format(&out, " %lld", (long long)one->numerator);
        if (one->reason)
            buf_format(&out, " %s", one->reason);
    }
    return out.len ? buf_text(&out) : STR("nothing");
}

/* The measure and figure of "CLA_31M.rate". */
static const struct indicator *figure_named(const struct golden *g, struct str id,
                                            size_t *part)
{
    struct str rest;
    const struct indicator *indicator = indicator_find(g->kind, str_cut(id, '.', &rest));
    struct str behind = {id.at + id.len - rest.len - (rest.len > 0),
                         rest.len + (rest.len > 0)};
    for (*part = 0; indicator && *part < indicator->part_count; ++*part)
        if (str_equal(str_of(indicator->parts[*part].id), behind))
            return indicator;
    fail_msg("%.*s: there is no figure %.*s", STR_ARG(g->name), STR_ARG(id));
    return NULL;
}

/* Reasons may be cut short after a word; amounts may not. */
static bool says_so(struct str wanted, struct str found)
{
    struct str wanted_rest, found_rest;
    struct str w = str_trim(str_cut(wanted, ';', &wanted_rest));
    struct str f = str_trim(str_cut(found, ';', &found_rest));
    if (!str_starts(f, w) || (f.len > w.len && f.at[w.len] != ' ' && f.at[w.len] != ','))
        return false;
    if (wanted_rest.len == 0 || found_rest.len == 0)
        return wanted_rest.len == found_rest.len;
    return says_so(wanted_rest, found_rest);
}

static void check_line(const struct making *m, const struct conventions *conventions,
                       const struct line *line)
{
    struct str rest = line->text;
    size_t part;
    bool cannot = word(&rest, "cannot");
    struct str id = take(&rest);
    const struct indicator *indicator = figure_named(m->g, id, &part);
    const char *lacking = indicator_can_run(m->arena, indicator, &m->about);
    if (cannot) {
        if (!lacking || !str_contains(str_of(lacking), rest))
            bad(m->g->file, line->number, "it can be computed", id);
        return;
    }
    if (lacking)
        bad(m->g->file, line->number, lacking, id);
    struct said said = {.arena = m->arena};
    counting_ask(indicator, &m->child, &m->about, conventions, &said);
    struct str found = say_cases(m, indicator, &said, part);
    if (!says_so(rest, found))
        bad(m->g->file, line->number, "found", found);
}

static struct conventions conventions_of(const struct golden *g)
{
    struct conventions c = conventions_published();
    struct fault why = {0};
    for (size_t i = 0; i < g->convention_count; i++)
        if (conventions_set(&c, g->kind, g->conventions[i].text, &why))
            bad(g->file, g->conventions[i].number, why.text, g->conventions[i].text);
    return c;
}

static void the_case_holds(void **state)
{
    const struct golden *g = *state;
    const struct conventions conventions = conventions_of(g);
    assert_true(g->expected_count > 0 && g->child_count == 1);
    for (size_t y = 0; y < g->year_count; y++) {
        struct arena *a = arena_new(64 * MIB);
        const struct making m = making_of(a, g, g->years[y]);
        for (size_t i = 0; i < g->expected_count; i++)
            check_line(&m, &conventions, &g->expected[i]);
        arena_free(a);
    }
}

/* An expectation begins with the name of a figure, a table's line is that name alone. */
static bool is_expectation(struct str line)
{
    struct str rest, first = str_cut(line, ' ', &rest);
    return rest.len > 0 || str_equal(first, STR("cannot"));
}

/* A number is never excluded from its denominator, since it has none: all else must be
 * shown in each role that its function can say. */
static size_t roles_not_shown(struct arena *a, const struct shown *shown,
                              enum return_kind kind)
{
    size_t count, lacks = 0;
    const struct indicator *const *all = indicators_of(a, kind, &count);
    for (size_t i = 0; i < count; i++) {
        bool divides = false;
        unsigned found = 0;
        for (size_t p = 0; p < all[i]->part_count; p++)
            divides = divides || (all[i]->parts[p].form != AS_COUNT &&
                                  all[i]->parts[p].form != AS_RATE &&
                                  all[i]->parts[p].form != AS_MEAN &&
                                  all[i]->parts[p].form != AS_QUANTILE);
        for (size_t k = 0; k < INDICATORS_MOST; k++)
            if (shown[k].indicator == all[i])
                found = shown[k].roles;
        for (unsigned r = 0; r < ROLE_COUNT; r++) {
            bool never = r == ROLE_DENOMINATOR && !divides;
            if (never || found & (1u << r))
                continue;
            print_error("no case shows %s %s\n", all[i]->id, roles[r]);
            lacks++;
        }
    }
    return lacks;
}

static void every_measure_is_shown_in_every_role(void **state)
{
    struct arena *a = arena_new(MIB);
    const struct shown *shown = *state;
    size_t lacks = roles_not_shown(a, shown, RETURN_903);
    assert_int_equal(lacks + roles_not_shown(a, shown, RETURN_CIN), 0);
    arena_free(a);
}

/* The documents name every measure and every convention. */
static void every_measure_is_written_about(void **state)
{
    struct arena *a = arena_new(8 * MIB);
    struct str text;
    struct fault why;
    size_t count;
    const struct indicator *const *all = indicators_of(a, RETURN_903, &count);
    (void)state;
    assert_int_equal(count, 61);
    assert_int_equal(
        os_read_file(a, STR("docs/measures-from-cases.md"), MIB, &text, &why), OK);
    for (size_t i = 0; i < count; i++) {
        for (size_t p = 0; p < all[i]->part_count; p++) {
            struct str id = arena_format(a, "`%s%s`", all[i]->id, all[i]->parts[p].id);
            if (!str_contains(text, id))
                fail_msg("docs/measures-from-cases.md lacks %.*s", STR_ARG(id));
        }
    }
    arena_free(a);
}

int main(void)
{
    struct arena *a = arena_new(512 * MIB);
    struct shown *shown = arena_make(a, struct shown, INDICATORS_MOST);
    const struct golden_runner runner = {the_case_holds, is_expectation, shown};
    struct suite suite = {.arena = a, .runner = &runner};
    if (!suite_read(&suite, STR("tests/cases/indicators"), golden_read))
        return 1;
    suite_add(&suite, "every measure is shown in every role",
              every_measure_is_shown_in_every_role, shown);
    suite_add(&suite, "every measure is written about", every_measure_is_written_about,
              NULL);
    return suite_run(&suite, "cases of measures");
}
