/* The settings of a survey.  Providers of social care are those of the last list at or
 * before the day.  Schools are those of the last list at or before it, else of the first
 * one after: then only schools that had been inspected by the day, or are known to have
 * been open, are told of, and those closed since are lost, which the page says.
 * A grade counts by the day of its inspection; a list's undated grade by the list's day.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "profile/survey.h"

/* ---- Services */

/* In the order of a child's life.  Schools: requires improvement took the place of
 * satisfactory in September 2012.  Social care: the common framework of April 2017 has
 * other judgements under the same four words. */
static const struct {
    struct str id;
    bool school;
} known_services[] = {
    {{"nursery-school", 14}, true},
    {{"primary-school", 14}, true},
    {{"secondary-school", 16}, true},
    {{"all-through-school", 18}, true},
    {{"school", 6}, true},
    {{"sixth-form", 10}, true},
    {{"college", 7}, true},
    {{"special-school", 14}, true},
    {{"pupil-referral-unit", 19}, true},
    {{"children's-home", 15}, false},
    {{"secure-children's-home", 22}, false},
    {{"children's-home-and-school", 26}, false},
    {{"residential-special-school", 26}, false},
    {{"boarding-school", 15}, false},
    {{"residential-college", 19}, false},
    {{"supported-accommodation", 23}, false},
    {{"residential-family-centre", 25}, false},
    {{"residential-holiday-scheme", 26}, false},
    {{"fostering", 9}, false},
    {{"adoption", 8}, false},
    {{"adoption-support", 16}, false},
};
enum {
    KNOWN_COUNT = sizeof known_services / sizeof *known_services,
    SERVICES_MOST = 256
};

bool survey_is_school(struct str service)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        if (str_equal(known_services[i].id, service))
            return known_services[i].school;
    }
    return false;
}

struct services {
    struct survey_service at[SERVICES_MOST];
    size_t count;
    struct str last; /* asked for last: rows come in runs */
    size_t last_index;
};

static struct survey_service service_of(struct str id, bool school)
{
    return (struct survey_service){id, school,
                                   school ? date_of(2012, 9, 1) : date_of(2017, 4, 1)};
}

static void start_services(struct services *services)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++)
        services->at[i] = service_of(known_services[i].id, known_services[i].school);
    services->count = KNOWN_COUNT;
}

/* Types that the table lacks are providers', and stand at the end as they come. */
static size_t service_index(struct services *services, struct str id)
{
    if (services->last.len && str_equal(services->last, id))
        return services->last_index;
    size_t i = 0;
    while (i < services->count && !str_equal(services->at[i].id, id))
        i++;
    if (i == services->count && i < SERVICES_MOST)
        services->at[services->count++] = service_of(id, false);
    if (i == SERVICES_MOST)
        i--;
    services->last = id;
    services->last_index = i;
    return i;
}

/* ---- Areas by code */

struct places_of_codes {
    const struct cube *cube;
    uint32_t *slots; /* index plus one; more than half of them are free */
    size_t slot_count;
};

/* The slot where a code is or belongs. */
static uint32_t *code_slot(const struct places_of_codes *places, struct str code)
{
    size_t at = 0;
    for (size_t i = 0; i < code.len; i++)
        at = at * 37 + (unsigned char)code.at[i];
    at &= places->slot_count - 1;
    while (places->slots[at] &&
           !str_equal(places->cube->areas[places->slots[at] - 1].code, code))
        at = (at + 1) & (places->slot_count - 1);
    return &places->slots[at];
}

static void index_codes(struct arena *a, struct places_of_codes *places,
                        const struct cube *cube)
{
    places->cube = cube;
    places->slot_count = 64;
    while (places->slot_count < 2 * cube->area_count)
        places->slot_count *= 2;
    places->slots = arena_make(a, uint32_t, places->slot_count);
    for (size_t i = 0; i < cube->area_count; i++)
        *code_slot(places, cube->areas[i].code) = (uint32_t)i + 1;
}

static uint32_t area_of(const struct places_of_codes *places, struct str code)
{
    uint32_t place = *code_slot(places, code);
    return place && places->cube->areas[place - 1].is_authority ? place - 1 : UINT32_MAX;
}

/* ---- The settings taken, by their number */

struct taken {
    struct str urn;
    const struct batch_setting *setting;
    const struct batch_setting_grade *grade;
    date graded; /* the day its grade counts by */
    uint32_t area;
    size_t service;
    uint32_t next; /* in its chain, plus one */
};

