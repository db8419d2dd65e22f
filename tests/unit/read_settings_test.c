/* Providers and schools in small files: the layouts of the years, the day a list is of,
 * and what is said of bad rows. */
#include "fixture_national.h"

#include <stdio.h>

static const struct batch_setting_grade *grade_of(const struct batch *b, const char *urn,
                                                  const char *aspect)
{
    for (size_t i = 0; i < b->setting_grades_count; i++) {
        if (str_equal(b->setting_grades[i].urn, str_of(urn)) &&
            str_equal(b->setting_grades[i].aspect, str_of(aspect)))
            return &b->setting_grades[i];
    }
    fail_msg("%s has no grade for %s", urn, aspect);
    return NULL;
}

static bool is_remarked(const struct reading_test *t, uint32_t record,
                        enum remark_kind kind)
{
    for (size_t i = 0; i < t->remarks.count; i++) {
        if (t->remarks.at[i].record == record && t->remarks.at[i].kind == kind)
            return true;
    }
    return false;
}

static const char *const layout_2015 =
    "Web link,URN,Provision type,Reg Status,Setting Name,Address 1,Local "
    "authority,Sector,"
    "Inspection type,Inspection Date,Inspection ID,Overall effectiveness,Outcomes for "
    "children and young people,Quality of care,The safety of children and young people,"
    "Leadership and management\n"
    "w,SC037454,Children's Home,Active,A Home,1 Road,West Sussex,Local Authority,Full "
    "inspection,27/03/2015,326436,Adequate,Good,Good,Not judged,Inadequate\n";

static const char *const layout_2020 =
    "Provider information,,,,,,Latest Full Inspection,,,\n"
    "Web link,URN,Provision type,Registration date,Name,Local "
    "authority,Sector,Places,Event "
    "type,Inspection date,Publication date,Overall experiences and progress of children "
    "and "
    "young people,Health services,How well children and young people are helped and "
    "protected,The effectiveness of leaders and managers\n"
    "w,SC037454,Children's home,11/11/2014,A Home,West Sussex,Local authority,4,Full "
    "inspection,03/12/2018,07/12/2018,Requires Improvement to be good,,Good,Good\n";

static const char *const layout_2025 =
    "Children's social care data in England 2025 - Provider level at 31 March 2025,,,\n"
    "This worksheet contains one table,,,\n"
    "Web link,URN,Provision type,Registration date,Local authority,Sector,Places,\"\n"
    "Latest Full inspection event type\",\"\nLatest full inspection date\",Latest full "
    "inspection publication date,\"\nOverall experiences and progress of children and "
    "young "
    "people\",\"\nHow well children and young people are helped and protected\",The "
    "effectiveness of leaders and managers,Supported Accommodation outcome\n"
    "w,SC037454,Children's home,28/05/2024,West Sussex,Private,2,Full "
    "inspection,28/01/2025,10/03/2025,Good,Good,Good,\n"
    "w,2775561,Supported Accommodation,28/05/2024,Oldham,Private,,Full "
    "inspection,28/01/2025,10/03/2025,,,,Inconsistent quality of service delivery\n"
    "w,2775562,Children's home,28/05/2024,Oldham,Private,4,,,,,,,\n";

static void every_layout_gives_the_same_facts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *const *text;
        int year, position;
        const char *sector;
    } cases[] = {
        {"provider_at_march_2015.csv", &layout_2015, 2015, 2, "local authority"},
        {"provider_at_march_2020.csv", &layout_2020, 2020, 2, "local authority"},
        {"anything.csv", &layout_2025, 2025, 1, "private"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_test t = read_text(cases[i].name, *cases[i].text);
        assert_format(&t, "social-care-providers");
        const struct batch_setting *home = &t.batch->settings[0];
        assert_text(home->urn, "SC037454");
        assert_text(home->code, "West Sussex");
        assert_text(home->service, "children's-home");
        assert_text(home->sector, cases[i].sector);
        assert_text(home->name, "");
        assert_int_equal(home->as_at.days, date_of(cases[i].year, 3, 31).days);
        assert_int_equal(grade_of(t.batch, "SC037454", "overall")->position,
                         cases[i].position);
        assert_int_equal(t.remarks.count, 0);
        end_reading(&t);
    }
}

