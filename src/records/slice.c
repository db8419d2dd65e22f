#include "records/slice.h"

#include <assert.h>
#include <string.h>

#define WINDOW (2 * MIB)
enum { NAME_MOST = 32, PIECE = 64 * 1024 };

struct slices {
    struct slices_from from;
    char *window;   /* NULL of text that is held */
    const char *at; /* the window, or the text */
    char *raw;      /* of UTF-16: a piece of it as stored */
    uint64_t window_at;
    size_t room, count; /* bytes that fit in it, and that it holds */
    size_t next;        /* where the search goes on */
    uint32_t lines;     /* line ends before `counted`, which is no more than `next` */
    size_t counted;
    uint32_t line; /* of the last start tag of a child, from 1 */
    bool ended, failed;
    uint32_t number;
    char encoding[NAME_MOST];
};

/* ---- The window */

/* Units of UTF-16 as ASCII, or 0x80 where they are none. */
static bool read_units(struct slices *s, uint64_t at, char *to, size_t wanted,
                       size_t *got)
{
    size_t high = s->from.letters == LETTERS_UTF16_BIG ? 0 : 1, bytes = 0;
    for (*got = 0; *got < wanted; *got += bytes / 2) {
        size_t units = wanted - *got < PIECE ? wanted - *got : PIECE;
        if (!os_file_read_at(s->from.file, 2 * (at + *got), s->raw, 2 * units, &bytes))
            return false;
        for (size_t i = 0; i < bytes / 2; i++) {
            const char *unit = s->raw + 2 * i;
            bool ascii = unit[high] == 0 && (unsigned char)unit[1 - high] < 0x80;
            to[*got + i] = ascii ? unit[1 - high] : (char)0x80;
        }
        if (bytes < 2)
            break;
    }
    return true;
}

static bool read_more(struct slices *s, uint64_t at, char *to, size_t wanted, size_t *got)
{
    if (s->from.letters != LETTERS_BYTES)
        return read_units(s, at, to, wanted, got);
    return os_file_read_at(s->from.file, at, to, wanted, got);
}

uint32_t slices_lines(struct str text)
{
    uint32_t lines = 0;
    for (const char *at; text.len > 0; text.len -= (size_t)(at - text.at), text.at = at) {
        at = memchr(text.at, '\n', text.len);
        if (!at)
            break;
        lines++;
        at++;
    }
    return lines;
}

static void count_lines(struct slices *s, size_t to)
{
    if (to <= s->counted)
        return;
    s->lines += slices_lines((struct str){s->at + s->counted, to - s->counted});
    s->counted = to;
}

/* Forgets what stands before `keep` and fills the window up. */
static void refill(struct slices *s, size_t keep)
{
    size_t kept = s->count - keep, got = 0;
    assert(s->window);
    count_lines(s, keep);
    s->counted -= keep;
    memmove(s->window, s->window + keep, kept);
    s->window_at += keep;
    s->next -= keep;
    size_t wanted = s->room - kept;
    if (!read_more(s, s->window_at + kept, s->window + kept, wanted, &got))
        s->failed = true;
    s->ended = s->failed || got < wanted || wanted == 0;
    s->count = kept + got;
}

static struct str rest(const struct slices *s)
{
    return (struct str){s->at + s->next, s->count - s->next};
}

static size_t find(struct str text, struct str part)
{
    assert(text.at);
    if (part.len == 1) {
        const char *at = memchr(text.at, part.at[0], text.len);
        return at ? (size_t)(at - text.at) : text.len;
    }
    for (size_t i = 0; i + part.len <= text.len; i++) {
        const char *first = memchr(text.at + i, part.at[0], text.len - part.len - i + 1);
        if (!first)
            return text.len;
        i = (size_t)(first - text.at);
        if (memcmp(first, part.at, part.len) == 0)
            return i;
    }
    return text.len;
}

/* The encoding that the declaration names: <?xml version="1.0" encoding="…"?> */
static void find_encoding(struct slices *s)
{
    struct str head = {s->at, s->count < 200 ? s->count : 200};
    assert(head.at);
    head.len = find(head, STR("?>"));
    size_t at = find(head, STR("encoding="));
    if (at + 10 >= head.len)
        return;
    struct str name = {head.at + at + 10, head.len - at - 10};
    size_t len = 0;
    while (len < name.len && name.at[len] != head.at[at + 9])
        len++;
    if (len < sizeof s->encoding)
        memcpy(s->encoding, name.at, len);
}

