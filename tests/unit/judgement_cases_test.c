/* Runs the .case files of tests/cases/judgement: a framework, an evidence folder and what
 * must follow, in a form an analyst can write.  tests/cases/judgement/README is its
 * manual. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "fixture_case.h"
#include "fixture_suite.h"

/* --- judging --- */

static void read_lets(struct arena *a, struct golden *g)
{
    struct let_override *all = arena_make(a, struct let_override, g->let_count);
    for (size_t i = 0; i < g->let_count; i++) {
        struct str line = g->lets[i].text;
        const struct let *let = plan_let(g->plan, take(&line));
        assert_non_null(let);
        assert_true(word(&line, "="));
        struct ratio r = {0, 1};
        bool percent = str_ends(line, STR("%"));
        line.len -= percent;
        all[i] =
            (struct let_override){.let = let, .absent = str_equal(line, STR("absent"))};
        all[i].truth = str_equal(line, STR("true")) ? TRUTH_TRUE : TRUTH_FALSE;
        if (ratio_parse(line, &r) && percent)
            assert_true(ratio_divide(r, (struct ratio){100, 1}, &r));
        all[i].range = interval_point(r);
    }
    g->options.overrides = all;
    g->options.override_count = g->let_count;
    g->options.what_if = g->let_count + g->amendment_count > 0;
}

static void judge_golden(struct arena *a, struct golden *g)
{
    struct folder_file files[TABLES_MOST];
    for (size_t i = 0; i < g->tables.count; i++)
        files[i] = (struct folder_file){.name = g->tables.at[i].name,
                                        .text = g->tables.at[i].text,
                                        .prefix = STR("")};
    struct folder_options options = {.regimes = &g->regimes,
                                     .amendments = g->amendments,
                                     .amendment_count = g->amendment_count};
    struct remarks remarks = remarks_new(a);
    struct evidence *evidence = NULL;
    struct fault why;
    status st =
        folder_read_files(a, files, g->tables.count, &options, &evidence, &remarks, &why);
    for (size_t i = 0; i < remarks.count && getenv("CASE_REMARKS"); i++)
        print_message("%.*s\n", STR_ARG(remark_line(a, &remarks.at[i])));
    if (st != OK)
        fail_msg("%.*s: %s", STR_ARG(g->name), why.text);
    const struct area *area = evidence_area(evidence, STR("Northmere"));
    assert_non_null(area);
    g->options.average = g->median ? AVERAGE_MEDIAN : AVERAGE_MEAN;
    g->options.neighbour_model = g->model;
    read_lets(a, g);
    date at = date_is_none(g->at) ? judge_date(g->plan, evidence, area) : g->at;
    g->verdict = judge(a, g->plan, evidence, area, at, &g->options);
}

/* --- comparing --- */

static struct str labels(struct arena *a, const struct scale *scale, gradeset set)
{
    struct buf out = buf_new(a, KIB);
    for (unsigned i = 0; i < scale->count; i++) {
        if (!gradeset_has(set, i))
            continue;
        if (out.len > 0)
            buf_char(&out, ' ');
        buf_add(&out, scale->rungs[i].label);
    }
    return buf_text(&out);
}

struct check {
    struct arena *arena;
    struct golden *g;
    const struct line *line;
    unsigned failures;
};

static void differs(struct check *c, struct str found)
{
    c->failures++;
    print_error("%.*s:%u: expected: %.*s\n    found: %.*s\n", STR_ARG(c->g->file),
                c->line->number, STR_ARG(c->line->text), STR_ARG(found));
}

static void same(struct check *c, struct str expected, struct str found)
{
    if (!str_equal(expected, found))
        differs(c, found);
}

static bool steps_say(const struct step *steps, size_t count, struct str text)
{
    for (size_t i = 0; i < count; i++)
        if (str_contains(steps[i].text, text) ||
            steps_say(steps[i].steps, steps[i].step_count, text))
            return true;
    return false;
}

static struct str all_texts(struct arena *a, const struct step *steps, size_t count)
{
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < count; i++) {
        struct str inner = all_texts(a, steps[i].steps, steps[i].step_count);
        buf_format(&out, "\n      [%.*s] %.*s%.*s", STR_ARG(steps[i].rule),
                   STR_ARG(steps[i].text), STR_ARG(inner));
    }
    return buf_text(&out);
}

