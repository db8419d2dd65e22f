/* Every file of settings, inspections, ratings and shapes in the data folder: its rows
 * against the counts of the folder's own list, and the figures that its profile states.
 * Skipped where the folder is absent. */
#include <stdio.h>

#include "evidence/events_merge.h"
#include "evidence/places.h"
#include "evidence/reading.h"
#include "fixture_facts.h"
#include "fixture_national.h"

struct expected {
    const char *file, *format;
    size_t rows, settings, setting_grades, events, event_grades, items, others, remarks;
};

#define RAW(year, rows, grades)                                                          \
    {"settings/raw/provider_at_march_" #year ".csv.gz",                                  \
     "social-care-providers",                                                            \
     rows,                                                                               \
     rows,                                                                               \
     grades,                                                                             \
     0,                                                                                  \
     0,                                                                                  \
     0,                                                                                  \
     0,                                                                                  \
     0}

/* others: ratings, distributions, shapes. */
static const struct expected files[] = {
    {"settings/school_details_2018.csv.gz", "school-list", 26078, 26078, 20614, 0, 0, 0,
     0, 0},
    {"settings/school_ratings_2026.csv.gz", "school-list", 26509, 26509, 17386, 0, 0, 0,
     0, 0},
    {"settings/school_inspections_2005_2020.csv.gz", "school-inspections", 60134, 21108,
     60134, 0, 0, 0, 0, 3},
    {"settings/social_care_providers_2015_2025.csv.gz", "social-care-providers", 36572,
     36572, 121061, 0, 0, 0, 0, 0},
    {"settings/social_care_inspections_2017_18.csv.gz", "social-care-providers", 3488,
     2548, 8394, 0, 0, 0, 0, 0},
    RAW(2015, 2605, 12689),
    RAW(2016, 2647, 9152),
    RAW(2017, 2688, 9122),
    RAW(2018, 2797, 8912),
    RAW(2019, 2864, 8595),
    RAW(2020, 2971, 8929),
    RAW(2021, 3402, 8527),
    RAW(2022, 3576, 9943),
    RAW(2023, 3546, 10660),
    RAW(2024, 3876, 21603),
    RAW(2025, 5600, 12955),
    {"inspections/authority_inspections.csv", "authority-inspections", 2635, 0, 0, 547,
     2575, 0, 0, 0},
    {"inspections/inspection_events.csv", "inspection-events", 547, 0, 0, 547, 0, 0, 0,
     0},
    {"inspections/improvement_areas.csv", "improvement-areas", 3705, 0, 0, 429, 0, 3705,
     0, 0},
    {"inspections/ods_ilacs_inspection_history_2018_2025.csv", "authority-outcomes", 271,
     0, 0, 271, 1187, 0, 0, 0},
    {"inspections/ods_in_year_inspections_2024_25.csv", "authority-outcomes", 112, 0, 0,
     112, 260, 0, 0, 0},
    {"inspections/ods_inspections_as_at_31_march_2025.csv", "authority-outcomes", 153, 0,
     0, 153, 715, 0, 0, 0},
    {"originals/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "authority-outcomes",
     536, 0, 0, 331, 1187, 0, 0, 0},
    {"inspections/ofsted_csc_ilacs_overview.csv", "inspection-overview", 153, 0, 0, 153,
     756, 0, 0, 5},
    {"originals/ofsted_csc_ilacs_overview.xlsx", "inspection-overview", 153, 0, 0, 153,
     756, 0, 0, 5},
    {"inspections/area_send_inspections.csv", "area-send", 72, 0, 0, 72, 71, 0, 0, 0},
    {"inspections/jtai_inspections.csv", "jtai", 49, 0, 0, 49, 0, 51, 0, 0},
    {"originals/Childrens_social_care_in_England_2023_underlying_data.ods",
     "social-care-providers", 11544, 6715, 19792, 783, 2898, 0, 0, 0},
    {"history/annual_ratings_named.csv", "annual-ratings", 77, 0, 0, 0, 0, 0, 77, 0},
    {"history/annual_ratings_distribution.csv", "annual-distribution", 29, 0, 0, 0, 0, 0,
     29, 0},
    {"boundaries/utla_2023_england.geojson", "boundaries", 153, 0, 0, 0, 0, 0, 153, 0},
    {"boundaries/utla_2023.hexjson", "hexagons", 153, 0, 0, 0, 0, 0, 153, 0},
    {"boundaries/utla_2023_hexmap.csv", "hexagons", 153, 0, 0, 0, 0, 0, 153, 0},
};