static void open_window(struct arena *a, struct slices *s)
{
    uint64_t size = s->from.file->size;
    s->room = size < WINDOW ? (size_t)size + 1 : WINDOW;
    s->at = s->window = arena_alloc(a, s->room);
    if (s->from.letters != LETTERS_BYTES)
        s->raw = arena_alloc(a, (size_t)2 * PIECE);
    refill(s, 0);
}

struct slices *slices_open(struct arena *a, const struct slices_from *from)
{
    struct slices *s = arena_alloc(a, sizeof *s);
    *s = (struct slices){.from = *from};
    if (from->file) {
        open_window(a, s);
    } else {
        s->at = from->text.len ? from->text.at : "";
        s->count = from->text.len;
        s->ended = true;
    }
    if (str_starts(rest(s), STR("\xef\xbb\xbf")))
        s->next = 3;
    find_encoding(s);
    return s;
}

struct slices *slices_new(struct arena *a, const struct os_file *file, struct str element)
{
    struct slices_from from = {.file = file, .element = element};
    return slices_open(a, &from);
}

struct str slices_encoding(const struct slices *s)
{
    return str_of(s->encoding);
}

/* ---- Tags */

enum tag {
    TAG_START, /* of a child */
    TAG_END,
    TAG_OTHER_START,
    TAG_OTHER_END,
    TAG_COMMENT,
    TAG_CDATA,
    TAG_INSTRUCTION,
    TAG_TYPE
};

static bool is_named(struct str text, size_t at, struct str name)
{
    if (text.len <= at + name.len || memcmp(text.at + at, name.at, name.len) != 0)
        return false;
    char after = text.at[at + name.len];
    return after == '>' || after == '/' || after == ' ' || after == '\t' ||
           after == '\n' || after == '\r';
}

/* Where the name begins: behind the prefix that every name has. */
static size_t name_at(const struct slices *s, struct str text, size_t at)
{
    size_t len = s->from.prefix.len;
    bool prefixed = len > 0 && text.len >= at + len &&
                    memcmp(text.at + at, s->from.prefix.at, len) == 0;
    return prefixed ? at + len : at;
}

static enum tag tag_of(const struct slices *s, struct str text)
{
    char second = text.len > 1 ? text.at[1] : '\0';
    struct str element = s->from.element;
    if (second == '/')
        return is_named(text, name_at(s, text, 2), element) ? TAG_END : TAG_OTHER_END;
    if (second == '?')
        return TAG_INSTRUCTION;
    if (second != '!')
        return is_named(text, name_at(s, text, 1), element) ? TAG_START : TAG_OTHER_START;
    if (str_starts(text, STR("<!--")))
        return TAG_COMMENT;
    return str_starts(text, STR("<![CDATA[")) ? TAG_CDATA : TAG_TYPE;
}

/* Room to look at a tag that begins at `next`, keeping what a slice has so far. */
static void look_ahead(struct slices *s, size_t *from)
{
    if (s->ended || s->count - s->next >= LOOK)
        return;
    size_t keep = *from < s->next ? *from : s->next;
    refill(s, keep);
    *from = *from == SIZE_MAX ? *from : *from - keep;
}

/* A slice that has grown too long is not kept. */
static void let_go(const struct slices *s, size_t *from)
{
    if (*from != SIZE_MAX && s->next - *from > ROW_BYTES_MOST)
        *from = SIZE_MAX;
}

/* Behind the next `mark`; a slice that has grown too long meanwhile is let go (*from is
 * SIZE_MAX then).  False, and at the end of the file, where there is none. */
static bool pass(struct slices *s, struct str mark, size_t *from)
{
    for (;;) {
        size_t at = find(rest(s), mark);
        if (at < s->count - s->next) {
            s->next += at;
            return true;
        }
        if (s->ended) {
            s->next = s->count;
            return false;
        }
        size_t short_of = mark.len - 1, left = s->count - s->next;
        s->next += left > short_of ? left - short_of : 0;
        let_go(s, from);
        size_t keep = *from < s->next ? *from : s->next;
        refill(s, keep);
        *from = *from == SIZE_MAX ? *from : *from - keep;
    }
}

/* ---- Slices */

static bool slice_of(struct slices *s, size_t from, struct slice *out, const char *wrong)
{
    *out = (struct slice){.number = ++s->number, .line = s->line, .wrong = wrong};
    if (from == SIZE_MAX)
        return true;
    out->at = s->window_at + from;
    out->bytes = (struct str){s->at + from, s->next - from};
    if (!wrong && out->bytes.len > ROW_BYTES_MOST)
        out->wrong = "the child has more than 1 MiB of XML";
    return true;
}

static bool refuse(struct slices *s, struct fault *why)
{
    s->ended = true;
    s->next = s->count;
    fault_set(why, ERR_FORMAT,
              "a document type is declared; it is refused, since no return has one");
    return false;
}

