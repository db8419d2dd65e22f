/* The report for a person: what could not be looked at first, then what was found. */
#include "base/json.h"
#include "base/os.h"
#include "cli/returns.h"

enum { LINE = 88, CHECKS_SHOWN = 40, ID_SHOWN = 40 };

/* 1234567 as 1,234,567. */
static void put_count(struct buf *out, uint64_t n)
{
    if (n >= 1000) {
        put_count(out, n / 1000);
        buf_format(out, ",%03u", (unsigned)(n % 1000));
    } else {
        buf_format(out, "%u", (unsigned)n);
    }
}

static void put_counted(struct buf *out, uint64_t n, const char *one, const char *many)
{
    put_count(out, n);
    buf_format(out, " %s", n == 1 ? one : many);
}

/* ---- What it is */

static void put_head(struct buf *out, const struct return_about *about,
                     const struct outcome *outcome)
{
    struct str start = date_words(out->arena, about->start);
    struct str end = date_words(out->arena, about->end);
    buf_format(out, "%s, collection of %d (",
               about->kind == RETURN_903 ? "Children looked after" : "Children in need",
               about->year);
    if (date_is_none(about->start))
        buf_add(out, STR("its Header has no reference date that can be read)\n"));
    else
        buf_format(out, "%.*s to %.*s)\n", STR_ARG(start), STR_ARG(end));
    put_counted(out, outcome->children, "child", "children");
    buf_add(out, STR("; "));
    put_counted(out, outcome->rows, "row", "rows");
    if (about->has_any_last) {
        buf_add(out, STR(" and "));
        put_count(out, outcome->rows_last);
        buf_add(out, STR(" of last year"));
    }
    buf_add(out, STR(".\n"));
}

static void put_sums(struct buf *out, const struct outcome *outcome)
{
    uint64_t by_status[3] = {0};
    for (size_t i = 0; i < outcome->tally_count; i++)
        by_status[outcome->tallies[i].status]++;
    put_counted(out, outcome->findings, "finding", "findings");
    buf_add(out, STR(": "));
    put_counted(out, outcome->severities[SEVERITY_ERROR], "error", "errors");
    buf_add(out, STR(", "));
    put_counted(out, outcome->severities[SEVERITY_QUERY], "query", "queries");
    buf_add(out, STR(", "));
    put_counted(out, outcome->severities[SEVERITY_WARNING], "warning", "warnings");
    buf_add(out, STR(", "));
    put_counted(out, outcome->severities[SEVERITY_CHECK], "check of stages",
                "checks of stages");
    buf_format(out, ".\n%zu checks: %llu passed, %llu failed, %llu not run.\n",
               outcome->tally_count, (unsigned long long)by_status[TALLY_PASSED],
               (unsigned long long)by_status[TALLY_FAILED],
               (unsigned long long)by_status[TALLY_NOT_RUN]);
    if (outcome->unread == 0)
        return;
    put_counted(out, outcome->unread, "file, row or child", "files, rows or children");
    buf_add(out, STR(" could not be read.\n"));
}

void returns_sums(struct buf *out, const struct return_about *about,
                  const struct outcome *outcome)
{
    put_head(out, about, outcome);
    put_sums(out, outcome);
}

/* ---- What could not run */

static bool same_reason(const struct tally *a, const struct tally *b)
{
    return b->status == TALLY_NOT_RUN && str_equal(str_of(a->reason), str_of(b->reason));
}

static bool is_first(const struct outcome *outcome, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (same_reason(&outcome->tallies[i], &outcome->tallies[k]))
            return false;
    return outcome->tallies[i].status == TALLY_NOT_RUN;
}

