/* How many children are, came to be and ceased to be looked after, and why they left. */
#include "records/cared_for.h"
#include "records/terms.h"

/* ---- Numbers */

static void count_at_end(const struct measuring *m)
{
    if (cared_at_end(m))
        say_in(m, EVERY_FIGURE);
}

static bool starts_care(const struct measuring *m, const struct entry *e)
{
    date start = entry_date(e, EPISODES_DECOM);
    return cell_is(entry_cell(e, EPISODES_RNE), CODE("S")) &&
           !cell_is_any(entry_cell(e, EPISODES_LS), RESPITE) &&
           is_on_or_before(m->about->start, start) &&
           is_on_or_before(start, m->about->end);
}

static void count_started(const struct measuring *m)
{
    const struct rows *episodes = &m->child->now[T9_EPISODES];
    if (!episodes_clear(m))
        return;
    for (size_t i = 0; i < episodes->count; i++) {
        if (!starts_care(m, &episodes->at[i]))
            continue;
        say_in(m, EVERY_FIGURE); /* once, however often */
        return;
    }
    say_excluded(m, EVERY_FIGURE, "did not start to be looked after in the year");
}

static void count_ceased(const struct measuring *m)
{
    const struct entry *with;
    if (ceased_in_year(m, &with))
        say_in(m, EVERY_FIGURE);
}

/* ---- Unaccompanied asylum seekers */

/* The XML form says so in the Header and has a group of UASC for everybody; the other has
 * a row of UASC for those only. */
static bool is_uasc(const struct measuring *m)
{
    const struct rows *header = &m->child->now[T9_HEADER];
    if (m->about->form != FORM_XML)
        return m->child->now[T9_UASC].count > 0;
    for (size_t i = 0; i < header->count; i++)
        if (cell_is(entry_cell(&header->at[i], HEADER_UASC), CODE("1")))
            return true;
    return false;
}

static void count_uasc(const struct measuring *m)
{
    const struct entry *row = only_row(m->child, T9_UASC);
    const struct cell *until = row ? entry_cell(row, UASC_DUC) : NULL;
    if (!cared_at_end(m))
        return;
    if (!is_uasc(m))
        say_of(m, EVERY_FIGURE, "no unaccompanied asylum seeker");
    else if (rows_differ(m->child, T9_UASC, UASC_DUC, UASC_DUC))
        say_missing(m, EVERY_FIGURE, "rows of UASC do not say the same");
    else if (until && cell_is_unreadable(until))
        say_missing(m, EVERY_FIGURE, "DUC cannot be read");
    else if (until && is_on_or_before(until->on, m->about->end))
        say_of(m, EVERY_FIGURE, "no longer unaccompanied on the last day of the year");
    else
        say_in(m, EVERY_FIGURE);
}

/* ---- Why they left */

/* The reasons that count, of each figure. */
struct reasons {
    const code_text *codes;
    size_t count;
};
#define REASONS(...)                                                                     \
    {(const code_text[]){__VA_ARGS__},                                                   \
     sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text)}

static void count_reason(const struct measuring *m)
{
    const struct reasons *reasons = m->indicator->with;
    const struct entry *with;
    if (!ceased_in_year(m, &with))
        return;
    const struct cell *reason = entry_cell(with, EPISODES_REC);
    for (unsigned p = 0; p < m->indicator->part_count; p++) {
        if (cell_is_of(reason, reasons[p].codes, reasons[p].count))
            say_in(m, p);
        else
            say_of(m, p, "ceased for another reason");
    }
}

static bool is_adopted(const struct measuring *m, const struct cell *reason)
{
    bool alone = m->conventions->set[CONVENTION_ADOPTIONS] == ADOPTIONS_ALONE;
    return cell_is_any(reason, ADOPTED) || (!alone && cell_is_any(reason, GUARDIANSHIP));
}

/* Those adopted have left and are not among those looked after on the last day. */
static void count_adoptions(const struct measuring *m)
{
    const struct entry *with = last_cease(m);
    date half_a_year = date_add_months(m->about->end, -6);
    if (!episodes_clear(m))
        return;
    if (with && is_adopted(m, entry_cell(with, EPISODES_REC))) {
        say_beside(m, EVERY_FIGURE);
        if (!m->history->at_end)
            return;
    }
    if (cared_at_end(m) && cared_since(m, half_a_year, "looked after for under 6 months"))
        say_of(m, EVERY_FIGURE, "not adopted in the year");
}

#define NO_SHORT_BREAKS "short breaks (V3, V4)"

