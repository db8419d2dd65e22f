#include "evidence/named_day.h"

#include <string.h>

/* A run of letters or of digits; all else parts them. */
struct token {
    struct str text;
    int number; /* -1: letters, or too many digits */
};
enum { TOKENS = 3, NUMBER_MOST = 8 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Takes the next token from the front of a text; false at its end. */
static bool take_token(struct str *text, struct token *out)
{
    size_t i = 0;
    if (text->len == 0)
        return false;
    while (i < text->len && !is_digit(text->at[i]) && !is_letter(text->at[i]))
        i++;
    size_t start = i;
    bool digits = i < text->len && is_digit(text->at[i]);
    while (i < text->len && (digits ? is_digit(text->at[i]) : is_letter(text->at[i])))
        i++;
    *out = (struct token){{text->at + start, i - start}, -1};
    *text = (struct str){text->at + i, text->len - i};
    if (digits && out->text.len <= NUMBER_MOST) {
        out->number = 0;
        for (size_t k = 0; k < out->text.len; k++)
            out->number = out->number * 10 + (out->text.at[k] - '0');
    }
    return out->text.len > 0;
}

static int month_of(struct str word)
{
    static const char *const months[] = {"january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december"};
    for (int i = 0; i < 12; i++) {
        struct str name = str_of(months[i]);
        bool cut = word.len == 3 || (word.len == 4 && i == 8);
        if (str_equal_fold(word, name) ||
            (cut && str_equal_fold(word, (struct str){name.at, word.len})))
            return i + 1;
    }
    return 0;
}

static bool is_year(const struct token *t)
{
    return t->text.len == 4 && t->number >= 1990 && t->number <= 2099;
}

static bool is_ordinal(struct str word)
{
    return str_equal_fold(word, STR("st")) || str_equal_fold(word, STR("nd")) ||
           str_equal_fold(word, STR("rd")) || str_equal_fold(word, STR("th"));
}

static date last_of_month(int year, int month)
{
    return date_add_days(date_add_months(date_of(year, month, 1), 1), -1);
}

/* "31 August 2023"; "March 2015" is its last day. */
static date day_by_month(const struct token *a, const struct token *b,
                         const struct token *c)
{
    int month = month_of(b->text);
    if (!is_year(c) || !month)
        return DATE_NONE;
    return a->number > 0 ? date_of(c->number, month, a->number)
                         : last_of_month(c->number, month);
}

/* "30/06/2019", "2019-06-30". */
static date day_by_numbers(const struct token *a, const struct token *b,
                           const struct token *c)
{
    if (a->number <= 0 || b->number <= 0 || c->number <= 0)
        return DATE_NONE;
    if (is_year(c))
        return date_of(c->number, b->number, a->number);
    return is_year(a) ? date_of(a->number, b->number, c->number) : DATE_NONE;
}

/* The day that three tokens in a row, of which the last is new, say. */
static date day_of(const struct token t[TOKENS])
{
    if (t[2].text.len == 8 && t[2].number >= 19900101)
        return date_of(t[2].number / 10000, t[2].number / 100 % 100, t[2].number % 100);
    date day = day_by_month(&t[0], &t[1], &t[2]);
    return date_is_none(day) ? day_by_numbers(&t[0], &t[1], &t[2]) : day;
}

bool named_day(struct str text, date *out)
{
    struct token tokens[TOKENS] = {{STR(""), -1}, {STR(""), -1}, {STR(""), -1}}, next;
    bool found = false;
    while (take_token(&text, &next)) {
        if (tokens[2].number > 0 && is_ordinal(next.text))
            continue;
        tokens[0] = tokens[1];
        tokens[1] = tokens[2];
        tokens[2] = next;
        date day = day_of(tokens);
        if (date_is_none(day) || date_split(day).year > 2099)
            continue;
        *out = day;
        found = true;
    }
    return found;
}
