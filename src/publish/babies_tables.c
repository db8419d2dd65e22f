/* What stands beneath the dots of a "100 babies" page: what if, the rates, what is
 * missing, how it was done, and how near it comes to what is known. */
#include <math.h>

#include "publish/babies_parts.h"
#include "publish/figure_words.h"
#include "publish/phrase.h"
#include "publish/wording.h"

static void put_number(struct babies_telling *t, struct doc *row, struct str text)
{
    doc_cell(t->document, row, text, NULL, 0)->numeric = true;
}

/* ---- What if? */

static void put_effect(struct babies_telling *t, struct doc *table, size_t s,
                       const struct babies_effect *effect)
{
    const struct babies_people *own = t->babies->who[BABIES_AREA];
    const struct cohort_result *d = &effect->difference;
    struct arena *a = t->arena;
    size_t lead = babies_lead(s);
    struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
    doc_head(t->document, row, str_of(babies_stages[s].name));
    put_number(t, row, babies_change(a, d->mean));
    put_number(t, row,
               arena_format(a, "%.*s to %.*s", STR_ARG(babies_whole_change(a, d->low95)),
                            STR_ARG(babies_whole_change(a, d->high95))));
    put_number(t, row, babies_number(a, own->lines[s].result.mean));
    put_number(t, row, babies_number(a, effect->result.mean));
    put_number(t, row, babies_in_unit(t, lead, own->rates[lead].value));
    put_number(t, row,
               effect->done == BABIES_CHANGED ? babies_in_unit(t, lead, effect->value)
                                              : STR("as now"));
}

/* Touched itself, or moved by what leads to it. */
static bool is_moved(const struct babies_effect *effect)
{
    const struct cohort_result *d = &effect->difference;
    return effect->done == BABIES_CHANGED || d->mean > 0 || d->mean < 0;
}

static void say_untouched(struct babies_telling *t, struct doc *parent,
                          const struct babies_outcome *outcome, enum babies_done why,
                          const char *words)
{
    struct str names[BABIES_STAGES];
    size_t count = 0;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        if (outcome->effects[s].done == why)
            names[count++] = phrase_lower(t->arena, str_of(babies_stages[s].name));
    }
    if (count)
        babies_say(t, parent,
                   arena_format(t->arena, "Not changed, %s: %.*s.", words,
                                STR_ARG(words_list(t->arena, names, count))));
}

static void put_outcome(struct babies_telling *t, struct doc *parent,
                        const struct babies_outcome *outcome)
{
    static const char *const heads[] = {"Of 100 babies", "Difference", "95 in 100 times",
                                        "Now",           "Then",       "Rate now",
                                        "Rate then"};
    struct doc *table = NULL;
    struct str name = outcome->scenario->name;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        if (!t->babies->who[BABIES_AREA]->lines[s].known ||
            !is_moved(&outcome->effects[s]))
            continue;
        if (!table)
            table = babies_table(t, parent,
                                 arena_format(t->arena, "Scenario %.*s", STR_ARG(name)),
                                 heads, sizeof heads / sizeof *heads);
        put_effect(t, table, s, &outcome->effects[s]);
    }
    if (!table)
        babies_say(
            t, parent,
            arena_format(t->arena, "Scenario %.*s changes nothing here.", STR_ARG(name)));
    say_untouched(t, parent, outcome, BABIES_NO_DIRECTION,
                  "since neither high nor low is good");
    say_untouched(t, parent, outcome, BABIES_NO_FIGURE, "since a figure is missing");
}

void babies_scenarios(struct babies_telling *t, struct doc *parent)
{
    babies_say(t, parent,
               STR("The same babies at other rates: both are worked out with the same "
                   "draws, so that a difference is only what the rates make of it. A "
                   "rate that other areas have need not be within reach here."));
    for (size_t i = 0; i < t->babies->outcome_count; i++)
        put_outcome(t, parent, &t->babies->outcomes[i]);
}

/* ---- The rates */

