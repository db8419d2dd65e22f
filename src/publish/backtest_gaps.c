/* Why nothing was compared: what the rules ask for, and what of it is held. */
#include "publish/backtest_page.h"
#include "publish/phrase.h"
#include "publish/wording.h"

struct gaps {
    struct arena *arena;
    struct document *document;
    const struct backtest_report *report;
    const struct backtest_coverage *coverage;
};

static void say(struct gaps *g, struct doc *parent, struct str text)
{
    doc_say(g->document, parent, text, NULL, 0);
}

static void cell(struct gaps *g, struct doc *row, struct str text)
{
    doc_cell(g->document, row, text, NULL, 0);
}

static void number(struct gaps *g, struct doc *row, size_t n)
{
    struct doc *c = doc_cell(g->document, row, arena_format(g->arena, "%zu", n), NULL, 0);
    c->numeric = true;
}

static struct doc *table(struct gaps *g, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count)
{
    struct doc *t = doc_add(g->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(g->document, t, DOC_ROW, STR(""));
    t->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(g->document, row, str_of(heads[i]));
    return t;
}

/* "SLAC inspection: safeguarding/overall"; of a family alone "SLAC inspection". */
static struct str inspection_words(struct gaps *g, struct str what)
{
    struct str path, family = str_cut(what, ' ', &path);
    struct str words = words_capital(g->arena, words_family(g->arena, family));
    if (path.len == 0)
        return words;
    return arena_format(g->arena, "%.*s: %.*s", STR_ARG(words), STR_ARG(path));
}

/* "Priority actions of unannounced inspections" is asked as "priority-action
 * unannounced". */
static struct str finding_words(struct gaps *g, struct str what)
{
    size_t space = str_find_last(what, ' ');
    struct str kinds = phrase_from_id(g->arena, (struct str){what.at, space});
    if (space == what.len)
        return words_capital(g->arena, kinds);
    struct str family = {what.at + space + 1, what.len - space - 1};
    return arena_format(g->arena, "%.*s, from: %.*s",
                        STR_ARG(words_capital(g->arena, kinds)),
                        STR_ARG(words_family(g->arena, family)));
}

static struct str kind_words(struct gaps *g, const struct held *held)
{
    struct arena *a = g->arena;
    switch (held->kind) {
    case HELD_SETTINGS:
        if (str_equal(held->what, STR("other")))
            return STR("Grades of settings of other kinds");
        return arena_format(a, "Grades of %.*s",
                            STR_ARG(words_service(a, held->what, true)));
    case HELD_MEASURES:
        return arena_format(a, "Measures: %.*s", STR_ARG(held->what));
    case HELD_FINDINGS:
        return finding_words(g, held->what);
    case HELD_INSPECTIONS:
        return inspection_words(g, held->what);
    }
    return held->what;
}

static struct str span_words(struct gaps *g, const struct held *held)
{
    if (date_is_none(held->first))
        return STR("–");
    return arena_format(g->arena, "%.*s to %.*s",
                        STR_ARG(date_month_words(g->arena, held->first)),
                        STR_ARG(date_month_words(g->arena, held->last)));
}

static void put_kinds(struct gaps *g, struct doc *parent)
{
    static const char *const heads[] = {"Asked for", "Line", "Authorities", "Items",
                                        "Dated"};
    const struct backtest_coverage *c = g->coverage;
    struct doc *at =
        table(g, parent, STR("What the rules ask for, and what is held"), heads, 5);
    for (size_t i = 0; i < c->kind_count; i++) {
        const struct held *held = &c->kinds[i];
        struct doc *row = doc_add(g->document, at, DOC_ROW, STR(""));
        doc_head(g->document, row, kind_words(g, held));
        number(g, row, held->line);
        cell(g, row, arena_format(g->arena, "%zu of %zu", held->authorities, c->live));
        number(g, row, held->items);
        cell(g, row, span_words(g, held));
    }
}

enum { MEASURES_MOST = 60 };

static void put_measures(struct gaps *g, struct doc *parent)
{
    static const char *const heads[] = {"Measure", "Id", "Authorities",
                                        "Last period ends"};
    const struct backtest_coverage *c = g->coverage;
    struct doc *s = doc_section(g->document, parent, STR("Figures of the time"));
    if (c->measure_count == 0) {
        say(g, s,
            STR("The store holds no measure with a figure of the three years before."));
        return;
    }
    if (c->measure_count > MEASURES_MOST) {
        say(g, s,
            arena_format(g->arena,
                         "%zu measures have a figure of the three years before; 'assay "
                         "measure' lays them out.",
                         c->measure_count));
        return;
    }
    struct doc *at =
        table(g, s, STR("Measures with a figure of the three years before"), heads, 4);
    for (size_t i = 0; i < c->measure_count; i++) {
        struct doc *row = doc_add(g->document, at, DOC_ROW, STR(""));
        doc_head(g->document, row, c->measures[i].label);
        cell(g, row, c->measures[i].id);
        number(g, row, c->measures[i].authorities);
        cell(g, row, date_iso(g->arena, c->measures[i].last));
    }
}

static void put_ratings(struct gaps *g, struct doc *parent)
{
    const struct backtest_coverage *c = g->coverage;
    if (c->year > c->last_rated)
        return;
    struct doc *s = doc_section(g->document, parent, STR("Published results"));
    if (c->rating_count == 0)
        say(g, s, arena_format(g->arena, "No rating of %d is held by name.", c->year));
    for (size_t i = 0; i < c->rating_count; i++)
        say(g, s,
            arena_format(g->arena,
                         "%.*s, %d: the rating of %zu authorities is held by name (%zu "
                         "as a grade), of %zu.",
                         STR_ARG(words_capital(g->arena, c->ratings[i].scheme)), c->year,
                         c->ratings[i].authorities, c->ratings[i].with_grade, c->live));
}

static void conclude(struct gaps *g, struct doc *parent)
{
    const struct backtest_coverage *c = g->coverage;
    if (c->kind_count == 0) {
        say(g, parent,
            STR("This framework's rules ask for no evidence and compute no grade. So no "
                "agreement is computed."));
        return;
    }
    say(g, parent,
        arena_format(g->arena,
                     "Coverage %zu of %zu: of %zu kinds of evidence that the rules ask "
                     "for, %zu are held for nine authorities in ten or more on %.*s, %zu "
                     "for some and %zu for none; %zu authorities have all of it. So no "
                     "agreement is computed.",
                     c->wide, c->kind_count, c->kind_count, c->wide,
                     STR_ARG(date_words(g->arena, c->at)), c->some,
                     c->kind_count - c->wide - c->some, c->everything));
    if (g->report->of && g->report->tally->open)
        say(g, parent,
            arena_format(g->arena,
                         "%zu inspections have a published grade and not the parts that "
                         "it is computed from.",
                         g->report->tally->open));
    if (!g->report->of)
        say(g, parent,
            STR("No inspection enters both this framework's grade and the parts that it "
                "is computed from: the grade rests on evidence of other kinds, or is "
                "not computed at all."));
}

void backtest_gaps(struct document *d, struct doc *parent,
                   const struct backtest_report *report)
{
    struct gaps g = {
        .arena = d->arena, .document = d, .report = report, .coverage = report->coverage};
    struct doc *s = doc_section(d, parent, STR("Nothing was compared"));
    conclude(&g, s);
    if (report->coverage->kind_count)
        put_kinds(&g, s);
    put_measures(&g, parent);
    put_ratings(&g, parent);
}
