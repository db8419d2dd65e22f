#include "publish/associate_page.h"

#include <math.h>

#include "publish/wording.h"
#include "version.h"

struct page {
    struct arena *arena;
    struct document *document;
    const struct associate_said *said;
    const struct associate *result;
    size_t top;
};

/* ---- Words and numbers */

static void say(struct page *p, struct doc *parent, struct str text)
{
    doc_say(p->document, parent, text, NULL, 0);
}

/* "+0.21", "−0.03"; a dash where there is none. */
static struct str words_r(struct arena *a, double r)
{
    if (isnan(r))
        return STR("–");
    const char *sign = r < 0 ? "\xe2\x88\x92" : "+";
    return arena_format(a, "%s%.2f", sign, fabs(r));
}

static struct str words_p(struct arena *a, double p)
{
    return isnan(p) ? STR("–") : arena_format(a, "%.4f", p);
}

static struct str words_interval(struct arena *a, const struct exchange_result *result)
{
    if (isnan(result->low95))
        return words_r(a, result->r);
    return arena_format(a, "%.*s (%.*s to %.*s)", STR_ARG(words_r(a, result->r)),
                        STR_ARG(words_r(a, result->low95)),
                        STR_ARG(words_r(a, result->high95)));
}

/* How the figures of the better graded were. */
static struct str words_direction(const struct association *at)
{
    enum polarity polarity = at->measure->about.polarity;
    bool up = at->plain.result.r >= 0;
    if (polarity == POLARITY_HIGH || polarity == POLARITY_LOW)
        return up ? STR("better") : STR("worse");
    return up ? STR("higher") : STR("lower");
}

static struct str words_measure_name(struct arena *a, const struct cube_measure *measure)
{
    const struct batch_measure *about = &measure->about;
    if (about->label.len == 0)
        return about->id;
    return arena_format(a, "%.*s [%.*s]", STR_ARG(about->label), STR_ARG(about->id));
}

static struct doc *table_of(struct page *p, struct doc *parent, struct str caption,
                            const char *const *heads, size_t count)
{
    struct doc *table = doc_add(p->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(p->document, row, str_of(heads[i]));
    return table;
}

static void add_number(struct page *p, struct doc *row, struct str text)
{
    doc_cell(p->document, row, text, NULL, 0)->numeric = true;
}

/* ---- What it says */

static const struct scale *scale_of(const struct page *p)
{
    return p->result->before->options.judgement->scale;
}

static void say_inspections(struct page *p, struct doc *parent)
{
    const struct before *before = p->result->before;
    struct arena *a = p->arena;
    date first = DATE_NONE, last = DATE_NONE;
    for (size_t i = 0; i < before->count; i++) {
        date start = before->inspections[i].start;
        first = date_is_none(first) || date_compare(start, first) < 0 ? start : first;
        last = date_compare(start, last) > 0 ? start : last;
    }
    struct str words = arena_format(
        a,
        "%zu inspections of %zu authorities, begun from %.*s to %.*s, were graded for "
        "\"%.*s\".",
        before->count, before->subject_count, STR_ARG(date_words(a, first)),
        STR_ARG(date_words(a, last)), STR_ARG(before->options.judgement->title));
    if (before->undated)
        words = arena_format(a, "%.*s Left out: %zu without a starting day.",
                             STR_ARG(words), before->undated);
    if (before->repeated)
        words = arena_format(a,
                             "%.*s Taken for the inspection before: %zu that began "
                             "within four weeks of it.",
                             STR_ARG(words), before->repeated);
    say(p, parent, words);
}

static void say_chance(struct page *p, struct doc *parent)
{
    const struct associate_tally *t = &p->result->plain;
    say(p, parent,
        arena_format(p->arena,
                     "Of %zu measures tested, %zu have a p below 0.05. Chance alone "
                     "would give %.1f, and in 95 of 100 draws between %.0f and %.0f.",
                     t->tests, t->below, t->expected, t->low, t->high));
    say(p, parent,
        arena_format(p->arena,
                     "Corrected for so many, %zu are found (the largest of all, 0.05), "
                     "%zu by Holm and %zu by Benjamini and Hochberg. To be found, a "
                     "measure of middling coverage needs an r of about %.2f either way.",
                     t->found, t->holm, t->false_discovery, t->needed));
}

static const struct association *strongest_deprivation(const struct associate *result)
{
    const struct association *found = NULL;
    for (size_t i = 0; i < result->count; i++) {
        const struct association *at = &result->at[i];
        if (at->deprivation && (!found || at->place < found->place))
            found = at;
    }
    return found;
}

static void say_deprivation(struct page *p, struct doc *parent)
{
    const struct association *at = strongest_deprivation(p->result);
    if (!at) {
        say(p, parent, STR("No measure of deprivation could be tested."));
        return;
    }
    bool up = at->plain.result.r >= 0;
    bool low_is_good = at->measure->about.polarity == POLARITY_LOW;
    const char *which = up == low_is_good ? "less" : "more";
    struct str words = arena_format(
        p->arena,
        "Of the measures of deprivation \"%.*s\" went furthest with the grade: r %.*s, "
        "place %zu of %zu by size.",
        STR_ARG(at->measure->about.label),
        STR_ARG(words_interval(p->arena, &at->plain.result)), at->place,
        p->result->count);
    bool by_chance = at->plain.result.p >= 0.05;
    say(p, parent,
        arena_format(
            p->arena, "%.*s %s %s deprivation%s (p %.4f).", STR_ARG(words),
            by_chance ? "That better grades went with" : "Better grades went with", which,
            by_chance ? " is no more than chance allows" : "", at->plain.result.p));
}

static void say_partial(struct page *p, struct doc *parent)
{
    const struct associate_tally *t = &p->result->partial;
    if (!p->result->control) {
        say(p, parent,
            STR("Deprivation could not be taken out: the measure for it is "
                "not loaded."));
        return;
    }
    say(p, parent,
        arena_format(p->arena,
                     "With \"%.*s\" taken out, %zu of %zu measures have a p below 0.05 "
                     "(chance: %.1f, between %.0f and %.0f); corrected, %zu are found, "
                     "%zu by Holm and %zu by Benjamini and Hochberg.",
                     STR_ARG(p->result->control->about.label), t->below, t->tests,
                     t->expected, t->low, t->high, t->found, t->holm,
                     t->false_discovery));
}

static void say_all(struct page *p, struct doc *parent)
{
    say_inspections(p, parent);
    say_chance(p, parent);
    say_deprivation(p, parent);
    say_partial(p, parent);
    say(p, parent,
        STR("An association is no cause, and a grade is given for far more than any "
            "measure holds."));
}

/* ---- Measures */

static void put_association(struct page *p, struct doc *table,
                            const struct association *at)
{
    struct arena *a = p->arena;
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, words_measure_name(a, at->measure));
    doc_cell(p->document, row, words_direction(at), NULL, 0);
    add_number(p, row, words_interval(a, &at->plain.result));
    add_number(p, row, arena_format(a, "%zu", at->plain.inspections));
    add_number(p, row, words_p(a, at->plain.result.p));
    add_number(p, row, words_p(a, at->plain.p_largest));
    add_number(p, row, words_r(a, at->partial.result.r));
}