static void aspects_of_two_frameworks_keep_their_own_names(void **state)
{
    (void)state;
    struct reading_test t = read_text("provider_at_march_2015.csv", layout_2015);
    assert_int_equal(t.batch->setting_grades_count, 5);
    assert_int_equal(grade_of(t.batch, "SC037454", "outcomes")->position, 1);
    assert_int_equal(grade_of(t.batch, "SC037454", "quality")->position, 1);
    assert_int_equal(grade_of(t.batch, "SC037454", "leaders")->position, 3);
    const struct batch_setting_grade *safety =
        grade_of(t.batch, "SC037454", "protection");
    assert_int_equal(safety->position, -1);
    assert_text(safety->grade, "Not judged");
    assert_int_equal(safety->inspected.days, date_of(2015, 3, 27).days);
    assert_text(safety->event, "full inspection");
    end_reading(&t);
}

static void another_scale_and_no_inspection_are_no_grades(void **state)
{
    (void)state;
    struct reading_test t = read_text("x.csv", layout_2025);
    assert_int_equal(t.batch->settings_count, 3);
    assert_int_equal(t.batch->setting_grades_count, 4);
    const struct batch_setting_grade *outcome = grade_of(t.batch, "2775561", "overall");
    assert_int_equal(outcome->position, -1);
    assert_text(outcome->grade, "Inconsistent quality of service delivery");
    assert_int_equal(t.batch->settings[0].places, 2);
    assert_int_equal(t.batch->settings[1].places, -1);
    assert_text(t.batch->settings[1].service, "supported-accommodation");
    assert_int_equal(t.batch->settings[0].opened.days, date_of(2024, 5, 28).days);
    end_reading(&t);
}

static void a_previous_inspection_is_an_inspection_too(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "providers.csv",
        "snapshot_date,la_number,urn,provision_type,local_authority,sector,places,"
        "event_type,inspection_date,publication_date,overall,leaders_and_managers,"
        "previous_inspection_date,previous_overall,previous_leaders_and_managers\n"
        "2024-03-31,938,SC1,Children's home,West Sussex,Private,3,Full inspection,"
        "2023-05-01,2023-06-01,Good,Good,2022-05-01,Inadequate,Good\n"
        "2025-03-31,938,SC1,Children's home,West Sussex,Private,3,Full inspection,"
        "2023-05-01,2023-06-01,Good,Good,,,\n");
    assert_format(&t, "social-care-providers");
    assert_int_equal(t.batch->settings_count, 2);
    assert_text(t.batch->settings[0].code, "938");
    assert_int_equal(t.batch->settings[1].as_at.days, date_of(2025, 3, 31).days);
    assert_int_equal(t.batch->setting_grades_count, 6);
    assert_int_equal(t.batch->setting_grades[2].position, 3);
    assert_int_equal(t.batch->setting_grades[2].inspected.days, date_of(2022, 5, 1).days);
    end_reading(&t);
}

#define YEAR                                                                             \
    "la_number,URN,Provision type,Local authority,Places,Event type,Inspection "         \
    "date,Overall effectiveness\n"

static void a_years_inspections_are_of_no_day(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("inspections_2017_18.csv",
                  YEAR "938,SC1,Children's home,W,3,Full inspection,2017-05-01,Good\n"
                       "938,SC1,Children's home,W,3,Interim inspection,2017-12-01,"
                       "Improved effectiveness\n"
                       "938,SC2,Children's home,W,3,Full inspection,2017-05-02,Good\n");
    assert_format(&t, "social-care-providers");
    assert_int_equal(t.batch->settings_count, 2);
    assert_true(date_is_none(t.batch->settings[0].as_at));
    assert_int_equal(t.batch->setting_grades_count, 3);
    assert_int_equal(t.batch->setting_grades[1].position, -1);
    assert_text(t.batch->setting_grades[1].event, "interim inspection");
    assert_int_equal(t.remarks.count, 0);
    end_reading(&t);
}

