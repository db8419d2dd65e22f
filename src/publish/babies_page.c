#include "publish/babies_page.h"

#include <assert.h>
#include <math.h>

#include "publish/babies_parts.h"
#include "publish/chart_dots.h"
#include "publish/wording.h"
#include "version.h"

/* ---- A part of a life: its finding, its dots, its table */

static const struct babies_people *people_of(const struct babies_telling *t,
                                             enum babies_who who)
{
    return t->babies->who[who];
}

/* "Of 100 babies born in Knowsley, 25 would be found to be in need by 18 and …" */
static struct str finding(struct babies_telling *t, const struct babies_part *part)
{
    const struct babies_people *own = people_of(t, BABIES_AREA);
    struct arena *a = t->arena;
    struct str items[BABIES_HEADLINES];
    size_t count = 0;
    for (size_t i = 0; i < BABIES_HEADLINES; i++) {
        size_t s = part->headlines[i];
        if (own->lines[s].known)
            items[count++] =
                arena_format(a, "%u %s", own->lines[s].dots, babies_stages[s].words);
    }
    if (!count)
        return arena_format(a, "100 babies born in %.*s", STR_ARG(t->area->name));
    return arena_format(a, "Of 100 babies born in %.*s, %.*s", STR_ARG(t->area->name),
                        STR_ARG(words_list(a, items, count)));
}

/* Dots of a stage lie among those of the stage that leads to it.  Of two stages that are
 * independent there, as many lie on each other as chance would have. */
static unsigned first_dot(const struct babies_people *own, size_t stage)
{
    const struct cohort_stage *of = &babies_stages[stage].of;
    if (of->within == COHORT_NOWHERE || babies_stages[of->within].of.column == of->column)
        return 0;
    for (size_t s = of->within + 1; s < stage; s++) {
        const struct babies_line *other = &own->lines[s];
        const struct babies_line *lead = &own->lines[of->within];
        if (babies_stages[s].of.within != of->within || !other->known || !lead->known ||
            !lead->dots)
            continue;
        unsigned both =
            (2 * other->dots * own->lines[stage].dots + lead->dots) / (2 * lead->dots);
        unsigned first = other->dots - both;
        unsigned most = lead->dots - own->lines[stage].dots;
        return first < most ? first : most;
    }
    return 0;
}

static void put_expected(struct babies_telling *t, struct doc *row,
                         const struct babies_line *line)
{
    struct str text =
        line->known ? babies_number(t->arena, line->result.mean) : STR("not known");
    doc_cell(t->document, row, text, NULL, 0)->numeric = true;
}

static void put_limits(struct babies_telling *t, struct doc *row, double low, double high)
{
    doc_cell(t->document, row, arena_format(t->arena, "%.0f to %.0f", low, high), NULL, 0)
        ->numeric = true;
}

static void put_stage(struct babies_telling *t, struct doc *table, size_t s)
{
    const struct babies_line *own = &people_of(t, BABIES_AREA)->lines[s];
    struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
    doc_head(t->document, row, str_of(babies_stages[s].name));
    put_expected(t, row, own);
    put_expected(t, row, &people_of(t, BABIES_NEIGHBOURS)->lines[s]);
    put_expected(t, row, &people_of(t, BABIES_ENGLAND)->lines[s]);
    if (own->known) {
        put_limits(t, row, own->result.low80, own->result.high80);
        put_limits(t, row, own->result.low95, own->result.high95);
    } else {
        doc_cell(t->document, row, STR("–"), NULL, 0)->numeric = true;
        doc_cell(t->document, row, STR("–"), NULL, 0)->numeric = true;
    }
}

/* The same numbers as the dots. */
static void put_twin(struct babies_telling *t, struct doc *figure,
                     const struct chart_dots *chart)
{
    static const char *const heads[] = {"Stage", "Of 100 babies"};
    if (figure->node != DOC_FIGURE)
        return;
    struct doc *table = babies_table(t, figure, STR("Dots that are filled"), heads, 2);
    for (size_t i = 0; i < chart->count; i++) {
        struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
        doc_head(t->document, row, chart->grids[i].name);
        struct str number = arena_format(t->arena, "%u", chart->grids[i].filled);
        doc_cell(t->document, row, number, NULL, 0)->numeric = true;
    }
}

static void put_dots(struct babies_telling *t, struct doc *parent,
                     const struct babies_part *part)
{
    const struct babies_people *own = people_of(t, BABIES_AREA);
    struct dots_grid grids[BABIES_STAGES];
    struct chart_dots chart = {.grids = grids};
    for (size_t s = part->from; s < part->to; s++) {
        struct str name = str_of(babies_stages[s].name);
        if (own->lines[s].known)
            grids[chart.count++] =
                (struct dots_grid){name, first_dot(own, s), own->lines[s].dots};
    }
    chart.frame.title = finding(t, part);
    chart.frame.none = STR("Of this part of a life nothing is known here.");
    put_twin(t, chart_dots(t->document, parent, &chart), &chart);
}

