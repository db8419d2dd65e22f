/* Runs the .case files of tests/cases/returns: one child's rows, and what each check must
 * say of them.  tests/cases/returns/README is their manual. */
#include <stdlib.h>

#include "base/csv.h"
#include "base/os.h"
#include "fixture_lines.h"
#include "fixture_witness.h"
#include "records/day.h"
#include "records/flags.h"
#include "records/gathering.h"
#include "records/looked_after.h"
#include "records/postcodes.h"
#include "records/providers.h"

enum {
    TABLES_TOLD = 2 * TABLES_MAX,
    LINES_MOST = 200,
    YEARS_MOST = 5,
    ROWS_MOST = 64,
    CHILDREN_MOST = 4
};

struct told {
    struct str name, text;
    size_t child; /* which it is of, from 0 */
};
struct line {
    struct str text;
    unsigned number;
};
struct golden {
    struct str file, name;
    enum return_kind kind;
    int years[YEARS_MOST];
    size_t year_count;
    struct told tables[TABLES_TOLD];
    size_t table_count, child_count;
    struct str loaded, authority, postcodes, providers, uasc, reference, form, nameless,
        header_year;
    struct line expected[LINES_MOST];
    size_t expected_count;
    struct witnesses *witnesses; /* the suite's */
};

/* --- the child --- */

struct making {
    struct arena *arena;
    const struct golden *g;
    struct child child, others[CHILDREN_MOST];
    struct return_about about;
};

static struct str upper(struct arena *a, struct str s)
{
    char *text = arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        text[i] = s.at[i] >= 'a' && s.at[i] <= 'z' ? (char)(s.at[i] - 32) : s.at[i];
    return (struct str){text, s.len};
}

static void set_cell(const struct making *m, const struct column_shape *column,
                     struct str text, struct cell *out)
{
    bool census = m->g->kind == RETURN_CIN;
    struct str said = census ? text : upper(m->arena, text);
    date on = DATE_NONE;
    if (column->is_date)
        on = census ? day_of_census(said) : day_of_903(said);
    *out = (struct cell){said, code_of(said.at, said.len), on};
}

/* The table a name means, and whether it is last year's. */
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

static uint32_t parent_of(const struct making *m, const struct table_shape *shape,
                          struct str said)
{
    if (shape->parent == NO_PARENT)
        return UINT32_MAX;
    size_t count = m->child.now[shape->parent].count;
    assert_true(count > 0);
    if (said.len == 0)
        return (uint32_t)(count - 1);
    assert_true(said.len == 1 && said.at[0] > '0' && (size_t)(said.at[0] - '0') <= count);
    return (uint32_t)(said.at[0] - '1');
}