static void check_says(struct check *c, const struct step *steps, size_t count,
                       struct str text)
{
    if (!steps_say(steps, count, text))
        differs(c, all_texts(c->arena, steps, count));
}

static void check_wants(struct check *c, const struct ruling *ruling, struct str text)
{
    struct buf out = buf_new(c->arena, MIB);
    bool found = false;
    for (size_t i = 0; i < ruling->wanted_count; i++) {
        found = found || str_contains(ruling->wanted[i], text);
        buf_format(&out, "\n      %.*s", STR_ARG(ruling->wanted[i]));
    }
    if (str_equal(text, STR("nothing")) ? ruling->wanted_count > 0 : !found)
        differs(c, buf_text(&out));
}

static void check_suggests(struct check *c, const struct ruling *ruling, struct str text)
{
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < ruling->suggested_count; i++) {
        const struct suggestion *s = &ruling->suggested[i];
        struct str gives = labels(c->arena, ruling->judgement->scale, s->gives);
        buf_format(&out, "%s%.*s %s %.*s", i ? ", " : "", STR_ARG(s->rule->id),
                   truth_word(s->truth), STR_ARG(gives));
    }
    same(c, text, ruling->suggested_count ? buf_text(&out) : STR("nothing"));
}

static const struct step *step_named(const struct step *steps, size_t count,
                                     struct str rule)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(steps[i].rule, rule))
            return &steps[i];
        const struct step *inner = step_named(steps[i].steps, steps[i].step_count, rule);
        if (inner)
            return inner;
    }
    return NULL;
}

static void check_step(struct check *c, const struct ruling *ruling, struct str line)
{
    struct str rule = take(&line);
    const struct scale *scale = ruling->judgement->scale;
    const struct step *s = step_named(ruling->steps, ruling->step_count, rule);
    if (!s) {
        differs(c, all_texts(c->arena, ruling->steps, ruling->step_count));
        return;
    }
    struct str before = labels(c->arena, scale, s->before);
    struct str after = labels(c->arena, scale, s->after);
    same(c, line,
         arena_format(c->arena, "%s %.*s -> %.*s", truth_word(s->truth), STR_ARG(before),
                      STR_ARG(after)));
}

/* The evidence of every step of that name, in the order of the steps. */
static void check_evidence(struct check *c, const struct ruling *ruling, struct str line)
{
    struct str rule = take(&line);
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < ruling->step_count; i++) {
        const struct step *s = &ruling->steps[i];
        for (size_t k = 0; k < s->id_count && str_equal(s->rule, rule); k++)
            buf_format(&out, "%s%.*s", out.len ? " " : "", STR_ARG(s->ids[k]));
    }
    same(c, line, out.len ? buf_text(&out) : STR("nothing"));
}

static void check_kinds(struct check *c, const struct ruling *ruling, struct str line)
{
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < ruling->step_count; i++)
        buf_format(&out, "%s%s", i ? " " : "", step_kind_word(ruling->steps[i].kind));
    same(c, line, buf_text(&out));
}

