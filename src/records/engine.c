#include "records/engine.h"

#include <assert.h>

#include "base/pool.h"
#include "records/flags.h"
#include "records/gathering.h"
#include "records/looked_after.h"

/* A chunk has some hundred children; one with more findings than this is no return. */
#define CHUNK_CEILING (2048 * MIB)
#define TEXT_CEILING (512 * MIB)

struct running {
    const struct engine *engine;
    const struct check *const *checks; /* of the year */
    size_t check_count;
    const bool *can_run; /* one a check */
    struct gathering *gathering;
    size_t *part_ends;   /* chunks of the parts up to each */
    const size_t *again; /* chunks of the part that are read a second time */
    struct outcome *out;
    struct arena *arena; /* the outcome's; the calling thread's alone */
};

/* What one chunk gives, in its arena. */
struct checked {
    status status;
    struct fault why;
    struct tally *tallies;
    struct gathered *gathered;
    struct buf text;
    struct outcome sums; /* without tallies */
};

/* ---- Those with most findings */

static bool is_worse(const struct troubled_child *a, const struct troubled_child *b)
{
    if (a->findings != b->findings)
        return a->findings > b->findings;
    return a->errors != b->errors ? a->errors > b->errors : a->number < b->number;
}

static void note_top(struct outcome *out, const struct troubled_child *child)
{
    size_t at = out->top_count;
    if (child->findings == 0)
        return;
    while (at > 0 && is_worse(child, &out->top[at - 1]))
        at--;
    if (at == TOP_CHILDREN)
        return;
    if (out->top_count < TOP_CHILDREN)
        out->top_count++;
    memmove(&out->top[at + 1], &out->top[at],
            (out->top_count - at - 1) * sizeof *out->top);
    out->top[at] = *child;
}

/* ---- One child */

static void count_finding(struct checked *to, const struct check *check)
{
    to->sums.findings++;
    to->sums.severities[check->severity]++;
}

static void write_finding(const struct running *run, struct checked *to,
                          const struct finding *finding)
{
    const struct report *report = run->engine->report;
    count_finding(to, finding->check);
    if (report->write)
        report->write(report->context, &to->text, finding);
}

static void write_flags(const struct running *run, struct checked *to,
                        const struct child *child, const struct flags *flags)
{
    const struct report *report = run->engine->report;
    for (size_t i = 0; i < flags->count; i++) {
        const struct flagged *f = &flags->at[i];
        struct finding finding = {f->check, child, f->entry, f->table};
        if (report->write_child)
            count_finding(to, f->check);
        else
            write_finding(run, to, &finding);
    }
    if (report->write_child && flags->count > 0)
        report->write_child(report->context, &to->text, child, flags);
}

/* What the check just run flagged, which is what stands in the flags since `from`. */
static void tally_check(struct tally *tally, const struct flags *flags, size_t from,
                        size_t silent_from)
{
    tally->rows += flags->count - from;
    tally->children += flags->count > from;
    if (flags->silent_count > silent_from) {
        tally->not_run++;
        if (!tally->reason)
            tally->reason = flags->silent[silent_from].reason;
    }
}

static void run_checks(const struct running *run, struct checked *to,
                       const struct child *child, struct flags *flags)
{
    const struct return_about *about = run->engine->about;
    const struct looked_after *shared = NULL;
    if (about->kind == RETURN_903)
        shared = looked_after_of(flags->arena, child, about);
    flags_reset(flags);
    for (size_t k = 0; k < run->check_count; k++) {
        size_t from = flags->count, silent_from = flags->silent_count;
        /* One over the whole return may still say that a date of the child is lost. */
        bool apart = check_is_whole(run->checks[k]) && !run->checks[k]->dates;
        if (!run->can_run[k] || apart)
            continue;
        check_apply(run->checks[k], child, about, shared, flags);
        tally_check(&to->tallies[k], flags, from, silent_from);
    }
}

static void check_child_of(const struct running *run, struct checked *to,
                           const struct child *child, struct flags *flags)
{
    struct troubled_child trouble = {.id = child->id, .number = child->number};
    run_checks(run, to, child, flags);
    write_flags(run, to, child, flags);
    trouble.findings = flags->count;
    for (size_t i = 0; i < flags->count; i++)
        trouble.errors += flags->at[i].check->severity == SEVERITY_ERROR;
    note_top(&to->sums, &trouble);
    to->sums.children++;
    for (unsigned t = 0; t < TABLES_MAX; t++) {
        to->sums.rows += child->now[t].count;
        to->sums.rows_last += child->last[t].count;
    }
}

/* ---- What could not be read */

