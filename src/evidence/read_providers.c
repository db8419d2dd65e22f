/* Social care providers: who is registered and how they were last inspected, at 31 March
 * of each year since 2015 and under a dozen layouts; and lists of the inspections of a
 * year, which have a provider as often as it was inspected.  Neither names nor addresses
 * are taken: a home is its number.  Later files relabel older grades, so that the label
 * does not date a framework; the day does. */
#include <assert.h>
#include <stdio.h>

#include "evidence/listing.h"
#include "evidence/read_outcomes.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

static const char *const needed[] = {"URN", "Provision type", "Local authority"};

/* --- columns --- */

enum aspect {
    ASPECT_OVERALL,
    ASPECT_OUTCOMES,
    ASPECT_QUALITY,
    ASPECT_PROTECTION,
    ASPECT_LEADERS,
    ASPECT_EDUCATION,
    ASPECT_HEALTH,
    ASPECT_COUNT
};

/* Until the framework of 2017: outcomes, quality, safety, leadership; since: overall
 * experiences, helped and protected, leaders and managers.  What was the safety of
 * children became how well they are helped and protected. */
static const struct {
    const char *aspect;
    const char *const *names;
} aspects[ASPECT_COUNT] = {
    [ASPECT_OVERALL] = {"overall",
                        LISTING_NAMES("overall", "Overall effectiveness",
                                      "Overall experiences and progress of children and "
                                      "young people")},
    [ASPECT_OUTCOMES] = {"outcomes",
                         LISTING_NAMES("Outcomes for children and young people",
                                       "outcomes_for_children")},
    [ASPECT_QUALITY] = {"quality", LISTING_NAMES("Quality of care")},
    [ASPECT_PROTECTION] =
        {"protection",
         LISTING_NAMES("How well children and young people are helped and protected",
                       "Safeguarding children and young people",
                       "The safety of children and young people",
                       "helped_and_protected")},
    [ASPECT_LEADERS] = {"leaders",
                        LISTING_NAMES("The effectiveness of leaders and managers",
                                      "Effectiveness of leaders and managers",
                                      "Leadership and management",
                                      "leaders_and_managers")},
    [ASPECT_EDUCATION] = {"education",
                          LISTING_NAMES(
                              "Outcomes in education and related learning activities",
                              "education_outcomes")},
    [ASPECT_HEALTH] = {"health", LISTING_NAMES("Health services")},
};

struct inspection_columns {
    int event, inspected, published, grades[ASPECT_COUNT];
};

struct provider_columns {
    int urn, type, number, authority, registered, sector, places, snapshot;
    int leaver; /* a list of those who left or joined is none of providers */
    int supported;
    struct inspection_columns latest, previous;
};

/* What stands before a column's name says which inspection it is of; the files of 2022
 * have a slip. */
static const char *const *const latest =
    LISTING_NAMES("Latest full inspection ", "Latest full inspectio ", "", "Inspection ");
static const char *const *const previous =
    LISTING_NAMES("Previous full inspection ", "Previous ");

static int column_of(const struct listing *l, const char *const *starts,
                     const char *const *names)
{
    char whole[160];
    for (; *starts; starts++) {
        for (const char *const *name = names; *name; name++) {
            snprintf(whole, sizeof whole, "%s%s", *starts, *name);
            int column = reading_column(&l->reading, whole);
            if (column >= 0)
                return column;
        }
    }
    return -1;
}

static struct inspection_columns find_inspection(const struct listing *l,
                                                 const char *const *starts)
{
    struct inspection_columns at = {
        .event = column_of(l, starts, LISTING_NAMES("event type", "inspection type")),
        .inspected =
            column_of(l, starts, LISTING_NAMES("inspection date", "date", "event date")),
        .published = column_of(l, starts, LISTING_NAMES("publication date")),
    };
    for (int i = 0; i < ASPECT_COUNT; i++)
        at.grades[i] = column_of(l, starts, aspects[i].names);
    return at;
}

static struct provider_columns columns_of(const struct listing *l)
{
    return (struct provider_columns){
        .urn = listing_column(l, LISTING_NAMES("URN")),
        .type = listing_column(l, LISTING_NAMES("Provision type")),
        .number = listing_column(l, LISTING_NAMES("la_number", "la_code")),
        .authority = listing_column(l, LISTING_NAMES("Local authority")),
        .registered = listing_column(l, LISTING_NAMES("Registration date")),
        .sector = listing_column(l, LISTING_NAMES("Sector")),
        .places = listing_column(l, LISTING_NAMES("Places")),
        .snapshot = listing_column(l, LISTING_NAMES("snapshot_date")),
        .leaver = listing_column(l, LISTING_NAMES("Leaver status")),
        .supported = listing_column(l, LISTING_NAMES("Supported Accommodation outcome")),
        .latest = find_inspection(l, latest),
        .previous = find_inspection(l, previous),
    };
}

