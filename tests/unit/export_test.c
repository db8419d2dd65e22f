/* What leaves as a table: hostile texts and numbers come back as they went, and never as
 * a formula; what is internal stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "base/random.h"
#include "evidence/sheet.h"
#include "publish/export_tables.h"
#include "publish/xlsx.h"

/* ---- A table of any texts and numbers */

struct things {
    const struct str *texts;
    const double *numbers;
};

static const struct export_column columns[] = {
    {"text", EXPORT_TEXT, 20, "any text"},
    {"number", EXPORT_NUMBER, 12, "any number"},
    {"day", EXPORT_DAY, 12, "a day"}};

static void put_thing(void *context, struct arena *a, size_t row,
                      struct export_cell *cells)
{
    const struct things *things = context;
    (void)a;
    cells[0].text = things->texts[row];
    cells[1].number = things->numbers[row];
    cells[2].day = date_of(2026, 1, 2);
}

static struct export_table table_of(struct things *things, size_t count)
{
    return (struct export_table){.name = "things",
                                 .title = STR("=Things"),
                                 .columns = columns,
                                 .column_count = 3,
                                 .row_count = count,
                                 .row = put_thing,
                                 .context = things};
}

static struct export_book book_of(const struct export_table *table)
{
    return (struct export_book){.title = STR("A book"),
                                .attribution = STR("Said by nobody."),
                                .at = date_of(2026, 6, 17),
                                .tables = table,
                                .table_count = 1};
}

static const struct str hostile[] = {STR("=1+1"),
                                     STR("=HYPERLINK(\"http://example.org\",\"x\")"),
                                     STR("+44 20"),
                                     STR("-5"),
                                     STR("@SUM(A1)"),
                                     STR("\t=1"),
                                     STR("\r=1"),
                                     STR("\n=1"),
                                     STR("  =1"),
                                     STR("\xc2\xa0=1"),
                                     STR("\xef\xbb\xbf=1"),
                                     STR("\xe2\x80\x8b=1"),
                                     STR("\xef\xbc\x9d"
                                         "1"),
                                     STR("\xef\xbc\x8b"
                                         "1"),
                                     STR("\xef\xbc\x8d"
                                         "1"),
                                     STR("\xef\xbc\xa0"
                                         "x"),
                                     STR("=cmd|' /C calc'!A0"),
                                     STR("a,b\"c\nd;=1"),
                                     STR("plain"),
                                     STR("\xe2\x88\x92"
                                         "4"),
                                     STR("Kingston upon Hull, City of"),
                                     STR("'=already"),
                                     STR("_x0041_"),
                                     STR("<b>&amp;</b>"),
                                     STR("a\0=1"),
                                     STR("\xff\xfe="),
                                     STR("\xc3=1"),
                                     STR("0"),
                                     STR("=")};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

/* What stands in the first bytes, seen with other eyes than the code's: nothing a
 * spreadsheet starts a formula with. */
static bool looks_live(struct str s)
{
    size_t i = 0;
    while (i < s.len &&
           ((unsigned char)s.at[i] <= 0x20 || (unsigned char)s.at[i] == 0x7f))
        i++;
    return i < s.len && strchr("=+-@", s.at[i]) != NULL;
}

static void a_text_is_never_a_formula_and_else_untouched(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    for (size_t i = 0; i < HOSTILE; i++) {
        struct str safe = export_text(a, hostile[i]);
        assert_false(looks_live(safe));
        assert_false(export_is_formula(safe));
        size_t bad;
        assert_true(str_is_utf8(safe, &bad));
        assert_null(memchr(safe.at, '\0', safe.len));
        if (safe.at != hostile[i].at && str_is_utf8(hostile[i], &bad) &&
            !memchr(hostile[i].at, '\0', hostile[i].len)) {
            assert_int_equal(safe.at[0], '\'');
            assert_true(str_equal((struct str){safe.at + 1, safe.len - 1}, hostile[i]));
        }
    }
    static const struct str kept[] = {STR("plain"), STR("'=already"), STR(""), STR("a=b"),
                                      STR("\xe2\x88\x92"
                                          "4")};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_ptr_equal(export_text(a, kept[i]).at, kept[i].at);
    arena_free(a);
}

/* ---- Back from CSV */

static void expect_csv(struct arena *a, const struct things *things, size_t count)
{
    struct export_table table =
        table_of(&(struct things){things->texts, things->numbers}, count);
    struct buf out = buf_new(a, 64 * MIB);
    struct csv csv;
    struct csv_record record;
    struct fault why = {0};
    export_csv(&table, &out);
    assert_int_equal(buf_status(&out, &why), OK);
    csv_open(&csv, a, buf_text(&out), (struct csv_limits){0});
    assert_true(csv_next(&csv, &record, &why));
    assert_int_equal(record.count, 3);
    for (size_t i = 0; i < count; i++) {
        assert_true(csv_next(&csv, &record, &why));
        assert_int_equal(record.count, 3);
        assert_true(str_equal(record.cells[0], export_text(a, things->texts[i])));
        assert_false(looks_live(record.cells[0]));
        char text[64] = {0};
        assert_true(record.cells[1].len < sizeof text);
        if (record.cells[1].len)
            memcpy(text, record.cells[1].at, record.cells[1].len);
        if (isfinite(things->numbers[i]))
            assert_true(strtod(text, NULL) == things->numbers[i]);
        else
            assert_int_equal(record.cells[1].len, 0);
        assert_true(str_equal(record.cells[2], STR("2026-01-02")));
    }
    assert_false(csv_next(&csv, &record, &why));
    assert_int_equal(why.code, OK);
}

