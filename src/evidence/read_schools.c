/* Schools: every graded inspection of a school in one table, and lists of schools with
 * the latest grade of each, as the compilers of performance tables, the register of
 * schools and the inspectorate name their columns.  Schools are public institutions:
 * their names are kept. */
#include <assert.h>

#include "evidence/listing.h"
#include "evidence/named_day.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* --- what kind of school --- */

struct school_columns {
    int urn, name, number, authority, type, phase;
    int primary, secondary, post16;
};

static const char *const *const urn_names =
    LISTING_NAMES("urn", "Unique Reference Number (URN)", "Unique reference number");

static struct school_columns columns_of_school(const struct listing *l)
{
    return (struct school_columns){
        .urn = listing_column(l, urn_names),
        .name = listing_column(
            l, LISTING_NAMES("name", "school_name", "EstablishmentName", "schname")),
        .number =
            listing_column(l, LISTING_NAMES("la_number", "la_code", "LA (code)", "LA")),
        .authority =
            listing_column(l, LISTING_NAMES("Local authority", "LA (name)", "LANAME",
                                            "LA name", "Local authority name")),
        .type =
            listing_column(l, LISTING_NAMES("school_type", "TypeOfEstablishment (name)",
                                            "Type of education", "minorgroup", "Type")),
        .phase = listing_column(l, LISTING_NAMES("phase_code", "PhaseOfEducation (name)",
                                                 "Ofsted phase", "phase",
                                                 "Phase of education")),
        .primary = listing_column(l, LISTING_NAMES("is_primary", "isprimary")),
        .secondary = listing_column(l, LISTING_NAMES("is_secondary", "issecondary")),
        .post16 = listing_column(l, LISTING_NAMES("is_post16", "ispost16")),
    };
}

/* A phase as the lists write it, and the service that it means.  "X" of the markers'
 * list stands for independent and special schools alike: it says no phase. */
static const struct {
    const char *said, *phase, *service;
} phases[] = {
    {"P", "primary", "primary-school"},
    {"MP", "middle deemed primary", "primary-school"},
    {"S", "secondary", "secondary-school"},
    {"MS", "middle deemed secondary", "secondary-school"},
    {"A", "all-through", "all-through-school"},
    {"N", "nursery", "nursery-school"},
    {"6", "16 plus", "sixth-form"},
    {"Primary", "primary", "primary-school"},
    {"Middle deemed primary", "middle deemed primary", "primary-school"},
    {"Secondary", "secondary", "secondary-school"},
    {"Middle deemed secondary", "middle deemed secondary", "secondary-school"},
    {"All-through", "all-through", "all-through-school"},
    {"All through", "all-through", "all-through-school"},
    {"Nursery", "nursery", "nursery-school"},
    {"16 plus", "16 plus", "sixth-form"},
    {"Special", "", "special-school"},
    {"PRU", "", "pupil-referral-unit"},
    {"Pupil referral unit", "", "pupil-referral-unit"},
};

static bool yes(struct listing *l, int column)
{
    return str_equal(listing_text(l, column), STR("1"));
}

/* By the flags of the performance tables, which overlap. */
static struct str phase_by_flags(struct listing *l, const struct school_columns *at)
{
    bool primary = yes(l, at->primary), secondary = yes(l, at->secondary);
    if (primary && secondary)
        return STR("all-through");
    if (primary)
        return STR("primary");
    if (secondary)
        return STR("secondary");
    return yes(l, at->post16) ? STR("16 plus") : STR("");
}

static struct str service_of_phase(struct str said, struct str *phase)
{
    for (size_t i = 0; i < COUNT(phases); i++) {
        if (!str_equal_fold(said, str_of(phases[i].said)))
            continue;
        *phase = str_of(phases[i].phase);
        return str_of(phases[i].service);
    }
    return STR("school");
}

/* Types that are a service of their own, whatever ages they teach: a word they hold. */
static const struct {
    struct str word;
    const char *service;
} types[] = {
    {{"pecial", 6}, "special-school"},
    {{"eferral", 7}, "pupil-referral-unit"},
    {{"alternative", 11}, "pupil-referral-unit"},
    {{"ollege", 6}, "college"},
    {{"ursery", 6}, "nursery-school"},
};

