/* Measures over a whole return: sums, the children behind them, and that neither hangs on
 * threads or on how much memory there is. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture_return.h"
#include "records/counting.h"

enum { CHILDREN = 3000 };

#define EPISODES                                                                         \
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST," \
    "PL_POST,URN\n"

/* ---- A return, counted */

struct counted_return {
    struct counted sums;
    struct buf cases;
};

static void write_case(const void *context, struct buf *out,
                       const struct listed_case *one)
{
    (void)context;
    buf_format(out, "%s%s %u %.*s %s\n", one->indicator->id,
               one->indicator->parts[one->said->part].id, one->said->role,
               STR_ARG(one->child), one->said->reason ? one->said->reason : "");
}

static status keep_cases(void *context, struct str text, struct fault *why)
{
    struct counted_return *c = context;
    buf_add(&c->cases, text);
    return buf_status(&c->cases, why);
}

static struct counted_return count_return(struct fixture_return *f)
{
    struct return_903 r = {0};
    struct group *g = NULL;
    struct counted_return c = {.cases = buf_new(f->arena, 512 * MIB)};
    struct conventions conventions = conventions_published();
    struct case_report report = {&c, write_case, keep_cases};
    assert_int_equal(return_903_open(f->arena, f->year,
                                     (struct given_files){f->files, f->count}, &r,
                                     &f->why),
                     OK);
    struct group_files files = {r.files, r.file_count, f->budget};
    assert_int_equal(group_new(&files, &r.about, &g, &f->why), OK);
    struct child_source source = group_source(g);
    source.unread = group_unread(g, &source.unread_count);
    struct counting counting = {&r.about, &source, &conventions, &report, f->threads};
    assert_int_equal(counting_run(f->arena, &counting, &c.sums, &f->why), OK);
    group_free(g);
    return_903_close(&r);
    return c;
}

static const struct counted_measure *measure_of(const struct counted_return *c,
                                                const char *id)
{
    for (size_t i = 0; i < c->sums.count; i++)
        if (str_equal(str_of(c->sums.measures[i].indicator->id), str_of(id)))
            return &c->sums.measures[i];
    fail_msg("there is no measure %s", id);
    return NULL;
}

/* Of every ten children: six looked after all year, one with three placements, one who
 * left, one short break, one whose day is none. */
static void put_children(struct fixture_return *f)
{
    struct buf text = buf_new(f->arena, 16 * MIB);
    buf_add(&text, STR(EPISODES));
    for (int i = 0; i < CHILDREN; i++) {
        static const char *const of_ten[] = {
            "01/04/2023,S,C2,N1,U4,PR1,,,,,A,", "31/02/2023,S,C2,N1,U4,PR1,,,,,A,",
            "01/04/2023,S,V3,N1,U4,PR1,,,,,A,",
            "01/04/2023,S,C2,N1,U4,PR1,01/05/2025,E11,,,A,",
            "01/04/2023,S,C2,N1,U4,PR1,01/05/2025,X1,,,A,"};
        int kind = i % 10 < 4 ? 4 - i % 10 : 0;
        buf_format(&text, "C%d,%s\n", i, of_ten[kind]);
        if (kind == 4)
            buf_format(&text,
                       "C%d,01/05/2025,P,C2,N1,K2,PR1,01/06/2025,X1,,,B,\n"
                       "C%d,01/06/2025,P,C2,N1,U4,PR1,,,,,C,\n",
                       i, i);
    }
    fixture_return_put(f, buf_text(&text), false);
}

/* ---- */

