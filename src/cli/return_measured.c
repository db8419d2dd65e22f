/* Figures of a return as CSV, JSON and text. */
#include "cli/return_measured.h"

#include <math.h>
#include <stdio.h>

#include "base/csv.h"
#include "base/json.h"
#include "base/sha256.h"

const char *measured_form(enum figure_form form)
{
    static const char *const words[] = {
        [AS_COUNT] = "number", [AS_PERCENT] = "percentage", [AS_RATE] = "rate per 10,000",
        [AS_MEAN] = "mean",    [AS_RATIO] = "ratio",        [AS_QUANTILE] = "quantile"};
    return words[form];
}

/* ---- The figures */

static struct str name_of(struct arena *a, const struct indicator *indicator,
                          const struct indicator_part *part)
{
    if (part->name && part->name[0] == ',')
        return arena_format(a, "%s%s", indicator->name, part->name);
    return str_of(part->name ? part->name : indicator->name);
}

static struct measured_figure figure_of(struct arena *a, const struct measured *m,
                                        const struct counted_measure *measure, size_t p)
{
    const struct indicator *indicator = measure->indicator;
    const struct indicator_part *part = &indicator->parts[p];
    struct figure_with with = {m->conventions, m->population};
    struct measured_figure f = {
        .indicator = indicator, .part = part, .counted = &measure->figures[p]};
    f.id = arena_format(a, "%s%s", indicator->id, part->id);
    f.name = name_of(a, indicator, part);
    f.is = figure_publish(a, measure, p, &with);
    return f;
}

void measured_figures(struct arena *a, struct measured *m)
{
    size_t all = 0, n = 0;
    for (size_t k = 0; k < m->counted->count; k++)
        all += m->counted->measures[k].indicator->part_count;
    m->at = arena_make(a, struct measured_figure, all);
    for (size_t k = 0; k < m->counted->count; k++)
        for (size_t p = 0; p < m->counted->measures[k].indicator->part_count; p++)
            m->at[n++] = figure_of(a, m, &m->counted->measures[k], p);
    m->count = n;
}

/* ---- CSV */

static void put_value(struct buf *out, const struct figure_published *f)
{
    struct json shortest = json_new(out, false);
    if (f->has_value && f->value.den == 1)
        buf_format(out, "%lld", (long long)f->value.num);
    else if (f->has_value)
        json_double(&shortest, ratio_double(f->value));
}

/* What could not be worked out has no numbers: no 0 stands for what is not known. */
static bool is_computed(const struct measured_figure *f)
{
    return f->is.has_value || str_equal(f->is.published, STR("z"));
}

static void put_figure(struct buf *out, const struct measured_figure *f)
{
    csv_put(out, f->id);
    buf_char(out, ',');
    if (is_computed(f))
        buf_format(out, "%lld", (long long)f->is.numerator);
    buf_char(out, ',');
    if (is_computed(f) && f->is.has_denominator)
        buf_format(out, "%lld", (long long)f->is.denominator);
    buf_char(out, ',');
    put_value(out, &f->is);
    buf_char(out, ',');
    csv_put(out, f->is.published);
}

void measured_csv(struct buf *out, const struct measured *m)
{
    buf_add(out, STR("measure,numerator,denominator,value,published\n"));
    for (size_t i = 0; i < m->count; i++) {
        put_figure(out, &m->at[i]);
        buf_char(out, '\n');
    }
}

static void put_cases(struct buf *out, const struct measured_figure *f)
{
    for (unsigned r = 0; r < ROLE_COUNT; r++)
        buf_format(out, ",%llu", (unsigned long long)f->counted->cases[r]);
}

void measured_notes_csv(struct buf *out, const struct measured *m)
{
    struct buf conventions = buf_new(out->arena, 4 * KIB);
    conventions_write(&conventions, m->conventions, m->about->kind);
    buf_add(out,
            STR("measure,name,form,in_numerator,in_denominator_only,excluded,missing,"
                "not_computed_since,numerator_is,denominator_is,exclusions,source,"
                "conventions\n"));
    for (size_t i = 0; i < m->count; i++) {
        const struct measured_figure *f = &m->at[i];
        const struct indicator *about = f->indicator;
        struct str texts[] = {str_of(f->is.missing),      str_of(about->numerator),
                              str_of(about->denominator), str_of(about->exclusions),
                              str_of(about->source),      buf_text(&conventions)};
        csv_put(out, f->id);
        buf_char(out, ',');
        csv_put(out, f->name);
        buf_char(out, ',');
        csv_put(out, str_of(measured_form(f->part->form)));
        put_cases(out, f);
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            buf_char(out, ',');
            csv_put(out, texts[t]);
        }
        buf_char(out, '\n');
    }
}