struct taking {
    struct survey *survey;
    struct services services;
    struct places_of_codes places;
    bool schools_undated; /* the list of schools gives grades without their day */
    struct taken *at;
    size_t count, capacity;
    uint32_t *slots; /* place in `at` plus one */
    size_t slot_count;
};

static size_t urn_slot(const struct taking *t, struct str urn)
{
    uint64_t hash = 1469598103934665603u;
    for (size_t i = 0; i < urn.len; i++)
        hash = (hash ^ (unsigned char)urn.at[i]) * 1099511628211u;
    return (size_t)(hash >> 20) & (t->slot_count - 1);
}

static struct taken *find_taken(const struct taking *t, struct str urn, bool school)
{
    uint32_t place = t->slots[urn_slot(t, urn)];
    while (place) {
        struct taken *at = &t->at[place - 1];
        if (t->services.at[at->service].school == school && str_equal(at->urn, urn))
            return at;
        place = at->next;
    }
    return NULL;
}

static struct taken *add_taken(struct taking *t, struct str urn, size_t service)
{
    size_t slot = urn_slot(t, urn);
    t->at = arena_grow(t->survey->arena, struct taken, t->at, t->count, &t->capacity);
    t->at[t->count] = (struct taken){
        .urn = urn, .graded = DATE_NONE, .service = service, .next = t->slots[slot]};
    t->slots[slot] = (uint32_t)(t->count + 1);
    return &t->at[t->count++];
}

/* ---- Which list */

static date list_day(const struct batch_setting *setting)
{
    return setting->as_at;
}

/* The day of the providers' list: the last at or before the survey's. */
static void choose_providers(struct taking *t)
{
    const struct batch *facts = t->survey->source.facts;
    date at = t->survey->options.at, day = DATE_NONE;
    for (size_t i = 0; i < facts->settings_count; i++) {
        const struct batch_setting *s = &facts->settings[i];
        if (date_compare(list_day(s), at) <= 0 && date_compare(list_day(s), day) > 0 &&
            !t->services.at[service_index(&t->services, s->service)].school)
            day = list_day(s);
    }
    t->survey->providers_at = day;
}

/* A load with schools is one list, though some of its rows may be of a later day. */
struct school_list {
    uint32_t load;
    date day; /* the first of its rows' */
};

static size_t collect_school_lists(struct taking *t, struct school_list *lists)
{
    const struct batch *facts = t->survey->source.facts;
    size_t count = 0;
    for (size_t i = 0; i < facts->settings_count; i++) {
        const struct batch_setting *s = &facts->settings[i];
        if (!t->services.at[service_index(&t->services, s->service)].school ||
            date_is_none(s->as_at))
            continue;
        if (count == 0 || lists[count - 1].load != s->load)
            lists[count++] = (struct school_list){s->load, s->as_at};
        else if (date_compare(s->as_at, lists[count - 1].day) < 0)
            lists[count - 1].day = s->as_at;
    }
    return count;
}

/* Of two lists of one day the one loaded later. */
static bool is_nearer(const struct school_list *list, const struct school_list *best,
                      date at)
{
    bool after = date_compare(list->day, at) > 0;
    bool best_after = date_compare(best->day, at) > 0;
    if (after != best_after)
        return best_after;
    int order = date_compare(list->day, best->day);
    return after ? order < 0 : order >= 0;
}

static bool choose_schools(struct taking *t, struct school_list *out)
{
    size_t loads = t->survey->source.cube->load_count;
    struct school_list *lists = arena_make(t->survey->arena, struct school_list,
                                           loads > t->survey->source.facts->settings_count
                                               ? loads
                                               : t->survey->source.facts->settings_count);
    size_t count = collect_school_lists(t, lists);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || is_nearer(&lists[i], out, t->survey->options.at))
            *out = lists[i];
    }
    t->survey->schools_at = count ? out->day : DATE_NONE;
    t->survey->schools_later = count && date_compare(out->day, t->survey->options.at) > 0;
    return count > 0;
}

/* ---- Taking them */

/* Where a school is listed under an authority and under its successor, the row counts
 * whose authority existed on the day; of two such the one listed nearer to the day. */
