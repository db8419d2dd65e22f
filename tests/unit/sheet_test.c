#include "fixture_zip.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/os.h"
#include "evidence/sheet.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A hostile file may not cost more than this before it is refused. */
#define REFUSAL_MOST (50 * MIB)

/* All rows of all sheets: "row[cell][cell];", "!n" for n bad records, '|' between sheets;
 * or "error CODE". */
static struct str read_all(struct arena *a, struct str bytes)
{
    struct workbook book;
    struct fault why = {0};
    struct buf out = buf_new(a, 16 * MIB);
    if (workbook_read(a, STR("test"), bytes, &book, &why)) {
        assert_true(why.text[0] != '\0' && strcmp(why.file, "test") == 0);
        return arena_format(a, "error %s",
                            why.code == ERR_LIMIT    ? "limit"
                            : why.code == ERR_FORMAT ? "format"
                                                     : "other");
    }
    assert_int_equal(book.sha256.len, 64);
    for (size_t i = 0; i < book.count; i++) {
        struct sheet_reader reader;
        struct sheet_row row;
        uint32_t bad = 0;
        if (i)
            buf_char(&out, '|');
        sheet_start(&reader, a, &book.sheets[i]);
        while (sheet_next(&reader, &row, &bad)) {
            buf_format(&out, "%u", row.row);
            for (size_t c = 0; c < row.count; c++)
                buf_format(&out, "[%.*s]", STR_ARG(row.cells[c]));
            buf_char(&out, ';');
        }
        if (bad)
            buf_format(&out, "!%u", bad);
    }
    assert_int_equal(buf_status(&out, NULL), OK);
    return arena_copy(a, buf_text(&out));
}

static void expect(struct arena *a, struct str bytes, const char *read)
{
    assert_string_equal(read_all(a, bytes).at, read);
}

/* --- text ----------------------------------------------------------------------------
 */

struct text_case {
    struct str bytes;
    const char *read;
};

static void check_texts(const struct text_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *a = arena_new(64 * MIB);
        expect(a, cases[i].bytes, cases[i].read);
        arena_free(a);
    }
}

static void text_is_read_whatever_separates_its_cells(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {{"", 0}, ""},
        {STR("a,b\n1,2\n"), "1[a][b];2[1][2];"},
        {STR("a\tb\r\n1,5\t2\r\n3\t4\r\n"), "1[a][b];2[1,5][2];3[3][4];"},
        {STR("a;b\n1,5;\"x;\"\"y\"\"\"\n"), "1[a][b];2[1,5][x;\"y\"];"},
        {STR("Title; of a table\n\na,b\n1,2\n3,4\n"),
         "1[Title; of a table];2[a][b];3[1][2];4[3][4];"},
        {STR("a\tb\n\"1\t,2\"\t\"\n\"\n"), "1[a][b];2[1\t,2][];"},
        {STR(" a , \xc2\xa0 b\xc2\xa0\n,,\n1,2"), "1[a][b];3[1][2];"},
        {STR("one column\nof text"), "1[one column];2[of text];"},
        {STR("a;b\n\"never closed;1\n2;3\n"), "1[a][b];3[2][3];!1"},
    };
    check_texts(cases, COUNT(cases));
}

static void text_is_read_in_the_encodings_that_offices_save(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {STR("\xef\xbb\xbf"
             "a,b\n\xc3\xa9,2\n"),
         "1[a][b];2[\xc3\xa9][2];"},
        {STR("\xef\xbb\xbf"
             "a\tb\n\xc3\xa9\t2\n"),
         "1[a][b];2[\xc3\xa9][2];"},
        {STR("\xff\xfe"
             "a\0,\0\xe9\0\n\0"),
         "1[a][\xc3\xa9];"},
        {STR("\xfe\xff\0a\0,\0\xe9\0\n"), "1[a][\xc3\xa9];"},
        {STR("a\0,\0b\0\n\0"
             "1\0,\0"
             "2\0"),
         "1[a][b];2[1][2];"},
        {STR("\0a\0,\0b\0\n"), "1[a][b];"},
        {STR("\xff\xfe\x3d\xd8\x00\xde"), "1[\xf0\x9f\x98\x80];"}, /* a pair */
        {STR("\xff\xfe\x3d\xd8"
             "a\0"),
         "1[\xef\xbf\xbd"
         "a];"}, /* half of one */
        {STR("caf\xe9,\x93q\x94,\x80\n"),
         "1[caf\xc3\xa9][\xe2\x80\x9cq\xe2\x80\x9d][\xe2\x82\xac];"},
        {STR("\x81\x9f"), "1[\xc2\x81\xc5\xb8];"},
    };
    check_texts(cases, COUNT(cases));
}