static void bad_providers_are_remarked_on(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("list_2024.csv",
                  YEAR "938,SC1,Children's home,W,many,Full inspection,2023-05-01,Good\n"
                       "938,see note 3,,,,,,\n"
                       "938,SC2,Children's home,W,3,Full inspection,31/31/2023,Good\n"
                       "938,SC3,Children's home,W,3\n");
    assert_format(&t, "social-care-providers");
    assert_true(is_remarked(&t, 2, REMARK_BAD_ROW));
    assert_true(is_remarked(&t, 3, REMARK_BAD_ROW));
    assert_true(is_remarked(&t, 4, REMARK_BAD_ROW));
    assert_int_equal(t.remarks.count, 3);
    assert_int_equal(t.batch->settings_count, 3);
    assert_int_equal(t.batch->settings[0].places, -1);
    assert_int_equal(t.batch->setting_grades_count, 1);
    end_reading(&t);
}

static void a_list_that_does_not_say_its_year_is_taken_without_a_day(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "list.csv", YEAR "938,SC1,Children's home,W,3,Full inspection,2017-05-01,Good\n");
    assert_true(date_is_none(t.batch->settings[0].as_at));
    assert_int_equal(t.remarks.count, 1);
    assert_int_equal(t.remarks.at[0].kind, REMARK_WARNING);
    end_reading(&t);
}

/* --- schools --- */

#define SCHOOLS                                                                          \
    "urn,inspection_date,rating,grade,la_number,la_number_2024,school_type,is_primary,"  \
    "is_secondary,is_post16,status_2018\n"

static void a_school_has_every_inspection_and_both_authorities(void **state)
{
    (void)state;
    struct reading_test t =
        read_text("school_inspections.csv", SCHOOLS
                  "100000,2005-09-21,Satisfactory,3,928,941,Academy,0,1,1,1\n"
                  "100000,2012-10-01,Requires Improvement,3,928,941,Academy,0,1,1,1\n"
                  "100001,2012-10-01,Good,2,340,,Special School,1,1,1,1\n"
                  "100001,2012-10-01,Inadequate,4,340,,Special School,1,1,1,1\n"
                  "100002,2012-10-01,,,340,,Special School,1,1,1,1\n"
                  "x,2012-10-01,Good,2,340,,nan,1,1,1,1\n");
    assert_format(&t, "school-inspections");
    assert_int_equal(t.batch->settings_count, 4);
    assert_text(t.batch->settings[0].code, "928");
    assert_text(t.batch->settings[1].code, "941");
    assert_text(t.batch->settings[0].service, "secondary-school");
    assert_text(t.batch->settings[0].sector, "academy");
    assert_text(t.batch->settings[2].service, "special-school");
    assert_int_equal(t.batch->setting_grades_count, 4);
    assert_int_equal(t.batch->setting_grades[0].position, 2);
    assert_int_equal(t.batch->setting_grades[1].position, 2);
    assert_true(is_remarked(&t, 5, REMARK_CONTRADICTION));
    assert_true(is_remarked(&t, 6, REMARK_BAD_ROW));
    assert_true(is_remarked(&t, 7, REMARK_BAD_ROW));
    end_reading(&t);
}

