/* The children in need census in every usual encoding; hostile or damaged XML, which
 * costs a child or is refused; and the same findings on any number of threads. */
#define _XOPEN_SOURCE 700

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "fixture_census.h"

#define C1 CENSUS_CHILD("C1", "")
#define C1_LINES "child 0 C1\nChildIdentifiers 1: C1|||||||\nChildCharacteristics 1: \n"
#define C2 CENSUS_CHILD("C2", "")
#define C2_LINES "child 1 C2\nChildIdentifiers 2: C2|||||||\nChildCharacteristics 2: \n"
#define EPISODE(rest) "<CINdetails>" rest "</CINdetails>"

static void expect(struct str text, const char *lines)
{
    struct fixture_census *f = fixture_census_new(text);
    struct str found = fixture_census_read(f);
    if (!str_equal(found, str_of(lines)))
        fail_msg("expected:\n%sfound:\n%.*s", lines, STR_ARG(found));
    fixture_census_free(f);
}

static void expect_said(struct str text, const char *part)
{
    struct fixture_census *f = fixture_census_new(text);
    struct str found = fixture_census_read(f);
    if (!str_contains(found, str_of(part)))
        fail_msg("expected:\n%s\nfound:\n%.*s", part, STR_ARG(found));
    fixture_census_free(f);
}

/* ---- Encodings */

static struct str as_utf16(struct arena *a, struct str text, bool big, bool marked)
{
    struct buf out = buf_new(a, MIB);
    if (marked)
        buf_add(&out, big ? STR("\xfe\xff") : STR("\xff\xfe"));
    for (size_t i = 0; i < text.len; i++) {
        bool accent = (unsigned char)text.at[i] == 0xe9;
        char low = accent ? '\xe9' : text.at[i];
        buf_char(&out, big ? '\0' : low);
        buf_char(&out, big ? low : '\0');
    }
    return buf_text(&out);
}

static void every_usual_encoding_is_read(void **state)
{
    (void)state;
    static const char lines[] = "child 0 \xc3\xa9"
                                "1\nChildIdentifiers 1: \xc3\xa9"
                                "1|||||||\nChildCharacteristics 1: \n";
#define BODY                                                                             \
    "<Message>" CENSUS_HEADER "<Children>" CENSUS_CHILD("\xe9"                           \
                                                        "1",                             \
                                                        "") CENSUS_TAIL
    struct arena *a = arena_new(4 * MIB);
    const struct str body = STR(BODY);
    expect(STR("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" BODY), lines);
    expect(STR("<?xml version='1.0' encoding='ISO-8859-1'?>\n" BODY), lines);
    expect(STR("\xef\xbb\xbf<?xml version=\"1.0\" "
               "encoding=\"UTF-8\"?><Message>" CENSUS_HEADER
               "<Children>" CENSUS_CHILD("\xc3\xa9"
                                         "1",
                                         "") CENSUS_TAIL),
           lines);
    /* saved as UTF-8 by a program that declares what it holds in memory */
    expect(STR("<?xml version=\"1.0\" encoding=\"utf-16\"?><Message>" CENSUS_HEADER
               "<Children>" CENSUS_CHILD("\xc3\xa9"
                                         "1",
                                         "") CENSUS_TAIL),
           lines);
    for (unsigned form = 0; form < 4; form++)
        expect(as_utf16(a, body, form & 1, form & 2), lines);
    expect_said(STR(BODY),
                "said of a child [] Child element 1 (line 1): it is not well-formed XML");
    expect(STR("<?xml version='1.0' encoding='windows-1252'?>\n<Message>" CENSUS_HEADER
               "<Children>" CENSUS_CHILD("\x8d", EPISODE("")) C2 CENSUS_TAIL),
           "said of a child [] Child element 1 (line 2): it is not well-formed "
           "XML\n" C2_LINES);
    expect_said(STR("<?xml version='1.0' encoding='klingon'?>" BODY),
                "is not read; save");
    expect_said(STR("<?xml version='1.0' encoding='utf-7'?>" BODY), "is not read; save");
    expect_said(STR("<?xml version='1.0' encoding='iso-8859-99'?>" BODY),
                "is not read; save");
    arena_free(a);
}

static void spoil(unsigned high)
{
    struct arena *a = arena_new(4 * MIB);
    struct str text = as_utf16(
        a, STR(CENSUS_HEAD CENSUS_CHILD("CX", "") CENSUS_CHILD("C2", "") CENSUS_TAIL),
        false, true);
    char *at = arena_alloc(a, text.len);
    memcpy(at, text.at, text.len);
    for (size_t i = 0; i < text.len; i += 2)
        if (at[i] == 'X') {
            at[i] = '\0';
            at[i + 1] = (char)high;
        }
    expect((struct str){at, text.len},
           "said of a child [] Child element 1 (line 3): it is not well-formed XML\n"
           "child 1 C2\nChildIdentifiers 2: C2|||||||\nChildCharacteristics 2: \n");
    arena_free(a);
}

