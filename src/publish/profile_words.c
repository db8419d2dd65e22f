/* How a profile says figures, comparisons, inspections and settings. */
#include <assert.h>
#include <math.h>

#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"

/* ---- Numbers */

/* Half up on what was published: figures carry at most six significant digits, so that
 * what a double lacks of 22.65 is far less than the margin. */
static double half_up(double x, int decimals)
{
    static const double tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    assert(decimals >= 0 && decimals < (int)(sizeof tens / sizeof *tens));
    double scaled = floor(fabs(x) * tens[decimals] + 0.5 + 1e-9) / tens[decimals];
    return x < 0 ? -scaled : scaled;
}

static int decimals_of(const struct batch_measure *about)
{
    int decimals = about->decimals < 0 ? 1 : about->decimals;
    return decimals > 3 ? 3 : decimals;
}

/* 1204.5 as "1,204.5". */
static struct str grouped(struct arena *a, double x, int decimals)
{
    struct str plain = arena_format(a, "%.*f", decimals, fabs(x));
    struct buf out = buf_new(a, KIB);
    size_t whole = plain.len - (decimals ? (size_t)decimals + 1 : 0);
    for (size_t i = 0; i < plain.len; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0)
            buf_char(&out, ',');
        buf_char(&out, plain.at[i]);
    }
    return buf_text(&out);
}

static bool is_percent(const struct batch_measure *about)
{
    return about->kind == MEASURE_PERCENT || str_starts(about->unit, STR("%")) ||
           str_contains(about->unit, STR("ercent"));
}

static struct str signed_number(struct arena *a, const struct batch_measure *about,
                                double x, const char *plus)
{
    int decimals = decimals_of(about);
    double shown = half_up(x, decimals);
    const char *sign = shown < 0 ? "\xe2\x88\x92" : shown > 0 ? plus : "";
    return arena_format(a, "%s%.*s", sign, STR_ARG(grouped(a, shown, decimals)));
}

struct str words_number_of(struct arena *a, const struct batch_measure *about, double x)
{
    if (isnan(x))
        return STR("");
    struct str number = signed_number(a, about, x, "");
    return arena_format(a, "%.*s%s", STR_ARG(number), is_percent(about) ? "%" : "");
}

/* ---- Missing, in words */

static struct str why_none(const struct picture_figure *f)
{
    static const char *const words[] = {
        [MISSING_NOT] = "",
        [MISSING_SUPPRESSED] = "Not shown: suppressed by the publisher",
        [MISSING_NOT_APPLICABLE] = "Not applicable here",
        [MISSING_NOT_AVAILABLE] = "Not available",
        [MISSING_NOT_COLLECTED] = "Not collected",
        [MISSING_TOO_FEW] = "Not shown: too few children",
        [MISSING_OUTSIDE_LIFE] = "This authority did not exist then",
        [MISSING_UNSPECIFIED] = "No figure; the publisher gives no reason",
    };
    return str_of(words[f->missing]);
}

/* "3 of 3": of so few the reader is told how many. */
static const double few = 50;

static struct str count_words(struct arena *a, const struct picture *picture,
                              const struct picture_figure *f)
{
    const struct cube_series *s = &f->measure->about.series[f->measure->period];
    if (!s->denominator || !is_percent(&f->measure->about.about))
        return STR("");
    double n = s->numerator[picture->area], of = s->denominator[picture->area];
    bool whole = n >= 0 && n <= of && of < few && floor(n) >= n && floor(of) >= of;
    return whole ? arena_format(a, ", %.0f of %.0f", n, of) : STR("");
}

struct str words_own_figure(struct arena *a, const struct picture *picture,
                            const struct picture_figure *f)
{
    const struct batch_measure *about = &f->measure->about.about;
    if (f->missing)
        return why_none(f);
    struct str own = words_number_of(a, about, f->result->value);
    struct str counts = count_words(a, picture, f);
    own = arena_format(a, "%.*s%.*s", STR_ARG(own), STR_ARG(counts));
    if (isnan(f->result->low95))
        return own;
    struct str low = signed_number(a, about, f->result->low95, "");
    struct str high = signed_number(a, about, f->result->high95, "");
    return arena_format(a, "%.*s (%.*s to %.*s)", STR_ARG(own), STR_ARG(low),
                        STR_ARG(high));
}

/* ---- Comparisons */

