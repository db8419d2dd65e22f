/* Section 47 enquiries, initial child protection conferences and what came of them.  A
 * conference stands with the enquiry that it followed, or with the episode where there
 * was none (a child who moved in with a plan); what stands twice is one conference, with
 * the last enquiry begun before it. */
#include "records/census.h"
#include "records/in_need.h"

/* ---- Enquiries */

static struct standing enquiry_of_year(const struct measuring *m,
                                       const struct entry *enquiry)
{
    date start = entry_date(enquiry, CS_S47_ACTUAL_START_DATE);
    if (date_is_none(start))
        return STANDS_UNTOLD("S47ActualStartDate is blank or cannot be read");
    return in_census_year(m, start) ? STANDS_IN : STANDS_OUT("not begun in the year");
}

/* ---- Conferences */

/* Where one stands: in a section 47 enquiry, or in the episode itself. */
struct conference {
    const struct entry *enquiry; /* NULL: it stands in the episode */
    const struct cell *held;
    date begun; /* the enquiry; DATE_NONE where that is not known */
};

static struct conference of_enquiry(const struct entry *enquiry)
{
    return (struct conference){enquiry, entry_cell(enquiry, CS_DATE_OF_INITIAL_CPC),
                               entry_date(enquiry, CS_S47_ACTUAL_START_DATE)};
}

static struct conference of_episode(const struct entry *episode)
{
    return (struct conference){NULL, entry_cell(episode, CD_DATE_OF_INITIAL_CPC),
                               DATE_NONE};
}

/* Of two enquiries before one conference the one begun last; one begun after it did not
 * lead to it. */
static bool led_rather(const struct conference *a, const struct conference *b)
{
    date held = a->held->on;
    bool may_a = is_on_or_before(a->begun, held), may_b = is_on_or_before(b->begun, held);
    if (may_a != may_b)
        return may_a;
    int order = date_compare(a->begun, b->begun);
    return order ? order > 0 : a->enquiry < b->enquiry;
}

static bool stands_better(const struct measuring *m, const struct conference *c)
{
    const struct rows *enquiries = &m->child->now[TC_SECTION_47],
                      *episodes = &m->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < enquiries->count; i++) {
        struct conference other = of_enquiry(&enquiries->at[i]);
        if (other.enquiry != c->enquiry &&
            date_compare(other.held->on, c->held->on) == 0 &&
            (!c->enquiry || led_rather(&other, c)))
            return true;
    }
    for (size_t i = 0; !c->enquiry && i < episodes->count; i++) {
        const struct cell *held = of_episode(&episodes->at[i]).held;
        if (held == c->held)
            return false;
        if (date_compare(held->on, c->held->on) == 0)
            return true;
    }
    return false;
}

static struct standing conference_of_year(const struct measuring *m,
                                          const struct conference *c)
{
    if (date_is_none(c->held->on))
        return STANDS_UNTOLD("DateOfInitialCPC cannot be read");
    if (!in_census_year(m, c->held->on))
        return STANDS_OUT("not held in the year");
    return stands_better(m, c) ? STANDS_OUT("the conference stands in another row too")
                               : STANDS_IN;
}

typedef void say_conference(const struct measuring *m, const struct conference *c,
                            struct standing s);

static void each_conference(const struct measuring *m, say_conference *say)
{
    const struct rows *enquiries = &m->child->now[TC_SECTION_47],
                      *episodes = &m->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < enquiries->count + episodes->count; i++) {
        struct conference c = i < enquiries->count
                                  ? of_enquiry(&enquiries->at[i])
                                  : of_episode(&episodes->at[i - enquiries->count]);
        if (!cell_is_blank(c.held))
            say(m, &c, conference_of_year(m, &c));
    }
}

static void say_held(const struct measuring *m, const struct conference *c,
                     struct standing s)
{
    (void)c;
    say_standing(m, EVERY_FIGURE, s);
}

static void count_conferences(const struct measuring *m)
{
    each_conference(m, say_held);
}

/* ---- How soon */

enum { IN_TIME_DAYS = 15, BANDS = 4 };

static struct standing followed_enquiry(const struct conference *c, struct standing s)
{
    if (s.role != ROLE_NUMERATOR)
        return s;
    if (!c->enquiry)
        return STANDS_OUT("no section 47 enquiry led to it: the child moved in");
    if (date_is_none(c->begun))
        return STANDS_UNTOLD("S47ActualStartDate is blank or cannot be read");
    return is_before(c->held->on, c->begun)
               ? STANDS_UNTOLD("held before the enquiry began")
               : s;
}

static void say_in_time(const struct measuring *m, const struct conference *c,
                        struct standing s)
{
    s = followed_enquiry(c, s);
    if (s.role == ROLE_NUMERATOR &&
        working_days_by(m->conventions, c->begun, c->held->on) > IN_TIME_DAYS)
        s = STANDS_OF("held after more than 15 working days");
    say_standing(m, EVERY_FIGURE, s);
}

static void count_in_time(const struct measuring *m)
{
    each_conference(m, say_in_time);
}

