/* Building the index from the published list: read, sort what is not sorted, lay out. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "records/districts.h"
#include "records/postcodes.h"
#include "records/postcodes_inside.h"

enum { ROWS_MOST = 8 * 1000 * 1000 };

struct located {
    struct key key;
    uint64_t place;
};

struct building {
    struct arena *arena;
    struct located *at;
    size_t count, capacity;
    char (*authorities)[AUTHORITY];
    size_t authority_count, last; /* last: rows of one authority come in runs */
    size_t outwards;
};

/* ---- Authorities: a few hundred, asked for in runs */

/* A district across the border stands for its country (rules_definitions.md, PL_LA). */
static struct str upper_tier(struct str district)
{
    static const struct {
        char first;
        const char *code;
    } abroad[] = {{'S', "SCO"}, {'W', "WAL"}, {'N', "NIR"}, {'L', ""}, {'M', ""}};
    for (size_t i = 0; i < sizeof abroad / sizeof *abroad && district.len; i++)
        if (district.at[0] == abroad[i].first)
            return str_of(abroad[i].code);
    return district_county(district);
}

static bool is_authority(const struct building *b, size_t i, struct str code)
{
    return i < b->authority_count && str_equal(str_of(b->authorities[i]), code);
}

static size_t authority_of(struct building *b, struct str district)
{
    struct str code = upper_tier(district);
    if (is_authority(b, b->last, code))
        return b->last;
    for (size_t i = 0; i < b->authority_count; i++)
        if (is_authority(b, i, code))
            return b->last = i;
    if (b->authority_count == AUTHORITIES_MOST || code.len >= AUTHORITY)
        return AUTHORITIES_MOST;
    memcpy(b->authorities[b->authority_count], code.at, code.len);
    return b->last = b->authority_count++;
}

/* ---- Rows */

enum column { POSTCODE, EASTING, NORTHING, DISTRICT, COLUMN_COUNT };
static const char *const names[COLUMN_COUNT] = {"postcode", "easting", "northing",
                                                "district_code"};

static status take_columns(const struct csv_record *head, size_t *columns,
                           struct fault *why)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        columns[c] = head->count;
        for (size_t i = 0; i < head->count; i++)
            if (str_equal_fold(str_trim(head->cells[i]), str_of(names[c])))
                columns[c] = i;
        if (columns[c] == head->count)
            return fault_set(why, ERR_FORMAT,
                             "line 1: there is no column '%s'; expected postcode, "
                             "easting, northing and district_code",
                             names[c]);
    }
    return OK;
}

static bool take_metres(struct str text, uint64_t most, uint64_t *out)
{
    uint64_t metres = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || metres > most)
            return false;
        metres = metres * 10 + (uint64_t)(text.at[i] - '0');
    }
    *out = metres;
    return text.len > 0 && metres <= most;
}

static uint64_t place_of(struct building *b, const struct str *cells)
{
    uint64_t east, north;
    uint64_t place = (uint64_t)authority_of(b, cells[DISTRICT]) << AUTHORITY_AT;
    if (take_metres(cells[EASTING], EASTING_MOST, &east) &&
        take_metres(cells[NORTHING], NORTHING_MOST, &north))
        place |= east | north << NORTHING_AT | (uint64_t)1 << KNOWN_AT;
    return place;
}

static void add_row(struct building *b, const struct csv_record *row,
                    const size_t *columns)
{
    struct str cells[COLUMN_COUNT];
    struct located located = {0};
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        cells[c] = columns[c] < row->count ? row->cells[columns[c]] : STR("");
    if (!postcode_key(cells[POSTCODE], &located.key))
        return;
    located.place = place_of(b, cells);
    if (b->count == b->capacity)
        b->at = arena_grow(b->arena, struct located, b->at, b->count, &b->capacity);
    b->at[b->count++] = located;
}

static status read_rows(struct building *b, struct str text, struct fault *why)
{
    struct csv csv;
    struct csv_record row;
    struct fault none = {0};
    size_t columns[COLUMN_COUNT] = {0};
    csv_open(&csv, b->arena, text, (struct csv_limits){.records = ROWS_MOST});
    if (!csv_next(&csv, &row, &none))
        return fault_set(why, ERR_FORMAT, "the list of postcodes is empty");
    TRY(take_columns(&row, columns, why));
    while (csv_next(&csv, &row, &none))
        add_row(b, &row, columns);
    if (none.code) {
        *why = none;
        return none.code;
    }
    return b->count ? OK : fault_set(why, ERR_FORMAT, "the list holds no postcode");
}

