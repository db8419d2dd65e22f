#include "records/fixes.h"

#include "base/csv.h"

enum { FIX_CELLS = 9, CHILD_TOLD = 200 };
static const char columns[] = "file,table,row,child,field,from,to,repair,at";

/* What a line of a diff may be long, and what is told of a longer one. */
#define LINE_MOST (64 * KIB)

struct str file_name(struct str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.at[i - 1] == '/' || path.at[i - 1] == '\\')
            return (struct str){path.at + i, path.len - i};
    return path;
}

/* ---- The list */

void fixes_head(struct buf *out)
{
    buf_add(out, str_of(columns));
    buf_char(out, '\n');
}

/* Always quoted: spaces around a text are what a fix is about. */
static void put_text(struct buf *out, struct str text)
{
    csv_put_quoted(out, text);
    buf_char(out, ',');
}

void fix_line(struct buf *out, const struct fix *fix)
{
    put_text(out, fix->file);
    put_text(out, fix->table);
    if (fix->row)
        buf_format(out, "%u", fix->row);
    buf_char(out, ',');
    put_text(out, (struct str){fix->child.at, fix->child.len < CHILD_TOLD ? fix->child.len
                                                                          : CHILD_TOLD});
    put_text(out, fix->field);
    put_text(out, fix->from);
    put_text(out, fix->to);
    put_text(out, fix->repair);
    buf_format(out, "%llu\n", (unsigned long long)fix->at);
}

static bool read_number(struct str text, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || *out > UINT64_MAX / 16)
            return false;
        *out = *out * 10 + (uint64_t)(text.at[i] - '0');
    }
    return text.len > 0;
}

static status read_fix(struct str path, const struct csv_record *record, struct fix *out,
                       struct fault *why)
{
    uint64_t row = 0;
    if (record->count != FIX_CELLS)
        return fault_at(why, ERR_FORMAT, path, record->line, 0,
                        "this fix has %zu cells; expected %d: %s", record->count,
                        FIX_CELLS, columns);
    const struct str *cells = record->cells;
    *out = (struct fix){.file = cells[0],
                        .table = cells[1],
                        .child = cells[3],
                        .field = cells[4],
                        .from = cells[5],
                        .to = cells[6],
                        .repair = cells[7]};
    if (cells[2].len > 0 && (!read_number(cells[2], &row) || row > UINT32_MAX))
        return fault_at(why, ERR_FORMAT, path, record->line, 3, "'%.*s' is no row",
                        STR_ARG(cells[2]));
    out->row = (uint32_t)row;
    if (!read_number(cells[8], &out->at))
        return fault_at(why, ERR_FORMAT, path, record->line, 9,
                        "'%.*s' is no place in a file", STR_ARG(cells[8]));
    return OK;
}

static bool is_behind(const struct fix *fix, const struct fix *before)
{
    return !str_equal(fix->file, before->file) ||
           fix->at >= before->at + before->from.len;
}

static bool is_head(const struct csv_record *record)
{
    return record->count == FIX_CELLS && str_equal(record->cells[0], STR("file")) &&
           str_equal(record->cells[8], STR("at"));
}

status fixes_read(struct arena *a, struct str path, struct str text, struct fix_list *out,
                  struct fault *why)
{
    struct csv csv;
    struct csv_record record;
    struct csv_limits limits = {FIX_CELLS + 1, 0, UINT32_MAX};
    size_t capacity = 0;
    *out = (struct fix_list){0};
    csv_open(&csv, a, text, limits);
    if (!csv_next(&csv, &record, why) || !is_head(&record))
        return fault_at(why, ERR_FORMAT, path, 1, 0,
                        "this is no list of fixes; expected the columns %s", columns);
    while (csv_next(&csv, &record, why)) {
        if (out->count == capacity)
            out->at = arena_grow(a, struct fix, out->at, out->count, &capacity);
        struct fix *fix = &out->at[out->count];
        TRY(read_fix(path, &record, fix, why));
        if (out->count > 0 && !is_behind(fix, fix - 1))
            return fault_at(why, ERR_FORMAT, path, record.line, 0,
                            "fixes of one file must stand in the order of their places; "
                            "lines may be taken out, not moved");
        out->count++;
    }
    if (why->code)
        return fault_at(why, ERR_FORMAT, path, why->line, why->column, "%s",
                        arena_copy(a, str_of(why->text)).at);
    return OK;
}

/* ---- Applying */

struct applying {
    const struct mending *m;
    uint64_t read;       /* bytes of the file taken so far */
    uint64_t lines;      /* ended before `read` */
    int64_t shift;       /* how much longer the fixes so far made the file */
    struct arena *arena; /* of a hunk */
};

static struct str old_of(const struct mending *m, const struct fix *fix)
{
    return m->undo ? fix->to : fix->from;
}

static struct str new_of(const struct mending *m, const struct fix *fix)
{
    return m->undo ? fix->from : fix->to;
}

static int64_t growth(const struct fix *fix)
{
    return (int64_t)fix->to.len - (int64_t)fix->from.len;
}