struct str words_against(enum against against)
{
    static const char *const words[] = {[AGAINST_UNKNOWN] = "",
                                        [AGAINST_BETTER] = "\xe2\x96\xb2 better",
                                        [AGAINST_SIMILAR] = "\xe2\x97\x8f similar",
                                        [AGAINST_WORSE] = "\xe2\x96\xbc worse",
                                        [AGAINST_HIGHER] = "\xe2\x97\x86 higher",
                                        [AGAINST_LOWER] = "\xe2\x97\x86 lower"};
    return str_of(words[against]);
}

struct str words_beside(struct arena *a, const struct batch_measure *about, double x,
                        enum against against)
{
    if (isnan(x))
        return STR("no figure");
    static const char *const links[] = {
        [AGAINST_UNKNOWN] = "",   [AGAINST_BETTER] = "than", [AGAINST_SIMILAR] = "to",
        [AGAINST_WORSE] = "than", [AGAINST_HIGHER] = "than", [AGAINST_LOWER] = "than"};
    struct str number = words_number_of(a, about, x);
    struct str word = words_against(against);
    if (word.len == 0)
        return number;
    return arena_format(a, "%.*s %s %.*s", STR_ARG(word), links[against],
                        STR_ARG(number));
}

/* "definition changed in 2022", "no year before". */
static struct str no_change_words(struct arena *a, const struct benchmark *b)
{
    if (!b->broken)
        return STR("no year before");
    return arena_format(a, "definition changed in %d", b->broken->year);
}

struct str words_trend(struct arena *a, const struct picture_figure *f)
{
    const struct area_trend *t = &f->trend;
    if (f->missing || t->sign == 0)
        return STR("");
    struct str word = words_against(t->is);
    return arena_format(a, "%s for %d years%s%.*s", t->sign > 0 ? "rising" : "falling",
                        t->years, word.len ? " " : "", STR_ARG(word));
}

struct str words_change(struct arena *a, const struct picture_figure *f)
{
    struct str trend = words_trend(a, f);
    struct str change = no_change_words(a, &f->measure->result);
    if (!f->missing && !isnan(f->result->change)) {
        struct str by =
            signed_number(a, &f->measure->about.about, f->result->change, "+");
        struct str word = words_against(f->result->change_is);
        change = arena_format(a, "%.*s%s%.*s", STR_ARG(by), word.len ? " " : "",
                              STR_ARG(word));
    }
    if (trend.len == 0)
        return change;
    return arena_format(a, "%.*s; %.*s", STR_ARG(change), STR_ARG(trend));
}

struct str words_rank(struct arena *a, const struct picture_figure *f)
{
    const struct benchmark_area *r = f->result;
    if (f->missing || r->rank == 0)
        return STR("");
    if (r->quartile == 0)
        return arena_format(a, "%d of %d", r->rank, r->rank_of);
    return arena_format(a, "%d of %d, %c", r->rank, r->rank_of, r->quartile);
}

/* 202425 as 2024/25, the way years are said elsewhere. */
struct str words_period_of(struct arena *a, const struct survey_measure *m)
{
    struct str text = m->about.periods[m->period].text;
    bool packed = text.len == 6;
    for (size_t i = 0; i < text.len; i++)
        packed = packed && text.at[i] >= '0' && text.at[i] <= '9';
    if (!packed)
        return text;
    return arena_format(a, "%.4s/%.2s", text.at, text.at + 4);
}

static bool unit_is_told(const struct batch_measure *about)
{
    static const struct str told[] = {STR("Number"), STR("number")};
    if (about->unit.len == 0 || is_percent(about))
        return true;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        if (str_starts(about->unit, told[i]))
            return true;
    }
    return false;
}

static bool contains_fold(struct str s, struct str part)
{
    for (size_t i = 0; i + part.len <= s.len; i++) {
        if (str_equal_fold((struct str){s.at + i, part.len}, part))
            return true;
    }
    return false;
}

struct str words_measure(struct arena *a, const struct batch_measure *about)
{
    struct str label = about->label.len ? about->label : about->id;
    if (unit_is_told(about) || contains_fold(label, about->unit))
        return label;
    return arena_format(a, "%.*s (%.*s)", STR_ARG(label), STR_ARG(about->unit));
}