static void write_unread(const struct running *run, struct checked *to,
                         const struct unread *unread)
{
    const struct report *report = run->engine->report;
    to->sums.unread++;
    if (report->write_unread)
        report->write_unread(report->context, &to->text, unread);
    if (!unread->whole_child)
        return;
    to->sums.children++;
    for (size_t k = 0; k < run->check_count; k++) {
        to->tallies[k].not_run++;
        if (!to->tallies[k].reason)
            to->tallies[k].reason = "the child could not be read";
    }
}

/* ---- One chunk */

static struct checked *checked_new(const struct running *run, struct arena *a)
{
    struct checked *to = arena_alloc(a, sizeof *to);
    to->tallies = arena_make(a, struct tally, run->check_count);
    to->text = buf_new(a, TEXT_CEILING);
    return to;
}

static void *check_chunk(void *context, struct arena *a, size_t chunk)
{
    const struct running *run = context;
    const struct child_source *source = run->engine->source;
    struct checked *to = checked_new(run, a);
    struct children children = {0};
    to->status = source->read(source->context, a, chunk, &children, &to->why);
    if (to->status)
        return to;
    struct flags flags = flags_new(a);
    for (size_t i = 0; i < children.unread_count; i++)
        write_unread(run, to, &children.unread[i]);
    for (size_t i = 0; i < children.count; i++)
        check_child_of(run, to, &children.at[i], &flags);
    to->gathered =
        gather_children(a, run->gathering, run->engine->about, run->can_run, &children);
    to->status = buf_status(&to->text, &to->why);
    return to;
}

static void take_tallies(const struct running *run, const struct checked *made)
{
    for (size_t k = 0; k < run->check_count; k++) {
        struct tally *to = &run->out->tallies[k];
        const struct tally *from = &made->tallies[k];
        to->rows += from->rows;
        to->children += from->children;
        to->not_run += from->not_run;
        if (!to->reason)
            to->reason = from->reason;
    }
}

static void take_sums(const struct running *run, const struct outcome *sums)
{
    struct outcome *out = run->out;
    out->children += sums->children;
    out->rows += sums->rows;
    out->rows_last += sums->rows_last;
    out->findings += sums->findings;
    out->unread += sums->unread;
    for (unsigned s = 0; s < sizeof out->severities / sizeof *out->severities; s++)
        out->severities[s] += sums->severities[s];
    for (size_t i = 0; i < sums->top_count; i++) {
        struct troubled_child child = sums->top[i];
        bool is_in = out->top_count < TOP_CHILDREN ||
                     is_worse(&child, &out->top[TOP_CHILDREN - 1]);
        if (is_in)
            child.id = arena_copy(run->arena, child.id);
        note_top(out, &child);
    }
}

static status take_chunk(void *context, size_t chunk, void *made, struct fault *why)
{
    const struct running *run = context;
    const struct checked *checked = made;
    const struct report *report = run->engine->report;
    (void)chunk;
    if (checked->status) {
        *why = checked->why;
        return checked->status;
    }
    take_tallies(run, checked);
    take_sums(run, &checked->sums);
    if (checked->gathered)
        TRY(gathering_take(run->gathering, checked->gathered, why));
    struct str text = buf_text(&checked->text);
    return text.len && report->emit ? report->emit(report->context, text, why) : OK;
}

/* ---- Checks over the whole return */

static void flag_repeated(const struct running *run, struct checked *to, size_t k,
                          const struct child *child)
{
    struct checking c = {run->checks[k], child, run->engine->about, NULL, NULL};
    const struct rows *rows = &child->now[c.check->table];
    uint64_t before = to->tallies[k].rows;
    for (size_t i = 0; i < rows->count; i++) {
        struct finding finding = {c.check, child, &rows->at[i], c.check->table};
        if (!gathering_repeats(run->gathering, k, c.check->unique(&c, &rows->at[i])))
            continue;
        to->tallies[k].rows++;
        write_finding(run, to, &finding);
    }
    to->tallies[k].children += to->tallies[k].rows > before;
}

static void *check_again(void *context, struct arena *a, size_t item)
{
    const struct running *run = context;
    const struct child_source *source = run->engine->source;
    struct checked *to = checked_new(run, a);
    struct children children = {0};
    to->status = source->read(source->context, a, run->again[item], &children, &to->why);
    for (size_t i = 0; i < children.count && !to->status; i++)
        for (size_t k = 0; k < run->check_count; k++)
            if (run->can_run[k] && run->checks[k]->unique)
                flag_repeated(run, to, k, &children.at[i]);
    if (!to->status)
        to->status = buf_status(&to->text, &to->why);
    return to;
}

