#include "publish/similar_page.h"

#include <assert.h>

#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/similar_words.h"
#include "publish/wording.h"
#include "version.h"

struct writing {
    struct portrait portrait; /* citations and the document, as on a profile */
    struct survey survey;     /* the source only: nothing is drawn from it */
    const struct similar_report *report;
    const struct similar_index *index;
    struct arena *arena;
};

/* ---- Items */

static const struct batch_item *item_of(const struct writing *w,
                                        const struct similar_item *item)
{
    return &w->index->source.facts->items[item->item];
}

static const struct merged_event *event_of(const struct writing *w, uint32_t event)
{
    return &w->index->source.events->at[event];
}

static struct str area_name(const struct writing *w, struct str code)
{
    const struct cube *cube = w->index->source.cube;
    uint32_t area = cube_area(cube, code);
    return area == UINT32_MAX ? code : cube->areas[area].name;
}

static struct str inspection_words(const struct writing *w,
                                   const struct merged_event *event)
{
    return arena_format(w->arena, "%.*s, %.*s, %.*s", STR_ARG(area_name(w, event->code)),
                        STR_ARG(words_event(w->arena, event)),
                        STR_ARG(words_event_days(w->arena, event)));
}

static struct cited cite_item(struct writing *w, const struct similar_item *item)
{
    const struct batch_item *row = item_of(w, item);
    const struct merged_event *event = event_of(w, item->event);
    return cite(&w->portrait, survey_origin(&w->index->source, row->load, row->row),
                arena_format(w->arena, "%.*s: an item of its list",
                             STR_ARG(inspection_words(w, event))));
}

/* The rows of the grades that are said to have followed, and those from before. */
static struct cited cite_grades(struct writing *w, const struct similar_after *after,
                                enum judged_as judged)
{
    enum { MOST = 4 };
    struct str *ids = arena_make(w->arena, struct str, MOST);
    struct cited all = {ids, 0};
    const enum judged_as asked[] = {JUDGED_OVERALL, judged};
    for (size_t i = 0; i < 2 && after->next; i++) {
        const struct similar_pair *pair =
            asked[i] == JUDGED_NOT ? NULL : similar_pair_of(after, asked[i]);
        if (!pair)
            continue;
        if (pair->before)
            ids[all.count++] =
                cite_grade(&w->portrait, after->event, pair->before).ids[0];
        if (pair->after)
            ids[all.count++] = cite_grade(&w->portrait, after->next, pair->after).ids[0];
    }
    return all;
}

static struct str quoted(struct arena *a, struct str text)
{
    return arena_format(a, "\xe2\x80\x9c%.*s\xe2\x80\x9d", STR_ARG(str_trim(text)));
}

static void put_match(struct writing *w, struct doc *list,
                      const struct similar_match *match, theme_set asked)
{
    struct arena *a = w->arena;
    struct document *d = w->portrait.document;
    const struct merged_event *event = event_of(w, match->item->event);
    struct similar_after after = similar_after(w->index, match->item->event);
    struct cited by = cite_item(w, match->item);
    enum judged_as judged =
        similar_judged(w->index, match->themes ? match->themes : asked);
    struct doc *node = doc_add(d, list, DOC_ITEM, STR(""));
    doc_sentence(d, node,
                 arena_format(a, "%.*s: %.*s", STR_ARG(inspection_words(w, event)),
                              STR_ARG(quoted(a, item_of(w, match->item)->text))),
                 by.ids, by.count);
    doc_sentence(d, node, words_shared(a, match), NULL, 0);
    struct cited graded = cite_grades(w, &after, judged);
    doc_sentence(d, node, words_followed(a, &after, judged), graded.ids, graded.count);
    struct str looked = words_looked(a, &after);
    if (looked.len == 0)
        return;
    struct cited look = cite_event(&w->portrait, after.look);
    doc_sentence(d, node, looked, look.ids, look.count);
}

