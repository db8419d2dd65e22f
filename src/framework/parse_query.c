/* Questions to the evidence: shares, counts, coverage, values and how measures stand. */
#include "framework/parse.h"

enum filter { FILTER_GRADED, FILTER_FOR, FILTER_RESPONSIBLE, FILTER_LATEST, FILTER_NO };

enum { VOCABULARY_LISTED = 16 };

/* --- settings ---------------------------------------------------------------------- */

static const struct str service_more = {"or", 2};

/* A question is narrowed once each way; a second time would replace the first unseen. */
static void narrow_once(struct parser *p, bool narrowed, const char *what)
{
    if (narrowed && !p->quiet)
        complain_error(p->report, p->tok.place, "the question names %s a second time",
                       what);
}

static void read_services(struct parser *p, struct query *query)
{
    narrow_once(p, query->service_count > 0, "services");
    struct names names = {0};
    parse_append(p, &names, parse_string(p, "a service in quotes"));
    while (parse_at_word(p, service_more) && p->next.kind == TOKEN_STRING) {
        parse_advance(p);
        parse_append(p, &names, parse_string(p, "a service in quotes"));
    }
    struct str *texts = arena_make(p->arena, struct str, names.count);
    for (size_t i = 0; i < names.count; i++)
        texts[i] = names.at[i].text;
    query->services = texts;
    query->service_count = names.count;
}

static void read_aspect(struct parser *p, struct query *query)
{
    narrow_once(p, query->aspect.len > 0, "an aspect");
    query->aspect = parse_at(p, TOKEN_STRING)
                        ? parse_string(p, "").text
                        : parse_name(p, "the name of an aspect").text;
}

static void complain_vocabulary(struct parser *p, const struct vocabulary *v,
                                const char *what)
{
    struct str words[VOCABULARY_LISTED];
    size_t count = 0;
    for (size_t i = 0; i < v->count && count < VOCABULARY_LISTED; i++)
        if (v->words[i])
            words[count++] = str_of(v->words[i]);
    struct str word = complain_quote(p->report, p->tok.raw);
    complain_choice(p->report, p->tok.place, p->tok.raw, (struct choices){words, count},
                    complain_text(p->report, "there is no %s %.*s", what, STR_ARG(word)));
}

/* A word of a vocabulary; -1 after a complaint. */
static int read_vocabulary(struct parser *p, const struct vocabulary *v, const char *what)
{
    int index = -1;
    if (!vocabulary_find(v, p->tok.raw, &index) && !p->quiet)
        complain_vocabulary(p, v, what);
    parse_advance(p);
    return index;
}

static unsigned read_responsibilities(struct parser *p)
{
    unsigned bits = 0;
    bool more = parse_at(p, TOKEN_WORD);
    if (!more)
        parse_expected(p, "a responsibility");
    while (more) {
        int one = read_vocabulary(p, &vocabulary_responsibility, "responsibility");
        bits |= one < 0 ? 0 : 1u << one;
        more = parse_at_word(p, STR("or")) && p->next.kind == TOKEN_WORD && one >= 0;
        if (more)
            parse_advance(p);
    }
    return bits;
}

static void read_latest(struct parser *p, struct syntax_expr *e)
{
    parse_need_word(p, STR("under"), "framework and its name in quotes");
    parse_need_word(p, STR("framework"), "and its name in quotes");
    e->inspection = parse_string(p, "the name of a framework in quotes");
    e->out.query.framework = e->inspection.text;
}

static void read_age(struct parser *p, struct query *query)
{
    static const struct str units[] = {
        {"years", 5}, {"year", 4}, {"months", 6}, {"month", 5}};
    unsigned n = 0;
    parse_need_word(p, STR("older"), "than and a number of years or months");
    parse_need_word(p, STR("than"), "and a number of years or months");
    parse_integer(p, "a number of years or months", &n);
    int unit = parse_choose(p, KEYWORDS(units));
    if (unit < 0)
        parse_expected(p, "“years” or “months”");
    query->max_age_months = (int)n * (unit <= 1 ? 12 : 1);
}

static void setting_filter(struct parser *p, struct syntax_expr *e, enum filter which)
{
    static const struct str kinds[] = {{"service", 7}, {"aspect", 6}};
    struct query *query = &e->out.query;
    if (which == FILTER_GRADED) {
        narrow_once(p, e->grade.text.len > 0, "a grade");
        e->grade = parse_grade(p, &query->test);
        if (parse_take_word(p, STR("on")))
            e->scale = parse_name(p, "the name of a scale");
    } else if (which == FILTER_FOR) {
        int kind = parse_choose(p, KEYWORDS(kinds));
        if (kind < 0)
            parse_expected(p, "“service” or “aspect”");
        else if (kind == 0)
            read_services(p, query);
        else
            read_aspect(p, query);
    } else if (which == FILTER_RESPONSIBLE) {
        narrow_once(p, query->responsibilities != 0, "a responsibility");
        query->responsibilities = read_responsibilities(p);
    } else if (which == FILTER_LATEST) {
        narrow_once(p, query->framework.len > 0, "a framework");
        read_latest(p, e);
    } else {
        narrow_once(p, query->max_age_months > 0, "an age");
        read_age(p, query);
    }
}

