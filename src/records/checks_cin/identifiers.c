/* Census checks on how the identifiers of a child are made: pupil numbers (UPN) and the
 * authority's own.  A UPN is a check letter, a code of an authority in characters 2 to 4,
 * eight digits and a last character that is a letter in a temporary one. */
#include "records/census.h"

enum { UPN_LENGTH = 13, ID_LENGTH_MOST = 20 };

/* A text as the rules count it: characters, not bytes; one that is not ASCII is kept as
 * a question mark, which is neither letter nor digit. */
struct characters {
    char at[UPN_LENGTH + 1]; /* the first of them */
    size_t count;            /* of all */
};

static struct characters characters_of(const struct cell *cell)
{
    struct characters out = {{0}, 0};
    for (size_t i = 0; i < cell->text.len; i++) {
        unsigned char byte = (unsigned char)cell->text.at[i];
        if ((byte & 0xc0u) == 0x80u)
            continue;
        if (out.count < UPN_LENGTH)
            out.at[out.count] = byte < 0x80u ? (char)byte : '?';
        out.count++;
    }
    return out;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

/* Characters `from` to `to`, counted from 1, are all digits. */
static bool are_digits(const struct characters *text, size_t from, size_t to)
{
    for (size_t p = from; p <= to; p++)
        if (!is_digit(text->at[p - 1]))
            return false;
    return true;
}

/* The letters that a UPN may have, which leave out I, O and S, and their values. */
static const char upn_letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";

/* -1 where it is none of them. */
static int letter_value(char c)
{
    for (int i = 0; upn_letters[i]; i++)
        if (upn_letters[i] == c)
            return i;
    return -1;
}

static int last_value(char c)
{
    return is_digit(c) ? c - '0' : letter_value(c);
}

static bool check_letter_is_wrong(const struct checking *c, const struct entry *entry)
{
    const struct characters upn = characters_of(entry_cell(entry, CI_UPN));
    (void)c;
    if (upn.count != UPN_LENGTH || !are_digits(&upn, 2, 12))
        return false;
    int last = last_value(upn.at[UPN_LENGTH - 1]), sum = UPN_LENGTH * last;
    for (int p = 2; p < UPN_LENGTH; p++)
        sum += p * (upn.at[p - 1] - '0');
    return last >= 0 && upn.at[0] != upn_letters[sum % 23];
}

/* ---- Codes of authorities */

struct numbers {
    short first, last;
};
static const struct numbers upn_authorities[] = {
    {1, 5},     {201, 213}, {301, 320}, {330, 336}, {340, 344}, {350, 359}, {370, 373},
    {380, 384}, {390, 394}, {420, 420}, {660, 681}, {701, 708}, {800, 803}, {805, 808},
    {810, 813}, {815, 816}, {820, 823}, {825, 826}, {830, 831}, {835, 841}, {845, 846},
    {850, 852}, {855, 857}, {860, 861}, {865, 896}, {908, 909}, {916, 916}, {919, 919},
    {921, 921}, {925, 926}, {928, 929}, {931, 931}, {933, 933}, {935, 938}, {940, 941}};
/* Cumberland, and Westmorland and Furness, stand since 1 April 2023. */
static const struct numbers upn_authorities_of_2023 = {942, 943};

static bool is_within(const struct numbers *range, int number)
{
    return number >= range->first && number <= range->last;
}

static bool is_authority(int number, int year)
{
    for (size_t i = 0; i < sizeof upn_authorities / sizeof *upn_authorities; i++)
        if (is_within(&upn_authorities[i], number))
            return true;
    return year >= 2024 && is_within(&upn_authorities_of_2023, number);
}

static bool authority_is_unknown(const struct checking *c, const struct entry *entry)
{
    const struct characters upn = characters_of(entry_cell(entry, CI_UPN));
    if (upn.count != UPN_LENGTH)
        return false;
    int number = (upn.at[1] - '0') * 100 + (upn.at[2] - '0') * 10 + (upn.at[3] - '0');
    return !are_digits(&upn, 2, 4) || !is_authority(number, c->about->year);
}

/* ---- Other characters */

static bool has_not_eight_digits(const struct checking *c, const struct entry *entry)
{
    const struct characters upn = characters_of(entry_cell(entry, CI_UPN));
    (void)c;
    return upn.count > 0 && !are_digits(&upn, 5, 12);
}

static bool may_be_last(char c)
{
    return last_value(c) >= 0;
}

static bool last_is_wrong(const struct checking *c, const struct entry *entry)
{
    const struct characters upn = characters_of(entry_cell(entry, CI_UPN));
    (void)c;
    return upn.count == UPN_LENGTH && !may_be_last(upn.at[UPN_LENGTH - 1]);
}

static bool former_is_malformed(const struct checking *c, const struct entry *entry)
{
    const struct characters upn = characters_of(entry_cell(entry, CI_FORMER_UPN));
    (void)c;
    if (upn.count == 0)
        return false;
    return upn.count != UPN_LENGTH || !is_letter(upn.at[0]) || !are_digits(&upn, 2, 12) ||
           !may_be_last(upn.at[UPN_LENGTH - 1]);
}

static bool id_is_long(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return characters_of(entry_cell(entry, CI_LA_CHILD_ID)).count > ID_LENGTH_MOST;
}

static bool id_has_other_characters(const struct checking *c, const struct entry *entry)
{
    struct str id = entry_cell(entry, CI_LA_CHILD_ID)->text;
    (void)c;
    for (size_t i = 0; i < id.len; i++)
        if (!is_letter(id.at[i]) && !is_digit(id.at[i]))
            return true;
    return false;
}

/* ---- Used twice */

static struct str upn_of(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return entry_cell(entry, CI_UPN)->text;
}

static struct str child_id_of(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return entry_cell(entry, CI_LA_CHILD_ID)->text;
}

static const struct check checks[] = {
    {.code = "1510",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .entry = check_letter_is_wrong,
     .fields = "UPN",
     .message = "The first letter of the UPN is not the one that its other characters "
                "give: a character was mistyped.",
     .source = "how the Department makes UPNs; differences, 1510"},
    {.code = "1520",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .unique = upn_of,
     .fields = "UPN",
     .message = "Another child of the return has the same UPN.",
     .source = "Department's message for 1520"},
    {.code = "1530",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .entry = authority_is_unknown,
     .fields = "UPN",
     .message = "Characters 2 to 4 of the UPN are not the number of an authority.",
     .source = "Department's list of numbers for the year"},
    {.code = "1540",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .entry = has_not_eight_digits,
     .fields = "UPN",
     .message = "Characters 5 to 12 of the UPN are not eight digits.",
     .source = "Department's message for 1540; differences, 1540"},
    {.code = "1550",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .entry = last_is_wrong,
     .fields = "UPN",
     .message = "The last character of the UPN is neither a digit nor a letter that a "
                "temporary UPN may end with.",
     .source = "Department's message for 1550"},
    {.code = "1560Q",
     .severity = SEVERITY_QUERY,
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .entry = former_is_malformed,
     .fields = "FormerUPN",
     .message = "The former UPN is not a letter, 11 digits, and a digit or a letter.",
     .source = "Department's message for 1560Q; differences, 1560Q"},
    {.code = "1570",
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_CHILD_IDENTIFIERS),
     .entry = id_is_long,
     .fields = "LAchildID",
     .message = "The authority's identifier has more than 20 characters.",
     .source = "Department's message for 1570"},
    {.code = "1580",
     .years = YEARS_CENSUS_FROM(2025),
     ON(TC_CHILD_IDENTIFIERS),
     .entry = id_has_other_characters,
     .fields = "LAchildID",
     .message = "The authority's identifier has characters beside letters and digits.",
     .source = "Department's message for 1580; differences, 1580"},
    {.code = "8510",
     .years = YEARS_CENSUS,
     ON(TC_CHILD_IDENTIFIERS),
     .unique = child_id_of,
     .fields = "LAchildID",
     .message = "Another child record of the return has the same identifier.",
     .source = "Department's message for 8510; differences, 8510"},
};
const struct check_list checks_cin_identifiers = CHECK_LIST(checks);