static void a_register_gives_the_latest_grade_and_a_day(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "school_details_2017.csv",
        "urn,name,la_number,status,latest_rating,latest_inspection_date,date_opened,"
        "date_closed,school_type,is_primary,is_secondary,is_post16\n"
        "100000,Sir John's,201,1,Outstanding,2013-04-18,,,Maintained School,1,0,0\n"
        "100001,Girls' School,201,1,,,2001-09-01,2019-08-31,Independent School,1,1,1\n"
        "100001,Girls' School,201,1,,,,,Independent School,1,1,1\n"
        "100002,A College,201,1,Good,2012-01-02,,,College,0,0,1\n");
    assert_format(&t, "school-list");
    assert_int_equal(t.batch->settings_count, 3);
    assert_text(t.batch->settings[0].name, "Sir John's");
    assert_text(t.batch->settings[0].service, "primary-school");
    assert_text(t.batch->settings[1].service, "all-through-school");
    assert_text(t.batch->settings[1].sector, "independent");
    assert_text(t.batch->settings[2].service, "college");
    assert_int_equal(t.batch->settings[1].closed.days, date_of(2019, 8, 31).days);
    assert_int_equal(t.batch->setting_grades_count, 2);
    /* The latest day in the list is later than the first of the year in its name. */
    assert_int_equal(t.batch->settings[0].as_at.days, date_of(2019, 8, 31).days);
    assert_true(is_remarked(&t, 4, REMARK_CONTRADICTION));
    end_reading(&t);
}

static void lists_of_other_makers_and_years_are_school_lists_too(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text, *service;
        int position;
    } cases[] = {
        {"school_ratings_2024.csv",
         "urn,name,lat,lng,phase_code,rating_code,grade,fsm_percent,la_number,la_source\n"
         "100000,A,51.5,-0.07,P,Good,2,23.3,201,gias\n",
         "primary-school", 1},
        {"edubasealldata20230422.csv",
         "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (name),"
         "PhaseOfEducation (name),OfstedLastInsp,OfstedRating (name),OpenDate,CloseDate\n"
         "100000,201,City of London,A,Academy converter,Secondary,18-04-2013,Requires "
         "improvement,01-09-2012,\n",
         "secondary-school", 2},
        {"State-funded_schools_2019.csv",
         "Title of the sheet,,,,,\n"
         "URN,School name,Ofsted phase,Type of education,Local authority,Inspection "
         "start "
         "date,Publication date,Overall effectiveness\n"
         "100000,A,PRU,Pupil Referral Unit,City of London,18/04/2018,20/05/2018,4\n",
         "pupil-referral-unit", 3},
        {"latest_2012.csv",
         "Unique Reference Number (URN),School name,Phase of education,LA "
         "name,Inspection "
         "start date,Overall effectiveness: how good is the school?\n"
         "100000,A,Primary,City of London,18/04/2011,3\n",
         "primary-school", 2},
        {"latest_2025.csv",
         "URN,School name,Ofsted phase,Local authority,Inspection start date of latest "
         "OEIF graded inspection,Latest OEIF overall effectiveness\n"
         "100000,A,Secondary,City of London,18/04/2013,1\n",
         "secondary-school", 0},
        {"2018-2019_england_school_information.csv",
         "URN,LANAME,LA,SCHNAME,MINORGROUP,ISPRIMARY,ISSECONDARY,ISPOST16,OFSTEDRATING,"
         "OFSTEDLASTINSP\n"
         "100000,City of London,201,A,Maintained school,1,0,0,Special "
         "Measures,19-04-2013\n",
         "primary-school", 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct reading_test t = read_text(cases[i].name, cases[i].text);
        assert_format(&t, "school-list");
        assert_int_equal(t.batch->settings_count, 1);
        assert_text(t.batch->settings[0].service, cases[i].service);
        assert_text(t.batch->settings[0].name, "A");
        assert_true(t.batch->settings[0].code.len > 0);
        assert_int_equal(t.batch->setting_grades_count, 1);
        assert_int_equal(t.batch->setting_grades[0].position, cases[i].position);
        assert_false(date_is_none(t.batch->settings[0].as_at));
        assert_int_equal(t.remarks.count, 0);
        end_reading(&t);
    }
}

#define MI                                                                               \
    "URN,School name,Ofsted phase,Type of education,Local authority,Inspection start "   \
    "date,Publication date,Overall effectiveness,Previous inspection start "             \
    "date,Previous graded inspection overall effectiveness\n"

