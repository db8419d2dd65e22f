/* The lists of a batch as tables of the store, by one description a list: which columns,
 * of which kind, where in the row.  (Of the room store.) */
#ifndef ASSAY_STORE_TABLES_H
#define ASSAY_STORE_TABLES_H

#include "store/sqlite.h"

/* Writes every list but periods, codes and figures as rows of a load. */
status tables_write(const struct db *db, int64_t load, const struct batch *batch,
                    struct fault *why);
/* Deletes all rows of a load. */
status tables_delete(const struct db *db, int64_t load, struct fault *why);

/* Where the rows of a load go when read. */
struct tables_target {
    int64_t load;
    struct batch *batch;
    size_t events_before; /* private */
};
enum tables_which { TABLES_ALL, TABLES_OF_CUBE };

/* Reads tables in load order, each row into the batch of its load, its `load` set.
 * Targets are in the order of their loads; several may share a batch.  TABLES_OF_CUBE:
 * measures, areas, aliases and neighbours.  ERR_FORMAT where the store contradicts
 * itself. */
status tables_read(const struct db *db, enum tables_which which,
                   struct tables_target *targets, size_t count, struct fault *why);

#endif
