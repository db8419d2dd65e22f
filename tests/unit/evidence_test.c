/* Looking things up in evidence, read or made by hand. */
#include "fixture_folder.h"

static const struct sheet sheets[] = {
    {"areas.csv", "name,la_code,ons_code,aliases\nSefton,343,E08000014,Sefton MBC\n"
                  "Bury,351,E08000002,\n"},
    {"settings.csv", "urn,area,service,closed\nu1,Sefton,college,2030-01-01\n"},
    {"inspections.csv", "id,subject,framework,start,end,published\n"
                        "s1,Sefton,slac,2010-02-01,2010-02-12,2010-03-12\n"
                        "c1,u1,setting,2010-05-01,,\n"},
    {"findings.csv",
     "kind,text,inspection,closed,deadline\nfocus,x,s1,2031-01-01,2032-01-01\n"},
    {"published.csv", "framework,area,judgement,grade,on\n"
                      "annual-rating,Sefton,rating,2,2033-01-01\n"}};

/* Once with the reader's index, once as if the evidence were made by hand. */
static void every_name_and_id_is_found_with_and_without_an_index(void **state)
{
    (void)state;
    struct folder f;
    FOLDER(&f, sheets);
    for (int round = 0; round < 2; round++) {
        static const char *const names[] = {"Sefton", "SEFTON", "343", "e08000014",
                                            " sefton mbc "};
        for (size_t i = 0; i < COUNT_OF(names); i++)
            assert_ptr_equal(evidence_area(f.evidence, str_of(names[i])),
                             &f.evidence->areas[0]);
        assert_null(evidence_area(f.evidence, STR("Seft")));
        assert_null(evidence_area(f.evidence, STR("")));
        enum table table = TABLE_COUNT;
        size_t index = 99;
        assert_true(evidence_find(f.evidence, STR("inspections:C1"), &table, &index));
        assert_int_equal(table, TABLE_INSPECTIONS);
        assert_int_equal(index, 1);
        assert_true(evidence_find(f.evidence, STR("findings:2"), &table, &index));
        assert_int_equal(table, TABLE_FINDINGS);
        assert_false(evidence_find(f.evidence, STR("findings:3"), &table, &index));
        f.evidence->index = NULL;
    }
    folder_close(&f);
}

static void a_row_with_an_id_answers_to_its_record_too(void **state)
{
    (void)state;
    struct folder f;
    FOLDER(&f, sheets);
    enum table table;
    size_t index;
    assert_true(evidence_find(f.evidence, STR("inspections:3"), &table, &index));
    assert_text(f.evidence->inspections[index].key, "c1");
    folder_close(&f);
}

static void the_id_of_a_row_not_taken_finds_no_other_row(void **state)
{
    (void)state;
    const struct sheet own[] = {{"findings.csv",
                                 "id,kind,text,area\n3,strenght,x,Sefton\n"
                                 "a,focus,y,Sefton\n"}};
    struct folder f;
    FOLDER(&f, own);
    enum table table;
    size_t index;
    assert_int_equal(f.evidence->findings_count, 1);
    assert_text(f.evidence->unread[0].row.id, "findings:3");
    assert_false(evidence_find(f.evidence, STR("findings:3"), &table, &index));
    folder_close(&f);
}

/* Adds one file to the sheets above and gives the latest date in Sefton's evidence. */
static int latest_with(const char *name, const char *text)
{
    struct sheet all[COUNT_OF(sheets) + 1];
    memcpy(all, sheets, sizeof sheets);
    all[COUNT_OF(sheets)] = (struct sheet){name, text};
    struct folder f;
    FOLDER(&f, all);
    date latest = evidence_latest(f.evidence, evidence_area(f.evidence, STR("Sefton")));
    struct date_parts parts = date_split(latest);
    folder_close(&f);
    return parts.year * 10000 + parts.month * 100 + parts.day;
}

static void the_latest_date_is_of_what_was_known_not_of_what_was_to_come(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        int latest;
    } cases[] = {
        {"README", "", 20100501},
        {"shares.csv",
         "area,service,at_least,word,as_at\nSefton,all,good,most,2011-11-08\n", 20111108},
        {"shares.csv",
         "area,service,at_least,word,as_at\nBury,all,good,most,2011-11-08\n", 20100501},
        {"relations.csv",
         "area,about,comparator,relation,period\nSefton,group:a,region,above,2010/11\n",
         20110331},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason,grade\n"
         "annual-rating,Sefton,rating,grade,board,2010-12-09,x,2\n",
         20101209},
        {"profile.csv", "area,fact,value,as_at\nSefton,a,b,2012-01-02\n", 20120102},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_int_equal(latest_with(cases[i].name, cases[i].text), cases[i].latest);
}

static void an_area_without_dates_has_no_latest(void **state)
{
    (void)state;
    struct folder f;
    FOLDER(&f, sheets);
    const struct area *bury = evidence_area(f.evidence, STR("Bury"));
    assert_true(date_is_none(evidence_latest(f.evidence, bury)));
    folder_close(&f);
}

static void an_inspection_dates_from_its_end_else_its_start(void **state)
{
    (void)state;
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(
        date_compare(inspection_date(&f.evidence->inspections[0]), date_of(2010, 2, 12)),
        0);
    assert_int_equal(
        date_compare(inspection_date(&f.evidence->inspections[1]), date_of(2010, 5, 1)),
        0);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_name_and_id_is_found_with_and_without_an_index),
        cmocka_unit_test(a_row_with_an_id_answers_to_its_record_too),
        cmocka_unit_test(the_id_of_a_row_not_taken_finds_no_other_row),
        cmocka_unit_test(the_latest_date_is_of_what_was_known_not_of_what_was_to_come),
        cmocka_unit_test(an_area_without_dates_has_no_latest),
        cmocka_unit_test(an_inspection_dates_from_its_end_else_its_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
