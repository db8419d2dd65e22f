#include "base/buf.h"
#include "publish/letter_parts.h"

/* ---- Ids in brackets */

/* True for "findings:2" or "findings:2, shares:3 and 5 more": the numbers behind a
 * sentence say the same without breaking it. */
static bool is_ids(struct str inside)
{
    while (inside.len) {
        struct str rest, after, id = str_trim(str_cut(inside, ',', &rest));
        struct str first = str_cut(id, ' ', &after);
        bool more = after.len == 0 || str_starts(after, STR("and "));
        if (!str_contains(first, STR(":")) || !more)
            return false;
        inside = rest;
    }
    return true;
}

/* ---- Intervals */

static bool is_number(struct str s)
{
    struct ratio number;
    if (str_ends(s, STR("%")))
        s.len--;
    return ratio_parse(s, &number);
}

/* Words for what stands between two brackets; empty where it is no interval. */
static struct str interval_words(struct letter *l, char open, struct str inside,
                                 char close)
{
    struct str high, low = str_trim(str_cut(inside, ',', &high));
    high = str_trim(high);
    if (!is_number(low) || !is_number(high))
        return STR("");
    if (open == '[' && str_equal(low, STR("0%")) && str_equal(high, STR("100%")))
        return STR("anything from 0% to 100%");
    const char *to = open == '(' ? (close == ')' ? "and below" : "and up to")
                                 : (close == ')' ? "to below" : "to");
    return arena_format(l->arena, "%s %.*s %s %.*s", open == '(' ? "above" : "from",
                        STR_ARG(low), to, STR_ARG(high));
}

static size_t closing_bracket(struct str text, size_t from)
{
    for (size_t i = from; i < text.len; i++)
        if (text.at[i] == ']' || text.at[i] == ')')
            return i;
    return text.len;
}

/* The comparisons of the language, in words. */
static const struct {
    struct str sign, words;
} comparisons[] = {
    {STR(" >= "), STR(" is at least ")},
    {STR(" <= "), STR(" is at most ")},
    {STR(" > "), STR(" is above ")},
    {STR(" < "), STR(" is below ")},
};

static struct str with_words(struct letter *l, struct str text)
{
    struct buf out = buf_new(l->arena, MIB);
    while (text.len) {
        size_t k = 0, count = sizeof comparisons / sizeof comparisons[0];
        while (k < count && !str_starts(text, comparisons[k].sign))
            k++;
        size_t taken = k < count ? comparisons[k].sign.len : 1;
        buf_add(&out, k < count ? comparisons[k].words : (struct str){text.at, 1});
        text = (struct str){text.at + taken, text.len - taken};
    }
    return buf_text(&out);
}

struct str letter_plain(struct letter *l, struct str text)
{
    text = with_words(l, text);
    struct buf out = buf_new(l->arena, MIB);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        size_t end = c == '(' || c == '[' ? closing_bracket(text, i + 1) : text.len;
        if (end == text.len) {
            buf_char(&out, c);
            continue;
        }
        struct str inside = {text.at + i + 1, end - i - 1};
        struct str interval = interval_words(l, c, inside, text.at[end]);
        bool ids = c == '(' && inside.len && is_ids(inside);
        if (interval.len == 0 && !ids) {
            buf_char(&out, c);
            continue;
        }
        buf_add(&out, interval);
        if (ids && out.len && out.at[out.len - 1] == ' ')
            out.len--;
        i = end;
    }
    return buf_text(&out);
}

/* ---- What would settle it */

/* "NI072: the figure …" and "NI075: the figure …" want the same of two measures. */
static struct str tail_of(struct str want)
{
    for (size_t i = 0; i + 1 < want.len; i++)
        if (want.at[i] == ':' && want.at[i + 1] == ' ')
            return (struct str){want.at + i, want.len - i};
    return (struct str){"", 0};
}

/* The want at `first`, with every later one of the same tail; marks them taken. */
static struct str joined_wants(struct letter *l, const struct ruling *r, size_t first,
                               bool *taken)
{
    struct str tail = tail_of(r->wanted[first]);
    struct str *heads = arena_make(l->arena, struct str, r->wanted_count);
    size_t count = 0;
    for (size_t k = first; k < r->wanted_count; k++) {
        bool same = k == first || (tail.len && str_equal(tail_of(r->wanted[k]), tail));
        if (taken[k] || !same)
            continue;
        taken[k] = true;
        heads[count++] = (struct str){r->wanted[k].at, r->wanted[k].len - tail.len};
    }
    return arena_format(l->arena, "%.*s%.*s", STR_ARG(words_list(l->arena, heads, count)),
                        STR_ARG(tail));
}

/* The same in one text: "A: the figure, in values.csv, B: the figure, in values.csv and
 * C: the figure, in values.csv" says its tail once, at the end. */
static struct str said_once(struct letter *l, struct str want)
{
    struct str tail = tail_of(want);
    size_t end = 0;
    while (end + 4 <= tail.len &&
           !str_starts((struct str){tail.at + end, 4}, STR(".csv")))
        end++;
    if (end + 4 > tail.len)
        return want;
    tail.len = end + 4;
    struct buf out = buf_new(l->arena, MIB);
    for (size_t i = 0; i < want.len;) {
        struct str rest = {want.at + i, want.len - i};
        bool drop = rest.len > tail.len && str_starts(rest, tail);
        if (!drop)
            buf_char(&out, want.at[i]);
        i += drop ? tail.len : 1;
    }
    return buf_text(&out);
}

struct idset letter_wanted(struct letter *l, const struct ruling *r)
{
    struct idset out = {0};
    bool *taken = arena_make(l->arena, bool, r->wanted_count + 1);
    if (r->status == VERDICT_DECIDED)
        return out;
    for (size_t i = 0; i < r->wanted_count; i++)
        if (!taken[i])
            idset_add(l->arena, &out, said_once(l, joined_wants(l, r, i, taken)));
    return out;
}