static void check_file(const struct expected *e)
{
    struct reading_test t = read_data(e->file);
    const struct batch *b = t.batch;
    if (!t.format || t.status)
        fail_msg("%s: %s", e->file, t.format ? t.why.text : "not recognised");
    assert_string_equal(t.format->id, e->format);
    const struct {
        const char *what;
        size_t found, expected;
    } counts[] = {
        {"rows", (size_t)b->rows, e->rows},
        {"settings", b->settings_count, e->settings},
        {"grades of settings", b->setting_grades_count, e->setting_grades},
        {"events", b->events_count, e->events},
        {"grades of events", b->event_grades_count, e->event_grades},
        {"items", b->items_count, e->items},
        {"others", b->ratings_count + b->distributions_count + b->shapes_count,
         e->others},
        {"remarks", t.remarks.count, e->remarks},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if (counts[i].found != counts[i].expected)
            fail_msg("%s: %zu %s; expected %zu", e->file, counts[i].found, counts[i].what,
                     counts[i].expected);
    }
    end_reading(&t);
}

static void every_file_is_read_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        check_file(&files[i]);
}

static void no_file_is_of_two_formats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct reading_test t = read_data(files[i].file);
        t.input.workbook = t.book;
        int surest = t.format->recognise(&t.input), as_sure = 0;
        for (size_t k = 0; k < national_format_count; k++)
            as_sure += national_formats[k]->recognise(&t.input) == surest;
        if (as_sure != 1)
            fail_msg("%s is of %d formats", files[i].file, as_sure);
        end_reading(&t);
    }
}

/* --- settings --- */

static void sixty_thousand_inspections_of_schools_have_the_grades_published(void **state)
{
    (void)state;
    static const struct {
        const char *grade;
        size_t count;
        int position;
    } grades[] = {{"Good", 32157, 1},
                  {"Satisfactory", 9845, 2},
                  {"Requires Improvement", 8451, 2},
                  {"Outstanding", 6630, 0},
                  {"Inadequate", 3051, 3}};
    struct reading_test t = read_data("settings/school_inspections_2005_2020.csv.gz");
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++) {
        size_t count = 0;
        for (size_t k = 0; k < t.batch->setting_grades_count; k++) {
            const struct batch_setting_grade *grade = &t.batch->setting_grades[k];
            if (!str_equal(grade->grade, str_of(grades[i].grade)))
                continue;
            count++;
            assert_int_equal(grade->position, grades[i].position);
        }
        assert_int_equal(count, grades[i].count);
    }
    end_reading(&t);
}

static const struct {
    int year;
    size_t providers;
} years[] = {{2015, 2605}, {2016, 2647}, {2017, 2688}, {2018, 2797},
             {2019, 2864}, {2020, 2971}, {2021, 3402}, {2022, 3576},
             {2023, 3546}, {2024, 3876}, {2025, 5600}};

static void each_march_has_the_providers_published(void **state)
{
    (void)state;
    struct reading_test t = read_data("settings/social_care_providers_2015_2025.csv.gz");
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        size_t count = 0;
        for (size_t k = 0; k < t.batch->settings_count; k++)
            count +=
                t.batch->settings[k].as_at.days == date_of(years[i].year, 3, 31).days;
        assert_int_equal(count, years[i].providers);
    }
    size_t grades[4] = {0}, ungraded = 0;
    for (size_t k = 0; k < t.batch->setting_grades_count; k++) {
        const struct batch_setting_grade *grade = &t.batch->setting_grades[k];
        if (!str_equal(grade->aspect, STR("overall")))
            continue;
        if (grade->position >= 0)
            grades[grade->position]++;
        else
            ungraded++;
    }
    /* 5,990, 22,294, 5,537 and 612 latest grades, and previous ones beside them. */
    assert_int_equal(grades[0], 5990 + 431);
    assert_int_equal(grades[1], 22294 + 2172);
    assert_int_equal(grades[2], 5537 + 550);
    assert_int_equal(grades[3], 612 + 158);
    assert_int_equal(ungraded, 50);
    end_reading(&t);
}

