/* Schools and providers of social care with their inspections.  Their numbers are longer
 * than real ones; a home has no name. */
#include <assert.h>

#include "synth/inside.h"

static const char *const grade_words[] = {"Outstanding", "Good", "Requires improvement",
                                          "Inadequate"};

/* The grade where a standard normal number falls, best first: 16%, 62%, 18%, 4%. */
static int grade_of(double quality)
{
    static const double edges[] = {-1.75, -0.77, 0.99};
    int grade = 3;
    for (int i = 0; i < 3 && quality >= edges[i]; i++)
        grade = 2 - i;
    return grade;
}

/* ---- Schools */

enum phase { PHASE_PRIMARY, PHASE_SECONDARY, PHASE_SPECIAL, PHASE_COUNT };

/* Schools for 10,000 children, and how they are written. */
static const struct {
    double of_10k;
    const char *code, *type, *flags, *name;
} phases[PHASE_COUNT] = {
    [PHASE_PRIMARY] = {13.8, "P", "Maintained", "1,0,0", "Primary School"},
    [PHASE_SECONDARY] = {2.8, "S", "Academy", "0,1,1", "High School"},
    [PHASE_SPECIAL] = {0.9, "X", "Special", "0,0,0", "Special School"},
};

/* Real numbers have six digits. */
enum { SCHOOL_FIRST = 90000001 };

struct school {
    unsigned urn;
    size_t area, number; /* of its kind in the area */
    enum phase phase;
    double quality;
    struct random random;
};

typedef void on_school(const struct nation *nation, struct school *school,
                       struct buf *out);

static void draw_schools(const struct nation *nation, on_school *each, struct buf *out)
{
    unsigned urn = SCHOOL_FIRST;
    for (size_t area = 0; area < nation->options.areas; area++) {
        const struct synth_area *at = &nation->areas[area];
        struct random r = nation_stream(nation, "schools", area);
        for (enum phase phase = 0; phase < PHASE_COUNT; phase++) {
            uint64_t count =
                random_poisson(&r, (double)at->children / 10000 * phases[phase].of_10k);
            for (uint64_t i = 0; i < count; i++) {
                struct school school = {.urn = urn,
                                        .area = area,
                                        .number = (size_t)i,
                                        .phase = phase,
                                        .random = nation_stream(nation, "school", urn)};
                school.quality = random_normal(&school.random) - 0.12 * at->latent.need;
                each(nation, &school, out);
                urn++;
            }
        }
    }
}

static date day_within(struct random *r, date from, int days)
{
    date day = date_add_days(from, (int)random_below(r, (uint64_t)days));
    /* Inspections begin on Tuesdays and Wednesdays; 1970 began on a Thursday. */
    int weekday = ((day.days + 3) % 7 + 7) % 7;
    return date_add_days(day, 1 - weekday + (int)random_below(r, 2));
}

/* A school's inspections from 2012 to July 2024, when overall grades ended; the sooner
 * the worse the last. */
enum { INSPECTIONS_MOST = 8 };
struct inspected {
    date days[INSPECTIONS_MOST];
    int grades[INSPECTIONS_MOST], count;
};

static struct inspected inspect_school(struct school *school)
{
    static const int wait_days[] = {2600, 1650, 900, 560};
    struct inspected out = {.count = 0};
    struct random *r = &school->random;
    date end = date_of(2024, 7, 20), day = day_within(r, date_of(2012, 9, 10), 1200);
    while (date_compare(day, end) < 0 && out.count < INSPECTIONS_MOST) {
        double now = 0.75 * school->quality + 0.66 * random_normal(r);
        int grade = grade_of(now);
        out.days[out.count] = day;
        out.grades[out.count++] = grade;
        day = day_within(r, date_add_days(day, wait_days[grade]), 500);
    }
    return out;
}

static struct str code_in_2018(const struct nation *nation, const struct school *school)
{
    const struct synth_area *area = &nation->areas[school->area];
    size_t before = area->followed;
    if (before == NO_AREA)
        return area->code;
    /* The merged area's schools were in the first of its two before, or in the other. */
    bool merged = before == nation->options.areas;
    return nation->areas[before + (merged && school->urn % 5 > 1)].code;
}