static void put_rate(struct babies_telling *t, struct doc *table, size_t rate)
{
    struct str words = words_capital(t->arena, str_of(babies_measures[rate].words));
    const struct cube_measure *measure = t->ground->found[rate].measure;
    struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
    if (measure)
        words = arena_format(t->arena, "%.*s [%.*s]", STR_ARG(words),
                             STR_ARG(measure->about.id));
    doc_head(t->document, row, words);
    doc_cell(t->document, row, babies_period(t, rate), NULL, 0);
    for (int who = 0; who < BABIES_WHO; who++) {
        const struct babies_rate *of = &t->babies->who[who]->rates[rate];
        struct chart_ids ids = babies_cite(t, rate, (enum babies_who)who);
        struct doc *cell =
            doc_cell(t->document, row, babies_value(t, rate, of), ids.at, ids.count);
        cell->numeric = true;
    }
}

void babies_rates(struct babies_telling *t, struct doc *parent)
{
    static const char *const heads[] = {"Rate", "Year", "Here", "Neighbours", "England"};
    struct doc *table = babies_table(t, parent, STR("Every rate as published"), heads, 5);
    for (size_t rate = 0; rate < BABIES_RATES; rate++)
        put_rate(t, table, rate);
}

/* ---- What is missing */

static struct str who_words(const struct babies_telling *t, enum babies_who who)
{
    static const struct str others[] = {
        [BABIES_NEIGHBOURS] = STR("the neighbours"), [BABIES_ENGLAND] = STR("England")};
    return who == BABIES_AREA ? t->area->name : others[who];
}

static void add_item(struct babies_telling *t, struct doc *list, struct str text)
{
    struct doc *item = doc_add(t->document, list, DOC_ITEM, STR(""));
    doc_sentence(t->document, item, text, NULL, 0);
}

static bool is_loaded(const struct babies_telling *t, size_t rate)
{
    return t->ground->found[rate].measure != NULL;
}

/* Said once for everybody. */
static void say_not_loaded(struct babies_telling *t, struct doc *list)
{
    struct str names[BABIES_STAGES];
    size_t count = 0;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        size_t used[BABIES_STAGE_RATES];
        bool gone = false;
        babies_stage_rates(&babies_stages[s], used);
        for (size_t i = 0; i < BABIES_STAGE_RATES; i++)
            gone |= used[i] != COHORT_NOWHERE && !is_loaded(t, used[i]) &&
                    (i < 2 || !babies_stages[s].less_optional);
        if (gone)
            names[count++] = phrase_lower(t->arena, str_of(babies_stages[s].name));
    }
    if (count)
        add_item(t, list,
                 arena_format(t->arena,
                              "Not known of anybody, since a rate is not loaded: "
                              "%.*s.",
                              STR_ARG(words_list(t->arena, names, count))));
}

static void say_unknown(struct babies_telling *t, struct doc *list, size_t s,
                        enum babies_who who)
{
    const struct babies_people *people = t->babies->who[who];
    size_t rate = people->lines[s].lacks;
    struct str name = who_words(t, who);
    if (is_loaded(t, rate))
        add_item(t, list,
                 arena_format(t->arena, "%s is not known for %.*s (%.*s).",
                              babies_stages[s].name, STR_ARG(name),
                              STR_ARG(babies_lack(t, rate, &people->rates[rate]))));
}

static void say_line(struct babies_telling *t, struct doc *list, size_t s,
                     enum babies_who who)
{
    const struct babies_people *people = t->babies->who[who];
    const struct babies_line *line = &people->lines[s];
    struct str name = who_words(t, who);
    size_t less = babies_stages[s].of.less[0];
    if (!line->known)
        say_unknown(t, list, s, who);
    if (line->nothing_taken)
        add_item(t, list,
                 arena_format(t->arena,
                              "%s, %.*s: nothing could be taken off (%.*s), so the "
                              "number is higher than it should be.",
                              babies_stages[s].name, STR_ARG(name),
                              STR_ARG(babies_lack(t, less, &people->rates[less]))));
    if (line->held)
        add_item(t, list,
                 arena_format(t->arena,
                              "%s, %.*s: the rates say more than the stage before it has "
                              "babies, which cannot be; it is shown as all of them.",
                              babies_stages[s].name, STR_ARG(name)));
}

