#include "records/conventions.h"

#include <assert.h>

#include "base/ratio.h"
#include "records/child.h"
#include "records/working_day.h"

enum { WORDS_MOST = 4, TOLERANCE_MOST = 60 };

/* One convention: words, of which the first is the published one, or a number. */
static const struct convention {
    const char *name;
    const char *words[WORDS_MOST];
    const char *number; /* what the number is; of those without words */
    bool of_903, of_census;
    const char *what;
} all[CONVENTION_COUNT] = {
    [CONVENTION_PLACEMENTS] = {"placements",
                               {"rne", "rows"},
                               NULL,
                               true,
                               false,
                               "a placement begins where RNE is S, P or B and temporary "
                               "ones are left out; or every row of Episodes is one"},
    [CONVENTION_REVIEW_TOLERANCE] =
        {"review-tolerance",
         {NULL},
         "DAYS",
         true,
         true,
         "days after its limit on which a review still counts "
         "as held in time (0 to 60)"},
    [CONVENTION_LEAP_BIRTHDAY] =
        {"leap-birthday",
         {"1-march", "28-february"},
         NULL,
         true,
         false,
         "when somebody born on 29 February is a year older in a "
         "year without that day"},
    [CONVENTION_WORKING_DAYS] = {"working-days",
                                 {"published", "networkdays", "validator"},
                                 NULL,
                                 true,
                                 true,
                                 "the day after the start is day 1; or both ends count; "
                                 "or one day fewer is allowed"},
    [CONVENTION_ADOPTIONS] = {"adoptions",
                              {"with-guardianship", "alone"},
                              NULL,
                              true,
                              false,
                              "whether PAF C23 counts special guardianship"},
    [CONVENTION_LOCAL_EET] =
        {"local-eet",
         {NULL},
         "PERCENT",
         true,
         false,
         "local people aged 19 in education, employment or training, "
         "which PAF A4 divides by"},
    [CONVENTION_LOCAL_OFFENDING] = {"local-offending",
                                    {NULL},
                                    "PERCENT",
                                    true,
                                    false,
                                    "local children aged 10 and over who offended, which "
                                    "PAF C18 divides by"},
    [CONVENTION_MINORITY] = {"minority",
                             {"not-white-british", "not-white"},
                             NULL,
                             false,
                             true,
                             "which children are of an ethnic minority, of PAF_CPR_BME"},
    [CONVENTION_LOCAL_MINORITY] = {"local-minority",
                                   {NULL},
                                   "PERCENT",
                                   false,
                                   true,
                                   "local children aged 0 to 17 who are of a minority, "
                                   "which PAF_CPR_BME divides by"},
    [CONVENTION_EARLIER_REVIEWS] = {"earlier-reviews",
                                    {"unknown", "in-time"},
                                    NULL,
                                    true,
                                    true,
                                    "reviews before those that the return holds: whether "
                                    "the next was in time is unknown where it hangs on "
                                    "them; or it is taken that it was"}};

static bool is_percent(size_t i)
{
    return all[i].number && str_equal(str_of(all[i].number), STR("PERCENT"));
}

struct conventions conventions_published(void)
{
    struct conventions c = {{0}};
    for (size_t i = 0; i < CONVENTION_COUNT; i++)
        if (is_percent(i))
            c.set[i] = CONVENTION_UNSAID;
    return c;
}

/* ---- Reading */

static bool read_word(size_t i, struct str value, int *out)
{
    for (int w = 0; w < WORDS_MOST && all[i].words[w]; w++) {
        if (str_equal(value, str_of(all[i].words[w]))) {
            *out = w;
            return true;
        }
    }
    return false;
}

static bool read_percent(struct str value, int *out)
{
    struct ratio said, thousandths;
    if (!ratio_parse(value, &said) || said.num <= 0 ||
        ratio_compare(said, ratio_of(100, 1)) > 0 ||
        !ratio_multiply(said, ratio_of(1000, 1), &thousandths) || thousandths.den != 1)
        return false;
    *out = (int)thousandths.num;
    return true;
}

static bool read_days(struct str value, int *out)
{
    struct ratio said;
    if (!ratio_parse(value, &said) || said.den != 1 || said.num < 0 ||
        said.num > TOLERANCE_MOST)
        return false;
    *out = (int)said.num;
    return true;
}

static bool read_value(size_t i, struct str value, int *out)
{
    if (all[i].words[0])
        return read_word(i, value, out);
    return is_percent(i) ? read_percent(value, out) : read_days(value, out);
}

static void put_values(struct buf *out, size_t i)
{
    if (!all[i].words[0])
        buf_format(out, "%s", all[i].number);
    for (int w = 0; w < WORDS_MOST && all[i].words[w]; w++)
        buf_format(out, "%s%s", w ? "|" : "", all[i].words[w]);
}

