/* The index of postcodes: what is in the list is found and nothing else, and bytes that
 * lie are refused or say nothing, whatever they say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "records/postcodes.h"

static const char list[] = "district_code,postcode,easting,northing\n"
                           "E09000006,BR1 1AA,540000,169000\n"
                           "E09000006,BR11ZZ,540100,169000\n"
                           "E09000006,BR1 9AA,540200,169000\n"
                           "E09000006,BR1 1AA,1,1\n"
                           "S12000033,AB1  0AA,385386,801193\n"
                           "W06000015,CF10 1AA,318000,176000\n"
                           "E09000001,EC1A 1BB,,\n"
                           "L99999999,JE2 3AB,,\n"
                           "E09000006,nonsense here,1,1\n"
                           "E09000006,B1 AAA,1,1\n"
                           "E09000006,M1 1AA,999999999,1\n";

struct built {
    struct arena *arena;
    struct str bytes;
    const struct postcodes *index;
};

static struct built build(const char *csv)
{
    struct fault why;
    struct built b = {.arena = arena_new(64 * MIB)};
    assert_int_equal(postcodes_build(b.arena, str_of(csv), &b.bytes, &why), OK);
    assert_int_equal(postcodes_open(b.arena, b.bytes, &b.index, &why), OK);
    return b;
}

static void a_postcode_is_found_in_any_case_and_with_any_spaces(void **state)
{
    static const char *const ways[] = {"BR1 1AA", "br1 1aa", "BR11AA", " b r 1 1 a a "};
    struct built b = build(list);
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct postcode found;
        assert_true(postcodes_find(b.index, str_of(ways[i]), &found));
        assert_true(found.has_place);
        assert_int_equal(found.easting, 540000); /* the first that the list has */
        assert_int_equal(found.northing, 169000);
        assert_true(str_equal(found.authority, STR("E09000006")));
    }
    arena_free(b.arena);
}

static void what_is_not_in_the_list_is_not_found(void **state)
{
    static const char *const others[] = {
        "",        "BR1",    "BR1 1AB", "BR1 2AA",   "BR1 0AA", "BR1 1AY",  "BR2 1AA",
        "BS1 1AA", "A1 1AA", "ZZ1 1AA", "BR1-1AA",   "B1 AAA",  "BR1 11A",  "BR1 1A1",
        "BR111AA", "1AA",    "EC1 1BB", "EC1A 11BB", "9BR 1AA", "nonsense", "BR1\0 1AA"};
    struct built b = build(list);
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct postcode found;
        assert_false(postcodes_find(b.index, str_of(others[i]), &found));
    }
    arena_free(b.arena);
}

static void a_place_that_is_not_known_is_said_to_be_so(void **state)
{
    struct built b = build(list);
    struct postcode london, jersey, cardiff, bromley, far;
    (void)state;
    assert_true(postcodes_find(b.index, STR("EC1A1BB"), &london));
    assert_false(london.has_place);
    assert_true(str_equal(london.authority, STR("E09000001")));
    assert_true(postcodes_find(b.index, STR("JE23AB"), &jersey));
    assert_int_equal(jersey.authority.len, 0);
    assert_true(postcodes_find(b.index, STR("CF101AA"), &cardiff));
    assert_true(str_equal(cardiff.authority, STR("WAL")));
    assert_true(postcodes_find(b.index, STR("BR11AA"), &bromley));
    assert_true(isnan(postcodes_miles(&london, &bromley)));
    /* sqrt(222000^2 + 7000^2) / 1000 / 1.6093 = 138.02… */
    assert_true(fabs(postcodes_miles(&cardiff, &bromley) - 138.0) < 1e-9);
    assert_true(postcodes_find(b.index, STR("M11AA"), &far));
    assert_false(far.has_place);
    arena_free(b.arena);
}

static void every_pair_of_letters_of_every_sector_has_its_own_place(void **state)
{
    enum { SECTORS = 10, LETTERS = 26, STEP = 3 };
    struct arena *a = arena_new(64 * MIB);
    char *csv = arena_alloc(a, 4 * MIB), text[8];
    int n = snprintf(csv, 4 * MIB, "postcode,easting,northing,district_code\n");
    (void)state;
    for (int u = 0; u < SECTORS * LETTERS * LETTERS; u += STEP)
        n += snprintf(csv + n, 64, "X1 %d%c%c,%d,7,E09000001\n", u / (LETTERS * LETTERS),
                      'A' + u / LETTERS % LETTERS, 'A' + u % LETTERS, u);
    struct built b = build(csv);
    for (int u = 0; u < SECTORS * LETTERS * LETTERS; u++) {
        struct postcode found;
        snprintf(text, sizeof text, "X1%d%c%c", u / (LETTERS * LETTERS),
                 'A' + u / LETTERS % LETTERS, 'A' + u % LETTERS);
        bool is_in = postcodes_find(b.index, str_of(text), &found);
        assert_int_equal(is_in, u % STEP == 0);
        if (is_in)
            assert_int_equal(found.easting, u);
    }
    arena_free(b.arena);
    arena_free(a);
}

static void an_index_that_is_cut_short_is_refused(void **state)
{
    struct built b = build(list);
    struct fault why;
    (void)state;
    for (size_t len = 0; len < b.bytes.len; len++) {
        const struct postcodes *index;
        struct arena *a = arena_new(MIB);
        assert_int_equal(postcodes_open(a, (struct str){b.bytes.at, len}, &index, &why),
                         ERR_FORMAT);
        arena_free(a);
    }
    arena_free(b.arena);
}

/* Under the sanitizers a read past the bytes would end the test. */
static void an_index_that_lies_is_never_read_past_its_end(void **state)
{
    static const char *const asked[] = {"BR1 1AA", "CF10 1AA", "EC1A 1BB", "AB1 0AA"};
    struct built b = build(list);
    size_t opened = 0;
    (void)state;
    for (size_t at = 0; at < b.bytes.len; at++) {
        struct fault why;
        const struct postcodes *index;
        struct postcode found;
        char *copy = malloc(b.bytes.len);
        struct arena *a = arena_new(MIB);
        memcpy(copy, b.bytes.at, b.bytes.len);
        copy[at] = (char)~copy[at];
        if (postcodes_open(a, (struct str){copy, b.bytes.len}, &index, &why) == OK) {
            opened++;
            for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
                if (postcodes_find(index, str_of(asked[i]), &found))
                    assert_true(found.authority.len < 16);
        }
        arena_free(a);
        free(copy);
    }
    assert_true(opened > 0);
    arena_free(b.arena);
}

static void a_list_that_is_none_is_refused(void **state)
{
    static const char *const lists[] = {"", "postcode,easting\nAB1 0AA,1\n",
                                        "postcode,easting,northing,district_code\n"};
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct arena *a = arena_new(MIB);
        struct fault why;
        struct str bytes;
        assert_int_equal(postcodes_build(a, str_of(lists[i]), &bytes, &why), ERR_FORMAT);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_postcode_is_found_in_any_case_and_with_any_spaces),
        cmocka_unit_test(what_is_not_in_the_list_is_not_found),
        cmocka_unit_test(a_place_that_is_not_known_is_said_to_be_so),
        cmocka_unit_test(every_pair_of_letters_of_every_sector_has_its_own_place),
        cmocka_unit_test(an_index_that_is_cut_short_is_refused),
        cmocka_unit_test(an_index_that_lies_is_never_read_past_its_end),
        cmocka_unit_test(a_list_that_is_none_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
