/* A .case file read: frameworks, and cases with their evidence and what is expected of
 * each.  tests/cases/judgement/README is its manual.  Everything lives in the reader's
 * arena; a mistake in a file fails at its line. */
#ifndef ASSAY_TESTS_FIXTURE_CASE_H
#define ASSAY_TESTS_FIXTURE_CASE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "evidence/folder.h"
#include "fixture_lines.h"
#include "framework/compile.h"
#include "judgement/sensitivity.h"

enum { TABLES_MOST = 16, LINES_MOST = 400, LETS_MOST = 8, AMENDMENTS_MOST = 8 };

struct table_text {
    struct str name, text;
};

struct tables {
    struct table_text at[TABLES_MOST];
    size_t count;
};

struct golden {
    struct str file, name;
    const struct plan *plan;
    struct regimes regimes;
    struct tables tables;
    struct line lets[LETS_MOST];
    size_t let_count;
    struct amendment amendments[AMENDMENTS_MOST];
    size_t amendment_count;
    struct line expected[LINES_MOST];
    size_t expected_count;
    date at;
    bool median;
    struct str model;
    struct verdict *verdict;
    struct sensitivity *sensitivity;
    struct judge_options options;
};

/* --- reading .case files --- */

static void put_table(struct tables *tables, struct str name, struct str text)
{
    for (size_t i = 0; i < tables->count; i++) {
        if (str_equal(tables->at[i].name, name)) {
            tables->at[i].text = text;
            return;
        }
    }
    assert_true(tables->count < TABLES_MOST);
    tables->at[tables->count++] = (struct table_text){name, text};
}

static void drop_table(struct tables *tables, struct str name)
{
    for (size_t i = 0; i < tables->count; i++)
        if (str_equal(tables->at[i].name, name))
            tables->at[i] = tables->at[--tables->count];
}

/* "findings:2.closed = 2009-01-01", or "= absent" */
static void read_amendment(struct golden *g, struct str line)
{
    struct str place = take(&line);
    size_t dot = str_find_last(place, '.');
    assert_true(g->amendment_count < AMENDMENTS_MOST && word(&line, "="));
    g->amendments[g->amendment_count++] =
        (struct amendment){.id = {place.at, dot},
                           .column = {place.at + dot + 1, place.len - dot - 1},
                           .value = line,
                           .absent = str_equal(line, STR("absent"))};
}

static void read_statement(struct reader *r, struct golden *g)
{
    struct str line = r->line;
    if (word(&line, "without")) {
        drop_table(&g->tables, line);
    } else if (str_ends(line, STR(".csv"))) {
        put_table(&g->tables, line, block(r, 4));
    } else if (word(&line, "at")) {
        if (!date_parse(line, &g->at))
            bad(r->file, r->number, "no such date", line);
    } else if (word(&line, "let")) {
        g->lets[g->let_count++] = (struct line){line, r->number};
    } else if (word(&line, "what-if")) {
        read_amendment(g, line);
    } else if (word(&line, "average")) {
        g->median = str_equal(line, STR("median"));
    } else if (word(&line, "model")) {
        g->model = line;
    } else if (word(&line, "expect")) {
        while (r->rest.len > 0) {
            struct reader before = *r;
            if (!next_line(r) || r->indent <= 4) {
                *r = before;
                break;
            }
            assert_true(g->expected_count < LINES_MOST);
            g->expected[g->expected_count++] = (struct line){r->line, r->number};
        }
    } else {
        bad(r->file, r->number, "no such statement", line);
    }
}

static struct registry *known_frameworks(struct reader *r)
{
    struct registry *registry = arena_make(r->arena, struct registry, 1);
    struct fault why;
    if (registry_shipped(r->arena, registry, &why) != OK)
        bad(r->file, r->number, why.text, r->line);
    return registry;
}

static const struct plan *compile(struct reader *r, struct str text, struct golden *g)
{
    struct framework_source source = {r->file, text};
    struct complaints complaints = {.arena = r->arena};
    const struct plan *plan = NULL;
    struct registry *known = known_frameworks(r);
    framework_compile(r->arena, &source, 1, known, &plan, &complaints);
    for (size_t i = 0; !plan && i < complaints.count; i++)
        print_message("%.*s\n", STR_ARG(complaint_line(r->arena, &complaints.at[i])));
    if (!plan)
        bad(r->file, r->number, "the framework does not compile", STR(""));
    struct regime *all = arena_make(r->arena, struct regime, known->regimes.count + 1);
    all[0] = plan->regime;
    for (size_t i = 0; i < known->regimes.count; i++)
        all[i + 1] = known->regimes.at[i];
    g->regimes = (struct regimes){all, known->regimes.count + 1};
    return plan;
}

static void shipped(struct reader *r, struct str id, struct golden *g)
{
    struct registry *registry = known_frameworks(r);
    struct str nearest;
    g->plan = registry_find(registry, id, DATE_NONE, &nearest);
    g->regimes = registry->regimes;
    if (!g->plan)
        bad(r->file, r->number, "no such framework", id);
}

#endif
