/* The files of inspections: judgements, events, what was asked for, and the inspections
 * of an area with its partners. */
#include <assert.h>

#include "synth/events.h"

static const struct {
    const char *framework, *type;
} kinds[] = {[EVENT_SIF] = {"sif", "single inspection"},
             [EVENT_STANDARD] = {"ilacs", "standard inspection"},
             [EVENT_SHORT] = {"ilacs", "short inspection"},
             [EVENT_FOCUSED] = {"ilacs", "focused visit"},
             [EVENT_MONITORING] = {"ilacs", "monitoring visit"}};

static const char *const grades[] = {"outstanding", "good",
                                     "requires improvement to be good", "inadequate"};

#define SOURCE "synthetic"

/* Code, name, framework, type and days: what names the event in each of the files. */
static void put_event(const struct nation *nation, const struct synth_event *event,
                      bool with_ons, struct buf *out)
{
    const struct synth_area *area = &nation->areas[event->area];
    buf_format(out, "%.*s,%.*s,", STR_ARG(area->code), STR_ARG(area->name));
    if (with_ons)
        buf_format(out, "%.*s,", STR_ARG(area->ons));
    buf_format(out, "%s,%s,", kinds[event->kind].framework, kinds[event->kind].type);
    rows_date(out, event->start);
    buf_char(out, ',');
    rows_date(out, event->end);
    buf_char(out, ',');
    rows_date(out, event->published);
}

typedef void on_event(const struct nation *nation, const struct synth_event *event,
                      struct buf *out);

static void each_event(const struct nation *nation, on_event *each, struct buf *out)
{
    struct synth_events events;
    for (size_t area = 0; area < nation->area_count; area++) {
        events_of_area(nation, area, &events);
        for (size_t i = 0; i < events.count; i++)
            each(nation, &events.at[i], out);
    }
}

/* ---- Judgements */

/* By the number of grades: five parts of the framework of 2013; three until the end of
 * 2022, four since, of that of 2018. */
static const char *judgement_of(const struct synth_event *event, size_t i)
{
    static const char *const older[] = {"children who need help and protection",
                                        "children looked after and achieving permanence",
                                        "adoption performance",
                                        "care leavers",
                                        "\"leadership, management and governance\"",
                                        "overall effectiveness"};
    static const char *const three[] = {"impact of leaders on social work practice",
                                        "children who need help and protection",
                                        "children in care and care leavers",
                                        "overall effectiveness"};
    static const char *const four[] = {"impact of leaders on social work practice",
                                       "children who need help and protection",
                                       "children in care", "care leavers",
                                       "overall effectiveness"};
    if (event->kind == EVENT_SIF)
        return older[i];
    return event->grade_count == 4 ? three[i] : four[i];
}

static void put_judgements(const struct nation *nation, const struct synth_event *event,
                           struct buf *out)
{
    for (size_t i = 0; i < event->grade_count; i++) {
        put_event(nation, event, true, out);
        buf_format(out, ",%s,%s,%d," SOURCE "\n", judgement_of(event, i),
                   grades[event->grades[i]], event->grades[i] + 1);
    }
}

void write_judgements(const struct nation *nation, struct buf *out)
{
    rows_start(out, "la_code,la_name,ons_code,framework,event_type,start_date,end_date,"
                    "published_date,judgement,grade,grade_number,source_file");
    each_event(nation, put_judgements, out);
}

/* ---- Events */

static void put_row(const struct nation *nation, const struct synth_event *event,
                    struct buf *out)
{
    put_event(nation, event, true, out);
    const char *theme =
        event->kind == EVENT_FOCUSED ? events_visit_theme(event->visit_theme) : "";
    buf_format(out, ",%zu,%s," SOURCE "," SOURCE "\n", event->item_count, theme);
}

void write_events(const struct nation *nation, struct buf *out)
{
    rows_start(out, "la_code,la_name,ons_code,framework,event_type,start_date,end_date,"
                    "published_date,n_improvement_items,visit_theme,evidence,"
                    "source_file");
    each_event(nation, put_row, out);
}

/* ---- What was asked for */