static void what_is_no_utf_16_costs_its_child(void **state)
{
    (void)state;
    spoil(0);
    spoil(0xd8);
    spoil(0xdc);
}

static void beyond_the_first_plane_utf_16_is_two_units(void **state)
{
    (void)state;
    struct arena *a = arena_new(MIB);
    static const char pair[] = "\x00\x3d\xd8\x00\xde\xac\x20"; /* of U+1F600; U+20AC */
    struct str text =
        slices_text(a, LETTERS_UTF16_LITTLE, (struct str){pair + 1, sizeof pair - 2});
    assert_true(str_equal(text, STR("\xf0\x9f\x98\x80\xe2\x82\xac")));
    assert_int_equal(slices_text(a, LETTERS_UTF16_BIG, STR("x")).len, 0);
    arena_free(a);
}

static void a_prefix_of_a_namespace_is_nothing(void **state)
{
    (void)state;
    expect(STR("<n:Message xmlns:n='urn:a'><n:Header><n:Year>2026</n:Year></n:Header>"
               "<n:Children><n:Child a='&lt;'><n:ChildIdentifiers><n:LAchildID>C1"
               "</n:LAchildID></n:ChildIdentifiers></n:Child></n:Children></n:Message>"),
           C1_LINES);
    expect(STR("<Message xmlns:xsi='urn:b'>" CENSUS_HEADER
               "<Children><Child xsi:type='c'>"
               "<ChildIdentifiers><LAchildID>C1</LAchildID><UPN xsi:nil='true'/>"
               "</ChildIdentifiers></Child>\r\n" CENSUS_TAIL),
           C1_LINES);
    expect(STR("<Message xmlns='urn:a'>" CENSUS_HEADER "<Children>" C1 CENSUS_TAIL),
           C1_LINES);
}

/* ---- Hostile and damaged */

static void marks_in_comments_and_elsewhere_are_no_tags(void **state)
{
    (void)state;
    expect(STR("<?xml version='1.0'?><!-- <Message><Child> --><?x <Child> ?>"
               "<Message>" CENSUS_HEADER "<Children><!-- <Child><UPN> --><?y <Child>?>"
               "<Child><ChildIdentifiers><LAchildID>C1<!-- </Child> --></LAchildID>"
               "</ChildIdentifiers><?z <CINdetails> ?><!-- <CINdetails/> -->"
               "<CINdetails><ReferralSource><![CDATA[</Child><CINdetails>]]></"
               "ReferralSource>"
               "</CINdetails></Child><Child/>" CENSUS_TAIL),
           C1_LINES "CINdetails 1: |</Child><CINdetails>|||||\n"
                    "child 1 \nChildIdentifiers 2: |||||||\nChildCharacteristics 2: \n");
}

static void a_document_type_is_refused(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>",
        "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE x SYSTEM 'file:///etc/hostname'>"};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct arena *a = arena_new(MIB);
        struct str text =
            arena_format(a, "%s<Message><Children>" C1 CENSUS_TAIL, heads[i]);
        expect_said(text, "a document type is declared; it is refused");
        arena_free(a);
    }
    expect_said(
        STR("<Message>" CENSUS_HEADER "<!DOCTYPE x [<!ENTITY a 'a'>]>" C1 CENSUS_TAIL),
        "a document type is declared; it is refused");
    expect(STR(CENSUS_HEAD C1 CENSUS_CHILD("C2", "<!DOCTYPE x [<!ENTITY a 'a'>]>")
                   CENSUS_CHILD("&a;", "") CENSUS_TAIL),
           "said of a child [C2] Child element 2 (line 4): it is not well-formed XML\n"
           "said of a child [] Child element 3 (line 5): it is not well-formed "
           "XML\n" C1_LINES);
}

static struct str repeated(struct arena *a, const char *part, size_t times)
{
    struct buf out = buf_new(a, 512 * MIB);
    for (size_t i = 0; i < times; i++)
        buf_add(&out, str_of(part));
    return buf_text(&out);
}

