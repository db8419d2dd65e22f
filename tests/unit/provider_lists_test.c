/* Ofsted's lists in the three layouts they have had, as workbooks made in the test: names
 * of columns, dates as Excel counts them, addresses on a sheet of their own, providers of
 * supported accommodation. */
#define _XOPEN_SOURCE 700

#include "fixture_zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/os.h"
#include "records/provider_lists.h"

enum { SHEETS_MOST = 2 };

struct sheet_told {
    const char *name, *csv; /* lines of cells; none holds a comma */
};

static void put_rows(struct buf *out, const char *csv)
{
    struct str rest = str_of(csv);
    buf_add(out, STR("<worksheet><sheetData>"));
    while (rest.len > 0) {
        struct str line = str_cut(rest, '\n', &rest);
        buf_add(out, STR("<row>"));
        for (bool more = true; more;) {
            more = str_contains(line, STR(";"));
            struct str cell = str_cut(line, ';', &line);
            bool number = cell.len == 5 && cell.at[0] == '4';
            if (number)
                buf_format(out, "<c><v>%.*s</v></c>", STR_ARG(cell));
            else
                buf_format(out, "<c t=\"inlineStr\"><is><t>%.*s</t></is></c>",
                           STR_ARG(cell));
        }
        buf_add(out, STR("</row>"));
    }
    buf_add(out, STR("</sheetData></worksheet>"));
}

static struct str workbook_of(struct arena *a, const struct sheet_told *sheets,
                              size_t count)
{
    struct buf book = buf_new(a, MIB), relations = buf_new(a, MIB);
    struct zip_part parts[4 + SHEETS_MOST] = {
        {.name = "[Content_Types].xml", .text = STR("<Types/>")}};
    buf_add(&book, STR("<workbook xmlns:r=\"http://schemas.openxmlformats.org/"
                       "officeDocument/2006/relationships\"><sheets>"));
    buf_add(&relations, STR("<Relationships>"));
    for (size_t i = 0; i < count; i++) {
        struct buf rows = buf_new(a, MIB);
        put_rows(&rows, sheets[i].csv);
        buf_format(&book, "<sheet name=\"%s\" sheetId=\"%zu\" r:id=\"r%zu\"/>",
                   sheets[i].name, i + 1, i + 1);
        buf_format(&relations,
                   "<Relationship Id=\"r%zu\" Type=\"http://schemas.openxmlformats.org/"
                   "officeDocument/2006/relationships/worksheet\" "
                   "Target=\"worksheets/sheet%zu.xml\"/>",
                   i + 1, i + 1);
        parts[4 + i].name = arena_format(a, "xl/worksheets/sheet%zu.xml", i + 1).at;
        parts[4 + i].text = buf_text(&rows);
    }
    buf_add(&book, STR("</sheets></workbook>"));
    buf_add(&relations, STR("</Relationships>"));
    parts[1] = (struct zip_part){.name = "xl/workbook.xml", .text = buf_text(&book)};
    parts[2] = (struct zip_part){.name = "xl/_rels/workbook.xml.rels",
                                 .text = buf_text(&relations)};
    parts[3] = (struct zip_part){
        .name = "_rels/.rels",
        .text =
            STR("<Relationships><Relationship Id=\"r1\" Type=\"http://schemas."
                "openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
                "Target=\"xl/workbook.xml\"/></Relationships>")};
    return zip_of(a, parts, 4 + count);
}

/* Every registration of these URNs: "URN placement provider ended postcode;". */
static struct str told(struct arena *a, const struct providers *all, struct str urns)
{
    struct buf out = buf_new(a, MIB);
    while (urns.len > 0) {
        size_t count;
        const struct provider *at =
            providers_find(all, str_cut(urns, ' ', &urns), &count);
        for (size_t i = 0; i < count; i++)
            buf_format(&out, "%.*s %.*s %.*s %.*s %.*s;", STR_ARG(at[i].urn),
                       STR_ARG(at[i].placement_codes), STR_ARG(at[i].provider_codes),
                       STR_ARG(date_iso(a, at[i].ended)), STR_ARG(at[i].postcode));
    }
    return buf_text(&out);
}