static void a_list_with_two_inspections_gives_both(void **state)
{
    (void)state;
    struct reading_test t = read_text(
        "latest_inspections_as_at_31_Aug_2023.csv", MI
        "100000,A,Primary,Academy Converter,Camden,12/09/2022,10/10/2022,4,01/02/2008,3\n"
        "100001,B,Primary,Academy Converter,Camden,NULL,NULL,NULL,,\n"
        "100002,C,Primary,Academy Converter,Camden,12/11/2022,,Not judged,,\n");
    assert_format(&t, "school-list");
    assert_int_equal(t.batch->settings_count, 3);
    assert_int_equal(t.batch->settings[0].as_at.days, date_of(2023, 8, 31).days);
    assert_int_equal(t.batch->setting_grades_count, 2);
    assert_text(t.batch->setting_grades[0].grade, "Inadequate");
    assert_int_equal(t.batch->setting_grades[1].inspected.days, date_of(2008, 2, 1).days);
    assert_text(t.batch->setting_grades[1].grade, "Satisfactory");
    assert_int_equal(t.batch->setting_grades[1].position, 2);
    end_reading(&t);
}

static void the_day_of_a_list_is_what_is_said_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *name, *title;
        int year, month, day;
    } cases[] = {
        {"latest_as_at_31_Aug_2023.csv", "", 2023, 8, 31},
        {"list 31st August 2023.csv", "", 2023, 8, 31},
        {"edubasealldata20240105.csv", "", 2024, 1, 5},
        {"list_2019-06-30.csv", "", 2019, 6, 30},
        {"list.csv", "Table 2: most recent inspections as at 30 June 2019\n\n", 2019, 6,
         30},
        {"list.csv", "1 September 2018 to 31 August 2019\n\n", 2019, 8, 31},
        {"list_march_2015.csv", "", 2015, 3, 31},
        {"list_2024.csv", "", 2024, 1, 1},
        {"list_2019.csv", "", 2022, 9, 12}, /* an inspection of 2022 is in it */
        {"list.csv", "", 2022, 9, 12},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[2048];
        snprintf(text, sizeof text,
                 "%s" MI "100000,A,Primary,Academy,Camden,12/09/2022,10/10/2022,4,,\n",
                 cases[i].title);
        struct reading_test t = read_text(cases[i].name, text);
        assert_int_equal(t.batch->settings_count, 1);
        date day = date_of(cases[i].year, cases[i].month, cases[i].day);
        if (t.batch->settings[0].as_at.days != day.days)
            fail_msg("%s: %d days", cases[i].name, t.batch->settings[0].as_at.days);
        end_reading(&t);
    }
}

static void a_broken_end_loses_only_what_is_broken(void **state)
{
    (void)state;
    struct reading_test t = read_text("school_inspections.csv", SCHOOLS
                                      "100000,2005-09-21,Good,2,928,,Academy,0,1,1,1\n"
                                      "100001,2005-09-21,Good,2,928,,\"Acad");
    assert_format(&t, "school-inspections");
    assert_int_equal(t.batch->setting_grades_count, 1);
    assert_true(t.remarks.count > 0);
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layout_gives_the_same_facts),
        cmocka_unit_test(aspects_of_two_frameworks_keep_their_own_names),
        cmocka_unit_test(another_scale_and_no_inspection_are_no_grades),
        cmocka_unit_test(a_previous_inspection_is_an_inspection_too),
        cmocka_unit_test(a_years_inspections_are_of_no_day),
        cmocka_unit_test(bad_providers_are_remarked_on),
        cmocka_unit_test(a_list_that_does_not_say_its_year_is_taken_without_a_day),
        cmocka_unit_test(a_school_has_every_inspection_and_both_authorities),
        cmocka_unit_test(a_register_gives_the_latest_grade_and_a_day),
        cmocka_unit_test(lists_of_other_makers_and_years_are_school_lists_too),
        cmocka_unit_test(a_list_with_two_inspections_gives_both),
        cmocka_unit_test(the_day_of_a_list_is_what_is_said_of_it),
        cmocka_unit_test(a_broken_end_loses_only_what_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