static void put_inspections(const struct nation *nation, struct school *school,
                            struct buf *out)
{
    struct inspected all = inspect_school(school);
    struct str before = code_in_2018(nation, school),
               now = nation->areas[school->area].code;
    for (int i = 0; i < all.count; i++) {
        buf_format(out, "%u,", school->urn);
        rows_date(out, all.days[i]);
        buf_format(out, ",%s,%.*s,%.*s,%s,%s\n", grade_words[all.grades[i]],
                   STR_ARG(before), STR_ARG(now), phases[school->phase].type,
                   phases[school->phase].flags);
    }
}

void write_school_inspections(const struct nation *nation, struct buf *out)
{
    rows_start(out, "urn,inspection_date,rating,la_number,la_number_2024,school_type,"
                    "is_primary,is_secondary,is_post16");
    draw_schools(nation, put_inspections, out);
}

static void put_school(const struct nation *nation, struct school *school,
                       struct buf *out)
{
    static const char *const trees[] = {
        "Alder",  "Ash",   "Aspen",    "Beech",  "Birch", "Blackthorn", "Cedar",
        "Cherry", "Elm",   "Hawthorn", "Hazel",  "Holly", "Juniper",    "Larch",
        "Lime",   "Maple", "Oak",      "Poplar", "Rowan", "Willow"};
    enum { TREES = sizeof trees / sizeof *trees };
    struct inspected all = inspect_school(school);
    const struct synth_area *area = &nation->areas[school->area];
    buf_format(out, "%u,%.*s %s", school->urn, STR_ARG(area->name),
               trees[school->number % TREES]);
    if (school->number >= TREES)
        buf_format(out, " %zu", school->number / TREES + 1);
    buf_format(out, " %s,%s,%s,%s,%.*s\n", phases[school->phase].name,
               phases[school->phase].code, phases[school->phase].type,
               all.count ? grade_words[all.grades[all.count - 1]] : "",
               STR_ARG(area->code));
}

void write_school_list(const struct nation *nation, struct buf *out)
{
    rows_start(out, "urn,name,phase_code,school_type,rating_code,la_number");
    draw_schools(nation, put_school, out);
}

/* ---- Providers of social care */

enum { LISTS_FROM = 2018, LISTS_TO = 2025, PROVIDER_FIRST = 1 };