static void what_is_no_table_is_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct text_case cases[] = {
        {STR("a,b\n1,\0"), "error format"},
        {STR("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "error format"},
        {STR("%PDF-1.7"), "error format"},
        {STR("PAR1\x15\x04"), "error format"},
        {STR("SQLite format 3\0"), "error format"},
        {STR("PK\x03\x04 and nothing else"), "error format"},
        {STR("\x1f\x8b\x08"), "error format"},
    };
    check_texts(cases, COUNT(cases));
}

static void json_is_one_sheet_without_rows_and_with_its_text(void **state)
{
    (void)state;
    struct arena *a = arena_new(4 * MIB);
    struct workbook book;
    struct fault why;
    struct str text = STR("\xef\xbb\xbf {\"a\": [1, 2]}");
    assert_int_equal(workbook_read(a, STR("x.json"), text, &book, &why), OK);
    assert_int_equal(book.sheets[0].kind, SHEET_JSON);
    assert_true(str_equal(book.sheets[0].text, text));
    assert_true(str_equal(book.format, STR("json")));
    expect(a, text, "");
    arena_free(a);
}

static void columns_past_256_are_let_go(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct buf csv = buf_new(a, MIB);
    struct workbook book;
    struct sheet_reader reader;
    struct sheet_row row;
    struct fault why;
    uint32_t bad = 0;
    for (int i = 0; i < 300; i++)
        buf_format(&csv, "%d,", i);
    assert_int_equal(workbook_read(a, STR("x"), buf_text(&csv), &book, &why), OK);
    sheet_start(&reader, a, &book.sheets[0]);
    assert_true(sheet_next(&reader, &row, &bad));
    assert_int_equal(row.count, 256);
    assert_true(str_equal(row.cells[255], STR("255")));
    assert_int_equal(bad, 0);
    arena_free(a);
}

/* --- packed --------------------------------------------------------------------------
 */

static void a_gzip_is_read_as_what_it_holds(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct str one = zip_deflate(a, STR("a,b\n"), 31), two;
    struct workbook book;
    struct fault why;
    two = zip_deflate(a, STR("1,2\n"), 31);
    struct str both = arena_format(a, "%*s", (int)(one.len + two.len), "");
    char *at = arena_alloc(a, both.len + 3);
    memcpy(at, one.at, one.len);
    memcpy(at + one.len, two.at, two.len);
    expect(a, one, "1[a][b];");
    expect(a, (struct str){at, both.len}, "1[a][b];2[1][2];");
    expect(a, (struct str){at, both.len + 3}, "1[a][b];2[1][2];"); /* padded */
    assert_int_equal(workbook_read(a, STR("x"), one, &book, &why), OK);
    assert_true(str_equal(book.format, STR("csv.gz")));
    struct str xlsx = zip_deflate(a, xlsx_of(a, "<row><c><v>1</v></c></row>", ""), 31);
    expect(a, xlsx, "1[1];");
    arena_free(a);
}

static void a_gzip_that_is_cut_or_damaged_is_refused(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    struct str whole = zip_deflate(a, STR("la,number\n340,1\n341,2\n342,3\n"), 31);
    for (size_t i = 3; i < whole.len; i++) {
        struct arena *scratch = arena_new(16 * MIB);
        expect(scratch, (struct str){whole.at, i}, "error format");
        char *bent = arena_alloc(scratch, whole.len);
        memcpy(bent, whole.at, whole.len);
        bent[i] = (char)(bent[i] ^ 0x55);
        /* The ten bytes of the head hold a time and a system that nothing depends on. */
        struct str read = read_all(scratch, (struct str){bent, whole.len});
        assert_true(i < 10 || str_starts(read, STR("error")));
        arena_free(scratch);
    }
    arena_free(a);
}

/* --- workbooks -----------------------------------------------------------------------
 */

static void an_xlsx_gives_its_texts_and_its_numbers_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *rows, *strings, *read;
    } cases[] = {
        {"<row r='1'><c r='A1' t='s'><v>1</v></c><c r='C1'><v>5.3839999999999999E-2</v>"
         "</c></row>",
         "<si><t>no</t></si><si><r><t>rich </t></r><r><t xml:space='preserve'>text "
         "</t></r><rPh><t>said</t></rPh></si>",
         "1[rich text][][5.3839999999999999E-2];"},
        {"<row><c t='inlineStr'><is><t>in &lt;line&gt; &amp; &#233;</t></is></c><c "
         "t='b'><v>1</v></c><c t='b'><v>0</v></c></row>",
         "", "1[in <line> & \xc3\xa9][TRUE][FALSE];"},
        {"<row r='3'><c r='B3'><v>45016</v></c></row><row r='9'><c><f>1+1</f><v>2</v></c>"
         "<c t='str'><v>x</v></c><c t='e'><v>#N/A</v></c></row>",
         "", "3[][45016];9[2][x][#N/A];"},
        {"<row r='2'><c r='A2' s='4'/><c r='B2' t='s'><v>0</v></c></row>", "<si/>", ""},
        {"<row r='1'><c r='IW1'><v>1</v></c><c r='IV1'><v>2</v></c></row>", "", NULL},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *a = arena_new(64 * MIB);
        struct str read = read_all(a, xlsx_of(a, cases[i].rows, cases[i].strings));
        if (cases[i].read)
            assert_string_equal(read.at, cases[i].read);
        else /* IV is column 256, IW one too far */
            assert_true(str_ends(read, STR("[][2];")));
        arena_free(a);
    }
}