static const char *service_of_type(struct str type)
{
    for (size_t i = 0; i < COUNT(types); i++) {
        if (str_contains(type, types[i].word))
            return types[i].service;
    }
    return NULL;
}

static struct str sector_of(struct str type)
{
    if (str_contains(type, STR("ndependent")))
        return STR("independent");
    bool academy =
        str_contains(type, STR("cademy")) || str_contains(type, STR("ree school"));
    return academy ? STR("academy") : STR("");
}

/* A school without the day it is of; the reader of each list adds that. */
static struct batch_setting school_in(struct listing *l, const struct school_columns *at)
{
    struct str type = listing_text(l, at->type);
    struct str said = at->phase >= 0 ? listing_text(l, at->phase) : phase_by_flags(l, at);
    struct batch_setting school = {
        .row = l->reading.row.row,
        .urn = listing_text(l, at->urn),
        .code = listing_area(l, at->number, at->authority),
        .name = listing_text(l, at->name),
        .sector = sector_of(type),
        .opened = DATE_NONE,
        .closed = DATE_NONE,
        .as_at = DATE_NONE,
        .places = -1,
    };
    school.service = service_of_phase(said, &school.phase);
    const char *own = service_of_type(type);
    if (own)
        school.service = str_of(own);
    return school;
}

static bool is_urn(struct listing *l, int column)
{
    struct str urn = listing_text(l, column);
    bool digits = urn.len >= 4 && urn.len <= 8;
    for (size_t i = 0; i < urn.len; i++)
        digits = digits && urn.at[i] >= '0' && urn.at[i] <= '9';
    if (!digits)
        reading_bad(&l->reading, REMARK_BAD_ROW, column,
                    "expected a school's number; the row is not taken");
    return digits;
}

/* --- every inspection --- */

static const char *const inspections_needed[] = {"urn", "inspection_date", "rating"};

static int recognise_inspections(const struct national_input *input)
{
    return reading_has(input, inspections_needed, COUNT(inspections_needed)) ? 3 : 0;
}

struct inspections {
    struct listing listing;
    struct school_columns school;
    int inspected, rating, now;
    date listed, relisted; /* the days of which the two columns of authorities are */
    date latest;           /* of the inspections */
};

/* The column whose name is `start` and a year, and the year; -1 where there is none. */
static int column_of_year(const struct listing *l, const char *start, int *year)
{
    struct str prefix = str_of(start);
    for (size_t i = 0; i < l->reading.columns.count; i++) {
        struct str name = str_trim(l->reading.columns.names[i]);
        if (name.len != prefix.len + 4 || !str_starts(name, prefix))
            continue;
        *year = reading_year_in_name(name);
        if (*year)
            return (int)i;
    }
    return -1;
}

/* Of which days the two columns of authorities are: the register's of the end of the
 * school year that `status_YEAR` names, and of the start of the year of `la_number_YEAR`.
 * Without these names the list is of the day of its latest inspection. */
static void find_days(struct inspections *in)
{
    int year = 0;
    in->now = column_of_year(&in->listing, "la_number_", &year);
    in->relisted = in->now >= 0 ? date_of(year, 1, 1) : DATE_NONE;
    bool dated = column_of_year(&in->listing, "status_", &year) >= 0;
    in->listed = dated ? date_of(year, 8, 31) : DATE_NONE;
    in->latest = DATE_NONE;
}

/* The file has the authority of one year and, where it is another, that of a later one: a
 * school of an authority that was split has both, and which holds is told by their
 * lives. */
static void add_school(struct inspections *in)
{
    struct listing *l = &in->listing;
    struct batch *batch = l->reading.batch;
    struct batch_setting school = school_in(l, &in->school);
    struct str now = listing_text(l, in->now);
    school.as_at = in->listed;
    *batch_add(batch, batch_setting, settings) = school;
    if (!now.len || str_equal(now, school.code))
        return;
    school.code = now;
    school.as_at = in->relisted;
    *batch_add(batch, batch_setting, settings) = school;
}

