/* What the readers of lists of settings and inspections share beside reading.h: texts
 * that repeat in thousands of rows are kept once, columns have other names each year, and
 * grades have five spellings of the third of four.  A listing lives on the stack of its
 * reader; the texts are the batch's. */
#ifndef ASSAY_EVIDENCE_LISTING_H
#define ASSAY_EVIDENCE_LISTING_H

#include "evidence/reading.h"

struct listing {
    struct reading reading;
    struct batch *texts; /* private: its codes are the texts, each once */
};

/* Names of one column in the years of a publication, the latest first; ends with NULL. */
#define LISTING_NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

struct listing listing_of(const struct national_input *input, struct batch *batch,
                          struct remarks *remarks);
/* The column of the first name that the sheet has, or -1. */
int listing_column(const struct listing *l, const char *const *names);
/* The text trimmed, runs of spaces and line breaks made one space, kept once; empty where
 * it says that there is none ("nan", "None", "NULL", "REDACTED", "-"). */
struct str listing_keep(struct listing *l, struct str text);
struct str listing_text(struct listing *l, int column);
/* The same in lower case: "Local Authority" and "Local authority" are one sector. */
struct str listing_lower(struct listing *l, int column);
/* A number for the text, the same for the same text; *is_new where it was not met
 * before. */
uint32_t listing_number(struct listing *l, struct str text, bool *is_new);
/* DATE_NONE where the cell says none, or is bad and remarked on. */
date listing_date(struct listing *l, int column);
/* The number of the authority, else its name or ONS code as published: which authority
 * bears a name hangs on the date, and is settled when facts are read (places.h). */
struct str listing_area(struct listing *l, int number, int name);
/* The position of a grade on scale setting, 0 best; -1 where it is none of the four. */
int listing_position(struct str grade);

#endif
