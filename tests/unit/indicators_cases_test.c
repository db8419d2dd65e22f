/* Runs the .case files of tests/cases/indicators: one child's rows, and what each measure
 * must say of it.  tests/cases/indicators/README is their manual. */
#include "base/csv.h"
#include "base/os.h"
#include "fixture_lines.h"
#include "records/counting.h"
#include "records/day.h"
#include "records/postcodes.h"

enum { TABLES_TOLD = 2 * TABLES_MAX, LINES_MOST = 80, ROWS_MOST = 64 };

struct told {
    struct str name, text;
};
struct line {
    struct str text;
    unsigned number;
};
struct golden {
    struct str file, name;
    enum return_kind kind;
    int year;
    struct told tables[TABLES_TOLD];
    size_t table_count;
    struct str loaded, authority, postcodes, form, reference;
    struct line conventions[CONVENTION_COUNT], expected[LINES_MOST];
    size_t convention_count, expected_count;
};

/* Which roles some case shows a figure to give. */
struct shown {
    const struct indicator *indicator;
    unsigned roles; /* bits */
};
struct suite {
    struct arena *arena;
    struct CMUnitTest *tests;
    size_t count, capacity;
};
static struct shown shown[200];

/* --- the child --- */

struct making {
    struct arena *arena;
    const struct golden *g;
    struct child child;
    struct return_about about;
    struct conventions conventions;
};

static struct str upper(struct arena *a, struct str s)
{
    char *text = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        text[i] = s.at[i] >= 'a' && s.at[i] <= 'z' ? (char)(s.at[i] - 32) : s.at[i];
    return (struct str){text, s.len};
}

static struct cell cell_of(const struct making *m, const struct column_shape *column,
                           struct str text)
{
    bool census = m->g->kind == RETURN_CIN;
    struct str said = census ? text : upper(m->arena, text);
    date on = DATE_NONE;
    if (column->is_date)
        on = census ? day_of_census(said) : day_of_903(said);
    return (struct cell){said, code_of(said.at, said.len), on};
}

static unsigned table_named(const struct golden *g, struct str name, bool *last)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(g->kind, &count);
    *last = str_ends(name, STR("_last"));
    struct str bare = {name.at, name.len - (*last ? sizeof "_last" - 1 : 0)};
    for (unsigned t = 0; t < count; t++)
        if (str_equal(shapes[t].name, bare))
            return t;
    fail_msg("%.*s: there is no table %.*s", STR_ARG(g->name), STR_ARG(name));
    return 0;
}

static unsigned column_named(const struct golden *g, const struct table_shape *shape,
                             struct str name)
{
    for (unsigned c = 0; c < shape->column_count; c++)
        if (str_equal(shape->columns[c].name, name))
            return c;
    fail_msg("%.*s: %.*s has no column %.*s", STR_ARG(g->name), STR_ARG(shape->name),
             STR_ARG(name));
    return 0;
}

/* The row of the parent table that a census row stands in: the one that column `in`
 * names, counted from 1, or the last one. */
static uint32_t parent_of(const struct making *m, const struct table_shape *shape,
                          struct str said)
{
    if (shape->parent == NO_PARENT)
        return UINT32_MAX;
    size_t count = m->child.now[shape->parent].count;
    assert_true(count > 0);
    return said.len ? (uint32_t)(said.at[0] - '1') : (uint32_t)(count - 1);
}

static struct entry read_row(const struct making *m, const struct table_shape *shape,
                             const struct csv_record *head, const struct csv_record *row)
{
    struct cell *cells = arena_make(m->arena, struct cell, shape->column_count);
    struct str in = STR("");
    for (unsigned c = 0; c < shape->column_count; c++)
        cells[c] = cell_of(m, &shape->columns[c], STR(""));
    for (size_t i = 0; i < head->count; i++) {
        struct str text = i < row->count ? row->cells[i] : STR("");
        if (str_equal(head->cells[i], STR("in"))) {
            in = text;
            continue;
        }
        unsigned c = column_named(m->g, shape, head->cells[i]);
        cells[c] = cell_of(m, &shape->columns[c], text);
    }
    return (struct entry){cells, row->record - 1, parent_of(m, shape, in)};
}

static struct csv_record keep_head(struct arena *a, struct csv_record head)
{
    struct str *cells = arena_make(a, struct str, head.count);
    for (size_t i = 0; i < head.count; i++)
        cells[i] = head.cells[i];
    head.cells = cells;
    return head;
}

