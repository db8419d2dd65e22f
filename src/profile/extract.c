#include "profile/extract.h"

#include <assert.h>
#include <string.h>

#include "profile/extract_inside.h"

/* ---- Ids */

enum { ID_ROOM = 48 }; /* two numbers of 64 bits, a colon */

static char *put_number(char *end, uint64_t n)
{
    do {
        *--end = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    return end;
}

/* An area has tens of thousands of rows: printf would take most of the time. */
struct str extract_id(struct arena *a, int64_t load, uint32_t row)
{
    assert(load >= 0);
    char room[ID_ROOM], *end = room + ID_ROOM;
    char *at = put_number(end, row);
    *--at = ':';
    at = put_number(at, (uint64_t)load);
    return arena_copy(a, (struct str){at, (size_t)(end - at)});
}

struct str extract_id_of(struct arena *a, int64_t load, uint32_t row, struct str what)
{
    struct str id = extract_id(a, load, row);
    char *text = arena_alloc(a, id.len + 1 + what.len + 1);
    memcpy(text, id.at, id.len);
    text[id.len] = '/';
    memcpy(text + id.len + 1, what.at, what.len);
    return (struct str){text, id.len + 1 + what.len};
}

/* ---- Areas */

/* The row of the registry that names an area; one the facts do not list goes by its code.
 */
static struct str area_id(const struct extracting *x, const struct cube_area *area)
{
    const struct batch *facts = x->source->facts;
    for (size_t i = 0; i < facts->areas_count; i++) {
        const struct batch_area *row = &facts->areas[i];
        if (str_equal(row->code, area->code))
            return extract_id(x->arena, row->load, row->row);
    }
    return arena_format(x->arena, "area/%.*s", STR_ARG(area->code));
}

static void add_aliases(const struct extracting *x, uint32_t place, struct area *out)
{
    const struct cube *cube = x->source->cube;
    size_t count = 0, at = 0;
    for (size_t i = 0; i < cube->alias_count; i++)
        count += cube->aliases[i].area == place;
    struct str *aliases = arena_make(x->arena, struct str, count + 1);
    for (size_t i = 0; i < cube->alias_count; i++) {
        if (cube->aliases[i].area == place)
            aliases[at++] = cube->aliases[i].name;
    }
    if (cube->areas[place].is_england)
        aliases[at++] = STR("England");
    out->aliases = aliases;
    out->alias_count = at;
}

static void add_area(struct extracting *x, uint32_t place)
{
    const struct cube *cube = x->source->cube;
    const struct cube_area *from = &cube->areas[place];
    struct area *out = &x->evidence->areas[x->evidence->areas_count];
    bool has_region = from->region_area != UINT32_MAX;
    *out = (struct area){.row.id = area_id(x, from),
                         .name = from->name,
                         .la_code = from->code,
                         .ons_code = from->ons_code,
                         .region = has_region ? cube->areas[from->region_area].name
                                              : from->region,
                         .type = from->is_region    ? STR("region")
                                 : from->is_england ? STR("country")
                                                    : from->type,
                         .live_from = from->live_from,
                         .live_to = from->live_to,
                         .listed = true};
    add_aliases(x, place, out);
    x->places[x->evidence->areas_count++] = place;
}

/* What is kept with a list of neighbours, where the facts have it. */
static struct str neighbour_id(const struct extracting *x, struct str model,
                               struct str code, struct str neighbour)
{
    const struct batch *facts = x->source->facts;
    for (size_t i = 0; i < facts->neighbours_count; i++) {
        const struct batch_neighbour *row = &facts->neighbours[i];
        if (str_equal(row->code, code) && str_equal(row->neighbour, neighbour) &&
            str_equal(row->model, model))
            return extract_id_of(x->arena, row->load, row->row, neighbour);
    }
    return arena_format(x->arena, "%.*s/neighbour %.*s", STR_ARG(x->own->row.id),
                        STR_ARG(neighbour));
}

static void add_neighbours(struct extracting *x)
{
    const struct cube *cube = x->source->cube;
    size_t model = x->options->model;
    if (model >= cube->model_count)
        return;
    const uint32_t *of = &cube->neighbours[model][x->area * CUBE_NEIGHBOURS];
    const struct str *close = &cube->closeness[model][x->area * CUBE_NEIGHBOURS];
    x->evidence->neighbours = arena_make(x->arena, struct neighbour, CUBE_NEIGHBOURS);
    for (int i = 0; i < CUBE_NEIGHBOURS; i++) {
        if (of[i] == UINT32_MAX)
            continue;
        add_area(x, of[i]);
        const struct area *added = &x->evidence->areas[x->evidence->areas_count - 1];
        x->evidence->neighbours[x->evidence->neighbours_count++] =
            (struct neighbour){.row.id = neighbour_id(x, cube->models[model],
                                                      x->own->la_code, added->la_code),
                               .area = x->own,
                               .neighbour = added,
                               .rank = i + 1,
                               .closeness = close[i],
                               .model = cube->models[model]};
    }
}

void extract_areas(struct extracting *x)
{
    enum { MOST = CUBE_NEIGHBOURS + 3 }; /* itself, its region and England */
    const struct cube *cube = x->source->cube;
    x->evidence->areas = arena_make(x->arena, struct area, MOST);
    x->places = arena_make(x->arena, uint32_t, MOST);
    x->own = x->evidence->areas;
    add_area(x, x->area);
    add_neighbours(x);
    uint32_t region = cube->areas[x->area].region_area;
    if (region != UINT32_MAX)
        add_area(x, region);
    for (size_t i = cube->area_count; i-- > 0;) {
        if (cube->areas[i].is_england) {
            add_area(x, (uint32_t)i);
            break;
        }
    }
    assert(x->evidence->areas_count <= MOST);
}

/* ---- All of it */

static void add_files(struct extracting *x)
{
    const struct cube *cube = x->source->cube;
    struct source_file *files =
        arena_make(x->arena, struct source_file, cube->load_count);
    for (size_t i = 0; i < cube->load_count; i++)
        files[i] = (struct source_file){
            .file = cube->loads[i].file,
            .sha256 = cube->loads[i].sha256,
            .load = arena_format(x->arena, "%lld", (long long)x->source->load_ids[i]),
            .publisher = cube->loads[i].publisher,
            .title = cube->loads[i].title,
            .attribution = cube->loads[i].attribution};
    x->evidence->files = files;
    x->evidence->file_count = cube->load_count;
}

struct evidence *extract_area(struct arena *a, const struct survey_source *source,
                              uint32_t area, const struct extract_options *options)
{
    assert(area < source->cube->area_count && options->regimes);
    struct extracting x = {.arena = a,
                           .source = source,
                           .options = options,
                           .evidence = arena_make(a, struct evidence, 1),
                           .area = area};
    x.evidence->arena = a;
    x.evidence->of_store = true;
    x.evidence->regimes = options->regimes;
    x.index = options->index;
    if (!x.index && !options->events_only)
        x.index = extract_prepare(a, source);
    add_files(&x);
    extract_areas(&x);
    if (!options->events_only)
        extract_list_settings(&x);
    extract_events(&x);
    if (!options->events_only) {
        extract_settings(&x);
        extract_figures(&x);
    }
    evidence_make_index(x.evidence);
    return x.evidence;
}
