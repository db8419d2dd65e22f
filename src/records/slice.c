#include "records/slice.h"

#include <string.h>

#define WINDOW (2 * MIB)
enum { NAME_MOST = 32, LOOK = 64 }; /* bytes that tell what a tag is */

struct slices {
    const struct os_file *file;
    struct str element;
    char *at; /* the window */
    uint64_t window_at;
    size_t room, count; /* bytes that fit in it, and that it holds */
    size_t next;        /* where the search goes on */
    bool ended, failed;
    uint32_t number;
    char encoding[NAME_MOST];
};

/* ---- The window */

/* Forgets what stands before `keep` and fills the window up. */
static void refill(struct slices *s, size_t keep)
{
    size_t kept = s->count - keep, got;
    memmove(s->at, s->at + keep, kept);
    s->window_at += keep;
    s->next -= keep;
    size_t wanted = s->room - kept;
    if (!os_file_read_at(s->file, s->window_at + kept, s->at + kept, wanted, &got))
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
    if (part.len == 1) {
        const char *at = text.len ? memchr(text.at, part.at[0], text.len) : NULL;
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

struct slices *slices_new(struct arena *a, const struct os_file *file, struct str element)
{
    struct slices *s = arena_alloc(a, sizeof *s);
    *s = (struct slices){.file = file, .element = element};
    s->room = file->size < WINDOW ? (size_t)file->size + 1 : WINDOW;
    s->at = arena_alloc(a, s->room);
    refill(s, 0);
    if (str_starts(rest(s), STR("\xef\xbb\xbf")))
        s->next = 3;
    find_encoding(s);
    return s;
}

struct str slices_encoding(const struct slices *s)
{
    return str_of(s->encoding);
}

/* ---- Tags */

enum tag { TAG_START, TAG_END, TAG_COMMENT, TAG_CDATA, TAG_OTHER, TAG_TYPE };

static bool is_named(struct str text, size_t at, struct str name)
{
    if (text.len <= at + name.len || memcmp(text.at + at, name.at, name.len) != 0)
        return false;
    char after = text.at[at + name.len];
    return after == '>' || after == '/' || after == ' ' || after == '\t' ||
           after == '\n' || after == '\r';
}

static enum tag tag_of(const struct slices *s, struct str text)
{
    char second = text.len > 1 ? text.at[1] : '\0';
    if (second == '!') {
        if (str_starts(text, STR("<!--")))
            return TAG_COMMENT;
        return str_starts(text, STR("<![CDATA[")) ? TAG_CDATA : TAG_TYPE;
    }
    if (second == '/')
        return is_named(text, 2, s->element) ? TAG_END : TAG_OTHER;
    return second == s->element.at[0] && is_named(text, 1, s->element) ? TAG_START
                                                                       : TAG_OTHER;
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
    *out = (struct slice){.number = ++s->number, .wrong = wrong};
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

/* Passes one tag at `next`; true where it ends the slice (or the one before). */
static enum tag pass_tag(struct slices *s, size_t *from)
{
    enum tag tag = tag_of(s, rest(s));
    bool comment = tag == TAG_COMMENT && pass(s, STR("-->"), from);
    bool cdata = tag == TAG_CDATA && pass(s, STR("]]>"), from);
    bool ended = tag == TAG_END && pass(s, STR(">"), from);
    if (comment || cdata)
        s->next += 3;
    else if (ended || tag == TAG_OTHER)
        s->next++;
    return tag;
}

bool slices_next(struct slices *s, struct slice *out, struct fault *why)
{
    static const char not_closed[] = "the child is not closed";
    size_t from = SIZE_MAX; /* where the slice starts in the window */
    bool open = false;
    why->code = OK;
    while (pass(s, STR("<"), &from)) {
        let_go(s, &from);
        look_ahead(s, &from);
        size_t at = s->next;
        enum tag tag = tag_of(s, rest(s));
        if (tag == TAG_TYPE)
            return refuse(s, why);
        if (tag == TAG_START && open)
            return slice_of(s, from, out, not_closed);
        if (tag == TAG_START) {
            from = at;
            open = true;
            s->next++;
            continue;
        }
        pass_tag(s, &from);
        if (tag == TAG_END && open)
            return slice_of(s, from, out,
                            from == SIZE_MAX ? "the child has more than 1 MiB of XML"
                                             : NULL);
    }
    if (s->failed)
        fault_set(why, ERR_IO, "this file could not be read");
    return open && !s->failed && slice_of(s, from, out, not_closed);
}