/* ---- Back from a workbook */

static struct workbook workbook_back(struct arena *a, const struct export_book *book,
                                     struct str *bytes)
{
    struct xlsx_press press = {0};
    struct fault why = {0};
    struct workbook workbook;
    struct buf out = buf_new(a, 64 * MIB);
    if (xlsx_open(&press, &why) || xlsx_render(&press, book, &out, &why))
        fail_msg("%s", why.text);
    *bytes = buf_text(&out);
    if (workbook_read(a, STR("book.xlsx"), *bytes, &workbook, &why))
        fail_msg("%s", why.text);
    return workbook;
}

/* Control characters are written as _xHHHH_; such texts are only looked at. */
static bool has_control(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.at[i] < 0x20)
            return true;
    }
    return false;
}

static void expect_workbook(struct arena *a, const struct things *things, size_t count)
{
    struct export_table table =
        table_of(&(struct things){things->texts, things->numbers}, count);
    struct export_book book = book_of(&table);
    struct str bytes;
    struct workbook workbook = workbook_back(a, &book, &bytes);
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    assert_int_equal(workbook.count, 1);
    assert_true(str_equal(workbook.sheets[0].name, STR("Things")));
    sheet_start(&reader, a, &workbook.sheets[0]);
    assert_true(sheet_next(&reader, &row, &bad));
    assert_true(str_equal(row.cells[0], STR("'=Things")));
    assert_true(sheet_next(&reader, &row, &bad));
    assert_true(str_equal(row.cells[1], STR("number")));
    for (size_t i = 0; i < count; i++) {
        struct str safe = export_text(a, things->texts[i]);
        assert_true(sheet_next(&reader, &row, &bad));
        assert_int_equal(row.row, i + 3);
        assert_false(looks_live(row.cells[0]));
        if (!has_control(safe) && !str_equal(row.cells[0], str_trim(safe)))
            fail_msg("row %zu: '%.*s' came back as '%.*s'", i, STR_ARG(safe),
                     STR_ARG(row.cells[0]));
        char text[64] = {0};
        assert_true(row.cells[1].len < sizeof text);
        if (row.cells[1].len)
            memcpy(text, row.cells[1].at, row.cells[1].len);
        double x = things->numbers[i];
        if (isfinite(x))
            assert_true(fabs(strtod(text, NULL) - x) <= fabs(x) * 1e-15);
        else
            assert_int_equal(row.cells[1].len, 0);
    }
    assert_false(sheet_next(&reader, &row, &bad));
    assert_int_equal(bad, 0);
}

static const double numbers[] = {-5, 0, -0.4, 1e-9, 22.65, 1204, -1e15, 0.1 + 0.2};

static void hostile_texts_come_back_from_csv_and_workbooks(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    double beside[HOSTILE];
    for (size_t i = 0; i < HOSTILE; i++)
        beside[i] =
            i == 7 ? (double)NAN : numbers[i % (sizeof numbers / sizeof *numbers)];
    struct things things = {hostile, beside};
    expect_csv(a, &things, HOSTILE);
    expect_workbook(a, &things, HOSTILE);
    arena_free(a);
}

/* ---- Any texts */

static struct str any_text(struct arena *a, struct random *random)
{
    static const struct str pieces[] = {
        STR("="),    STR("+"), STR("-"),  STR("@"), STR("\t"),       STR("\r"),
        STR("\n"),   STR(" "), STR("\""), STR(","), STR(";"),        STR("'"),
        STR("a"),    STR("7"), STR("("),  STR("|"), STR("\xc2\xa0"), STR("\xef\xbc\x9d"),
        STR("\xff"), STR("&")};
    struct buf out = buf_new(a, KIB);
    uint64_t count = random_below(random, 6);
    for (uint64_t i = 0; i <= count; i++)
        buf_add(&out, pieces[random_below(random, sizeof pieces / sizeof *pieces)]);
    return buf_text(&out);
}

enum { ANY = 2000 };

static void any_texts_and_numbers_come_back(void **state)
{
    (void)state;
    struct arena *a = arena_new(512 * MIB);
    struct random random = random_stream(20260617, 0);
    struct str *texts = arena_make(a, struct str, ANY);
    double *beside = arena_make(a, double, ANY);
    for (size_t i = 0; i < ANY; i++) {
        texts[i] = any_text(a, &random);
        beside[i] = ((double)random_below(&random, 2000001) - 1e6) / 1000;
    }
    expect_csv(a, &(struct things){texts, beside}, ANY);
    expect_workbook(a, &(struct things){texts, beside}, ANY);
    arena_free(a);
}