static status run_part_again(struct running *run, size_t part, struct fault *why)
{
    const struct child_source *source = run->engine->source;
    size_t first = part ? run->part_ends[part - 1] : 0, count = 0, chunks;
    size_t *again = arena_make(run->arena, size_t, run->part_ends[part] - first);
    for (size_t chunk = first; chunk < run->part_ends[part]; chunk++)
        if (gathering_chunk_repeats(run->gathering, chunk))
            again[count++] = chunk - first;
    if (count == 0)
        return OK;
    TRY(source->prepare(source->context, part, &chunks, why));
    run->again = again;
    struct pool_job job = {run, count, CHUNK_CEILING, check_again, take_chunk};
    return pool_run(&job, run->engine->threads, why);
}

static status judge_return(struct running *run, struct fault *why)
{
    struct checked *to = checked_new(run, run->arena);
    for (size_t k = 0; k < run->check_count; k++) {
        const struct check *check = run->checks[k];
        struct finding finding = {.check = check};
        if (!check->whole || !run->can_run[k] ||
            !check->whole(run->engine->about, gathering_counts(run->gathering, k)))
            continue;
        to->tallies[k].rows++;
        write_finding(run, to, &finding);
    }
    to->status = buf_status(&to->text, &to->why);
    return take_chunk(run, 0, to, why);
}

/* ---- The whole */

static void take_checks(struct running *run)
{
    const struct return_about *about = run->engine->about;
    size_t all, count = 0;
    const struct check *const *every = checks_of(run->arena, about->kind, &all);
    const struct check **of_year = arena_make(run->arena, const struct check *, all);
    for (size_t i = 0; i < all; i++)
        if (every[i]->years & YEAR_BIT(about->year))
            of_year[count++] = every[i];
    bool *can_run = arena_make(run->arena, bool, count);
    struct tally *tallies = arena_make(run->arena, struct tally, count);
    for (size_t k = 0; k < count; k++) {
        tallies[k].check = of_year[k];
        tallies[k].cannot = check_can_run(run->arena, of_year[k], about);
        can_run[k] = tallies[k].cannot == NULL;
    }
    run->checks = of_year;
    run->can_run = can_run;
    run->check_count = count;
    run->out->tallies = tallies;
    run->out->tally_count = count;
}

/* Not run: it could not, or there was no child that it could say anything about. */
static enum tally_status status_of(const struct tally *tally, uint64_t children)
{
    if (tally->cannot)
        return TALLY_NOT_RUN;
    if (tally->rows > 0)
        return TALLY_FAILED;
    bool nobody = children > 0 && tally->not_run == children;
    return nobody ? TALLY_NOT_RUN : TALLY_PASSED;
}

/* What was found unreadable before the first chunk. */
static status take_unread(struct running *run, struct fault *why)
{
    const struct child_source *source = run->engine->source;
    struct checked *to = checked_new(run, run->arena);
    for (size_t i = 0; i < source->unread_count; i++)
        write_unread(run, to, &source->unread[i]);
    to->status = buf_status(&to->text, &to->why);
    return take_chunk(run, 0, to, why);
}

static status run_part(struct running *run, size_t part, struct fault *why)
{
    const struct child_source *source = run->engine->source;
    size_t chunks = 0;
    TRY(source->prepare(source->context, part, &chunks, why));
    run->part_ends[part] = (part ? run->part_ends[part - 1] : 0) + chunks;
    struct pool_job job = {run, chunks, CHUNK_CEILING, check_chunk, take_chunk};
    return pool_run(&job, run->engine->threads, why);
}

static status run_all(struct running *run, struct fault *why)
{
    size_t parts = run->engine->source->parts;
    run->part_ends = arena_make(run->arena, size_t, parts);
    TRY(take_unread(run, why));
    for (size_t part = 0; part < parts; part++)
        TRY(run_part(run, part, why));
    TRY(gathering_end(run->gathering, why));
    for (size_t part = 0; part < parts; part++)
        TRY(run_part_again(run, part, why));
    return judge_return(run, why);
}

status engine_check(struct arena *a, const struct engine *engine, struct outcome *out,
                    struct fault *why)
{
    struct running run = {.engine = engine, .arena = a, .out = out};
    assert(engine->about->year >= YEAR_FIRST && engine->about->year <= YEAR_LAST);
    *out = (struct outcome){0};
    take_checks(&run);
    run.gathering = gathering_new(run.checks, run.check_count);
    if (!run.gathering)
        return fault_set(why, ERR_LIMIT, "there is not enough memory to begin");
    status st = run_all(&run, why);
    for (size_t k = 0; k < out->tally_count; k++) {
        struct tally *tally = &out->tallies[k];
        tally->status = status_of(tally, out->children);
        if (tally->cannot)
            tally->reason = tally->cannot;
    }
    gathering_free(run.gathering);
    return st;
}
