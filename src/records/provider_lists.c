#include "records/provider_lists.h"

#include <string.h>

#include "evidence/sheet.h"
#include "records/day.h"

enum { HEAD_ROWS = 12 };

/* ---- Columns */

enum column { URN, PLACEMENT, PROVIDER, ENDED, POSTCODE, COLUMN_COUNT };
enum { NAMES_MOST = 3, NO_CELL = -1 };

/* In the list of children's homes "Provider Code" holds placement codes, and "Provider
 * Placement Code" those of the provider. */
static const char *const names[COLUMN_COUNT][NAMES_MOST] = {
    [URN] = {"URN"},
    [PLACEMENT] = {"Placement code", "Provider code"},
    [PROVIDER] = {"Placement provider code", "Provider placement code"},
    [ENDED] = {"Deregistration date", "Closed date"},
    [POSTCODE] = {"Setting address postcode", "Setting postcode"},
};

struct columns {
    int at[COLUMN_COUNT];
};

static int find_column(const struct sheet_row *row, enum column column)
{
    for (size_t n = 0; n < NAMES_MOST && names[column][n]; n++)
        for (size_t i = 0; i < row->count; i++)
            if (str_equal_fold(row->cells[i], str_of(names[column][n])))
                return (int)i;
    return NO_CELL;
}

static struct columns columns_of(const struct sheet_row *row)
{
    struct columns columns;
    for (int c = 0; c < COLUMN_COUNT; c++)
        columns.at[c] = find_column(row, (enum column)c);
    return columns;
}

static struct str cell(const struct sheet_row *row, const struct columns *columns,
                       enum column column)
{
    int at = columns->at[column];
    return at == NO_CELL || (size_t)at >= row->count ? STR("") : row->cells[at];
}

/* ---- Cells */

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* In upper case, without what `drop` is, and with one character made another. */
static struct str tidy(struct arena *a, struct str text, char drop, char from)
{
    char *out = arena_alloc(a, text.len);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != drop)
            out[len++] = text.at[i] == from ? ',' : upper(text.at[i]);
    return (struct str){out, len};
}

/* A day as the sheets hold it: a day of the return, of ISO, or Excel's count from 30
 * December 1899, with a time that is let go. */
static date day_of(struct str text)
{
    date day = day_of_903(str_cut(text, ' ', &(struct str){0}));
    if (date_is_none(day))
        day = day_of_census(str_cut(text, ' ', &(struct str){0}));
    if (!date_is_none(day) || text.len < 5 || text.len > 20)
        return day;
    int days = 0;
    struct str whole = str_cut(text, '.', &(struct str){0});
    for (size_t i = 0; i < whole.len; i++) {
        if (whole.len != 5 || whole.at[i] < '0' || whole.at[i] > '9')
            return DATE_NONE;
        days = days * 10 + (whole.at[i] - '0');
    }
    return date_add_days(date_of(1899, 12, 30), days);
}

/* ---- Sheets */

struct listing {
    struct arena *arena;
    const struct postcodes *postcodes;
    struct provider *at;
    size_t count, capacity;
    size_t first;                  /* of the workbook */
    bool has_codes, has_addresses; /* of the workbook */
};

static struct str authority_at(const struct listing *l, struct str postcode)
{
    struct postcode found;
    bool known = l->postcodes && postcode.len > 0 &&
                 postcodes_find(l->postcodes, postcode, &found);
    return known ? found.authority : STR("");
}

static void add_provider(struct listing *l, const struct sheet_row *row,
                         const struct columns *columns, bool supported)
{
    struct arena *a = l->arena;
    struct provider p = {.urn = tidy(a, cell(row, columns, URN), '\0', '\0')};
    if (p.urn.len == 0)
        return;
    p.placement_codes =
        supported ? STR("K3") : tidy(a, cell(row, columns, PLACEMENT), '\0', '\0');
    p.provider_codes = tidy(a, cell(row, columns, PROVIDER), '\0', '/');
    if (supported && p.provider_codes.len == 0)
        p.provider_codes = STR("PR4");
    p.ended = day_of(cell(row, columns, ENDED));
    p.postcode = tidy(a, cell(row, columns, POSTCODE), ' ', '\0');
    p.authority = authority_at(l, p.postcode);
    if (l->count == l->capacity)
        l->at = arena_grow(a, struct provider, l->at, l->count, &l->capacity);
    l->at[l->count++] = p;
}

