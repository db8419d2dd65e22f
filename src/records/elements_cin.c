#include "records/elements_cin.h"

#include <assert.h>
#include <string.h>

enum { SLOTS = 256, ELEMENTS_MOST = 80 };

/* Open addressing: some sixty names, so most are found at once. */
struct elements_cin {
    struct element_cin at[ELEMENTS_MOST];
    unsigned count;
    uint8_t slots[SLOTS]; /* number of an element + 1, or 0 */
};

static_assert((SLOTS & (SLOTS - 1)) == 0 && ELEMENTS_MOST < SLOTS / 2, "room to search");

/* Length and three letters tell most names apart: every tag of a census is asked for. */
static unsigned first_slot(struct str name)
{
    if (name.len == 0)
        return 0;
    unsigned first = (unsigned char)name.at[0],
             last = (unsigned char)name.at[name.len - 1];
    unsigned middle = (unsigned char)name.at[name.len / 2];
    return ((unsigned)name.len * 31 + first * 7 + middle * 19 + last * 53) & (SLOTS - 1);
}

/* The slot that has the name, or the empty one where it would stand. */
static unsigned slot_of(const struct elements_cin *e, struct str name)
{
    unsigned slot = first_slot(name);
    while (e->slots[slot] && !str_equal(e->at[e->slots[slot] - 1].name, name))
        slot = (slot + 1) & (SLOTS - 1);
    return slot;
}

const struct element_cin *element_cin_find(const struct elements_cin *elements,
                                           struct str name)
{
    unsigned number = elements->slots[slot_of(elements, name)];
    return number ? &elements->at[number - 1] : NULL;
}

static struct element_cin *add(struct elements_cin *e, struct str name,
                               enum element_use use, unsigned table)
{
    unsigned slot = slot_of(e, name);
    if (e->slots[slot])
        return &e->at[e->slots[slot] - 1];
    assert(e->count < ELEMENTS_MOST);
    struct element_cin *element = &e->at[e->count++];
    *element = (struct element_cin){.name = name, .use = use, .table = table};
    element->of_year = true;
    element->within = NO_PARENT;
    memset(element->columns, NO_CELL, sizeof element->columns);
    e->slots[slot] = (uint8_t)e->count;
    return element;
}

/* The names of rows, where they are not those of their tables. */
static void add_rows(struct elements_cin *e, int year)
{
    static const struct {
        struct str name;
        enum element_use use;
        unsigned table;
        int within;
    } named[] = {
        {{"Disabilities", 12}, ELEMENT_HOLDER, TC_DISABILITIES, TC_CHILD_CHARACTERISTICS},
        {{"Disability", 10}, ELEMENT_CODE, TC_DISABILITIES, TC_DISABILITIES},
        {{"FactorsIdentifiedAtAssessment", 29},
         ELEMENT_HOLDER,
         TC_FACTORS,
         TC_ASSESSMENTS},
        {{"AssessmentFactors", 17}, ELEMENT_CODE, TC_FACTORS, TC_FACTORS},
        {{"CINPlanDates", 12}, ELEMENT_GROUP, TC_CIN_PLAN_DATES, TC_CIN_DETAILS}};
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        add(e, named[i].name, named[i].use, named[i].table)->within = named[i].within;
    for (unsigned t = 0; t < count; t++) {
        bool named_else =
            t == TC_DISABILITIES || t == TC_FACTORS || t == TC_CIN_PLAN_DATES;
        if (named_else)
            continue;
        struct element_cin *group = add(e, shapes[t].name, ELEMENT_GROUP, t);
        group->within = shapes[t].parent;
        group->of_year = shapes[t].from <= year;
    }
}

static void add_cells(struct elements_cin *e)
{
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    for (unsigned t = 0; t < count; t++) {
        if (t == TC_DISABILITIES || t == TC_FACTORS)
            continue;
        for (unsigned c = 0; c < shapes[t].column_count; c++)
            add(e, shapes[t].columns[c].name, ELEMENT_CELL, t)->columns[t] = (uint8_t)c;
    }
}

const struct elements_cin *elements_cin_of(struct arena *a, int year)
{
    enum { SEX_FROM = 2025 }; /* until then the column is GenderCurrent */
    struct elements_cin *e = arena_alloc(a, sizeof *e);
    add_rows(e, year);
    add_cells(e);
    struct element_cin *gender =
        add(e, STR("GenderCurrent"), ELEMENT_CELL, TC_CHILD_IDENTIFIERS);
    gender->columns[TC_CHILD_IDENTIFIERS] = CI_SEX;
    gender->of_year = year < SEX_FROM;
    add(e, STR("Sex"), ELEMENT_CELL, TC_CHILD_IDENTIFIERS)->of_year = year >= SEX_FROM;
    return e;
}