/* Rows of a school stand together; the grades of one day should be one. */
static void say_twice(struct inspections *in, const struct batch_setting_grade *grade)
{
    struct batch *batch = in->listing.reading.batch;
    for (size_t i = batch->setting_grades_count; i > 0; i--) {
        const struct batch_setting_grade *before = &batch->setting_grades[i - 1];
        if (!str_equal(before->urn, grade->urn))
            return;
        if (before->inspected.days != grade->inspected.days)
            continue;
        bool same = str_equal(before->grade, grade->grade);
        reading_bad(&in->listing.reading, same ? REMARK_WARNING : REMARK_CONTRADICTION,
                    in->rating,
                    same ? "this inspection is listed twice"
                         : "another row gives this inspection another grade; both are "
                           "kept");
        return;
    }
}

static void add_inspection(struct inspections *in)
{
    struct listing *l = &in->listing;
    struct batch_setting_grade grade = {
        .row = l->reading.row.row,
        .urn = listing_text(l, in->school.urn),
        .aspect = STR("overall"),
        .inspected = listing_date(l, in->inspected),
        .published = DATE_NONE,
        .grade = listing_text(l, in->rating),
        .event = STR("graded inspection"),
    };
    grade.position = listing_position(grade.grade);
    if (date_is_none(grade.inspected) || grade.position < 0) {
        reading_bad(&l->reading, REMARK_BAD_ROW, in->rating,
                    "expected a grade and the day of its inspection; the row is not "
                    "taken");
        return;
    }
    if (date_compare(grade.inspected, in->latest) > 0)
        in->latest = grade.inspected;
    say_twice(in, &grade);
    *batch_add(l->reading.batch, batch_setting_grade, setting_grades) = grade;
}

static status read_inspections(const struct national_input *input, struct batch *batch,
                               struct remarks *remarks, struct fault *why)
{
    struct inspections in = {.listing = listing_of(input, batch, remarks)};
    struct listing *l = &in.listing;
    TRY(reading_need(&l->reading, inspections_needed, COUNT(inspections_needed), why));
    in.school = columns_of_school(l);
    in.inspected = listing_column(l, LISTING_NAMES("inspection_date"));
    in.rating = listing_column(l, LISTING_NAMES("rating"));
    find_days(&in);
    while (reading_next(&l->reading)) {
        bool is_new;
        if (!is_urn(l, in.school.urn))
            continue;
        struct str key = arena_format(l->texts->arena, "urn %.*s",
                                      STR_ARG(listing_text(l, in.school.urn)));
        listing_number(l, key, &is_new);
        if (is_new)
            add_school(&in);
        add_inspection(&in);
    }
    for (size_t i = 0; i < batch->settings_count; i++) {
        if (date_is_none(batch->settings[i].as_at))
            batch->settings[i].as_at = in.latest;
    }
    reading_end(&l->reading);
    return OK;
}

const struct national_format national_school_inspections = {
    "school-inspections", "graded inspections of schools",
    READING_SOURCE("school-inspections", "Ofsted", "School inspections and outcomes"),
    recognise_inspections, read_inspections};

/* --- lists with the latest grade --- */

static const char *const *const rating_names = LISTING_NAMES(
    "latest_rating", "rating_code", "OfstedRating (name)", "ofstedrating",
    "Overall effectiveness", "Latest OEIF overall effectiveness",
    "Latest graded inspection overall effectiveness",
    "Overall effectiveness: how good is the school",
    "Overall effectiveness: how good is the school?", "Most recent overall effectiveness",
    ("How effective and efficient, overall, is the provision of education, integrated "
     "care and any extended services in meeting the needs of learners?"));
static const char *const *const inspected_names = LISTING_NAMES(
    "latest_inspection_date", "OfstedLastInsp", "Inspection start date",
    "Inspection date", "Date of latest OEIF graded inspection", "ofstedlastinsp",
    "Inspection start date of latest OEIF graded inspection",
    "Latest OEIF graded inspection start date", "Latest graded inspection start date",
    "Most recent inspection start date");
static const char *const *const published_names =
    LISTING_NAMES("Publication date", "First published date",
                  "Publication date of latest OEIF graded inspection",
                  "Latest OEIF graded inspection publication date");