static void put_part(struct babies_telling *t, struct doc *parent,
                     const struct babies_part *part)
{
    static const char *const heads[] = {
        "Of 100 babies",        "Here", "Neighbours", "England", "Here, 80 in 100 times",
        "Here, 95 in 100 times"};
    put_dots(t, parent, part);
    struct str caption = arena_format(
        t->arena, "%s: expected, and how far chance may take it", part->heading);
    struct doc *table =
        babies_table(t, parent, caption, heads, sizeof heads / sizeof *heads);
    for (size_t s = part->from; s < part->to; s++)
        put_stage(t, table, s);
}

/* ---- What it is */

static void put_notice(struct babies_telling *t, struct doc *parent)
{
    struct doc *note = doc_add(t->document, parent, DOC_NOTE, STR(""));
    doc_sentence(t->document, note,
                 STR("A period (synthetic) cohort: today's published rates are held for "
                     "a whole childhood. It is not a forecast, and not a forecast of "
                     "any child."),
                 NULL, 0);
}

static void put_reading(struct babies_telling *t, struct doc *parent)
{
    struct str day = date_words(t->arena, t->ground->options.at);
    babies_say(t, parent,
               arena_format(t->arena,
                            "If 100 babies born in %.*s lived each age at the latest "
                            "rates of periods that had ended by %.*s, this is what would "
                            "happen to them; beside it, what would happen at %.*s and at "
                            "England's rates. Two groups of 100 babies differ by chance: "
                            "in 80 and in 95 of 100 such groups the number lies between "
                            "those given.",
                            STR_ARG(t->area->name), STR_ARG(day),
                            STR_ARG(babies_neighbours(t))));
    babies_say(t, parent,
               STR("Stages that follow from each other are nested, and their dots lie in "
                   "the same places. All other stages are shown one by one: which "
                   "babies have several of them is not known from published rates, and "
                   "nothing here says so."));
}

/* ---- Whose data */

static struct str attribution_of(const struct babies_telling *t)
{
    const struct cube *cube = t->ground->source.cube;
    struct buf out = buf_new(t->arena, 64 * KIB);
    bool *used = arena_make(t->arena, bool, cube->load_count);
    for (size_t i = 0; i < t->citation_count; i++)
        used[t->citations[i].origin.load] = true;
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = !used[i] || said.len == 0;
        for (size_t k = 0; k < i && !again; k++)
            again = used[k] && str_equal(cube->loads[k].attribution, said);
        if (!again)
            buf_format(&out, "%s%.*s", out.len ? " " : "", STR_ARG(said));
    }
    return buf_text(&out);
}

/* ---- The page */

static const struct {
    const char *heading;
    void (*build)(struct babies_telling *t, struct doc *parent);
} sections[] = {{"What if?", babies_scenarios},
                {"The rates", babies_rates},
                {"What is missing, and what to know", babies_gaps},
                {"How this was worked out", babies_methods},
                {"How near it comes", babies_studies},
                {"Evidence", babies_index}};

static bool is_left_out(const struct babies_telling *t, size_t section)
{
    return section == 0 && t->babies->outcome_count == 0;
}

static void head(struct babies_telling *t)
{
    struct document *d = t->document;
    d->title = arena_format(t->arena, "100 babies born in %.*s", STR_ARG(t->area->name));
    d->area = t->area->name;
    d->at = t->ground->options.at;
    d->notice =
        STR("Compiled by Assay from published statistics. A synthetic cohort, not "
            "a forecast of any child. Not issued or endorsed by the Department "
            "for Education or any authority.");
    d->version = STR(ASSAY_VERSION);
    d->root->text = d->title;
}

struct document *babies_page(struct arena *a, const struct babies *babies)
{
    struct babies_telling *t = arena_make(a, struct babies_telling, 1);
    const struct babies_ground *ground = babies->ground;
    t->arena = a;
    t->document = document_new(a);
    t->babies = babies;
    t->ground = ground;
    t->area = &ground->source.cube->areas[babies->area];
    head(t);
    put_notice(t, t->document->root);
    put_reading(t, t->document->root);
    for (size_t i = 0; i < BABIES_PARTS; i++)
        put_part(
            t,
            doc_section(t->document, t->document->root, str_of(babies_parts[i].heading)),
            &babies_parts[i]);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        if (!is_left_out(t, i))
            sections[i].build(t, doc_section(t->document, t->document->root,
                                             str_of(sections[i].heading)));
    }
    document_attribute(t->document, attribution_of(t));
    return t->document;
}