static struct syntax_expr *query_settings(struct parser *p, struct syntax_expr *e)
{
    static const struct str words[] = {
        {"graded", 6}, {"for", 3}, {"responsible", 11}, {"latest", 6}, {"no", 2}};
    int which = parse_trailing(p, KEYWORDS(words));
    while (which >= 0 && !p->quiet) {
        setting_filter(p, e, (enum filter)which);
        which = p->quiet ? -1 : parse_trailing(p, KEYWORDS(words));
    }
    e->out.query.any_grade = e->grade.text.len == 0;
    if (e->out.query.any_grade && e->out.query.kind == QUERY_SHARE_OF_SETTINGS)
        parse_expected(p, "“graded” and a grade in quotes");
    return e;
}

/* --- measures ---------------------------------------------------------------------- */

static const struct str comparator_words[] = {
    {"neighbours", 10}, {"region", 6}, {"England", 7}, {"england", 7}};

static void read_comparator(struct parser *p, struct query *query)
{
    static const enum comparator comparators[] = {
        COMPARATOR_NEIGHBOURS, COMPARATOR_REGION, COMPARATOR_ENGLAND, COMPARATOR_ENGLAND};
    int which = parse_choose(p, KEYWORDS(comparator_words));
    if (which < 0)
        parse_expected(p, "neighbours, region or England");
    else
        query->comparator = comparators[which];
}

static void read_tolerance(struct parser *p, struct query *query)
{
    parse_need_word(p, STR("more"), "than and a number");
    parse_need_word(p, STR("than"), "and a number");
    query->difference = DIFFERENCE_TOLERANCE;
    query->tolerance = p->tok.number;
    if (parse_at(p, TOKEN_PERCENT) &&
        !ratio_multiply(p->tok.number, ratio_of(100, 1), &query->tolerance))
        parse_expected(p, "a smaller number");
    if (!parse_take(p, TOKEN_INTEGER) && !parse_take(p, TOKEN_PERCENT))
        parse_need(p, TOKEN_NUMBER, "a number in the measure's unit");
}

static void read_sustained(struct parser *p, struct query *query)
{
    parse_need_word(p, STR("since"), "and a year or a date");
    struct ratio year = p->tok.number;
    if (parse_at(p, TOKEN_INTEGER) && year.num >= 1800 && year.num <= 2199) {
        query->sustained_since = date_of((int)year.num, 1, 1);
        parse_advance(p);
        return;
    }
    parse_date(p, "a year or a date (YYYY-MM-DD)", &query->sustained_since);
}

static void read_for_years(struct parser *p, struct query *query)
{
    static const struct str units[] = {{"years", 5}, {"year", 4}};
    unsigned n = 0;
    parse_advance(p);
    parse_integer(p, "a number of years", &n);
    if (parse_choose(p, KEYWORDS(units)) < 0)
        parse_expected(p, "“years”");
    query->for_years = (int)n;
}

void parse_stand(struct parser *p, struct query *query)
{
    static const struct str words[] = {{"below", 5}, {"in", 2}, {"above", 5}};
    query->sustained_since = DATE_NONE;
    int which = parse_choose(p, KEYWORDS(words));
    if (which < 0) {
        parse_expected(p, "below, in line with or above");
        return;
    }
    query->standing = (enum standing_against)which;
    if (which == STAND_IN_LINE) {
        parse_need_word(p, STR("line"), "with");
        parse_need_word(p, STR("with"), "and what it is compared with");
    }
    read_comparator(p, query);
    if (p->quiet)
        return;
    if (parse_take_word(p, STR("beyond"))) {
        parse_need_word(p, STR("chance"), "after “beyond”");
        query->difference = DIFFERENCE_BEYOND_CHANCE;
    } else if (parse_at_word(p, STR("by"))) {
        parse_advance(p);
        read_tolerance(p, query);
    }
    if (parse_at_word(p, STR("for")) && p->next.kind == TOKEN_INTEGER)
        read_for_years(p, query);
    else if (parse_take_word(p, STR("sustained")))
        read_sustained(p, query);
}

