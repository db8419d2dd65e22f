#include "evidence/places.h"

#include <assert.h>
#include <stdlib.h>

#include "evidence/reading.h"

struct place {
    struct str key; /* as names compare */
    struct str code;
    date from, to; /* its life; DATE_NONE where open */
};

struct places {
    struct arena *arena;
    struct place *at;
    size_t count, capacity;
};

/* --- names as they compare --- */

static void put(char *text, size_t *len, char c)
{
    if (c >= 'A' && c <= 'Z')
        c = (char)(c + 32);
    bool sign = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
    if (sign)
        text[(*len)++] = c;
    else if (*len && text[*len - 1] != ' ' && c != '.' && c != '\'')
        text[(*len)++] = ' ';
}

/* At most five bytes for each of the name: "&" becomes " and ". */
static size_t write_key(char *text, struct str name)
{
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] != '&') {
            put(text, &len, name.at[i]);
            continue;
        }
        for (const char *c = " and "; *c; c++)
            put(text, &len, *c);
    }
    while (len && text[len - 1] == ' ')
        len--;
    return len;
}

static struct str key_of(struct arena *a, struct str name)
{
    char *text = arena_alloc(a, name.len * 5 + 1);
    return (struct str){text, write_key(text, name)};
}

/* --- building --- */

static void add(struct places *places, struct str name, const struct place *as)
{
    struct str key = key_of(places->arena, name);
    if (key.len == 0)
        return;
    places->at = arena_grow(places->arena, struct place, places->at, places->count,
                            &places->capacity);
    places->at[places->count] = *as;
    places->at[places->count++].key = key;
}

/* A registry knows the lives of areas; a list of numbers does not, and adds names. */
static struct place life_of(const struct batch *facts, struct str code)
{
    struct place life = {.code = code, .from = DATE_NONE, .to = DATE_NONE};
    for (size_t i = 0; i < facts->areas_count; i++) {
        const struct batch_area *area = &facts->areas[i];
        if (!str_equal(area->code, code))
            continue;
        if (!date_is_none(area->live_from))
            life.from = area->live_from;
        if (!date_is_none(area->live_to))
            life.to = area->live_to;
    }
    return life;
}

/* By name, then the area that began first: what is equal there is the same area. */
static int by_key(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    int order = str_compare(x->key, y->key);
    if (order == 0)
        order = date_compare(x->from, y->from);
    return order ? order : str_compare(x->code, y->code);
}

/* "Dorset (Pre LG)" is the registry's name of what files called Dorset in its time. */
static struct str without_bracket(struct str name)
{
    size_t open = str_find_last(name, '(');
    bool closed = str_ends(name, STR(")")) && open > 0;
    return closed ? (struct str){name.at, open} : name;
}

struct places *places_new(struct arena *a, const struct batch *facts)
{
    struct places *places = arena_make(a, struct places, 1);
    places->arena = a;
    for (size_t i = 0; i < facts->areas_count; i++) {
        const struct batch_area *area = &facts->areas[i];
        struct place life = life_of(facts, area->code);
        add(places, area->code, &life);
        add(places, area->name, &life);
        add(places, without_bracket(area->name), &life);
        add(places, area->ons_code, &life);
    }
    for (size_t i = 0; i < facts->aliases_count; i++) {
        struct place life = life_of(facts, facts->aliases[i].code);
        add(places, facts->aliases[i].name, &life);
    }
    if (places->count)
        qsort(places->at, places->count, sizeof *places->at, by_key);
    return places;
}

/* --- asking --- */

static size_t first_of(const struct places *places, struct str key)
{
    size_t low = 0, high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_compare(places->at[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_live(const struct place *place, date on)
{
    if (date_is_none(on))
        return date_is_none(place->to);
    return date_compare(place->from, on) <= 0 &&
           (date_is_none(place->to) || date_compare(on, place->to) <= 0);
}

/* Of the areas of one name, the one that was live; else the last that began. */
static const struct place *named(const struct places *places, struct str key, date on)
{
    const struct place *found = NULL;
    for (size_t i = first_of(places, key); i < places->count; i++) {
        const struct place *place = &places->at[i];
        if (!str_equal(place->key, key))
            break;
        if (!found || is_live(place, on) || !is_live(found, on))
            found = place;
    }
    return found;
}

struct str places_code(const struct places *places, struct str text, date on)
{
    char key[512];
    if (reading_is_code(text) || text.len * 5 + 1 > sizeof key)
        return text;
    const struct place *place =
        named(places, (struct str){key, write_key(key, text)}, on);
    return place ? place->code : text;
}

/* --- settling --- */

struct settling {
    const struct places *places;
    size_t unknown;
};

static void settle(struct settling *s, struct str *code, date on)
{
    *code = places_code(s->places, *code, on);
    s->unknown += !reading_is_code(*code);
}

static date day_of(const struct batch_event *event)
{
    return date_is_none(event->start) ? event->published : event->start;
}

size_t places_settle(struct arena *a, struct batch *facts)
{
    struct settling s = {.places = places_new(a, facts)};
    for (size_t i = 0; i < facts->settings_count; i++)
        settle(&s, &facts->settings[i].code, facts->settings[i].as_at);
    for (size_t i = 0; i < facts->events_count; i++)
        settle(&s, &facts->events[i].code, day_of(&facts->events[i]));
    for (size_t i = 0; i < facts->ratings_count; i++)
        settle(&s, &facts->ratings[i].code, date_of(facts->ratings[i].year, 12, 1));
    for (size_t i = 0; i < facts->shapes_count; i++)
        settle(&s, &facts->shapes[i].code, DATE_NONE);
    return s.unknown;
}