/* --- what it is --- */

/* The service of the vocabulary; a type that it lacks by its own name. */
static const struct {
    const char *type, *service;
} services[] = {
    {"Children's home", "children's-home"},
    {"Secure children's home", "secure-children's-home"},
    {"Residential special school (registered as a children's home)",
     "children's-home-and-school"},
    {"Residential special school (>295 days/year)", "children's-home-and-school"},
    {"Independent Fostering Agency", "fostering"},
    {"Voluntary Adoption Agency", "adoption"},
    {"Adoption Support Agency", "adoption-support"},
    {"Residential Special School", "residential-special-school"},
    {"Further Education College with Residential Accommodation", "residential-college"},
    {"Residential Holiday Scheme for Disabled Children", "residential-holiday-scheme"},
};

static struct str service_of(struct listing *l, struct str type)
{
    for (size_t i = 0; i < COUNT(services); i++) {
        if (str_equal_fold(str_of(services[i].type), type))
            return str_of(services[i].service);
    }
    return listing_keep(l, vocabulary_service_name(l->reading.batch->arena, type));
}

static int places_in(struct listing *l, int column)
{
    double value;
    uint8_t missing, quality;
    struct str cell = reading_cell(&l->reading, column);
    bool read = national_number(cell, &value, &missing, &quality);
    if (read && missing)
        return -1;
    if (read && value >= 0 && value < 100000)
        return (int)value;
    reading_bad(&l->reading, REMARK_BAD_ROW, column,
                "expected a number of places; it is left open");
    return -1;
}

static void add_setting(struct listing *l, const struct provider_columns *at,
                        struct str urn, date as_at)
{
    struct str type = listing_text(l, at->type);
    *batch_add(l->reading.batch, batch_setting, settings) = (struct batch_setting){
        .row = l->reading.row.row,
        .urn = urn,
        .code = listing_area(l, at->number, at->authority),
        .service = service_of(l, type),
        .sector = listing_lower(l, at->sector),
        .opened = listing_date(l, at->registered),
        .closed = DATE_NONE,
        .as_at = as_at,
        .places = places_in(l, at->places),
    };
}

/* --- how it was inspected --- */

static void add_grade(struct listing *l, struct batch_setting_grade grade, int column)
{
    grade.grade = listing_text(l, column);
    if (!grade.grade.len)
        return;
    grade.row = l->reading.row.row;
    grade.position = listing_position(grade.grade);
    *batch_add(l->reading.batch, batch_setting_grade, setting_grades) = grade;
}

/* An inspection whose day is unknown cannot be told from another of the same provider. */
static void add_inspection(struct listing *l, const struct inspection_columns *at,
                           struct str urn, int supported)
{
    struct batch_setting_grade grade = {
        .urn = urn,
        .inspected = listing_date(l, at->inspected),
        .published = listing_date(l, at->published),
        .event = listing_lower(l, at->event),
    };
    if (date_is_none(grade.inspected))
        return;
    for (int i = 0; i < ASPECT_COUNT; i++) {
        grade.aspect = str_of(aspects[i].aspect);
        add_grade(l, grade, at->grades[i]);
    }
    /* Supported accommodation has three outcomes of its own, which are no grades. */
    grade.aspect = str_of(aspects[ASPECT_OVERALL].aspect);
    add_grade(l, grade, supported);
}

/* --- the day it is of --- */

/* What the words above the header and the sheet's name say. */
struct titles {
    int year;     /* of "31 March 2023", else 0 */
    bool in_year; /* a list of the inspections of a year */
};

/* Where the part stands in the text, in any case; the text's length where nowhere. */
static size_t find_fold(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++) {
        if (str_equal_fold((struct str){text.at + i, part.len}, part))
            return i;
    }
    return text.len;
}

static int year_after(struct str text, size_t at)
{
    int year = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= text.len || text.at[i] < '0' || text.at[i] > '9')
            return 0;
        year = year * 10 + (text.at[i] - '0');
    }
    return year;
}

static void read_title(struct titles *titles, struct str text)
{
    static const struct str day = {"31 March ", 9};
    size_t at = find_fold(text, day);
    if (at < text.len && !titles->year)
        titles->year = year_after(text, at + day.len);
    titles->in_year = titles->in_year || find_fold(text, STR("in year")) < text.len ||
                      find_fold(text, STR("in_year")) < text.len;
}

