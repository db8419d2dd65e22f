/* The history of inspections 2009 to 2023 in the inspectorate's workbook of 2023: a row
 * an authority, a group of columns an inspection, dated by its publication alone.
 * Authorities that no longer exist follow in a second table below, with a header of its
 * own.  The workbook writes `requires improvement to be good` where inspections until
 * 2013 said adequate. */
#include <assert.h>

#include "evidence/event_words.h"
#include "evidence/read_outcomes.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

enum { GRADES_MOST = 7 };

static const char *const history_needed[] = {
    "Local authority name",
    "Safeguarding & Looked After Children (SLAC) Inspection publication date"};

bool outcomes_recognise_history(const struct national_input *input)
{
    return reading_has(input, history_needed, COUNT(history_needed));
}

/* One inspection's columns.  `type` names its kind, or `type_column` the column that
 * does.  Grades are columns and what they judge; the two of care are apart, since a
 * column "in care and care leavers" is one until 2023. */
struct group {
    const char *family, *type, *type_column, *published;
    struct {
        const char *column, *judgement;
    } grades[GRADES_MOST];
    const char *in_care, *leavers;
};

static const struct group groups[] = {
    {.family = "slac",
     .type = "inspection",
     .published =
         "Safeguarding & Looked After Children (SLAC) Inspection publication date",
     .grades = {{"SLAC Safeguarding Overall effectiveness (OE)", "safeguarding services"},
                {"SLAC Looked After Children Overall Effectiveness (OE)",
                 "services for looked after children"}}},
    {.family = "slac",
     .type = "re-inspection of safeguarding",
     .published = "SLAC re-inspection of Safeguarding publication date",
     .grades = {{"SLAC re-inspection Safeguarding OE", "safeguarding services"}}},
    {.family = "slac",
     .type = "re-inspection of services for looked after children",
     .published =
         "SLAC re-inspection of services for Children Looked After publication date",
     .grades = {{"SLAC re-inspection of services Children Looked After OE",
                 "services for looked after children"}}},
    {.family = "child-protection",
     .type = "inspection",
     .published = "Child Protection Inspections (CPI) publication date",
     .grades = {{"CPI Overall Effectiveness (OE)", "overall effectiveness"}}},
    {.family = "child-protection",
     .type = "re-inspection",
     .published = "Child Protection Re-Inspection (CPRI) publication date",
     .grades = {{"CPRI Overall Effectiveness (OE)", "overall effectiveness"}}},
    {.family = "laac",
     .type = "inspection of looked after children services",
     .published = "Targeted Looked After Children (TLAC) inspection publication date",
     .grades = {{"TLAC Overall Effectiveness (OE)", "overall effectiveness"}}},
    {.family = "sif",
     .type = "single inspection",
     .published = "Single Inspection of LA Children's Services (SIF) First SIF "
                  "publication date",
     .grades = {{"First SIF children who need help and protection",
                 "children who need help and protection"},
                {"First SIF children looked after and achieving permanence",
                 "children looked after and achieving permanence"},
                {"First SIF CLA Sub: Adoption Performance", "adoption performance"},
                {"First SIF CLA Sub: Experiences and progress of care leavers",
                 "care leavers"},
                {"First SIF leadership, management and governance",
                 "leadership, management and governance"},
                {"First SIF Overall Judgement (OE)", "overall effectiveness"},
                {"LSCB Overall Effectiveness", "local safeguarding children board"}}},
    {.family = "sif",
     .type = "re-inspection",
     .published = "Single Inspection of LA Children's Services (SIF) SIF Re-inspection "
                  "publication date",
     .grades = {{"SIF Re-inspection children who need help and protection",
                 "children who need help and protection"},
                {"SIF Re-inspection children looked after and achieving permanence",
                 "children looked after and achieving permanence"},
                {"SIF Re-inspection CLA Sub: Adoption Performance",
                 "adoption performance"},
                {"SIF Re-inspection CLA Sub: Experiences and progress of care leavers",
                 "care leavers"},
                {"SIF Re-inspection leadership, management and governance",
                 "leadership, management and governance"},
                {"SIF Re-inspection Overall Judgement (OE)", "overall effectiveness"}}},
    {.family = "ilacs",
     .type_column = "First ILACS framework inspection type",
     .published = "First ILACS framework publication date",
     .grades = {{"First ILACS framework impact of leaders",
                 "impact of leaders on social work practice"},
                {"First ILACS framework experiences and progress of children who need "
                 "help and protection",
                 "children who need help and protection"},
                {"First ILACS framework overall effectiveness", "overall effectiveness"}},
     .in_care = "First ILACS framework experiences and progress of children in care and "
                "care leavers"},
    {.family = "ilacs",
     .type_column = "Second ILACS framework inspection type",
     .published = "Second ILACS framework publication date",
     .grades = {{"Second ILACS framework impact of leaders",
                 "impact of leaders on social work practice"},
                {"Second ILACS framework experiences and progress of children who need "
                 "help and protection",
                 "children who need help and protection"},
                {"Second ILACS framework overall effectiveness",
                 "overall effectiveness"}},
     .in_care = "Second ILACS framework experiences and progress of children in care",
     .leavers = "Second ILACS framework experiences and progress of care leavers"},
    {.family = "ilacs",
     .type_column = "ILACS framework inspection type",
     .published = "ILACS framework publication date",
     .grades = {{"ILACS framework impact of leaders",
                 "impact of leaders on social work practice"},
                {"ILACS framework experiences and progress of children who need help and "
                 "protection",
                 "children who need help and protection"},
                {"ILACS framework overall effectiveness", "overall effectiveness"}},
     .in_care = "ILACS framework experiences and progress of children in care and care "
                "leavers"},
};

