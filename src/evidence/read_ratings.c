/* Annual ratings of authorities, 2005 to 2011: which authorities are known by name, and
 * how many had each grade.  4 was the best. */
#include "evidence/listing.h"

#define COUNT(names) (sizeof(names) / sizeof(names)[0])

/* Words that stand for a number of the scale of their year; digits say it themselves. */
static const struct {
    const char *said;
    int label;
} labels[] = {
    {"performs excellently", 4},
    {"performs well", 3},
    {"performs adequately", 2},
    {"performs poorly", 1},
};

/* The first number of the text: "2 stars (1 star in 2006)" is 2. */
static int label_of(struct str rating)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        if (str_equal_fold(rating, str_of(labels[i].said)))
            return labels[i].label;
    }
    for (size_t i = 0; i < rating.len; i++) {
        char c = rating.at[i];
        bool alone =
            i + 1 == rating.len || rating.at[i + 1] < '0' || rating.at[i + 1] > '9';
        if (c >= '0' && c <= '9')
            return alone && c >= '1' && c <= '4' ? c - '0' : 0;
    }
    return 0;
}

/* The year, or 0 with a remark. */
static int year_in(struct listing *l, int column)
{
    struct str cell = reading_cell(&l->reading, column);
    int year = 0;
    for (size_t i = 0; i < cell.len && cell.len == 4; i++) {
        if (cell.at[i] >= '0' && cell.at[i] <= '9')
            year = year * 10 + (cell.at[i] - '0');
    }
    if (year >= 1990 && year <= 2099)
        return year;
    reading_bad(&l->reading, REMARK_BAD_ROW, column,
                "expected a year; the row is not taken");
    return 0;
}

/* --- by name --- */

static const char *const named_needed[] = {"year", "scheme", "la_number", "rating",
                                           "completeness"};

static int recognise_named(const struct national_input *input)
{
    return reading_has(input, named_needed, COUNT(named_needed)) ? 3 : 0;
}

static status read_named(const struct national_input *input, struct batch *batch,
                         struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    const struct reading *r = &l.reading;
    TRY(reading_need(&l.reading, named_needed, COUNT(named_needed), why));
    int year = reading_column(r, "year"), scheme = reading_column(r, "scheme");
    int code = reading_column(r, "la_number"), rating = reading_column(r, "rating");
    int completeness = reading_column(r, "completeness");
    int source = listing_column(&l, LISTING_NAMES("source_url", "source"));
    while (reading_next(&l.reading)) {
        struct batch_rating row = {
            .row = r->row.row,
            .year = year_in(&l, year),
            .scheme = listing_text(&l, scheme),
            .code = listing_area(&l, code, reading_column(r, "la_name")),
            .rating = listing_text(&l, rating),
            .completeness = listing_text(&l, completeness),
            .source = listing_text(&l, source),
        };
        row.label = label_of(row.rating);
        if (!row.code.len || !row.rating.len)
            reading_bad(&l.reading, REMARK_BAD_ROW, row.code.len ? rating : code,
                        "expected an authority and its rating; the row is not taken");
        else if (row.year)
            *batch_add(batch, batch_rating, ratings) = row;
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_annual_ratings = {
    "annual-ratings",
    "annual ratings of named authorities, 2005 to 2011",
    {READING_STR("annual-ratings"), READING_STR("news pages, each cited"),
     READING_STR("Annual ratings of children's services, by authority"),
     READING_STR("facts, cited"),
     READING_STR("Ratings 2005 to 2011 as reported in the news pages cited with each.")},
    recognise_named,
    read_named};

/* --- how many --- */

static const char *const counted_needed[] = {"year", "scheme", "grade_label", "count"};

static int recognise_counted(const struct national_input *input)
{
    return reading_has(input, counted_needed, COUNT(counted_needed)) ? 3 : 0;
}

static status read_counted(const struct national_input *input, struct batch *batch,
                           struct remarks *remarks, struct fault *why)
{
    struct listing l = listing_of(input, batch, remarks);
    const struct reading *r = &l.reading;
    TRY(reading_need(&l.reading, counted_needed, COUNT(counted_needed), why));
    int year = reading_column(r, "year"), scheme = reading_column(r, "scheme");
    int grade = reading_column(r, "grade"), label = reading_column(r, "grade_label");
    int count = reading_column(r, "count"), of = reading_column(r, "of");
    int source = reading_column(r, "source_url");
    while (reading_next(&l.reading)) {
        struct batch_distribution row = {
            .row = r->row.row,
            .year = year_in(&l, year),
            .scheme = listing_text(&l, scheme),
            .grade = listing_text(&l, grade),
            .label = listing_text(&l, label),
            .count = listing_text(&l, count),
            .of = listing_text(&l, of),
            .source = listing_text(&l, source),
        };
        if (!row.count.len)
            reading_bad(&l.reading, REMARK_BAD_ROW, count,
                        "expected a number or a share; the row is not taken");
        else if (row.year)
            *batch_add(batch, batch_distribution, distributions) = row;
    }
    reading_end(&l.reading);
    return OK;
}

const struct national_format national_annual_distribution = {
    "annual-distribution",
    "how many authorities had each annual rating, 2005 to 2011",
    {READING_STR("annual-distribution"), READING_STR("news pages, each cited"),
     READING_STR("Annual ratings of children's services, national counts"),
     READING_STR("facts, cited"),
     READING_STR("Counts 2005 to 2011 as reported in the news pages cited with each.")},
    recognise_counted,
    read_counted};
