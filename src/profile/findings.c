/* Counts of events: framework-language.md, "Absence of an event is a fact". */
#include "profile/families.h"

/* --- what is asked --- */

static bool is_under(const struct profile *p, const struct query *q,
                     const struct inspection *inspection)
{
    return inspection && regimes_match(p->evidence->regimes, inspection->framework,
                                       q->inspection, inspection->start);
}

static bool is_from(const struct profile *p, const struct query *q,
                    const struct finding *finding)
{
    if (str_is_empty(q->inspection))
        return true;
    if (q->latest_only)
        return finding->inspection == profile_latest(p, q->inspection);
    return is_under(p, q, finding->inspection);
}

static bool matches(struct str asked, struct str given)
{
    return str_is_empty(asked) || str_equal_fold(asked, given);
}

static bool is_of_kind(const struct query *q, enum finding_kind kind)
{
    return q->finding_kinds == 0 || (q->finding_kinds >> kind & 1) != 0;
}

static bool is_of_service(const struct query *q, const struct finding *f)
{
    for (size_t i = 0; i < q->service_count; i++)
        if (str_equal_fold(q->services[i], f->service))
            return true;
    return q->service_count == 0;
}

static bool is_about(const struct query *q, const struct finding *f)
{
    return matches(q->outcome, f->outcome) && matches(q->aspect, f->aspect) &&
           is_of_service(q, f);
}

static bool is_asked(const struct profile *p, const struct query *q,
                     const struct finding *f)
{
    bool open = !q->not_closed || !profile_is_closed(p, f);
    return is_of_kind(q, f->kind) && is_from(p, q, f) && open && is_about(q, f);
}

static date day_of_latest(const struct profile *p, const struct query *q)
{
    const struct inspection *latest = profile_latest(p, q->since_inspection);
    return latest ? inspection_date(latest) : DATE_NONE;
}

/* From this day on events count; of a day and an age the later. */
static date since_of(const struct profile *p, const struct query *q)
{
    date since = q->since == SINCE_PREVIOUS_RATING ? p->options.previous_rating
                 : q->since == SINCE_INSPECTION    ? day_of_latest(p, q)
                 : q->since == SINCE_DATE          ? q->since_date
                                                   : DATE_NONE;
    date oldest =
        q->max_age_months > 0 ? date_add_months(p->at, -q->max_age_months) : DATE_NONE;
    return date_compare(since, oldest) < 0 ? oldest : since;
}

/* An inspection that could not be read may be the latest, from which on events count. */
static bool is_since_open(const struct profile *p, const struct query *q)
{
    return q->since == SINCE_INSPECTION &&
           profile_may_hide_inspection(p, q->since_inspection);
}

/* A finding of no inspection has no date, so whether it is that recent is not known. */
static truth is_recent(const struct finding *finding, date since)
{
    if (date_is_none(since))
        return TRUTH_TRUE;
    if (!finding->inspection)
        return TRUTH_UNKNOWN;
    date on = inspection_date(finding->inspection);
    return date_compare(on, since) >= 0 ? TRUTH_TRUE : TRUTH_FALSE;
}

/* --- counting --- */

struct events {
    int64_t sure, open;
    struct says ids;
    const struct inspection *at; /* the one inspection they are from */
    bool several;                /* they are from more than one, or from none */
};

static void events_at(struct events *events, const struct inspection *inspection)
{
    bool first = events->sure + events->open == 0;
    events->several =
        !inspection || events->several || (!first && inspection != events->at);
    events->at = inspection;
}

static struct events findings_asked(const struct profile *p, const struct query *q)
{
    struct events events = {.ids = says_new(p->arena)};
    for (size_t i = 0; i < p->findings_count; i++) {
        const struct finding *finding = p->findings[i];
        truth recent = is_recent(finding, since_of(p, q));
        if (recent == TRUTH_FALSE || !is_asked(p, q, finding))
            continue;
        events_at(&events, finding->inspection);
        events.sure += recent == TRUTH_TRUE;
        events.open += recent == TRUTH_UNKNOWN;
        says_put(&events.ids, finding->row.id);
    }
    return events;
}