static bool is_better_row(const struct taking *t, const struct batch_setting *s,
                          uint32_t area, const struct taken *before)
{
    const struct cube_area *areas = t->survey->source.cube->areas;
    date at = t->survey->options.at;
    bool live = survey_is_live(&areas[area], at);
    bool was_live = survey_is_live(&areas[before->area], at);
    if (live != was_live)
        return live;
    return date_compare(s->as_at, at) <= 0;
}

static bool was_open(const struct batch_setting *s, date at)
{
    return date_compare(s->opened, at) <= 0 &&
           (date_is_none(s->closed) || date_compare(s->closed, at) > 0);
}

static void take_setting(struct taking *t, const struct batch_setting *s, size_t service)
{
    uint32_t area = area_of(&t->places, s->code);
    if (area == UINT32_MAX || !was_open(s, t->survey->options.at))
        return;
    struct taken *at = find_taken(t, s->urn, t->services.at[service].school);
    if (at && !is_better_row(t, s, area, at))
        return;
    if (!at)
        at = add_taken(t, s->urn, service);
    at->setting = s;
    at->area = area;
    at->service = service;
}

static void note_undated(struct taking *t, uint32_t schools_load)
{
    const struct batch *facts = t->survey->source.facts;
    for (size_t i = 0; i < facts->setting_grades_count && !t->survey->schools_later; i++)
        t->schools_undated |= facts->setting_grades[i].load == schools_load &&
                              date_is_none(facts->setting_grades[i].inspected);
}

static void take_settings(struct taking *t)
{
    const struct batch *facts = t->survey->source.facts;
    struct school_list schools = {0, DATE_NONE};
    bool has_schools = choose_schools(t, &schools);
    if (has_schools)
        note_undated(t, schools.load);
    choose_providers(t);
    for (size_t i = 0; i < facts->settings_count; i++) {
        const struct batch_setting *s = &facts->settings[i];
        size_t service = service_index(&t->services, s->service);
        bool school = t->services.at[service].school;
        bool listed = school ? has_schools && s->load == schools.load
                             : !date_is_none(s->as_at) &&
                                   s->as_at.days == t->survey->providers_at.days;
        if (listed)
            take_setting(t, s, service);
    }
}

/* ---- Their grades */

/* The day a list's undated grade counts by: the list's. */
static date undated_day(const struct taking *t, const struct taken *at,
                        const struct batch_setting_grade *grade)
{
    bool same = at->setting->load == grade->load;
    bool by_then = date_compare(at->setting->as_at, t->survey->options.at) <= 0;
    return same && by_then ? at->setting->as_at : DATE_NONE;
}

/* A list of latest grades knows the latest: where it has none, an older grade of another
 * file is no longer the school's. */
static bool is_superseded(const struct taking *t, const struct taken *at,
                          const struct batch_setting_grade *grade)
{
    return t->schools_undated && t->services.at[at->service].school &&
           at->setting->load != grade->load &&
           date_compare(grade->inspected, at->setting->as_at) <= 0;
}

static void offer_grade(struct taking *t, struct taken *at,
                        const struct batch_setting_grade *grade)
{
    date day =
        date_is_none(grade->inspected) ? undated_day(t, at, grade) : grade->inspected;
    if (date_is_none(day) || is_superseded(t, at, grade) ||
        date_compare(day, t->survey->options.at) > 0 || date_compare(day, at->graded) < 0)
        return;
    at->grade = grade;
    at->graded = day;
}

/* A number may be a school's and, as a residential special school, a provider's: which of
 * the two a grade is of, the file that both stand in tells; else both are asked. */
static void take_grades(struct taking *t)
{
    const struct batch *facts = t->survey->source.facts;
    for (size_t i = 0; i < facts->setting_grades_count; i++) {
        const struct batch_setting_grade *grade = &facts->setting_grades[i];
        if (!str_equal(grade->aspect, STR("overall")))
            continue;
        struct taken *school = find_taken(t, grade->urn, true);
        struct taken *provider = find_taken(t, grade->urn, false);
        if (school && provider && school->setting->load != grade->load)
            school = NULL;
        else if (school)
            provider = NULL;
        if (school)
            offer_grade(t, school, grade);
        if (provider)
            offer_grade(t, provider, grade);
    }
}

/* ---- In order, and counted */

