/* Facts that cannot all be true are reported and never corrected. */
#include "fixture_folder.h"

/* One file beside what it refers to, and the remarks it must give. */
struct contrary {
    const char *name, *text;
    enum remark_kind kind;
    size_t count;
    const char *says; /* NULL where nothing is said */
};

#define MEASURES                                                                         \
    {"measures.csv", "id,name,unit,polarity,subset_of,cohort\n"                          \
                     "one,1+ A*-G,percent,high,,Y11\n"                                   \
                     "five,5+ A*-G,%,high,one,Y11\n"                                     \
                     "other,5+ elsewhere,percent,high,one,Y10\n"}
#define SETTINGS                                                                         \
    {"settings.csv", "urn,area,service,opened,closed\n"                                  \
                     "u1,Sefton,children's-home,2005-01-01,2012-01-01\n"}
#define INSPECTIONS                                                                      \
    {"inspections.csv", "id,subject,framework,start\nold,Sefton,slac,2010-01-01\n"       \
                        "new,Sefton,slac,2011-01-01\n"}

static void check_cases(const struct contrary *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct sheet sheets[4] = {{cases[i].name, cases[i].text}};
        static const struct sheet beside[] = {MEASURES, SETTINGS, INSPECTIONS};
        size_t used = 1;
        for (size_t k = 0; k < COUNT_OF(beside); k++)
            if (strcmp(beside[k].name, cases[i].name) != 0)
                sheets[used++] = beside[k];
        struct folder f;
        folder_with(&f, sheets, used, NULL, 0);
        if (f.remarks.count != cases[i].count)
            print_message("case %zu: %zu remarks\n", i, f.remarks.count);
        if (cases[i].says) {
            const struct remark *remark = remark_with(&f, cases[i].says);
            assert_int_equal(remark->kind, cases[i].kind);
            assert_true(remark->id_count >= 1);
            assert_text(remark->file, cases[i].name);
        }
        assert_int_equal(f.remarks.count, cases[i].count);
        assert_int_equal(f.evidence->unread_count, 0);
        folder_close(&f);
    }
}