/* Where the columns of each group stand in the header that holds at the moment. */
struct places_of_group {
    int type, published, grades[GRADES_MOST], in_care, leavers;
};
struct history {
    struct listing listing;
    int name;
    struct places_of_group groups[COUNT(groups)];
};

static int column_of(const struct listing *l, const char *name)
{
    return name ? reading_column(&l->reading, name) : -1;
}

static void find_columns(struct history *h)
{
    const struct listing *l = &h->listing;
    h->name = column_of(l, "Local authority name");
    for (size_t i = 0; i < COUNT(groups); i++) {
        struct places_of_group *at = &h->groups[i];
        at->type = column_of(l, groups[i].type_column);
        at->published = column_of(l, groups[i].published);
        for (size_t g = 0; g < GRADES_MOST; g++)
            at->grades[g] = column_of(l, groups[i].grades[g].column);
        at->in_care = column_of(l, groups[i].in_care);
        at->leavers = column_of(l, groups[i].leavers);
    }
}

static void add_group(struct listing *l, struct str area, const struct group *group,
                      const struct places_of_group *at)
{
    date published = listing_date(l, at->published);
    if (date_is_none(published))
        return;
    struct str said = group->type ? str_of(group->type) : listing_text(l, at->type);
    struct event_kind kind = event_kind_of(str_of(group->family), said);
    *batch_add(l->reading.batch, batch_event, events) = (struct batch_event){
        .row = l->reading.row.row,
        .code = area,
        .framework = listing_keep(l, kind.family),
        .event_type = listing_keep(l, kind.type),
        .start = DATE_NONE,
        .end = DATE_NONE,
        .published = published,
        .assurance = ASSURANCE_OFFICIAL_STATISTICS,
        .source = listing_keep(l, reading_stem(l->reading.input->path)),
    };
    for (size_t g = 0; g < GRADES_MOST && group->grades[g].column; g++)
        outcomes_add_grade(l, at->grades[g], str_of(group->grades[g].judgement));
    if (group->in_care)
        outcomes_add_care(l, at->in_care, at->leavers);
}

/* The header of the second table stands among the rows of the first. */
static bool takes_new_header(struct history *h)
{
    struct listing *l = &h->listing;
    if (!str_equal_fold(reading_cell(&l->reading, h->name), STR("Local authority name")))
        return false;
    size_t count = l->reading.row.count;
    struct str *names = arena_make(l->reading.batch->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = arena_copy(l->reading.batch->arena, l->reading.row.cells[i]);
    l->reading.columns = (struct columns){l->reading.row.row, names, count};
    find_columns(h);
    return true;
}

void outcomes_read_history(const struct national_input *input, struct batch *batch,
                           struct remarks *remarks)
{
    struct history h = {.listing = listing_of(input, batch, remarks)};
    struct listing *l = &h.listing;
    if (!reading_find(&l->reading, history_needed, COUNT(history_needed)))
        return;
    find_columns(&h);
    while (reading_next(&l->reading)) {
        struct str area = listing_text(l, h.name);
        if (takes_new_header(&h) || !area.len) {
            reading_uncount(&l->reading);
            continue;
        }
        for (size_t i = 0; i < COUNT(groups); i++)
            add_group(l, area, &groups[i], &h.groups[i]);
    }
    reading_end(&l->reading);
}