static void put_codes(struct buf *out, const struct outcome *outcome, size_t first)
{
    size_t width = LINE;
    for (size_t i = first; i < outcome->tally_count; i++) {
        const char *code = outcome->tallies[i].check->code;
        if (!same_reason(&outcome->tallies[first], &outcome->tallies[i]))
            continue;
        size_t len = str_of(code).len + 1;
        if (width + len > LINE) {
            buf_add(out, STR("\n   "));
            width = 3;
        }
        buf_format(out, " %s", code);
        width += len;
    }
    buf_char(out, '\n');
}

static void put_not_run(struct buf *out, const struct outcome *outcome)
{
    bool any = false;
    for (size_t i = 0; i < outcome->tally_count; i++) {
        if (!is_first(outcome, i))
            continue;
        if (!any)
            buf_add(out, STR("\nNot run, which is no pass:\n"));
        any = true;
        buf_format(out, "  %s:", outcome->tallies[i].reason);
        put_codes(out, outcome, i);
    }
}

/* ---- What was found */

static const struct tally *next_worst(const struct outcome *outcome,
                                      const struct tally *after)
{
    const struct tally *worst = NULL;
    for (size_t i = 0; i < outcome->tally_count; i++) {
        const struct tally *t = &outcome->tallies[i];
        bool told =
            after && (t->rows > after->rows || (t->rows == after->rows && t <= after));
        if (t->rows > 0 && !told && (!worst || t->rows > worst->rows))
            worst = t;
    }
    return worst;
}

static void put_failed(struct buf *out, const struct outcome *outcome)
{
    const struct tally *t = next_worst(outcome, NULL);
    if (!t)
        return;
    buf_format(out, "\nMost often found:\n  %-10s %-8s %9s %9s  %s\n", "code", "severity",
               "rows", "children", "what is wrong");
    for (size_t n = 0; t && n < CHECKS_SHOWN; n++, t = next_worst(outcome, t))
        buf_format(out, "  %-10s %-8s %9llu %9llu  %s\n", t->check->code,
                   severity_word(t->check->severity), (unsigned long long)t->rows,
                   (unsigned long long)t->children, t->check->message);
    if (t)
        buf_add(out, STR("  … and more; checks.csv (--format csv) has every check.\n"));
}

static void put_unsaid(struct buf *out, const struct outcome *outcome)
{
    uint64_t checks = 0, most = 0;
    for (size_t i = 0; i < outcome->tally_count; i++) {
        const struct tally *t = &outcome->tallies[i];
        bool part = !t->cannot && t->not_run > 0;
        checks += part;
        most = part && t->not_run > most ? t->not_run : most;
    }
    if (checks == 0)
        return;
    buf_add(out, STR("\n"));
    put_counted(out, checks, "check", "checks");
    buf_add(out, STR(" could not say anything about some children (at most "));
    put_count(out, most);
    buf_add(out,
            STR(" each), most often since a date is blank or cannot be read;\nchecks.csv "
                "(--format csv) says how many and why.\n"));
}

static void put_children(struct buf *out, const struct outcome *outcome)
{
    if (outcome->top_count == 0)
        return;
    buf_format(out,
               "\nChildren with most findings (keep this list inside):\n  %-20s %9s "
               "%9s\n",
               "child", "findings", "errors");
    for (size_t i = 0; i < outcome->top_count; i++) {
        const struct troubled_child *child = &outcome->top[i];
        struct buf id = buf_new(out->arena, KIB);
        buf_shown(&id, child->id.len ? child->id : STR("(no identifier)"), ID_SHOWN);
        buf_format(out, "  %-20.*s %9llu %9llu\n", STR_ARG(buf_text(&id)),
                   (unsigned long long)child->findings,
                   (unsigned long long)child->errors);
    }
}

void returns_text(struct buf *out, const struct return_about *about,
                  const struct outcome *outcome)
{
    returns_sums(out, about, outcome);
    if (outcome->unread)
        buf_add(out, STR("What they are is listed by --format csv, json or html.\n"));
    put_not_run(out, outcome);
    put_unsaid(out, outcome);
    put_failed(out, outcome);
    put_children(out, outcome);
}