/* How many for 10,000 children, places, and the share that the authority runs. */
static const struct {
    const char *type;
    double of_10k, own;
    int places;
} kinds[] = {
    {"Children's home", 2.3, 0.13, 4},
    {"Independent Fostering Agency", 0.25, 0, 0},
    {"Residential special school (registered as a children's home)", 0.06, 0.05, 24},
    {"Residential Family Centre", 0.05, 0.05, 8},
    {"Voluntary Adoption Agency", 0.03, 0, 0},
    {"Secure children's home", 0.012, 0.9, 12},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

struct provider {
    unsigned urn;
    size_t area;
    size_t kind;
    int places;
    const char *sector;
    date opened, closed;
    struct random random;
    /* the latest inspection by the day of the list */
    date inspected;
    int grades[3]; /* overall, protection, leaders */
};

static const char *sector_of(const struct provider *p, struct random *r)
{
    double u = random_uniform(r);
    if (u < kinds[p->kind].own)
        return "Local authority";
    return u < kinds[p->kind].own + 0.1 ? "Voluntary" : "Private";
}

static struct provider draw_provider(const struct nation *nation, size_t area,
                                     size_t kind, unsigned urn)
{
    struct provider p = {.urn = urn,
                         .area = area,
                         .kind = kind,
                         .closed = DATE_NONE,
                         .random = nation_stream(nation, "provider", urn)};
    struct random *r = &p.random;
    p.sector = sector_of(&p, r);
    p.places = kinds[kind].places ? kinds[kind].places / 2 +
                                        (int)random_below(r, (uint64_t)kinds[kind].places)
                                  : 0;
    p.opened = date_add_days(date_of(2006, 1, 1), (int)random_below(r, 6900));
    if (random_uniform(r) < 0.22)
        p.closed = date_add_days(p.opened, 400 + (int)random_below(r, 4000));
    return p;
}

/* Goes through its inspections to the last one on or before a day. */
static void inspect_until(struct provider *p, date *next, double quality, date until)
{
    while (date_compare(*next, until) <= 0) {
        struct random *r = &p->random;
        double now = 0.7 * quality + 0.71 * random_normal(r);
        p->inspected = *next;
        p->grades[1] = grade_of(now + 0.45 * random_normal(r));
        p->grades[2] = grade_of(now + 0.45 * random_normal(r));
        int worst = p->grades[1] > p->grades[2] ? p->grades[1] : p->grades[2];
        int overall = grade_of(now);
        /* What is inadequate in how children are protected is inadequate at all. */
        p->grades[0] = p->grades[1] == 3 ? 3 : overall > worst ? worst : overall;
        *next = day_within(r, date_add_days(*next, overall >= 2 ? 200 : 330), 120);
    }
}

static void put_provider(const struct nation *nation, const struct provider *p,
                         date as_at, struct buf *out)
{
    const struct synth_area *area = &nation->areas[p->area];
    const struct synth_area *then = area;
    if (!nation_is_live(area, as_at))
        then = &nation->areas[area->followed];
    rows_date(out, as_at);
    buf_format(out, ",%.*s,%.*s,SYN%07u,%s,", STR_ARG(then->code), STR_ARG(then->name),
               p->urn, kinds[p->kind].type);
    rows_date(out, p->opened);
    buf_format(out, ",%s,", p->sector);
    if (p->places)
        buf_format(out, "%d", p->places);
    if (date_is_none(p->inspected)) {
        buf_add(out, STR(",,,,,,\n"));
        return;
    }
    buf_add(out, STR(",Full inspection,"));
    rows_date(out, p->inspected);
    buf_char(out, ',');
    rows_date(out, date_add_days(p->inspected, 45));
    buf_format(out, ",%s,%s,%s\n", grade_words[p->grades[0]], grade_words[p->grades[1]],
               grade_words[p->grades[2]]);
}

static void put_lists(const struct nation *nation, struct provider *p, struct buf *out)
{
    struct random *r = &p->random;
    double quality = random_normal(r);
    p->inspected = DATE_NONE;
    date start = date_of(2017, 4, 3);
    date next = day_within(
        r, date_compare(p->opened, start) > 0 ? date_add_days(p->opened, 150) : start,
        300);
    for (int year = LISTS_FROM; year <= LISTS_TO; year++) {
        date as_at = date_of(year, 3, 31);
        inspect_until(p, &next, quality, as_at);
        bool open = date_compare(p->opened, as_at) <= 0 &&
                    (date_is_none(p->closed) || date_compare(p->closed, as_at) > 0);
        if (open)
            put_provider(nation, p, as_at, out);
    }
}

void write_providers(const struct nation *nation, struct buf *out)
{
    unsigned urn = PROVIDER_FIRST;
    rows_start(out, "snapshot_date,la_number,Local authority,URN,Provision type,"
                    "Registration date,Sector,Places,event_type,inspection_date,"
                    "publication_date,overall,helped_and_protected,leaders_and_managers");
    for (size_t area = 0; area < nation->options.areas; area++) {
        struct random r = nation_stream(nation, "providers", area);
        double children = (double)nation->areas[area].children / 10000;
        /* Homes stand where houses are cheap, and most in few places. */
        double many = random_exp(0.35 * nation->areas[area].latent.need +
                                 0.6 * random_normal(&r) - 0.2);
        for (size_t kind = 0; kind < KINDS; kind++) {
            uint64_t count = random_poisson(&r, children * kinds[kind].of_10k * many);
            for (uint64_t i = 0; i < count; i++) {
                struct provider p = draw_provider(nation, area, kind, urn++);
                put_lists(nation, &p, out);
            }
        }
    }
}
