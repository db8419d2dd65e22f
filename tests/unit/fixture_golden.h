/* The cases of .case files about returns: one child's rows, how the return is made, and
 * what must be said of it.  tests/cases/returns/README and tests/cases/indicators/README
 * are their manuals. */
#ifndef ASSAY_TESTS_FIXTURE_GOLDEN_H
#define ASSAY_TESTS_FIXTURE_GOLDEN_H

#include "fixture_suite.h"
#include "records/check.h"
#include "records/conventions.h"
#include "records/return_cin.h"

enum {
    TABLES_TOLD = 2 * TABLES_MAX,
    LINES_MOST = 200,
    YEARS_MOST = 5,
    CHILDREN_MOST = 4
};

struct told {
    struct str name, text;
    size_t child; /* which it is of, from 0 */
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
    struct line conventions[CONVENTION_COUNT], expected[LINES_MOST];
    size_t convention_count, expected_count;
    void *shown; /* the runner's: what all cases together have shown */
};

/* What the test of a kind of expectation brings: the test of a case, whose state is its
 * struct golden, and which lines of a case expect something. */
struct golden_runner {
    CMUnitTestFunction holds;
    bool (*is_expectation)(struct str line);
    void *shown;
};

/* All are those whose rules are known. */
static inline void golden_years(struct golden *g, struct str text)
{
    bool all = str_equal(text, STR("all"));
    int last = all && g->kind == RETURN_CIN ? CENSUS_LAST : YEAR_LAST;
    g->year_count = 0;
    for (int year = YEAR_FIRST; year <= last; year++) {
        char digits[] = {'2', '0', (char)('0' + year / 10 % 10), (char)('0' + year % 10)};
        if (all || str_contains(text, (struct str){digits, sizeof digits}))
            g->years[g->year_count++] = year;
    }
    assert_true(g->year_count > 0);
}

static inline bool golden_word(struct golden *g, struct str line)
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

static inline void golden_table(struct reader *r, struct golden *g)
{
    assert_true(g->table_count < TABLES_TOLD);
    struct told *table = &g->tables[g->table_count++];
    table->child = g->child_count - 1;
    table->name = r->line;
    table->text = block(r, 4);
}

static inline void golden_statement(struct reader *r, struct golden *g,
                                    const struct golden_runner *runner)
{
    struct str line = r->line;
    if (word(&line, "year")) {
        golden_years(g, line);
    } else if (word(&line, "convention")) {
        assert_true(g->convention_count < CONVENTION_COUNT);
        g->conventions[g->convention_count++] = (struct line){line, r->number};
    } else if (str_equal(line, STR("postcodes"))) {
        g->postcodes = block(r, 4);
    } else if (str_equal(line, STR("providers"))) {
        g->providers = block(r, 4);
    } else if (str_equal(line, STR("another child"))) {
        assert_true(g->child_count++ < CHILDREN_MOST);
    } else if (golden_word(g, line)) {
        return;
    } else if (runner->is_expectation(line)) {
        assert_true(g->expected_count < LINES_MOST);
        g->expected[g->expected_count++] = (struct line){line, r->number};
    } else {
        golden_table(r, g);
    }
}

static inline struct golden *golden_new(struct suite *suite, const struct reader *r,
                                        enum return_kind kind, struct str name)
{
    const struct golden_runner *runner = suite->runner;
    struct golden *g = arena_make(suite->arena, struct golden, 1);
    g->file = r->file;
    g->name = name;
    g->kind = kind;
    g->child_count = 1;
    g->shown = runner->shown;
    g->years[g->year_count++] = 2026;
    suite_add_case(suite, r->file, name, runner->holds, g);
    return g;
}

/* For suite_read(): the suite's runner is a struct golden_runner. */
static inline void golden_read(struct suite *suite, struct str file, struct str text)
{
    struct reader r = {.arena = suite->arena, .file = file, .rest = text};
    enum return_kind kind = RETURN_903;
    struct golden *g = NULL;
    while (next_line(&r)) {
        struct str line = r.line;
        if (r.indent > 0 && g)
            golden_statement(&r, g, suite->runner);
        else if (word(&line, "return"))
            kind = str_equal(line, STR("cin")) ? RETURN_CIN : RETURN_903;
        else if (word(&line, "case"))
            g = golden_new(suite, &r, kind, line);
        else
            bad(file, r.number, "neither return nor case", r.line);
    }
}

#endif