static enum setting_standing standing_of(const struct survey_service *service,
                                         const struct taken *at)
{
    if (!at->grade)
        return SETTING_UNGRADED;
    if (at->grade->position < 0)
        return SETTING_OTHER_SCALE;
    bool dated = !date_is_none(at->grade->inspected);
    if (dated && date_compare(at->grade->inspected, service->framework_from) < 0)
        return SETTING_EARLIER;
    return SETTING_COUNTED;
}

/* Before a framework began, its forerunner was the framework of the day. */
static void set_frameworks(struct services *services, date at)
{
    for (size_t i = 0; i < services->count; i++) {
        if (date_compare(at, services->at[i].framework_from) < 0)
            services->at[i].framework_from = DATE_NONE;
    }
}

static struct survey_setting setting_of(const struct taking *t, const struct taken *at)
{
    const struct survey_service *service = &t->services.at[at->service];
    enum setting_standing standing = standing_of(service, at);
    uint32_t load = at->grade ? at->grade->load : at->setting->load;
    uint32_t row = at->grade ? at->grade->row : at->setting->row;
    return (struct survey_setting){
        .area = at->area,
        .service = (uint16_t)at->service,
        .standing = (uint8_t)standing,
        .position = (int8_t)(at->grade ? at->grade->position : -1),
        .inspected = at->grade ? at->grade->inspected : DATE_NONE,
        .origin = survey_origin(&t->survey->source, load, row),
    };
}

static int by_place(const void *a, const void *b)
{
    const struct survey_setting *x = a, *y = b;
    if (x->area != y->area)
        return x->area < y->area ? -1 : 1;
    if (x->service != y->service)
        return x->service < y->service ? -1 : 1;
    if (x->origin.load != y->origin.load)
        return x->origin.load < y->origin.load ? -1 : 1;
    return x->origin.row < y->origin.row ? -1 : x->origin.row > y->origin.row;
}

static void count_setting(struct survey_tally *tally, const struct survey_setting *s)
{
    tally->settings++;
    switch ((enum setting_standing)s->standing) {
    case SETTING_COUNTED:
        assert(s->position >= 0 && s->position < 4);
        tally->counted++;
        tally->good += s->position <= 1;
        tally->grades[s->position]++;
        tally->undated += date_is_none(s->inspected);
        break;
    case SETTING_EARLIER:
        tally->earlier++;
        tally->earlier_good += s->position <= 1;
        break;
    case SETTING_OTHER_SCALE:
        tally->other_scale++;
        break;
    case SETTING_UNGRADED:
        tally->ungraded++;
        break;
    }
}

/* From a list of a later day only what is known to have been there. */
static bool is_told(const struct survey *survey, const struct survey_service *service,
                    const struct taken *at)
{
    return !service->school || !survey->schools_later || at->grade ||
           !date_is_none(at->setting->opened);
}

static void finish(struct taking *t)
{
    struct survey *survey = t->survey;
    size_t areas = survey->source.cube->area_count, count = 0;
    struct survey_setting *settings =
        arena_make(survey->arena, struct survey_setting, t->count);
    struct survey_service *services =
        arena_make(survey->arena, struct survey_service, t->services.count);
    set_frameworks(&t->services, survey->options.at);
    for (size_t i = 0; i < t->count; i++) {
        if (is_told(survey, &t->services.at[t->at[i].service], &t->at[i]))
            settings[count++] = setting_of(t, &t->at[i]);
    }
    if (count)
        qsort(settings, count, sizeof *settings, by_place);
    struct survey_tally *tallies =
        arena_make(survey->arena, struct survey_tally, t->services.count * areas);
    for (size_t i = 0; i < count; i++) {
        struct survey_tally *tally =
            &tallies[settings[i].service * areas + settings[i].area];
        if (tally->settings == 0)
            tally->first = i;
        count_setting(tally, &settings[i]);
    }
    memcpy(services, t->services.at, t->services.count * sizeof *services);
    survey->services = services;
    survey->service_count = t->services.count;
    survey->tallies = tallies;
    survey->settings = settings;
    survey->setting_count = count;
}

void survey_settings(struct survey *survey)
{
    struct taking *t = arena_make(survey->arena, struct taking, 1);
    t->survey = survey;
    t->slot_count = 1;
    while (t->slot_count < survey->source.facts->settings_count)
        t->slot_count *= 2;
    t->slots = arena_make(survey->arena, uint32_t, t->slot_count);
    start_services(&t->services);
    index_codes(survey->arena, &t->places, survey->source.cube);
    take_settings(t);
    take_grades(t);
    finish(t);
}