static void load_registry(struct arena *a, struct batch *into)
{
    static const char *const registry[] = {"lookups/la_lookup.csv",
                                           "lookups/la_name_aliases.csv"};
    for (size_t i = 0; i < 2; i++) {
        struct reading_test t = read_data(registry[i]);
        for (size_t k = 0; k < t.batch->areas_count; k++) {
            struct batch_area area = t.batch->areas[k];
            area.code = arena_copy(a, area.code);
            area.name = arena_copy(a, area.name);
            area.ons_code = arena_copy(a, area.ons_code);
            *batch_add(into, batch_area, areas) = area;
        }
        for (size_t k = 0; k < t.batch->aliases_count; k++) {
            struct batch_alias alias = t.batch->aliases[k];
            alias.code = arena_copy(a, alias.code);
            alias.name = arena_copy(a, alias.name);
            *batch_add(into, batch_alias, aliases) = alias;
        }
        end_reading(&t);
    }
}

static void assert_same_setting(const struct batch_setting *raw,
                                const struct batch_setting *made)
{
    if (!str_equal(raw->urn, made->urn) || !str_equal(raw->service, made->service) ||
        raw->places != made->places || raw->as_at.days != made->as_at.days)
        fail_msg("row %u is %.*s; expected %.*s", raw->row, STR_ARG(raw->urn),
                 STR_ARG(made->urn));
    /* Four providers are in Wales, for which the made file has no number. */
    if (made->code.len == 3 && !str_equal(raw->code, made->code))
        fail_msg("%.*s is in %.*s; expected %.*s", STR_ARG(raw->urn), STR_ARG(raw->code),
                 STR_ARG(made->code));
}

/* The grades of the rows of one year in the made file start at `first`. */
static void assert_same_grades(const struct batch *raw, const struct batch *made,
                               size_t first)
{
    for (size_t i = 0; i < raw->setting_grades_count; i++) {
        const struct batch_setting_grade *x = &raw->setting_grades[i];
        const struct batch_setting_grade *y = &made->setting_grades[first + i];
        bool same = str_equal(x->urn, y->urn) && str_equal(x->aspect, y->aspect) &&
                    x->inspected.days == y->inspected.days &&
                    x->position == y->position && str_equal_fold(x->grade, y->grade);
        if (!same)
            fail_msg("row %u: %.*s %.*s is not as in the made file", x->row,
                     STR_ARG(x->urn), STR_ARG(x->aspect));
    }
}

/* Eleven layouts as published give what the file made of them says: the same providers,
 * grades and days, and, once the registry has settled the names of authorities, the same
 * numbers. */
static void eleven_layouts_give_the_file_made_of_them(void **state)
{
    (void)state;
    struct reading_test made =
        read_data("settings/social_care_providers_2015_2025.csv.gz");
    size_t first = 0, first_grade = 0;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        char file[64];
        snprintf(file, sizeof file, "settings/raw/provider_at_march_%d.csv.gz",
                 years[i].year);
        struct reading_test raw = read_data(file);
        load_registry(raw.a, raw.batch);
        assert_true(places_settle(raw.a, raw.batch) <= 4);
        for (size_t k = 0; k < raw.batch->settings_count; k++)
            assert_same_setting(&raw.batch->settings[k],
                                &made.batch->settings[first + k]);
        /* The made file has fewer aspects of the previous inspections, from 2024. */
        if (years[i].year < 2024)
            assert_same_grades(raw.batch, made.batch, first_grade);
        first += raw.batch->settings_count;
        first_grade += raw.batch->setting_grades_count;
        end_reading(&raw);
    }
    end_reading(&made);
}