static void measure_filter(struct parser *p, struct syntax_expr *e)
{
    static const struct str kinds[] = {{"outcome", 7}, {"topic", 5}};
    int kind = parse_choose(p, KEYWORDS(kinds));
    narrow_once(p, kind == 0 && e->outcome.text.len > 0, "an outcome");
    narrow_once(p, kind == 1 && e->out.query.topic.len > 0, "a topic");
    if (kind == 0)
        e->outcome = parse_string(p, "an outcome in quotes");
    else if (kind == 1)
        e->out.query.topic = parse_string(p, "a topic in quotes").text;
    else
        parse_expected(p, "“outcome” or “topic”");
}

static void read_measure_filters(struct parser *p, struct syntax_expr *e)
{
    while (!p->quiet && p->next.kind == TOKEN_WORD && parse_take_word(p, STR("for")))
        measure_filter(p, e);
}

static struct syntax_expr *query_measures(struct parser *p, struct syntax_expr *e)
{
    struct query *query = &e->out.query;
    read_measure_filters(p, e);
    if (query->kind == QUERY_COVERAGE_OF_MEASURES) {
        if (parse_take_word(p, STR("against")))
            read_comparator(p, query);
        return e;
    }
    parse_need_word(p, STR("that"), "are below, in line with or above a comparator");
    parse_need_word(p, STR("are"), "below, in line with or above a comparator");
    parse_stand(p, query);
    read_measure_filters(p, e);
    return e;
}

/* --- findings and inspections ------------------------------------------------------ */

static void read_since(struct parser *p, struct syntax_expr *e)
{
    struct query *query = &e->out.query;
    if (parse_take_word(p, STR("previous"))) {
        query->since = SINCE_PREVIOUS_RATING;
        e->previous = parse_name(p, "the name of a judgement");
        return;
    }
    if (parse_take_word(p, STR("latest"))) {
        query->since = SINCE_INSPECTION;
        parse_need_word(p, STR("inspection"), "after “latest”");
        e->since = parse_string(p, "a framework in quotes");
        query->since_inspection = e->since.text;
        return;
    }
    query->since = SINCE_DATE;
    parse_date(p,
               "a date (YYYY-MM-DD), “previous” and a judgement, or “latest inspection”",
               &query->since_date);
}

static void finding_for(struct parser *p, struct syntax_expr *e)
{
    static const struct str kinds[] = {{"outcome", 7}, {"service", 7}, {"aspect", 6}};
    int kind = parse_choose(p, KEYWORDS(kinds));
    narrow_once(p, kind == 0 && e->outcome.text.len > 0, "an outcome");
    if (kind == 0)
        e->outcome = parse_string(p, "an outcome in quotes");
    else if (kind == 1)
        read_services(p, &e->out.query);
    else if (kind == 2)
        read_aspect(p, &e->out.query);
    else
        parse_expected(p, "outcome, service or aspect");
}

static void finding_filter(struct parser *p, struct syntax_expr *e, int which)
{
    if (which == 0) {
        narrow_once(p, e->inspection.text.len > 0, "an inspection");
        e->out.query.latest_only = parse_take_word(p, STR("latest"));
        parse_need_word(p, STR("inspection"), "and its framework in quotes");
        e->inspection = parse_string(p, "a framework in quotes");
        e->out.query.inspection = e->inspection.text;
    } else if (which == 1) {
        narrow_once(p, e->out.query.since != SINCE_ALWAYS, "a day");
        read_since(p, e);
    } else if (which == 2) {
        parse_need_word(p, STR("closed"), "after “not”");
        e->out.query.not_closed = true;
    } else if (which == 3) {
        narrow_once(p, e->out.query.max_age_months > 0, "an age");
        read_age(p, &e->out.query);
    } else {
        finding_for(p, e);
    }
}

/* Words that narrow, or end, a question about findings. */
static const struct str after_findings[] = {
    {"from", 4},      {"since", 5}, {"not", 3}, {"for", 3}, {"until", 5},
    {"confirmed", 9}, {"basis", 5}, {"and", 3}, {"or", 2},  {"no", 2}};

/* Is the word rather one of these, misspelt, than a kind of finding? */
static bool near_after(struct parser *p)
{
    int kind = -1;
    struct choices choices = {after_findings, sizeof after_findings / sizeof(struct str)};
    if (vocabulary_find(&vocabulary_finding_kind, p->tok.raw, &kind))
        return false;
    struct str nearest = complain_nearest(p->report, p->tok.raw, choices);
    return nearest.len > 0 && str_distance(p->tok.raw, nearest, 2) <= 1;
}

static bool at_kind(struct parser *p)
{
    if (!parse_at(p, TOKEN_WORD) || parse_at_top(p))
        return false;
    return !parse_at_follower(p) && !parse_at_keyword(p, p->statements) && !near_after(p);
}