static void a_sheet_is_named_as_its_workbook_names_it(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct workbook book;
    struct fault why;
    struct str bytes = xlsx_of(a, "", "");
    assert_int_equal(workbook_read(a, STR("x.xlsx"), bytes, &book, &why), OK);
    assert_true(str_equal(book.sheets[0].name, STR("Data & more")));
    assert_true(str_equal(book.sheets[0].file, STR("x.xlsx#Data & more")));
    assert_true(str_equal(book.format, STR("xlsx")));
    arena_free(a);
}

#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define TEXT(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"

static void an_ods_gives_values_stored_and_repeats_what_repeats(void **state)
{
    (void)state;
    static const struct {
        const char *tables, *read;
    } cases[] = {
        {"<table:table table:name='1'>" ROW(
             "<table:table-cell office:value-type='percentage' office:value='0.455'>"
             "<text:p>46%</text:p></table:table-cell>"
             "<table:table-cell office:value-type='date' office:date-value='2023-03-31'>"
             "<text:p>31 Mar</text:p></table:table-cell>"
             "<table:table-cell office:value-type='date' "
             "office:date-value='2023-03-31T00:00:00'/>"
             "<table:table-cell office:value-type='boolean' "
             "office:boolean-value='true'/>") "</table:table>",
         "1[0.455][2023-03-31][2023-03-31][TRUE];"},
        {"<table:table><table:table-row table:number-rows-repeated='2'>"
         "<table:table-cell table:number-columns-repeated='2'><text:p>x</text:p>"
         "</table:table-cell><table:covered-table-cell/>" TEXT(
             "y") "</table:table-row><table:table-row "
                  "table:number-rows-repeated='1000000'><table:table-cell "
                  "table:number-columns-repeated='16384'/></table:table-row>" ROW(
                      TEXT("z")) "</table:table>",
         "1[x][x][][y];2[x][x][][y];1000003[z];"},
        {"<table:table>" ROW(
             "<table:table-cell><office:annotation><text:p>a note"
             "</text:p></office:annotation><text:p>  one\n two<text:s "
             "text:c='3'/>three</text:p><text:p><text:span>four</"
             "text:span></text:p></table:table-cell>") "</table:table>"
                                                       "<table:table>" ROW(TEXT(
                                                           "second")) "</table:table>",
         "1[one two   three\nfour];|1[second];"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *a = arena_new(64 * MIB);
        expect(a, ods_of(a, "<?xml version='1.0'?>", cases[i].tables), cases[i].read);
        arena_free(a);
    }
}

/* --- hostile workbooks ---------------------------------------------------------------
 */

static struct str spaces(struct arena *a, size_t count)
{
    char *at = arena_alloc(a, count);
    memset(at, ' ', count);
    return (struct str){at, count};
}

/* Each is built with one arena and refused with another, whose use is looked at. */
static void refused(struct arena *made, struct str bytes, const char *read)
{
    struct arena *a = arena_new(1024 * MIB);
    expect(a, bytes, read);
    assert_true(arena_used(a) < REFUSAL_MOST);
    arena_free(a);
    arena_free(made);
}

static void a_bomb_is_refused_before_it_goes_off(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024 * MIB);
    refused(a, zip_deflate(a, spaces(a, 100 * MIB), 31), "error limit");
    a = arena_new(1024 * MIB);
    struct str sheet =
        arena_format(a, "<row><c><v>%.*s</v></c></row>", STR_ARG(spaces(a, 60 * MIB)));
    refused(a, xlsx_of(a, sheet.at, ""), "error limit");
}