static struct entry read_row(const struct making *m, const struct table_shape *shape,
                             const struct csv_record *head, const struct csv_record *row)
{
    struct cell *cells = arena_make(m->arena, struct cell, shape->column_count);
    struct str in = STR("");
    for (unsigned c = 0; c < shape->column_count; c++)
        set_cell(m, &shape->columns[c], STR(""), &cells[c]);
    for (size_t i = 0; i < head->count; i++) {
        struct str text = i < row->count ? row->cells[i] : STR("");
        if (str_equal(head->cells[i], STR("in"))) {
            in = text;
            continue;
        }
        unsigned c = column_named(m->g, shape, head->cells[i]);
        set_cell(m, &shape->columns[c], text, &cells[c]);
    }
    if (m->g->kind == RETURN_903 && m->g->uasc.len > 0 &&
        str_equal(shape->name, STR("Header")))
        set_cell(m, &shape->columns[HEADER_UASC], m->g->uasc, &cells[HEADER_UASC]);
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

/* The first child is m->child; a census has all tables. */
static void read_tables(struct making *m)
{
    const struct child unread = m->child;
    for (size_t n = m->g->child_count; n-- > 0;) {
        m->child = unread;
        for (size_t i = 0; i < m->g->table_count; i++)
            if (m->g->tables[i].child == n)
                read_table(m, &m->g->tables[i]);
        m->others[n] = m->child;
    }
    for (unsigned t = 0; t < TC_COUNT && m->g->kind == RETURN_CIN; t++)
        m->about.has[t] = true;
}

/* In the CSV form the UASC table, where it is loaded, says of each row of the Header. */
static void derive_uasc(struct making *m, struct rows *tables, const bool *has)
{
    struct rows *header = &tables[T9_HEADER];
    if (m->g->kind != RETURN_903 || m->about.form == FORM_XML || !has[T9_UASC])
        return;
    struct entry *rows = arena_make(m->arena, struct entry, header->count);
    for (size_t i = 0; i < header->count; i++) {
        struct cell *cells = arena_make(m->arena, struct cell, HEADER_UASC + 1);
        memcpy(cells, header->at[i].cells, (HEADER_UASC + 1) * sizeof *cells);
        struct str said = tables[T9_UASC].count ? STR("1") : STR("0");
        cells[HEADER_UASC] = (struct cell){said, code_of(said.at, said.len), DATE_NONE};
        rows[i] = header->at[i];
        rows[i].cells = cells;
    }
    header->at = rows;
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

static void set_days(struct making *m, int year)
{
    m->about.year = year;
    m->about.start = date_of(year - 1, 4, 1);
    m->about.end = m->about.reference = date_of(year, 3, 31);
    if (m->g->kind == RETURN_CIN && m->g->reference.len > 0) {
        m->about.reference = day_of_census(m->g->reference);
        m->about.end = m->about.reference;
        m->about.start = date_is_none(m->about.end)
                             ? DATE_NONE
                             : date_add_days(date_add_years(m->about.end, -1), 1);
    }
    m->about.last_start = date_add_years(m->about.start, -1);
    m->about.last_end = date_add_years(m->about.end, -1);
}

/* What the census's header says, as written. */
static void set_header(struct making *m, int year)
{
    const struct golden *g = m->g;
    m->about.header_year = arena_format(m->arena, "%d", year);
    m->about.header_reference = date_iso(m->arena, m->about.reference);
    if (g->header_year.len > 0)
        m->about.header_year = g->header_year;
    if (g->reference.len > 0)
        m->about.header_reference = g->reference;
    if (str_equal(g->header_year, STR("blank")))
        m->about.header_year = STR("");
    if (str_equal(g->reference, STR("blank")))
        m->about.header_reference = STR("");
}

static void read_providers(struct making *m)
{
    struct provider *at = arena_make(m->arena, struct provider, ROWS_MOST);
    struct csv csv;
    struct csv_record record;
    struct fault why = {0};
    size_t n = 0;
    csv_open(&csv, m->arena, m->g->providers, (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    while (csv_next(&csv, &record, &why)) {
        assert_true(n < ROWS_MOST && record.count == 6);
        const struct str *cell = record.cells;
        at[n++] = (struct provider){cell[0], cell[1], cell[2], day_of_903(cell[3]),
                                    cell[4], cell[5]};
    }
    m->about.providers = providers_of(m->arena, at, n);
}

static void make_return(struct making *m, int year)
{
    const struct golden *g = m->g;
    m->child = (struct child){.id = STR("C1"), .kind = g->kind};
    if (g->nameless.len > 0)
        m->child.id = STR("");
    m->about = (struct return_about){.kind = g->kind, .authority = g->authority};
    bool xml = g->uasc.len > 0 || str_equal(g->form, STR("xml"));
    m->about.form = xml ? FORM_XML : FORM_CSV;
    set_days(m, year);
    set_header(m, year);
    read_tables(m);
    mark_loaded(m);
    derive_uasc(m, m->child.now, m->about.has);
    derive_uasc(m, m->child.last, m->about.has_last);
    for (unsigned t = 0; t < TABLES_MAX; t++)
        m->about.has_any_last = m->about.has_any_last || m->about.has_last[t];
    struct fault why = {0};
    if (g->postcodes.len > 0) {
        struct str bytes;
        assert_int_equal(postcodes_build(m->arena, g->postcodes, &bytes, &why), OK);
        assert_int_equal(postcodes_open(m->arena, bytes, &m->about.postcodes, &why), OK);
    }
    if (g->providers.len > 0)
        read_providers(m);
}

/* --- what is expected --- */

static struct str say_flags(struct arena *a, const struct flags *flags,
                            enum return_kind kind)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(kind, &count);
    struct buf out = buf_new(a, KIB * 64);
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *f = &flags->at[i];
        if (i == 0 || flags->at[i - 1].table != f->table)
            buf_format(&out, "%s%.*s", i ? "; " : "", STR_ARG(shapes[f->table].name));
        buf_format(&out, " %u", f->entry->row);
    }
    return buf_text(&out);
}

struct told_off {
    const struct golden *g;
    const struct line *line;
    int year;
};

static void expect_same(const struct told_off *at, struct str wanted, struct str found)
{
    if (!str_equal(wanted, found))
        fail_msg("%.*s:%u (%d): expected: %.*s\n    found: %.*s", STR_ARG(at->g->file),
                 at->line->number, at->year, STR_ARG(wanted), STR_ARG(found));
}

static void expect_text(const struct told_off *at, struct str wanted, const char *found)
{
    if (!found || !str_contains(str_of(found), wanted))
        fail_msg("%.*s:%u (%d): expected: %.*s\n    found: %s", STR_ARG(at->g->file),
                 at->line->number, at->year, STR_ARG(wanted), found ? found : "nothing");
}

/* Of a check over the whole return: adds up all children and judges. */
static struct str judge_return(const struct making *m, const struct check *check)
{
    struct counts counts = {0};
    for (size_t n = 0; n < m->g->child_count && check->count; n++) {
        struct checking c = {.check = check, .child = &m->others[n], .about = &m->about};
        check->count(&c, &counts);
    }
    bool flagged = check->whole(&m->about, &counts);
    witness_return(m->g->witnesses, check, flagged);
    return flagged ? STR("return") : STR("");
}

static void check_line(struct making *m, const struct line *line, int year)
{
    struct str rest = line->text;
    struct told_off at = {m->g, line, year};
    bool flags_it = word(&rest, "flags"), silent = !flags_it && word(&rest, "silent");
    bool cannot = !flags_it && !silent && word(&rest, "cannot");
    struct str code = take(&rest);
    const struct check *check = check_find(m->g->kind, code, year);
    if (!check)
        fail_msg("%.*s:%u: there is no check %.*s in %d", STR_ARG(m->g->file),
                 line->number, STR_ARG(code), year);
    const char *lacking = check_can_run(m->arena, check, &m->about);
    if (cannot) {
        expect_text(&at, rest, lacking);
        return;
    }
    if (lacking)
        fail_msg("%.*s:%u: %.*s cannot run: %s", STR_ARG(m->g->file), line->number,
                 STR_ARG(code), lacking);
    if (check->whole && flags_it) {
        expect_same(&at, rest, judge_return(m, check));
        return;
    }
    assert_int_equal(m->g->child_count, 1);
    struct flags flags = flags_new(m->arena);
    const struct looked_after *shared = NULL;
    if (m->g->kind == RETURN_903)
        shared = looked_after_of(m->arena, &m->child, &m->about);
    check_apply(check, &m->child, &m->about, shared, &flags);
    const struct checking done = {check, &m->child, &m->about, shared, &flags};
    witness_check(m->g->witnesses, &done);
    if (flags_it)
        expect_same(&at, rest, say_flags(m->arena, &flags, m->g->kind));
    else
        expect_text(&at, rest, flags.silent_count ? flags.silent[0].reason : "nothing");
}

static void the_case_holds(void **state)
{
    const struct golden *g = *state;
    for (size_t y = 0; y < g->year_count; y++) {
        struct arena *a = arena_new(64 * MIB);
        struct making m = {.arena = a, .g = g};
        make_return(&m, g->years[y]);
        assert_true(g->expected_count > 0);
        for (size_t i = 0; i < g->expected_count; i++)
            check_line(&m, &g->expected[i], g->years[y]);
        arena_free(a);
    }
}

/* --- reading --- */

static void read_years(struct golden *g, struct str text)
{
    g->year_count = 0;
    int last = g->kind == RETURN_903 ? YEAR_LAST : 2026;
    for (int year = YEAR_FIRST; year <= last; year++) {
        char digits[] = {'2', '0', (char)('0' + year / 10 % 10), (char)('0' + year % 10)};
        struct str said = {digits, sizeof digits};
        if (str_equal(text, STR("all")) || str_contains(text, said))
            g->years[g->year_count++] = year;
    }
    assert_true(g->year_count > 0);
}

static bool read_word(struct golden *g, struct str line)
{
    struct {
        const char *word;
        struct str *to;
    } words[] = {{"loaded", &g->loaded},
                 {"authority", &g->authority},
                 {"uasc", &g->uasc},
                 {"form", &g->form},
                 {"nameless", &g->nameless},
                 {"reference", &g->reference},
                 {"header_year", &g->header_year}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (word(&line, words[i].word)) {
            *words[i].to = line;
            return true;
        }
    }
    return false;
}

static bool is_expectation(struct str line)
{
    return str_starts(line, STR("flags ")) || str_starts(line, STR("silent ")) ||
           str_starts(line, STR("cannot "));
}

static void read_statement(struct reader *r, struct golden *g)
{
    struct str line = r->line;
    unsigned number = r->number;
    if (word(&line, "year")) {
        read_years(g, line);
    } else if (is_expectation(line)) {
        assert_true(g->expected_count < LINES_MOST);
        g->expected[g->expected_count++] = (struct line){line, number};
    } else if (str_equal(line, STR("postcodes"))) {
        g->postcodes = block(r, 4);
    } else if (str_equal(line, STR("providers"))) {
        g->providers = block(r, 4);
    } else if (str_equal(line, STR("another child"))) {
        assert_true(g->child_count++ < CHILDREN_MOST);
    } else if (!read_word(g, line)) {
        assert_true(g->table_count < TABLES_TOLD);
        struct told *table = &g->tables[g->table_count++];
        table->child = g->child_count - 1;
        table->name = line;
        table->text = block(r, 4);
    }
}

struct suite {
    struct arena *arena;
    struct CMUnitTest *tests;
    size_t count, capacity;
    struct witnesses witnesses;
};

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
    *g = (struct golden){.file = r->file,
                         .name = name,
                         .kind = kind,
                         .child_count = 1,
                         .witnesses = &suite->witnesses};
    g->years[g->year_count++] = 2026;
    struct str shown =
        arena_format(suite->arena, "%.*s: %.*s", STR_ARG(r->file), STR_ARG(name));
    add_test(suite, (struct CMUnitTest){.name = shown.at,
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

/* 411 of 903 can never run. */
static bool must_be_shown(const struct check *check)
{
    return !(check->needs & NEEDS_LOCATION);
}

static void every_check_is_shown_to_flag_and_to_pass(void **state)
{
    struct witnesses *all = *state;
    struct arena *a = arena_new(MIB);
    size_t lacks = 0;
    for (int kind = RETURN_903; kind <= RETURN_CIN; kind++) {
        size_t count;
        const struct check *const *checks = checks_of(a, (enum return_kind)kind, &count);
        for (size_t i = 0; i < count; i++)
            if (must_be_shown(checks[i]))
                lacks += witness_lacks(witness_of(all, checks[i]));
    }
    assert_int_equal(lacks, 0);
    arena_free(a);
}

int main(void)
{
    struct suite suite = {.arena = arena_new(512 * MIB)};
    const struct str folder = STR("tests/cases/returns");
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
             (struct CMUnitTest){.name = "every check is shown to flag and to pass",
                                 .test_func = every_check_is_shown_to_flag_and_to_pass,
                                 .initial_state = &suite.witnesses});
    int failed =
        _cmocka_run_group_tests("cases of checks", suite.tests, suite.count, NULL, NULL);
    arena_free(suite.arena);
    return failed;
}