static status put_until(struct applying *p, uint64_t end, struct fault *why)
{
    struct str piece = {p->m->bytes.at + p->read, (size_t)(end - p->read)};
    p->read = end;
    return piece.len && p->m->put ? p->m->put(p->m->context, piece, why) : OK;
}

static uint64_t place_of(const struct applying *p, const struct fix *fix)
{
    return p->m->undo ? fix->at + (uint64_t)p->shift : fix->at;
}

/* The file has at the fix's place what the fix says. */
static bool fits(const struct applying *p, const struct fix *fix)
{
    struct str old = old_of(p->m, fix), bytes = p->m->bytes;
    uint64_t at = place_of(p, fix);
    return at >= p->read && at <= bytes.len && old.len <= bytes.len - at &&
           memcmp(bytes.at + at, old.at, old.len) == 0;
}

static status apply_one(struct applying *p, const struct fix *fix, struct fault *why)
{
    const struct mending *m = p->m;
    struct str old = old_of(m, fix), new = new_of(m, fix);
    if (!fits(p, fix))
        return fault_at(
            why, ERR_FORMAT, m->name, 0, 0,
            "at byte %llu (%.*s of %.*s) the file does not have '%.*s'; it is "
            "not the file that the fixes were made for, and is left as it is",
            (unsigned long long)place_of(p, fix), STR_ARG(fix->field),
            STR_ARG(fix->table), STR_ARG(old));
    TRY(put_until(p, place_of(p, fix), why));
    p->read += old.len;
    p->shift += growth(fix);
    return m->put ? m->put(m->context, new, why) : OK;
}

/* ---- The diff */

/* Where the line of a place begins, and where it ends (behind its line feed). */
static struct str line_at(struct str bytes, uint64_t at)
{
    uint64_t start = at, end = at;
    while (start > 0 && bytes.at[start - 1] != '\n' && at - start <= LINE_MOST)
        start--;
    while (end < bytes.len && bytes.at[end] != '\n' && end - at <= LINE_MOST)
        end++;
    return (struct str){bytes.at + start, (size_t)(end - start)};
}

static void add_line(struct buf *out, char sign, struct str line, bool is_last)
{
    buf_char(out, sign);
    buf_add(out, line);
    buf_add(out, is_last ? STR("\n\\ No newline at end of file\n") : STR("\n"));
}

/* The line with the fixes from *i on that stand in it. */
static struct str mended_line(struct applying *p, struct str line, size_t *i)
{
    const struct mending *m = p->m;
    struct buf out = buf_new(p->arena, 4 * MIB);
    const char *at = line.at, *end = line.at + line.len;
    for (; *i < m->count; (*i)++) {
        const struct fix *fix = &m->fixes[*i];
        const char *from = m->bytes.at + place_of(p, fix);
        if (from > end) /* at its end stands what a repair took away */
            break;
        buf_add(&out, (struct str){at, (size_t)(from - at)});
        buf_add(&out, new_of(m, fix));
        at = from + old_of(m, fix).len;
        p->shift += growth(fix);
    }
    buf_add(&out, (struct str){at, (size_t)(end - at)});
    return buf_text(&out);
}

static status write_hunk(struct applying *p, size_t *i, struct fault *why)
{
    const struct mending *m = p->m;
    struct buf out = buf_new(p->arena, 16 * MIB);
    uint64_t at = place_of(p, &m->fixes[*i]);
    struct str line = line_at(m->bytes, at);
    for (; p->read < at; p->read++)
        p->lines += m->bytes.at[p->read] == '\n';
    if (line.len > LINE_MOST) {
        buf_format(&out, "# line %llu is too long to be shown; see the list of fixes\n",
                   (unsigned long long)p->lines + 1);
        for (; *i < m->count && place_of(p, &m->fixes[*i]) < at + LINE_MOST; (*i)++)
            p->shift += growth(&m->fixes[*i]);
    } else {
        buf_format(&out, "@@ -%llu +%llu @@\n", (unsigned long long)p->lines + 1,
                   (unsigned long long)p->lines + 1);
        bool is_last = line.at + line.len == m->bytes.at + m->bytes.len;
        add_line(&out, '-', line, is_last);
        add_line(&out, '+', mended_line(p, line, i), is_last);
    }
    TRY(buf_status(&out, why));
    status st = m->diff(m->context, buf_text(&out), why);
    arena_reset(p->arena);
    return st;
}

static status write_diff(const struct mending *m, struct fault *why)
{
    struct applying p = {.m = m, .arena = arena_new(64 * MIB)};
    struct str head =
        arena_format(p.arena, "--- %.*s\n+++ %.*s\n", STR_ARG(m->name), STR_ARG(m->name));
    status st = m->diff(m->context, head, why);
    for (size_t i = 0; !st && i < m->count;)
        st = write_hunk(&p, &i, why);
    arena_free(p.arena);
    return st;
}

status fixes_apply(const struct mending *m, struct fault *why)
{
    struct applying p = {.m = m};
    for (size_t i = 0; i < m->count; i++)
        TRY(apply_one(&p, &m->fixes[i], why));
    TRY(put_until(&p, m->bytes.len, why));
    return m->diff && m->count ? write_diff(m, why) : OK;
}
