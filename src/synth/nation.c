/* Areas and what lies behind their figures; and the list of files. */
#include "synth/nation.h"

#include <assert.h>
#include <math.h>

#include "base/os.h"
#include "synth/inside.h"

const char nation_country_code[] = "Y92000001";
const char nation_country[] = "Synthetic nation";

enum { FORMER = 3 };
#define FILE_MOST (1536 * MIB)

/* ---- Streams */

struct random nation_stream(const struct nation *nation, const char *what, uint64_t which)
{
    uint64_t name = 0;
    for (; *what; what++)
        name = random_mix(name, (unsigned char)*what);
    return random_stream(nation->options.seed, random_mix(name, which));
}

uint64_t nation_base(const struct nation *nation, enum base base, size_t area, int year)
{
    assert(area < nation->area_count && year >= FIRST_YEAR && year <= LAST_YEAR);
    return nation->bases[base][area * YEARS + (size_t)(year - FIRST_YEAR)];
}

bool nation_is_live(const struct synth_area *area, date on)
{
    return date_compare(area->from, on) <= 0 &&
           (date_is_none(area->to) || date_compare(area->to, on) >= 0);
}

double nation_led(const struct synth_area *area, int year)
{
    int place = year - LED_FROM;
    if (place < 0)
        place = 0;
    return area->latent.led[place < LED_YEARS ? place : LED_YEARS - 1];
}

/* ---- Regions */

static size_t capital_of(const struct nation *nation)
{
    return nation->region_count > 6 ? 6 : nation->region_count - 1;
}

static void make_regions(struct nation *nation)
{
    static const char *const names[REGIONS_MOST] = {
        "The Northmarch",  "The Westering",  "The Dalefold",
        "The Midvale",     "The Highmoss",   "The Eastreach",
        "The Crown Wards", "The Southfirth", "The Sundown Coast"};
    size_t live = nation->options.areas, count = live / 5;
    nation->region_count = count < REGIONS_MOST ? count : REGIONS_MOST;
    for (size_t i = 0; i < nation->region_count; i++) {
        size_t first = live * i / nation->region_count;
        size_t next = live * (i + 1) / nation->region_count;
        nation->regions[i] =
            (struct synth_region){arena_format(nation->arena, "%zu", 980 + i),
                                  str_of(names[i]), first, next - first};
    }
}

/* ---- Areas */

/* By class: how likely outside the capital, the logarithm of its children, how deprived
 * and how rural it is. */
static const struct {
    double share, children, need, rural;
} classes[CLASS_COUNT] = {
    [CLASS_INNER] = {0, 10.75, 0.6, -1.6},
    [CLASS_OUTER] = {0, 11.15, -0.1, -1.2},
    [CLASS_METROPOLITAN] = {0.3, 11.3, 0.6, -0.6},
    [CLASS_SHIRE] = {0.21, 11.9, -0.7, 1.1},
    [CLASS_UNITARY] = {0.49, 10.75, 0.0, 0.3},
};

static enum area_class draw_class(const struct nation *nation, size_t region,
                                  struct random *r)
{
    double u = random_uniform(r);
    if (region == capital_of(nation))
        return u < 0.42 ? CLASS_INNER : CLASS_OUTER;
    if (u < classes[CLASS_METROPOLITAN].share)
        return CLASS_METROPOLITAN;
    u -= classes[CLASS_METROPOLITAN].share;
    return u < classes[CLASS_SHIRE].share ? CLASS_SHIRE : CLASS_UNITARY;
}

/* Leadership wanders: what it was a year before counts for most, and deprivation weighs a
 * little on it. */
static void draw_led(struct latent *latent, struct random *r)
{
    double led = random_normal(r);
    for (int i = 0; i < LED_YEARS; i++) {
        led = 0.87 * led + 0.493 * random_normal(r);
        latent->led[i] = 0.96 * led - 0.28 * latent->need;
    }
}

static void draw_area(const struct nation *nation, size_t index, struct synth_area *area)
{
    struct random r = nation_stream(nation, "area", index);
    struct random of_region = nation_stream(nation, "region", area->region);
    double regional = 0.35 * random_normal(&of_region);
    area->class = draw_class(nation, area->region, &r);
    area->latent.need = classes[area->class].need + regional + 0.75 * random_normal(&r);
    area->latent.rural = classes[area->class].rural + 0.5 * random_normal(&r);
    draw_led(&area->latent, &r);
    double size = classes[area->class].children + 0.42 * random_normal(&r);
    area->children = (uint64_t)random_exp(size);
}

/* Two that are hardly there, as every nation has: their counts are always small. */
static void make_tiny(struct nation *nation)
{
    size_t live = nation->options.areas;
    if (live < 50)
        return;
    nation->areas[live - 1].children = 370;
    nation->areas[live - 1].class = CLASS_UNITARY;
    nation->areas[live - 2].children = 850;
}

/* The former area that stood where another (or two) stands now. */
static void add_former(struct nation *nation, size_t index, const struct synth_area *like,
                       date until)
{
    struct synth_area *area = &nation->areas[index];
    struct random r = nation_stream(nation, "former", index - nation->options.areas);
    *area = *like;
    area->from = DATE_NONE;
    area->to = until;
    area->followed = NO_AREA;
    area->latent.need += 0.15 * random_normal(&r);
    area->latent.rural += 0.15 * random_normal(&r);
}