static void put_items(const struct nation *nation, const struct synth_event *event,
                      struct buf *out)
{
    bool older = event->kind == EVENT_SIF, visit = event->kind == EVENT_FOCUSED;
    for (size_t i = 0; i < event->item_count; i++) {
        const struct synth_item *item = &event->items[i];
        const char *type = older   ? "recommendation"
                           : visit ? "area for improvement"
                                   : "improvement";
        if (item->priority)
            type = older ? "priority and immediate action" : "area for priority action";
        struct buf text = buf_new(out->arena, KIB);
        events_item_text(&text, item, older);
        put_event(nation, event, false, out);
        buf_format(out, ",%zu,%s,,", i + 1, type);
        rows_text(out, buf_text(&text));
        buf_add(out, STR("," SOURCE "\n"));
    }
}

void write_improvements(const struct nation *nation, struct buf *out)
{
    rows_start(out, "la_code,la_name,framework,event_type,start_date,end_date,"
                    "published_date,item_number,item_type,heading,text,source_file");
    each_event(nation, put_items, out);
}

/* ---- With partners */

static void put_place(const struct nation *nation, size_t area, struct buf *out)
{
    const struct synth_area *at = &nation->areas[area];
    buf_format(out, "%.*s,%.*s,%.*s,", STR_ARG(at->code), STR_ARG(at->name),
               STR_ARG(at->ons));
}

/* Two areas in three since 2023. */
void write_area_send(const struct nation *nation, struct buf *out)
{
    static const char *const outcomes[] = {"typically positive experiences and outcomes",
                                           "inconsistent experiences and outcomes",
                                           "widespread and/or systemic failings"};
    rows_start(out, "la_code,la_name,ons_code,framework,event_type,start_date,end_date,"
                    "published_date,outcome_number,outcome,source_file");
    for (size_t area = 0; area < nation->options.areas; area++) {
        struct random r = nation_stream(nation, "send", area);
        date start = date_add_days(date_of(2023, 4, 18), (int)random_below(&r, 900));
        bool inspected = random_uniform(&r) < 0.67;
        double t = 0.5 * nation_led(&nation->areas[area], date_split(start).year) +
                   0.87 * random_normal(&r);
        int outcome = t > 0.6 ? 0 : t > -0.6 ? 1 : 2;
        if (!inspected || !nation_is_live(&nation->areas[area], start))
            continue;
        put_place(nation, area, out);
        buf_add(out, STR("area send,full inspection,"));
        rows_date(out, start);
        buf_char(out, ',');
        rows_date(out, date_add_days(start, 10));
        buf_char(out, ',');
        rows_date(out, date_add_days(start, 65));
        buf_format(out, ",%d,%s," SOURCE "\n", outcome + 1, outcomes[outcome]);
    }
}

static void put_joint(struct buf *out, size_t theme, bool priority)
{
    struct buf text = buf_new(out->arena, KIB);
    events_joint_text(&text, theme, priority);
    rows_text(out, buf_text(&text));
}

/* One area in four, each with a theme of its own. */
void write_joint(const struct nation *nation, struct buf *out)
{
    static const char *const subjects[] = {
        "Children at risk of exploitation", "Abuse within the family",
        "Children who live with domestic abuse", "Help before troubles grow",
        "The answer to first signs of harm"};
    rows_start(out, "la_code,la_name,ons_code,framework,event_type,start_date,"
                    "published_date,theme,priority_action,needs_to_improve,source_file");
    for (size_t area = 0; area < nation->options.areas; area++) {
        struct random r = nation_stream(nation, "joint", area);
        date start = date_add_days(date_of(2016, 3, 7), (int)random_below(&r, 3300));
        bool inspected = random_uniform(&r) < 0.25;
        size_t theme = (size_t)random_below(&r, events_theme_count());
        bool urgent = random_uniform(&r) < 0.2;
        if (!inspected || !nation_is_live(&nation->areas[area], start))
            continue;
        put_place(nation, area, out);
        buf_add(out, STR("jtai,joint targeted area inspection,"));
        rows_date(out, start);
        buf_char(out, ',');
        rows_date(out, date_add_days(start, 60));
        buf_format(out, ",%s,", subjects[random_below(&r, 5)]);
        if (urgent)
            put_joint(out, (theme + 1) % events_theme_count(), true);
        buf_char(out, ',');
        put_joint(out, theme, false);
        buf_add(out, STR("," SOURCE "\n"));
    }
}
