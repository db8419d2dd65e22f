/* Settings by service: how many of those graded on one scale and framework are good or
 * better, here, among the neighbours and in England; how old the inspections are; and,
 * apart, those that are not graded so.  Settings are counted and never named: a
 * children's home is not to be found. */
#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

static struct str share_words(struct arena *a, unsigned good, unsigned of)
{
    if (of == 0)
        return STR("none graded");
    struct str n = words_count(a, good), all = words_count(a, of);
    if (of < 5)
        return arena_format(a, "%.*s of %.*s", STR_ARG(n), STR_ARG(all));
    return arena_format(a, "%.*s of %.*s (%u%%)", STR_ARG(n), STR_ARG(all),
                        (200 * good + of) / (2 * of));
}

static struct str apart_words(struct portrait *p, const struct picture_settings *s)
{
    struct arena *a = p->arena;
    const struct survey_tally *own = s->own;
    struct buf out = buf_new(a, 4 * KIB);
    if (own->earlier)
        buf_format(&out,
                   "%u graded before %.*s, under an earlier framework (%u good or "
                   "better)",
                   own->earlier, STR_ARG(date_month_words(a, s->service->framework_from)),
                   own->earlier_good);
    if (own->other_scale)
        buf_format(&out, "%s%u on another scale", out.len ? "; " : "", own->other_scale);
    if (own->ungraded)
        buf_format(&out, "%s%u not graded", out.len ? "; " : "", own->ungraded);
    return out.len ? buf_text(&out) : STR("none");
}

static struct str age_words(struct portrait *p, const struct picture_settings *s)
{
    struct arena *a = p->arena;
    if (s->own->counted == 0)
        return STR("none counted");
    if (date_is_none(s->median))
        return STR("the list gives no dates");
    struct str oldest = words_age(a, picture_months(s->oldest, p->picture->at));
    struct str median = words_age(a, picture_months(s->median, p->picture->at));
    struct str undated = STR("");
    if (s->own->undated)
        undated = arena_format(a, "; %u without a date", s->own->undated);
    if (s->oldest.days == s->median.days)
        return arena_format(a, "%.*s ago%.*s", STR_ARG(oldest), STR_ARG(undated));
    return arena_format(a, "%.*s ago (middle), %.*s (oldest)%.*s", STR_ARG(median),
                        STR_ARG(oldest), STR_ARG(undated));
}

static void put_service(struct portrait *p, struct doc *table,
                        const struct picture_settings *s)
{
    struct arena *a = p->arena;
    struct str name = words_capital(a, words_setting(a, s->service->id));
    struct str own = share_words(a, s->own->good, s->own->counted);
    struct cited by =
        cite_settings(p, s->own,
                      arena_format(a, "%.*s: %u listed, %.*s good or better",
                                   STR_ARG(name), s->own->settings, STR_ARG(own)));
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, name);
    doc_cell(p->document, row, own, by.ids, by.count);
    doc_cell(p->document, row, share_words(a, s->neighbours_good, s->neighbours_counted),
             NULL, 0);
    doc_cell(p->document, row, share_words(a, s->england_good, s->england_counted), NULL,
             0);
    doc_cell(p->document, row, age_words(p, s), NULL, 0);
    doc_cell(p->document, row, apart_words(p, s), NULL, 0);
}

/* ---- What the lists are */

/* A list whose rows and name tell no more than its year is dated its first day. */
static struct str list_words(struct arena *a, date day)
{
    struct date_parts parts = date_split(day);
    if (parts.day == 1 && parts.month == 1)
        return arena_format(a, "%d", parts.year);
    return date_words(a, day);
}

static void say_lists(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    const struct survey *survey = p->survey;
    struct doc *paragraph = doc_add(p->document, parent, DOC_PARAGRAPH, STR(""));
    if (date_is_none(survey->providers_at))
        doc_sentence(p->document, paragraph,
                     STR("No list of social care providers of this day or before is "
                         "held."),
                     NULL, 0);
    else
        doc_sentence(p->document, paragraph,
                     arena_format(a,
                                  "Social care providers are those listed on %.*s in "
                                  "the area, whoever runs them and whichever "
                                  "authority places children there.",
                                  STR_ARG(date_words(a, survey->providers_at))),
                     NULL, 0);
    if (date_is_none(survey->schools_at))
        doc_sentence(p->document, paragraph, STR("No list of schools is held."), NULL, 0);
    else if (survey->schools_later)
        doc_sentence(p->document, paragraph,
                     arena_format(a,
                                  "Schools are those of a list of %.*s that had been "
                                  "inspected by this day: schools that closed in "
                                  "between are not counted.",
                                  STR_ARG(date_words(a, survey->schools_at))),
                     NULL, 0);
    else
        doc_sentence(p->document, paragraph,
                     arena_format(a, "Schools are those of the list of %.*s.",
                                  STR_ARG(list_words(a, survey->schools_at))),
                     NULL, 0);
    if (date_compare(p->picture->at, date_of(2024, 9, 1)) >= 0 &&
        !date_is_none(survey->schools_at))
        doc_sentence(p->document, paragraph,
                     STR("State-funded schools have had no overall grade since September "
                         "2024: what is shown is the last one."),
                     NULL, 0);
}

void profile_settings(struct portrait *p, struct doc *parent)
{
    static const char *const heads[] = {"Settings in the area",
                                        "Good or better",
                                        "Neighbours together",
                                        "England",
                                        "Inspected",
                                        "Counted apart"};
    const struct picture *pic = p->picture;
    if (pic->setting_count == 0) {
        profile_say(p, parent, STR("No settings of this authority are listed."));
        say_lists(p, parent);
        return;
    }
    struct doc *table = profile_table(
        p, parent,
        STR("Graded good or better, of those graded on one scale and framework"), heads,
        6);
    for (size_t i = 0; i < pic->setting_count; i++)
        put_service(p, table, &pic->settings[i]);
    say_lists(p, parent);
}