/* ---- JSON */

static void json_figure(struct json *j, const struct measured_figure *f)
{
    static const char *const roles[] = {"in_numerator", "in_denominator_only", "excluded",
                                        "missing"};
    json_object(j);
    json_put_text(j, "measure", f->id);
    json_put_text(j, "name", f->name);
    json_put_text(j, "form", str_of(measured_form(f->part->form)));
    if (is_computed(f))
        json_put_integer(j, "numerator", f->is.numerator);
    else
        json_put_null(j, "numerator");
    if (is_computed(f) && f->is.has_denominator)
        json_put_integer(j, "denominator", f->is.denominator);
    else
        json_put_null(j, "denominator");
    json_key(j, "value");
    if (f->is.has_value)
        json_double(j, ratio_double(f->is.value));
    else
        json_null(j);
    json_put_text(j, "published", f->is.published);
    if (f->is.missing)
        json_put_text(j, "not_computed_since", str_of(f->is.missing));
    for (unsigned r = 0; r < ROLE_COUNT; r++)
        json_put_integer(j, roles[r], (int64_t)f->counted->cases[r]);
    json_put_text(j, "numerator_is", str_of(f->indicator->numerator));
    json_put_text(j, "denominator_is", str_of(f->indicator->denominator));
    json_put_text(j, "exclusions", str_of(f->indicator->exclusions));
    json_put_text(j, "source", str_of(f->indicator->source));
    json_end_object(j);
}

void measured_json(struct buf *out, const struct measured *m)
{
    struct json j = json_new(out, true);
    struct buf conventions = buf_new(out->arena, 4 * KIB);
    conventions_write(&conventions, m->conventions, m->about->kind);
    json_object(&j);
    json_put_text(&j, "kind", m->about->kind == RETURN_903 ? STR("903") : STR("cin"));
    json_put_integer(&j, "year", m->about->year);
    json_put_text(&j, "authority", m->about->authority);
    json_put_text(&j, "standing", STR("local, provisional, internal"));
    json_put_text(&j, "conventions", buf_text(&conventions));
    if (m->population)
        json_put_integer(&j, "population", m->population);
    json_put_integer(&j, "children", (int64_t)m->counted->children);
    json_put_integer(&j, "unread", (int64_t)m->counted->unread);
    json_key(&j, "measures");
    json_array(&j);
    for (size_t i = 0; i < m->count; i++)
        json_figure(&j, &m->at[i]);
    json_end_array(&j);
    json_end_object(&j);
    buf_char(out, '\n');
}

/* ---- Text */

/* A census whose reference date cannot be read has no days. */
static void text_days(struct buf *out, const struct return_about *about)
{
    if (date_is_none(about->end))
        return;
    struct str start = date_words(out->arena, about->start);
    struct str end = date_words(out->arena, about->end);
    buf_format(out, " (%.*s to %.*s)", STR_ARG(start), STR_ARG(end));
}

static void text_head(struct buf *out, const struct measured *m)
{
    buf_format(out, "%s, collection of %d",
               m->about->kind == RETURN_903 ? "Children looked after"
                                            : "Children in need",
               m->about->year);
    text_days(out, m->about);
    buf_format(out, ": %llu %s\n", (unsigned long long)m->counted->children,
               m->counted->children == 1 ? "child" : "children");
    buf_add(out,
            STR("Local, provisional and internal: small numbers stand as they are in "
                "all columns but the last.\nConventions: "));
    conventions_write(out, m->conventions, m->about->kind);
    buf_add(out, STR("\n"));
    if (m->population)
        buf_format(out, "Population aged 0 to 17: %lld (%s)\n", (long long)m->population,
                   m->population_of);
    if (m->counted->unread)
        buf_format(out,
                   "%llu files, rows or children could not be read; 'assay return check' "
                   "says which.\n",
                   (unsigned long long)m->counted->unread);
}

