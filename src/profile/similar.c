/* The index and how it is asked. */
#include "profile/similar.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "profile/picture.h"

/* BM25's usual constants (Robertson and Zaragoza 2009, 3.5): how soon a repeated word
 * stops counting, and how much a long item is held against it. */
static const double REPEATED = 1.2, LONG = 0.75;
/* What a shared theme is worth beside a word as rare. */
static const double THEME_WEIGHT = 0.5;
static const double SIMILAR_KIND = 0.35;
/* Scores that agree to this many parts of one are a tie. */
static const double TIE = 1e6;

double similar_kind(void)
{
    return SIMILAR_KIND;
}

/* ---- The items */

/* The board's reviews stood in the same reports as the inspections; joint inspections
 * and visits hold no list of the inspectorate's own words. */
static bool has_items_of_its_own(const struct merged_event *event)
{
    return picture_is_authority_family(event->framework) ||
           str_equal(event->framework, STR("lscb"));
}

/* Three reports of 2014 print their strengths as a list of the same form. */
static bool is_strength(const struct batch_item *item)
{
    return item->kind == FINDING_STRENGTH ||
           str_contains(item->heading, STR("strengths"));
}

struct building {
    struct similar_index *index;
    struct similar_item *items;
    size_t capacity;
    uint64_t words;
};

static void add_item(struct building *b, uint32_t event, date on, uint32_t item)
{
    struct similar_index *index = b->index;
    struct str text = index->source.facts->items[item].text;
    b->items = arena_grow(index->arena, struct similar_item, b->items, index->item_count,
                          &b->capacity);
    struct similar_item *out = &b->items[index->item_count++];
    *out = (struct similar_item){.item = item, .event = event, .on = on};
    out->uses = terms_read(index->terms, index->arena, text);
    out->themes = themes_of(index->themes, out->uses);
    b->words += out->uses.count;
    for (size_t i = 0; i < themes_count(); i++)
        index->theme_items[i] += themes_has(out->themes, i);
}

static void add_event(struct building *b, uint32_t at)
{
    const struct merged_event *event = &b->index->source.events->at[at];
    date on = merged_event_date(event);
    if (date_is_none(on) || date_compare(on, b->index->at) > 0 ||
        !has_items_of_its_own(event))
        return;
    for (size_t i = 0; i < event->item_count; i++) {
        if (is_strength(&b->index->source.facts->items[event->items[i]]))
            b->index->strengths++;
        else
            add_item(b, at, on, event->items[i]);
    }
}

/* ---- Postings */

static bool used_before(const struct similar_item *item, size_t use)
{
    for (size_t i = 0; i < use; i++) {
        if (item->uses.at[i].term == item->uses.at[use].term)
            return true;
    }
    return false;
}

/* By counting; the items of a term stand in the index's order. */
static void post(struct similar_index *index)
{
    index->term_count = terms_count(index->terms);
    uint32_t *first = arena_make(index->arena, uint32_t, index->term_count + 2);
    size_t total = 0;
    for (size_t i = 0; i < index->item_count; i++) {
        const struct similar_item *item = &index->items[i];
        for (size_t k = 0; k < item->uses.count; k++) {
            if (used_before(item, k))
                continue;
            first[item->uses.at[k].term + 2]++;
            total++;
        }
    }
    for (size_t i = 2; i < index->term_count + 2; i++)
        first[i] += first[i - 1];
    uint32_t *postings = arena_make(index->arena, uint32_t, total);
    for (size_t i = 0; i < index->item_count; i++) {
        const struct similar_item *item = &index->items[i];
        for (size_t k = 0; k < item->uses.count; k++) {
            if (!used_before(item, k))
                postings[first[item->uses.at[k].term + 1]++] = (uint32_t)i;
        }
    }
    index->postings = postings;
    index->posting_first = first;
}

struct similar_index *similar_index_build(struct arena *a,
                                          const struct survey_source *source, date at)
{
    struct similar_index *index = arena_make(a, struct similar_index, 1);
    struct building b = {.index = index};
    assert(!date_is_none(at));
    *index = (struct similar_index){.arena = a, .source = *source, .at = at};
    index->terms = terms_new(a);
    index->themes = themes_new(a, index->terms);
    for (size_t i = 0; i < source->events->count; i++)
        add_event(&b, (uint32_t)i);
    index->items = b.items;
    if (index->item_count)
        index->mean_length = (double)b.words / (double)index->item_count;
    post(index);
    return index;
}

/* ---- Weights */

