#include "publish/enquiry.h"

#include "profile/say.h"
#include "publish/text_lines.h"
#include "publish/wording.h"

/* ---- How sure */

static struct str years_words(struct arena *a, const struct query *query)
{
    if (query->for_years > 1)
        return arena_format(a, " in each of the last %d years", query->for_years);
    return STR(" in the latest year");
}

/* A test that finds nothing is no proof that there is nothing. */
static struct str of_measure(struct arena *a, const struct query *query, truth answer)
{
    struct str years = years_words(a, query);
    switch (query->difference) {
    case DIFFERENCE_BEYOND_CHANCE:
        return answer == TRUTH_TRUE
                   ? arena_format(a, "a difference beyond chance (95%%)%.*s",
                                  STR_ARG(years))
                   : arena_format(a, "no worse beyond chance (95%%)%.*s", STR_ARG(years));
    case DIFFERENCE_TOLERANCE:
        return arena_format(
            a, "a difference of more than %.*s is asked about%.*s; not tested for chance",
            STR_ARG(ratio_text(a, query->tolerance, 2)), STR_ARG(years));
    case DIFFERENCE_ANY:
        break;
    }
    return arena_format(a, "any difference counts%.*s; it may be chance", STR_ARG(years));
}

static struct str of_query(struct arena *a, const struct query *query)
{
    switch (query->kind) {
    case QUERY_SHARE_OF_SETTINGS:
    case QUERY_COUNT_OF_SETTINGS:
        return STR("counted from lists of settings with their latest grades");
    case QUERY_SHARE_OF_MEASURES:
    case QUERY_COVERAGE_OF_MEASURES:
        return query->difference == DIFFERENCE_BEYOND_CHANCE
                   ? STR("measures that differ beyond chance (95%), counted; of many "
                         "some "
                         "differ by chance alone")
                   : STR("measures that differ at all, counted; many do by chance");
    case QUERY_COUNT_OF_FINDINGS:
    case QUERY_COUNT_OF_INSPECTIONS:
        return STR("counted from the record of inspections and visits");
    case QUERY_VALUE_OF_MEASURE:
        break;
    }
    return arena_format(a, "the figure as published, not tested for chance");
}

/* Recursion is bounded by the nesting the framework compiler allows. */
static void add_sureness(struct says *says, const struct expr *expr, truth answer)
{
    struct arena *a = says->arena;
    if (!expr)
        return;
    if (expr->kind == EXPR_MEASURE)
        says_add(says, of_measure(a, &expr->query, answer));
    if (expr->kind == EXPR_QUERY)
        says_add(says, of_query(a, &expr->query));
    if (expr->kind == EXPR_INSPECTED)
        says_add(says, STR("as inspectors graded it"));
    if (expr->kind == EXPR_LET)
        add_sureness(says, expr->let->expr, answer);
    add_sureness(says, expr->left, answer);
    add_sureness(says, expr->right, answer);
    for (size_t i = 0; i < expr->part_count; i++)
        add_sureness(says, expr->parts[i], answer);
}

struct str enquiry_sureness(struct arena *a, const struct question_ruling *ruling)
{
    if (ruling->truth == TRUTH_UNKNOWN)
        return ruling->step.wanted.len
                   ? arena_format(a, "not known; it would be settled by: %.*s",
                                  STR_ARG(ruling->step.wanted))
                   : STR("not known");
    struct says says = says_new(a);
    struct buf out = buf_new(a, 64 * KIB);
    add_sureness(&says, ruling->question->when, ruling->truth);
    for (size_t i = 0; i < says.count; i++)
        buf_format(&out, "%s%.*s", i ? "; " : "", STR_ARG(says.at[i]));
    return buf_text(&out);
}

size_t enquiry_count(const struct verdict *verdict, truth answer)
{
    size_t count = 0;
    for (size_t i = 0; i < verdict->question_count; i++)
        count += verdict->questions[i].truth == answer;
    return count;
}

/* ---- As text */

static void say_rows(struct arena *a, struct buf *out, const struct step *step)
{
    if (step->id_count)
        text_wrap(out, words_list(a, step->ids, step->id_count), STR("     rows: "));
}

static void say_one(struct arena *a, const struct question_ruling *ruling, size_t number,
                    bool explain, struct buf *out)
{
    bool open = ruling->truth == TRUTH_UNKNOWN;
    text_wrap(out, ruling->question->text, arena_format(a, "%3zu. ", number));
    text_wrap(out, ruling->found, STR("     evidence: "));
    text_wrap(out, enquiry_sureness(a, ruling), STR("     how sure: "));
    if (explain || !open)
        text_wrap(out, ruling->question->id, STR("     id: "));
    if (explain)
        say_rows(a, out, &ruling->step);
}

static void say_those(const struct verdict *verdict, truth answer, bool explain,
                      struct buf *out)
{
    size_t number = 0;
    for (size_t i = 0; i < verdict->question_count; i++) {
        if (verdict->questions[i].truth == answer)
            say_one(verdict->profile->arena, &verdict->questions[i], ++number, explain,
                    out);
    }
}

void enquiry_text(const struct verdict *verdict, bool explain, struct buf *out)
{
    size_t raised = enquiry_count(verdict, TRUTH_TRUE);
    size_t open = enquiry_count(verdict, TRUTH_UNKNOWN);
    size_t others = verdict->question_count - raised - open;
    buf_format(out, "Questions that the evidence raises: %zu of %zu\n", raised,
               verdict->question_count);
    say_those(verdict, TRUTH_TRUE, explain, out);
    if (open) {
        buf_format(out, "\nQuestions that could not be answered: %zu\n", open);
        say_those(verdict, TRUTH_UNKNOWN, explain, out);
    }
    buf_format(out, "\nNot raised: %zu%s\n", others,
               others ? ". The evidence gives no cause to ask them:" : ".");
    for (size_t i = 0; i < verdict->question_count; i++) {
        if (verdict->questions[i].truth == TRUTH_FALSE)
            text_wrap(out, verdict->questions[i].found,
                      arena_format(verdict->profile->arena, "  %.*s: ",
                                   STR_ARG(verdict->questions[i].question->id)));
    }
}