/* The graded inspection before, in lists that give both. */
static const char *const *const before_names =
    LISTING_NAMES("Previous graded inspection overall effectiveness",
                  "Previous OEIF overall effectiveness",
                  "Previous full inspection overall effectiveness",
                  "Previous overall effectiveness: how good is the school",
                  "Previous overall effectiveness");
static const char *const *const inspected_before_names = LISTING_NAMES(
    "Previous inspection start date", "Previous graded inspection start date",
    "Previous OEIF graded inspection start date",
    "Inspection start date of previous OEIF graded inspection");

static const char *name_held(const struct national_input *input, const char *const *names)
{
    for (; *names; names++) {
        if (reading_has(input, names, 1))
            return *names;
    }
    return NULL;
}

/* A list of schools has their numbers and the latest grade of each under some name. */
static int recognise_list(const struct national_input *input)
{
    const char *urn = name_held(input, urn_names);
    if (!urn || recognise_inspections(input))
        return 0;
    for (const char *const *name = rating_names; *name; name++) {
        const char *const needs[] = {urn, *name};
        const char *const other[] = {"Provision type"};
        if (reading_has(input, needs, COUNT(needs)))
            return reading_has(input, other, COUNT(other)) ? 0 : 2;
    }
    return 0;
}

struct school_list {
    struct listing listing;
    struct school_columns school;
    int rating, inspected, published, opened, closed;
    int before, inspected_before;
    date latest; /* of any day in the list */
    size_t first, first_grade;
};

static void find_list_columns(struct school_list *list)
{
    const struct listing *l = &list->listing;
    list->school = columns_of_school(l);
    list->rating = listing_column(l, rating_names);
    list->inspected = listing_column(l, inspected_names);
    list->published = listing_column(l, published_names);
    list->before = listing_column(l, before_names);
    list->inspected_before = listing_column(l, inspected_before_names);
    list->opened = listing_column(l, LISTING_NAMES("date_opened", "OpenDate"));
    list->closed = listing_column(l, LISTING_NAMES("date_closed", "CloseDate"));
}

static date day_in(struct school_list *list, int column)
{
    date day = listing_date(&list->listing, column);
    if (date_compare(day, list->latest) > 0)
        list->latest = day;
    return day;
}

/* Grades as words, or as the inspectorate's digits; empty where nothing was judged. */
static struct str grade_in(struct school_list *list, int column, date inspected)
{
    static const struct str third = {"3", 1};
    struct str said = listing_text(&list->listing, column);
    /* Satisfactory was replaced in September 2012. */
    if (str_equal(said, third) && !date_is_none(inspected) &&
        date_compare(inspected, date_of(2012, 9, 1)) < 0)
        return STR("Satisfactory");
    static const struct {
        struct str said, word;
    } words[] = {{{"1", 1}, {"Outstanding", 11}},
                 {{"2", 1}, {"Good", 4}},
                 {{"3", 1}, {"Requires improvement", 20}},
                 {{"4", 1}, {"Inadequate", 10}},
                 {{"9", 1}, {"", 0}},
                 {{"Not judged", 10}, {"", 0}},
                 {{"Not applicable", 14}, {"", 0}}};
    for (size_t i = 0; i < COUNT(words); i++) {
        if (str_equal_fold(said, words[i].said))
            return words[i].word;
    }
    return said;
}

/* Some registers print for an inadequate school which of two measures it is under. */
static int position_of(struct str grade)
{
    static const char *const inadequate[] = {"Special Measures", "Serious Weaknesses"};
    for (size_t i = 0; i < COUNT(inadequate); i++) {
        if (str_equal_fold(grade, str_of(inadequate[i])))
            return listing_position(STR("Inadequate"));
    }
    return listing_position(grade);
}

static void add_grade(struct school_list *list, const struct batch_setting_grade *from)
{
    struct batch_setting_grade grade = *from;
    grade.position = position_of(grade.grade);
    if (grade.grade.len)
        *batch_add(list->listing.reading.batch, batch_setting_grade, setting_grades) =
            grade;
}