static void tell_start(const struct slices *s, bool open)
{
    struct str tag = rest(s);
    size_t name = name_at(s, tag, 1);
    if (tag.len > LOOK)
        tag.len = LOOK;
    if (s->from.watch.start && name < tag.len)
        s->from.watch.start(s->from.watch.to, (struct str){tag.at + name, tag.len - name},
                            open ? s->number + 1 : 0);
}

/* Passes one tag at `next`, or as much of it as says that it is one. */
static void pass_tag(struct slices *s, enum tag tag, size_t *from)
{
    static const struct {
        struct str end;
        size_t passed;
    } ends[] = {[TAG_END] = {{">", 1}, 1},
                [TAG_COMMENT] = {{"-->", 3}, 3},
                [TAG_CDATA] = {{"]]>", 3}, 3},
                [TAG_INSTRUCTION] = {{"?>", 2}, 2},
                [TAG_TYPE] = {{NULL, 0}, 0}};
    if (ends[tag].end.len == 0)
        s->next++;
    else if (pass(s, ends[tag].end, from))
        s->next += ends[tag].passed;
}

/* A child's start tag at `next`; true where it is its end as well: <Child/>. */
static bool pass_start(struct slices *s, size_t *from)
{
    *from = s->next;
    if (s->window) {
        count_lines(s, s->next);
        s->line = s->lines + 1;
    }
    if (!pass(s, STR(">"), from))
        return false;
    s->next++;
    return s->at[s->next - 2] == '/';
}

/* Passes the tag at `next`; true where a child ends with it. */
static bool pass_any(struct slices *s, enum tag tag, bool *open, size_t *from)
{
    if (tag == TAG_START) {
        *open = true;
        return pass_start(s, from);
    }
    if (tag == TAG_OTHER_START)
        tell_start(s, *open);
    pass_tag(s, tag, from);
    return tag == TAG_END && *open;
}

/* What is left open at the end of the file, or where the next child begins. */
static bool slice_rest(struct slices *s, bool open, size_t from, struct slice *out)
{
    return open && !s->failed && slice_of(s, from, out, "the child is not closed");
}

bool slices_next(struct slices *s, struct slice *out, struct fault *why)
{
    static const char too_long[] = "the child has more than 1 MiB of XML";
    size_t from = SIZE_MAX; /* where the slice starts in the window */
    bool open = false;
    why->code = OK;
    while (pass(s, STR("<"), &from)) {
        let_go(s, &from);
        look_ahead(s, &from);
        enum tag tag = tag_of(s, rest(s));
        if (tag == TAG_TYPE && s->number == 0 && !open)
            return refuse(s, why);
        if (tag == TAG_START && open)
            break;
        if (pass_any(s, tag, &open, &from))
            return slice_of(s, from, out, from == SIZE_MAX ? too_long : NULL);
    }
    if (s->failed)
        fault_set(why, ERR_IO, "this file could not be read");
    return slice_rest(s, open, from, out);
}

/* ---- UTF-16 as text */

static unsigned unit_at(enum letters letters, struct str bytes, size_t i)
{
    unsigned first = (unsigned char)bytes.at[i], second = (unsigned char)bytes.at[i + 1];
    return letters == LETTERS_UTF16_BIG ? first << 8 | second : second << 8 | first;
}

static size_t put_utf8(char *to, unsigned code)
{
    if (code < 0x80) {
        to[0] = (char)code;
        return 1;
    }
    size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char firsts[] = {[2] = 0xc0, [3] = 0xe0, [4] = 0xf0};
    for (size_t i = len - 1; i > 0; i--, code >>= 6)
        to[i] = (char)(0x80 | (code & 0x3f));
    to[0] = (char)(firsts[len] | code);
    return len;
}

struct str slices_text(struct arena *a, enum letters letters, struct str bytes)
{
    if (letters == LETTERS_BYTES)
        return bytes;
    char *text = arena_alloc(a, bytes.len / 2 * 3 + 1);
    size_t len = 0;
    for (size_t i = 0; i + 1 < bytes.len; i += 2) {
        unsigned code = unit_at(letters, bytes, i);
        unsigned next = i + 3 < bytes.len ? unit_at(letters, bytes, i + 2) : 0;
        bool pair = code >> 10 == 0x36 && next >> 10 == 0x37;
        if (pair) {
            code = 0x10000 + ((code & 0x3ff) << 10 | (next & 0x3ff));
            i += 2;
        } else if (code == 0 || code >> 11 == 0x1b) {
            code = 0xffff;
        }
        len += put_utf8(text + len, code);
    }
    return (struct str){text, len};
}
