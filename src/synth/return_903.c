#include "synth/return_903.h"

#include "synth/life_inside.h"
#include "synth/pupil_number.h"
#include "synth/seeing.h"

/* ---- What is seen */

date seen_end(const struct seeing *s, date end)
{
    return is_earlier(s->end, end) ? DATE_NONE : end;
}

bool seen_in_year(const struct seeing *s, date day)
{
    return !date_is_none(day) && !is_earlier(day, s->start) && !is_earlier(s->end, day);
}

bool seen_aged(const struct seeing *s, int years, date on)
{
    return !is_earlier(on, date_add_years(s->life->born, years));
}

struct made_row *seen_row(struct seeing *s, unsigned table)
{
    struct made_row *row = made_add(s->arena, s->rows, table);
    row->cells[0] = s->child;
    row->cells[1] = s->born;
    return row;
}

struct str seen_yes(struct seeing *s, double p)
{
    return chance(&s->r, p) ? STR("1") : STR("0");
}

struct str return_903_child(struct arena *a, uint64_t number)
{
    return made_identifier(a, number, 8);
}

/* ---- Episodes */

static bool is_seen(const struct seeing *s, const struct life_episode *e)
{
    return !is_earlier(s->end, e->start) && !is_earlier(e->end, s->start);
}

static void find_episodes(struct seeing *s)
{
    for (size_t i = 0; i < s->life->episode_count; i++) {
        if (!is_seen(s, &s->life->episodes[i]))
            continue;
        if (s->episodes == 0)
            s->first_episode = i;
        s->episodes++;
    }
}

static bool is_break(const struct life_episode *e)
{
    return e->legal.at[0] == 'V' && e->legal.at[1] != '2';
}

/* [CLA] of docs/returns.md. */
static bool breaks_year(const struct seeing *s, const struct life_episode *e)
{
    date end = seen_end(s, e->end);
    bool begins = str_equal(e->why, STR("S")) && is_earlier(s->start, e->start);
    bool leaves =
        !date_is_none(end) && is_earlier(end, s->end) && !str_equal(e->ended, STR("X1"));
    return begins || leaves || is_break(e);
}

static bool is_continuous(const struct seeing *s)
{
    for (size_t i = 0; i < s->episodes; i++)
        if (breaks_year(s, &s->life->episodes[s->first_episode + i]))
            return false;
    return s->episodes > 0;
}

/* Codes that changed: supported accommodation was H5 up to the collection of 2024, and
 * Z1 became four codes in 2026. */
static struct str place_code(const struct seeing *s, struct str place)
{
    static const struct str other[] = {{"Z11", 3}, {"Z12", 3}, {"Z13", 3}, {"Z14", 3}};
    if (s->year <= 2024 && str_equal(place, STR("K3")))
        return STR("H5");
    if (s->year >= 2026 && str_equal(place, STR("Z1")))
        return other[s->life->number % (sizeof other / sizeof *other)];
    return place;
}

static void add_episode(struct seeing *s, const struct life_episode *e)
{
    struct made_row *row = seen_row(s, T9_EPISODES);
    date end = seen_end(s, e->end);
    bool over = !date_is_none(end);
    struct str *cells = row->cells;
    cells[EPISODES_DECOM] = made_date_903(s->arena, e->start);
    cells[EPISODES_RNE] = e->why;
    cells[EPISODES_LS] = e->legal;
    cells[EPISODES_CIN] = s->life->need;
    cells[EPISODES_PLACE] = place_code(s, e->in.place);
    cells[EPISODES_PLACE_PROVIDER] = e->in.provider;
    cells[EPISODES_DEC] = made_date_903(s->arena, end);
    cells[EPISODES_REC] = over ? e->ended : STR("");
    cells[EPISODES_REASON_PLACE_CHANGE] = over ? e->changed : STR("");
    cells[EPISODES_HOME_POST] = s->life->home;
    cells[EPISODES_PL_POST] = e->in.postcode;
    cells[EPISODES_URN] = e->in.urn;
}

/* ---- The child */

/* A child goes to school, and has a number, from the September after the 4th birthday. */
static struct str upn_of(const struct seeing *s)
{
    date school = date_of(s->year - 1, 8, 31);
    if (s->life->abroad)
        return s->life->kind == LIFE_ASYLUM ? STR("UN3") : STR("UN5");
    if (!seen_aged(s, 4, school))
        return STR("UN1");
    return pupil_number(s->arena, s->life->number);
}

static struct str sex_of(const struct seeing *s)
{
    if (s->year <= 2024)
        return s->life->girl ? STR("2") : STR("1");
    return s->life->girl ? STR("F") : STR("M");
}

static bool only_breaks(const struct life *life)
{
    return life->kind == LIFE_BREAKS || life->kind == LIFE_SERIES;
}

static void add_mother(const struct seeing *s, struct made_row *row)
{
    const struct life *life = s->life;
    if (!life->girl || s->episodes == 0 || only_breaks(life))
        return;
    bool mother = life_is_mother(life) && !is_earlier(s->end, life->child_born);
    row->cells[HEADER_MOTHER] = mother ? STR("1") : STR("0");
    if (mother)
        row->cells[HEADER_MC_DOB] = made_date_903(s->arena, life->child_born);
}

/* Up to the 18th birthday or, where care ended before, that day: codes 104, 205A, 304. */
static date asylum_until(const struct seeing *s)
{
    date end = seen_end(s, s->life->cares[s->life->care_count - 1].end);
    return earlier_of(date_add_years(s->life->born, 18), end);
}

static void add_header(struct seeing *s)
{
    struct made_row *row = made_add(s->arena, s->rows, T9_HEADER);
    bool asylum = s->life->kind == LIFE_ASYLUM && s->episodes > 0;
    row->cells[HEADER_CHILD] = s->child;
    row->cells[HEADER_SEX] = sex_of(s);
    row->cells[HEADER_DOB] = s->born;
    row->cells[HEADER_ETHNIC] = s->life->ethnic;
    row->cells[HEADER_UPN] = upn_of(s);
    row->cells[HEADER_UASC] = asylum ? STR("1") : STR("0");
    add_mother(s, row);
    if (!asylum)
        return;
    row = made_add(s->arena, s->rows, T9_UASC);
    row->cells[UASC_CHILD] = s->child;
    row->cells[UASC_SEX] = sex_of(s);
    row->cells[UASC_DOB] = s->born;
    row->cells[UASC_DUC] = made_date_903(s->arena, asylum_until(s));
}

void return_903_see(struct arena *a, const struct life *life,
                    const struct life_options *options, int year, struct made_rows *out)
{
    struct seeing s = {.arena = a,
                       .life = life,
                       .rows = out,
                       .seed = options->seed,
                       .year = year,
                       .start = year_start(year),
                       .end = year_end(year)};
    s.r = random_stream(random_mix(options->seed, (uint64_t)year), life->number);
    find_episodes(&s);
    bool leaver = leaver_is_seen(&s);
    if (s.episodes == 0 && !leaver)
        return;
    s.child = return_903_child(a, life->number);
    s.born = made_date_903(a, life->born);
    s.continuously = is_continuous(&s);
    add_header(&s);
    for (size_t i = 0; i < s.episodes; i++)
        add_episode(&s, &life->episodes[s.first_episode + i]);
    if (leaver)
        leaver_add(&s);
    if (s.episodes > 0)
        facts_add(&s);
}
