/* Runs the .case files of tests/cases/returns: one child's rows, and what each check must
 * say of them.  tests/cases/returns/README is their manual. */
#include "fixture_child.h"
#include "fixture_witness.h"
#include "records/flags.h"
#include "records/gathering.h"
#include "records/looked_after.h"

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
        struct checking c = {
            .check = check, .child = &m->children[n], .about = &m->about};
        check->count(&c, &counts);
    }
    bool flagged = check->whole(&m->about, &counts);
    witness_return(m->g->shown, check, flagged);
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
    witness_check(m->g->shown, &done);
    if (flags_it)
        expect_same(&at, rest, say_flags(m->arena, &flags, m->g->kind));
    else
        expect_text(&at, rest, flags.silent_count ? flags.silent[0].reason : "nothing");
}

static void the_case_holds(void **state)
{
    const struct golden *g = *state;
    assert_true(g->expected_count > 0 && g->convention_count == 0);
    for (size_t y = 0; y < g->year_count; y++) {
        struct arena *a = arena_new(64 * MIB);
        struct making m = making_of(a, g, g->years[y]);
        for (size_t i = 0; i < g->expected_count; i++)
            check_line(&m, &g->expected[i], g->years[y]);
        arena_free(a);
    }
}

static bool is_expectation(struct str line)
{
    return str_starts(line, STR("flags ")) || str_starts(line, STR("silent ")) ||
           str_starts(line, STR("cannot "));
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
    struct arena *a = arena_new(512 * MIB);
    struct witnesses *witnesses = arena_make(a, struct witnesses, 1);
    const struct golden_runner runner = {the_case_holds, is_expectation, witnesses};
    struct suite suite = {.arena = a, .runner = &runner};
    if (!suite_read(&suite, STR("tests/cases/returns"), golden_read))
        return 1;
    suite_add(&suite, "every check is shown to flag and to pass",
              every_check_is_shown_to_flag_and_to_pass, witnesses);
    return suite_run(&suite, "cases of checks");
}
