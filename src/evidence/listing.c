#include "evidence/listing.h"

#include <assert.h>
#include <string.h>

struct listing listing_of(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks)
{
    return (struct listing){.reading = reading_of(input, batch, remarks),
                            .texts = batch_new(batch->arena)};
}

int listing_column(const struct listing *l, const char *const *names)
{
    for (; *names; names++) {
        int column = reading_column(&l->reading, *names);
        if (column >= 0)
            return column;
    }
    return -1;
}

static bool says_none(struct str text)
{
    static const char *const words[] = {"nan", "none", "null", "redacted", "n/a", "-"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_equal_fold(text, str_of(words[i])))
            return true;
    }
    return text.len == 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_space(text.at[i]) &&
            (text.at[i] != ' ' || (i + 1 < text.len && is_space(text.at[i + 1]))))
            return false;
    }
    return true;
}

static struct str one_spaced(struct arena *a, struct str text)
{
    char *at = arena_alloc(a, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_space(text.at[i]))
            at[len++] = text.at[i];
        else if (len && at[len - 1] != ' ')
            at[len++] = ' ';
    }
    return (struct str){at, len};
}

uint32_t listing_number(struct listing *l, struct str text, bool *is_new)
{
    size_t before = l->texts->codes_count;
    uint32_t number = batch_code(l->texts, text);
    *is_new = l->texts->codes_count > before;
    return number;
}

struct str listing_keep(struct listing *l, struct str text)
{
    text = str_trim(text);
    if (says_none(text))
        return STR("");
    if (!is_plain(text))
        text = one_spaced(l->texts->arena, text);
    /* Apart, since the list may move as it grows. */
    uint32_t number = batch_code(l->texts, text);
    return l->texts->codes[number];
}

struct str listing_text(struct listing *l, int column)
{
    return listing_keep(l, reading_cell(&l->reading, column));
}

struct str listing_lower(struct listing *l, int column)
{
    char lower[64];
    struct str text = listing_text(l, column);
    if (text.len > sizeof lower)
        return text;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return listing_keep(l, (struct str){lower, text.len});
}

date listing_date(struct listing *l, int column)
{
    date day = DATE_NONE;
    struct str cell = reading_cell(&l->reading, column);
    if (!says_none(cell) && !national_date(cell, &day))
        reading_bad(&l->reading, REMARK_BAD_ROW, column,
                    "expected a date; it is left open");
    return day;
}

struct str listing_area(struct listing *l, int number, int name)
{
    struct str code = listing_text(l, number);
    return code.len ? code : listing_text(l, name);
}

int listing_position(struct str grade)
{
    unsigned position;
    return scale_find(scale_setting(), grade, &position) ? (int)position : -1;
}