static const char *const heads[] = {"Measure", "Better graded had", "r (95%)",       "n",
                                    "p",       "p, largest",        "r, control out"};
enum { HEAD_COUNT = sizeof heads / sizeof *heads };

static void put_measures(struct page *p, struct doc *parent)
{
    size_t shown = p->top < p->result->count ? p->top : p->result->count;
    if (shown == 0) {
        say(p, parent,
            p->result->count ? STR("None was asked for.")
                             : STR("No measure could be tested."));
        return;
    }
    struct str caption = arena_format(p->arena, "%zu of %zu measures, the least p first",
                                      shown, p->result->count);
    struct doc *table = table_of(p, parent, caption, heads, HEAD_COUNT);
    for (size_t i = 0; i < shown; i++)
        put_association(p, table, &p->result->at[i]);
}

static void put_deprivation(struct page *p, struct doc *parent)
{
    struct doc *table = NULL;
    for (size_t i = 0; i < p->result->count; i++) {
        if (!p->result->at[i].deprivation)
            continue;
        if (!table)
            table = table_of(p, parent, STR("Measures of deprivation, whatever their p"),
                             heads, HEAD_COUNT);
        put_association(p, table, &p->result->at[i]);
    }
    if (!table)
        say(p, parent, STR("None could be tested."));
}

/* Other corrections of the same measures, and other ways of looking at them. */
static void put_otherwise(struct page *p, struct doc *table, const struct association *at)
{
    struct arena *a = p->arena;
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, at->measure->about.id);
    add_number(p, row, words_p(a, at->plain.p_holm));
    add_number(p, row, words_p(a, at->plain.p_false_discovery));
    add_number(p, row, words_r(a, at->tau_b));
    add_number(p, row, words_p(a, at->partial.result.p));
    add_number(p, row, words_p(a, at->partial.p_largest));
    add_number(p, row, words_r(a, at->latest.result.r));
    add_number(p, row, words_p(a, at->latest.result.p));
}

static void put_other_ways(struct page *p, struct doc *parent)
{
    static const char *const others[] = {"Measure",        "p, Holm",
                                         "p, BH",          "tau-b",
                                         "p, control out", "largest, control out",
                                         "r, latest only", "p, latest only"};
    size_t shown = p->top < p->result->count ? p->top : p->result->count;
    if (shown == 0) {
        say(p, parent, STR("There is nothing to look at."));
        return;
    }
    struct doc *table = table_of(p, parent, STR("The same measures, looked at otherwise"),
                                 others, sizeof others / sizeof *others);
    for (size_t i = 0; i < shown; i++)
        put_otherwise(p, table, &p->result->at[i]);
}

/* ---- Grades by year */

static int next_year(const struct before *before, int after)
{
    int next = INT32_MAX;
    for (size_t i = 0; i < before->count; i++) {
        int year = before->inspections[i].year;
        if (year > after && year < next)
            next = year;
    }
    return next;
}