static void sums_are_those_of_the_children(void **state)
{
    struct fixture_return *f = fixture_return_new();
    (void)state;
    put_children(f);
    struct counted_return c = count_return(f);
    const struct counted_figure *moves = measure_of(&c, "STAB_3")->figures;
    assert_int_equal(c.sums.children, CHILDREN);
    assert_int_equal(moves->numerator, CHILDREN / 10);
    assert_int_equal(moves->denominator, CHILDREN / 10 * 7);
    assert_int_equal(moves->cases[ROLE_NUMERATOR], CHILDREN / 10);
    assert_int_equal(moves->cases[ROLE_DENOMINATOR], CHILDREN / 10 * 6);
    assert_int_equal(moves->cases[ROLE_EXCLUDED], CHILDREN / 10 * 2);
    assert_int_equal(moves->cases[ROLE_MISSING], CHILDREN / 10);
    const struct counted_figure *adopted = measure_of(&c, "ADOPT_PCT")->figures;
    assert_int_equal(adopted->numerator, CHILDREN / 10);
    assert_int_equal(adopted->denominator, CHILDREN / 10);
    assert_null(measure_of(&c, "STAB_3")->cannot);
    assert_string_equal(measure_of(&c, "NI66")->cannot, "Reviews was not loaded");
    assert_int_equal(measure_of(&c, "NI66")->figures->cases[ROLE_EXCLUDED], 0);
    fixture_return_free(f);
}

static void threads_and_memory_change_nothing(void **state)
{
    static const struct {
        unsigned threads;
        size_t budget;
    } ways[] = {{2, GROUP_BUDGET}, {5, GROUP_BUDGET}};
    struct fixture_return *f = fixture_return_new();
    (void)state;
    put_children(f);
    struct counted_return one = count_return(f);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        f->threads = ways[i].threads;
        f->budget = ways[i].budget;
        struct counted_return other = count_return(f);
        assert_true(str_equal(buf_text(&one.cases), buf_text(&other.cases)));
        assert_int_equal(other.sums.children, one.sums.children);
    }
    /* In several parts children come in another order; the sums stay. */
    f->budget = 24 * KIB;
    struct counted_return parts = count_return(f);
    for (size_t k = 0; k < one.sums.count; k++)
        assert_memory_equal(one.sums.measures[k].figures, parts.sums.measures[k].figures,
                            sizeof *one.sums.measures[k].figures);
    fixture_return_free(f);
}

/* A child with more rows than any has is not read: it is missing from every measure that
 * is computed, not absent. */
static void a_child_that_cannot_be_read_cannot_be_told(void **state)
{
    struct fixture_return *f = fixture_return_new();
    struct buf text = buf_new(f->arena, 16 * MIB);
    (void)state;
    buf_add(&text, STR(EPISODES));
    for (int i = 0; i <= CHILD_ROWS_MOST; i++)
        buf_add(&text, STR("LONG,01/04/2023,S,C2,N1,U4,PR1,,,,,A,\n"));
    buf_add(&text, STR("C1,01/04/2023,S,C2,N1,U4,PR1,,,,,A,\n"));
    fixture_return_put(f, buf_text(&text), false);
    struct counted_return c = count_return(f);
    const struct counted_figure *moves = measure_of(&c, "STAB_3")->figures;
    assert_int_equal(c.sums.children, 2);
    assert_int_equal(c.sums.unread, 1);
    assert_int_equal(moves->cases[ROLE_DENOMINATOR], 1);
    assert_int_equal(moves->cases[ROLE_MISSING], 1);
    assert_int_equal(measure_of(&c, "CLA_31M")->figures[1].cases[ROLE_MISSING], 1);
    assert_true(
        str_contains(buf_text(&c.cases), STR("STAB_3 3 LONG the child could not be "
                                             "read\n")));
    fixture_return_free(f);
}

static void a_row_without_a_child_is_nobodys(void **state)
{
    struct fixture_return *f = fixture_return_new();
    (void)state;
    fixture_return_put(f,
                       STR(EPISODES ",01/04/2023,S,C2,N1,U4,PR1,,,,,A,\n"
                                    "C1,01/04/2023,S,C2,N1,U4,PR1,,,,,A,\n"),
                       false);
    struct counted_return c = count_return(f);
    const struct counted_figure *all = measure_of(&c, "CLA_31M")->figures;
    assert_int_equal(all->numerator, 1);
    assert_int_equal(all->cases[ROLE_MISSING], 1);
    assert_true(
        str_contains(buf_text(&c.cases), STR("CLA_31M 3  a row without CHILD\n")));
    fixture_return_free(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_those_of_the_children),
        cmocka_unit_test(threads_and_memory_change_nothing),
        cmocka_unit_test(a_child_that_cannot_be_read_cannot_be_told),
        cmocka_unit_test(a_row_without_a_child_is_nobodys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
