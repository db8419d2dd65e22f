/* The files about areas: registry, numbers, spellings, reorganisations, neighbours, maps
 * and days. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "synth/inside.h"

static const char *const class_words[CLASS_COUNT] = {[CLASS_INNER] = "ILB",
                                                     [CLASS_OUTER] = "OLB",
                                                     [CLASS_METROPOLITAN] = "MD",
                                                     [CLASS_SHIRE] = "SC",
                                                     [CLASS_UNITARY] = "UA"};

void write_registry(const struct nation *nation, struct buf *out)
{
    rows_start(out, "la_number,la_name,gss_code,previous_gss_codes,region,lait_region,"
                    "la_type,start_date,end_date,population_0_17_2025");
    for (size_t i = 0; i < nation->area_count; i++) {
        const struct synth_area *area = &nation->areas[i];
        struct str region = nation->regions[area->region].name;
        buf_format(out, "%.*s,%.*s,%.*s,,%.*s,%.*s,%s,", STR_ARG(area->code),
                   STR_ARG(area->name), STR_ARG(area->ons), STR_ARG(region),
                   STR_ARG(region), class_words[area->class]);
        rows_date(out, area->from);
        buf_char(out, ',');
        rows_date(out, area->to);
        buf_format(out, ",%llu\n",
                   (unsigned long long)nation_base(nation, BASE_CHILDREN, i, LAST_YEAR));
    }
}

void write_numbers(const struct nation *nation, struct buf *out)
{
    rows_start(out, "LA Number,LA Name,Region,Type");
    for (size_t i = 0; i < nation->area_count; i++) {
        const struct synth_area *area = &nation->areas[i];
        buf_format(out, "%.*s,%.*s,%.*s,%s\n", STR_ARG(area->code), STR_ARG(area->name),
                   STR_ARG(nation->regions[area->region].name), class_words[area->class]);
    }
    for (size_t i = 0; i < nation->region_count; i++)
        buf_format(out, "%.*s,%.*s,NA,NA\n", STR_ARG(nation->regions[i].code),
                   STR_ARG(nation->regions[i].name));
    buf_format(out, "970,%s,NA,NA\n", nation_country);
}

/* Every fifth area is also written another way. */
void write_aliases(const struct nation *nation, struct buf *out)
{
    static const char *const forms[][2] = {
        {"City of ", ""}, {"", " Council"}, {"County of ", ""}};
    rows_start(out, "name_as_published,la_number,seen_in,note,kind");
    for (size_t i = 0; i < nation->area_count; i += 5) {
        const struct synth_area *area = &nation->areas[i];
        const char *const *form = forms[i / 5 % (sizeof forms / sizeof *forms)];
        buf_format(out, "%s%.*s%s,%.*s,synthetic,,authority\n", form[0],
                   STR_ARG(area->name), form[1], STR_ARG(area->code));
    }
}

/* Each area that took a former one's place follows it; the merged one follows both. */
void write_reorganisations(const struct nation *nation, struct buf *out)
{
    size_t live = nation->options.areas;
    rows_start(out, "effective_date,kind,old_la_number,old_name,new_la_number,new_name,"
                    "note");
    for (size_t i = 0; i < live; i++) {
        size_t old = nation->areas[i].followed;
        for (size_t n = 0; old != NO_AREA && n < (old == live ? 2u : 1u); n++) {
            const struct synth_area *was = &nation->areas[old + n];
            rows_date(out, nation->areas[i].from);
            buf_format(out, ",%s,%.*s,%.*s,%.*s,%.*s,synthetic\n",
                       old == live ? "merger" : "split", STR_ARG(was->code),
                       STR_ARG(was->name), STR_ARG(nation->areas[i].code),
                       STR_ARG(nation->areas[i].name));
        }
    }
}

/* ---- Statistical neighbours */

/* Neighbours are looked for among those nearest in deprivation, so that the time grows
 * with the number of areas and not with its square. */
enum { LOOKED_AT = 80 };

struct standing {
    size_t area;
    double at[3]; /* deprivation, rurality, size, as the model measures them */
};

static int by_need(const void *a, const void *b)
{
    const struct standing *x = a, *y = b;
    if (x->at[0] < y->at[0] || x->at[0] > y->at[0])
        return x->at[0] < y->at[0] ? -1 : 1;
    return (x->area > y->area) - (x->area < y->area);
}