static void a_book_has_the_same_bytes_twice(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    double beside[HOSTILE] = {0};
    struct things things = {hostile, beside};
    struct export_table table = table_of(&things, HOSTILE);
    struct export_book book = book_of(&table);
    struct str first, second;
    workbook_back(a, &book, &first);
    workbook_back(a, &book, &second);
    assert_true(str_equal(first, second));
    arena_free(a);
}

static void a_table_without_rows_is_a_sheet_that_says_so(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct export_table table = table_of(&(struct things){0}, 0);
    struct export_book book = book_of(&table);
    struct str bytes;
    struct workbook workbook = workbook_back(a, &book, &bytes);
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    sheet_start(&reader, a, &workbook.sheets[0]);
    assert_true(sheet_next(&reader, &row, &bad));
    assert_true(str_equal(row.cells[0], STR("'=Things (none held)")));
    assert_true(sheet_next(&reader, &row, &bad));
    assert_false(sheet_next(&reader, &row, &bad));
    arena_free(a);
}

static void a_text_longer_than_a_cell_is_cut_and_says_so(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    size_t len = 40001;
    char *at = arena_make(a, char, len);
    for (size_t i = 0; i < len; i++)
        at[i] = i % 2 ? '\xc3' : '\xa9';
    at[0] = 'x'; /* then two-byte characters: a cut may fall inside one */
    struct str text = {at, len};
    double number = 1;
    struct things things = {&text, &number};
    struct export_table table = table_of(&things, 1);
    struct export_book book = book_of(&table);
    struct str bytes;
    struct workbook workbook = workbook_back(a, &book, &bytes);
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    sheet_start(&reader, a, &workbook.sheets[0]);
    for (int i = 0; i < 3; i++)
        assert_true(sheet_next(&reader, &row, &bad));
    size_t wrong;
    assert_true(str_is_utf8(row.cells[0], &wrong));
    assert_true(str_ends(row.cells[0], STR("[cut here: a cell holds no more]")));
    arena_free(a);
}

/* ---- What stays */

static void what_is_internal_may_not_leave(void **state)
{
    (void)state;
    struct cube_period periods[2] = {{.text = STR("2024"), .status = STATUS_FINAL},
                                     {.text = STR("2025"), .status = STATUS_INTERNAL}};
    struct cube_measure measures[2] = {
        {.about = {.id = STR("open")}, .periods = periods, .period_count = 1},
        {.about = {.id = STR("ours")}, .periods = periods, .period_count = 2}};
    struct cube cube = {.measures = measures, .measure_count = 2};
    struct fault why = {0};
    assert_int_equal(export_may_leave(&cube, &measures[0], &why), OK);
    assert_int_equal(export_may_leave(&cube, &measures[1], &why), ERR_USAGE);
    assert_non_null(strstr(why.text, "'ours' of 2025"));
    assert_int_equal(export_may_leave(&cube, NULL, &why), ERR_USAGE);
    cube.measure_count = 1;
    assert_int_equal(export_may_leave(&cube, NULL, &why), OK);
}

static void every_reason_has_a_symbol_and_words(void **state)
{
    (void)state;
    assert_string_equal(export_symbol_of(MISSING_NOT).symbol, "");
    for (int i = MISSING_SUPPRESSED; i <= MISSING_UNSPECIFIED; i++) {
        struct export_symbol symbol = export_symbol_of((enum missing)i);
        assert_int_equal(strlen(symbol.symbol), 1);
        assert_true(strlen(symbol.words) > 8);
        assert_false(export_is_formula(str_of(symbol.symbol)));
    }
}

static void a_name_becomes_part_of_a_path_and_no_more(void **state)
{
    (void)state;
    static const struct {
        struct str name, slug;
    } rows[] = {{STR("Bath & North East Somerset"), STR("bath-north-east-somerset")},
                {STR("../../etc/passwd"), STR("etc-passwd")},
                {STR("reviews:late_percent|age=16 to 17"),
                 STR("reviews-late-percent-age-16-to-17")},
                {STR("///"), STR("unnamed")},
                {STR(""), STR("unnamed")}};
    struct arena *a = arena_new(MIB);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(str_equal(export_slug(a, rows[i].name), rows[i].slug));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_never_a_formula_and_else_untouched),
        cmocka_unit_test(hostile_texts_come_back_from_csv_and_workbooks),
        cmocka_unit_test(any_texts_and_numbers_come_back),
        cmocka_unit_test(a_book_has_the_same_bytes_twice),
        cmocka_unit_test(a_table_without_rows_is_a_sheet_that_says_so),
        cmocka_unit_test(a_text_longer_than_a_cell_is_cut_and_says_so),
        cmocka_unit_test(what_is_internal_may_not_leave),
        cmocka_unit_test(every_reason_has_a_symbol_and_words),
        cmocka_unit_test(a_name_becomes_part_of_a_path_and_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