static struct titles titles_of(const struct listing *l)
{
    struct titles titles = {.year = 0};
    struct sheet_reader reader;
    struct sheet_row row;
    uint32_t bad = 0;
    read_title(&titles, l->reading.sheet->name);
    sheet_start(&reader, l->reading.batch->arena, l->reading.sheet);
    while (sheet_next(&reader, &row, &bad) && row.row < l->reading.columns.row) {
        if (row.count)
            read_title(&titles, row.cells[0]);
    }
    return titles;
}

/* True where the day is known, or known to be none: a list of a year's inspections is of
 * no day. */
static bool find_day(const struct listing *l, date *as_at)
{
    struct titles titles = titles_of(l);
    int year = titles.year ? titles.year : reading_year_in_name(l->reading.input->path);
    bool dated = year > 0 && !titles.in_year;
    *as_at = dated ? date_of(year, 3, 31) : DATE_NONE;
    return year > 0;
}

/* --- sheets --- */

enum { URN_MOST = 24, REPEATED_PART = 50 };

struct provider_list {
    struct listing listing;
    struct provider_columns at;
    date as_at;   /* of the sheet */
    size_t first; /* its first setting */
    size_t rows, repeated;
};

/* True where this provider was not met under this mark: a sheet, or a day. */
static bool is_new(struct provider_list *list, char mark, long of, struct str urn)
{
    char key[URN_MOST + 32];
    bool first;
    int len = snprintf(key, sizeof key, "%c%ld %.*s", mark, of, STR_ARG(urn));
    assert(len > 0 && (size_t)len < sizeof key);
    listing_number(&list->listing, (struct str){key, (size_t)len}, &first);
    return first;
}

static bool is_urn(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        bool sign = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (!sign)
            return false;
    }
    return text.len > 0 && text.len <= URN_MOST;
}

static void add_row(struct provider_list *list)
{
    struct listing *l = &list->listing;
    struct str urn = listing_text(l, list->at.urn);
    if (!is_urn(urn)) {
        reading_bad(&l->reading, REMARK_BAD_ROW, list->at.urn,
                    "expected a provider's number; the row is not taken");
        return;
    }
    date as_at = list->as_at;
    if (list->at.snapshot >= 0)
        as_at = listing_date(l, list->at.snapshot);
    list->rows++;
    if (!is_new(list, 's', (long)l->reading.next_sheet * 1000000 + as_at.days % 1000000,
                urn))
        list->repeated++;
    if (is_new(list, 'd', as_at.days, urn))
        add_setting(l, &list->at, urn, as_at);
    add_inspection(l, &list->at.latest, urn, list->at.supported);
    add_inspection(l, &list->at.previous, urn, -1);
}

/* A list of inspections of a year has every provider as often as it was inspected, and is
 * not the list of those registered on a day. */
static void settle_sheet(struct provider_list *list)
{
    struct batch *batch = list->listing.reading.batch;
    if (list->repeated * REPEATED_PART > list->rows) {
        for (size_t i = list->first; i < batch->settings_count; i++)
            batch->settings[i].as_at = DATE_NONE;
        return;
    }
    if (list->repeated)
        reading_bad(&list->listing.reading, REMARK_CONTRADICTION, -1,
                    "some providers stand in this list twice; the first row of each is "
                    "kept, and every inspection");
}

static void read_sheet(struct provider_list *list)
{
    struct listing *l = &list->listing;
    list->at = columns_of(l);
    if (list->at.leaver >= 0)
        return;
    list->first = l->reading.batch->settings_count;
    list->rows = list->repeated = 0;
    if (!find_day(l, &list->as_at) && list->at.snapshot < 0)
        reading_bad(&l->reading, REMARK_WARNING, -1,
                    "neither the titles nor the file's name say the year; the list is "
                    "taken without a day: name the file provider_at_march_YEAR.csv");
    while (reading_next(&l->reading))
        add_row(list);
    settle_sheet(list);
}

/* --- format --- */

static int recognise(const struct national_input *input)
{
    return reading_has(input, needed, COUNT(needed)) ? 3 : 0;
}

static status read(const struct national_input *input, struct batch *batch,
                   struct remarks *remarks, struct fault *why)
{
    struct provider_list list = {.listing = listing_of(input, batch, remarks)};
    TRY(reading_need(&list.listing.reading, needed, COUNT(needed), why));
    do
        read_sheet(&list);
    while (reading_find(&list.listing.reading, needed, COUNT(needed)));
    reading_end(&list.listing.reading);
    outcomes_read(input, batch, remarks);
    outcomes_read_history(input, batch, remarks);
    return OK;
}

const struct national_format national_social_care_providers = {
    "social-care-providers", "social care providers and their inspections",
    READING_SOURCE("social-care-providers", "Ofsted",
                   "Children's social care in England: provider level data"),
    recognise, read};