static unsigned read_kinds(struct parser *p)
{
    unsigned bits = 0;
    bool more = at_kind(p);
    while (more) {
        int one = read_vocabulary(p, &vocabulary_finding_kind, "kind of finding");
        bits |= one < 0 ? 0 : 1u << one;
        more = parse_at_word(p, STR("or")) && p->next.kind == TOKEN_WORD;
        if (more)
            parse_advance(p);
    }
    return bits;
}

static struct syntax_expr *query_findings(struct parser *p, struct syntax_expr *e)
{
    static const struct str words[] = {
        {"from", 4}, {"since", 5}, {"not", 3}, {"no", 2}, {"for", 3}};
    e->out.query.finding_kinds = read_kinds(p);
    while (!p->quiet && !(parse_at_word(p, words[0]) && p->next.kind == TOKEN_DATE)) {
        int which = parse_trailing(p, KEYWORDS(words));
        if (which < 0)
            break;
        finding_filter(p, e, which);
    }
    return e;
}

static struct syntax_expr *query_inspections(struct parser *p, struct syntax_expr *e)
{
    e->inspection = parse_string(p, "a framework in quotes");
    e->out.query.inspection = e->inspection.text;
    if (parse_take_word(p, STR("since")))
        read_since(p, e);
    else if (parse_take_word(p, STR("no")))
        read_age(p, &e->out.query);
    return e;
}

static struct syntax_expr *query_value(struct parser *p, struct syntax_expr *e)
{
    e->path = parse_at(p, TOKEN_STRING) ? parse_string(p, "")
                                        : parse_name(p, "the id of a measure");
    e->out.query.measure = e->path.text;
    return e;
}

static struct syntax_expr *query_block(struct parser *p, struct syntax_expr *e)
{
    e->out.kind = EXPR_COVERAGE_OF_BLOCK;
    parse_append(p, &e->names, parse_name(p, "the name of a block"));
    return e;
}

/* --- which question ---------------------------------------------------------------- */

typedef struct syntax_expr *(*reader)(struct parser *, struct syntax_expr *);

static const struct {
    struct str first, second;
    enum query_kind kind;
    reader read;
} questions[] = {
    {{"share", 5}, {"settings", 8}, QUERY_SHARE_OF_SETTINGS, query_settings},
    {{"share", 5}, {"measures", 8}, QUERY_SHARE_OF_MEASURES, query_measures},
    {{"count", 5}, {"settings", 8}, QUERY_COUNT_OF_SETTINGS, query_settings},
    {{"count", 5}, {"findings", 8}, QUERY_COUNT_OF_FINDINGS, query_findings},
    {{"count", 5}, {"inspections", 11}, QUERY_COUNT_OF_INSPECTIONS, query_inspections},
    {{"coverage", 8}, {"measures", 8}, QUERY_COVERAGE_OF_MEASURES, query_measures},
    {{"coverage", 8}, {"block", 5}, QUERY_COVERAGE_OF_MEASURES, query_block},
    {{"value", 5}, {"measure", 7}, QUERY_VALUE_OF_MEASURE, query_value},
};

enum { QUESTION_COUNT = sizeof questions / sizeof questions[0] };

static struct syntax_expr *read_question(struct parser *p, struct syntax_expr *e,
                                         struct str first)
{
    struct str seconds[QUESTION_COUNT];
    size_t at[QUESTION_COUNT], count = 0;
    for (size_t i = 0; i < QUESTION_COUNT; i++)
        if (str_equal(questions[i].first, first)) {
            at[count] = i;
            seconds[count++] = questions[i].second;
        }
    int which = parse_choose(p, (struct keywords){seconds, count});
    if (which < 0) {
        struct str what = complain_text(
            p->report, "“%.*s”%s%.*s%s%.*s", STR_ARG(seconds[0]), count > 1 ? ", " : "",
            STR_ARG(count > 1 ? seconds[1] : STR("")), count > 2 ? ", " : "",
            STR_ARG(count > 2 ? seconds[2] : STR("")));
        parse_expected(p, what.len > 0 ? what.at : "");
        return NULL;
    }
    e->out.query.kind = questions[at[which]].kind;
    return questions[at[which]].read(p, e);
}

struct syntax_expr *parse_query(struct parser *p)
{
    static const struct str firsts[] = {
        {"share", 5}, {"count", 5}, {"coverage", 8}, {"value", 5}};
    struct syntax_expr *e = parse_expr_new(p, EXPR_QUERY);
    if (!e)
        return NULL;
    e->out.query.sustained_since = e->out.query.since_date = DATE_NONE;
    int first = parse_choose(p, KEYWORDS(firsts));
    if (first < 0)
        return NULL;
    parse_need_word(p, STR("of"), "after it");
    e = read_question(p, e, firsts[first]);
    return p->quiet ? NULL : e;
}