static void a_child_of_any_size_costs_itself_only(void **state)
{
    (void)state;
    struct arena *a = arena_new(2048 * MIB);
    struct buf text = buf_new(a, 512 * MIB);
    buf_add(&text, STR(CENSUS_HEAD "<Child><CINdetails><ReferralSource>"));
    buf_add(&text, repeated(a, "0123456789", 5000000));
    buf_add(&text, STR("</ReferralSource></CINdetails></Child>"
                       "<Child><CINdetails><ReferralSource>"));
    buf_add(&text, repeated(a, "0123456789", 7000));
    buf_add(&text, STR("</ReferralSource></CINdetails></Child><Child>"));
    buf_add(&text, repeated(a, "<a>", 1000));
    buf_add(&text, repeated(a, "</a>", 1000));
    buf_add(&text, STR("</Child>" CENSUS_CHILD("C4", "") "<Child><ChildIdentifiers>"
                                                         "<LAchildID>C5</LAchildID>"
                                                         "</ChildIdentifiers>"));
    buf_add(&text, repeated(a, "<CINdetails/>", CHILD_CIN_ROWS_MOST));
    buf_add(&text, STR("</Child>" CENSUS_CHILD("C6", EPISODE("")) CENSUS_TAIL));
    expect(buf_text(&text),
           "said of a child [] Child element 1 (line 3): the child has more than 1 MiB "
           "of XML\n"
           "said [] 'a' is no element of the census; it stands in the file 1000 times "
           "(first in Child element 3), and what is in it is not read\n"
           "said of a child [] Child element 2 (line 3): an element has more than 64 KiB "
           "of text\n"
           "said of a child [] Child element 3 (line 3): elements are more than 32 deep\n"
           "said of a child [C5] Child element 5 (line 4): it has more than 4,000 rows; "
           "they are not "
           "checked\n"
           "child 3 C4\nChildIdentifiers 4: C4|||||||\nChildCharacteristics 4: \n"
           "child 5 C6\nChildIdentifiers 6: C6|||||||\nChildCharacteristics 6: \n"
           "CINdetails 4003: ||||||\n");
    arena_free(a);
}

static void damage_is_told_with_its_line(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    const struct str damaged =
        STR("\n<Child>\n <CINdetails>\n  <UPN></UPM>\n </CINdetails>\n"
            "</Child>\n<Child>\n<Child/>");
    struct buf text = buf_new(a, 16 * MIB);
    buf_add(&text, STR(CENSUS_HEAD));
    buf_add(&text, repeated(a, "<Child>\n</Child>\n", 1000));
    buf_add(&text, damaged);
    buf_add(&text, STR(CENSUS_TAIL));
    for (unsigned form = 0; form < 2; form++) {
        struct str census = buf_text(&text);
        if (form)
            census = as_utf16(a, census, false, true);
        expect_said(census, "Child element 1001 (line 2006): it is not well-formed XML");
        expect_said(census, "Child element 1002 (line 2009): the child is not closed");
    }
    arena_free(a);
}

static void a_file_cut_anywhere_is_said_to_be(void **state)
{
    (void)state;
    const struct str whole =
        STR(CENSUS_HEAD C1 CENSUS_CHILD("C2", EPISODE("")) CENSUS_TAIL);
    for (size_t len = sizeof CENSUS_HEAD; len + 10 < whole.len; len += 3)
        expect_said((struct str){whole.at, len}, "it may have been cut short");
}

