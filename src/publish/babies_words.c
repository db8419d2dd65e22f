/* How a "100 babies" page names rates and numbers, and what it cites. */
#include <assert.h>
#include <math.h>

#include "publish/babies_parts.h"
#include "publish/figure_words.h"

void babies_say(struct babies_telling *t, struct doc *parent, struct str text)
{
    doc_say(t->document, parent, text, NULL, 0);
}

struct doc *babies_table(struct babies_telling *t, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count)
{
    struct doc *table = doc_add(t->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(t->document, row, str_of(heads[i]));
    return table;
}

struct str babies_neighbours(const struct babies_telling *t)
{
    return figure_neighbours(t->ground->options.benchmark.average);
}

/* ---- Numbers */

static const struct number_form one_decimal = {.decimals = 1};

struct str babies_number(struct arena *a, double x)
{
    return number_text(a, x, one_decimal);
}

struct str babies_change(struct arena *a, double x)
{
    struct str text = number_text(a, fabs(x), one_decimal);
    if (str_equal(text, STR("0.0")))
        return STR("0.0");
    return arena_format(a, "%s%.*s", x < 0 ? "\xe2\x88\x92" : "+", STR_ARG(text));
}

struct str babies_whole_change(struct arena *a, double x)
{
    const char *sign = x < 0 ? "\xe2\x88\x92" : x > 0 ? "+" : "";
    return arena_format(a, "%s%.0f", sign, fabs(x));
}

/* Small rates keep the digits that tell them apart. */
static int decimals_of(double x)
{
    double size = fabs(x);
    if (size >= 10)
        return floor(size) < size ? 1 : 0;
    return size > 0 && size < 1 ? 3 : 2;
}

struct str babies_in_unit(struct babies_telling *t, size_t rate, double x)
{
    double per = babies_per(t->ground, rate);
    struct number_form form = {decimals_of(x), per <= 100}, whole = {0};
    struct str number = number_text(t->arena, x, form);
    if (form.percent)
        return number;
    return arena_format(t->arena, "%.*s per %.*s", STR_ARG(number),
                        STR_ARG(number_text(t->arena, per, whole)));
}

static struct str reason_of(const struct babies_rate *of)
{
    bool neighbours = survey_origin_is_none(of->origin);
    if (of->total)
        return STR("the figure is a total, not a rate");
    if (of->missing == MISSING_TOO_FEW && neighbours)
        return STR("fewer than five have a figure");
    return figure_missing(of->missing);
}

struct str babies_value(struct babies_telling *t, size_t rate,
                        const struct babies_rate *of)
{
    if (!t->ground->found[rate].measure)
        return STR("not loaded");
    if (isnan(of->value))
        return reason_of(of);
    struct str value = babies_in_unit(t, rate, of->value);
    if (of->total)
        return arena_format(t->arena, "%.*s, a total and not used", STR_ARG(value));
    if (of->neighbours_with)
        return arena_format(t->arena, "%.*s, of %d", STR_ARG(value), of->neighbours_with);
    if (isnan(of->numerator))
        return value;
    struct number_form whole = {0};
    return arena_format(t->arena, "%.*s, %.*s of %.*s", STR_ARG(value),
                        STR_ARG(number_text(t->arena, of->numerator, whole)),
                        STR_ARG(number_text(t->arena, of->denominator, whole)));
}

struct str babies_period(struct babies_telling *t, size_t rate)
{
    const struct babies_found *found = &t->ground->found[rate];
    if (!found->measure)
        return STR("–");
    return figure_period(t->arena, found->measure->periods[found->period].text);
}

struct str babies_lack(struct babies_telling *t, size_t rate,
                       const struct babies_rate *of)
{
    const char *words = babies_measures[rate].words;
    if (!t->ground->found[rate].measure)
        return arena_format(t->arena, "%s: not loaded", words);
    return arena_format(t->arena, "%s, %.*s: %.*s", words,
                        STR_ARG(babies_period(t, rate)), STR_ARG(reason_of(of)));
}

/* ---- What it stands on */

static struct str cite_row(struct babies_telling *t, struct survey_origin origin,
                           struct str says)
{
    const int64_t *loads = t->ground->source.load_ids;
    if (survey_origin_is_none(origin))
        return STR("");
    struct str id = arena_format(t->arena, "%lld:%lu", (long long)loads[origin.load],
                                 (unsigned long)origin.row);
    for (size_t i = 0; i < t->citation_count; i++) {
        if (str_equal(t->citations[i].id, id))
            return id;
    }
    assert(t->citation_count < BABIES_CITATIONS);
    t->citations[t->citation_count++] = (struct babies_citation){origin, id, says};
    return id;
}

struct chart_ids babies_cite(struct babies_telling *t, size_t rate, enum babies_who who)
{
    const struct babies_rate *of = &t->babies->who[who]->rates[rate];
    struct chart_ids ids = {NULL, 0};
    if (who == BABIES_NEIGHBOURS || !t->ground->found[rate].measure)
        return ids;
    struct str name = who == BABIES_ENGLAND ? STR("England") : t->area->name;
    struct str says = arena_format(
        t->arena, "%.*s, %s, %.*s: %.*s", STR_ARG(name), babies_measures[rate].words,
        STR_ARG(babies_period(t, rate)), STR_ARG(babies_value(t, rate, of)));
    struct str *at = arena_make(t->arena, struct str, 2);
    at[0] = cite_row(t, of->origin, says);
    ids.count += at[0].len > 0;
    if (!isnan(of->numerator)) {
        at[ids.count] = cite_row(t, of->counts, says);
        ids.count += at[ids.count].len > 0;
    }
    ids.at = at;
    return ids;
}

void babies_index(struct babies_telling *t, struct doc *parent)
{
    static const char *const heads[] = {"No.", "Evidence", "What it says"};
    const struct cube_load *loads = t->ground->source.cube->loads;
    if (t->citation_count == 0) {
        babies_say(t, parent, STR("Nothing above stands on a row of evidence."));
        return;
    }
    babies_say(t, parent,
               STR("Small numbers lead here. Each piece of evidence is the number of a "
                   "load and the row of its file."));
    struct doc *table =
        babies_table(t, parent, STR("Every row that is shown above"), heads, 3);
    for (size_t i = 0; i < t->citation_count; i++) {
        const struct babies_citation *c = &t->citations[i];
        struct doc *row = doc_add(t->document, table, DOC_ROW, STR(""));
        struct str file = loads[c->origin.load].file;
        size_t slash = str_find_last(file, '/');
        if (slash < file.len)
            file = (struct str){file.at + slash + 1, file.len - slash - 1};
        row->anchor = c->id;
        doc_head(t->document, row, arena_format(t->arena, "%zu", i + 1));
        doc_cell(t->document, row,
                 arena_format(t->arena, "%.*s, %.*s", STR_ARG(c->id), STR_ARG(file)),
                 NULL, 0);
        doc_cell(t->document, row, c->says, NULL, 0);
    }
}
