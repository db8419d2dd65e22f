/* What is known about a return beside its children: kind, year, period, authority, which
 * tables were loaded, and the lists that some checks need.  Checks and measures read it
 * and never change it. */
#ifndef ASSAY_RECORDS_RETURN_H
#define ASSAY_RECORDS_RETURN_H

#include "records/child.h"

struct postcodes; /* records/postcodes.h */
struct providers; /* records/providers.h */

enum return_form { FORM_CSV, FORM_XML };

/* The collection of year Y ends on 31 March Y and goes by the rules of (Y-1)_Y. */
enum { YEAR_FIRST = 2023, YEAR_LAST = 2027 };
#define YEAR_BIT(year) (1u << ((year) - YEAR_FIRST))
#define YEARS_ALL 0x1fu
#define YEARS_FROM(year) (YEARS_ALL & ~(YEAR_BIT(year) - 1u))
#define YEARS_UNTIL(year) (YEAR_BIT(year) * 2u - 1u) /* the year included */

struct return_about {
    enum return_kind kind;
    enum return_form form;
    int year;
    date start, end; /* the collection year; of the census: its period */
    date last_start, last_end;
    date reference; /* of the census: Header ReferenceDate; DATE_NONE where blank */
    struct str header_year, header_reference; /* of the census: Year and ReferenceDate as
                                                 its Header has them; empty where blank */
    struct str authority; /* ONS code of the upper tier, or empty where not said */
    struct str lea;       /* its three-digit number, or empty */
    bool has[TABLES_MAX], has_last[TABLES_MAX]; /* tables that were loaded */
    bool has_any_last;
    const struct postcodes *postcodes; /* NULL where not given */
    const struct providers *providers; /* NULL where not given */
};

#endif