/* A finding whose inspection is known is asked for where that inspection is. */
static bool may_be_from(const struct profile *p, const struct query *q,
                        const struct unread *row)
{
    const struct inspection *from = row->inspection;
    if (!from)
        return true;
    date on = inspection_date(from);
    bool latest = !q->latest_only || from == profile_latest(p, q->inspection);
    return latest && date_compare(on, p->at) <= 0 &&
           date_compare(on, since_of(p, q)) >= 0;
}

/* Rows that could not be read and might be one of those asked for. */
static int64_t unread(const struct profile *p, const struct query *q, enum table table)
{
    int64_t count = 0;
    for (size_t i = 0; i < p->unread_count; i++) {
        const struct unread *row = p->unread[i];
        bool kind = !row->has_kind || is_of_kind(q, row->kind);
        bool under =
            str_is_empty(row->framework) || str_is_empty(q->inspection) ||
            regimes_match(p->evidence->regimes, row->framework, q->inspection, p->at);
        count += row->table == table && kind && under && may_be_from(p, q, row);
    }
    return count;
}

static struct interval events_range(const struct profile *p, const struct events *events)
{
    if (!p->holds_events)
        return interval_unbounded();
    struct ratio low = {events->sure, 1}, high = {events->sure + events->open, 1};
    return interval_of(low, high);
}

/* --- words --- */

static struct str kinds_text(const struct profile *p, const struct query *q, bool plural)
{
    struct says kinds = says_new(p->arena);
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++)
        if ((q->finding_kinds >> kind & 1) != 0)
            says_add(&kinds, str_of(say_kind((enum finding_kind)kind, plural)));
    if (kinds.count == 0)
        return plural ? STR("findings") : STR("finding");
    return say_list(p->arena, kinds.at, kinds.count, "or");
}

static struct str since_text(const struct profile *p, const struct query *q)
{
    date since = since_of(p, q);
    if (date_is_none(since) && q->since == SINCE_INSPECTION)
        return arena_format(p->arena, "at any time, as no %.*s inspection is held",
                            STR_ARG(say_family(p->arena, q->since_inspection)));
    if (date_is_none(since))
        return STR("");
    struct str day = date_words(p->arena, since);
    const char *why = "";
    if (q->since == SINCE_INSPECTION)
        return arena_format(p->arena, "since %.*s, the latest %.*s inspection",
                            STR_ARG(day),
                            STR_ARG(say_family(p->arena, q->since_inspection)));
    if (q->since == SINCE_PREVIOUS_RATING)
        why = p->options.previous_rating_known
                  ? ", the previous rating"
                  : ", one year before the framework began, as the evidence holds no "
                    "previous rating";
    return arena_format(p->arena, "since %.*s%s", STR_ARG(day), why);
}

/* Where the events are from: "the unannounced inspection of July 2009". */
static struct str place_text(const struct profile *p, const struct query *q,
                             const struct events *events)
{
    if (events->ids.count > 0 && !events->several) {
        struct str inspection = say_inspection(p->arena, events->at);
        return arena_format(p->arena, " at the %.*s", STR_ARG(inspection));
    }
    if (str_is_empty(q->inspection))
        return STR("");
    struct str family = say_family(p->arena, q->inspection);
    return arena_format(p->arena, " at %s %.*s inspection",
                        q->latest_only ? "the latest" : "any", STR_ARG(family));
}

static struct str open_text(const struct profile *p, const struct events *events)
{
    if (events->open == 0)
        return STR("");
    if (p->evidence->of_store)
        return arena_format(
            p->arena, "; what %.*s asked for is not held: no report was read",
            STR_ARG(say_count(p->arena, events->open, "inspection", "inspections")));
    struct str rows = say_count(p->arena, events->open, "row", "rows");
    return arena_format(p->arena, "; %.*s more may be, but cannot be read or dated",
                        STR_ARG(rows));
}

static struct str no_inspection_text(const struct profile *p, const struct query *q)
{
    struct str family = say_family(p->arena, q->inspection);
    return arena_format(p->arena,
                        "no such inspection in the evidence (%.*s), so nothing was found "
                        "at one",
                        STR_ARG(family));
}

/* What narrows the count, after what was counted: "; counted since 1 June 2008, the
 * previous rating, where not closed". */
