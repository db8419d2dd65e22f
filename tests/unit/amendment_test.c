/* What-if runs, folders damaged at any byte, and the world failing. */
#include "fixture_folder.h"

#define SLAC                                                                             \
    {"inspections.csv",                                                                  \
     "id,subject,framework,start,end\ns1,Knowsley,slac,2010-02-01,2010-02-12\n"}

/* --- what if --- */

static void an_amended_cell_is_read_in_place_of_the_old_one(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"shares.csv", "area,service,at_least,word\nSefton,all,good,majority\n"}};
    struct amendment what[] = {
        {.id = STR("shares:2"), .column = STR("word"), .value = STR("most")},
        {.id = STR("shares:2"), .column = STR("percent"), .value = STR("40")},
        {.id = STR("shares:9"), .column = STR("word"), .value = STR("most")},
        {.id = STR("shares:2"), .column = STR("nonsense"), .value = STR("most")}};
    struct folder f;
    folder_with(&f, sheets, 1, what, COUNT_OF(what));
    assert_text(f.evidence->shares[0].word, "most");
    assert_true(f.evidence->shares[0].has_percent);
    assert_true(f.evidence->shares[0].row.changed);
    assert_true(what[0].used && what[1].used);
    assert_false(what[2].used || what[3].used);
    folder_close(&f);
}

static void a_required_cell_taken_away_takes_the_row_and_what_hangs_on_it(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        SLAC,
        {"judgements.csv", "inspection,aspect,grade\ns1,ambition,2\n"},
        {"findings.csv", "id,kind,text,inspection,area,follows\na,focus,1,s1,,\n"
                         "b,focus,2,,Knowsley,a\nc,focus,3,,Knowsley,\n"}};
    struct amendment what[] = {
        {.id = STR("inspections:2"), .column = STR("start"), .absent = true}};
    struct folder f;
    folder_with(&f, sheets, COUNT_OF(sheets), what, 1);
    assert_true(what[0].used);
    assert_int_equal(f.evidence->inspections_count, 0);
    assert_int_equal(f.evidence->judgements_count, 0);
    assert_int_equal(f.evidence->findings_count, 1);
    assert_text(f.evidence->findings[0].text, "3");
    assert_int_equal(f.evidence->unread_count, 0);
    assert_int_equal(f.remarks.count, 0);
    folder_close(&f);
}

static void an_amended_cell_that_cannot_be_read_is_a_bad_row(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"shares.csv", "area,service,at_least,percent\nSefton,all,good,60\n"}};
    struct amendment what[] = {
        {.id = STR("shares:2"), .column = STR("percent"), .value = STR("many")}};
    struct folder f;
    folder_with(&f, sheets, 1, what, 1);
    assert_int_equal(f.evidence->shares_count, 0);
    assert_int_equal(f.evidence->unread_count, 1);
    folder_close(&f);
}

/* --- damage --- */

static const struct sheet whole[] = {
    {"areas.csv", "name,la_code,aliases\nSefton,343,a;b\nBury,351,\n"},
    {"inspections.csv", "id,subject,framework,start\n3,Sefton,slac,2010-01-01\n"
                        "2,Bury,slac,2010-01-01\n"},
    {"judgements.csv", "inspection,aspect,grade\n3,ambition,\"2\"\n2,ambition,good\n"},
    {"findings.csv", "kind,text,inspection,id,follows\nfocus,\"a, \"\"b\"\"\",3,3,\n"
                     "focus,b,2,,3\nfocus,c,2,4,findings:3\n"},
    {"shares.csv", "area,service,at_least,word\nSefton,all,good,most\n"}};

static void ids_are_unique(const struct folder *f)
{
    struct str ids[64];
    size_t count = 0;
    const struct evidence *e = f->evidence;
    for (size_t i = 0; i < e->inspections_count; i++)
        ids[count++] = e->inspections[i].row.id;
    for (size_t i = 0; i < e->judgements_count; i++)
        ids[count++] = e->judgements[i].row.id;
    for (size_t i = 0; i < e->findings_count; i++)
        ids[count++] = e->findings[i].row.id;
    for (size_t i = 0; i < e->unread_count; i++)
        ids[count++] = e->unread[i].row.id;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            assert_false(str_equal_fold(ids[i], ids[k]));
}

