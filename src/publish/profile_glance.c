/* The first screen: what this is, the latest judgements, how many measures differ beyond
 * chance; then what stands out and what changed. */
#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

enum { LIST_MOST = 5 };

/* ---- Judgements */

static void say_inspection(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    const struct picture *pic = p->picture;
    if (!pic->graded) {
        profile_say(p, parent,
                    STR("No graded inspection of this authority's own services is held "
                        "for this day."));
        return;
    }
    const struct merged_event *event = pic->graded->event;
    struct str what = words_event(a, event);
    struct str when = words_event_days(a, event);
    struct cited by = cite_event(p, event);
    struct doc *paragraph = doc_say(
        p->document, parent,
        arena_format(a,
                     "Latest graded inspection: %.*s, %.*s; %.*s before the day of "
                     "this profile.",
                     STR_ARG(what), STR_ARG(when),
                     STR_ARG(words_age(a, pic->graded->months))),
        by.ids, by.count);
    bool overall = pic->judgement_count &&
                   str_equal(pic->judgements[0].grade->aspect, STR("overall"));
    if (!overall && date_compare(pic->graded->on, date_of(2026, 4, 1)) >= 0)
        doc_sentence(p->document, paragraph,
                     STR("Inspections since April 2026 give no overall grade."), NULL, 0);
    if (event->assurance == ASSURANCE_THIRD_PARTY)
        doc_sentence(p->document, paragraph,
                     STR("These grades come from an overview by a third party and were "
                         "not checked against the report."),
                     NULL, 0);
}

/* "better (inadequate in March 2022)"; what was one grade for two groups is no earlier
 * grade of either. */
static struct str since_words(struct portrait *p, const struct picture_judgement *j)
{
    struct arena *a = p->arena;
    if (!j->before)
        return STR("none held before");
    struct str grade = phrase_lower(a, j->before->grade);
    struct str when = date_month_words(a, j->before_on);
    if (j->before_joint)
        return arena_format(a, "%.*s in %.*s, for care and care leavers together",
                            STR_ARG(words_capital(a, grade)), STR_ARG(when));
    if (j->before->position < 0 || j->grade->position < 0)
        return arena_format(a, "%.*s in %.*s", STR_ARG(words_capital(a, grade)),
                            STR_ARG(when));
    int by = j->before->position - j->grade->position;
    if (by == 0)
        return arena_format(a, "\xe2\x97\x8f the same in %.*s", STR_ARG(when));
    return arena_format(a, "%s than %.*s in %.*s",
                        by > 0 ? "\xe2\x96\xb2 better" : "\xe2\x96\xbc worse",
                        STR_ARG(grade), STR_ARG(when));
}

static void put_judgement(struct portrait *p, struct doc *table,
                          const struct picture_judgement *j, bool compared)
{
    struct arena *a = p->arena;
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    struct cited by = cite_grade(p, p->picture->graded->event, j->grade);
    doc_head(p->document, row, words_capital(a, j->grade->judgement));
    struct doc *cell =
        doc_cell(p->document, row, words_capital(a, j->grade->grade), by.ids, by.count);
    cell->fill = j->grade->position >= 0 && j->grade->position < 4
                     ? (unsigned)j->grade->position + 1
                     : 0;
    if (compared)
        doc_cell(p->document, row, since_words(p, j), NULL, 0);
}

static void put_judgements(struct portrait *p, struct doc *parent)
{
    static const char *const heads[] = {"Judgement", "Grade", "Inspection before"};
    const struct picture *pic = p->picture;
    bool compared = false;
    for (size_t i = 0; i < pic->judgement_count; i++)
        compared |= pic->judgements[i].before != NULL;
    if (pic->judgement_count == 0)
        return;
    struct doc *table =
        profile_table(p, parent, STR("Judgements of the latest graded inspection"), heads,
                      compared ? 3 : 2);
    for (size_t i = 0; i < pic->judgement_count; i++)
        put_judgement(p, table, &pic->judgements[i], compared);
}

/* ---- Measures in one sentence */

static void say_measures(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    const struct picture *pic = p->picture;
    if (pic->with_value == 0) {
        profile_say(p, parent,
                    STR("No measure has a current figure for this "
                        "authority."));
        return;
    }
    struct str with = words_counted(a, pic->with_value, "measure has", "measures have");
    if (pic->tested == 0) {
        profile_say(p, parent,
                    arena_format(a,
                                 "%.*s a current figure; none could be tested against "
                                 "%.*s.",
                                 STR_ARG(with), STR_ARG(words_comparator(p))));
        return;
    }
    struct buf out = buf_new(a, 4 * KIB);
    buf_format(
        &out,
        "%.*s a current figure. Of the %zu that can be tested against %.*s, %zu %s "
        "better beyond chance, %zu similar and %zu worse",
        STR_ARG(with), pic->tested, STR_ARG(words_comparator(p)), pic->better,
        pic->better == 1 ? "is" : "are", pic->similar, pic->worse);
    if (pic->worse)
        buf_format(&out,
                   "; of those worse, %.*s also got worse since the year before or over "
                   "the last years",
                   STR_ARG(words_number(a, (int64_t)pic->worsening.count)));
    buf_char(&out, '.');
    profile_say(p, parent, buf_text(&out));
}