static bool is_of(size_t i, enum return_kind kind)
{
    return kind == RETURN_903 ? all[i].of_903 : all[i].of_census;
}

static status not_known(struct str said, enum return_kind kind, struct fault *why)
{
    struct arena *a = arena_new(64 * KIB);
    struct buf names = buf_new(a, 8 * KIB);
    for (size_t i = 0; i < CONVENTION_COUNT; i++) {
        if (!is_of(i, kind))
            continue;
        buf_format(&names, "%s%s=", buf_text(&names).len ? ", " : "", all[i].name);
        put_values(&names, i);
    }
    struct str list = buf_text(&names);
    status st = fault_set(
        why, ERR_USAGE, "--convention '%.*s': expected, with --kind %s, one of %.*s",
        STR_ARG(said), kind == RETURN_903 ? "903" : "cin", STR_ARG(list));
    arena_free(a);
    return st;
}

status conventions_set(struct conventions *c, enum return_kind kind, struct str said,
                       struct fault *why)
{
    struct str value, name = str_cut(said, '=', &value);
    for (size_t i = 0; i < CONVENTION_COUNT; i++) {
        int set;
        if (!is_of(i, kind) || !str_equal(name, str_of(all[i].name)) ||
            !read_value(i, value, &set))
            continue;
        c->set[i] = set;
        return OK;
    }
    return not_known(said, kind, why);
}

/* ---- Writing */

static void put_setting(struct buf *out, size_t i, int set)
{
    if (all[i].words[0])
        buf_format(out, "%s", all[i].words[set]);
    else if (set == CONVENTION_UNSAID)
        buf_add(out, STR("not given"));
    else if (is_percent(i)) {
        struct str percent = ratio_text(out->arena, ratio_of(set, 1000), 3);
        buf_add(out, percent);
    } else
        buf_format(out, "%d", set);
}

void conventions_write(struct buf *out, const struct conventions *c,
                       enum return_kind kind)
{
    bool any = false;
    for (size_t i = 0; i < CONVENTION_COUNT; i++) {
        if (!is_of(i, kind))
            continue;
        buf_format(out, "%s%s=", any ? "; " : "", all[i].name);
        put_setting(out, i, c->set[i]);
        any = true;
    }
}

void conventions_list(struct buf *out)
{
    for (size_t i = 0; i < CONVENTION_COUNT; i++) {
        buf_format(out, "  %s=", all[i].name);
        put_values(out, i);
        buf_format(out, "\n      %s\n", all[i].what);
    }
}

/* ---- What follows from them */

static date birthday_in(const struct conventions *c, struct date_parts born, int year)
{
    date day = date_of(year, born.month, born.day);
    if (!date_is_none(day))
        return day;
    bool march = c->set[CONVENTION_LEAP_BIRTHDAY] == LEAP_ON_1_MARCH;
    return march ? date_of(year, 3, 1) : date_of(year, 2, 28);
}

int years_on(const struct conventions *c, date born, date on)
{
    if (date_is_none(born) || date_is_none(on))
        return -1;
    struct date_parts from = date_split(born), to = date_split(on);
    return to.year - from.year - is_before(on, birthday_in(c, from, to.year));
}

date birthday_by(const struct conventions *c, date born, int years)
{
    struct date_parts parts = date_split(born);
    return birthday_in(c, parts, parts.year + years);
}

truth reviews_by(const struct conventions *c, truth in_time)
{
    bool taken = c->set[CONVENTION_EARLIER_REVIEWS] == EARLIER_REVIEWS_IN_TIME;
    return taken && in_time == TRUTH_UNKNOWN ? TRUTH_TRUE : in_time;
}

int working_days_by(const struct conventions *c, date from, date to)
{
    assert(!date_is_none(from) && !date_is_none(to));
    switch ((enum working_days_by)c->set[CONVENTION_WORKING_DAYS]) {
    case WORKING_DAYS_NETWORKDAYS:
        return network_days(from, to);
    case WORKING_DAYS_VALIDATOR:
        return working_days_between(from, to) + 1;
    case WORKING_DAYS_PUBLISHED:
        break;
    }
    return working_days_between(from, to);
}

date working_days_limit(const struct conventions *c, date from, int count)
{
    switch ((enum working_days_by)c->set[CONVENTION_WORKING_DAYS]) {
    case WORKING_DAYS_NETWORKDAYS:
        return working_day_due(from, count - is_working_day(from));
    case WORKING_DAYS_VALIDATOR:
        return working_day_due(from, count - 1);
    case WORKING_DAYS_PUBLISHED:
        break;
    }
    return working_day_due(from, count);
}