static void say(struct writing *w, struct doc *parent, struct str text)
{
    profile_say(&w->portrait, parent, text);
}

static struct str places_words(struct arena *a, const struct similar_list *list)
{
    return arena_format(
        a, "%.*s in %.*s of %.*s",
        STR_ARG(words_counted(a, list->alike, "item", "items")),
        STR_ARG(words_counted(a, list->alike_inspections, "inspection", "inspections")),
        STR_ARG(words_counted(a, list->alike_authorities, "authority", "authorities")));
}

static void put_matches(struct writing *w, struct doc *parent,
                        const struct similar_list *list)
{
    struct arena *a = w->arena;
    if (list->themes)
        say(w, parent,
            arena_format(a, "Themes: %.*s.",
                         STR_ARG(words_themes(a, w->index, list->uses, list->themes))));
    if (list->count == 0) {
        say(w, parent, STR("No item of another inspection shares a word with it."));
        return;
    }
    say(w, parent,
        list->alike ? arena_format(a, "Of this kind (at least %.0f%% alike): %.*s.%s",
                                   similar_kind() * 100, STR_ARG(places_words(a, list)),
                                   list->count < list->alike_inspections
                                       ? " The closest, one an inspection:"
                                       : "")
                    : arena_format(a,
                                   "Nothing is of this kind (at least %.0f%% alike); "
                                   "the nearest there is:",
                                   similar_kind() * 100));
    struct doc *items = doc_add(w->portrait.document, parent, DOC_LIST, STR(""));
    for (size_t i = 0; i < list->count; i++)
        put_match(w, items, &list->matches[i], list->themes);
}

/* ---- What was asked */

static struct str unknown_words(struct arena *a, const struct similar_list *list)
{
    struct str *words = arena_make(a, struct str, list->uses.count);
    size_t count = 0;
    for (size_t i = 0; i < list->uses.count; i++) {
        if (list->uses.at[i].term == TERM_UNKNOWN)
            words[count++] = quoted(a, list->uses.at[i].word);
    }
    return words_list(a, words, count);
}

static void put_text(struct writing *w, struct doc *root)
{
    const struct similar_list *list = &w->report->of_text;
    struct doc *section =
        doc_section(w->portrait.document, root, STR("Where it was asked before"));
    say(w, section,
        arena_format(w->arena, "Asked: %.*s",
                     STR_ARG(quoted(w->arena, w->report->text))));
    struct str unknown = unknown_words(w->arena, list);
    if (unknown.len)
        say(w, section,
            arena_format(w->arena, "No item has the word %.*s.", STR_ARG(unknown)));
    put_matches(w, section, list);
}

/* Its first words, whole, for the list of contents. */
static struct str heading_of(struct writing *w, const struct similar_item *item,
                             size_t number)
{
    enum { LONGEST = 60 };
    struct str text = str_trim(item_of(w, item)->text), begin = {text.at, LONGEST};
    if (text.len <= LONGEST)
        return arena_format(w->arena, "%zu. %.*s", number, STR_ARG(text));
    begin.len = str_find_last(begin, ' ');
    while (begin.len && (text.at[begin.len] & 0xc0) == 0x80) /* within a character */
        begin.len--;
    return arena_format(w->arena, "%zu. %.*s \xe2\x80\xa6", number, STR_ARG(begin));
}

static void put_area(struct writing *w, struct doc *root)
{
    struct arena *a = w->arena;
    struct document *d = w->portrait.document;
    const struct similar_area *of = w->report->of_area;
    if (!of->event) {
        say(w, root,
            STR("No list of improvement areas of this authority is held for this day or "
                "before: the reports of some inspections are not in the evidence."));
        return;
    }
    struct cited by = cite_event(&w->portrait, of->event);
    doc_say(d, root,
            arena_format(a, "From the latest inspection whose list is held (%.*s).%s",
                         STR_ARG(inspection_words(w, of->event)),
                         of->superseded ? " A later inspection graded these services; "
                                          "its list is not held."
                                        : ""),
            by.ids, by.count);
    if (of->count == 0)
        say(w, root, STR("None of its items has this theme."));
    for (size_t i = 0; i < of->count; i++) {
        struct doc *section =
            doc_section(d, root, heading_of(w, of->items[i].item, i + 1));
        struct cited own = cite_item(w, of->items[i].item);
        doc_say(d, section, quoted(a, item_of(w, of->items[i].item)->text), own.ids,
                own.count);
        put_matches(w, section, &of->items[i].list);
    }
}

