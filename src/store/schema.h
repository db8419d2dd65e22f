/* The migrations of the store, schema/NNNN.sql, embedded by the build: the first makes
 * version 1 of nothing, each next one raises the version by one. */
#ifndef ASSAY_STORE_SCHEMA_H
#define ASSAY_STORE_SCHEMA_H

#include <stddef.h>

extern const char *const store_migrations[];
extern const size_t store_migration_count;

#endif
