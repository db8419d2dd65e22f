/* What all readers of national files rely on: numbers and codes, dates, headers. */
#include "fixture_national.h"

static void numbers_are_read_as_published(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        double value;
    } cases[] = {
        {"0", 0},
        {"12.13", 12.13},
        {"-0.5", -0.5},
        {"+3", 3},
        {"1,234", 1234},
        {"1,234,567.5", 1234567.5},
        {"5.3839999999999999E-2", 0.053839999999999999},
        {"1.3350000000000001E-2", 0.013350000000000001},
        {"1e3", 1000},
        {"0.1", 0.1},
        {"9007199254740993", 9007199254740992.0},
        {"123456789012345678901234567890", 123456789012345678901234567890.0},
        {"17.4%", 17.4},
        {"\xc2\xa3"
         "1,250",
         1250},
        {".5", 0.5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 99;
        uint8_t missing = 9, quality = 9;
        if (!national_number(str_of(cases[i].cell), &value, &missing, &quality))
            fail_msg("%s is not read", cases[i].cell);
        assert_int_equal(missing, MISSING_NOT);
        assert_int_equal(quality, QUALITY_NOT_GIVEN);
        if (value < cases[i].value || value > cases[i].value)
            fail_msg("%s gives %.17g", cases[i].cell, value);
    }
}

static void codes_say_why_there_is_no_figure(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        enum missing missing;
        enum quality quality;
    } cases[] = {
        {"c", MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
        {"C", MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
        {"[c]", MISSING_SUPPRESSED, QUALITY_NOT_GIVEN},
        {"z", MISSING_NOT_APPLICABLE, QUALITY_NOT_GIVEN},
        {"x", MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
        {":", MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
        {"..", MISSING_NOT_AVAILABLE, QUALITY_NOT_GIVEN},
        {"u", MISSING_NOT_AVAILABLE, QUALITY_LOW_RELIABILITY},
        {"-", MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
        {"", MISSING_UNSPECIFIED, QUALITY_NOT_GIVEN},
        {"k", MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
        {"low", MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
        {"~", MISSING_NOT, QUALITY_ROUNDS_TO_ZERO},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = 99;
        uint8_t missing = 9, quality = 9;
        assert_true(national_number(str_of(cases[i].cell), &value, &missing, &quality));
        assert_int_equal(missing, cases[i].missing);
        assert_int_equal(quality, cases[i].quality);
        if (cases[i].missing == MISSING_NOT)
            assert_near(value, 0);
        else
            assert_true(isnan(value));
    }
}

static void what_is_neither_number_nor_code_is_refused(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "12a",  "1,2", "1,23",  "1.2.3",    "--5",     "e5",   "1e", "nan",  "inf",
        "0x10", "1 2", "1e999", "see note", "12,3456", ",123", "%",  "Total"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        double value;
        uint8_t missing, quality;
        if (national_number(str_of(cells[i]), &value, &missing, &quality))
            fail_msg("%s is read as %g", cells[i], value);
    }
}

static void dates_are_read_in_the_ways_files_write_them(void **state)
{
    (void)state;
    static const struct {
        const char *cell;
        int year, month, day;
    } cases[] = {
        {"2019-03-31", 2019, 3, 31},       {"2019-03-31T00:00:00", 2019, 3, 31},
        {"2019-03-31 00:00", 2019, 3, 31}, {"31/03/2019", 2019, 3, 31},
        {"1/4/2019", 2019, 4, 1},          {"31/03/2019 00:00", 2019, 3, 31},
        {"31.03.19", 2019, 3, 31},         {"31 March 2019", 2019, 3, 31},
        {"1 Apr 2019", 2019, 4, 1},        {"31-Mar-19", 2019, 3, 31},
        {"12-Dec-98", 1998, 12, 12},       {"43555", 2019, 3, 31},
        {"43555.0", 2019, 3, 31},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        date d = DATE_NONE;
        if (!national_date(str_of(cases[i].cell), &d))
            fail_msg("%s is not read", cases[i].cell);
        if (date_compare(d, date_of(cases[i].year, cases[i].month, cases[i].day)))
            fail_msg("%s is another day", cases[i].cell);
    }
}

static void what_is_no_date_is_refused(void **state)
{
    (void)state;
    static const char *const cells[] = {
        "",         "31/02/2019", "2019-13-01",  "13/13/2019", "2019", "31 Foo 2019",
        "31/3/201", "NULL",       "2019-03-31x", "123456",     "31/3"};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        date d;
        if (national_date(str_of(cells[i]), &d))
            fail_msg("%s is read", cells[i]);
    }
}

static bool finds(const char *text, const char *name, int column, uint32_t row)
{
    struct arena *a = arena_new(16 * MIB);
    struct sheet sheet = {.kind = SHEET_CSV, .text = str_of(text)};
    struct columns columns;
    bool found = columns_find(a, &sheet, &name, 1, &columns) &&
                 columns_index(&columns, name) == column && columns.row == row;
    arena_free(a);
    return found;
}

static void a_header_is_found_below_titles_and_whatever_its_spelling(void **state)
{
    (void)state;
    assert_true(finds("la_number,x\n", "LA Number", 0, 1));
    assert_true(finds("Title\nNotes: see below\na,LA  number\n", "la_number", 1, 3));
    assert_true(finds("a,\"LA\nNumber\"\n", "la_number", 1, 1));
    assert_true(finds("a,LA Number1\n", "la_number", 1, 1));
    assert_true(finds("a,LA Number [note 3]\n", "la_number", 1, 1));
    assert_true(finds("a,LA Number*\n", "la_number", 1, 1));
    assert_true(finds("a,SN1\n", "SN1", 1, 1));
    assert_false(finds("a,SN10\n", "SN1", 1, 1));
    assert_false(finds("a,b\n", "la_number", 0, 1));
}

static void a_name_as_it_stands_goes_before_one_with_a_note(void **state)
{
    (void)state;
    assert_true(finds("grade1,grade\n", "grade", 1, 1));
}

static void every_format_has_its_own_name_and_a_licence(void **state)
{
    (void)state;
    for (size_t i = 0; i < national_format_count; i++) {
        const struct national_format *f = national_formats[i];
        assert_ptr_equal(national_format(str_of(f->id)), f);
        assert_true(f->source.publisher.len && f->source.title.len);
        assert_true(f->source.licence.len && f->source.attribution.len);
    }
    assert_null(national_format(STR("no-such-format")));
}

static void what_no_reader_knows_is_not_recognised(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a,b\n1,2\n", "{\"events\":[]}",
                                        "time_period\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct reading_test t = read_text("x.csv", texts[i]);
        assert_null(t.format);
        end_reading(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_as_published),
        cmocka_unit_test(codes_say_why_there_is_no_figure),
        cmocka_unit_test(what_is_neither_number_nor_code_is_refused),
        cmocka_unit_test(dates_are_read_in_the_ways_files_write_them),
        cmocka_unit_test(what_is_no_date_is_refused),
        cmocka_unit_test(a_header_is_found_below_titles_and_whatever_its_spelling),
        cmocka_unit_test(a_name_as_it_stands_goes_before_one_with_a_note),
        cmocka_unit_test(every_format_has_its_own_name_and_a_licence),
        cmocka_unit_test(what_no_reader_knows_is_not_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