static void the_workbook_of_2023_has_the_providers_of_the_csv(void **state)
{
    (void)state;
    struct reading_test ods =
        read_data("originals/Childrens_social_care_in_England_2023_underlying_data.ods");
    struct reading_test csv = read_data("settings/raw/provider_at_march_2023.csv.gz");
    size_t on_the_day = 0;
    for (size_t i = 0; i < csv.batch->settings_count; i++)
        assert_same_setting(&ods.batch->settings[i], &csv.batch->settings[i]);
    assert_same_grades(csv.batch, ods.batch, 0);
    for (size_t i = 0; i < ods.batch->settings_count; i++)
        on_the_day += ods.batch->settings[i].as_at.days == date_of(2023, 3, 31).days;
    /* Its own table 6a: 3,812 providers, inspected or not. */
    assert_int_equal(on_the_day, 3812);
    end_reading(&ods);
    end_reading(&csv);
}

static void no_home_has_a_name(void **state)
{
    (void)state;
    struct reading_test t =
        read_data("originals/Childrens_social_care_in_England_2023_underlying_data.ods");
    for (size_t i = 0; i < t.batch->settings_count; i++)
        assert_int_equal(t.batch->settings[i].name.len, 0);
    end_reading(&t);
}

/* --- inspections --- */

enum { FILES_MOST = 12 };

struct facts {
    struct reading_test files[FILES_MOST];
    size_t count;
    struct arena *a;
    struct batch *all;
    struct remarks remarks;
    struct merged_events *merged;
};

static struct facts merge_files(const char *const *names)
{
    /* Without the data the test is skipped here, before anything is held. */
    struct facts f = {.files = {read_data(names[0])}};
    f.a = arena_new((size_t)512 * MIB);
    f.all = batch_new(f.a);
    f.remarks = remarks_new(f.a);
    load_registry(f.a, f.all);
    for (; names[f.count]; f.count++) {
        if (f.count > 0)
            f.files[f.count] = read_data(names[f.count]);
        append_facts(f.all, f.files[f.count].batch, (uint32_t)f.count + 1);
    }
    assert_int_equal(places_settle(f.a, f.all), 0);
    f.merged = events_merge(f.a, f.all, &f.remarks);
    return f;
}

static void end_facts(struct facts *f)
{
    for (size_t i = 0; i < f->count; i++)
        end_reading(&f->files[i]);
    arena_free(f->a);
}

static size_t count_family(const struct facts *f, const char *family)
{
    size_t count = 0;
    for (size_t i = 0; i < f->merged->count; i++)
        count += str_equal(f->merged->at[i].framework, str_of(family));
    return count;
}

static void three_tables_of_one_collection_are_547_events(void **state)
{
    (void)state;
    static const char *const names[] = {"inspections/authority_inspections.csv",
                                        "inspections/inspection_events.csv",
                                        "inspections/improvement_areas.csv", NULL};
    struct facts f = merge_files(names);
    size_t by_assurance[ASSURANCE_THIRD_PARTY + 1] = {0}, items = 0, grades = 0;
    size_t kinds[FINDING_KIND_COUNT] = {0};
    assert_int_equal(f.merged->count, 547);
    assert_int_equal(f.merged->disagreement_count, 0);
    for (size_t i = 0; i < f.merged->count; i++) {
        by_assurance[f.merged->at[i].assurance]++;
        items += f.merged->at[i].item_count;
        grades += f.merged->at[i].grade_count;
        for (size_t k = 0; k < f.merged->at[i].item_count; k++)
            kinds[f.all->items[f.merged->at[i].items[k]].kind]++;
    }
    assert_int_equal(by_assurance[ASSURANCE_REPORT], 431);
    assert_int_equal(by_assurance[ASSURANCE_OFFICIAL_STATISTICS], 72);
    assert_int_equal(by_assurance[ASSURANCE_THIRD_PARTY], 44);
    assert_int_equal(items, 3705);
    assert_int_equal(grades, 2575);
    assert_int_equal(kinds[FINDING_PRIORITY_ACTION], 217);
    assert_int_equal(kinds[FINDING_RECOMMENDATION], 1377);
    assert_int_equal(kinds[FINDING_AREA_FOR_IMPROVEMENT], 1259 + 852);
    assert_int_equal(count_family(&f, "ilacs"), 315);
    assert_int_equal(count_family(&f, "sif"), 167);
    assert_int_equal(count_family(&f, "focused-visit"), 36);
    assert_int_equal(count_family(&f, "monitoring-visit"), 24);
    assert_int_equal(count_family(&f, "laac"), 4);
    assert_int_equal(count_family(&f, "lscb"), 1);
    end_facts(&f);
}

