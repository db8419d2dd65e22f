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

/* Hidden where the number it is made from is; of a mean that is how many it is taken
 * over. */
static bool is_hidden(const struct indicator *indicator, enum figure_form form,
                      const struct figure_published *f)
{
    if (indicator->small == SMALL_ARE_SHOWN)
        return false;
    bool few = form != AS_RATE && f->has_denominator && is_small(f->denominator);
    return few || (form != AS_MEAN && is_small(f->numerator));
}

static struct str published_text(struct arena *a, const struct indicator *indicator,
                                 const struct indicator_part *part,
                                 const struct figure_published *f)
{
    bool share = part->form == AS_PERCENT || part->form == AS_RATE;
    if (is_hidden(indicator, part->form, f))
        return STR("c");
    if (share && f->value.num > 0 && rounded(f->value, part->decimals) == 0)
        return STR("k");
    return figure_round(a, f->value, part->decimals);
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
    }
    assert(!"a form outside its enum");
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
        return "the percentage of all local young people that it is divided by is not "
               "known; --convention local-eet=PERCENT or local-offending=PERCENT gives "
               "it";
    bool divides = part->form != AS_COUNT && part->form != AS_RATE;
    if (divides && counted->denominator == 0 && counted->cases[ROLE_MISSING] > 0)
        return "there is nobody of whom it could be told";
    return NULL;
}

struct figure_published figure_publish(struct arena *a,
                                       const struct counted_measure *measure, size_t part,
                                       const struct figure_with *with)
{
    const struct indicator *indicator = measure->indicator;
    const struct indicator_part *about = &indicator->parts[part];
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
        value_of(about->form, &f,
                 about->form == AS_RATIO ? with->conventions->set[about->against] : 0);
    f.published = published_text(a, indicator, about, &f);
    return f;
}
