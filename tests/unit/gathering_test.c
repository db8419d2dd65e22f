/* What checks over a whole return remember: texts that stand twice, sums, and different
 * texts, the same for any way of cutting the return into chunks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "records/file_903.h"
#include "records/gathering.h"

static struct str pupil_number(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return entry_cell(entry, HEADER_UPN)->text;
}

static void count_sexes(const struct checking *c, struct counts *counts)
{
    const struct rows *rows = &c->child->now[T9_HEADER];
    for (size_t i = 0; i < rows->count; i++) {
        counts->sums[0]++;
        counts_distinct(counts, entry_cell(&rows->at[i], HEADER_SEX)->text);
    }
}

static bool has_two_sexes(const struct return_about *about, const struct counts *counts)
{
    (void)about;
    return counts->distinct_count == 2;
}

static const struct check unique = {
    .code = "U", .table = T9_HEADER, .unique = pupil_number};
static const struct check whole = {
    .code = "W", .count = count_sexes, .whole = has_two_sexes};
static const struct check *const checks[] = {&unique, &whole};
enum { CHECKS = 2, CHILDREN = 3000 };

static struct child child_of(struct arena *a, const char *number, const char *sex)
{
    struct cell *cells = arena_make(a, struct cell, HEADER_UASC + 1);
    struct entry *entry = arena_make(a, struct entry, 1);
    cells[HEADER_UPN] = cell_of(a, str_of(number), false);
    cells[HEADER_SEX] = cell_of(a, str_of(sex), false);
    *entry = (struct entry){cells, 1, UINT32_MAX};
    struct child child = {.kind = RETURN_903};
    child.now[T9_HEADER] = (struct rows){entry, 1};
    return child;
}

/* Every seventh child has the number of the child before it; every eleventh has none. */
static struct child *make_children(struct arena *a)
{
    struct child *children = arena_make(a, struct child, CHILDREN);
    for (int i = 0; i < CHILDREN; i++) {
        struct str number = arena_format(a, "A%d", i % 7 ? i : i - 1);
        children[i] = child_of(a, i % 11 ? number.at : "", i % 2 ? "M" : "F");
    }
    return children;
}

static struct gathering *gather(struct arena *a, const struct child *children,
                                size_t chunk)
{
    static const struct return_about about = {.kind = RETURN_903, .year = 2026};
    static const bool runs[CHECKS] = {true, true};
    struct gathering *g = gathering_new(checks, CHECKS);
    struct fault why;
    for (size_t at = 0; at < CHILDREN; at += chunk) {
        size_t count = CHILDREN - at < chunk ? CHILDREN - at : chunk;
        struct children part = {children + at, count, NULL, 0};
        assert_int_equal(
            gathering_take(g, gather_children(a, g, &about, runs, &part), &why), OK);
    }
    assert_int_equal(gathering_end(g, &why), OK);
    return g;
}

static bool is_twice(const struct child *children, int i)
{
    struct str own = entry_cell(&children[i].now[T9_HEADER].at[0], HEADER_UPN)->text;
    for (int k = 0; k < CHILDREN && own.len > 0; k++)
        if (k != i &&
            str_equal(own,
                      entry_cell(&children[k].now[T9_HEADER].at[0], HEADER_UPN)->text))
            return true;
    return false;
}

static void texts_that_stand_twice_are_found_whatever_the_chunks(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 7, 256, CHILDREN};
    struct arena *a = arena_new(256 * MIB);
    struct child *children = make_children(a);
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct gathering *g = gather(a, children, sizes[s]);
        for (int i = 0; i < CHILDREN; i++) {
            struct str own =
                entry_cell(&children[i].now[T9_HEADER].at[0], HEADER_UPN)->text;
            bool twice = is_twice(children, i);
            assert_int_equal(gathering_repeats(g, 0, own), twice);
            if (twice)
                assert_true(gathering_chunk_repeats(g, (size_t)i / sizes[s]));
            else if (sizes[s] == 1)
                assert_false(gathering_chunk_repeats(g, (size_t)i));
        }
        assert_int_equal(gathering_counts(g, 1)->sums[0], CHILDREN);
        assert_int_equal(gathering_counts(g, 1)->distinct_count, 2);
        gathering_free(g);
    }
    arena_free(a);
}

static void different_texts_are_counted_up_to_a_few(void **state)
{
    (void)state;
    struct counts counts = {0}, other = {0};
    const char *const texts[] = {"A", "B", "A", "", "C", "D", "E", "F", "G", "H", "I"};
    for (size_t i = 0; i < 3; i++)
        counts_distinct(&counts, str_of(texts[i]));
    assert_int_equal(counts.distinct_count, 2);
    for (size_t i = 2; i < sizeof texts / sizeof *texts; i++)
        counts_distinct(&other, str_of(texts[i]));
    assert_int_equal(other.distinct_count, COUNTS_DISTINCT);
    counts.sums[3] = 5;
    other.sums[3] = 7;
    counts_merge(&counts, &other);
    assert_int_equal(counts.distinct_count, COUNTS_DISTINCT);
    assert_int_equal(counts.sums[3], 12);
}

static void hashes_of_near_texts_differ_everywhere(void **state)
{
    (void)state;
    uint64_t first = text_hash(STR("1000000")), all = 0;
    for (int i = 1; i < 64; i++) {
        char text[] = "1000000";
        text[6] = (char)('0' + i % 10);
        text[5] = (char)('0' + i / 10);
        all |= first ^ text_hash((struct str){text, 7});
    }
    assert_int_equal(all, UINT64_MAX);
    assert_true(text_hash(STR("A")) != text_hash((struct str){"A\0", 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_that_stand_twice_are_found_whatever_the_chunks),
        cmocka_unit_test(different_texts_are_counted_up_to_a_few),
        cmocka_unit_test(hashes_of_near_texts_differ_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