/* Each file in turn cut short at each byte, then with that byte spoilt. */
static void a_folder_damaged_at_any_byte_is_read_and_its_ids_stay_unique(void **state)
{
    (void)state;
    static const char spoils[] = {'\r', ',', '"', '\n', '\xff'};
    for (size_t file = 0; file < COUNT_OF(whole); file++) {
        size_t len = strlen(whole[file].text);
        for (size_t at = 0; at < len * (1 + sizeof spoils); at++) {
            char text[300];
            struct sheet sheets[COUNT_OF(whole)];
            memcpy(sheets, whole, sizeof whole);
            memcpy(text, whole[file].text, len + 1);
            text[at % len] = at < len ? '\0' : spoils[at / len - 1];
            sheets[file].text = text;
            struct folder f;
            FOLDER(&f, sheets);
            ids_are_unique(&f);
            folder_close(&f);
        }
    }
}

static void an_undamaged_folder_has_no_remarks(void **state)
{
    (void)state;
    struct folder f;
    FOLDER(&f, whole);
    assert_int_equal(f.remarks.count, 0);
    assert_int_equal(f.evidence->findings_count, 3);
    assert_text(f.evidence->findings[1].row.id, "findings:record-3");
    ids_are_unique(&f);
    folder_close(&f);
}

static void each_file_is_known_by_its_bytes(void **state)
{
    (void)state;
    const struct sheet sheets[] = {{"profile.csv", "area,fact,value\nSefton,a,b\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->file_count, 1);
    assert_text(f.evidence->files[0].file, "profile.csv");
    assert_int_equal(f.evidence->files[0].records, 1);
    assert_int_equal(f.evidence->files[0].sha256.len, 64);
    folder_close(&f);
}

static void what_is_no_folder_of_evidence_is_a_fault(void **state)
{
    (void)state;
    static const char *const paths[] = {"no/such/folder", "tests/unit", "meson.build"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        struct arena *a = arena_new(16 * MIB);
        struct fixture_regimes regimes;
        struct folder_options options = {.regimes = fixture_regimes_make(&regimes)};
        struct remarks remarks = remarks_new(a);
        struct evidence *evidence = NULL;
        struct fault why = {0};
        struct str path = str_of(paths[i]);
        assert_int_equal(folder_read(a, &path, 1, &options, &evidence, &remarks, &why),
                         ERR_IO);
        assert_null(evidence);
        assert_true(strlen(why.text) > 0);
        arena_free(a);
    }
}

static void memory_that_runs_out_is_a_fault(void **state)
{
    (void)state;
    struct arena *text = arena_new(64 * MIB), *a = arena_new(2 * MIB);
    char *rows = arena_alloc(text, 1100000);
    size_t len = (size_t)snprintf(rows, 100, "area,fact,value\n");
    while (len < 1000000)
        len += (size_t)snprintf(rows + len, 100, "Sefton,a,b\n");
    struct folder_file file = {.name = STR("profile.csv"), .text = {rows, len}};
    struct fixture_regimes regimes;
    struct folder_options options = {.regimes = fixture_regimes_make(&regimes)};
    struct remarks remarks = remarks_new(text);
    struct evidence *evidence = NULL;
    struct fault why = {0};
    assert_int_equal(folder_read_files(a, &file, 1, &options, &evidence, &remarks, &why),
                     ERR_LIMIT);
    assert_null(evidence);
    arena_free(a);
    arena_free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_amended_cell_is_read_in_place_of_the_old_one),
        cmocka_unit_test(a_required_cell_taken_away_takes_the_row_and_what_hangs_on_it),
        cmocka_unit_test(an_amended_cell_that_cannot_be_read_is_a_bad_row),
        cmocka_unit_test(a_folder_damaged_at_any_byte_is_read_and_its_ids_stay_unique),
        cmocka_unit_test(an_undamaged_folder_has_no_remarks),
        cmocka_unit_test(each_file_is_known_by_its_bytes),
        cmocka_unit_test(what_is_no_folder_of_evidence_is_a_fault),
        cmocka_unit_test(memory_that_runs_out_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
