/* Care leavers (OC3): young people of 17 and over who left in this year or the last, and
 * before the birthday they are asked about (codes 1001 to 1016). */
#include "synth/life_inside.h"
#include "synth/seeing.h"

enum { YOUNGEST = 17, OLDEST = 21 };

static const struct life_episode *last_episode(const struct life *life)
{
    return &life->episodes[life->episode_count - 1];
}

/* Adoption, death and the care of another authority leave nobody to ask about. */
static bool may_be_leaver(const struct life *life)
{
    static const struct str ends[] = {{"E2", 2}, {"E3", 2}};
    bool kind = life->kind == LIFE_ORDINARY || life->kind == LIFE_ASYLUM ||
                life->kind == LIFE_REMAND;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        kind = kind && !str_equal(last_episode(life)->ended, ends[i]);
    return kind && !life_is_mother(life);
}

/* The age reached in the year, or 0 where it is none that is asked about. */
static int age_asked(const struct seeing *s)
{
    for (int age = OLDEST; age >= YOUNGEST; age--)
        if (seen_in_year(s, date_add_years(s->life->born, age)))
            return age;
    return 0;
}

static int days_after(date from, date to)
{
    return is_earlier(from, to) ? days_between(from, to) : 0;
}

/* Care of 13 weeks since the 14th birthday, some of it after the 16th, in what the
 * returns of two years show. */
static bool is_eligible(const struct seeing *s)
{
    date born = s->life->born, shown = date_add_years(s->start, -1);
    date from = date_add_years(born, 14), at16 = date_add_years(born, 16);
    int days = 0, days16 = 0;
    for (size_t i = 0; i < s->life->episode_count; i++) {
        const struct life_episode *e = &s->life->episodes[i];
        if (is_earlier(e->end, shown) || is_earlier(s->end, e->start))
            continue;
        days += days_after(later_of(e->start, from), e->end);
        days16 += days_after(later_of(e->start, at16), e->end);
    }
    return days >= 91 && days16 >= 1;
}

static bool died_before(const struct seeing *s);

bool leaver_is_seen(const struct seeing *s)
{
    const struct life *life = s->life;
    int age = age_asked(s);
    if (age == 0 || !may_be_leaver(life))
        return false;
    date end = last_episode(life)->end;
    bool shown = !is_earlier(end, date_add_years(s->start, -1)) &&
                 is_earlier(end, date_add_years(life->born, age)) && !date_is_none(end) &&
                 !is_earlier(s->end, end);
    return shown && is_eligible(s) && !died_before(s);
}

/* ---- What is asked */

static struct str draw_touch(struct random *r)
{
    static const struct {
        struct str code;
        int weight;
    } codes[] = {{{"YES", 3}, 880}, {{"NO", 2}, 40},   {{"REFU", 4}, 15},
                 {{"NREQ", 4}, 15}, {{"RHOM", 4}, 40}, {{"DIED", 4}, 10}};
    int at = between(r, 0, 999);
    size_t i = 0;
    while (at >= codes[i].weight)
        at -= codes[i++].weight;
    return codes[i].code;
}

/* Drawn anew for the year before, in which the child may have been asked about too. */
static bool died_before(const struct seeing *s)
{
    struct seeing last = *s;
    last.year--;
    last.start = year_start(last.year);
    last.end = year_end(last.year);
    last.r = random_stream(random_mix(s->seed, (uint64_t)last.year), s->life->number);
    if (age_asked(&last) == 0)
        return false;
    return str_equal(draw_touch(&last.r), STR("DIED"));
}

/* Foyers (T) are not for those under 18, former foster carers (Z) not for those who
 * became 17 in the year: codes 347 and 3001. */
static struct str draw_accommodation(struct seeing *s)
{
    static const struct str codes[] = {
        {"B1", 2}, {"C1", 2}, {"D1", 2}, {"E1", 2}, {"K1", 2}, {"R1", 2}, {"U1", 2},
        {"U2", 2}, {"V1", 2}, {"W2", 2}, {"X2", 2}, {"Y1", 2}, {"Z1", 2}, {"T1", 2}};
    size_t count = sizeof codes / sizeof *codes;
    if (!seen_aged(s, 18, s->start))
        count--;
    if (age_asked(s) == YOUNGEST)
        count--;
    return codes[random_below(&s->r, count)];
}

void leaver_add(struct seeing *s)
{
    static const struct str activities[] = {{"F1", 2}, {"F2", 2}, {"F2", 2}, {"P2", 2},
                                            {"F4", 2}, {"F5", 2}, {"P5", 2}, {"G4", 2},
                                            {"G5", 2}, {"G5", 2}, {"G6", 2}};
    struct made_row *row = seen_row(s, T9_OC3);
    row->cells[OC3_IN_TOUCH] = draw_touch(&s->r);
    bool known = str_equal(row->cells[OC3_IN_TOUCH], STR("YES"));
    size_t count = sizeof activities / sizeof *activities;
    row->cells[OC3_ACTIV] = known ? activities[random_below(&s->r, count)] : STR("0");
    row->cells[OC3_ACCOM] = known ? draw_accommodation(s) : STR("0");
}