/* The areas a model knows, as it measures them. */
static size_t stand(const struct nation *nation, int model, struct standing *all)
{
    size_t count = 0;
    for (size_t i = 0; i < nation->area_count; i++) {
        const struct synth_area *area = &nation->areas[i];
        struct random r = nation_stream(nation, "model", random_mix((uint64_t)model, i));
        if (!nation_is_live(area, date_of(model, 3, 31)))
            continue;
        double size = random_log((double)area->children + 1) - 11;
        all[count++] =
            (struct standing){i,
                              {area->latent.need + 0.15 * random_normal(&r),
                               0.8 * area->latent.rural + 0.15 * random_normal(&r),
                               0.6 * size + 0.1 * random_normal(&r)}};
    }
    qsort(all, count, sizeof *all, by_need);
    return count;
}

static double distance_of(const struct standing *a, const struct standing *b)
{
    double sum = 0;
    for (int i = 0; i < 3; i++)
        sum += (a->at[i] - b->at[i]) * (a->at[i] - b->at[i]);
    return sqrt(sum);
}

/* Keeps the ten nearest in order. */
static void offer(struct neighbour_list *list, size_t area, double distance)
{
    size_t at = list->count;
    if (at == NEIGHBOURS && distance >= list->distance[NEIGHBOURS - 1])
        return;
    if (at == NEIGHBOURS)
        at--;
    else
        list->count++;
    for (; at > 0 && list->distance[at - 1] > distance; at--) {
        list->at[at] = list->at[at - 1];
        list->distance[at] = list->distance[at - 1];
    }
    list->at[at] = area;
    list->distance[at] = distance;
}

struct neighbour_list *nation_neighbours(struct arena *a, const struct nation *nation,
                                         int model)
{
    struct standing *all = arena_make(a, struct standing, nation->area_count);
    size_t count = stand(nation, model, all);
    struct neighbour_list *lists =
        arena_make(a, struct neighbour_list, nation->area_count);
    for (size_t i = 0; i < count; i++) {
        size_t first = i > LOOKED_AT ? i - LOOKED_AT : 0;
        size_t end = i + LOOKED_AT < count ? i + LOOKED_AT + 1 : count;
        for (size_t k = first; k < end; k++) {
            if (k != i)
                offer(&lists[all[i].area], all[k].area, distance_of(&all[i], &all[k]));
        }
    }
    return lists;
}

static const char *closeness_of(double distance)
{
    static const struct {
        double within;
        const char *words;
    } words[] = {{0.25, "extremely close"},
                 {0.7, "very close"},
                 {1.1, "close"},
                 {1.6, "somewhat close"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (distance <= words[i].within)
            return words[i].words;
    }
    return "not close";
}

static void write_neighbours(const struct nation *nation, int model, struct buf *out)
{
    const struct neighbour_list *lists = nation_neighbours(out->arena, nation, model);
    rows_start(out, "la_number,la_name,rank,neighbour_la_number,neighbour_la_name,"
                    "closeness");
    for (size_t i = 0; i < nation->area_count; i++) {
        for (size_t k = 0; k < lists[i].count; k++) {
            const struct synth_area *other = &nation->areas[lists[i].at[k]];
            buf_format(out, "%.*s,%.*s,%zu,%.*s,%.*s,%s\n",
                       STR_ARG(nation->areas[i].code), STR_ARG(nation->areas[i].name),
                       k + 1, STR_ARG(other->code), STR_ARG(other->name),
                       closeness_of(lists[i].distance[k]));
        }
    }
}

void write_neighbours_2025(const struct nation *nation, struct buf *out)
{
    write_neighbours(nation, 2025, out);
}

void write_neighbours_2021(const struct nation *nation, struct buf *out)
{
    write_neighbours(nation, 2021, out);
}

/* ---- Maps */

/* Areas in rows from the top, to and fro, so that a region's lie together. */
static void place_of(const struct nation *nation, size_t area, int *q, int *r)
{
    size_t width = 1;
    while (width * width < nation->options.areas)
        width++;
    size_t row = area / width, column = area % width;
    *q = (int)(row % 2 ? width - 1 - column : column);
    *r = (int)((nation->options.areas - 1) / width - row);
}

void write_hexagons(const struct nation *nation, struct buf *out)
{
    buf_add(out, STR("{\"notice\":\"" NATIONAL_SYNTHETIC "\",\n\"layout\":\"odd-r\",\n"
                     "\"hexes\":{\n"));
    for (size_t i = 0; i < nation->options.areas; i++) {
        const struct synth_area *area = &nation->areas[i];
        int q, r;
        place_of(nation, i, &q, &r);
        buf_format(out,
                   "%s\"%.*s\":{\"n\":\"%.*s\",\"la_number\":\"%.*s\",\"q\":%d,"
                   "\"r\":%d}",
                   i ? ",\n" : "", STR_ARG(area->ons), STR_ARG(area->name),
                   STR_ARG(area->code), q, r);
    }
    buf_add(out, STR("\n}}\n"));
}

/* Bricks with six corners, so that neighbours share whole edges and the map has no gaps;
 * near latitude and longitude 0, where there is only sea. */
static void put_ring(struct buf *out, int q, int r)
{
    static const int corners[][2] = {{0, 0}, {1, 0}, {2, 0}, {2, 1},
                                     {1, 1}, {0, 1}, {0, 0}};
    int left = 2 * q + (r % 2 != 0);
    buf_char(out, '[');
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        int x = left + corners[i][0], y = 2 * (r + corners[i][1]);
        buf_format(out, "%s[%d.%d,%d.%d]", i ? "," : "", x / 10, x % 10, y / 10, y % 10);
    }
    buf_char(out, ']');
}

