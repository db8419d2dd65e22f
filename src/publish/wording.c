#include "publish/wording.h"

#include <assert.h>

#include "base/buf.h"
#include "publish/phrase.h"

struct str words_number(struct arena *a, int64_t n)
{
    static const char *const words[] = {"none", "one",    "two",   "three", "four",
                                        "five", "six",    "seven", "eight", "nine",
                                        "ten",  "eleven", "twelve"};
    if (n >= 0 && n < (int64_t)(sizeof words / sizeof words[0]))
        return str_of(words[n]);
    return phrase_digits(a, ratio_of(n, 1), 0);
}

struct str words_list(struct arena *a, const struct str *items, size_t count)
{
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < count; i++) {
        if (i)
            buf_add(&out, i + 1 == count ? STR(" and ") : STR(", "));
        buf_add(&out, items[i]);
    }
    return buf_text(&out);
}

struct str words_capital(struct arena *a, struct str s)
{
    if (s.len == 0 || s.at[0] < 'a' || s.at[0] > 'z')
        return s;
    return arena_format(a, "%c%.*s", s.at[0] - 'a' + 'A', (int)s.len - 1, s.at + 1);
}

/* "Local Safeguarding Children Board": two words in capitals begin a name. */
static bool is_titled(struct str s)
{
    struct str rest;
    str_cut(s, ' ', &rest);
    return rest.len > 1 && rest.at[0] >= 'A' && rest.at[0] <= 'Z' && rest.at[1] >= 'a' &&
           rest.at[1] <= 'z';
}

struct str phrase_lower(struct arena *a, struct str s)
{
    bool capital = s.len > 0 && s.at[0] >= 'A' && s.at[0] <= 'Z';
    bool name = s.len > 1 && !(s.at[1] >= 'a' && s.at[1] <= 'z') && s.at[1] != ' ';
    if (!capital || name || is_titled(s))
        return s;
    return arena_format(a, "%c%.*s", s.at[0] - 'A' + 'a', (int)s.len - 1, s.at + 1);
}

struct str phrase_sentence(struct arena *a, struct str s)
{
    s = str_trim(s);
    bool ended = str_ends(s, STR(".")) || str_ends(s, STR("?")) ||
                 str_ends(s, STR("!")) || str_ends(s, STR(":"));
    s = words_capital(a, s);
    return ended ? s : arena_format(a, "%.*s.", STR_ARG(s));
}

struct str phrase_from_id(struct arena *a, struct str id)
{
    struct buf out = buf_new(a, 4 * KIB);
    for (size_t i = 0; i < id.len; i++)
        buf_char(&out, id.at[i] == '-' || id.at[i] == '_' ? ' ' : id.at[i]);
    return buf_text(&out);
}

/* ---- Names of things */

static const struct {
    struct str family, words;
} families[] = {
    {STR("unannounced"), STR("unannounced inspection")},
    {STR("slac"), STR("inspection of safeguarding and looked after children services")},
    {STR("jar"), STR("joint area review")},
    {STR("apa"), STR("annual performance assessment")},
    {STR("annual-rating"), STR("annual rating")},
    {STR("annual-assessment"), STR("annual children's services assessment")},
    {STR("sif"), STR("single inspection")},
    {STR("ilacs"), STR("inspection of children's services")},
    {STR("area-send"), STR("inspection of special educational needs provision")},
    {STR("jtai"), STR("joint targeted area inspection")},
    {STR("focused-visit"), STR("focused visit")},
    {STR("setting"), STR("inspection of a setting")},
};

struct str words_family(struct arena *a, struct str family)
{
    struct str plain = regime_family_of(family);
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++)
        if (str_equal_fold(families[i].family, plain))
            return families[i].words;
    return arena_format(a, "%.*s inspection", STR_ARG(phrase_from_id(a, plain)));
}

enum stage {
    STAGE_ALL,
    STAGE_EARLY,
    STAGE_SCHOOL,
    STAGE_SPECIAL,
    STAGE_CARE,
    STAGE_OTHER
};