/* How much a thing says that n of all items have. */
static double rarity(const struct similar_index *index, size_t n)
{
    double all = (double)index->item_count, with = (double)n;
    return log(1 + (all - with + 0.5) / (with + 0.5));
}

static size_t items_with(const struct similar_index *index, int32_t term)
{
    if (term < 0 || (size_t)term >= index->term_count)
        return 0;
    return index->posting_first[term + 1] - index->posting_first[term];
}

static double word_weight(const struct similar_index *index, int32_t term,
                          struct term_uses in)
{
    size_t times = 0;
    for (size_t i = 0; i < in.count; i++)
        times += in.at[i].term == term;
    if (times == 0 || index->item_count == 0)
        return 0;
    double held = (double)in.count / index->mean_length;
    double often = (double)times * (REPEATED + 1) /
                   ((double)times + REPEATED * (1 - LONG + LONG * held));
    return rarity(index, items_with(index, term)) * often;
}

static double themes_weight(const struct similar_index *index, theme_set themes)
{
    double sum = 0;
    for (size_t i = 0; i < themes_count(); i++) {
        if (themes_has(themes, i))
            sum += THEME_WEIGHT * rarity(index, index->theme_items[i]);
    }
    return sum;
}

/* ---- Finding */

struct finding_run {
    struct arena *arena;
    const struct similar_index *index;
    const struct similar_query *query;
    struct similar_list list;
    int32_t *terms; /* of the query, each once, that some item has */
    size_t term_count;
    double own; /* the score of the query's own text */
};

static bool is_asked_for(const struct finding_run *run, const struct similar_item *item)
{
    const struct similar_query *q = run->query;
    struct str code = run->index->source.events->at[item->event].code;
    if (q->not_code.len && str_equal(code, q->not_code))
        return false;
    if (!date_is_none(q->before) && date_compare(item->on, q->before) >= 0)
        return false;
    return q->among == 0 || (item->themes & q->among) != 0;
}

static void take_terms(struct finding_run *run)
{
    struct term_uses uses = run->list.uses;
    run->terms = arena_make(run->arena, int32_t, uses.count);
    for (size_t i = 0; i < uses.count; i++) {
        bool again = items_with(run->index, uses.at[i].term) == 0;
        for (size_t k = 0; k < run->term_count && !again; k++)
            again = run->terms[k] == uses.at[i].term;
        if (again)
            continue;
        run->terms[run->term_count++] = uses.at[i].term;
        run->own += word_weight(run->index, uses.at[i].term, uses);
    }
    run->own += themes_weight(run->index, run->list.themes);
}

/* Marks the items that share a word with the query. */
static bool *sharing(struct finding_run *run)
{
    const struct similar_index *index = run->index;
    bool *shares = arena_make(run->arena, bool, index->item_count);
    for (size_t i = 0; i < run->term_count; i++) {
        uint32_t from = index->posting_first[run->terms[i]];
        uint32_t to = index->posting_first[run->terms[i] + 1];
        for (uint32_t k = from; k < to; k++)
            shares[index->postings[k]] = true;
    }
    return shares;
}

static struct similar_match score(const struct finding_run *run,
                                  const struct similar_item *item)
{
    struct similar_match m = {.item = item, .themes = item->themes & run->list.themes};
    m.themes_weight = themes_weight(run->index, m.themes);
    for (size_t i = 0; i < run->term_count; i++)
        m.score += word_weight(run->index, run->terms[i], item->uses);
    m.score = round((m.score + m.themes_weight) * TIE) / TIE;
    m.likeness = run->own > 0 ? fmin(m.score / run->own, 1) : 0;
    return m;
}

/* Items stand by code, then day, then as printed: an earlier place breaks the tie. */
static int by_score(const void *left, const void *right)
{
    const struct similar_match *a = left, *b = right;
    if (a->score > b->score || a->score < b->score)
        return a->score > b->score ? -1 : 1;
    int order = date_compare(b->item->on, a->item->on);
    return order ? order : (a->item > b->item) - (a->item < b->item);
}

/* The best of each inspection, up to the limit, moved to the front. */
static size_t keep_best(struct similar_match *all, size_t count, size_t limit)
{
    size_t kept = 0;
    for (size_t i = 0; i < count && kept < limit; i++) {
        bool again = false;
        for (size_t k = 0; k < kept && !again; k++)
            again = all[k].item->event == all[i].item->event;
        if (!again)
            all[kept++] = all[i];
    }
    return kept;
}

/* ---- Why */

