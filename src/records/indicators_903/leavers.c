/* Young people who left care (table OC3). */
#include <assert.h>

#include "records/cared_for.h"
#include "records/terms.h"

/* ---- Whom it is about */

/* Figures go by age: which of them is asked for, or that none is. */
struct ages {
    int from, to;
};
static const struct ages of_19_to_21 = {19, 21}, of_17_to_18 = {17, 18};

/* The day of birth: of the Header, else of the row itself. */
static date born_of(const struct measuring *m, const struct entry *row)
{
    date born = m->history->born;
    return date_is_none(born) ? entry_date(row, OC3_DOB) : born;
}

/* The care of the child was taken over by another authority, and it did not come back. */
static bool was_transferred(const struct measuring *m)
{
    const struct rows *tables[] = {&m->child->last[T9_EPISODES],
                                   &m->child->now[T9_EPISODES]};
    const struct entry *latest = NULL;
    for (size_t t = 0; t < 2; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            const struct entry *e = &tables[t]->at[i];
            if (!latest || !is_before(entry_date(e, EPISODES_DECOM),
                                      entry_date(latest, EPISODES_DECOM)))
                latest = e;
        }
    }
    return latest && cell_is(entry_cell(latest, EPISODES_REC), CODE("E3"));
}

static bool only_short_breaks(const struct measuring *m)
{
    const struct rows *tables[] = {&m->child->now[T9_EPISODES],
                                   &m->child->last[T9_EPISODES]};
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < tables[t]->count; i++)
            if (!cell_is_any(entry_cell(&tables[t]->at[i], EPISODES_LS), RESPITE))
                return false;
    return tables[0]->count + tables[1]->count > 0;
}

/* Why a young person is in no cohort; NULL where it is in one. */
static const char *outside(const struct measuring *m, const struct entry *row)
{
    const struct cell *touch = entry_cell(row, OC3_IN_TOUCH);
    if (cell_is(touch, CODE("DIED")))
        return "died";
    if (cell_is(touch, CODE("RHOM")))
        return "returned home for six months or more";
    if (was_transferred(m))
        return "the care was transferred to another authority";
    return only_short_breaks(m) ? "only short breaks (V3, V4)" : NULL;
}

/* The row of OC3 and the age reached in the year, which is the age on its last day; NULL,
 * and said, where the child is not among those who left. */
static const struct entry *leaver(const struct measuring *m, int *age)
{
    const struct entry *row = only_row(m->child, T9_OC3);
    if (!row) {
        say_excluded(m, EVERY_FIGURE, "no row of OC3");
        return NULL;
    }
    *age = years_on(m->conventions, born_of(m, row), m->about->end);
    const char *why = outside(m, row);
    if (rows_differ(m->child, T9_OC3, OC3_IN_TOUCH, OC3_ACCOM))
        say_missing(m, EVERY_FIGURE, "rows of OC3 do not say the same");
    else if (why)
        say_excluded(m, EVERY_FIGURE, why);
    else if (date_is_none(born_of(m, row)))
        say_missing(m, EVERY_FIGURE, "no date of birth that can be used");
    else
        return row;
    return NULL;
}

/* The figure of an age: 0 is that of 19 to 21, 1 that of 17 and 18 where there is one;
 * says of the others that the age is another. */
static bool figure_of(const struct measuring *m, int age, unsigned *out)
{
    const struct ages *ages[] = {&of_19_to_21, &of_17_to_18};
    bool found = false;
    assert(m->indicator->part_count <= sizeof ages / sizeof *ages);
    for (unsigned p = 0; p < m->indicator->part_count; p++) {
        bool in = age >= ages[p]->from && age <= ages[p]->to;
        if (in)
            *out = p;
        else
            say_excluded(m, p, "of another age");
        found = found || in;
    }
    return found;
}

/* ---- What they do and where they live */

/* Codes of a column of OC3 that count, and those that leave the cohort. */
struct leaving {
    uint8_t column;
    const code_text *codes;
    size_t count;
    const code_text *gone;
    size_t gone_count;
};

#define GONE "G1", "G2", "H1", "H2", "R1", "R2"

static void say_leaver(const struct measuring *m, const struct entry *row, unsigned part)
{
    const struct leaving *of = m->indicator->with;
    const struct cell *cell = entry_cell(row, of->column);
    if (of->column == OC3_IN_TOUCH && cell_is_blank(cell))
        say_missing(m, part, "IN_TOUCH is blank");
    else if (of->gone_count && cell_is_of(cell, of->gone, of->gone_count))
        say_excluded(m, part, "gone abroad, deported or residence not known");
    else if (cell_is_of(cell, of->codes, of->count))
        say_in(m, part);
    else
        say_of(m, part, cell_is_blank(cell) ? "not known" : "not so");
}