static void put_year(struct page *p, struct doc *table, int year)
{
    const struct before *before = p->result->before;
    size_t counts[SCALE_MAX] = {0}, all = 0;
    for (size_t i = 0; i < before->count; i++) {
        bool of_it = before->inspections[i].year == year;
        counts[before->inspections[i].position] += of_it;
        all += of_it;
    }
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, arena_format(p->arena, "%d", year));
    add_number(p, row, arena_format(p->arena, "%zu", all));
    for (size_t g = 0; g < scale_of(p)->count; g++)
        add_number(p, row, arena_format(p->arena, "%zu", counts[g]));
}

static void put_years(struct page *p, struct doc *parent)
{
    static const char *const years[] = {"Year", "Inspections"};
    const struct before *before = p->result->before;
    struct doc *table =
        table_of(p, parent, STR("Inspections by the year in which they began"), years, 2);
    for (size_t g = 0; g < scale_of(p)->count; g++)
        doc_head(p->document, table->first, scale_of(p)->rungs[g].words);
    for (int year = next_year(before, 0); year < INT32_MAX;
         year = next_year(before, year))
        put_year(p, table, year);
}

/* ---- How */

static void say_how(struct page *p, struct doc *parent)
{
    const struct associate_options *o = &p->result->options;
    struct arena *a = p->arena;
    say(p, parent,
        arena_format(a,
                     "A figure counts as known where its period had ended %d months "
                     "before the inspection began, and not more than %d months before; "
                     "the latest such figure of the authority is taken, as the store "
                     "has it, later revisions included.",
                     o->before.lag_months, o->before.age_months));
    say(p, parent,
        STR("Figures are ranked among all authorities of their own period, grades among "
            "inspections begun in the same year; r is Spearman's correlation of the two. "
            "It is above 0 where better figures went with better grades, or higher ones "
            "where a measure has no direction."));
    say(p, parent,
        arena_format(
            a,
            "p is two-sided, from %zu draws (seed %llu) that give each "
            "authority's inspections the figures of another, whole; intervals "
            "are from as many bootstrap draws of whole authorities. \"p "
            "largest\" compares with the largest r of all measures in each draw.",
            o->draws, (unsigned long long)o->seed));
    say(p, parent,
        arena_format(a,
                     "A measure needs a figure for %zu inspections of %zu authorities: "
                     "%zu measures have fewer, %zu had none known before any. "
                     "Breakdowns of tables are not tested.",
                     o->least_inspections, o->least_authorities,
                     p->result->left_out_count, p->result->unknown_count));
}

/* ---- The page */

static const struct {
    const char *heading;
    void (*build)(struct page *p, struct doc *parent);
} sections[] = {
    {"What the data shows", say_all}, {"Deprivation", put_deprivation},
    {"Measures", put_measures},       {"Other ways of looking", put_other_ways},
    {"The grades", put_years},        {"How this was worked out", say_how},
};

/* The loads of the grades and of every figure of a measure that was tested. */
static bool *loads_used(const struct page *p)
{
    const struct before *before = p->result->before;
    const struct cube *cube = before->cube;
    bool *used = arena_make(p->arena, bool, cube->load_count);
    for (size_t i = 0; i < before->count; i++)
        used[before->inspections[i].origin.load] = true;
    for (size_t m = 0; m < p->result->count; m++) {
        const struct cube_measure *measure = p->result->at[m].measure;
        for (size_t k = 0; k < measure->period_count * cube->area_count; k++) {
            size_t period = k / cube->area_count, area = k % cube->area_count;
            uint32_t load = measure->series[period].origin[area].load;
            if (load < cube->load_count)
                used[load] = true;
        }
    }
    return used;
}

static struct str attribution_of(const struct page *p)
{
    const struct cube *cube = p->result->before->cube;
    const bool *used = loads_used(p);
    struct buf out = buf_new(p->arena, 64 * KIB);
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = said.len == 0 || !used[i];
        for (size_t k = 0; k < i && !again; k++)
            again = used[k] && str_equal(cube->loads[k].attribution, said);
        if (!again)
            buf_format(&out, "%s%.*s", out.len ? " " : "", STR_ARG(said));
    }
    return buf_text(&out);
}

struct document *associate_page(struct arena *a, const struct associate_said *said,
                                size_t top)
{
    struct document *d = document_new(a);
    struct page p = {a, d, said, said->result, top};
    d->title = STR("Do indicators predict inspections?");
    d->area = said->plan->regime.title;
    d->notice = STR("Compiled by Assay from published statistics and inspection "
                    "outcomes. Not issued or endorsed by Ofsted, the Department for "
                    "Education or any authority.");
    document_attribute(d, attribution_of(&p));
    d->version = STR(ASSAY_VERSION);
    d->sha256 = said->plan->text_sha256;
    d->root->text = d->title;
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        struct doc *section = doc_section(d, d->root, str_of(sections[i].heading));
        sections[i].build(&p, section);
    }
    return d;
}