static struct str word_of(struct term_uses uses, int32_t term)
{
    for (size_t i = 0; i < uses.count; i++) {
        if (uses.at[i].term == term)
            return uses.at[i].word;
    }
    return STR("");
}

static int by_weight(const void *left, const void *right)
{
    const struct similar_shared *a = left, *b = right;
    if (a->weight > b->weight || a->weight < b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->asked.at > b->asked.at) - (a->asked.at < b->asked.at);
}

static void explain(const struct finding_run *run, struct similar_match *m)
{
    struct similar_shared *shared =
        arena_make(run->arena, struct similar_shared, run->term_count);
    for (size_t i = 0; i < run->term_count; i++) {
        double weight = word_weight(run->index, run->terms[i], m->item->uses);
        if (weight > 0)
            shared[m->shared_count++] =
                (struct similar_shared){word_of(run->list.uses, run->terms[i]),
                                        word_of(m->item->uses, run->terms[i]), weight};
    }
    qsort(shared, m->shared_count, sizeof *shared, by_weight);
    m->shared = shared;
}

/* ---- How many of the kind */

/* Matches of the kind come first; events of one authority are neighbours in the list of
 * events, so that both can be counted by marks. */
static void count_alike(struct finding_run *run, const struct similar_match *all,
                        size_t count)
{
    const struct merged_events *events = run->index->source.events;
    bool *seen = arena_make(run->arena, bool, events->count);
    struct similar_list *list = &run->list;
    for (size_t i = 0; i < count && all[i].likeness >= SIMILAR_KIND; i++) {
        list->alike++;
        list->alike_inspections += !seen[all[i].item->event];
        seen[all[i].item->event] = true;
    }
    struct str last = STR("");
    for (size_t i = 0; i < events->count; i++) {
        if (!seen[i])
            continue;
        list->alike_authorities += !str_equal(events->at[i].code, last);
        last = events->at[i].code;
    }
}

struct similar_list similar_find(struct arena *a, const struct similar_index *index,
                                 const struct similar_query *query)
{
    struct finding_run run = {.arena = a, .index = index, .query = query};
    run.list.uses = terms_look(index->terms, a, query->text);
    run.list.themes = themes_of(index->themes, run.list.uses);
    take_terms(&run);
    const bool *shares = sharing(&run);
    struct similar_match *all = arena_make(a, struct similar_match, index->item_count);
    size_t count = 0;
    for (size_t i = 0; i < index->item_count; i++) {
        if (shares[i] && is_asked_for(&run, &index->items[i]))
            all[count++] = score(&run, &index->items[i]);
    }
    qsort(all, count, sizeof *all, by_score);
    count_alike(&run, all, count);
    run.list.count = keep_best(all, count, query->limit);
    for (size_t i = 0; i < run.list.count; i++)
        explain(&run, &all[i]);
    run.list.matches = all;
    return run.list;
}

/* ---- One authority */

static const struct similar_item *items_of_latest(const struct similar_index *index,
                                                  struct str code, size_t *count)
{
    const struct merged_event *events = index->source.events->at;
    const struct similar_item *first = NULL;
    *count = 0;
    for (size_t i = 0; i < index->item_count; i++) {
        const struct similar_item *item = &index->items[i];
        if (!str_equal(events[item->event].code, code))
            continue;
        /* Two families may have inspected on one day; the last stands. */
        if (!first || item->event != first->event) {
            first = item;
            *count = 0;
        }
        ++*count;
    }
    return first;
}

struct similar_area *similar_for_area(struct arena *a, const struct similar_index *index,
                                      struct str code, theme_set among, size_t limit)
{
    struct similar_area *area = arena_make(a, struct similar_area, 1);
    size_t count;
    const struct similar_item *first = items_of_latest(index, code, &count);
    area->on = DATE_NONE;
    if (!first)
        return area;
    area->event = &index->source.events->at[first->event];
    area->on = first->on;
    area->superseded = similar_after(index, first->event).next != NULL;
    struct similar_own *out = arena_make(a, struct similar_own, count);
    for (size_t i = 0; i < count; i++) {
        struct similar_query query = {
            .text = index->source.facts->items[first[i].item].text,
            .not_code = code,
            .before = first->on,
            .among = among,
            .limit = limit,
        };
        if (among && (first[i].themes & among) == 0)
            continue;
        out[area->count++] =
            (struct similar_own){&first[i], similar_find(a, index, &query)};
        area->themes |= first[i].themes;
    }
    area->items = out;
    return area;
}