/* In the order of a child's life, which is the order letters take them in. */
static const struct {
    struct str service, one, many;
    enum stage stage;
} services[] = {
    {STR("all"), STR("service or setting"), STR("services and settings"), STAGE_ALL},
    {STR("childminding"), STR("childminder"), STR("childminders"), STAGE_EARLY},
    {STR("childminding-and-childcare"), STR("childminder or childcare setting"),
     STR("childminders and childcare settings"), STAGE_EARLY},
    {STR("childcare"), STR("childcare setting"), STR("childcare settings"), STAGE_EARLY},
    {STR("nursery-school"), STR("nursery school"), STR("nursery schools"), STAGE_EARLY},
    {STR("children's-centre"), STR("children's centre"), STR("children's centres"),
     STAGE_EARLY},
    {STR("primary-school"), STR("primary school"), STR("primary schools"), STAGE_SCHOOL},
    {STR("secondary-school"), STR("secondary school"), STR("secondary schools"),
     STAGE_SCHOOL},
    {STR("school"), STR("school"), STR("schools"), STAGE_SCHOOL},
    {STR("sixth-form"), STR("school sixth form"), STR("school sixth forms"),
     STAGE_SCHOOL},
    {STR("college"), STR("college"), STR("colleges"), STAGE_SCHOOL},
    {STR("special-school"), STR("special school"), STR("special schools"), STAGE_SPECIAL},
    {STR("special-educational-needs-provision"),
     STR("special educational needs provision"),
     STR("special educational needs provision"), STAGE_SPECIAL},
    {STR("pupil-referral-unit"), STR("pupil referral unit"), STR("pupil referral units"),
     STAGE_SPECIAL},
    {STR("residential-special-school"), STR("residential special school"),
     STR("residential special schools"), STAGE_SPECIAL},
    {STR("children's-home"), STR("children's home"), STR("children's homes"), STAGE_CARE},
    {STR("fostering"), STR("fostering service"), STR("fostering services"), STAGE_CARE},
    {STR("private-fostering"), STR("service for private fostering"),
     STR("services for private fostering"), STAGE_CARE},
    {STR("adoption"), STR("adoption service"), STR("adoption services"), STAGE_CARE},
    {STR("youth-offending"), STR("youth offending service"),
     STR("youth offending services"), STAGE_OTHER},
};
enum { SERVICE_COUNT = sizeof services / sizeof services[0] };

struct service_place words_service_place(struct str service)
{
    struct service_place near = {2 * SERVICE_COUNT + 1, STAGE_OTHER};
    for (size_t i = 0; i < SERVICE_COUNT; i++) {
        if (str_equal_fold(services[i].service, service))
            return (struct service_place){2 * i, services[i].stage};
        if (str_ends(service, services[i].service))
            near = (struct service_place){2 * i + 1, services[i].stage};
    }
    return near;
}

static bool has_plural_ending(struct str s)
{
    return str_ends(s, STR("s")) || str_ends(s, STR("children")) ||
           str_ends(s, STR("provision"));
}

struct str words_service(struct arena *a, struct str service, bool plural)
{
    for (size_t i = 0; i < SERVICE_COUNT; i++)
        if (str_equal_fold(services[i].service, service))
            return plural ? services[i].many : services[i].one;
    struct str words = phrase_from_id(a, service);
    if (!plural || has_plural_ending(words))
        return words;
    return arena_format(a, "%.*ss", STR_ARG(words));
}

/* ---- Grades */

struct str words_grade(struct arena *a, const struct scale *scale, unsigned position)
{
    assert(scale && position < scale->count);
    const struct rung *rung = &scale->rungs[position];
    if (str_equal_fold(rung->label, rung->words) || rung->label.len == 0)
        return rung->words;
    return arena_format(a, "%.*s (%.*s)", STR_ARG(rung->words), STR_ARG(rung->label));
}

struct str words_grades(struct arena *a, const struct scale *scale, gradeset set)
{
    struct buf out = buf_new(a, 4 * KIB);
    size_t left = gradeset_count(set);
    for (unsigned p = 0; p < scale->count; p++) {
        if (!gradeset_has(set, p))
            continue;
        buf_add(&out, scale->rungs[p].words);
        left--;
        if (left)
            buf_add(&out, left == 1 ? STR(" or ") : STR(", "));
    }
    return buf_text(&out);
}

struct str words_value(struct arena *a, const struct plan *plan,
                       const struct value *value)
{
    (void)
        plan; /* a word of the evidence is said as it is; its band stands in the annex */
    struct str figure = phrase_figure(a, value);
    struct str when = phrase_period(a, value->period_text, value->period);
    if (when.len == 0)
        return figure;
    return arena_format(a, "%.*s %.*s", STR_ARG(figure), STR_ARG(when));
}