/* Where settings and addresses are apart, the postcode of a setting is in the latter. */
static void add_address(struct listing *l, const struct sheet_row *row,
                        const struct columns *columns)
{
    struct str urn = tidy(l->arena, cell(row, columns, URN), '\0', '\0');
    struct str postcode = tidy(l->arena, cell(row, columns, POSTCODE), ' ', '\0');
    for (size_t i = l->first; i < l->count; i++) {
        struct provider *p = &l->at[i];
        if (p->postcode.len > 0 || !str_equal(p->urn, urn))
            continue;
        p->postcode = postcode;
        p->authority = authority_at(l, postcode);
    }
}

/* The names of the columns stand in one of the first rows. */
static bool find_head(struct sheet_reader *reader, struct columns *columns)
{
    struct sheet_row row;
    uint32_t bad = 0;
    for (int i = 0; i < HEAD_ROWS && sheet_next(reader, &row, &bad); i++) {
        *columns = columns_of(&row);
        if (columns->at[URN] != NO_CELL)
            return true;
    }
    return false;
}

static bool is_supported(const struct sheet *sheet, const struct columns *columns)
{
    bool named = (sheet->name.len >= 3 &&
                  str_equal_fold((struct str){sheet->name.at, 3}, STR("SA "))) ||
                 str_contains(sheet->name, STR("upported accommodation"));
    return named ||
           (columns->at[PLACEMENT] == NO_CELL && columns->at[PROVIDER] != NO_CELL);
}

static void read_sheet(struct listing *l, const struct sheet *sheet, bool addresses)
{
    struct sheet_reader reader;
    struct sheet_row row;
    struct columns columns;
    uint32_t bad = 0;
    sheet_start(&reader, l->arena, sheet);
    if (!find_head(&reader, &columns))
        return;
    bool supported = is_supported(sheet, &columns);
    bool coded = supported ||
                 (columns.at[PLACEMENT] != NO_CELL && columns.at[PROVIDER] != NO_CELL);
    if (coded == addresses || (!coded && columns.at[POSTCODE] == NO_CELL))
        return;
    l->has_codes = l->has_codes || coded;
    l->has_addresses = l->has_addresses || columns.at[POSTCODE] != NO_CELL;
    while (sheet_next(&reader, &row, &bad)) {
        if (coded)
            add_provider(l, &row, &columns, supported);
        else
            add_address(l, &row, &columns);
    }
}

static status read_list(struct listing *l, struct str path, struct fault *why)
{
    struct workbook book;
    TRY(workbook_open(l->arena, path, &book, why));
    l->first = l->count;
    l->has_codes = l->has_addresses = false;
    for (size_t i = 0; i < book.count; i++)
        read_sheet(l, &book.sheets[i], false);
    for (size_t i = 0; i < book.count; i++)
        read_sheet(l, &book.sheets[i], true);
    if (l->has_codes && l->has_addresses)
        return OK;
    return fault_at(
        why, ERR_FORMAT, path, 0, 0,
        "this is no list of providers: expected a sheet with the columns URN, "
        "placement code, placement provider code and the setting's postcode");
}

status provider_lists_read(struct arena *a, const struct provider_lists *lists,
                           const struct providers **out, struct fault *why)
{
    struct listing l = {.arena = a, .postcodes = lists->postcodes};
    for (size_t i = 0; i < lists->count; i++)
        TRY(read_list(&l, lists->paths[i], why));
    *out = providers_of(a, l.at, l.count);
    return OK;
}
