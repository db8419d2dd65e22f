#include "base/str.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* Longest text whose edits are counted: names, not prose. */
#define DISTANCE_MAX 64

struct str str_of(const char *text)
{
    return text ? (struct str){text, strlen(text)} : (struct str){"", 0};
}

bool str_is_empty(struct str s)
{
    return s.len == 0;
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

int str_compare(struct str a, struct str b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.at, b.at, common) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* Takes one folded byte off the front of *s, which must not be empty. */
static unsigned char take_folded(struct str *s)
{
    unsigned char c = (unsigned char)s->at[0];
    size_t taken = 1;
    if (str_starts(*s, STR("\xe2\x80\x99"))) {
        c = '\'';
        taken = 3;
    } else if (c >= 'A' && c <= 'Z') {
        c = (unsigned char)(c - 'A' + 'a');
    }
    s->at += taken;
    s->len -= taken;
    return c;
}

bool str_equal_fold(struct str a, struct str b)
{
    while (a.len && b.len)
        if (take_folded(&a) != take_folded(&b))
            return false;
    return a.len == b.len;
}

bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal((struct str){s.at, prefix.len}, prefix);
}

bool str_ends(struct str s, struct str suffix)
{
    if (suffix.len == 0 || suffix.len > s.len)
        return suffix.len == 0;
    return str_equal((struct str){s.at + (s.len - suffix.len), suffix.len}, suffix);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of the blank the text starts with; 0 where it starts with something. */
static size_t blank_at_start(struct str s)
{
    if (s.len && is_blank(s.at[0]))
        return 1;
    return str_starts(s, STR("\xc2\xa0")) ? 2 : 0;
}

static size_t blank_at_end(struct str s)
{
    if (s.len && is_blank(s.at[s.len - 1]))
        return 1;
    return str_ends(s, STR("\xc2\xa0")) ? 2 : 0;
}

struct str str_trim(struct str s)
{
    for (size_t n = blank_at_start(s); n; n = blank_at_start(s)) {
        s.at += n;
        s.len -= n;
    }
    for (size_t n = blank_at_end(s); n; n = blank_at_end(s))
        s.len -= n;
    return s;
}

struct str str_cut(struct str s, char mark, struct str *rest)
{
    const char *found = s.len ? memchr(s.at, mark, s.len) : NULL;
    if (!found) {
        *rest = (struct str){"", 0};
        return s;
    }
    size_t before = (size_t)(found - s.at);
    *rest = (struct str){found + 1, s.len - before - 1};
    return (struct str){s.at, before};
}

size_t str_find_last(struct str s, char mark)
{
    for (size_t i = s.len; i > 0; i--)
        if (s.at[i - 1] == mark)
            return i - 1;
    return s.len;
}

bool str_contains(struct str s, struct str part)
{
    for (; s.len >= part.len; s.at++, s.len--)
        if (str_starts(s, part)) /* at once where part is empty */
            return true;
    return false;
}

static size_t fold_into(unsigned char out[DISTANCE_MAX], struct str s)
{
    size_t count = 0;
    assert(s.len <= DISTANCE_MAX);
    while (s.len)
        out[count++] = take_folded(&s);
    return count;
}

static unsigned smaller(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Three rows of the table of edits between the prefixes of two folded texts: the last row
 * and the one before it are what a replacement and a swap of neighbours look back at. */
struct edits {
    unsigned char a[DISTANCE_MAX], b[DISTANCE_MAX];
    size_t a_count, b_count;
    unsigned row[3][DISTANCE_MAX + 1];
};

/* Fills row i (1-based) of the table and returns its smallest entry. */
static unsigned edits_fill_row(struct edits *e, size_t i)
{
    unsigned *now = e->row[i % 3], *last = e->row[(i + 2) % 3];
    const unsigned *before = e->row[(i + 1) % 3];
    unsigned least = now[0] = (unsigned)i;
    for (size_t k = 1; k <= e->b_count; k++) {
        unsigned replace = last[k - 1] + (e->a[i - 1] != e->b[k - 1]);
        now[k] = smaller(replace, smaller(last[k], now[k - 1]) + 1);
        if (i > 1 && k > 1 && e->a[i - 1] == e->b[k - 2] && e->a[i - 2] == e->b[k - 1])
            now[k] = smaller(now[k], before[k - 2] + 1);
        least = smaller(least, now[k]);
    }
    return least;
}

unsigned str_distance(struct str a, struct str b, unsigned limit)
{
    if (a.len > DISTANCE_MAX || b.len > DISTANCE_MAX)
        return limit + 1;
    struct edits e;
    e.a_count = fold_into(e.a, a);
    e.b_count = fold_into(e.b, b);
    for (size_t k = 0; k <= e.b_count; k++)
        e.row[0][k] = (unsigned)k;
    unsigned least = 0;
    for (size_t i = 1; i <= e.a_count; i++) {
        /* A swap looks back two rows, so both must be past the limit to give up. */
        unsigned last = least;
        least = edits_fill_row(&e, i);
        if (least > limit && last > limit)
            return limit + 1;
    }
    return smaller(e.row[e.a_count % 3][e.b_count], limit + 1);
}

struct str str_nearest(struct str s, const struct str *among, size_t count)
{
    unsigned limit = s.len > DISTANCE_MAX ? 0 : (unsigned)(s.len / 3);
    if (s.len >= 4 && limit < 2)
        limit = 2;
    struct str nearest = {"", 0};
    unsigned bound = limit + 1;
    for (size_t i = 0; i < count && bound > 0; i++) {
        unsigned edits = str_distance(s, among[i], limit);
        if (edits < bound) {
            bound = edits;
            nearest = among[i];
        }
    }
    return nearest;
}

/* Well-formed UTF-8 byte sequences: Unicode Standard, table 3-7.  The second byte has the
 * range of its row, which keeps out overlong forms, surrogates and what lies past
 * U+10FFFF; all later bytes are 80..BF. */
static const struct {
    unsigned char first, last, length, second_from, second_to;
} sequences[] = {
    {0x00, 0x7f, 1, 0, 0},       {0xc2, 0xdf, 2, 0x80, 0xbf}, {0xe0, 0xe0, 3, 0xa0, 0xbf},
    {0xe1, 0xec, 3, 0x80, 0xbf}, {0xed, 0xed, 3, 0x80, 0x9f}, {0xee, 0xef, 3, 0x80, 0xbf},
    {0xf0, 0xf0, 4, 0x90, 0xbf}, {0xf1, 0xf3, 4, 0x80, 0xbf}, {0xf4, 0xf4, 4, 0x80, 0x8f},
};

/* Length of the well-formed sequence the bytes start with; 0 where there is none. */
static size_t sequence_length(const unsigned char *at, size_t len)
{
    size_t row = 0, rows = sizeof sequences / sizeof sequences[0];
    while (row < rows && !(at[0] >= sequences[row].first && at[0] <= sequences[row].last))
        row++;
    if (row == rows || sequences[row].length > len)
        return 0;
    size_t length = sequences[row].length;
    if (length > 1 &&
        (at[1] < sequences[row].second_from || at[1] > sequences[row].second_to))
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    return length;
}

bool str_is_utf8(struct str s, size_t *bad)
{
    const unsigned char *bytes = (const unsigned char *)s.at;
    size_t at = 0;
    while (at < s.len) {
        size_t length = sequence_length(bytes + at, s.len - at);
        if (length == 0) {
            *bad = at;
            return false;
        }
        at += length;
    }
    return true;
}