static bool has_disagreement(const struct facts *f, struct str code, struct str judgement,
                             struct str kept, struct str other)
{
    for (size_t i = 0; i < f->merged->disagreement_count; i++) {
        const struct event_disagreement *d = &f->merged->disagreements[i];
        if (str_equal(f->all->events[d->kept].code, code) &&
            str_equal(d->judgement, judgement) && str_starts(kept, d->kept_text) &&
            str_starts(other, d->other_text))
            return true;
    }
    return false;
}

/* What is known to be wrong in the overview: four grades, which the merge finds, dates
 * and kinds that it lacks, which its reader remarks on, and names, which are not read. */
static void the_overview_differs_where_it_is_known_to(void **state)
{
    (void)state;
    static const char *const names[] = {
        "inspections/authority_inspections.csv",
        "inspections/inspection_events.csv",
        "inspections/improvement_areas.csv",
        "inspections/ods_ilacs_inspection_history_2018_2025.csv",
        "inspections/ods_in_year_inspections_2024_25.csv",
        "inspections/ods_inspections_as_at_31_march_2025.csv",
        "inspections/ofsted_csc_ilacs_overview.csv",
        NULL};
    struct facts f = merge_files(names);
    assert_int_equal(f.merged->count, 547);
    assert_int_equal(f.merged->disagreement_count, 4);
    struct reading_test known = read_data("inspections/overview_disagreements.csv");
    static const char *const needed[] = {"la_code", "field", "overview_value",
                                         "pdf_or_ods_value"};
    static const struct {
        const char *field, *judgement;
    } fields[] = {{"help_protection", "children who need help and protection"},
                  {"in_care", "children in care"},
                  {"care_leavers", "care leavers"}};
    known.input.workbook = known.book;
    struct reading r = reading_of(&known.input, known.batch, &known.remarks);
    size_t grades = 0, rows = 0;
    assert_true(reading_find(&r, needed, 4));
    while (reading_next(&r)) {
        rows++;
        for (size_t i = 0; i < 3; i++) {
            if (!str_equal(reading_cell(&r, reading_column(&r, "field")),
                           str_of(fields[i].field)))
                continue;
            grades++;
            assert_true(
                has_disagreement(&f, reading_cell(&r, reading_column(&r, "la_code")),
                                 str_of(fields[i].judgement),
                                 reading_cell(&r, reading_column(&r, "pdf_or_ods_value")),
                                 reading_cell(&r, reading_column(&r, "overview_value"))));
        }
    }
    assert_int_equal(rows, 12);
    assert_int_equal(grades, 4);
    end_reading(&known);
    end_facts(&f);
}

static const struct merged_event *event_on(const struct facts *f, const char *code,
                                           date start)
{
    for (size_t i = 0; i < f->merged->count; i++) {
        if (str_equal(f->merged->at[i].code, str_of(code)) &&
            f->merged->at[i].start.days == start.days)
            return &f->merged->at[i];
    }
    fail_msg("no event of %s", code);
    return NULL;
}

