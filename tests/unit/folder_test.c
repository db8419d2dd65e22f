/* Folders of evidence: what is taken, what is not, and what is said about it. */
#include "fixture_folder.h"

#define AREAS                                                                            \
    {"areas.csv", "name,la_code,region,aliases\nKnowsley,340,North West,KMBC;Knowsley "  \
                  "MBC\nSefton,343,North West,\n"}
#define SLAC                                                                             \
    {"inspections.csv",                                                                  \
     "id,subject,framework,start,end\ns1,Knowsley,slac,2010-02-01,2010-02-12\n"}

/* One row that must not be taken: where the remark points and what it must say. */
struct bad {
    const char *name, *text, *field, *says;
    uint32_t line, column;
};

static void every_bad_cell_costs_its_row_and_is_placed(void **state)
{
    (void)state;
    static const struct bad cases[] = {
        {"shares.csv", "area,service,at_least,percent\nSefton,all,good,65%\n", "percent",
         "without the sign", 2, 17},
        {"shares.csv", "area,service,at_least,percent\nSefton,all,good,101\n", "percent",
         "0 to 100", 2, 17},
        {"shares.csv", "area,service,at_least,count,total\nSefton,all,good,5,4\n",
         "count", "at most the total", 2, 17},
        {"shares.csv", "area,service,at_least,count\nSefton,all,good,5\n", "total",
         "how many", 2, 1},
        {"shares.csv", "area,service,at_least,count,total\nSefton,all,good,-1,4\n",
         "count", "a whole number", 2, 17},
        {"shares.csv", "area,service,at_least,word\nSefton,all,good,\n", "count",
         "fill one of them", 2, 1},
        {"shares.csv", "area,service,at_least,word\nSefton,all,goood,most\n", "at_least",
         "\"Good\" (the nearest)", 2, 12},
        {"shares.csv", "area,service,at_least,word,as_at\nSefton,all,good,most,1 May\n",
         "as_at", "YYYY-MM-DD", 2, 22},
        {"findings.csv", "kind,text,inspection\nstrenght,x,s1\n", "kind", "\"strength\"",
         2, 1},
        {"findings.csv", "kind,text,inspection\nstrength,x,s2\n", "inspection",
         "an id of inspections.csv", 2, 12},
        {"findings.csv", "kind,text,inspection\nstrength,,s1\n", "text", "is blank", 2,
         10},
        {"findings.csv", "kind,text,area\nstrength,x,\n", "inspection",
         "an inspection or an area", 2, 1},
        {"findings.csv", "kind,text,inspection,area\nstrength,x,s1,Sefton\n", "area",
         "Knowsley, the area of the inspection", 2, 15},
        {"findings.csv", "kind,text,area,deadline\nfocus,x,Sefton,soon\n", "deadline",
         "6 months", 2, 16},
        {"findings.csv", "kind,text,area,follows\nfocus,x,Sefton,f9\n", "follows",
         "evidence id of a finding", 2, 16},
        {"judgements.csv", "inspection,aspect,grade\ns1,responsivness,2\n", "aspect",
         "safeguarding/quality/responsiveness", 2, 4},
        {"judgements.csv", "inspection,aspect,grade\ns1,safeguarding,2\n", "aspect",
         "holds a grade", 2, 4},
        {"judgements.csv", "inspection,aspect,grade\ns1,ambition,5\n", "grade",
         "1 Outstanding", 2, 13},
        {"judgements.csv", "inspection,aspect,grade,scale\ns1,ambition,2,perf\n", "scale",
         "a scale of a known framework", 2, 15},
        {"inspections.csv", "id,subject,framework,start\nx,101234,setting,2009-01-01\n",
         "subject", "a urn of settings.csv", 2, 3},
        {"inspections.csv", "id,subject,framework,start\nx,Seftn,slac,2009-02-01\n",
         "subject", "\"Sefton\"", 2, 3},
        {"inspections.csv", "id,subject,framework,start\nx,Sefton,sl/c,2009-02-01\n",
         "framework", "\"slac\"", 2, 10},
        {"inspections.csv", "id,subject,framework,start\nx,Sefton,slac,2009-02-30\n",
         "start", "a date", 2, 15},
        {"neighbours.csv", "area,neighbour,rank\nSefton,Sefton,1\n", "neighbour",
         "another area", 2, 8},
        {"neighbours.csv", "area,neighbour,rank\nSefton,Knowsley,0\n", "rank",
         "1 or more", 2, 17},
        {"relations.csv", "area,about,comparator,relation\nSefton,NI62,region,above\n",
         "about", "measure:ID", 2, 8},
        {"relations.csv", "area,about,comparator,relation\nSefton,group:a,region,abve\n",
         "relation", "\"above\"", 2, 23},
        {"relations.csv", "area,about,comparator,relation\nSefton,group:a,peers,above\n",
         "comparator", "neighbours, region", 2, 16},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason,grade\n"
         "annual-rating,Sefton,rating,grade,,2009-12-09,x,2\n",
         "by", "is blank", 2, 35},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason,rule\n"
         "annual-rating,Sefton,rating,confirm,board,2009-12-09,x,unanounced-limit\n",
         "rule", "\"unannounced-limit\"", 2, 56},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason\n"
         "annual-rating,Sefton,rating,grade,board,2009-12-09,x\n",
         "grade", "4 Performs excellently", 2, 1},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason,rule,grade\n"
         "annual-rating,Sefton,rating,grade,board,2009-12-09,x,unannounced-limit,2\n",
         "rule", "nothing where kind is grade", 2, 54},
        {"decisions.csv",
         "framework,area,judgement,kind,by,on,reason,grade\n"
         "jar,Sefton,rating,grade,board,2009-12-09,x,2\n",
         "framework", "known here", 2, 1},
        {"published.csv",
         "framework,area,judgement,grade\nannual-rating,Sefton,rting,2\n", "judgement",
         "\"rating\"", 2, 22},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct sheet own = {cases[i].name, cases[i].text};
        bool replaces = strcmp(own.name, "inspections.csv") == 0;
        const struct sheet sheets[] = {AREAS, own, SLAC};
        struct folder f;
        folder_with(&f, sheets, replaces ? 2 : 3, NULL, 0);
        const struct remark *remark = remark_with(&f, cases[i].says);
        assert_int_equal(remark->kind, REMARK_BAD_ROW);
        assert_text(remark->field, cases[i].field);
        assert_int_equal(remark->line, cases[i].line);
        assert_int_equal(remark->column, cases[i].column);
        assert_int_equal(remark->record, 2);
        assert_int_equal(f.evidence->unread_count, 1);
        folder_close(&f);
    }
}

