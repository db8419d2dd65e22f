/* A synthetic nation: authorities that do not exist, with figures, settings and
 * inspections drawn by chance, written as files that the readers of national files
 * recognise.  It stands in for the real files where they are absent: in the demo, in
 * tests and in benchmarks.  README says how it is drawn.
 *
 * The same number of areas and the same seed give the same bytes, everywhere.  Every file
 * says in its first row, or its first member, that it is synthetic (NATION_NOTICE); the
 * loader turns that into the attribution of the load.
 *
 * Time and memory grow with the number of areas: 1,000 take about a second. */
#ifndef ASSAY_SYNTH_NATION_H
#define ASSAY_SYNTH_NATION_H

#include "base/buf.h"

enum { NATION_AREAS_LEAST = 10, NATION_AREAS_MOST = 5000, NATION_AREAS_USUAL = 153 };

struct nation_options {
    size_t areas; /* authorities that exist at the end; three former ones come on top */
    uint64_t seed;
};

struct nation;

/* Draws all that files share; areas must be within the limits above. */
struct nation *nation_new(struct arena *a, struct nation_options options);
/* The files of any nation, in the order in which they are written. */
size_t nation_file_count(void);
const char *nation_file_name(size_t file);
/* One of them; ERR_LIMIT in the buffer's status where it does not fit. */
void nation_file(const struct nation *nation, size_t file, struct buf *out);
/* All of them into a folder, which is made; `written` is their size together. */
status nation_write(struct nation_options options, struct str folder, uint64_t *written,
                    struct fault *why);

#endif