static void check_ruling(struct check *c, const struct ruling *ruling, struct str line)
{
    const struct scale *scale = ruling->judgement->scale;
    struct str what = take(&line);
    if (str_equal(what, STR("status")))
        same(c, line, str_of(verdict_status_word(ruling->status)));
    else if (str_equal(what, STR("origin")))
        same(c, line, str_of(verdict_origin_word(ruling->origin)));
    else if (str_equal(what, STR("applies")))
        same(c, line, ruling->applies ? STR("yes") : STR("no"));
    else if (str_equal(what, STR("proposed")))
        same(c, line, labels(c->arena, scale, ruling->proposed));
    else if (str_equal(what, STR("computed")))
        same(c, line, labels(c->arena, scale, ruling->computed));
    else if (str_equal(what, STR("range")))
        same(c, line, labels(c->arena, scale, ruling->possible));
    else if (str_equal(what, STR("published")))
        same(c, line,
             ruling->published         ? ruling->published->row.id
             : ruling->published_grade ? STR("grade")
                                       : STR("no"));
    else if (str_equal(what, STR("standing")))
        same(c, line, ruling->published_grade ? STR("published") : STR("not published"));
    else if (str_equal(what, STR("steps")))
        check_kinds(c, ruling, line);
    else if (str_equal(what, STR("evidence")))
        check_evidence(c, ruling, line);
    else if (str_equal(what, STR("proposal")))
        same(c, line, ruling->entered_proposal ? STR("by hand") : STR("by rule"));
    else if (str_equal(what, STR("suggests")))
        check_suggests(c, ruling, line);
    else if (str_equal(what, STR("step")))
        check_step(c, ruling, line);
    else if (str_equal(what, STR("says")))
        check_says(c, ruling->steps, ruling->step_count, line);
    else if (str_equal(what, STR("never-says")))
        steps_say(ruling->steps, ruling->step_count, line)
            ? differs(c, all_texts(c->arena, ruling->steps, ruling->step_count))
            : (void)0;
    else if (str_equal(what, STR("wants")))
        check_wants(c, ruling, line);
    else
        bad(c->g->file, c->line->number, "no such expectation", what);
}

static void check_let(struct check *c, struct str line)
{
    const struct let *let = plan_let(c->g->plan, take(&line));
    if (!let)
        bad(c->g->file, c->line->number, "no such let", c->line->text);
    const struct step *step = &c->g->verdict->lets[let->index];
    if (word(&line, "says")) {
        check_says(c, step, 1, line);
    } else if (word(&line, "truth")) {
        same(c, line, str_of(truth_word(step->truth)));
    } else if (word(&line, "wants")) {
        if (str_equal(line, STR("nothing")) ? step->wanted.len > 0
                                            : !str_contains(step->wanted, line))
            differs(c, step->wanted);
    } else if (word(&line, "rests")) {
        struct buf out = buf_new(c->arena, MIB);
        for (size_t i = 0; i < step->id_count; i++)
            buf_format(&out, "%s%.*s", i ? " " : "", STR_ARG(step->ids[i]));
        same(c, line, step->id_count ? buf_text(&out) : STR("on nothing"));
    } else {
        same(c, line,
             step->has_range ? interval_text(c->arena, step->range, step->is_share)
                             : str_of(truth_word(step->truth)));
    }
}

static void check_remark(struct check *c, struct str line)
{
    struct str kind = take(&line);
    const struct remarks *all = &c->g->verdict->remarks;
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < all->count; i++) {
        struct str text = remark_line(c->arena, &all->at[i]);
        buf_format(&out, "\n      %.*s", STR_ARG(text));
        if (str_equal(remark_kind_name(all->at[i].kind), kind) &&
            str_contains(text, line))
            return;
    }
    if (!str_equal(kind, STR("none")) || all->count > 0)
        differs(c, buf_text(&out));
}

static void check_question(struct check *c, struct str line)
{
    struct str id = take(&line);
    for (size_t i = 0; i < c->g->verdict->question_count; i++) {
        const struct question_ruling *q = &c->g->verdict->questions[i];
        if (!str_equal(q->question->id, id))
            continue;
        if (word(&line, "says"))
            check_says(c, &q->step, 1, line);
        else
            same(c, line, str_of(truth_word(q->truth)));
        return;
    }
    differs(c, STR("no such question"));
}

/* "shares:2 rating 2 status range as “majority” instead of “most”" */
static void check_change(struct check *c, struct str line)
{
    const struct sensitivity *s = c->g->sensitivity;
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < s->change_count; i++) {
        const struct change *change = &s->changes[i];
        const struct scale *scale = change->judgement->scale;
        struct str before = labels(c->arena, scale, change->before);
        struct str after = labels(c->arena, scale, change->after);
        struct str text = arena_format(
            c->arena, "%.*s %.*s %s %.*s -> %s %.*s: %.*s", STR_ARG(change->id),
            STR_ARG(change->judgement->path), verdict_status_word(change->status_before),
            STR_ARG(before), verdict_status_word(change->status_after), STR_ARG(after),
            STR_ARG(change->what));
        buf_format(&out, "\n      %.*s", STR_ARG(text));
        if (str_equal(text, line))
            return;
    }
    if (!str_equal(line, STR("nothing")) || s->change_count > 0)
        differs(c, buf_text(&out));
}

