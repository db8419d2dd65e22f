/* Measures and their values, shares of settings, and comparisons as they were said. */
#include "evidence/reader.h"

/* --- measures --- */

void own_measure(struct build *b, void *row)
{
    struct measure *measure = row;
    struct reading *r = b->reading;
    if (measure->decimals > 9)
        build_bad(b, "decimals", STR("0 to 9"), "correct it");
    if (str_is_empty(measure->subset_of))
        return;
    const struct raw *whole =
        refer_key(r, TABLE_MEASURES, b->raw->file, measure->subset_of);
    if (whole == b->raw)
        build_bad(b, "subset_of", STR("another measure"),
                  "no measure is a subset of itself");
    else if (!whole)
        build_warn(b, "subset_of",
                   build_expected(
                       r->arena, refer_nearest_key(r, TABLE_MEASURES, measure->subset_of),
                       STR("an id of measures.csv")),
                   "without it the two cannot be checked against each other");
}

/* --- numbers given twice --- */

/* Digits behind the point of a number as written. */
static int decimals_of(struct str cell)
{
    size_t point = str_find_last(cell, '.');
    return point == cell.len ? 0 : (int)(cell.len - point - 1);
}

/* True where `said`, written with so many decimals, may be `exact` rounded: they lie no
 * more than half a unit of the last decimal apart.  True too where they are too large to
 * tell. */
static bool may_be_rounded(struct ratio said, struct ratio exact, int decimals)
{
    struct ratio apart, half = {1, 2};
    for (int i = 0; i < decimals; i++)
        half.den *= 10;
    if (!ratio_subtract(said, exact, &apart))
        return true;
    if (apart.num < 0)
        apart.num = -apart.num;
    return ratio_compare(apart, half) <= 0;
}

/* --- values --- */

int64_t unit_factor(struct str unit)
{
    static const struct str percents[] = {
        {"%", 1}, {"percent", 7}, {"per cent", 8}, {"percentage", 10}};
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++)
        if (vocabulary_same(unit, percents[i]) || str_starts(unit, STR("%")))
            return 100;
    for (; unit.len > 4; unit.at++, unit.len--) {
        struct str rest, digits = {unit.at + 4, unit.len - 4};
        struct ratio number;
        if (!vocabulary_same((struct str){unit.at, 4}, STR("per ")))
            continue;
        digits = str_cut(digits, ' ', &rest);
        if (ratio_parse(digits, &number) && number.den == 1 && number.num > 0)
            return number.num;
    }
    return 1;
}

static bool is_percent(const struct measure *measure)
{
    return unit_factor(measure->unit) == 100;
}

static void say_disagree(struct build *b, const char *column, struct ratio exact,
                         const char *what)
{
    struct str cell = build_cell(b, column);
    build_say(b, REMARK_CONTRADICTION, column,
              arena_format(b->reading->arena,
                           "%s \"%.*s\" does not agree with %s, which give %.*s; both "
                           "are kept: correct one of them",
                           column, STR_ARG(cell), what,
                           STR_ARG(ratio_text(b->reading->arena, exact, 4))));
}

/* The value that the counts give: false after a remark. */
static bool read_counts(struct build *b, struct value *value, struct ratio *exact)
{
    bool denominator = !str_is_empty(build_cell(b, "denominator"));
    if (!value->has_counts || !denominator) {
        build_bad(b, value->has_counts ? "denominator" : "numerator",
                  STR("a numerator with its denominator"), "give both or neither");
        return false;
    }
    if (value->denominator.num <= 0 || value->numerator.num < 0) {
        build_bad(
            b, value->denominator.num <= 0 ? "denominator" : "numerator",
            value->denominator.num <= 0 ? STR("more than 0") : STR("0 or more"),
            "correct it; where there was nobody to count, leave both blank and give "
            "the reason in \"missing\"");
        return false;
    }
    struct ratio factor = {unit_factor(value->measure->unit), 1};
    if (ratio_divide(value->numerator, value->denominator, exact) &&
        ratio_multiply(*exact, factor, exact))
        return true;
    build_bad(b, "numerator", STR("smaller numbers"),
              "the two together have too many digits");
    return false;
}

static void settle_counts(struct build *b, struct value *value)
{
    struct ratio exact;
    if (!read_counts(b, value, &exact))
        return;
    if (is_percent(value->measure) &&
        ratio_compare(value->numerator, value->denominator) > 0)
        build_say(b, REMARK_IMPOSSIBLE, "numerator",
                  arena_format(b->reading->arena,
                               "numerator %.*s of denominator %.*s is more than all; one "
                               "of them is wrong",
                               STR_ARG(build_cell(b, "numerator")),
                               STR_ARG(build_cell(b, "denominator"))));
    if (!value->has_value) {
        value->value = exact;
        value->has_value = true;
    } else if (!may_be_rounded(value->value, exact,
                               decimals_of(build_cell(b, "value")))) {
        say_disagree(b, "value", exact, "numerator and denominator");
    }
}

void own_value(struct build *b, void *row)
{
    struct value *value = row;
    bool counts = value->has_counts || !str_is_empty(build_cell(b, "denominator"));
    bool known = value->has_value || counts || !str_is_empty(value->word);
    if (!known && value->missing == MISSING_NOT)
        build_bad(b, "value",
                  STR("a value, a numerator with its denominator, or a word; or the "
                      "reason in \"missing\""),
                  "fill one of them");
    if (known && value->missing != MISSING_NOT)
        build_bad(b, "missing", STR("nothing, since there is a value"),
                  "remove the value or the reason");
    if (counts && !b->failed)
        settle_counts(b, value);
}