/* ---- By theme */

static void put_number(struct writing *w, struct doc *row, size_t n)
{
    struct doc *cell =
        doc_cell(w->portrait.document, row, arena_format(w->arena, "%zu", n), NULL, 0);
    cell->numeric = true;
}

static struct str months_words(struct arena *a, const struct similar_summary *sum)
{
    if (sum->followed == 0)
        return STR("\xe2\x80\x93");
    if (sum->followed < SIMILAR_FEW)
        return arena_format(a, "%d to %d", sum->months_low, sum->months_high);
    return arena_format(a, "%.*f (%d to %d)",
                        sum->months_median > (int)sum->months_median ? 1 : 0,
                        sum->months_median, sum->months_low, sum->months_high);
}

static struct str changes_words(struct arena *a, size_t better, size_t same, size_t worse)
{
    return arena_format(a, "%zu / %zu / %zu", better, same, worse);
}

static struct str summary_name(const struct similar_summary *sum)
{
    return sum->theme == themes_count() ? STR("All inspections with a list")
                                        : themes_at(sum->theme)->title;
}

static void put_times(struct writing *w, struct doc *table,
                      const struct similar_summary *sum)
{
    struct document *d = w->portrait.document;
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    doc_head(d, row, summary_name(sum));
    put_number(w, row, sum->authorities);
    put_number(w, row, sum->inspections);
    put_number(w, row, sum->followed);
    doc_cell(d, row, months_words(w->arena, sum), NULL, 0);
    put_number(w, row, sum->waiting);
    put_number(w, row, sum->ended);
}

static void put_grades(struct writing *w, struct doc *table,
                       const struct similar_summary *sum)
{
    struct arena *a = w->arena;
    struct document *d = w->portrait.document;
    struct str own = STR("\xe2\x80\x93");
    if (sum->theme < themes_count())
        own = arena_format(
            a, "%.*s (%.*s)",
            STR_ARG(changes_words(a, sum->own_better, sum->own_same, sum->own_worse)),
            STR_ARG(themes_judgement_words(themes_at(sum->theme)->judged)));
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    doc_head(d, row, summary_name(sum));
    doc_cell(d, row, changes_words(a, sum->better, sum->same, sum->worse), NULL, 0);
    doc_cell(d, row, own, NULL, 0);
    doc_cell(d, row, arena_format(a, "%zu of %zu", sum->again, sum->listed), NULL, 0);
}

static const char *const time_heads[] = {
    "Theme",          "Authorities",      "Inspections", "Graded since",
    "Months to that", "Not graded since", "Ended"};
static const char *const grade_heads[] = {"Theme", "Overall: better / same / worse",
                                          "Its judgement: better / same / worse",
                                          "Named again"};