static void a_part_above_its_whole_is_impossible(void **state)
{
    (void)state;
    static const struct contrary cases[] = {
        /* The published case: letter of 2010, paragraph 54. */
        {"values.csv",
         "measure,area,period,value\none,Sefton,2009,76\nfive,Sefton,2009,86\n",
         REMARK_IMPOSSIBLE, 1, "which includes it, only 76 (values:2)"},
        {"values.csv",
         "measure,area,period,value\nfive,Sefton,2009,86\none,Sefton,2009,76\n",
         REMARK_IMPOSSIBLE, 1, "\"5+ A*-G\" is 86"},
        {"values.csv",
         "measure,area,period,value\none,Sefton,2009,86\nfive,Sefton,2009,86\n", 0, 0,
         NULL},
        {"values.csv",
         "measure,area,period,value\none,Sefton,2008,76\nfive,Sefton,2009,86\n", 0, 0,
         NULL},
        {"values.csv",
         "measure,area,period,value\none,Bury,2009,76\nfive,Sefton,2009,86\n", 0, 0,
         NULL},
        {"values.csv",
         "measure,area,period,value\none,Sefton,2009,76\nother,Sefton,2009,86\n", 0, 0,
         NULL},
        {"values.csv",
         "measure,area,period,value,word\none,Sefton,2009,,most\nfive,Sefton,2009,86,\n",
         0, 0, NULL},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void a_value_said_twice_must_be_one(void **state)
{
    (void)state;
    static const struct contrary cases[] = {
        {"values.csv",
         "measure,area,period,value\none,Sefton,2009,76\none,Sefton,2009,77\n",
         REMARK_CONTRADICTION, 1, "77 here and 76 at values:2"},
        {"values.csv",
         "measure,area,period,value\none,Sefton,2009,76\none,Sefton,2009,76.0\n",
         REMARK_WARNING, 1, "remove one"},
        {"values.csv",
         "measure,area,period,value,assurance\none,Sefton,2009,76,report\n"
         "one,Sefton,2009,76,third-party\n",
         REMARK_CORROBORATED, 1, "another source"},
        {"values.csv",
         "measure,area,period,value,status\none,Sefton,2009,76,provisional\n"
         "one,Sefton,2009,77,final\n",
         0, 0, NULL},
        {"values.csv",
         "measure,area,period,word\none,Sefton,2009,most\none,Sefton,2009,half\n",
         REMARK_CONTRADICTION, 1, "\"half\" here"},
        {"values.csv",
         "measure,area,period,value,numerator,denominator\none,Sefton,2009,88,268,306\n",
         0, 0, NULL},
        {"values.csv",
         "measure,area,period,value,numerator,denominator\none,Sefton,2009,87,268,306\n",
         REMARK_CONTRADICTION, 1, "which give 87.5817"},
        {"values.csv",
         "measure,area,period,numerator,denominator\none,Sefton,2009,41,40\n",
         REMARK_IMPOSSIBLE, 1, "is more than all"},
        {"profile.csv", "area,fact,value\nSefton,children,306\nSefton,children,307\n",
         REMARK_CONTRADICTION, 1, "\"307\" here"},
        {"profile.csv",
         "area,fact,value,as_at\nSefton,children,306,2009-12-31\n"
         "Sefton,children,307,2008-12-31\n",
         0, 0, NULL},
        {"published.csv",
         "framework,area,judgement,grade\nannual-rating,Sefton,rating,2\n"
         "annual-rating-2009,Sefton,rating,3\n",
         REMARK_CONTRADICTION, 1, "Performs well here"},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void shares_must_fit_each_other(void **state)
{
    (void)state;
#define HEAD "area,service,at_least,count,total,percent,word,as_at\n"
    static const struct contrary cases[] = {
        {"shares.csv",
         HEAD "Sefton,all,good,5,6,,,\nSefton,college,good,3,3,,,\n"
              "Sefton,adoption,good,2,4,,,\n",
         REMARK_IMPOSSIBLE, 1, "make 5 of 7"},
        {"shares.csv",
         HEAD "Sefton,all,good,4,7,,,\nSefton,college,good,3,3,,,\n"
              "Sefton,adoption,good,2,4,,,\n",
         REMARK_IMPOSSIBLE, 1, "together 4 of 7"},
        {"shares.csv",
         HEAD "Sefton,all,good,5,7,,,\nSefton,college,good,3,3,,,\n"
              "Sefton,adoption,good,2,4,,,\nSefton,sixth-form,good,2,2,,,\n",
         0, 0, NULL},
        {"shares.csv",
         HEAD "Sefton,all,good,1,2,,,2009-01-01\nSefton,college,good,3,3,,,2010-01-01\n",
         0, 0, NULL},
        {"shares.csv",
         HEAD "Sefton,college,good,1,4,,,\nSefton,college,outstanding,2,4,,,\n",
         REMARK_IMPOSSIBLE, 1, "at least Outstanding"},
        {"shares.csv",
         HEAD "Sefton,college,good,,,40,,\nSefton,college,outstanding,,,50,,\n",
         REMARK_IMPOSSIBLE, 1, "50%"},
        {"shares.csv", HEAD "Sefton,college,good,3,4,,,\nSefton,college,good,2,4,,,\n",
         REMARK_CONTRADICTION, 1, "2 of 4 here"},
        {"shares.csv", HEAD "Sefton,college,good,2,3,,,\nSefton,college,good,,,67,,\n", 0,
         0, NULL},
        {"shares.csv", HEAD "Sefton,college,good,2,3,,,\nSefton,college,good,,,66,,\n",
         REMARK_CONTRADICTION, 1, "66%"},
        {"shares.csv", HEAD "Sefton,college,good,2,3,66,,\n", REMARK_CONTRADICTION, 1,
         "which give 66.6667"},
        {"shares.csv", HEAD "Sefton,college,good,2,3,66.7,,\n", 0, 0, NULL},
        {"shares.csv",
         HEAD "Sefton,college,good,,,,most,\nSefton,college,good,,,,half,\n",
         REMARK_CONTRADICTION, 1, "\"half\""},
    };
#undef HEAD
    check_cases(cases, COUNT_OF(cases));
}

static void
relations_contradict_only_in_opposite_directions_on_one_comparator(void **state)
{
    (void)state;
#define HEAD "area,about,comparator,relation\nSefton,service:college,"
    static const struct contrary cases[] = {
        {"relations.csv", HEAD "england,above\nSefton,service:college,england,below\n",
         REMARK_CONTRADICTION, 1, "against one comparator"},
        {"relations.csv", HEAD "england,above\nSefton,service:college,neighbours,below\n",
         0, 0, NULL},
        {"relations.csv", HEAD "england,better\nSefton,service:college,england,above\n",
         0, 0, NULL},
        {"relations.csv",
         HEAD "england,well-above\nSefton,service:college,england,above\n", 0, 0, NULL},
        {"relations.csv", HEAD "target,met\nSefton,service:college,target,not met\n",
         REMARK_CONTRADICTION, 1, "not met"},
        {"relations.csv",
         HEAD "own-past,improving\nSefton,service:college,own-past,deteriorating\n",
         REMARK_CONTRADICTION, 1, "deteriorating"},
        {"relations.csv", HEAD "region,worse\nSefton,service:adoption,region,better\n", 0,
         0, NULL},
    };
#undef HEAD
    check_cases(cases, COUNT_OF(cases));
}

static void dates_must_be_in_order(void **state)
{
    (void)state;
    static const struct contrary cases[] = {
        {"areas.csv", "name,live_from,live_to\nSefton,2000-01-01,1999-01-01\n",
         REMARK_IMPOSSIBLE, 1, "live_to 1999-01-01 is before live_from"},
        {"settings.csv",
         "urn,area,service,opened,closed\nu1,Sefton,college,2005-01-01,2004-01-01\n",
         REMARK_IMPOSSIBLE, 1, "closed 2004-01-01"},
        {"inspections.csv",
         "id,subject,framework,start,end\na,Sefton,slac,2010-02-12,2010-02-01\n",
         REMARK_IMPOSSIBLE, 1, "end 2010-02-01"},
        {"inspections.csv",
         "id,subject,framework,start,end,published\n"
         "a,Sefton,slac,2010-02-01,2010-02-12,2010-02-05\n",
         REMARK_IMPOSSIBLE, 1, "before end"},
        {"inspections.csv", "id,subject,framework,start\na,u1,setting,2004-02-01\n",
         REMARK_IMPOSSIBLE, 1, "opened 2005-01-01"},
        {"inspections.csv", "id,subject,framework,start\na,u1,setting,2013-02-01\n",
         REMARK_IMPOSSIBLE, 1, "closed 2012-01-01"},
        {"findings.csv", "kind,text,inspection,closed\nfocus,x,new,2010-12-31\n",
         REMARK_IMPOSSIBLE, 1, "closed 2010-12-31"},
        {"findings.csv",
         "id,kind,text,inspection,follows\n1,focus,x,old,2\n2,focus,y,new,\n",
         REMARK_IMPOSSIBLE, 1, "the inspection it follows"},
        {"findings.csv",
         "id,kind,text,inspection,follows,closed\n1,focus,x,old,,2011-01-01\n"
         "2,focus,y,new,1,\n",
         0, 0, NULL},
    };
    check_cases(cases, COUNT_OF(cases));
}

static void a_judgement_or_decision_given_twice_is_reported(void **state)
{
    (void)state;
#define HEAD "framework,area,judgement,kind,by,on,reason,rule,grade\n"
#define ROW "annual-rating,Sefton,rating,"
    static const struct contrary cases[] = {
        {"judgements.csv", "inspection,aspect,grade\nold,ambition,2\nold,ambition,3\n",
         REMARK_CONTRADICTION, 1, "Satisfactory here"},
        {"judgements.csv", "inspection,aspect,grade\nold,ambition,2\nold,ambition,good\n",
         REMARK_WARNING, 1, "graded twice"},
        {"judgements.csv", "inspection,aspect,grade\nold,ambition,2\nnew,ambition,3\n", 0,
         0, NULL},
        {"decisions.csv",
         HEAD ROW "confirm,board,2009-12-01,x,unannounced-limit,\n" ROW
                  "decline,board,2009-12-01,x,unannounced-limit,\n",
         REMARK_CONTRADICTION, 1, "decided differently"},
        {"decisions.csv",
         HEAD ROW "grade,board,2009-12-01,x,,2\n" ROW "grade,board,2009-12-01,x,,3\n",
         REMARK_CONTRADICTION, 1, "decided differently"},
        {"decisions.csv",
         HEAD ROW "propose,board,2009-12-01,x,,3\n" ROW "grade,board,2009-12-01,x,,2\n",
         0, 0, NULL},
    };
#undef HEAD
#undef ROW
    check_cases(cases, COUNT_OF(cases));
}

static void one_event_in_several_files_counts_once(void **state)
{
    (void)state;
    const struct sheet sheets[] = {
        {"inspections.csv", "id,subject,framework,start,event,assurance\n"
                            "third,Sefton,slac,2010-01-01,,third-party\n"
                            "stats,Sefton,slac-2010,2010-01-01,,official-statistics\n"
                            "report,Sefton,slac,2010-01-01,,\n"
                            "again,Sefton,slac,2010-01-01,,report\n"
                            "other,Sefton,slac,2010-01-01,revisit,\n"},
        {"judgements.csv", "inspection,aspect,grade\nreport,ambition,2\n"
                           "third,ambition,3\nstats,ambition,good\n"}};
    struct folder f;
    FOLDER(&f, sheets);
    const struct inspection *all = f.evidence->inspections;
    assert_int_equal(f.evidence->inspections_count, 5);
    assert_ptr_equal(all[0].same_as, &all[2]);
    assert_ptr_equal(all[1].same_as, &all[2]);
    assert_null(all[2].same_as);
    assert_ptr_equal(all[3].same_as, &all[2]);
    assert_null(all[4].same_as);
    assert_int_equal(remark_count(&f, REMARK_CORROBORATED), 2);
    assert_int_equal(remark_count(&f, REMARK_CONTRADICTION), 1);
    remark_with(&f, "Satisfactory here and Good at judgements:2");
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_part_above_its_whole_is_impossible),
        cmocka_unit_test(a_value_said_twice_must_be_one),
        cmocka_unit_test(shares_must_fit_each_other),
        cmocka_unit_test(
            relations_contradict_only_in_opposite_directions_on_one_comparator),
        cmocka_unit_test(dates_must_be_in_order),
        cmocka_unit_test(a_judgement_or_decision_given_twice_is_reported),
        cmocka_unit_test(one_event_in_several_files_counts_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