static void text_figure(struct buf *out, const struct measured_figure *f)
{
    char denominator[24] = "";
    struct str value = STR("");
    if (f->is.has_denominator)
        snprintf(denominator, sizeof denominator, "%lld", (long long)f->is.denominator);
    if (f->is.has_value)
        value = ratio_text(out->arena, f->is.value, 2);
    buf_format(out, "%-30.*s %9lld %11s %10.*s %9.*s %8llu  %.*s\n", STR_ARG(f->id),
               (long long)f->is.numerator, denominator, STR_ARG(value),
               STR_ARG(f->is.published),
               (unsigned long long)f->counted->cases[ROLE_MISSING], STR_ARG(f->name));
}

/* The figures that were not computed for one reason, the first of which is number `i`. */
static void text_reason(struct buf *out, const struct measured *m, size_t i)
{
    struct str reason = str_of(m->at[i].is.missing);
    for (size_t k = 0; k < i; k++)
        if (str_equal(str_of(m->at[k].is.missing), reason))
            return;
    buf_format(out, "  %.*s:", STR_ARG(reason));
    for (size_t k = i; k < m->count; k++)
        if (str_equal(str_of(m->at[k].is.missing), reason))
            buf_format(out, " %.*s", STR_ARG(m->at[k].id));
    buf_char(out, '\n');
}

void measured_text(struct buf *out, const struct measured *m)
{
    bool any = false;
    text_head(out, m);
    buf_format(out, "\n%-30s %9s %11s %10s %9s %8s  %s\n", "measure", "numerator",
               "denominator", "value", "published", "missing", "what it is");
    for (size_t i = 0; i < m->count; i++)
        if (!m->at[i].is.missing)
            text_figure(out, &m->at[i]);
    for (size_t i = 0; i < m->count; i++) {
        if (!m->at[i].is.missing)
            continue;
        if (!any)
            buf_add(out, STR("\nNot computed:\n"));
        any = true;
        text_reason(out, m, i);
    }
    buf_add(out,
            STR("\nmissing: cases that could not be told; --children --out DIR lists "
                "them with the reason.\npublished: c a small number that is hidden, "
                "k rounds to 0 and is not, z nobody it could be of.\n"));
}

/* ---- For the store */

static struct local_value value_of(struct arena *a, const struct measured_figure *f)
{
    static const enum local_form forms[] = {
        [AS_COUNT] = LOCAL_COUNT, [AS_PERCENT] = LOCAL_PERCENT,
        [AS_RATE] = LOCAL_RATE,   [AS_MEAN] = LOCAL_MEAN,
        [AS_RATIO] = LOCAL_RATIO, [AS_QUANTILE] = LOCAL_MEAN};
    bool divided = f->is.has_denominator;
    struct local_value value = {.id = f->id,
                                .known_as = str_of(f->part->known_as),
                                .label = f->name,
                                .unit = str_of(measured_form(f->part->form)),
                                .form = forms[f->part->form],
                                .polarity = f->indicator->polarity,
                                .decimals = f->part->decimals,
                                .value = ratio_double(f->is.value)};
    value.definition = arena_format(a, "Numerator: %s. Denominator: %s. Left out: %s.",
                                    f->indicator->numerator, f->indicator->denominator,
                                    f->indicator->exclusions);
    value.numerator = divided ? (double)f->is.numerator : (double)NAN;
    value.denominator = divided ? (double)f->is.denominator : (double)NAN;
    return value;
}

/* Of everything that was worked out and what it was worked out by. */
static struct str digest_of(struct arena *a, const struct measured *m)
{
    struct buf text = buf_new(a, MIB);
    buf_format(&text, "%d %.*s ", m->about->year, STR_ARG(m->about->lea));
    conventions_write(&text, m->conventions, m->about->kind);
    buf_char(&text, '\n');
    measured_csv(&text, m);
    return sha256_hex(a, buf_text(&text));
}

struct local_return measured_values(struct arena *a, const struct measured *m)
{
    struct local_value *at = arena_make(a, struct local_value, m->count);
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        if (m->at[i].is.has_value)
            at[count++] = value_of(a, &m->at[i]);
    bool cared_for = m->about->kind == RETURN_903;
    return (struct local_return){.kind = cared_for ? STR("903") : STR("cin"),
                                 .title = cared_for
                                              ? STR("Children looked after (SSDA903)")
                                              : STR("Children in need census"),
                                 .year = m->about->year,
                                 .authority = m->about->lea,
                                 .digest = digest_of(a, m),
                                 .at = at,
                                 .count = count};
}