static struct str narrowed_text(const struct profile *p, const struct query *q)
{
    struct str since = since_text(p, q);
    const char *gap = str_is_empty(since) ? "" : " ";
    const char *closed = str_is_empty(since) ? " where not closed" : ", where not closed";
    if (!str_is_empty(since) || q->not_closed)
        return arena_format(p->arena, "; counted%s%.*s%s", gap, STR_ARG(since),
                            q->not_closed ? closed : "");
    return STR("");
}

static struct str findings_text(const struct profile *p, const struct query *q,
                                const struct events *events)
{
    if (!p->holds_events)
        return STR("the evidence holds neither inspections nor findings");
    bool none = events->sure + events->open == 0 && !str_is_empty(q->inspection) &&
                !profile_latest(p, q->inspection);
    if (none)
        return no_inspection_text(p, q);
    struct str number = say_number(p->arena, events->sure);
    struct str kinds = kinds_text(p, q, events->sure != 1);
    struct str place = place_text(p, q, events);
    struct str ids = say_ids(p->arena, events->ids.at, events->ids.count);
    struct str more = open_text(p, events), narrowed = narrowed_text(p, q);
    return arena_format(p->arena, "%.*s %.*s%.*s%.*s%.*s%.*s", STR_ARG(number),
                        STR_ARG(kinds), STR_ARG(place), STR_ARG(ids), STR_ARG(more),
                        STR_ARG(narrowed));
}

/* --- answers --- */

static struct answer events_answer(const struct profile *p, const struct events *events)
{
    struct interval range = events_range(p, events);
    return (struct answer){.range = range,
                           .ids = events->ids.at,
                           .id_count = events->ids.count,
                           .asked = 1,
                           .known = interval_is_point(range)};
}

struct answer answer_count_of_findings(const struct profile *p, const struct query *q)
{
    struct events events = findings_asked(p, q);
    events.open += unread(p, q, TABLE_FINDINGS);
    /* A later inspection that could not be read would be the latest. */
    bool hidden = q->latest_only && profile_may_hide_inspection(p, q->inspection);
    if (hidden || is_since_open(p, q)) {
        events.open += events.sure;
        events.sure = 0;
    }
    struct answer answer = events_answer(p, &events);
    answer.text = findings_text(p, q, &events);
    if (!answer.known) {
        struct str kinds = kinds_text(p, q, true);
        answer.wanted = arena_format(
            p->arena,
            p->evidence->of_store
                ? "the inspectors' own report, with its %.*s"
                : "inspections.csv and findings.csv, with all %.*s, or without any",
            STR_ARG(kinds));
    }
    return answer;
}

static struct events inspections_asked(const struct profile *p, const struct query *q)
{
    struct events events = {.ids = says_new(p->arena)};
    date since = since_of(p, q);
    for (size_t i = 0; i < p->inspections_count; i++) {
        const struct inspection *row = p->inspections[i];
        if (!is_under(p, q, row) || date_compare(inspection_date(row), since) < 0)
            continue;
        events.sure++;
        says_put(&events.ids, row->row.id);
    }
    events.open = unread(p, q, TABLE_INSPECTIONS);
    if (is_since_open(p, q)) {
        events.open += events.sure;
        events.sure = 0;
    }
    return events;
}

static struct str inspections_text(const struct profile *p, const struct query *q,
                                   const struct events *events)
{
    if (!p->holds_events)
        return STR("the evidence holds neither inspections nor findings");
    struct str family = say_family(p->arena, q->inspection);
    struct str number = say_number(p->arena, events->sure);
    struct str ids = say_ids(p->arena, events->ids.at, events->ids.count);
    struct str more = open_text(p, events), narrowed = narrowed_text(p, q);
    return arena_format(p->arena, "%.*s %.*s inspection%s%.*s%.*s%.*s", STR_ARG(number),
                        STR_ARG(family), events->sure == 1 ? "" : "s", STR_ARG(ids),
                        STR_ARG(more), STR_ARG(narrowed));
}

struct answer answer_count_of_inspections(const struct profile *p, const struct query *q)
{
    struct events events = inspections_asked(p, q);
    struct answer answer = events_answer(p, &events);
    struct str family = say_family(p->arena, q->inspection);
    answer.text = inspections_text(p, q, &events);
    if (!answer.known)
        answer.wanted = arena_format(
            p->arena, "every %.*s inspection, in inspections.csv", STR_ARG(family));
    return answer;
}