/* --- shares --- */

/* "good or better" is the grade good here: the column's name says the rest. */
static void read_at_least(struct build *b, struct share *share)
{
    static const char *const ends[] = {" or better", " or above", " or outstanding"};
    struct str cell = build_cell(b, "at_least");
    const struct scale *scale = scale_setting();
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_of(ends[i]);
        if (cell.len <= end.len)
            continue;
        struct str tail = {cell.at + (cell.len - end.len), end.len};
        unsigned position;
        if (vocabulary_same(tail, end) &&
            scale_find(scale, (struct str){cell.at, cell.len - end.len}, &position)) {
            share->at_least = (struct grade){scale, position};
            return;
        }
    }
    build_grade(b, "at_least", scale, &share->at_least);
}

static void check_share_counts(struct build *b, const struct share *share)
{
    if (share->has_count && !share->has_total)
        build_bad(b, "total", STR("how many the count is of"), "fill the cell");
    else if (share->has_count && share->count > share->total)
        build_bad(b, "count", STR("at most the total"), "correct count or total");
    else if (share->has_count && share->total == 0)
        build_bad(b, "total", STR("1 or more"),
                  "a share of none is no share: remove the row");
}

static void check_percent(struct build *b, const struct share *share)
{
    struct ratio all = {100, 1};
    if (!share->has_percent)
        return;
    if (share->percent.num < 0 || ratio_compare(share->percent, all) > 0)
        build_bad(b, "percent", STR("0 to 100"), "correct it");
    struct ratio exact;
    if (b->failed || !share->has_count ||
        !ratio_multiply(ratio_of(share->count, share->total), all, &exact))
        return;
    if (!may_be_rounded(share->percent, exact, decimals_of(build_cell(b, "percent"))))
        say_disagree(b, "percent", exact, "count and total");
}

void own_share(struct build *b, void *row)
{
    struct share *share = row;
    read_at_least(b, share);
    if (!share->has_count && !share->has_percent && str_is_empty(share->word))
        build_bad(b, "count", STR("a count with its total, a percent, or a word"),
                  "fill one of them");
    check_share_counts(b, share);
    check_percent(b, share);
}

/* --- relations --- */

static void read_about(struct build *b, struct relation *relation)
{
    static const struct str kinds[] = {
        [ABOUT_MEASURE] = {"measure", 7},
        [ABOUT_SERVICE] = {"service", 7},
        [ABOUT_OUTCOME] = {"outcome", 7},
        [ABOUT_GROUP] = {"group", 5},
    };
    enum { KINDS = sizeof kinds / sizeof *kinds };
    struct reading *r = b->reading;
    struct str subject, cell = build_cell(b, "about");
    struct str kind = str_trim(str_cut(cell, ':', &subject));
    int about = 0;
    while (about < KINDS && !vocabulary_same(kinds[about], kind))
        about++;
    relation->subject = str_trim(subject);
    if (about == KINDS || str_is_empty(relation->subject)) {
        build_bad(b, "about", STR("measure:ID, service:NAME, outcome:NAME or group:NAME"),
                  "write what the relation is about as one of these");
        return;
    }
    relation->about = (enum about)about;
    if (about == ABOUT_SERVICE)
        relation->subject = vocabulary_service_name(r->arena, relation->subject);
    if (about != ABOUT_MEASURE)
        return;
    const struct raw *measure =
        refer_key(r, TABLE_MEASURES, b->raw->file, relation->subject);
    if (measure && measure->state == RAW_TAKEN)
        relation->measure = &r->evidence->measures[measure->row];
}

/* Quotation marks around a whole text, straight or curly. */
static bool unquote(struct str *text)
{
    static const struct {
        struct str open, close;
    } marks[] = {{{"\"", 1}, {"\"", 1}},
                 {{"'", 1}, {"'", 1}},
                 {{"\xe2\x80\x9c", 3}, {"\xe2\x80\x9d", 3}},
                 {{"\xe2\x80\x98", 3}, {"\xe2\x80\x99", 3}}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t len = marks[i].open.len + marks[i].close.len;
        if (text->len <= len || !str_starts(*text, marks[i].open) ||
            !str_ends(*text, marks[i].close))
            continue;
        text->at += marks[i].open.len;
        text->len -= len;
        return true;
    }
    return false;
}

/* A word of the vocabulary, or as worded.  A single word without quotation marks that is
 * nearly one of the vocabulary's is a slip, not a wording. */
static void read_relation(struct build *b, struct relation *relation)
{
    struct str text = build_cell(b, "relation");
    bool quoted = unquote(&text);
    int kind = RELATION_AS_WORDED;
    relation->relation_text = text;
    if (vocabulary_find(&vocabulary_relation, text, &kind)) {
        relation->relation = (enum relation_kind)kind;
        return;
    }
    struct str near = vocabulary_nearest(&vocabulary_relation, text);
    if (!quoted && !str_contains(text, STR(" ")) && !str_is_empty(near))
        build_bad(b, "relation", build_expected(b->reading->arena, near, STR("")),
                  "correct it, or put the wording in quotation marks");
}

void own_relation(struct build *b, void *row)
{
    struct relation *relation = row;
    read_about(b, relation);
    read_relation(b, relation);
}