static const char entity_bomb[] =
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>";

static void a_document_type_is_refused_whatever_it_declares(void **state)
{
    (void)state;
    static const char *const types[] = {
        entity_bomb,
        "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE x SYSTEM 'http://localhost/x.dtd'>",
        "<!DOCTYPE x>",
    };
    for (size_t i = 0; i < COUNT(types); i++) {
        struct arena *a = arena_new(64 * MIB);
        refused(a, ods_of(a, types[i], "<table:table>" ROW(TEXT("x")) "</table:table>"),
                "error format");
    }
    struct arena *a = arena_new(64 * MIB);
    refused(a, ods_of(a, "", "<table:table>" ROW(TEXT("&undeclared;")) "</table:table>"),
            "error format");
}

static void too_much_of_anything_is_refused(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    struct buf tables = buf_new(a, 4 * MIB);
    for (int i = 0; i < 300; i++)
        buf_add(&tables, STR("<table:table/>"));
    buf_char(&tables, '\0');
    refused(a, ods_of(a, "", buf_text(&tables).at), "error limit");
    a = arena_new(256 * MIB);
    refused(
        a,
        ods_of(
            a, "",
            "<table:table><table:table-row table:number-rows-repeated='999999999'>" TEXT(
                "x") "</table:table-row></table:table>"),
        "error limit");
    a = arena_new(256 * MIB);
    struct zip_part parts[1500];
    for (size_t i = 0; i < COUNT(parts); i++)
        parts[i] = (struct zip_part){"content.xml", STR("<x/>"), 0};
    refused(a, zip_of(a, parts, COUNT(parts)), "error limit");
    a = arena_new(256 * MIB);
    struct buf deep = buf_new(a, 4 * MIB);
    for (int i = 0; i < 100000; i++)
        buf_add(&deep, STR("<x>"));
    buf_char(&deep, '\0');
    refused(a, ods_of(a, "", buf_text(&deep).at), "error format");
}

static void a_workbook_that_contradicts_itself_is_refused(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "<row><c t='s'><v>1</v></c></row>",           /* one text, numbered 0 */
        "<row><c t='s'><v>-1</v></c></row>",          /* below the first */
        "<row><c t='s'><v>99999999999</v></c></row>", /* past any */
        "<row><c></row>",                             /* not well-formed */
        "<row r='4000000000'><c><v>1</v></c></row>",  /* read as the next row */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena *a = arena_new(64 * MIB);
        bool last = i + 1 == COUNT(rows);
        refused(a, xlsx_of(a, rows[i], "<si><t>x</t></si>"),
                last ? "1[1];" : "error format");
    }
    static const struct zip_part encrypted[] = {
        {"content.xml", {"<x/>", 4}, 1},
    };
    struct arena *a = arena_new(64 * MIB);
    refused(a, zip_of(a, encrypted, 1), "error format");
    static const struct zip_part other[] = {{"word/document.xml", {"<x/>", 4}, 0}};
    a = arena_new(64 * MIB);
    refused(a, zip_of(a, other, 1), "error format");
}