static status read_list(struct arena *a, struct str bytes, const struct providers **out,
                        struct fault *why)
{
    const char *root = getenv("TMPDIR");
    char name[200];
    snprintf(name, sizeof name, "%s/assay-list-XXXXXX", root ? root : "/tmp");
    int made = mkstemp(name);
    assert_true(made >= 0);
    close(made);
    struct str path = str_of(name);
    assert_int_equal(os_write_file(path, bytes, why), OK);
    struct provider_lists lists = {.paths = &path, .count = 1};
    status st = provider_lists_read(a, &lists, out, why);
    unlink(name);
    return st;
}

static void expect(const struct sheet_told *sheets, size_t count, const char *urns,
                   const char *wanted)
{
    struct arena *a = arena_new(256 * MIB);
    const struct providers *all;
    struct fault why;
    if (read_list(a, workbook_of(a, sheets, count), &all, &why))
        fail_msg("%s", why.text);
    struct str found = told(a, all, str_of(urns));
    if (!str_equal(found, str_of(wanted)))
        fail_msg("expected %s\nfound %.*s", wanted, STR_ARG(found));
    arena_free(a);
}

static void homes_have_settings_and_addresses_apart(void **state)
{
    (void)state;
    static const struct sheet_told sheets[] = {
        {"Settings and Inspection Info",
         "A list of homes\n"
         "URN;Local Authority;Provider Code;Provider Placement Code;Closed Date\n"
         "sc1;Barnet;K2;PR1/PR4;45382\nSC2;Barnet;K1;PR5;\n"},
        {"Address Details", "URN;Setting Address Postcode\nSC1;ab1 0aa\nSC2;AB1 0AB\n"}};
    expect(sheets, 2, "SC1 SC2 SC3",
           "SC1 K2 PR1,PR4 2024-03-31 AB10AA;SC2 K1 PR5  AB10AB;");
}

static void agencies_are_current_and_closed(void **state)
{
    (void)state;
    static const struct sheet_told sheets[] = {
        {"Current", "URN;Local authority;Placement code;Placement provider code;Setting "
                    "postcode\nSC1;Barnet;U4,U5;PR4;AB1 0AA\n"},
        {"Closed", "URN;Local authority;Placement code;Placement provider "
                   "code;Deregistration date;Setting postcode\n"
                   "SC1;Barnet;U4;PR5;01/02/2023;AB1 0AA\n"
                   "SC9;Barnet;U6;PR5;2023-05-06T00:00:00;AB1 0AC\n"}};
    expect(sheets, 2, "SC9", "SC9 U6 PR5 2023-05-06 AB10AC;");
    expect(sheets, 1, "SC1", "SC1 U4,U5 PR4  AB10AA;");
}

static void supported_accommodation_is_k3_of_private_providers(void **state)
{
    (void)state;
    static const struct sheet_told sheets[] = {
        {"Providers", "urn;LOCAL AUTHORITY;Placement Code;placement provider "
                      "code;Deregistration date;Setting address postcode\n"
                      "1234567;Barnet;K2;PR4;;AB1 0AA\n"},
        {"SA providers", "URN;Provider local authority;Placement provider code;Closed "
                         "date;Setting address postcode\n"
                         "SC7;Barnet;;45382;AB1 0AB\nSC8;Barnet;PR1;;AB1 0AC\n"}};
    expect(sheets, 2, "1234567 SC7 SC8",
           "1234567 K2 PR4  AB10AA;SC7 K3 PR4 2024-03-31 AB10AB;SC8 K3 PR1  AB10AC;");
}

static void another_workbook_is_no_list(void **state)
{
    (void)state;
    static const struct sheet_told sheets[] = {{"Data", "URN;Name\nSC1;x\n"}};
    struct arena *a = arena_new(256 * MIB);
    const struct providers *all;
    struct fault why = {0};
    assert_int_equal(read_list(a, workbook_of(a, sheets, 1), &all, &why), ERR_FORMAT);
    assert_true(str_contains(str_of(why.text), STR("placement code")));
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(homes_have_settings_and_addresses_apart),
        cmocka_unit_test(agencies_are_current_and_closed),
        cmocka_unit_test(supported_accommodation_is_k3_of_private_providers),
        cmocka_unit_test(another_workbook_is_no_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