static void read_table(struct making *m, const struct told *told)
{
    bool last;
    unsigned count, t = table_named(m->g, told->name, &last);
    const struct table_shape *shape = &table_shapes(m->g->kind, &count)[t];
    struct entry *rows = arena_make(m->arena, struct entry, ROWS_MOST);
    struct csv csv;
    struct csv_record record;
    struct fault why = {0};
    size_t n = 0;
    csv_open(&csv, m->arena, told->text, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    struct csv_record head = keep_head(m->arena, record);
    while (csv_next(&csv, &record, &why)) {
        assert_true(n < ROWS_MOST);
        rows[n++] = read_row(m, shape, &head, &record);
    }
    (last ? m->child.last : m->child.now)[t] = (struct rows){rows, n};
    (last ? m->about.has_last : m->about.has)[t] = true;
}

static void mark_loaded(struct making *m)
{
    struct str rest = m->g->loaded;
    while (rest.len > 0) {
        bool last;
        unsigned t = table_named(m->g, str_cut(rest, ' ', &rest), &last);
        (last ? m->about.has_last : m->about.has)[t] = true;
    }
}

/* The census year ends on its reference date; there is none without one. */
static void set_reference(struct return_about *about, date reference)
{
    about->reference = about->end = reference;
    about->start = date_add_days(date_add_years(reference, -1), !date_is_none(reference));
}

static void make_return(struct making *m)
{
    const struct golden *g = m->g;
    struct fault why = {0};
    m->child = (struct child){.id = STR("C1"), .kind = g->kind};
    m->about = (struct return_about){.kind = g->kind,
                                     .year = g->year,
                                     .start = date_of(g->year - 1, 4, 1),
                                     .end = date_of(g->year, 3, 31),
                                     .last_start = date_of(g->year - 2, 4, 1),
                                     .last_end = date_of(g->year - 1, 3, 31),
                                     .reference = date_of(g->year, 3, 31),
                                     .authority = g->authority};
    m->about.form = str_equal(g->form, STR("xml")) ? FORM_XML : FORM_CSV;
    for (unsigned t = 0; g->kind == RETURN_CIN && t < TABLES_MAX; t++)
        m->about.has[t] = true; /* a census is one file */
    if (g->reference.len > 0)
        set_reference(&m->about, day_of_census(g->reference));
    for (size_t i = 0; i < g->table_count; i++)
        read_table(m, &g->tables[i]);
    mark_loaded(m);
    m->conventions = conventions_published();
    for (size_t i = 0; i < g->convention_count; i++)
        if (conventions_set(&m->conventions, g->kind, g->conventions[i].text, &why))
            bad(g->file, g->conventions[i].number, why.text, g->conventions[i].text);
    if (g->postcodes.len > 0) {
        struct str bytes;
        assert_int_equal(postcodes_build(m->arena, g->postcodes, &bytes, &why), OK);
        assert_int_equal(postcodes_open(m->arena, bytes, &m->about.postcodes, &why), OK);
    }
}

/* --- what is expected --- */

static const char *const roles[ROLE_COUNT] = {"numerator", "denominator", "excluded",
                                              "missing"};

static void note_shown(const struct indicator *indicator, unsigned role)
{
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (shown[i].indicator && shown[i].indicator != indicator)
            continue;
        shown[i].indicator = indicator;
        shown[i].roles |= 1u << role;
        return;
    }
}