void write_boundaries(const struct nation *nation, struct buf *out)
{
    buf_add(out, STR("{\"notice\":\"" NATIONAL_SYNTHETIC
                     "\",\n\"type\":\"FeatureCollection\",\"features\":[\n"));
    for (size_t i = 0; i < nation->options.areas; i++) {
        const struct synth_area *area = &nation->areas[i];
        int q, r;
        place_of(nation, i, &q, &r);
        buf_format(out,
                   "%s{\"type\":\"Feature\",\"properties\":{\"la_number\":\"%.*s\","
                   "\"gss_code\":\"%.*s\",\"name\":\"%.*s\",\"region\":\"%.*s\"},"
                   "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[",
                   i ? ",\n" : "", STR_ARG(area->code), STR_ARG(area->ons),
                   STR_ARG(area->name), STR_ARG(nation->regions[area->region].name));
        put_ring(out, q, r);
        buf_add(out, STR("]}}"));
    }
    buf_add(out, STR("\n]}\n"));
}

/* ---- Days */

/* The Gregorian Easter Sunday (Meeus, Jones and Butcher). */
static date easter_of(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return date_of(year, n / 31, n % 31 + 1);
}

/* 0 Monday to 6 Sunday; 1970 began on a Thursday. */
static int weekday_of(date day)
{
    return ((day.days + 3) % 7 + 7) % 7;
}

static date monday_from(date day)
{
    return date_add_days(day, (7 - weekday_of(day)) % 7);
}

static void put_day(struct buf *out, date day, const char *title, bool substitute)
{
    rows_date(out, day);
    buf_format(out, ",%s,%d\n", title, substitute);
}

/* A holiday at the weekend is made up for on the next day that is none. */
static void put_fixed(struct buf *out, date day, const char *title, int weekend_by)
{
    bool weekend = weekday_of(day) >= 5;
    put_day(out, weekend ? date_add_days(day, weekend_by) : day, title, weekend);
}

static void put_year(struct buf *out, int year)
{
    date new_year = date_of(year, 1, 1), christmas = date_of(year, 12, 25),
         easter = easter_of(year);
    put_fixed(out, new_year, "New Year's Day", 7 - weekday_of(new_year));
    put_day(out, date_add_days(easter, -2), "Good Friday", false);
    put_day(out, date_add_days(easter, 1), "Easter Monday", false);
    put_day(out, monday_from(date_of(year, 5, 1)), "Early May bank holiday", false);
    put_day(out, monday_from(date_of(year, 5, 25)), "Spring bank holiday", false);
    put_day(out, monday_from(date_of(year, 8, 25)), "Summer bank holiday", false);
    put_fixed(out, christmas, "Christmas Day", 2);
    put_fixed(out, date_add_days(christmas, 1), "Boxing Day", 2);
}

void write_holidays(const struct nation *nation, struct buf *out)
{
    (void)nation;
    rows_start(out, "date,title,substitute_day");
    for (int year = 2005; year <= 2030; year++)
        put_year(out, year);
}