/* Two areas merged in 2021 and one was split in 2023. */
static void make_former(struct nation *nation)
{
    size_t live = nation->options.areas;
    struct synth_area *merged = &nation->areas[nation->regions[0].first];
    struct synth_area *parts = &nation->areas[nation->regions[1].first];
    date merger = date_of(2021, 4, 1), split = date_of(2023, 4, 1);
    add_former(nation, live, merged, date_add_days(merger, -1));
    add_former(nation, live + 1, merged, date_add_days(merger, -1));
    add_former(nation, live + 2, &parts[0], date_add_days(split, -1));
    nation->areas[live].children = merged->children * 2 / 5;
    nation->areas[live + 1].children = merged->children - merged->children * 2 / 5;
    nation->areas[live + 2].children = parts[0].children + parts[1].children;
    merged->from = merger;
    merged->followed = live;
    parts[0].from = parts[1].from = split;
    parts[0].followed = parts[1].followed = live + 2;
}

static void make_areas(struct nation *nation)
{
    size_t live = nation->options.areas;
    nation->area_count = live + FORMER;
    nation->areas = arena_make(nation->arena, struct synth_area, nation->area_count);
    for (size_t region = 0; region < nation->region_count; region++) {
        const struct synth_region *of = &nation->regions[region];
        for (size_t i = of->first; i < of->first + of->count; i++) {
            struct synth_area *area = &nation->areas[i];
            *area = (struct synth_area){.region = region,
                                        .from = DATE_NONE,
                                        .to = DATE_NONE,
                                        .followed = NO_AREA};
            draw_area(nation, i, area);
        }
    }
    make_tiny(nation);
    make_former(nation);
    nation_name_areas(nation);
}

struct nation *nation_new(struct arena *a, struct nation_options options)
{
    assert(options.areas >= NATION_AREAS_LEAST && options.areas <= NATION_AREAS_MOST);
    struct nation *nation = arena_make(a, struct nation, 1);
    nation->arena = a;
    nation->options = options;
    make_regions(nation);
    make_areas(nation);
    nation->place_count = nation->area_count + nation->region_count + 1;
    nation_draw_bases(nation);
    nation_draw_measures(nation);
    return nation;
}

/* ---- Files */

/* The stem of a tidy file names its measures; the years in the names of the neighbours
 * and of the schools are read. */
static const struct {
    const char *name;
    nation_writer *write;
} files[] = {
    {"synthetic-area-registry.csv", write_registry},
    {"synthetic-area-numbers.csv", write_numbers},
    {"synthetic-area-aliases.csv", write_aliases},
    {"synthetic-reorganisations.csv", write_reorganisations},
    {"synthetic-neighbours-2025.csv", write_neighbours_2025},
    {"synthetic-neighbours-2021.csv", write_neighbours_2021},
    {"synthetic-hexagons.json", write_hexagons},
    {"synthetic-boundaries.json", write_boundaries},
    {"synthetic-bank-holidays.csv", write_holidays},
    {"synthetic-base-data.csv", write_base_data},
    {"synthetic-dictionary.csv", write_dictionary},
    {"synthetic-indicator-counts.csv", write_indicator_counts},
    {"synthetic-population.csv", write_population},
    {"synthetic-children-in-need.csv", write_children_in_need},
    {"synthetic-protection-plans.csv", write_protection_plans},
    {"synthetic-children-looked-after.csv", write_children_looked_after},
    {"synthetic-care-leavers.csv", write_care_leavers},
    {"synthetic-early-years.csv", write_early_years},
    {"synthetic-school-inspections.csv", write_school_inspections},
    {"synthetic-schools-2026.csv", write_school_list},
    {"synthetic-providers.csv", write_providers},
    {"synthetic-authority-inspections.csv", write_judgements},
    {"synthetic-inspection-events.csv", write_events},
    {"synthetic-improvement-areas.csv", write_improvements},
    {"synthetic-area-send.csv", write_area_send},
    {"synthetic-joint-inspections.csv", write_joint},
};
enum { FILE_COUNT = sizeof files / sizeof *files };

size_t nation_file_count(void)
{
    return FILE_COUNT;
}

const char *nation_file_name(size_t file)
{
    assert(file < FILE_COUNT);
    return files[file].name;
}

void nation_file(const struct nation *nation, size_t file, struct buf *out)
{
    assert(file < FILE_COUNT);
    files[file].write(nation, out);
}

static status write_file(const struct nation *nation, size_t file, struct str folder,
                         uint64_t *written, struct fault *why)
{
    struct arena *a = arena_new(2 * FILE_MOST + MIB);
    struct buf text = buf_new(a, FILE_MOST);
    nation_file(nation, file, &text);
    status st = buf_status(&text, why);
    if (!st)
        st = os_write_file(os_join(a, folder, str_of(files[file].name)), buf_text(&text),
                           why);
    *written += text.len;
    arena_free(a);
    return st;
}

status nation_write(struct nation_options options, struct str folder, uint64_t *written,
                    struct fault *why)
{
    TRY(os_make_folder(folder, why));
    struct arena *a = arena_new(1024 * MIB);
    const struct nation *nation = nation_new(a, options);
    status st = OK;
    *written = 0;
    for (size_t i = 0; i < FILE_COUNT && !st; i++)
        st = write_file(nation, i, folder, written, why);
    arena_free(a);
    return st;
}
