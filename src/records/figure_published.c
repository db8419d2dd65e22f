#include "records/figure_published.h"

#include <assert.h>

enum { HIDDEN_FROM = 1, HIDDEN_TO = 5 };

static int64_t power_of_ten(unsigned decimals)
{
    int64_t power = 1;
    while (decimals-- > 0)
        power *= 10;
    return power;
}

/* floor((2 * num * 10^dp + den) / (2 * den)): rounding of whole numbers, since a binary
 * fraction cannot tell a half. */
static int64_t rounded(struct ratio value, unsigned decimals)
{
    int64_t scaled = 2 * value.num * power_of_ten(decimals);
    assert(value.num >= 0 && value.den > 0);
    return (scaled + value.den) / (2 * value.den);
}

struct str figure_round(struct arena *a, struct ratio value, unsigned decimals)
{
    int64_t power = power_of_ten(decimals), all = rounded(value, decimals);
    if (decimals == 0)
        return arena_format(a, "%lld", (long long)all);
    return arena_format(a, "%lld.%0*lld", (long long)(all / power), (int)decimals,
                        (long long)(all % power));
}

static bool is_small(int64_t n)
{
    return n >= HIDDEN_FROM && n <= HIDDEN_TO;
}

/* What the cases of a figure add is no number of cases. */
static bool adds_amounts(enum figure_form form)
{
    return form == AS_MEAN || form == AS_QUANTILE;
}

/* Hidden where the number it is made from is; of a mean that is how many it is taken
 * over. */
static bool is_hidden(enum figure_form form, const struct counted_figure *counted)
{
    bool of_cases = form != AS_RATE && form != AS_COUNT;
    return (of_cases && is_small(counted->denominator)) ||
           (!adds_amounts(form) && is_small(counted->numerator));
}

/* Of figures that add up to a whole one alone was hidden, and could be told from the
 * others: the smallest of them that is not 0 is hidden with it. */
static bool is_hidden_with(const struct counted_measure *measure, size_t part)
{
    const struct indicator_part *parts = measure->indicator->parts;
    size_t whole = measure->indicator->whole, hidden = 0, second = SIZE_MAX;
    for (size_t p = 0; whole && p < measure->indicator->part_count; p++) {
        const struct counted_figure *f = &measure->figures[p];
        if (p / whole != part / whole || adds_amounts(parts[p].form))
            continue;
        if (is_hidden(parts[p].form, f))
            hidden++;
        else if (f->numerator > 0 && (second == SIZE_MAX ||
                                      f->numerator < measure->figures[second].numerator))
            second = p;
    }
    return hidden == 1 && part == second;
}

static struct str published_text(struct arena *a, const struct counted_measure *measure,
                                 size_t number, struct ratio value)
{
    const struct indicator_part *part = &measure->indicator->parts[number];
    bool share = part->form == AS_PERCENT || part->form == AS_RATE;
    if (measure->indicator->small == SMALL_ARE_HIDDEN &&
        (is_hidden(part->form, &measure->figures[number]) ||
         is_hidden_with(measure, number)))
        return STR("c");
    if (share && value.num > 0 && rounded(value, part->decimals) == 0)
        return STR("k");
    return figure_round(a, value, part->decimals);
}

/* Between the two cases that stand around the place (n - 1) * percent / 100, counted from
 * 0 by size: the usual way (R's type 7). */
static struct ratio quantile(const struct counted_figure *counted, unsigned percent)
{
    int64_t place = (counted->denominator - 1) * (int64_t)percent, seen = 0, low = -1;
    int64_t weight = place % 100;
    for (int64_t days = 0; days < TALLY_PLACES; days++) {
        seen += counted->tally[days];
        if (low < 0 && seen > place / 100)
            low = days;
        if (seen > place / 100 + (weight > 0))
            return ratio_of(low * (100 - weight) + days * weight, 100);
    }
    assert(false && "a tally of fewer cases than there are");
    return (struct ratio){0, 1};
}

/* What the numerator is divided by, and what one is worth. */
static struct ratio value_of(enum figure_form form, const struct figure_published *f,
                             int against)
{
    switch (form) {
    case AS_COUNT:
        return (struct ratio){f->numerator, 1};
    case AS_PERCENT:
        return ratio_of(100 * f->numerator, f->denominator);
    case AS_RATE:
        return ratio_of(10000 * f->numerator, f->denominator);
    case AS_MEAN:
        return ratio_of(f->numerator, f->denominator);
    case AS_RATIO:
        return ratio_of(100 * 1000 * f->numerator, f->denominator * against);
    case AS_QUANTILE:
        break;
    }
    assert(false && "a form outside its enum");
    return (struct ratio){0, 1};
}

static const char *lacking(const struct indicator_part *part,
                           const struct counted_figure *counted,
                           const struct figure_with *with)
{
    if (part->form == AS_RATE && with->population <= 0)
        return "the number of children in the area is not known; --population gives it";
    if (part->form == AS_RATIO &&
        with->conventions->set[part->against] == CONVENTION_UNSAID)
        return part->against == CONVENTION_LOCAL_MINORITY
                   ? "the percentage of local children who are of a minority is not "
                     "known; "
                     "--convention local-minority=PERCENT gives it"
                   : "the percentage of all local young people that it is divided by is "
                     "not known; --convention local-eet=PERCENT or "
                     "local-offending=PERCENT gives it";
    bool divides = part->form != AS_COUNT && part->form != AS_RATE;
    if (divides && counted->denominator == 0 && counted->cases[ROLE_MISSING] > 0)
        return "there is nobody of whom it could be told";
    return NULL;
}

struct figure_published figure_publish(struct arena *a,
                                       const struct counted_measure *measure, size_t part,
                                       const struct figure_with *with)
{
    const struct indicator_part *about = &measure->indicator->parts[part];
    const struct counted_figure *counted = &measure->figures[part];
    struct figure_published f = {.missing = measure->cannot, .published = STR("x")};
    if (f.missing)
        return f;
    f.numerator = counted->numerator;
    f.has_denominator = about->form != AS_COUNT;
    f.denominator = about->form == AS_RATE ? with->population : counted->denominator;
    f.missing = lacking(about, counted, with);
    if (f.missing) {
        f.has_denominator = f.has_denominator && about->form != AS_RATE;
        return f;
    }
    if (f.has_denominator && f.denominator == 0) {
        f.missing = "the denominator is 0";
        f.published = STR("z");
        return f;
    }
    f.has_value = true;
    f.value =
        about->form == AS_QUANTILE
            ? quantile(counted, about->against)
            : value_of(about->form, &f,
                       about->form == AS_RATIO ? with->conventions->set[about->against]
                                               : 0);
    f.published = published_text(a, measure, part, f.value);
    return f;
}