/* The inspection before has a day, or it is no inspection that could be told apart. */
static void add_before(struct school_list *list, struct batch_setting_grade grade)
{
    grade.inspected = listing_date(&list->listing, list->inspected_before);
    grade.published = DATE_NONE;
    grade.grade = grade_in(list, list->before, grade.inspected);
    grade.event = STR("graded inspection");
    if (!date_is_none(grade.inspected) && position_of(grade.grade) >= 0)
        add_grade(list, &grade);
}

static void add_listed(struct school_list *list)
{
    struct listing *l = &list->listing;
    struct batch *batch = l->reading.batch;
    struct batch_setting school = school_in(l, &list->school);
    school.opened = day_in(list, list->opened);
    school.closed = day_in(list, list->closed);
    struct batch_setting_grade grade = {
        .row = school.row,
        .urn = school.urn,
        .aspect = STR("overall"),
        .inspected = day_in(list, list->inspected),
        .published = listing_date(l, list->published),
        .event = STR("latest rating"),
    };
    grade.grade = grade_in(list, list->rating, grade.inspected);
    *batch_add(batch, batch_setting, settings) = school;
    add_grade(list, &grade);
    add_before(list, grade);
}

/* The day that the titles above the table say, else the sheet's or the file's name. */
static date day_said(const struct listing *l)
{
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    date day = DATE_NONE;
    bool said = named_day(reading_stem(l->reading.input->path), &day);
    said = named_day(l->reading.sheet->name, &day) || said;
    sheet_start(&reader, l->reading.batch->arena, l->reading.sheet);
    while (!said && sheet_next(&reader, &row, &bad) && row.row < l->reading.columns.row) {
        for (size_t i = 0; i < row.count && !said; i++)
            said = named_day(row.cells[i], &day);
    }
    return day;
}

/* Where no day is said the list is of the first day of the year in the file's name, or of
 * the latest day that stands in a row, whichever is later: it cannot be older. */
static void date_list(struct school_list *list)
{
    struct batch *batch = list->listing.reading.batch;
    int year = reading_year_in_name(list->listing.reading.input->path);
    date day = day_said(&list->listing);
    bool said = !date_is_none(day);
    if (!said && year)
        day = date_of(year, 1, 1);
    if (!said && date_compare(list->latest, day) > 0)
        day = list->latest;
    if (date_is_none(day))
        reading_bad(&list->listing.reading, REMARK_WARNING, -1,
                    "neither the rows nor the file's name say the year; the list is "
                    "taken without a day: put the year in the name");
    for (size_t i = 0; i < batch->settings_count; i++)
        batch->settings[i].as_at = day;
}

static bool is_new_school(struct school_list *list)
{
    struct listing *l = &list->listing;
    bool is_new;
    struct str urn = listing_text(l, list->school.urn);
    listing_number(l, arena_format(l->texts->arena, "urn %.*s", STR_ARG(urn)), &is_new);
    if (!is_new)
        reading_bad(&l->reading, REMARK_CONTRADICTION, list->school.urn,
                    "this school is listed above; the first row is kept");
    return is_new;
}

static status read_list(const struct national_input *input, struct batch *batch,
                        struct remarks *remarks, struct fault *why)
{
    const char *const urn[] = {name_held(input, urn_names)};
    struct school_list list = {.listing = listing_of(input, batch, remarks),
                               .latest = DATE_NONE};
    struct listing *l = &list.listing;
    if (!urn[0])
        return fault_at(why, ERR_FORMAT, input->path, 0, 0,
                        "the list has no column URN with the numbers of schools");
    do {
        TRY(reading_need(&l->reading, urn, COUNT(urn), why));
        find_list_columns(&list);
    } while (list.rating < 0);
    while (reading_next(&l->reading)) {
        if (is_urn(l, list.school.urn) && is_new_school(&list))
            add_listed(&list);
    }
    date_list(&list);
    reading_end(&l->reading);
    return OK;
}

const struct national_format national_school_list = {
    "school-list", "list of schools with their latest grades",
    READING_SOURCE("school-list", "Ofsted and Department for Education",
                   "Schools in England and their latest inspection grades"),
    recognise_list, read_list};