static void say_above(struct babies_telling *t, struct doc *list)
{
    for (size_t rate = 0; rate < BABIES_RATES; rate++) {
        if (t->babies->who[BABIES_AREA]->rates[rate].above)
            add_item(t, list,
                     arena_format(t->arena,
                                  "%s are published as above 100%% and taken "
                                  "as 100%%.",
                                  babies_measures[rate].words));
    }
}

static void say_most(struct babies_telling *t, struct doc *list, size_t s)
{
    const struct babies_line *line = &t->babies->who[BABIES_AREA]->lines[s];
    if (!line->known || isnan(line->most))
        return;
    add_item(t, list,
             arena_format(t->arena,
                          "%s: %.*s of 100 if families keep their own rate for 18 years, "
                          "as shown; up to %.*s if nobody were likelier than another to "
                          "come back after a year.",
                          babies_stages[s].name,
                          STR_ARG(babies_number(t->arena, line->result.mean)),
                          STR_ARG(babies_number(t->arena, line->most))));
}

void babies_gaps(struct babies_telling *t, struct doc *parent)
{
    struct doc *list = doc_add(t->document, parent, DOC_LIST, STR(""));
    say_not_loaded(t, list);
    for (int who = 0; who < BABIES_WHO; who++) {
        for (size_t s = 0; s < BABIES_STAGES; s++)
            say_line(t, list, s, (enum babies_who)who);
    }
    say_above(t, list);
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        say_most(t, list, s);
        if (babies_stages[s].how)
            add_item(t, list,
                     arena_format(t->arena, "%s: %s", babies_stages[s].name,
                                  babies_stages[s].how));
    }
}

/* ---- How */

void babies_methods(struct babies_telling *t, struct doc *parent)
{
    const struct babies_options *o = &t->ground->options;
    struct arena *a = t->arena;
    babies_say(t, parent,
               STR("Nobody dies or moves, every age has the same yearly rate (published "
                   "rates are of all ages from birth to 17 together), and the rates are "
                   "the latest whose period had ended. So many events a year become the "
                   "number to whom it happens at least once by the repeats that are "
                   "published; the rule of each stage is said above."));
    babies_say(t, parent,
               arena_format(
                   a,
                   "%zu groups of 100 babies were drawn (seed %llu), each with a letter "
                   "of chance that is the same for this area, its neighbours, England "
                   "and every scenario. Rates with counts are drawn anew for each group, "
                   "pulled towards all authorities together as far as their size asks "
                   "for (beta and gamma priors); rates without counts stand as "
                   "published, and then only the chance of 100 babies is in the "
                   "interval. The expected number is the mean over all groups; dots are "
                   "whole babies by largest remainder.",
                   o->runs, (unsigned long long)o->seed));
    babies_say(t, parent,
               arena_format(a,
                            "Neighbours stands for %.*s, of those that have a figure, "
                            "at least five of them; it stands as it is.",
                            STR_ARG(babies_neighbours(t))));
}

/* ---- How near */

void babies_studies(struct babies_telling *t, struct doc *parent)
{
    static const char *const heads[] = {"Of 100 in England", "Here", "Published",
                                        "Difference", "By"};
    struct doc *table = NULL;
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        const struct babies_stage *stage = &babies_stages[s];
        const struct babies_line *line = &t->ground->england.lines[s];
        if (!(stage->study > 0) || !line->known)
            continue;
        if (!table)
            table = babies_table(t, parent,
                                 STR("England's rates beside studies that followed "
                                     "children"),
                                 heads, 5);
        struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
        doc_head(t->document, row, str_of(stage->name));
        put_number(t, row, babies_number(t->arena, line->result.mean));
        put_number(t, row, babies_number(t->arena, stage->study));
        put_number(t, row, babies_change(t->arena, line->result.mean - stage->study));
        doc_cell(t->document, row, str_of(stage->study_source), NULL, 0);
    }
    babies_say(t, parent,
               table ? STR("The studies followed children of earlier years, whose rates "
                           "were others; nothing here was fitted to them.")
                     : STR("England's rates of the stages that studies followed are not "
                           "loaded."));
}