static void values_need_one_of_value_counts_word_or_a_reason(void **state)
{
    (void)state;
    static const struct {
        const char *cells; /* value,numerator,denominator,word,missing */
        bool taken;
    } cases[] = {
        {"65,,,,", true},
        {",26,40,,", true},
        {",,,majority,", true},
        {",,,,suppressed", true},
        {"65,26,40,,", true},
        {",,,,", false},
        {"65,,,,suppressed", false},
        {",26,,,", false},
        {",,40,,", false},
        {",26,0,,", false},
        {",-1,40,,", false},
        {"65%,,,,", false},
        {"x,,,,", false},
        {",,,,because", false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "measure,area,period,value,numerator,denominator,word,missing\n"
                 "NI1,Sefton,2008/09,%s\n",
                 cases[i].cells);
        const struct sheet sheets[] = {
            {"measures.csv", "id,name,unit,polarity\nNI1,A,percent,high\n"},
            {"values.csv", text}};
        struct folder f;
        FOLDER(&f, sheets);
        if (f.evidence->values_count != cases[i].taken)
            fail_msg("%s", cases[i].cells);
        assert_int_equal(f.evidence->unread_count, !cases[i].taken);
        folder_close(&f);
    }
}

static void counts_give_the_value_in_the_measures_unit(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        int64_t num, den;
    } cases[] = {{"%", 65, 1},
                 {"per cent", 65, 1},
                 {"ratio", 13, 20},
                 {"per 10,000", 6500, 1},
                 {"rate per 1000 births", 650, 1}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[200];
        snprintf(text, sizeof text, "id,name,unit,polarity\nNI1,A,\"%s\",high\n",
                 cases[i].unit);
        const struct sheet sheets[] = {
            {"measures.csv", text},
            {"values.csv",
             "measure,area,period,numerator,denominator\nNI1,Sefton,2009,26,40\n"}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(f.evidence->values_count, 1);
        assert_int_equal(f.evidence->values[0].value.num, cases[i].num);
        assert_int_equal(f.evidence->values[0].value.den, cases[i].den);
        folder_close(&f);
    }
}