static void say_band_of(const struct measuring *m, const struct conference *c,
                        struct standing s)
{
    s = followed_enquiry(c, s);
    unsigned band = 0;
    if (s.role == ROLE_NUMERATOR) {
        int days = working_days_by(m->conventions, c->begun, c->held->on);
        band = (unsigned)(days > 10) + (unsigned)(days > 15) + (unsigned)(days > 20);
    }
    say_standing_band(m, (struct bands){0, BANDS, band}, s);
}

static void count_bands(const struct measuring *m)
{
    each_conference(m, say_band_of);
}

/* ---- What came of them */

static void say_led_to_plan(const struct measuring *m, const struct conference *c,
                            struct standing s)
{
    const struct rows *plans = &m->child->now[TC_PROTECTION_PLANS];
    struct standing none = STANDS_OF("no plan began on the day");
    for (size_t i = 0; s.role == ROLE_NUMERATOR && i < plans->count; i++) {
        date start = entry_date(&plans->at[i], CPP_CPP_START_DATE);
        if (date_is_none(start)) {
            none = STANDS_UNTOLD("CPPstartDate is blank or cannot be read");
        } else if (date_compare(start, c->held->on) == 0) {
            say_in(m, EVERY_FIGURE);
            return;
        }
    }
    say_standing(m, EVERY_FIGURE, s.role == ROLE_NUMERATOR ? none : s);
}

static void count_plans(const struct measuring *m)
{
    each_conference(m, say_led_to_plan);
}

/* ---- The measures */

#define OF_CONFERENCES                                                                   \
    .years = YEARS_CENSUS, .tables = BIT(TC_CIN_DETAILS) | BIT(TC_SECTION_47),           \
    .needs = NEEDS_REFERENCE
#define AREA "children aged 0 to 17 in the area, in the middle of the year before"
#define CONFERENCES "initial conferences held in the year, each of them"
#define FOLLOWED "initial conferences held in the year that followed a section 47 enquiry"
#define MOVED_IN "conferences without an enquiry, which are of children who moved in"

static const struct indicator indicators[] = {
    {.id = "S47_RATE",
     .name = "Section 47 enquiries begun in the year per 10,000 children",
     OF_CONFERENCES,
     .count = count_rows,
     .with = &(const struct of_rows){TC_SECTION_47, enquiry_of_year},
     FIGURES({"", NULL, AS_RATE, 1, 0, "Section_47"},
             {".number", "Section 47 enquiries begun in the year", AS_COUNT, 0, 0, NULL}),
     .polarity = POLARITY_NONE,
     .numerator = "section 47 enquiries begun in the year, each of them",
     .denominator = AREA,
     .exclusions = "none",
     .source = "LAIT 217"},
    {.id = "ICPC_RATE",
     .name = "Initial child protection conferences in the year per 10,000 children",
     OF_CONFERENCES,
     .count = count_conferences,
     FIGURES({"", NULL, AS_RATE, 1, 0, "ISCP_Conf"},
             {".number", "Initial child protection conferences in the year", AS_COUNT, 0,
              0, NULL}),
     .polarity = POLARITY_NONE,
     .numerator = CONFERENCES ", of children who moved in too",
     .denominator = AREA,
     .exclusions = "a conference that stands twice for the child",
     .source = "LAIT 269"},
    {.id = "ICPC_15",
     .name = "Initial conferences within 15 working days of the enquiry",
     OF_CONFERENCES,
     .count = count_in_time,
     ONE_FIGURE(AS_PERCENT, 1, "CP_conf_15days"),
     .polarity = POLARITY_HIGH,
     .numerator = "of the denominator: held within 15 working days of the start of the "
                  "last enquiry before it",
     .denominator = FOLLOWED,
     .exclusions = MOVED_IN,
     .source = "LAIT 218 and 268; the exclusion is our choice"},
    {.id = "ICPC_BANDS",
     .name = "Initial conferences by working days since the enquiry",
     OF_CONFERENCES,
     .count = count_bands,
     FIGURES({".0_10", "Initial conferences after 0 to 10 working days", AS_COUNT, 0, 0,
              "10_ICPC"},
             {".11_15", "Initial conferences after 11 to 15 working days", AS_COUNT, 0, 0,
              "15_ICPC"},
             {".16_20", "Initial conferences after 16 to 20 working days", AS_COUNT, 0, 0,
              "20_ICPC"},
             {".21", "Initial conferences after 21 working days or more", AS_COUNT, 0, 0,
              "21_ICPC"}),
     .whole = BANDS,
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: by working days since the start of the last "
                  "enquiry before it",
     .denominator = FOLLOWED,
     .exclusions = MOVED_IN,
     .source = "LAIT 268"},
    {.id = "ICPC_CPP",
     .name = "Initial conferences that led to a protection plan",
     OF_CONFERENCES,
     .count = count_plans,
     ONE_FIGURE(AS_PERCENT, 1, NULL),
     .polarity = POLARITY_NONE,
     .numerator = "of the denominator: a protection plan of the child began on the day",
     .denominator = CONFERENCES,
     .exclusions = "a conference that stands twice for the child",
     .source = "rule 2885, by which plan and conference are of one day"}};

const struct indicator_list indicators_cin_conferences = INDICATOR_LIST(indicators);