static void what_is_no_census_is_refused(void **state)
{
    (void)state;
    static const struct {
        struct str text;
        const char *said;
    } files[] = {
        {{"", 0}, "it is no XML"},
        {{"\x7f"
          "ELF\0\1\2\3\xff\xfe<Message>",
          17},
         "it is no XML"},
        {{"CHILD,SEX\nC1,M\n", 15}, "it is no XML"},
        {{"<EXPSSDA903/>", 13}, "check it with --kind 903"},
        {{"<Messages/>", 11}, "begins with <Message>"},
        {{"<Message><Header><Collection>SWF</Collection></Header></Message>", 64},
         "another collection than CIN"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct fixture_census *f = fixture_census_new(files[i].text);
        struct str found = fixture_census_read(f);
        assert_int_equal(f->status, ERR_FORMAT);
        if (!str_contains(found, str_of(files[i].said)))
            fail_msg("expected: %s\nfound: %.*s", files[i].said, STR_ARG(found));
        fixture_census_free(f);
    }
}

static void of_a_folder_one_census_is_read(void **state)
{
    (void)state;
    struct fixture_census *f = fixture_census_new(STR(CENSUS_HEAD C1 CENSUS_TAIL));
    struct fixture_census *notes = fixture_census_new(STR("notes"));
    struct given_file files[] = {{str_of(notes->path), false, true},
                                 {str_of(f->path), false, true},
                                 {str_of(f->path), false, true}};
    assert_int_equal(
        return_cin_open(f->arena, 2026, (struct given_files){files, 3}, &f->r, &f->why),
        OK);
    struct child_source source = return_cin_source(&f->r);
    assert_int_equal(source.unread_count, 2);
    assert_true(str_equal(source.unread[0].file, str_of(notes->path)));
    assert_true(str_contains(source.unread[0].text, STR("it is no XML")));
    assert_true(str_contains(source.unread[1].text, STR("a census is one file")));
    assert_int_equal(return_cin_open(notes->arena, 2026, (struct given_files){files, 1},
                                     &notes->r, &notes->why),
                     ERR_FORMAT);
    files[0].last = true;
    assert_int_equal(return_cin_open(notes->arena, 2026, (struct given_files){files, 1},
                                     &notes->r, &notes->why),
                     ERR_USAGE);
    fixture_census_free(notes);
    fixture_census_free(f);
}

static void a_file_that_changes_meanwhile_costs_the_children_that_changed(void **state)
{
    (void)state;
    struct fixture_census *f =
        fixture_census_new(STR(CENSUS_HEAD C1 CENSUS_CHILD("C2", "") CENSUS_TAIL));
    fixture_census_open(f);
    assert_int_equal(truncate(f->path, sizeof CENSUS_HEAD - 1), 0);
    struct child_source source = return_cin_source(&f->r);
    struct children children;
    assert_int_equal(source.read(source.context, f->arena, 0, &children, &f->why), OK);
    assert_int_equal(children.count, 0);
    assert_int_equal(children.unread_count, 2);
    assert_true(str_contains(children.unread[1].text, STR("the file changed")));
    fixture_census_free(f);
}

/* ---- The engine */

static void tell(const void *context, struct buf *out, const struct finding *finding)
{
    (void)context;
    buf_format(out, "%s %u %u\n", finding->check->code, finding->table,
               finding->entry ? finding->entry->row : 0);
}

static status collect(void *context, struct str text, struct fault *why)
{
    (void)why;
    buf_add(context, text);
    return OK;
}

static struct str check_with(struct fixture_census *f, unsigned threads,
                             struct outcome *outcome)
{
    struct buf found = buf_new(f->arena, 64 * MIB);
    struct report report = {&found, tell, NULL, NULL, collect};
    struct child_source source = return_cin_source(&f->r);
    struct engine engine = {&f->r.about, &source, &report, threads};
    assert_int_equal(engine_check(f->arena, &engine, outcome, &f->why), OK);
    return buf_text(&found);
}

static void any_number_of_threads_finds_the_same(void **state)
{
    (void)state;
    struct arena *a = arena_new(64 * MIB);
    struct buf text = buf_new(a, 16 * MIB);
    buf_add(&text, STR(CENSUS_HEAD));
    for (int i = 0; i < 2000; i++)
        buf_format(&text, CENSUS_CHILD("%d", EPISODE("")) "%s", i % 1500,
                   i % 100 ? "" : CENSUS_CHILD("", "</x>"));
    buf_add(&text, STR(CENSUS_TAIL));
    struct fixture_census *f = fixture_census_new(buf_text(&text));
    struct outcome one, four;
    fixture_census_open(f);
    assert_int_equal(f->status, OK);
    struct str alone = check_with(f, 1, &one), together = check_with(f, 4, &four);
    assert_true(alone.len > 0 && str_equal(alone, together));
    assert_int_equal(one.children, 2020);
    assert_int_equal(one.unread, 20);
    assert_int_equal(one.findings, four.findings);
    /* two records with one identifier: both, for each of 500 */
    size_t twice = 0;
    for (size_t i = 0; i < one.tally_count; i++)
        if (str_equal(str_of(one.tallies[i].check->code), STR("8510")))
            twice = one.tallies[i].rows;
    assert_int_equal(twice, 1000);
    fixture_census_free(f);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_usual_encoding_is_read),
        cmocka_unit_test(what_is_no_utf_16_costs_its_child),
        cmocka_unit_test(beyond_the_first_plane_utf_16_is_two_units),
        cmocka_unit_test(a_prefix_of_a_namespace_is_nothing),
        cmocka_unit_test(marks_in_comments_and_elsewhere_are_no_tags),
        cmocka_unit_test(a_document_type_is_refused),
        cmocka_unit_test(a_child_of_any_size_costs_itself_only),
        cmocka_unit_test(damage_is_told_with_its_line),
        cmocka_unit_test(a_file_cut_anywhere_is_said_to_be),
        cmocka_unit_test(what_is_no_census_is_refused),
        cmocka_unit_test(of_a_folder_one_census_is_read),
        cmocka_unit_test(a_file_that_changes_meanwhile_costs_the_children_that_changed),
        cmocka_unit_test(any_number_of_threads_finds_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