static void count_leavers(const struct measuring *m)
{
    int age;
    unsigned part;
    const struct entry *row = leaver(m, &age);
    if (row && figure_of(m, age, &part))
        say_leaver(m, row, part);
}

/* ---- At 19, of those looked after at 16: NI 147 and 148 */

static bool was_cared_for(const struct care_history *h, date day)
{
    for (size_t i = 0; i < h->stay_count; i++)
        if (is_on_or_before(h->stays[i].start, day) &&
            (date_is_none(h->stays[i].end) || is_before(day, h->stays[i].end)))
            return true;
    return false;
}

static void count_at_19(const struct measuring *m)
{
    int age;
    date then =
        date_add_years(m->about->start, -2); /* three years before the next 1 April */
    const struct entry *row = leaver(m, &age);
    if (!row)
        return;
    if (age != 19)
        say_excluded(m, EVERY_FIGURE, "the 19th birthday is not in the year");
    else if (m->history->unclear_last)
        say_missing(m, EVERY_FIGURE, m->history->unclear_last);
    else if (!was_cared_for(m->history, then))
        say_missing(
            m, EVERY_FIGURE,
            "the returns do not say whether the child was looked after on 1 April "
            "at 16, three years before");
    else
        say_leaver(m, row, 0);
}

/* ---- Staying put */

/* The episode with which care ended on the 18th birthday; NULL. */
static const struct entry *ended_at_18(const struct measuring *m, date birthday)
{
    for (size_t i = 0; i < m->history->stay_count; i++)
        if (m->history->stays[i].end.days == birthday.days &&
            !cell_is(entry_cell(m->history->stays[i].entry, EPISODES_REC), CODE("X1")))
            return m->history->stays[i].entry;
    return NULL;
}

/* The returns that were given hold all care of the year in which the day is. */
static bool is_of_returns(const struct return_about *about, date day)
{
    if (is_on_or_before(about->start, day))
        return about->has[T9_EPISODES];
    return about->has_last[T9_EPISODES] && is_on_or_before(about->last_start, day);
}

static void say_stayed(const struct measuring *m, const struct entry *row)
{
    static const code_text codes[] = {"Z1", "Z2"};
    date birthday = birthday_by(m->conventions, born_of(m, row), 18);
    const struct entry *ended = ended_at_18(m, birthday);
    if (!ended && is_of_returns(m->about, birthday))
        say_excluded(m, EVERY_FIGURE,
                     "did not cease to be looked after on the 18th birthday");
    else if (!ended)
        say_missing(m, EVERY_FIGURE,
                    "the returns do not say how care ended on the 18th birthday");
    else if (!cell_is_any(entry_cell(ended, EPISODES_PLACE), FOSTERED))
        say_excluded(m, EVERY_FIGURE, "was not fostered on the 18th birthday");
    else if (cell_is_of(entry_cell(row, OC3_ACCOM), codes, 2))
        say_in(m, EVERY_FIGURE);
    else
        say_of(m, EVERY_FIGURE, "does not live with the former foster carer");
}

static void count_staying_put(const struct measuring *m)
{
    int age;
    const struct entry *row = leaver(m, &age);
    if (!row)
        return;
    if (age < 18 || age > 20)
        say_excluded(m, EVERY_FIGURE, "of another age");
    else if (m->history->unclear_last)
        say_missing(m, EVERY_FIGURE, m->history->unclear_last);
    else
        say_stayed(m, row);
}

#define AT(a_column, ...)                                                                \
    .with = &(const struct leaving)                                                      \
    {                                                                                    \
        .column = (a_column), .codes = (const code_text[]){__VA_ARGS__},                 \
        .count = sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text)            \
    }
#define AT_BUT_GONE(a_column, ...)                                                       \
    .with = &(const struct leaving)                                                      \
    {                                                                                    \
        .column = (a_column), .codes = (const code_text[]){__VA_ARGS__},                 \
        .count = sizeof((const code_text[]){__VA_ARGS__}) / sizeof(code_text),           \
        .gone = (const code_text[]){GONE},                                               \
        .gone_count = sizeof((const code_text[]){GONE}) / sizeof(code_text)              \
    }
#define SUITABLE                                                                         \
    "B1", "C1", "D1", "E1", "G1", "H1", "K1", "R1", "S1", "T1", "U1", "V1", "W1", "X1",  \
        "Y1", "Z1"
#define EET "F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5"

#define BOTH_AGES(lait)                                                                  \
    FIGURES({"", ", aged 19 to 21", AS_PERCENT, 0, 0, (lait)},                           \
            {".17-18", ", aged 17 and 18", AS_PERCENT, 0, 0, NULL})
#define COHORT                                                                           \
    "young people of OC3 whose birthday of 19, 20 or 21 (17 or 18) is in the year"
#define LEFT_OUT                                                                         \
    "died; returned home for six months; only short breaks; care transferred to "        \
    "another "                                                                           \
    "authority (E3)"
