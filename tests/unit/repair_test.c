/* Safe repairs of a cell: what is mended, and what is left because it could be meant in
 * two ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "records/repair.h"

struct expected {
    struct cell_place place;
    const char *text, *to; /* NULL: it is left as it is */
    const char *words;
};

static void check_all(const struct expected *cases, size_t count)
{
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < count; i++) {
        const struct expected *e = &cases[i];
        struct repair repair = repair_of(a, e->place, str_of(e->text));
        assert_int_equal(repair.done != 0, e->to != NULL);
        if (!e->to)
            continue;
        assert_int_equal(repair.to.len, str_of(e->to).len);
        assert_memory_equal(repair.to.at, e->to, repair.to.len);
        struct str words = repair_words(a, repair.done);
        assert_true(str_equal(words, str_of(e->words)));
    }
    arena_free(a);
}
#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

#define BORN {RETURN_903, 2026, T9_HEADER, HEADER_DOB}
#define REFERRED {RETURN_CIN, 2026, TC_CIN_DETAILS, CD_CIN_REFERRAL_DATE}
#define PERMANENT {RETURN_903, 2026, T9_PREV_PERM, PREV_DATE_PERM}
#define SEX(year) {RETURN_903, year, T9_HEADER, HEADER_SEX}
#define STATUS {RETURN_903, 2026, T9_EPISODES, EPISODES_LS}

static void a_day_with_one_reading_is_written_as_the_return_asks(void **state)
{
    static const struct expected cases[] = {
        {BORN, "01/02/2015", NULL, NULL},
        {BORN, "1/2/2015", NULL, NULL},
        {BORN, "2015-02-01", "01/02/2015", "date"},
        {BORN, "2015/2/1", "01/02/2015", "date"},
        {BORN, "2015-02-01T00:00:00", "01/02/2015", "date"},
        {BORN, "01/02/2015 00:00", "01/02/2015", "date"},
        {BORN, "01-02-2015", "01/02/2015", "date"},
        {BORN, "1.2.2015", "01/02/2015", "date"},
        {BORN, "1 February 2015", "01/02/2015", "date"},
        {BORN, "01-feb-2015", "01/02/2015", "date"},
        {BORN, " 01/02/2015", "01/02/2015", "spaces"},
        {BORN, " 2015-02-01 ", "01/02/2015", "spaces, date"},
        {PERMANENT, "2015-02-01", "01/02/2015", "date"},
        {REFERRED, "2025-02-01", NULL, NULL},
        {REFERRED, "2025-02-01T09:30:00", NULL, NULL},
        {REFERRED, "25/02/2025", "2025-02-25", "date"},
        {REFERRED, "02/02/2025", "2025-02-02", "date"},
        {REFERRED, "3 Mar 2025", "2025-03-03", "date"},
        {REFERRED, "2025-02-01 09:30", "2025-02-01", "date"},
    };
    (void)state;
    CHECK_ALL(cases);
}

static void a_day_that_could_be_another_is_left(void **state)
{
    static const struct expected cases[] = {
        {BORN, "", NULL, NULL},
        {BORN, "01/02/15", NULL, NULL},
        {BORN, "2015-02-30", NULL, NULL},
        {BORN, "31/02/2015", NULL, NULL},
        {BORN, "02/25/2015", NULL, NULL},
        {BORN, "42036", NULL, NULL},
        {BORN, "2015-02/01", NULL, NULL},
        {BORN, "1 Febr 2015", NULL, NULL},
        {BORN, "01/02/2015 noon", NULL, NULL},
        {PERMANENT, "ZZ/02/2015", NULL, NULL},
        {PERMANENT, "ZZ/ZZ/ZZZZ", NULL, NULL},
        {PERMANENT, "zz/02/2015", NULL, NULL},
        {REFERRED, "03/02/2025", NULL, NULL}, /* the month may come first */
        {REFERRED, "2025-13-01", NULL, NULL},
    };
    (void)state;
    CHECK_ALL(cases);
}

static void a_code_is_written_as_its_year_has_it(void **state)
{
    static const struct expected cases[] = {
        {STATUS, "v2", "V2", "case"},
        {STATUS, "V2 ", "V2", "spaces"},
        {STATUS, "V2", NULL, NULL},
        {STATUS, "\xc2\xa0V2", NULL, NULL},
        {SEX(2025), "1", "M", "code"},
        {SEX(2026), "2.0", "F", "number, code"},
        {SEX(2025), "m", "M", "case"},
        {SEX(2024), "M", "1", "code"},
        {SEX(2024), "f", "2", "case, code"},
        {SEX(2024), "1", NULL, NULL},
        {SEX(2025), "9", NULL, NULL},
        {{RETURN_903, 2026, T9_OC2, OC2_SDQ_SCORE}, "12.00", "12", "number"},
        {{RETURN_903, 2026, T9_OC2, OC2_SDQ_SCORE}, "12.5", NULL, NULL},
        {{RETURN_903, 2026, T9_OC2, OC2_SDQ_SCORE}, ".0", NULL, NULL},
        {{RETURN_903, 2026, T9_OC2, OC2_SDQ_SCORE}, "12.", NULL, NULL},
        {{RETURN_903, 2026, T9_EPISODES, EPISODES_PLACE}, "H5", NULL, NULL},
        {{RETURN_CIN, 2025, TC_CHILD_IDENTIFIERS, CI_SEX}, "0", "U", "code"},
        {{RETURN_CIN, 2024, TC_CHILD_IDENTIFIERS, CI_SEX}, "0", NULL, NULL},
        {{RETURN_CIN, 2025, TC_CIN_DETAILS, CD_REASON_FOR_CLOSURE}, "rc1", "RC1", "case"},
        {{RETURN_CIN, 2025, TC_CIN_DETAILS, CD_REFERRAL_NFA}, "TRUE", "true", "case"},
        {{RETURN_CIN, 2025, TC_CIN_DETAILS, CD_REFERRAL_NFA}, "1", NULL, NULL},
    };
    (void)state;
    CHECK_ALL(cases);
}

static void an_identifier_is_never_touched(void **state)
{
    static const struct expected cases[] = {
        {{RETURN_903, 2026, T9_HEADER, HEADER_CHILD}, " c1 ", NULL, NULL},
        {{RETURN_903, 2026, T9_EPISODES, EPISODES_CHILD}, "1.0", NULL, NULL},
        {{RETURN_CIN, 2026, TC_CHILD_IDENTIFIERS, CI_LA_CHILD_ID}, "c1 ", NULL, NULL},
    };
    (void)state;
    CHECK_ALL(cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_with_one_reading_is_written_as_the_return_asks),
        cmocka_unit_test(a_day_that_could_be_another_is_left),
        cmocka_unit_test(a_code_is_written_as_its_year_has_it),
        cmocka_unit_test(an_identifier_is_never_touched),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