static void say_settings(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    struct arena *a = p->arena;
    unsigned good = 0, counted = 0;
    for (size_t i = 0; i < pic->setting_count; i++) {
        if (!pic->settings[i].service->school)
            continue;
        good += pic->settings[i].own->good;
        counted += pic->settings[i].own->counted;
    }
    struct buf out = buf_new(a, 4 * KIB);
    if (counted)
        buf_format(&out, "Good or better: %u of %u graded schools", good, counted);
    for (size_t i = 0; i < pic->setting_count; i++) {
        const struct picture_settings *s = &pic->settings[i];
        bool home = str_equal(s->service->id, STR("children's-home"));
        if (home && s->own->counted)
            buf_format(&out, "%s%u of %u graded children's homes in the area",
                       out.len ? ", " : "Good or better: ", s->own->good,
                       s->own->counted);
    }
    if (out.len)
        profile_say(p, parent, arena_format(a, "%.*s.", STR_ARG(buf_text(&out))));
}

static void put_notes(struct portrait *p, struct doc *parent)
{
    if (p->picture->weak_neighbours) {
        struct doc *note = doc_add(p->document, parent, DOC_NOTE, STR(""));
        doc_sentence(p->document, note,
                     STR("Weak comparison: every one of its statistical neighbours is "
                         "described by the model as not close."),
                     NULL, 0);
    }
    if (date_compare(p->picture->at, date_of(2013, 1, 1)) < 0) {
        struct doc *note = doc_add(p->document, parent, DOC_NOTE, STR(""));
        doc_sentence(p->document, note,
                     STR("Partial: before 2013 only some of the evidence of the time is "
                         "public, so that what is absent here may have existed."),
                     NULL, 0);
    }
}

void profile_glance(struct portrait *p, struct doc *parent)
{
    put_notes(p, parent);
    say_inspection(p, parent);
    put_judgements(p, parent);
    say_measures(p, parent);
    say_settings(p, parent);
}

/* ---- What stands out */

static void put_figure_row(struct portrait *p, struct doc *table,
                           const struct picture_figure *f)
{
    struct arena *a = p->arena;
    const struct batch_measure *about = &f->measure->about.about;
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    struct str name = words_measure(a, about);
    struct str period = words_period_of(a, f->measure);
    struct str own = words_own_figure(a, p->picture, f);
    struct cited by = profile_cite_figure(p, f);
    doc_head(p->document, row,
             arena_format(a, "%.*s, %.*s", STR_ARG(name), STR_ARG(period)))
        ->subject = about->id;
    doc_cell(p->document, row, own, by.ids, by.count);
    doc_cell(p->document, row, words_beside(a, about, f->compared, f->against), NULL, 0);
    doc_cell(p->document, row, words_change(a, f), NULL, 0);
}

static void put_list(struct portrait *p, struct doc *parent, const char *caption,
                     const struct picture_list *list, size_t most)
{
    static const char *const against[] = {
        [COMPARATOR_NEIGHBOURS] = "Neighbours",
        [COMPARATOR_REGION] = "Region",
        [COMPARATOR_ENGLAND] = "England",
    };
    const char *const heads[] = {"Measure", "Figure (95% interval)",
                                 against[p->survey->options.against],
                                 "Since the year before"};
    if (list->count == 0)
        return;
    struct str text = str_of(caption);
    if (list->count > most)
        text = arena_format(p->arena, "%s: the clearest %zu of %zu", caption, most,
                            list->count);
    struct doc *table = profile_table(p, parent, text, heads, 4);
    for (size_t i = 0; i < list->count && i < most; i++)
        put_figure_row(p, table, &p->picture->figures[list->at[i]]);
}

/* ---- Quarters by topic: where to look first */

struct quarters {
    struct str topic;
    unsigned of[4], better, worse;
};

static size_t count_quarters(const struct picture *pic, struct quarters *out)
{
    size_t count = 0;
    for (size_t i = 0; i < pic->figure_count; i++) {
        const struct picture_figure *f = &pic->figures[i];
        struct str topic = f->measure->about.about.topic;
        if (f->missing || f->measure->ended || !f->result->quartile)
            continue;
        if (count == 0 || !str_equal(out[count - 1].topic, topic))
            out[count++] = (struct quarters){.topic = topic};
        out[count - 1].of[f->result->quartile - 'A']++;
        out[count - 1].better += f->against == AGAINST_BETTER;
        out[count - 1].worse += f->against == AGAINST_WORSE;
    }
    return count;
}