/* An overview without the day it began is met by its publication. */
static void workbooks_and_tables_tell_of_the_same_events(void **state)
{
    (void)state;
    static const char *const names[] = {
        "inspections/authority_inspections.csv",
        "inspections/inspection_events.csv",
        "inspections/improvement_areas.csv",
        "originals/ofsted_csc_ilacs_overview.xlsx",
        "originals/LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        "originals/Childrens_social_care_in_England_2023_underlying_data.ods",
        NULL};
    struct facts f = merge_files(names);
    /* Eight SIF and ILACS inspections of authorities whose reports the collection lacks,
     * visits of 2022-23, and the inspections of 2009 to 2013. */
    assert_int_equal(count_family(&f, "ilacs"), 315);
    assert_int_equal(count_family(&f, "sif"), 173);
    assert_int_equal(count_family(&f, "slac"), 163);
    assert_int_equal(count_family(&f, "child-protection"), 51);
    assert_int_equal(count_family(&f, "laac"), 5);
    assert_int_equal(f.merged->disagreement_count, 17);
    const struct merged_event *nottingham = event_on(&f, "892", date_of(2022, 7, 11));
    assert_int_equal(nottingham->assurance, ASSURANCE_REPORT);
    assert_int_equal(nottingham->sources, 3);
    assert_text(nottingham->event_type, "standard inspection");
    end_facts(&f);
}

static void no_care_grade_before_2023_is_split(void **state)
{
    (void)state;
    static const char *const names[] = {
        "inspections/authority_inspections.csv",
        "originals/LA_Inspection_Outcomes_as_at_31_March_2025.ods",
        "originals/ofsted_csc_ilacs_overview.xlsx",
        "originals/Childrens_social_care_in_England_2023_underlying_data.ods", NULL};
    struct facts f = merge_files(names);
    size_t joint = 0, apart = 0;
    for (size_t i = 0; i < f.merged->count; i++) {
        const struct merged_event *event = &f.merged->at[i];
        bool early = date_compare(event->start, date_of(2023, 1, 1)) < 0;
        for (size_t k = 0; k < event->grade_count; k++) {
            struct str aspect = f.all->event_grades[event->grades[k]].aspect;
            if (!str_equal(event->framework, STR("ilacs")))
                continue;
            bool is_joint = str_equal(aspect, STR("care"));
            bool is_apart = str_equal(aspect, STR("in-care")) ||
                            str_equal(aspect, STR("care-leavers"));
            assert_true(early ? !is_apart : !is_joint);
            joint += is_joint;
            apart += is_apart;
        }
    }
    assert_int_equal(joint, 168);
    assert_int_equal(apart, 145 + 145 + 4);
    end_facts(&f);
}

static bool holds(struct str text, struct str name)
{
    return name.len > 4 && str_contains(text, name);
}

static void no_inspector_is_named(void **state)
{
    (void)state;
    struct reading_test t = read_data("inspections/inspection_events.csv");
    static const char *const needed[] = {"lead_inspector"};
    t.input.workbook = t.book;
    struct reading r =
        reading_of(&t.input, batch_new(t.a), &(struct remarks){.arena = t.a});
    assert_true(reading_find(&r, needed, 1));
    int column = reading_column(&r, "lead_inspector");
    size_t names = 0;
    while (reading_next(&r)) {
        struct str name = reading_cell(&r, column);
        names += name.len > 0;
        for (size_t i = 0; i < t.batch->events_count; i++) {
            const struct batch_event *event = &t.batch->events[i];
            assert_false(holds(event->note, name) || holds(event->theme, name) ||
                         holds(event->source, name));
        }
    }
    assert_true(names > 400);
    end_reading(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_is_read_whole),
        cmocka_unit_test(no_file_is_of_two_formats),
        cmocka_unit_test(sixty_thousand_inspections_of_schools_have_the_grades_published),
        cmocka_unit_test(each_march_has_the_providers_published),
        cmocka_unit_test(eleven_layouts_give_the_file_made_of_them),
        cmocka_unit_test(the_workbook_of_2023_has_the_providers_of_the_csv),
        cmocka_unit_test(no_home_has_a_name),
        cmocka_unit_test(three_tables_of_one_collection_are_547_events),
        cmocka_unit_test(the_overview_differs_where_it_is_known_to),
        cmocka_unit_test(workbooks_and_tables_tell_of_the_same_events),
        cmocka_unit_test(no_care_grade_before_2023_is_split),
        cmocka_unit_test(no_inspector_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