static void a_bad_row_leaves_what_could_be_read_of_it_and_the_rest_loads(void **state)
{
    (void)state;
    const struct sheet sheets[] = {AREAS,
                                   SLAC,
                                   {"findings.csv",
                                    "kind,text,inspection,closed\nstrength,one,s1,\n"
                                    "priority-action,two,s1,soon\nstrength,three,s1,\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->findings_count, 2);
    assert_text(f.evidence->findings[1].row.id, "findings:4");
    assert_int_equal(f.evidence->unread_count, 1);
    const struct unread *unread = &f.evidence->unread[0];
    assert_int_equal(unread->table, TABLE_FINDINGS);
    assert_text(unread->row.id, "findings:3");
    assert_text(unread->framework, "slac");
    assert_text(unread->area->name, "Knowsley");
    assert_true(unread->has_kind);
    assert_int_equal(unread->kind, FINDING_PRIORITY_ACTION);
    folder_close(&f);
}

static void files_that_spreadsheets_write_are_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "\xef\xbb\xbfname,la_code\r\nSefton,343\r\n",
        "Name,LA code\nSefton,343\n",
        "la_code,name\r343,Sefton\r",
        "\n\nname,la_code\n\nSefton,343\n\n,,\n",
        "name,la_code,region\nSefton,343\n",
        "name,la_code,,\nSefton,343,,\n",
        "name,la_code,region\nSefton,343,\"North\nWest\"\n",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const struct sheet sheets[] = {{"areas.csv", texts[i]}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(f.remarks.count, 0);
        assert_int_equal(f.evidence->areas_count, 1);
        assert_text(f.evidence->areas[0].name, "Sefton");
        assert_text(f.evidence->areas[0].la_code, "343");
        assert_true(f.evidence->areas[0].listed);
        folder_close(&f);
    }
}

static void a_damaged_file_loses_its_damaged_rows_only(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        size_t taken;
        enum remark_kind kind;
    } cases[] = {
        {"name,region\nSefton,N\xff\nKnowsley,N\n", "not UTF-8 text", 1, REMARK_BAD_ROW},
        {"name,region\nSefton,N\xff\nKnowsley,N\n", "not UTF-8 from here", 1,
         REMARK_WARNING},
        {"name,region\nSefton,\"N\nKnowsley,N\n", "never closed", 1, REMARK_BAD_ROW},
        {"name,region\nSefton,\"N\"x\nKnowsley,N\n", "after the closing quote", 1,
         REMARK_BAD_ROW},
        {"name,region\nSefton,N,W\nKnowsley,N\n", "under no column", 1, REMARK_BAD_ROW},
        {"name,region,name\nSefton,N,Bury\nKnowsley,N,Knowsley\n", "two cells differ", 1,
         REMARK_BAD_ROW},
        {"name,region,name\nSefton,N,Bury\n", "stands twice", 0, REMARK_WARNING},
        {"nam,region\nSefton,N\n", "lacks name", 0, REMARK_UNREADABLE},
        {"nam,region\nSefton,N\n", "the nearest is \"name\"", 0, REMARK_WARNING},
        {"", "is empty", 0, REMARK_UNREADABLE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const struct sheet sheets[] = {{"areas.csv", cases[i].text}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(remark_with(&f, cases[i].says)->kind, cases[i].kind);
        assert_int_equal(f.evidence->areas_count, cases[i].taken);
        folder_close(&f);
    }
}

static void a_file_without_a_required_column_leaves_all_rows_unread(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"findings.csv", "kind,area\nstrength,Sefton\nfocus,Sefton\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->findings_count, 0);
    assert_int_equal(f.evidence->unread_count, 2);
    assert_true(f.evidence->unread[1].has_kind);
    assert_int_equal(f.evidence->unread[1].kind, FINDING_FOCUS);
    assert_int_equal(remark_count(&f, REMARK_UNREADABLE), 1);
    assert_int_equal(remark_count(&f, REMARK_BAD_ROW), 0);
    folder_close(&f);
}

static void a_stranger_in_the_folder_is_a_finding_and_a_readme_is_not(void **state)
{
    (void)state;
    const struct sheet sheets[] = {{"README", ""},    {"notes.md", ""},
                                   {".hidden", ""},   {"list.txt", ""},
                                   {"share.csv", ""}, {"data.xlsx", ""}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.remarks.count, 2);
    assert_int_equal(remark_with(&f, "shares.csv")->kind, REMARK_UNREADABLE);
    assert_text(f.remarks.at[1].file, "data.xlsx");
    folder_close(&f);
}

static void an_area_answers_to_every_name_and_to_no_misspelling(void **state)
{
    (void)state;
    static const struct {
        const char *name, *area;
    } cases[] = {{"knowsley", "Knowsley"}, {"340", "Knowsley"},
                 {"kmbc", "Knowsley"},     {"Knowsley MBC", "Knowsley"},
                 {"England", "England"},   {"North West", "North West"},
                 {"London", "London"},     {"Knowsly", NULL}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[200];
        snprintf(text, sizeof text, "area,fact,value\n%s,a,b\n", cases[i].name);
        const struct sheet sheets[] = {AREAS, {"profile.csv", text}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(f.evidence->facts_count, cases[i].area != NULL);
        if (cases[i].area)
            assert_text(f.evidence->facts[0].area->name, cases[i].area);
        else
            remark_with(&f, "\"Knowsley\" (the nearest)");
        folder_close(&f);
    }
}

static void without_areas_csv_any_name_is_an_area_lookalikes_warned_of(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"profile.csv", "area,fact,value\nSefton,a,b\nSeftn,c,d\nBury,e,f\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->areas_count, 3);
    assert_false(f.evidence->areas[0].listed);
    assert_int_equal(f.remarks.count, 1);
    assert_int_equal(remark_with(&f, "nearly named like \"Sefton\"")->kind,
                     REMARK_WARNING);
    folder_close(&f);
}

static void a_subject_is_a_setting_before_it_is_an_area(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"settings.csv", "urn,area,service\nhome-a,Sefton,Children's homes\n"},
        {"inspections.csv", "id,subject,framework,start\n1,home-a,setting,2010-01-01\n"
                            "2,home-b,setting,2010-01-01\n3,Sefton,JAR,2008-02-01\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->inspections_count, 2);
    const struct inspection *first = &f.evidence->inspections[0];
    assert_text(first->setting->service, "children's-home");
    assert_text(first->area->name, "Sefton");
    assert_null(first->regime);
    assert_text(f.evidence->inspections[1].framework, "jar");
    assert_null(f.evidence->inspections[1].setting);
    remark_with(&f, "\"home-a\" (the nearest)");
    folder_close(&f);
}

static void a_grade_stands_on_the_scale_of_its_framework_else_on_setting(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"inspections.csv", "id,subject,framework,start\ns,Sefton,slac,2010-01-01\n"
                            "j,Sefton,jar,2008-02-01\ni,Sefton,ilacs,2022-05-01\n"},
        {"judgements.csv", "inspection,aspect,grade,scale\ns,ambition,adequate,\n"
                           "j,staying safe,good,\ni,in-care,2,\n"
                           "j,rating,4,performance\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    const struct judged *judged = f.evidence->judgements;
    assert_int_equal(f.evidence->judgements_count, 4);
    assert_text(judged[0].aspect, "looked-after/ambition");
    assert_text(judged[0].grade.scale->id, "slac");
    assert_int_equal(judged[0].grade.position, 2);
    assert_text(judged[1].aspect, "staying safe");
    assert_ptr_equal(judged[1].grade.scale, scale_setting());
    assert_int_equal(remark_with(&f, "in force")->record, 4);
    assert_text(judged[3].grade.scale->id, "performance");
    assert_int_equal(judged[3].grade.position, 0);
    folder_close(&f);
}

static void a_near_miss_of_a_framework_is_warned_of_and_kept(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"inspections.csv", "id,subject,framework,start\ns,Sefton,slcac,2010-01-01\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->inspections_count, 1);
    assert_int_equal(remark_with(&f, "\"slac\" (the nearest)")->kind, REMARK_WARNING);
    folder_close(&f);
}

static void a_deadline_is_a_bucket_in_any_wording_or_a_date(void **state)
{
    (void)state;
    static const struct {
        const char *said, *bucket;
        bool dated;
    } cases[] = {{"3 months", "3 months", false},
                 {"within three months", "3 months", false},
                 {"Within 6 months", "6 months", false},
                 {"immediate", "immediately", false},
                 {"Immediately", "immediately", false},
                 {"2010-06-01", "", true},
                 {"", "", false}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[200];
        snprintf(text, sizeof text,
                 "kind,text,area,deadline\nrecommendation,x,Sefton,%s\n", cases[i].said);
        const struct sheet sheets[] = {{"findings.csv", text}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(f.evidence->findings_count, 1);
        assert_text(f.evidence->findings[0].bucket, cases[i].bucket);
        assert_int_equal(!date_is_none(f.evidence->findings[0].deadline), cases[i].dated);
        folder_close(&f);
    }
}

static void findings_follow_across_rows_and_folders_and_never_in_a_circle(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"new/findings.csv",
         "id,kind,text,area,follows\na,focus,1,Sefton,b\nb,focus,2,Sefton,\n"
         "c,focus,3,Sefton,d\nd,focus,4,Sefton,c\ne,focus,5,Sefton,d\n"
         "f,focus,6,Sefton,old/findings:2\n"},
        {"old/findings.csv", "kind,text,area\nfocus,0,Sefton\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->findings_count, 4);
    const struct finding *all = f.evidence->findings;
    assert_ptr_equal(all[0].follows, &all[1]);
    assert_null(all[1].follows);
    assert_text(all[2].text, "6");
    assert_ptr_equal(all[2].follows, &all[3]);
    assert_int_equal(f.evidence->unread_count, 3);
    folder_close(&f);
}

static void a_relation_is_a_word_or_kept_as_worded(void **state)
{
    (void)state;
    static const struct {
        const char *cell, *text;
        enum relation_kind kind;
    } cases[] = {
        {"in line", "in line", RELATION_IN_LINE},
        {"Well above", "Well above", RELATION_WELL_ABOVE},
        {"reducing and narrower", "reducing and narrower", RELATION_AS_WORDED},
        {"\"\"\"abov\"\"\"", "abov", RELATION_AS_WORDED},
        {"\xe2\x80\x9c"
         "abov\xe2\x80\x9d",
         "abov", RELATION_AS_WORDED},
        {"tumultuous", "tumultuous", RELATION_AS_WORDED},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char text[200];
        snprintf(
            text, sizeof text,
            "area,about,comparator,relation\nSefton,service:Sixth forms,england,%s\n",
            cases[i].cell);
        const struct sheet sheets[] = {{"relations.csv", text}};
        struct folder f;
        FOLDER(&f, sheets);
        assert_int_equal(f.evidence->relations_count, 1);
        assert_int_equal(f.evidence->relations[0].relation, cases[i].kind);
        assert_text(f.evidence->relations[0].relation_text, cases[i].text);
        assert_text(f.evidence->relations[0].subject, "sixth-form");
        folder_close(&f);
    }
}

static void the_second_row_with_a_key_is_not_taken(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"measures.csv", "id,name,unit,polarity\nNI1,A,percent,high\nni1,B,percent,high\n"
                         "NI2,C,percent,high\nNI2,C,percent,high\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.evidence->measures_count, 2);
    assert_int_equal(f.evidence->unread_count, 1);
    assert_int_equal(remark_with(&f, "the rows differ")->kind, REMARK_CONTRADICTION);
    assert_int_equal(remark_with(&f, "the rows are the same")->kind, REMARK_WARNING);
    folder_close(&f);
}

static void folders_have_inspections_of_their_own_and_measures_in_common(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"a/measures.csv", "id,name,unit,polarity\nNI1,A,percent,high\n"},
        {"b/measures.csv", "id,name,unit,polarity\nNI1,A,percent,high\n"},
        {"a/inspections.csv", "id,subject,framework,start\n1,Sefton,slac,2010-01-01\n"},
        {"b/inspections.csv", "id,subject,framework,start\n1,Bury,slac,2010-01-01\n"},
        {"b/findings.csv", "kind,text,inspection\nfocus,x,1\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    assert_int_equal(f.remarks.count, 0);
    assert_int_equal(f.evidence->measures_count, 1);
    assert_int_equal(f.evidence->inspections_count, 2);
    assert_text(f.evidence->findings[0].area->name, "Bury");
    assert_text(f.evidence->findings[0].row.id, "b/findings:2");
    assert_text(f.evidence->inspections[1].row.id, "b/inspections:1");
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_cell_costs_its_row_and_is_placed),
        cmocka_unit_test(values_need_one_of_value_counts_word_or_a_reason),
        cmocka_unit_test(counts_give_the_value_in_the_measures_unit),
        cmocka_unit_test(a_bad_row_leaves_what_could_be_read_of_it_and_the_rest_loads),
        cmocka_unit_test(files_that_spreadsheets_write_are_read),
        cmocka_unit_test(a_damaged_file_loses_its_damaged_rows_only),
        cmocka_unit_test(a_file_without_a_required_column_leaves_all_rows_unread),
        cmocka_unit_test(a_stranger_in_the_folder_is_a_finding_and_a_readme_is_not),
        cmocka_unit_test(an_area_answers_to_every_name_and_to_no_misspelling),
        cmocka_unit_test(without_areas_csv_any_name_is_an_area_lookalikes_warned_of),
        cmocka_unit_test(a_subject_is_a_setting_before_it_is_an_area),
        cmocka_unit_test(a_grade_stands_on_the_scale_of_its_framework_else_on_setting),
        cmocka_unit_test(a_near_miss_of_a_framework_is_warned_of_and_kept),
        cmocka_unit_test(a_deadline_is_a_bucket_in_any_wording_or_a_date),
        cmocka_unit_test(findings_follow_across_rows_and_folders_and_never_in_a_circle),
        cmocka_unit_test(a_relation_is_a_word_or_kept_as_worded),
        cmocka_unit_test(the_second_row_with_a_key_is_not_taken),
        cmocka_unit_test(folders_have_inspections_of_their_own_and_measures_in_common),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
