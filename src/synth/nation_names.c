/* Names, numbers and codes of areas that cannot be taken for real ones.  A number is a
 * letter, a digit and one of either, where the Department's are three digits; an ONS code
 * begins with Y, which no country's does; a name is of a stone or colour and an ending
 * that no place in England joins. */
#include <assert.h>

#include "synth/inside.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const char *const stones[] = {
    "Agate",     "Alabaster",  "Amber",      "Amethyst",  "Azurite",   "Basalt",
    "Beryl",     "Bronze",     "Carmine",    "Cerise",    "Cinnabar",  "Citrine",
    "Cobalt",    "Copper",     "Coral",      "Crimson",   "Crystal",   "Ebony",
    "Emerald",   "Feldspar",   "Fluorite",   "Fuchsia",   "Garnet",    "Granite",
    "Gypsum",    "Heliotrope", "Indigo",     "Ivory",     "Jade",      "Jasper",
    "Kunzite",   "Lapis",      "Lazulite",   "Magenta",   "Malachite", "Marble",
    "Mica",      "Nickel",     "Obsidian",   "Ochre",     "Olivine",   "Onyx",
    "Opal",      "Peridot",    "Porphyry",   "Pumice",    "Pyrite",    "Quartz",
    "Rubellite", "Sapphire",   "Sardonyx",   "Scarlet",   "Sepia",     "Sienna",
    "Tanzanite", "Topaz",      "Tourmaline", "Turquoise", "Umber",     "Vermilion",
    "Viridian",  "Zircon"};
static const char *const endings[] = {
    "brook", "cliffe", "combe", "croft", "dale", "fell",  "firth",  "garth",
    "grove", "haven",  "holt",  "hurst", "keld", "marsh", "mead",   "mere",
    "moor",  "ness",   "reach", "ridge", "shaw", "stow",  "strand", "thwaite",
    "vale",  "water",  "weald", "wharf", "wick", "wold"};
static const char *const before[] = {"", "Upper ", "Nether ", "Outer "};

/* Neighbours in the list differ in both parts: the steps have no factor in common with
 * the numbers of parts. */
static struct str name_of(const struct nation *nation, size_t index)
{
    size_t all = COUNT(stones) * COUNT(endings);
    struct random r = nation_stream(nation, "names", 0);
    size_t start = (size_t)random_below(&r, all),
           place = (index % all * 1009 + start) % all;
    assert(index / all < COUNT(before));
    return arena_format(nation->arena, "%s%s%s", before[index / all],
                        stones[place % COUNT(stones)], endings[place / COUNT(stones)]);
}

/* A00 to Y99, then AA0 to YY9, then A0A to Y9Y: the letters that reading_is_code takes.
 */
static struct str code_of(struct arena *a, size_t index)
{
    static const char letters[] = "ACEFHJKMNPRUVWXY";
    enum {
        LETTERS = sizeof letters - 1,
        ONE = LETTERS * 100,
        TWO = LETTERS * LETTERS * 10
    };
    if (index < ONE)
        return arena_format(a, "%c%02zu", letters[index / 100], index % 100);
    index -= ONE;
    if (index < TWO)
        return arena_format(a, "%c%c%zu", letters[index / 10 / LETTERS],
                            letters[index / 10 % LETTERS], index % 10);
    index -= TWO;
    assert(index < TWO);
    return arena_format(a, "%c%zu%c", letters[index / 10 / LETTERS], index % 10,
                        letters[index / 10 % LETTERS]);
}

/* The number of a class, as the codes of areas have it. */
static const char *const class_numbers[CLASS_COUNT] = {[CLASS_INNER] = "09",
                                                       [CLASS_OUTER] = "09",
                                                       [CLASS_METROPOLITAN] = "08",
                                                       [CLASS_SHIRE] = "10",
                                                       [CLASS_UNITARY] = "06"};

void nation_name_areas(struct nation *nation)
{
    for (size_t i = 0; i < nation->area_count; i++) {
        struct synth_area *area = &nation->areas[i];
        area->code = code_of(nation->arena, i);
        area->name = name_of(nation, i);
        area->ons =
            arena_format(nation->arena, "Y%s%06zu", class_numbers[area->class], i + 1);
    }
}
