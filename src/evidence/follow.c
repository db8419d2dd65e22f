/* Findings that follow findings.  A row may follow a later one or one of another file, so
 * this is done when all are read.  A finding counts only where the chain behind it ends
 * in one that follows none: what follows a row that was not taken, or itself by a circle,
 * is a bad row.  Linear: each row is passed once, from what it follows to what follows
 * it. */
#include "evidence/reader.h"

#include <assert.h>

struct chain {
    struct reading *reading;
    struct raw_table *table;
    size_t *target;       /* of each raw row: the one it follows, or NO_COLUMN */
    size_t *first, *next; /* those that follow a row, as a list; or NO_COLUMN */
    size_t *waiting;      /* rows whose followers are still to be passed */
    size_t waiting_count;
    bool *settled;
};

static struct str follows_of(const struct raw *raw)
{
    return raw->cells[form_column(raw->file->form, STR("follows"))];
}

static void say_bad(struct chain *chain, struct raw *raw, bool found)
{
    struct reading *r = chain->reading;
    struct build b = {.reading = r, .form = raw->file->form, .raw = raw};
    if (found)
        build_bad(&b, "follows", STR("a finding that can be taken"),
                  "correct the row it follows; a finding cannot follow itself");
    else
        build_bad(&b, "follows",
                  build_expected(r->arena,
                                 refer_nearest_key(r, TABLE_FINDINGS, follows_of(raw)),
                                 STR("the id or evidence id of a finding")),
                  "correct it, or add the finding it follows");
    raw->state = raw->blanked ? RAW_LEFT_OUT : RAW_BAD;
}

static void settle(struct chain *chain, size_t at)
{
    chain->settled[at] = true;
    chain->waiting[chain->waiting_count++] = at;
}

/* Notes what a row follows; one that follows nothing, or was taken away, is settled. */
static void link_row(struct chain *chain, size_t at)
{
    struct raw *raw = &chain->table->at[at];
    struct str follows = follows_of(raw);
    if (raw->state == RAW_LEFT_OUT || (raw->state == RAW_TAKEN && !follows.len))
        settle(chain, at);
    if (raw->state != RAW_TAKEN || !follows.len)
        return;
    const struct reading *r = chain->reading;
    const struct raw *target = refer_key(r, TABLE_FINDINGS, raw->file, follows);
    if (!target)
        target = refer_id(r, follows);
    if (!target || target->file->form->table != TABLE_FINDINGS) {
        say_bad(chain, raw, false);
        return;
    }
    size_t to = (size_t)(target - chain->table->at);
    assert(to < chain->table->count);
    chain->target[at] = to;
    chain->next[at] = chain->first[to];
    chain->first[to] = at;
}

/* What follows a taken row is taken; what follows a row that was taken away goes too. */
static void pass_on(struct chain *chain)
{
    while (chain->waiting_count > 0) {
        size_t at = chain->waiting[--chain->waiting_count];
        bool left_out = chain->table->at[at].state == RAW_LEFT_OUT;
        for (size_t i = chain->first[at]; i != NO_COLUMN; i = chain->next[i]) {
            if (left_out)
                chain->table->at[i].state = RAW_LEFT_OUT;
            settle(chain, i);
        }
    }
}

/* Closes the gaps that bad rows left in the table, then points rows at each other. */
static void point(struct chain *chain)
{
    struct evidence *evidence = chain->reading->evidence;
    size_t count = 0;
    for (size_t i = 0; i < chain->table->count; i++) {
        struct raw *raw = &chain->table->at[i];
        if (raw->state != RAW_TAKEN)
            continue;
        evidence->findings[count] = evidence->findings[raw->row];
        raw->row = count++;
    }
    evidence->findings_count = count;
    for (size_t i = 0; i < chain->table->count; i++) {
        const struct raw *raw = &chain->table->at[i];
        if (raw->state == RAW_TAKEN && chain->target[i] != NO_COLUMN)
            evidence->findings[raw->row].follows =
                &evidence->findings[chain->table->at[chain->target[i]].row];
    }
}

static size_t *no_columns(struct arena *a, size_t count)
{
    size_t *all = arena_make(a, size_t, count);
    for (size_t i = 0; i < count; i++)
        all[i] = NO_COLUMN;
    return all;
}

void follow_findings(struct reading *r)
{
    struct raw_table *table = &r->tables[TABLE_FINDINGS];
    struct chain chain = {.reading = r,
                          .table = table,
                          .target = no_columns(r->arena, table->count),
                          .first = no_columns(r->arena, table->count),
                          .next = no_columns(r->arena, table->count),
                          .waiting = arena_make(r->arena, size_t, table->count),
                          .settled = arena_make(r->arena, bool, table->count)};
    for (size_t i = 0; i < table->count; i++)
        link_row(&chain, i);
    pass_on(&chain);
    for (size_t i = 0; i < table->count; i++)
        if (table->at[i].state == RAW_TAKEN && !chain.settled[i])
            say_bad(&chain, &table->at[i], true);
    point(&chain);
}