/* "numerator 412; missing the item is blank": each case of a figure, in order. */
static struct str say_cases(struct arena *a, const struct indicator *indicator,
                            const struct said *said, size_t part)
{
    struct buf out = buf_new(a, 64 * KIB);
    for (size_t i = 0; i < said->count; i++) {
        const struct said_case *one = &said->at[i];
        if (one->part != part)
            continue;
        note_shown(indicator, one->role);
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

static void check_line(struct making *m, const struct line *line)
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
    counting_ask(indicator, &m->child, &m->about, &m->conventions, &said);
    struct str found = say_cases(m->arena, indicator, &said, part);
    if (!says_so(rest, found))
        bad(m->g->file, line->number, "found", found);
}

static void the_case_holds(void **state)
{
    const struct golden *g = *state;
    struct arena *a = arena_new(64 * MIB);
    struct making m = {.arena = a, .g = g};
    make_return(&m);
    assert_true(g->expected_count > 0);
    for (size_t i = 0; i < g->expected_count; i++)
        check_line(&m, &g->expected[i]);
    arena_free(a);
}

/* --- reading --- */

static bool read_word(struct golden *g, struct str line)
{
    struct {
        const char *word;
        struct str *to;
    } words[] = {{"loaded", &g->loaded},
                 {"authority", &g->authority},
                 {"form", &g->form},
                 {"reference", &g->reference}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (word(&line, words[i].word)) {
            *words[i].to = line;
            return true;
        }
    }
    return false;
}

static void read_year(struct golden *g, struct str text)
{
    g->year = 0;
    for (size_t i = 0; i < text.len; i++)
        g->year = g->year * 10 + (text.at[i] - '0');
    assert_in_range(g->year, YEAR_FIRST, YEAR_LAST);
}

/* An expectation begins with the name of a figure, a table's line is that name alone. */
static bool is_expectation(struct str line)
{
    struct str rest, first = str_cut(line, ' ', &rest);
    return rest.len > 0 || str_equal(first, STR("cannot"));
}

static void read_statement(struct reader *r, struct golden *g)
{
    struct str line = r->line;
    unsigned number = r->number;
    if (word(&line, "year")) {
        read_year(g, line);
    } else if (word(&line, "convention")) {
        assert_true(g->convention_count < CONVENTION_COUNT);
        g->conventions[g->convention_count++] = (struct line){line, number};
    } else if (str_equal(line, STR("postcodes"))) {
        g->postcodes = block(r, 4);
    } else if (read_word(g, line)) {
        return;
    } else if (is_expectation(line)) {
        assert_true(g->expected_count < LINES_MOST);
        g->expected[g->expected_count++] = (struct line){line, number};
    } else {
        assert_true(g->table_count < TABLES_TOLD);
        struct told *table = &g->tables[g->table_count++];
        table->name = line;
        table->text = block(r, 4);
    }
}

static void add_test(struct suite *suite, struct CMUnitTest test)
{
    if (suite->count == suite->capacity)
        suite->tests = arena_grow(suite->arena, struct CMUnitTest, suite->tests,
                                  suite->count, &suite->capacity);
    suite->tests[suite->count++] = test;
}

static struct golden *add_case(struct suite *suite, const struct reader *r,
                               enum return_kind kind, struct str name)
{
    struct golden *g = arena_make(suite->arena, struct golden, 1);
    *g = (struct golden){.file = r->file, .name = name, .kind = kind, .year = 2026};
    struct str shown_as =
        arena_format(suite->arena, "%.*s: %.*s", STR_ARG(r->file), STR_ARG(name));
    add_test(suite, (struct CMUnitTest){.name = shown_as.at,
                                        .test_func = the_case_holds,
                                        .initial_state = g});
    return g;
}

static void read_cases(struct suite *suite, struct str file, struct str text)
{
    struct reader r = {.arena = suite->arena, .file = file, .rest = text};
    enum return_kind kind = RETURN_903;
    struct golden *g = NULL;
    while (next_line(&r)) {
        struct str line = r.line;
        if (r.indent > 0 && g)
            read_statement(&r, g);
        else if (word(&line, "return"))
            kind = str_equal(line, STR("cin")) ? RETURN_CIN : RETURN_903;
        else if (word(&line, "case"))
            g = add_case(suite, &r, kind, line);
        else
            bad(file, r.number, "neither return nor case", r.line);
    }
}

/* A number is never excluded from its denominator, since it has none: all else must be
 * shown in each role that its function can say. */
static size_t roles_not_shown(struct arena *a, enum return_kind kind)
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
        for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
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
    (void)state;
    assert_int_equal(roles_not_shown(a, RETURN_903) + roles_not_shown(a, RETURN_CIN), 0);
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
    struct suite suite = {.arena = arena_new(512 * MIB)};
    const struct str folder = STR("tests/cases/indicators");
    struct str *names;
    size_t count;
    struct fault why;
    if (os_list_folder(suite.arena, folder, &names, &count, &why) != OK) {
        print_error("%s\n", why.text);
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        struct str text;
        if (!str_ends(names[i], STR(".case")))
            continue;
        if (os_read_file(suite.arena, os_join(suite.arena, folder, names[i]), MIB, &text,
                         &why) != OK) {
            print_error("%s\n", why.text);
            return 1;
        }
        read_cases(&suite, names[i], text);
    }
    add_test(&suite,
             (struct CMUnitTest){.name = "every measure is shown in every role",
                                 .test_func = every_measure_is_shown_in_every_role});
    add_test(&suite, (struct CMUnitTest){.name = "every measure is written about",
                                         .test_func = every_measure_is_written_about});
    int failed = _cmocka_run_group_tests("cases of measures", suite.tests, suite.count,
                                         NULL, NULL);
    arena_free(suite.arena);
    return failed;
}
