#include "records/counting.h"

#include <assert.h>

#include "base/pool.h"
#include "records/care_history.h"

/* A chunk has some hundred children. */
#define CHUNK_CEILING (2048 * MIB)
#define TEXT_CEILING (512 * MIB)

struct running {
    const struct counting *counting;
    struct counted *out;
};

/* What one chunk gives, in its arena. */
struct chunk_counted {
    status status;
    struct fault why;
    struct counted_figure **figures; /* one list a measure */
    uint64_t children, unread;
    struct buf text;
};

/* ---- One child */

struct counted_figure *counting_figures(struct arena *a,
                                        const struct indicator *indicator)
{
    struct counted_figure *figures =
        arena_make(a, struct counted_figure, indicator->part_count);
    for (size_t p = 0; p < indicator->part_count; p++)
        if (indicator->parts[p].form == AS_QUANTILE)
            figures[p].tally = arena_make(a, uint32_t, TALLY_PLACES);
    return figures;
}

static void add_to_tally(struct counted_figure *to, int64_t days)
{
    assert(days >= 0);
    to->tally[days < TALLY_PLACES ? days : TALLY_PLACES - 1]++;
}

void counting_add(struct counted_figure *figures, const struct said *said)
{
    for (size_t i = 0; i < said->count; i++) {
        const struct said_case *one = &said->at[i];
        struct counted_figure *to = &figures[one->part];
        to->numerator += one->numerator;
        to->denominator += one->denominator;
        to->cases[one->role]++;
        if (to->tally && one->role == ROLE_NUMERATOR)
            add_to_tally(to, one->numerator);
    }
}

/* Rows of the 903 without CHILD are nobody's: whose care they tell cannot be told. */
static bool is_nobody(const struct child *child)
{
    return child->kind == RETURN_903 && child->id.len == 0;
}

static void ask(const struct measuring *m)
{
    m->said->count = 0;
    if (is_nobody(m->child))
        say_missing(m, EVERY_FIGURE, "a row without CHILD");
    else
        m->indicator->count(m);
}

void counting_ask(const struct indicator *indicator, const struct child *child,
                  const struct return_about *about, const struct conventions *conventions,
                  struct said *said)
{
    struct measuring m = {indicator, child, about, conventions, NULL, said};
    if (about->kind == RETURN_903)
        m.history = care_history_of(said->arena,
                                    looked_after_of(said->arena, child, about), about);
    ask(&m);
}

static void list_cases(const struct running *run, struct chunk_counted *to,
                       const struct measuring *m)
{
    const struct case_report *report = run->counting->report;
    for (size_t i = 0; report && i < m->said->count; i++) {
        struct listed_case one = {m->indicator, &m->said->at[i], m->child->id};
        report->write(report->context, &to->text, &one);
    }
}

static void count_child(const struct running *run, struct chunk_counted *to,
                        const struct child *child, struct said *said)
{
    const struct return_about *about = run->counting->about;
    struct measuring m = {NULL, child, about, run->counting->conventions, NULL, said};
    if (about->kind == RETURN_903)
        m.history = care_history_of(said->arena,
                                    looked_after_of(said->arena, child, about), about);
    to->children++;
    for (size_t k = 0; k < run->out->count; k++) {
        m.indicator = run->out->measures[k].indicator;
        if (run->out->measures[k].cannot)
            continue;
        ask(&m);
        counting_add(to->figures[k], said);
        list_cases(run, to, &m);
    }
}

/* A child that could not be read can be told of no measure. */
static void count_unread(const struct running *run, struct chunk_counted *to,
                         const struct unread *unread, struct said *said)
{
    struct child nobody = {.id = unread->child};
    struct measuring m = {.child = &nobody, .said = said};
    to->unread++;
    if (!unread->whole_child)
        return;
    to->children++;
    for (size_t k = 0; k < run->out->count; k++) {
        m.indicator = run->out->measures[k].indicator;
        if (run->out->measures[k].cannot)
            continue;
        said->count = 0;
        say_missing(&m, EVERY_FIGURE, "the child could not be read");
        counting_add(to->figures[k], said);
        list_cases(run, to, &m);
    }
}

