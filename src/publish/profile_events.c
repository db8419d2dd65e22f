/* An area's inspections with their judgements, and what the latest graded one asked to be
 * improved: open for as long as no later one has graded the services again. */
#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

/* ---- History */

static struct str judgement_words(struct portrait *p, const struct merged_event *event)
{
    const struct batch *facts = p->survey->source.facts;
    struct arena *a = p->arena;
    struct buf out = buf_new(a, 8 * KIB);
    for (size_t i = 0; i < event->grade_count; i++) {
        const struct batch_event_grade *grade = &facts->event_grades[event->grades[i]];
        struct str name =
            i ? phrase_lower(a, grade->judgement) : words_capital(a, grade->judgement);
        buf_format(&out, "%s%.*s: %.*s", i ? "; " : "", STR_ARG(name),
                   STR_ARG(phrase_lower(a, grade->grade)));
    }
    if (out.len)
        return buf_text(&out);
    if (str_ends(event->framework, STR("-visit")))
        return STR("Not graded");
    return STR("No judgement held");
}

static struct str assurance_words(enum assurance assurance)
{
    static const char *const words[] = {
        [ASSURANCE_NOT_GIVEN] = "published list",
        [ASSURANCE_REPORT] = "the report",
        [ASSURANCE_OFFICIAL_STATISTICS] = "official statistics",
        [ASSURANCE_COUNCIL_REPORTED] = "the council",
        [ASSURANCE_THIRD_PARTY] = "third-party overview",
    };
    return str_of(words[assurance]);
}

struct cited cite_grade(struct portrait *p, const struct merged_event *event,
                        const struct batch_event_grade *grade)
{
    struct arena *a = p->arena;
    return cite(p, survey_origin(&p->survey->source, grade->load, grade->row),
                arena_format(a, "%.*s, %.*s: %.*s: %.*s", STR_ARG(words_event(a, event)),
                             STR_ARG(words_event_days(a, event)),
                             STR_ARG(grade->judgement), STR_ARG(grade->grade)));
}

struct cited cite_event(struct portrait *p, const struct merged_event *event)
{
    struct arena *a = p->arena;
    if (event->grade_count)
        return cite_grade(p, event,
                          &p->survey->source.facts->event_grades[event->grades[0]]);
    return cite(p, picture_event_origin(p->survey, event),
                arena_format(a, "%.*s, %.*s", STR_ARG(words_event(a, event)),
                             STR_ARG(words_event_days(a, event))));
}

/* Each of its grades is a row; an event without grades is one. */
static struct cited cite_grades(struct portrait *p, const struct merged_event *event)
{
    const struct batch *facts = p->survey->source.facts;
    struct str *ids = arena_make(p->arena, struct str, event->grade_count);
    size_t count = 0;
    if (event->grade_count == 0)
        return cite_event(p, event);
    for (size_t i = 0; i < event->grade_count; i++) {
        struct cited one = cite_grade(p, event, &facts->event_grades[event->grades[i]]);
        if (one.count)
            ids[count++] = one.ids[0];
    }
    return (struct cited){ids, count};
}

static void put_event(struct portrait *p, struct doc *table,
                      const struct picture_event *e)
{
    struct arena *a = p->arena;
    const struct merged_event *event = e->event;
    struct str what = words_event(a, event);
    struct str when = words_event_days(a, event);
    if (event->theme.len)
        what = arena_format(a, "%.*s: %.*s", STR_ARG(what),
                            STR_ARG(phrase_lower(a, event->theme)));
    struct cited by = cite_grades(p, event);
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, what);
    doc_cell(p->document, row, when, NULL, 0);
    doc_cell(p->document, row, words_age(a, e->months), NULL, 0);
    doc_cell(p->document, row, judgement_words(p, event), by.ids, by.count);
    doc_cell(p->document, row, assurance_words(event->assurance), NULL, 0);
}

void profile_history(struct portrait *p, struct doc *parent)
{
    static const char *const heads[] = {"Inspection or visit", "When", "Before this day",
                                        "Judgements", "Known from"};
    const struct picture *pic = p->picture;
    if (pic->event_count == 0) {
        profile_say(p, parent,
                    STR("No inspection of this authority is held for this day "
                        "or before."));
        return;
    }
    struct doc *table = profile_table(
        p, parent, STR("Inspections and visits, the latest first"), heads, 5);
    for (size_t i = 0; i < pic->event_count; i++)
        put_event(p, table, &pic->events[i]);
    profile_say(p, parent,
                STR("Care leavers have been judged apart since January 2023; before, one "
                    "grade covered children in care and care leavers. Area SEND "
                    "inspections are of the local partnership and have three outcomes "
                    "of their own; joint targeted inspections and visits give no "
                    "grades."));
}

/* ---- Open items */

static struct str item_kind(enum finding_kind kind)
{
    if (kind == FINDING_PRIORITY_ACTION)
        return STR("Priority action: ");
    return STR("");
}

static void put_item(struct portrait *p, struct doc *list, const struct batch_item *item)
{
    struct arena *a = p->arena;
    struct str text =
        phrase_sentence(a, arena_format(a, "%.*s%.*s", STR_ARG(item_kind(item->kind)),
                                        STR_ARG(item->text)));
    struct cited by =
        cite(p, survey_origin(&p->survey->source, item->load, item->row),
             item->heading.len ? item->heading : STR("An item of the report's list"));
    struct doc *node = doc_add(p->document, list, DOC_ITEM, STR(""));
    doc_sentence(p->document, node, text, by.ids, by.count);
}

void profile_open_items(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    const struct picture *pic = p->picture;
    if (!pic->graded) {
        profile_say(p, parent, STR("No list is held, since no graded inspection is."));
        return;
    }
    const struct merged_event *event = pic->graded->event;
    struct str when = words_event_days(a, event);
    struct str which =
        arena_format(a, "%.*s, %.*s", STR_ARG(words_event(a, event)), STR_ARG(when));
    if (event->item_count == 0) {
        profile_say(p, parent,
                    arena_format(a,
                                 "The list of the latest graded inspection (%.*s) is "
                                 "not held; its report has it.",
                                 STR_ARG(which)));
        return;
    }
    profile_say(
        p, parent,
        arena_format(a,
                     "From the report of the latest graded inspection (%.*s), in "
                     "its own words. No later inspection has graded these "
                     "services, so that each stands open; what was done since is "
                     "not in this evidence.%s",
                     STR_ARG(which),
                     pic->visits_since ? " Later visits may have looked at some." : ""));
    struct doc *list = doc_add(p->document, parent, DOC_LIST, STR(""));
    list->ordered = true;
    for (size_t i = 0; i < event->item_count; i++)
        put_item(p, list, &p->survey->source.facts->items[event->items[i]]);
}
