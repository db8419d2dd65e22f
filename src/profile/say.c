#include "profile/say.h"

#include <inttypes.h>

#include "base/buf.h"

struct says says_new(struct arena *a)
{
    return (struct says){.arena = a};
}

/* FNV-1a, the 64-bit variant (draft-eastlake-fnv). */
static uint64_t hash_of(struct str text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return hash;
}

/* The slot of a text, or the empty one it would take; slot_count is a power of two and
 * never full. */
static uint32_t *slot_of(const struct says *list, struct str text)
{
    size_t at = (size_t)hash_of(text) & (list->slot_count - 1);
    while (list->slots[at] && !str_equal(list->at[list->slots[at] - 1], text))
        at = (at + 1) & (list->slot_count - 1);
    return &list->slots[at];
}

static void fill_slots(struct says *list)
{
    list->slot_count = 4 * list->capacity;
    size_t power = 1;
    while (power < list->slot_count)
        power *= 2;
    list->slot_count = power;
    list->slots = arena_make(list->arena, uint32_t, power);
    for (size_t i = 0; i < list->count; i++)
        *slot_of(list, list->at[i]) = (uint32_t)i + 1;
}

void says_put(struct says *list, struct str text)
{
    enum { SHORT = 32 };
    bool grows = list->count == list->capacity;
    if (grows)
        list->at =
            arena_grow(list->arena, struct str, list->at, list->count, &list->capacity);
    list->at[list->count++] = text;
    if (list->count <= SHORT)
        return;
    if (grows || !list->slots)
        fill_slots(list);
    else
        *slot_of(list, text) = (uint32_t)list->count;
}

static bool holds(const struct says *list, struct str text)
{
    if (list->slots)
        return *slot_of(list, text) != 0;
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->at[i], text))
            return true;
    return false;
}

void says_add(struct says *list, struct str text)
{
    if (!str_is_empty(text) && !holds(list, text))
        says_put(list, text);
}

void says_add_all(struct says *list, const struct str *at, size_t count)
{
    for (size_t i = 0; i < count; i++)
        says_add(list, at[i]);
}

struct str say_role(struct arena *a, struct str role)
{
    static const char *const articles[] = {"the ", "a ", "an ", "its "};
    bool named = role.len > 0 && role.at[0] >= 'A' && role.at[0] <= 'Z';
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        named = named || str_starts(role, str_of(articles[i]));
    return named ? role : arena_format(a, "the %.*s", STR_ARG(role));
}

struct str say_number(struct arena *a, int64_t n)
{
    static const char *const words[] = {"no",   "one",    "two",   "three", "four",
                                        "five", "six",    "seven", "eight", "nine",
                                        "ten",  "eleven", "twelve"};
    if (n >= 0 && n < (int64_t)(sizeof words / sizeof *words))
        return str_of(words[n]);
    return arena_format(a, "%" PRId64, n);
}

struct str say_count(struct arena *a, int64_t n, const char *one, const char *many)
{
    struct str number = say_number(a, n);
    return arena_format(a, "%.*s %s", STR_ARG(number), n == 1 ? one : many);
}

struct str say_ids(struct arena *a, const struct str *ids, size_t count)
{
    enum { SHOWN = 3 };
    if (count == 0)
        return STR("");
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < count && i < SHOWN; i++) {
        buf_add(&out, i == 0 ? STR(" (") : STR(", "));
        buf_add(&out, ids[i]);
    }
    if (count > SHOWN)
        buf_format(&out, " and %zu more", count - SHOWN);
    buf_char(&out, ')');
    return buf_text(&out);
}

struct str say_list(struct arena *a, const struct str *items, size_t count,
                    const char *last)
{
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && i + 1 == count)
            buf_format(&out, " %s ", last);
        else if (i > 0)
            buf_add(&out, STR(", "));
        buf_add(&out, items[i]);
    }
    return buf_text(&out);
}

const char *say_kind(enum finding_kind kind, bool plural)
{
    static const char *const words[FINDING_KIND_COUNT][2] = {
        [FINDING_STRENGTH] = {"strength", "strengths"},
        [FINDING_AREA_FOR_DEVELOPMENT] = {"area for development",
                                          "areas for development"},
        [FINDING_AREA_FOR_IMPROVEMENT] = {"area for improvement",
                                          "areas for improvement"},
        [FINDING_PRIORITY_ACTION] = {"priority action", "priority actions"},
        [FINDING_RECOMMENDATION] = {"recommendation", "recommendations"},
        [FINDING_FOCUS] = {"aspect for focus", "aspects for focus"},
        [FINDING_AWARD] = {"award", "awards"},
        [FINDING_CONTEXT] = {"note on context", "notes on context"},
    };
    return words[kind][plural];
}

/* Families are written as words ("unannounced") or as the initials of a name ("slac"). */
struct str say_family(struct arena *a, struct str framework)
{
    enum { LONGEST_INITIALS = 5 };
    struct str family = arena_copy(a, regime_family_of(framework));
    if (family.len > LONGEST_INITIALS)
        return family;
    char *letters = arena_alloc(a, family.len);
    for (size_t i = 0; i < family.len; i++) {
        char c = family.at[i];
        letters[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (struct str){letters, family.len};
}

struct str say_inspection(struct arena *a, const struct inspection *inspection)
{
    struct str family = say_family(a, inspection->framework);
    struct str month = date_month_words(a, inspection->start);
    return arena_format(a, "%.*s inspection of %.*s", STR_ARG(family), STR_ARG(month));
}

struct str say_grade(struct arena *a, const struct scale *scale, unsigned position,
                     enum grade_test test)
{
    static const char *const tails[] = {[GRADE_IS] = "",
                                        [GRADE_OR_BETTER] = " or better",
                                        [GRADE_OR_WORSE] = " or worse"};
    struct str words = scale->rungs[position].words;
    return arena_format(a, "%.*s%s", STR_ARG(words), tails[test]);
}

struct str say_capital(struct arena *a, struct str text)
{
    char *copy = arena_alloc(a, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        copy[i] = i == 0 && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (struct str){copy, text.len};
}