static void put_quarters(struct portrait *p, struct doc *parent)
{
    static const char *const heads[] = {
        "Topic", "Best quarter", "Second", "Third", "Weakest quarter", "Better", "Worse"};
    struct arena *a = p->arena;
    struct quarters *all = arena_make(a, struct quarters, p->picture->figure_count);
    size_t count = count_quarters(p->picture, all);
    if (count == 0)
        return;
    struct doc *table = profile_table(
        p, parent,
        STR("Measures with a direction, by the quarter of authorities they fall in; and "
            "those better or worse beyond chance"),
        heads, 7);
    for (size_t i = 0; i < count; i++) {
        struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
        const unsigned cells[] = {all[i].of[0], all[i].of[1],  all[i].of[2],
                                  all[i].of[3], all[i].better, all[i].worse};
        doc_head(p->document, row, words_topic(a, all[i].topic));
        for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
            doc_cell(p->document, row, words_count(a, cells[c]), NULL, 0)->numeric = true;
    }
    profile_say(p, parent,
                STR("A quarter is a place among authorities and by itself no sign that a "
                    "difference is more than chance."));
}

static void put_tested(struct portrait *p, struct doc *parent);

void profile_exceptions(struct portrait *p, struct doc *parent)
{
    put_tested(p, parent);
    put_quarters(p, parent);
}

/* What a list holds that another does not. */
static struct picture_list without(struct arena *a, const struct picture_list *list,
                                   const struct picture_list *others)
{
    size_t *at = arena_make(a, size_t, list->count), count = 0;
    for (size_t i = 0; i < list->count; i++) {
        bool held = false;
        for (size_t k = 0; k < others->count; k++)
            held |= others->at[k] == list->at[i];
        if (!held)
            at[count++] = list->at[i];
    }
    return (struct picture_list){at, count};
}

static void put_tested(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    struct arena *a = p->arena;
    struct str comparator = words_comparator(p);
    if (pic->worst.count + pic->best.count == 0) {
        profile_say(p, parent,
                    arena_format(a,
                                 "Nothing that can be tested differs from %.*s beyond "
                                 "chance.",
                                 STR_ARG(comparator)));
        return;
    }
    if (pic->worsening.count == 0)
        profile_say(p, parent,
                    arena_format(a,
                                 "No measure is both worse than %.*s and worse than "
                                 "the year before or getting worse over the last "
                                 "years, beyond chance.",
                                 STR_ARG(comparator)));
    put_list(p, parent, "Worse and worsening", &pic->worsening, SIZE_MAX);
    struct picture_list rest = without(a, &pic->worst, &pic->worsening);
    put_list(p, parent,
             pic->worsening.count ? "Also worse beyond chance" : "Worse beyond chance",
             &rest, LIST_MOST);
    put_list(p, parent, "Better beyond chance", &pic->best, LIST_MOST);
}

/* ---- What changed */

static void put_events_since(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    struct doc *list = NULL;
    for (size_t i = 0; i < p->picture->event_count; i++) {
        const struct picture_event *e = &p->picture->events[i];
        if (e->months >= 12)
            break;
        struct str what = words_event(a, e->event);
        struct str when = words_event_days(a, e->event);
        struct str text = arena_format(a, "%.*s, %.*s", STR_ARG(what), STR_ARG(when));
        struct cited by = cite_event(p, e->event);
        if (!list)
            list = doc_add(p->document, parent, DOC_LIST, STR(""));
        struct doc *item = doc_add(p->document, list, DOC_ITEM, STR(""));
        doc_sentence(p->document, item, phrase_sentence(a, text), by.ids, by.count);
    }
    if (!list)
        profile_say(p, parent,
                    STR("No inspection or visit in the twelve months before "
                        "this day is held."));
}

void profile_changes(struct portrait *p, struct doc *parent)
{
    const struct picture *pic = p->picture;
    struct arena *a = p->arena;
    struct str better = words_counted(a, pic->improved.count, "measure", "measures");
    profile_say(
        p, parent,
        arena_format(a,
                     "Since the year before, beyond chance: %.*s better, %zu worse. Only "
                     "figures of two consecutive years with their counts are compared.",
                     STR_ARG(better), pic->declined.count));
    put_events_since(p, parent);
    put_list(p, parent, "Worse than the year before", &pic->declined, LIST_MOST);
    put_list(p, parent, "Better than the year before", &pic->improved, LIST_MOST);
}