static void a_workbook_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct arena *a = arena_new(256 * MIB);
    struct str whole = xlsx_of(a, "<row><c><v>1</v></c></row>", "<si><t>x</t></si>");
    for (size_t len = 4; len < whole.len; len += 7) {
        struct arena *scratch = arena_new(64 * MIB);
        char *exact = malloc(len);
        assert_non_null(exact);
        memcpy(exact, whole.at, len);
        struct str read = read_all(scratch, (struct str){exact, len});
        assert_true(str_starts(read, STR("error")));
        free(exact);
        arena_free(scratch);
    }
    arena_free(a);
}

/* --- as published --------------------------------------------------------------------
 */

static size_t count_rows(struct arena *a, const struct sheet *sheet)
{
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    size_t rows = 0;
    sheet_start(&reader, a, sheet);
    while (sheet_next(&reader, &row, &bad))
        rows++;
    assert_int_equal(bad, 0);
    return rows;
}

static void the_publishers_own_files_are_read_whole(void **state)
{
    (void)state;
    static const struct {
        const char *file, *format;
        size_t sheets, sheet, rows; /* rows of that sheet, titles included */
    } cases[] = {
        {"originals/la_code_list.xlsx", "xlsx", 1, 0, 172},
        {"originals/sn_may_2025.xlsx", "xlsx", 1, 0, 162},
        {"originals/ofsted_csc_ilacs_overview.xlsx", "xlsx", 1, 0, 154},
        {"originals/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "ods", 6, 5, 274},
        {"originals/Childrens_social_care_in_England_2023_underlying_data.ods", "ods", 16,
         8, 3550},
        {"lait/bds_long.csv.gz", "csv.gz", 1, 0, 641071},
    };
    const char *data = getenv("ASSAY_DATA");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct arena *a = arena_new(512 * MIB);
        struct workbook book;
        struct fault why;
        struct str path =
            os_join(a, str_of(data ? data : "../shared/data"), str_of(cases[i].file));
        if (!os_exists(path)) {
            arena_free(a);
            skip();
        }
        assert_int_equal(workbook_open(a, path, &book, &why), OK);
        assert_int_equal(book.count, cases[i].sheets);
        assert_true(str_equal(book.format, str_of(cases[i].format)));
        assert_int_equal(count_rows(a, &book.sheets[cases[i].sheet]), cases[i].rows);
        arena_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_read_whatever_separates_its_cells),
        cmocka_unit_test(text_is_read_in_the_encodings_that_offices_save),
        cmocka_unit_test(what_is_no_table_is_refused_with_a_reason),
        cmocka_unit_test(json_is_one_sheet_without_rows_and_with_its_text),
        cmocka_unit_test(columns_past_256_are_let_go),
        cmocka_unit_test(a_gzip_is_read_as_what_it_holds),
        cmocka_unit_test(a_gzip_that_is_cut_or_damaged_is_refused),
        cmocka_unit_test(an_xlsx_gives_its_texts_and_its_numbers_as_written),
        cmocka_unit_test(a_sheet_is_named_as_its_workbook_names_it),
        cmocka_unit_test(an_ods_gives_values_stored_and_repeats_what_repeats),
        cmocka_unit_test(a_bomb_is_refused_before_it_goes_off),
        cmocka_unit_test(a_document_type_is_refused_whatever_it_declares),
        cmocka_unit_test(too_much_of_anything_is_refused),
        cmocka_unit_test(a_workbook_that_contradicts_itself_is_refused),
        cmocka_unit_test(a_workbook_cut_anywhere_is_refused),
        cmocka_unit_test(the_publishers_own_files_are_read_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