static void put_summaries(struct writing *w, struct doc *root)
{
    struct arena *a = w->arena;
    const struct similar_summaries *all = &w->report->summaries;
    const struct similar_summary *last = &all->at[all->count - 1];
    struct doc *section =
        doc_section(w->portrait.document, root, STR("What followed, theme by theme"));
    struct doc *times = profile_table(&w->portrait, section,
                                      STR("Inspections that had an item of the theme"),
                                      time_heads, sizeof time_heads / sizeof *time_heads);
    for (size_t i = 0; i < all->count; i++)
        put_times(w, times, &all->at[i]);
    struct doc *grades =
        profile_table(&w->portrait, section, STR("Of those graded since"), grade_heads,
                      sizeof grade_heads / sizeof *grade_heads);
    for (size_t i = 0; i < all->count; i++)
        put_grades(w, grades, &all->at[i]);
    say(w, section,
        arena_format(
            a,
            "Months are the median and range of the inspections graded again; of "
            "fewer than %d only the range is given. Those not graded since (%zu of "
            "all, the longest for %d months) are in no median and no count of "
            "better or worse, so that the times of the recent ones are cut short: "
            "what followed them is not known yet.",
            SIMILAR_FEW, last->waiting, last->waited_high));
    say(w, section,
        STR("Named again counts the next graded inspections whose list is held and has "
            "an "
            "item of the same theme. Grades follow many things: the last line shows what "
            "followed any list, and a theme is worth a remark only where it differs from "
            "that by more than chance. Where an inspection gave no overall grade (since "
            "April 2026 none does) none is made up, and only its judgements are "
            "compared."));
}

/* ---- How */

static void put_methods(struct writing *w, struct doc *root)
{
    struct arena *a = w->arena;
    struct doc *section =
        doc_section(w->portrait.document, root, STR("How this was found"));
    say(w, section,
        arena_format(
            a,
            "%zu items of reports known by %.*s were compared by the words that "
            "they share, rare words counting more (BM25), and by shared themes, "
            "which a table of words decides. Numbers in brackets are what each is "
            "worth; a text is 100%% alike itself. Wording is compared, not "
            "meaning: what is said in other words is missed.",
            w->index->item_count, STR_ARG(date_words(a, w->index->at))));
    if (w->index->strengths)
        say(w, section,
            arena_format(
                a,
                "%zu items printed under a heading of strengths are left out, as are "
                "the summaries of joint inspections.",
                w->index->strengths));
    say(w, section,
        STR("What followed is the next inspection of the same authority that graded its "
            "services, whatever led to it. Visits between inspections are held for some "
            "years only, so that the first that came back may have come sooner. Letters "
            "of "
            "visits with their own lists are not held."));
}

/* ---- The page */

static struct document *begin(struct arena *a, const struct similar_report *report)
{
    struct document *d = document_new(a);
    d->title = report->area ? arena_format(a, "Who had these problems before: %.*s",
                                           STR_ARG(report->area->name))
                            : STR("Who had this problem before?");
    d->area = STR("Improvement areas of earlier inspections");
    d->at = report->index->at;
    d->notice =
        STR("Compiled by Assay from published inspection reports and outcomes. Not "
            "issued or endorsed by Ofsted, the Department for Education or any "
            "authority.");
    d->version = STR(ASSAY_VERSION);
    d->root->text = d->title;
    return d;
}

/* The attributions of the loads cited, each once. */
static struct str attribution_of(const struct writing *w)
{
    const struct cube *cube = w->index->source.cube;
    struct buf out = buf_new(w->arena, 64 * KIB);
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool cited = false;
        for (size_t k = 0; k < w->portrait.citation_count && !cited; k++)
            cited = w->portrait.citations[k].origin.load == i;
        if (!cited || said.len == 0 || str_contains(buf_text(&out), said))
            continue;
        if (out.len)
            buf_char(&out, ' ');
        buf_add(&out, said);
    }
    return buf_text(&out);
}

struct document *similar_page(struct arena *a, const struct similar_report *report)
{
    struct writing w = {.report = report, .index = report->index, .arena = a};
    w.survey = (struct survey){.arena = a, .source = report->index->source};
    w.portrait =
        (struct portrait){.arena = a, .document = begin(a, report), .survey = &w.survey};
    struct doc *root = w.portrait.document->root;
    if (report->of_area)
        put_area(&w, root);
    else
        put_text(&w, root);
    put_summaries(&w, root);
    put_methods(&w, root);
    profile_index(&w.portrait,
                  doc_section(w.portrait.document, root, STR("Evidence index")));
    document_attribute(w.portrait.document, attribution_of(&w));
    return w.portrait.document;
}
