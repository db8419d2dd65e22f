/* What a return asks about a child who was looked after in the year, beside episodes. */
#include "synth/life_inside.h"
#include "synth/seeing.h"

/* ---- Reviews */

static void add_reviews(struct seeing *s)
{
    static const struct str codes[] = {{"PN1", 3}, {"PN1", 3}, {"PN1", 3},
                                       {"PN2", 3}, {"PN3", 3}, {"PN4", 3},
                                       {"PN5", 3}, {"PN6", 3}, {"PN7", 3}};
    for (size_t i = 0; i < s->life->review_count; i++) {
        date on = s->life->reviews[i];
        if (!seen_in_year(s, on))
            continue;
        struct made_row *row = seen_row(s, T9_REVIEWS);
        row->cells[REVIEWS_REVIEW] = made_date_903(s->arena, on);
        size_t code = random_below(&s->r, sizeof codes / sizeof *codes);
        row->cells[REVIEWS_REVIEW_CODE] = seen_aged(s, 4, on) ? codes[code] : STR("PN0");
    }
}

/* ---- Health of those looked after all year (codes 157 to 197B, 542 to 547) */

static void add_difficulties(struct seeing *s, struct made_row *row)
{
    static const struct str reasons[] = {
        {"SDQ2", 4}, {"SDQ3", 4}, {"SDQ4", 4}, {"SDQ5", 4}};
    if (!seen_aged(s, 4, s->end) ||
        is_earlier(date_add_years(s->life->born, 17), s->start))
        return;
    if (chance(&s->r, 0.8)) {
        int score = between(&s->r, 0, 15);
        score += between(&s->r, 0, 15);
        row->cells[OC2_SDQ_SCORE] = arena_format(s->arena, "%d", score);
    } else {
        row->cells[OC2_SDQ_REASON] = reasons[random_below(&s->r, 4)];
    }
}

static void add_misuse(struct seeing *s, struct made_row *row)
{
    bool misuse = seen_aged(s, 10, s->end) && chance(&s->r, 0.06);
    row->cells[OC2_SUBSTANCE_MISUSE] = misuse ? STR("1") : STR("0");
    if (!misuse)
        return;
    bool received = chance(&s->r, 0.45);
    row->cells[OC2_INTERVENTION_RECEIVED] = received ? STR("1") : STR("0");
    if (!received)
        row->cells[OC2_INTERVENTION_OFFERED] = seen_yes(s, 0.7);
}

static void add_health(struct seeing *s)
{
    if (!s->continuously)
        return;
    struct made_row *row = seen_row(s, T9_OC2);
    add_difficulties(s, row);
    if (seen_aged(s, 10, s->end))
        row->cells[OC2_CONVICTED] = seen_yes(s, 0.02);
    if (!seen_aged(s, 5, s->end))
        row->cells[OC2_HEALTH_CHECK] = seen_yes(s, 0.88);
    row->cells[OC2_IMMUNISATIONS] = seen_yes(s, 0.84);
    row->cells[OC2_TEETH_CHECK] = seen_yes(s, 0.81);
    row->cells[OC2_HEALTH_ASSESSMENT] = seen_yes(s, 0.9);
    add_misuse(s, row);
}

/* ---- Adoption */

static void add_decision(struct seeing *s)
{
    const struct life_adoption *adoption = &s->life->adoption;
    bool told = !date_is_none(adoption->decided) &&
                !is_earlier(s->end, adoption->decided) &&
                !is_earlier(adoption->reversed, s->start);
    date ceased = seen_end(s, adoption->reversed);
    if (!told)
        return;
    struct made_row *row = seen_row(s, T9_PLACED_ADOPTION);
    static const struct str reasons[] = {{"RD1", 3}, {"RD2", 3}, {"RD3", 3}, {"RD4", 3}};
    row->cells[PLACED_DATE_PLACED] = made_date_903(s->arena, adoption->decided);
    row->cells[PLACED_DATE_PLACED_CEASED] = made_date_903(s->arena, ceased);
    if (!date_is_none(ceased))
        row->cells[PLACED_REASON_PLACED_CEASED] = reasons[random_below(&s->r, 4)];
}