static const struct indicator indicators[] = {
    {.id = "CLA_31M",
     .name = "Children looked after on 31 March",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_at_end,
     FIGURES(
         {"", NULL, AS_COUNT, 0, 0, "LACnum"},
         {".rate", "Children looked after on 31 March per 10,000", AS_RATE, 0, 0, "LAC"}),
     .polarity = POLARITY_NONE,
     .numerator = "children looked after on 31 March",
     .denominator = "of the rate: children aged 0 to 17 in the area",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 124 and 332; published figures"},
    {.id = "CLA_START",
     .name = "Children who started to be looked after in the year",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_started,
     FIGURES({"", NULL, AS_COUNT, 0, 0, "LACnum_Start"},
             {".rate", "Children who started to be looked after per 10,000", AS_RATE, 0,
              0, "LAC_Start_Rate"}),
     .polarity = POLARITY_NONE,
     .numerator =
         "children with an episode that begins in the year with RNE S, once each",
     .denominator = "of the rate: children aged 0 to 17 in the area",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 376; published figures"},
    {.id = "CLA_CEASE",
     .name = "Children who ceased to be looked after in the year",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_ceased,
     FIGURES({"", NULL, AS_COUNT, 0, 0, "LACceased"},
             {".rate", "Children who ceased to be looked after per 10,000", AS_RATE, 0, 0,
              "LAC_Cease_Rate"}),
     .polarity = POLARITY_NONE,
     .numerator = "children with an episode that ends in the year with another REC than "
                  "X1, once each",
     .denominator = "of the rate: children aged 0 to 17 in the area",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 392; published figures"},
    {.id = "UASC",
     .name = "Unaccompanied asylum-seeking children looked after on 31 March",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .needs = NEEDS_UASC_NOW,
     .count = count_uasc,
     FIGURES({"", NULL, AS_COUNT, 0, 0, "Unacc_Asylmn_Seek_Childn"},
             {".percent",
              "Unaccompanied asylum-seeking children, of children looked after",
              AS_PERCENT, 1, 0, "Unacc_Asylmn_Seek_Childn%"}),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: unaccompanied, and still so (DUC blank or later)",
     .denominator = "children looked after on 31 March",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 334"},
    {.id = "ADOPT_PCT",
     .name = "Ceased to be looked after through adoption",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_reason,
     .with = (const struct reasons[]){REASONS(ADOPTED)},
     ONE_FIGURE(AS_PERCENT, 0, "%_of LAC Adopted"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: last ceased with REC E11 or E12",
     .denominator = "children who ceased to be looked after in the year",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 208"},
    {.id = "SGO_PCT",
     .name = "Ceased to be looked after through special guardianship",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_reason,
     .with = (const struct reasons[]){REASONS(GUARDIANSHIP)},
     ONE_FIGURE(AS_PERCENT, 0, "LAC_ceased_SGO%"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: last ceased with REC E45 to E48 (E43, E44 before)",
     .denominator = "children who ceased to be looked after in the year",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 390, whose codes are those before 2018; the list of codes"},
    {.id = "CAO_PCT",
     .name = "Ceased to be looked after through a child arrangements order",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_reason,
     .with = (const struct reasons[]){REASONS("E41")},
     ONE_FIGURE(AS_PERCENT, 0, "LAC_ceased_CAO%"),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: last ceased with REC E41",
     .denominator = "children who ceased to be looked after in the year",
     .exclusions = NO_SHORT_BREAKS,
     .source = "the list of codes"},
    {.id = "HOME_PCT",
     .name = "Ceased to be looked after and returned home",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_reason,
     .with = (const struct reasons[]){REASONS("E4A"), REASONS("E4B")},
     FIGURES({".planned", "Returned home as planned", AS_PERCENT, 0, 0,
              "LAC_RetHome_CarePlan_%"},
             {".unplanned", "Returned home, not as planned", AS_PERCENT, 0, 0,
              "LAC_RetHome_Not_CarePlan_%"}),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: last ceased with REC E4A (planned), E4B (not)",
     .denominator = "children who ceased to be looked after in the year",
     .exclusions = NO_SHORT_BREAKS,
     .source = "LAIT 273b; the list of codes"},
    {.id = "PAF_C23",
     .name = "Adoptions of children looked after (PAF C23, BV163)",
     .years = YEARS_ALL,
     .tables = BIT(T9_EPISODES),
     .count = count_adoptions,
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "children who last ceased in the year with REC E11, E12 or, by the "
                  "convention, special guardianship",
     .denominator = "children looked after on 31 March for 6 months or more",
     .exclusions = NO_SHORT_BREAKS,
     .source = "SI 2003/530 Schedule 4 item 9; special guardianship came later"}};

const struct indicator_list indicators_903_numbers = INDICATOR_LIST(indicators);