/* ---- Laying out */

static int by_key(const void *a, const void *b)
{
    const struct located *left = a, *right = b;
    int order = memcmp(left->key.outward, right->key.outward, OUTWARD);
    if (order)
        return order;
    if (left->key.digit != right->key.digit)
        return left->key.digit < right->key.digit ? -1 : 1;
    return (left->key.pair > right->key.pair) - (left->key.pair < right->key.pair);
}

/* The published list is sorted, but for spaces that it pads with. */
static void sort_rows(struct building *b)
{
    bool sorted = true;
    for (size_t i = 1; i < b->count && sorted; i++)
        sorted = by_key(&b->at[i - 1], &b->at[i]) <= 0;
    if (!sorted)
        qsort(b->at, b->count, sizeof *b->at, by_key);
    /* Of one postcode told twice the first counts. */
    size_t kept = 0;
    for (size_t i = 0; i < b->count; i++)
        if (kept == 0 || by_key(&b->at[kept - 1], &b->at[i]) != 0)
            b->at[kept++] = b->at[i];
    b->count = kept;
}

static bool starts_outward(const struct building *b, size_t i)
{
    return i == 0 || memcmp(b->at[i].key.outward, b->at[i - 1].key.outward, OUTWARD) != 0;
}

static bool starts_sector(const struct building *b, size_t i)
{
    return starts_outward(b, i) || b->at[i].key.digit != b->at[i - 1].key.digit;
}

/* The sector whose places begin at `*i`; *i is then behind them. */
static struct sector sector_from(const struct building *b, size_t *i)
{
    struct sector sector = {.first = (uint32_t)*i};
    do {
        unsigned pair = b->at[(*i)++].key.pair;
        sector.pairs[pair / WORD_BITS] |= (uint64_t)1 << pair % WORD_BITS;
    } while (*i < b->count && !starts_sector(b, *i));
    for (unsigned w = 1; w < PAIR_WORDS; w++)
        sector.before[w] =
            (uint16_t)(sector.before[w - 1] + bits_in(sector.pairs[w - 1]));
    return sector;
}

/* Sectors and outward parts, from where they point on. */
static void put_all(const struct building *b, char *sectors, char *outwards)
{
    struct outward outward = {{0}, 0, 0};
    uint32_t sector_count = 0;
    for (size_t i = 0; i < b->count; sector_count++) {
        const struct key *key = &b->at[i].key;
        if (starts_outward(b, i)) {
            outward = (struct outward){{0}, sector_count, 0};
            memcpy(outward.name, key->outward, OUTWARD);
            outwards += sizeof outward;
        }
        outward.digits |= (uint32_t)1 << key->digit;
        memcpy(outwards - sizeof outward, &outward, sizeof outward);
        struct sector sector = sector_from(b, &i);
        memcpy(sectors + (size_t)sector_count * sizeof sector, &sector, sizeof sector);
    }
}

static struct str lay_out(const struct building *b)
{
    struct head head = {.order = POSTCODES_ORDER,
                        .units = (uint32_t)b->count,
                        .authorities = (uint32_t)b->authority_count};
    memcpy(head.mark, postcodes_mark, sizeof postcodes_mark);
    for (size_t i = 0; i < b->count; i++) {
        head.outwards += starts_outward(b, i);
        head.sectors += starts_sector(b, i);
    }
    size_t size = sizeof head + head.sectors * sizeof(struct sector) +
                  head.outwards * sizeof(struct outward) + b->count * sizeof(uint64_t) +
                  b->authority_count * AUTHORITY;
    char *bytes = arena_alloc(b->arena, size), *sectors = bytes + sizeof head;
    char *outwards = sectors + head.sectors * sizeof(struct sector);
    char *places = outwards + head.outwards * sizeof(struct outward);
    memcpy(bytes, &head, sizeof head);
    put_all(b, sectors, outwards);
    for (size_t i = 0; i < b->count; i++)
        memcpy(places + i * sizeof(uint64_t), &b->at[i].place, sizeof(uint64_t));
    memcpy(places + b->count * sizeof(uint64_t), b->authorities,
           b->authority_count * AUTHORITY);
    return (struct str){bytes, size};
}

status postcodes_build(struct arena *a, struct str csv, struct str *out,
                       struct fault *why)
{
    struct building b = {.arena = a};
    b.authorities = arena_array(a, AUTHORITY, AUTHORITIES_MOST);
    TRY(read_rows(&b, csv, why));
    sort_rows(&b);
    *out = lay_out(&b);
    return OK;
}