/* The changes in their order, by id: "shares:2 shares:2 good-settings". */
static void check_changes(struct check *c, struct str line)
{
    const struct sensitivity *s = c->g->sensitivity;
    struct buf out = buf_new(c->arena, MIB);
    for (size_t i = 0; i < s->change_count; i++)
        buf_format(&out, "%s%.*s", i ? " " : "", STR_ARG(s->changes[i].id));
    same(c, line, s->change_count ? buf_text(&out) : STR("none"));
}

static void want_sensitivity(struct check *c)
{
    if (!c->g->sensitivity)
        c->g->sensitivity = judge_sensitivity(c->arena, c->g->verdict, &c->g->options);
}

static void check_line(struct check *c, struct str line)
{
    struct str first = take(&line);
    const struct judgement *node = plan_judgement(c->g->plan, first);
    if (node) {
        check_ruling(c, &c->g->verdict->rulings[node->index], line);
    } else if (str_equal(first, STR("let"))) {
        check_let(c, line);
    } else if (str_equal(first, STR("remark"))) {
        check_remark(c, line);
    } else if (str_equal(first, STR("question"))) {
        check_question(c, line);
    } else if (str_equal(first, STR("standing"))) {
        same(c, line, str_of(verdict_standing_word(c->g->verdict->standing)));
    } else if (str_equal(first, STR("run"))) {
        const struct inspection *run = c->g->verdict->run;
        same(c, line, run ? run->key : STR("none"));
    } else if (str_equal(first, STR("at"))) {
        same(c, line, date_iso(c->arena, c->g->verdict->at));
    } else if (str_equal(first, STR("change"))) {
        want_sensitivity(c);
        check_change(c, line);
    } else if (str_equal(first, STR("changes"))) {
        want_sensitivity(c);
        check_changes(c, line);
    } else if (str_equal(first, STR("tries"))) {
        want_sensitivity(c);
        same(c, line, arena_format(c->arena, "%zu", c->g->sensitivity->tried));
    } else {
        bad(c->g->file, c->line->number, "no such expectation", c->line->text);
    }
}

static void the_case_holds(void **state)
{
    struct golden *g = *state;
    struct arena *a = arena_new(512 * MIB);
    judge_golden(a, g);
    struct check c = {.arena = a, .g = g};
    for (size_t i = 0; i < g->expected_count; i++) {
        c.line = &g->expected[i];
        check_line(&c, c.line->text);
    }
    arena_free(a);
    assert_int_equal(c.failures, 0);
}

/* --- all files --- */

static void add_case(struct suite *suite, const struct golden *g)
{
    struct golden *kept = arena_make(suite->arena, struct golden, 1);
    *kept = *g;
    suite_add_case(suite, g->file, g->name, the_case_holds, kept);
}

static void read_cases(struct suite *suite, struct str file, struct str text)
{
    struct reader r = {.arena = suite->arena, .file = file, .rest = text};
    struct golden common = {.file = file, .at = DATE_NONE, .model = STR("")}, g = common;
    bool open = false;
    while (next_line(&r)) {
        struct str line = r.line;
        if (r.indent > 0) {
            read_statement(&r, open ? &g : &common);
        } else if (word(&line, "framework")) {
            if (open)
                add_case(suite, &g);
            open = false;
            common = (struct golden){.file = file, .at = DATE_NONE, .model = STR("")};
            if (word(&line, "shipped"))
                shipped(&r, line, &common);
            else
                common.plan = compile(&r, block(&r, 0), &common);
        } else if (word(&line, "case")) {
            if (open)
                add_case(suite, &g);
            g = common;
            g.name = line;
            open = true;
        } else if (!word(&line, "common")) {
            bad(file, r.number, "neither framework, common nor case", r.line);
        }
    }
    if (open)
        add_case(suite, &g);
}

int main(void)
{
    struct suite suite = {.arena = arena_new(512 * MIB)};
    if (!suite_read(&suite, STR("tests/cases/judgement"), read_cases))
        return 1;
    return suite_run(&suite, "judgement cases");
}
