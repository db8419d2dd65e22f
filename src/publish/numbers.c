#include "publish/numbers.h"

/* ---- Words */

static const struct {
    struct str word;
    int value; /* of a fraction: its parts */
    enum { WORD_UNIT, WORD_TENS, WORD_HUNDRED, WORD_FRACTION } kind;
} words[] = {
    {STR("one"), 1, WORD_UNIT},          {STR("two"), 2, WORD_UNIT},
    {STR("three"), 3, WORD_UNIT},        {STR("four"), 4, WORD_UNIT},
    {STR("five"), 5, WORD_UNIT},         {STR("six"), 6, WORD_UNIT},
    {STR("seven"), 7, WORD_UNIT},        {STR("eight"), 8, WORD_UNIT},
    {STR("nine"), 9, WORD_UNIT},         {STR("ten"), 10, WORD_UNIT},
    {STR("eleven"), 11, WORD_UNIT},      {STR("twelve"), 12, WORD_UNIT},
    {STR("thirteen"), 13, WORD_UNIT},    {STR("fourteen"), 14, WORD_UNIT},
    {STR("fifteen"), 15, WORD_UNIT},     {STR("sixteen"), 16, WORD_UNIT},
    {STR("seventeen"), 17, WORD_UNIT},   {STR("eighteen"), 18, WORD_UNIT},
    {STR("nineteen"), 19, WORD_UNIT},    {STR("both"), 2, WORD_UNIT},
    {STR("dozen"), 12, WORD_UNIT},       {STR("twenty"), 20, WORD_TENS},
    {STR("thirty"), 30, WORD_TENS},      {STR("forty"), 40, WORD_TENS},
    {STR("fifty"), 50, WORD_TENS},       {STR("sixty"), 60, WORD_TENS},
    {STR("seventy"), 70, WORD_TENS},     {STR("eighty"), 80, WORD_TENS},
    {STR("ninety"), 90, WORD_TENS},      {STR("hundred"), 100, WORD_HUNDRED},
    {STR("half"), 2, WORD_FRACTION},     {STR("third"), 3, WORD_FRACTION},
    {STR("thirds"), 3, WORD_FRACTION},   {STR("quarter"), 4, WORD_FRACTION},
    {STR("quarters"), 4, WORD_FRACTION}, {STR("fifth"), 5, WORD_FRACTION},
    {STR("fifths"), 5, WORD_FRACTION},   {STR("tenth"), 10, WORD_FRACTION},
    {STR("tenths"), 10, WORD_FRACTION},
};
enum { WORD_COUNT = sizeof words / sizeof words[0] };

static size_t word_at(struct str word)
{
    size_t i = 0;
    while (i < WORD_COUNT && !str_equal_fold(words[i].word, word))
        i++;
    return i;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- The list */

struct numbers numbers_new(struct arena *a)
{
    return (struct numbers){.arena = a};
}

static struct number *add(struct numbers *all, struct number number)
{
    all->at = arena_grow(all->arena, struct number, all->at, all->count, &all->capacity);
    all->at[all->count] = number;
    return &all->at[all->count++];
}

void numbers_add(struct numbers *all, struct ratio value)
{
    add(all, (struct number){.value = value, .decimals = 9});
}

/* ---- Reading */

/* The words of a number that is under way: "two" before "thirds", "twenty" before "one".
 * Anything but a space or hyphen between two words ends it. */
struct spoken {
    struct number *last;
    bool tens; /* it ends in a ten and may take a unit */
};

static struct str joined(const struct number *number, struct str word)
{
    return (struct str){number->text.at, (size_t)(word.at + word.len - number->text.at)};
}

static void take_fraction(struct numbers *all, struct spoken *spoken, struct str word,
                          int parts)
{
    if (!spoken->last) {
        add(all,
            (struct number){.text = word, .value = ratio_of(1, parts), .fraction = true});
        return;
    }
    struct number *n = spoken->last;
    n->value = ratio_of(n->value.num, parts);
    n->fraction = true;
    n->text = joined(n, word);
    spoken->last = NULL;
}

static void take_word(struct numbers *all, struct spoken *spoken, struct str word)
{
    size_t i = word_at(word);
    if (i == WORD_COUNT) {
        spoken->last = NULL;
        return;
    }
    int value = words[i].value;
    struct number *n = spoken->last;
    if (words[i].kind == WORD_FRACTION) {
        take_fraction(all, spoken, word, value);
    } else if (words[i].kind == WORD_HUNDRED && n) {
        n->value = ratio_of(n->value.num * value, 1);
        n->text = joined(n, word);
        spoken->last = NULL;
    } else if (words[i].kind == WORD_UNIT && n && spoken->tens && value < 10) {
        n->value = ratio_of(n->value.num + value, 1);
        n->text = joined(n, word);
        spoken->tens = false;
    } else {
        spoken->last =
            add(all, (struct number){.text = word, .value = ratio_of(value, 1)});
        spoken->tens = words[i].kind == WORD_TENS;
        if (words[i].kind == WORD_HUNDRED)
            spoken->last = NULL;
    }
}

static size_t digits_from(struct str text, size_t at)
{
    size_t end = at;
    while (end < text.len && is_digit(text.at[end]))
        end++;
    return end - at;
}

/* A comma belongs to a number where three digits follow, a point where one does. */
static size_t digits_end(struct str text, size_t at)
{
    at += digits_from(text, at);
    while (at < text.len && text.at[at] == ',' && digits_from(text, at + 1) == 3)
        at += 4;
    size_t decimals = at < text.len && text.at[at] == '.' ? digits_from(text, at + 1) : 0;
    return decimals ? at + 1 + decimals : at;
}

static void take_digits(struct numbers *all, struct str digits)
{
    struct str decimals;
    struct ratio value;
    str_cut(digits, '.', &decimals);
    /* Too long to be counted with is a number that nothing says. */
    if (!ratio_parse(digits, &value))
        value = ratio_of(INT64_MAX, 1);
    add(all,
        (struct number){.text = digits, .value = value, .decimals = (int)decimals.len});
}

void numbers_read(struct numbers *all, struct str text)
{
    struct spoken spoken = {0};
    for (size_t i = 0; i < text.len;) {
        size_t end = i;
        if (is_digit(text.at[i])) {
            end = digits_end(text, i);
            take_digits(all, (struct str){text.at + i, end - i});
            spoken.last = NULL;
        } else if (is_letter(text.at[i])) {
            while (end < text.len && is_letter(text.at[end]))
                end++;
            take_word(all, &spoken, (struct str){text.at + i, end - i});
        } else {
            if (text.at[i] != ' ' && text.at[i] != '-')
                spoken.last = NULL;
            end++;
        }
        i = end;
    }
}

/* ---- Comparing */

static bool is_as(const struct numbers *among, const struct number *number,
                  struct ratio value)
{
    struct ratio hundredfold;
    if (ratio_compare(number->value, value) == 0)
        return true;
    if (number->fraction)
        return ratio_multiply(number->value, ratio_of(100, 1), &hundredfold) &&
               str_equal(ratio_text(among->arena, hundredfold, 0),
                         ratio_text(among->arena, value, 0));
    int decimals = number->decimals > 9 ? 9 : number->decimals;
    return str_equal(ratio_text(among->arena, number->value, decimals),
                     ratio_text(among->arena, value, decimals));
}

bool numbers_hold(const struct numbers *among, const struct number *number)
{
    for (size_t i = 0; i < among->count; i++)
        if (is_as(among, number, among->at[i].value))
            return true;
    return false;
}