static void add_adopted(struct seeing *s)
{
    static const struct {
        const char *number, *sex, *legal;
    } adopters[] = {{"2", "MF", "L11"}, {"2", "MF", "L11"}, {"2", "MF", "L11"},
                    {"2", "MM", "L12"}, {"2", "FF", "L12"}, {"2", "MF", "L2"},
                    {"2", "MF", "L3"},  {"2", "MM", "L4"},  {"2", "FF", "L4"},
                    {"1", "F1", "L0"},  {"1", "M1", "L0"}};
    const struct life *life = s->life;
    const struct life_episode *last = &life->episodes[life->episode_count - 1];
    bool adopted =
        str_equal(last->ended, STR("E11")) || str_equal(last->ended, STR("E12"));
    if (!adopted || !seen_in_year(s, last->end))
        return;
    size_t kind = life->adoption.adopters % (sizeof adopters / sizeof *adopters);
    struct made_row *row = seen_row(s, T9_AD1);
    row->cells[AD1_DATE_INT] = made_date_903(s->arena, life->adoption.decided);
    row->cells[AD1_DATE_MATCH] = made_date_903(s->arena, life->adoption.matched);
    row->cells[AD1_FOSTER_CARE] = life->adoption.by_carers ? STR("1") : STR("0");
    row->cells[AD1_NB_ADOPTR] = str_of(adopters[kind].number);
    row->cells[AD1_SEX_ADOPTR] = str_of(adopters[kind].sex);
    row->cells[AD1_LS_ADOPTR] = str_of(adopters[kind].legal);
}

/* ---- Before care */

/* Asked of those who came into care in the year: codes 630 to 635. */
static void add_before(struct seeing *s)
{
    static const struct str kinds[] = {{"P1", 2}, {"P2", 2}, {"P3", 2}, {"P4", 2}};
    static const struct str where[] = {
        {"999", 3}, {"WAL", 3}, {"SCO", 3}, {"NIR", 3}, {"NUK", 3}};
    const struct life *life = s->life;
    bool came = false;
    for (size_t i = 0; i < life->care_count; i++)
        came = came || seen_in_year(s, life->cares[i].start);
    if (!came)
        return;
    struct made_row *row = seen_row(s, T9_PREV_PERM);
    bool order = !date_is_none(life->before);
    row->cells[PREV_PREV_PERM] = order ? kinds[life->before_kind] : STR("Z1");
    if (!order)
        return;
    row->cells[PREV_LA_PERM] =
        where[life->number % 8 < 5 ? 0 : life->number % (sizeof where / sizeof *where)];
    row->cells[PREV_DATE_PERM] = made_date_903(s->arena, life->before);
}

/* ---- Missing, social workers, deprivation of liberty */

/* Over by the start of the year, or not begun by its end. */
static bool is_outside(const struct seeing *s, date start, date end)
{
    return is_earlier(s->end, start) || is_earlier(end, s->start);
}

static void add_missing(struct seeing *s)
{
    for (size_t i = 0; i < s->life->away_count; i++) {
        const struct life_span *span = &s->life->away[i];
        if (is_outside(s, span->start, span->end))
            continue;
        struct made_row *row = seen_row(s, T9_MISSING);
        row->cells[MISSING_MISSING] = span->away ? STR("A") : STR("M");
        row->cells[MISSING_MIS_START] = made_date_903(s->arena, span->start);
        row->cells[MISSING_MIS_END] = made_date_903(s->arena, seen_end(s, span->end));
    }
}

/* The collection of 2024 asked about the year, those since about the year before too:
 * code SW07STG2. */
static void add_workers(struct seeing *s)
{
    static const struct str reasons[] = {{"MANAGE", 6}, {"FCONTA", 6}, {"LEFTRL", 6},
                                         {"ORGRST", 6}, {"TSPROC", 6}, {"ABSENC", 6},
                                         {"CHCHAN", 6}, {"PCCHAN", 6}, {"OTHERS", 6}};
    date from = s->year == 2024 ? s->start : date_add_years(s->start, -1);
    for (size_t i = 0; s->year >= 2024 && i < s->life->worker_count; i++) {
        const struct life_worker *w = &s->life->workers[i];
        if (is_earlier(s->end, w->start) || is_earlier(w->end, from))
            continue;
        struct made_row *row = seen_row(s, T9_SW_EPISODES);
        row->cells[SW_SW_ID] = arena_format(s->arena, "XX%06u", w->number);
        row->cells[SW_SW_DECOM] = made_date_903(s->arena, w->start);
        row->cells[SW_SW_DEC] = made_date_903(s->arena, seen_end(s, w->end));
        row->cells[SW_SW_REASON] =
            reasons[w->reason % (sizeof reasons / sizeof *reasons)];
    }
}

static void add_deprived(struct seeing *s)
{
    const struct life_span *span = &s->life->deprived;
    if (s->year < 2027 || date_is_none(span->start) ||
        is_outside(s, span->start, span->end))
        return;
    struct made_row *row = seen_row(s, T9_DOLO);
    row->cells[DOLO_DOLO_START] = made_date_903(s->arena, span->start);
    row->cells[DOLO_DOLO_END] = made_date_903(s->arena, seen_end(s, span->end));
}

void facts_add(struct seeing *s)
{
    add_reviews(s);
    add_health(s);
    add_adopted(s);
    add_decision(s);
    add_before(s);
    add_missing(s);
    add_workers(s);
    add_deprived(s);
}