/* ---- One chunk */

static struct chunk_counted *chunk_new(const struct running *run, struct arena *a)
{
    struct chunk_counted *to = arena_alloc(a, sizeof *to);
    to->text = buf_new(a, TEXT_CEILING);
    to->figures = arena_make(a, struct counted_figure *, run->out->count);
    for (size_t k = 0; k < run->out->count; k++)
        to->figures[k] = counting_figures(a, run->out->measures[k].indicator);
    return to;
}

static void *count_chunk(void *context, struct arena *a, size_t chunk)
{
    const struct running *run = context;
    const struct child_source *source = run->counting->source;
    struct chunk_counted *to = chunk_new(run, a);
    struct children children = {0};
    struct said said = {.arena = a};
    to->status = source->read(source->context, a, chunk, &children, &to->why);
    if (to->status)
        return to;
    for (size_t i = 0; i < children.unread_count; i++)
        count_unread(run, to, &children.unread[i], &said);
    for (size_t i = 0; i < children.count; i++)
        count_child(run, to, &children.at[i], &said);
    to->status = buf_status(&to->text, &to->why);
    return to;
}

static void take_figures(const struct counted_measure *measure,
                         const struct counted_figure *from)
{
    for (size_t p = 0; p < measure->indicator->part_count; p++) {
        struct counted_figure *to = &measure->figures[p];
        to->numerator += from[p].numerator;
        to->denominator += from[p].denominator;
        for (unsigned r = 0; r < ROLE_COUNT; r++)
            to->cases[r] += from[p].cases[r];
        for (size_t d = 0; to->tally && d < TALLY_PLACES; d++)
            to->tally[d] += from[p].tally[d];
    }
}

static status take_chunk(void *context, size_t chunk, void *made, struct fault *why)
{
    const struct running *run = context;
    const struct chunk_counted *counted = made;
    const struct case_report *report = run->counting->report;
    struct str text = buf_text(&counted->text);
    (void)chunk;
    if (counted->status) {
        *why = counted->why;
        return counted->status;
    }
    run->out->children += counted->children;
    run->out->unread += counted->unread;
    for (size_t k = 0; k < run->out->count; k++)
        take_figures(&run->out->measures[k], counted->figures[k]);
    return report && text.len ? report->emit(report->context, text, why) : OK;
}

/* ---- The whole */

static void take_measures(struct arena *a, const struct return_about *about,
                          struct counted *out)
{
    const struct indicator *const *all = indicators_of(a, about->kind, &out->count);
    out->measures = arena_make(a, struct counted_measure, out->count);
    for (size_t k = 0; k < out->count; k++) {
        out->measures[k].indicator = all[k];
        out->measures[k].cannot = indicator_can_run(a, all[k], about);
        out->measures[k].figures = counting_figures(a, all[k]);
    }
}

/* What was found unreadable before the first chunk. */
static status take_unread(struct arena *a, struct running *run, struct fault *why)
{
    const struct child_source *source = run->counting->source;
    struct chunk_counted *to = chunk_new(run, a);
    struct said said = {.arena = a};
    for (size_t i = 0; i < source->unread_count; i++)
        count_unread(run, to, &source->unread[i], &said);
    to->status = buf_status(&to->text, &to->why);
    return take_chunk(run, 0, to, why);
}

status counting_run(struct arena *a, const struct counting *counting, struct counted *out,
                    struct fault *why)
{
    struct running run = {counting, out};
    assert(counting->about->year >= YEAR_FIRST && counting->about->year <= YEAR_LAST);
    *out = (struct counted){0};
    take_measures(a, counting->about, out);
    TRY(take_unread(a, &run, why));
    for (size_t part = 0; part < counting->source->parts; part++) {
        size_t chunks = 0;
        TRY(counting->source->prepare(counting->source->context, part, &chunks, why));
        struct pool_job job = {&run, chunks, CHUNK_CEILING, count_chunk, take_chunk};
        TRY(pool_run(&job, counting->threads, why));
    }
    return OK;
}
