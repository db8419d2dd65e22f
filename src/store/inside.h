/* What the files of the room share of an open store.  (Of the room store.) */
#ifndef ASSAY_STORE_INSIDE_H
#define ASSAY_STORE_INSIDE_H

#include "store/sqlite.h"

struct store {
    struct arena *arena; /* it lives in its own */
    struct db db;
    enum store_mode mode;
};

/* Runs `body` in a transaction: all of it, or, where it fails, nothing. */
status transaction(const struct db *db, status (*body)(void *with, struct fault *why),
                   void *with, struct fault *why);

#endif