#define COHORT_19                                                                        \
    "young people of OC3 whose 19th birthday is in the year and who were looked after "  \
    "on 1 April three years before"
/* Whom it is of, by the function that asks, and who is left out. */
#define OF_LEAVERS(a_count, left_out)                                                    \
    .years = YEARS_ALL, .tables = BIT(T9_OC3), .small = SMALL_ARE_SHOWN,                 \
    .count = (a_count), .exclusions = left_out
#define OF_COHORT OF_LEAVERS(count_leavers, LEFT_OUT)
#define OF_COHORT_19 OF_LEAVERS(count_at_19, LEFT_OUT)

static const struct indicator indicators[] = {
    {.id = "NI147",
     .name = "Care leavers in suitable accommodation at 19 (NI 147)",
     OF_COHORT_19,
     AT(OC3_ACCOM, SUITABLE),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACCOM ends in 1",
     .denominator = COHORT_19,
     .source = "LAIT 220 on the cohort before 2013/14; SI 2003/530 item 3"},
    {.id = "NI148",
     .name = "Care leavers in education, employment or training at 19 (NI 148)",
     OF_COHORT_19,
     AT(OC3_ACTIV, EET),
     ONE_FIGURE(AS_PERCENT, 0, NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACTIV begins with F or P",
     .denominator = COHORT_19,
     .source = "LAIT 220"},
    {.id = "PAF_A4",
     .name = "Care leavers at 19 in education, employment or training, against all local "
             "people of 19 (PAF A4)",
     OF_COHORT_19,
     AT(OC3_ACTIV, EET),
     FIGURES({"", NULL, AS_RATIO, 2, CONVENTION_LOCAL_EET, NULL}),
     .polarity = POLARITY_HIGH,
     .numerator = "percentage of " COHORT_19 " with ACTIV that begins with F or P",
     .denominator = "the percentage of all local people of 19",
     .source = "SI 2003/530 Schedule 4 item 3; the ratio is common knowledge"},
    {.id = "CL_TOUCH",
     .name = "Care leavers with whom the authority is in touch",
     OF_COHORT,
     AT(OC3_IN_TOUCH, "YES"),
     BOTH_AGES(NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: IN_TOUCH YES",
     .denominator = COHORT,
     .source = "LAIT 317 and 333, which publishes those not in touch"},
    {.id = "CL_EET",
     .name = "Care leavers in education, employment or training",
     OF_COHORT,
     AT(OC3_ACTIV, EET),
     BOTH_AGES("CareLeaverEET"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACTIV begins with F or P",
     .denominator = COHORT,
     .source = "LAIT 113; published figures.  Not known counts against"},
    {.id = "CL_NEET",
     .name = "Care leavers not in education, employment or training",
     OF_COHORT,
     AT(OC3_ACTIV, "G4", "G5", "G6"),
     BOTH_AGES("CareLeaversNEET"),
     .polarity = POLARITY_LOW,
     .numerator = "of the denominator: ACTIV G4, G5 or G6",
     .denominator = COHORT,
     .source = "LAIT 221"},
    {.id = "CL_SUIT_EES",
     .name = "Care leavers in suitable accommodation, of all",
     OF_COHORT,
     AT(OC3_ACCOM, SUITABLE),
     BOTH_AGES(NULL),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACCOM ends in 1",
     .denominator = COHORT ", those of whom nothing is known too",
     .source = "the labels of the published table; published figures"},
    {.id = "CL_SUIT_LAIT",
     .name = "Care leavers in suitable accommodation",
     OF_LEAVERS(count_leavers, LEFT_OUT "; gone abroad (ACCOM G), deported (H), "
                                        "residence not known (R)"),
     AT_BUT_GONE(OC3_ACCOM, SUITABLE),
     BOTH_AGES("CareLeaverAcc"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACCOM ends in 1",
     .denominator = COHORT,
     .source = "LAIT 112"},
    {.id = "CL_HE",
     .name = "Care leavers in higher education",
     OF_COHORT,
     AT(OC3_ACTIV, "F1", "P1"),
     ONE_FIGURE(AS_PERCENT, 0, "LAC_19_HE"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACTIV F1 or P1",
     .denominator = "young people of OC3 whose birthday of 19, 20 or 21 is in the year",
     .source = "LAIT 220; the codes are common knowledge"},
    {.id = "STAYPUT",
     .name = "Staying put with the former foster carer",
     OF_LEAVERS(count_staying_put, LEFT_OUT),
     ONE_FIGURE(AS_PERCENT, 0, "StayingPut"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: ACCOM Z1 or Z2",
     .denominator = "young people of OC3 aged 18 to 20 who ceased to be looked after on "
                    "their 18th birthday while fostered",
     .source = "LAIT 354"}};

const struct indicator_list indicators_903_leavers = INDICATOR_LIST(indicators);