struct str words_comparator(struct portrait *p)
{
    switch (p->survey->options.against) {
    case COMPARATOR_REGION:
        return p->area->region.len ? p->area->region : STR("its region");
    case COMPARATOR_ENGLAND:
        return STR("England");
    default:
        return p->survey->options.benchmark.average == AVERAGE_MEDIAN
                   ? STR("the median of its statistical neighbours")
                   : STR("the mean of its statistical neighbours");
    }
}

struct str words_counted(struct arena *a, size_t n, const char *one, const char *many)
{
    return arena_format(a, "%zu %s", n, n == 1 ? one : many);
}

/* ---- Settings and inspections */

struct str words_setting(struct arena *a, struct str service)
{
    static const struct {
        struct str service;
        const char *words;
    } own[] = {
        {STR("all-through-school"), "all-through schools"},
        {STR("school"), "other schools"},
        {STR("sixth-form"), "sixth form schools"},
        {STR("secure-children's-home"), "secure children's homes"},
        {STR("children's-home-and-school"), "special schools registered as homes"},
        {STR("supported-accommodation"), "supported accommodation"},
        {STR("residential-family-centre"), "residential family centres"},
        {STR("residential-holiday-scheme"), "residential holiday schemes"},
        {STR("residential-college"), "residential colleges"},
        {STR("fostering"), "independent fostering agencies"},
        {STR("adoption"), "voluntary adoption agencies"},
        {STR("adoption-support"), "adoption support agencies"},
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (str_equal(own[i].service, service))
            return str_of(own[i].words);
    }
    return words_service(a, service, true);
}

struct str words_event(struct arena *a, const struct merged_event *event)
{
    static const struct {
        struct str family;
        const char *name;
    } names[] = {
        {STR("ilacs"), "ILACS"},
        {STR("sif"), "SIF"},
        {STR("slac"), "Safeguarding and looked after children"},
        {STR("laac"), "Looked after children"},
        {STR("child-protection"), "Child protection"},
        {STR("lscb"), "Local safeguarding children board"},
        {STR("area-send"), "Area SEND"},
        {STR("jtai"), "Joint targeted area"},
        {STR("focused-visit"), "Focused visit"},
        {STR("monitoring-visit"), "Monitoring visit"},
    };
    struct str name = event->framework;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (str_equal(names[i].family, event->framework))
            name = str_of(names[i].name);
    }
    bool visit = str_ends(event->framework, STR("-visit"));
    if (visit)
        return name;
    struct str type = event->event_type;
    if (type.len == 0 || str_starts(type, STR("area send")) ||
        str_starts(type, STR("joint")))
        type = STR("inspection");
    return arena_format(a, "%.*s %.*s", STR_ARG(name), STR_ARG(phrase_lower(a, type)));
}

struct str words_event_days(struct arena *a, const struct merged_event *event)
{
    if (!date_is_none(event->start) || !date_is_none(event->end))
        return words_days(a, event->start, event->end);
    if (date_is_none(event->published))
        return STR("date not given");
    return arena_format(a, "published %.*s", STR_ARG(date_words(a, event->published)));
}

struct str words_count(struct arena *a, uint64_t n)
{
    return grouped(a, (double)n, 0);
}

struct str words_days(struct arena *a, date start, date end)
{
    assert(!date_is_none(start) || !date_is_none(end));
    if (date_is_none(start) || date_is_none(end) || start.days == end.days)
        return date_words(a, date_is_none(start) ? end : start);
    struct date_parts from = date_split(start), to = date_split(end);
    struct str last = date_words(a, end);
    if (from.year == to.year && from.month == to.month)
        return arena_format(a, "%d to %.*s", from.day, STR_ARG(last));
    return arena_format(a, "%.*s to %.*s", STR_ARG(date_words(a, start)), STR_ARG(last));
}

struct str words_age(struct arena *a, int months)
{
    if (months < 1)
        return STR("less than a month");
    if (months < 24)
        return arena_format(a, "%d month%s", months, months == 1 ? "" : "s");
    if (months % 12 == 0)
        return arena_format(a, "%d years", months / 12);
    return arena_format(a, "%d years %d month%s", months / 12, months % 12,
                        months % 12 == 1 ? "" : "s");
}

/* ---- Tables */

struct doc *profile_table(struct portrait *p, struct doc *parent, struct str caption,
                          const char *const *heads, size_t count)
{
    struct doc *table = doc_add(p->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(p->document, row, str_of(heads[i]));
    return table;
}

void profile_say(struct portrait *p, struct doc *parent, struct str text)
{
    doc_say(p->document, parent, text, NULL, 0);
}
