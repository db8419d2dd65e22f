/* The store: what has been loaded, in one SQLite file.  One load is one file is one
 * transaction, known by the SHA-256 of its bytes: loading it again does nothing, undoing
 * it restores every figure exactly, since nothing a load says is ever overwritten — where
 * two loads give the same figure the later counts.  STRICT tables, WAL, synchronous=FULL,
 * numbered migrations.  Series are kept as arrays (one row a measure of a load), which is
 * what makes loading as fast as an untyped import and reading the cube a few copies. */
#ifndef ASSAY_STORE_STORE_H
#define ASSAY_STORE_STORE_H

#include "base/fault.h"
#include "evidence/batch.h"
#include "evidence/cube.h"

struct store;

enum store_mode { STORE_READ, STORE_WRITE };

/* Opens (and for writing creates and migrates) the store; NULL-safe close. */
status store_open(struct str path, enum store_mode mode, struct store **out,
                  struct fault *why);
void store_close(struct store *store);

struct load {
    int64_t id;
    struct str file, sha256, format, publisher, title, licence, attribution;
    uint64_t rows;
    bool undone;
};

/* Writes a batch as one load.  `*already` is set and nothing written where a load with
 * this SHA-256 stands. */
status store_load(struct store *store, struct str file, struct str sha256,
                  const struct batch *batch, int64_t *id, bool *already,
                  struct fault *why);
/* True where a load with this SHA-256 stands: asked before a file is parsed. */
status store_has(struct store *store, struct str sha256, bool *out, struct fault *why);
status store_undo(struct store *store, int64_t id, struct fault *why);
status store_loads(struct store *store, struct arena *a, struct load **out, size_t *count,
                   struct fault *why);

/* Reads everything of the figures and the registry into a cube. */
status store_cube(struct store *store, struct arena *a, struct cube **out,
                  struct fault *why);
/* Reads the areas, events, settings, ratings, holidays and shapes of all loads that
 * stand, as one batch (figures left out), in load order; each row's `load` says which. */
status store_facts(struct store *store, struct arena *a, struct batch **out,
                   struct fault *why);

#endif
