/* The frameworks that travel inside the program: the text of every file under
 * frameworks/, put there at build time by tools/embed.c, so that a copied binary needs
 * no folder beside it.  Entries stand in byte order of `id`, which is the file's name
 * without `.framework`; after the last comes one entry of null pointers. */
#ifndef ASSAY_FRAMEWORK_SHIPPED_H
#define ASSAY_FRAMEWORK_SHIPPED_H

#include <stddef.h>

struct shipped_framework {
    const char *id;   /* "annual-rating-2009" */
    const char *file; /* as messages name it: "frameworks/annual-rating-2009.framework" */
    const char *text; /* NUL-terminated one past `len` */
    size_t len;
};

extern const struct shipped_framework shipped_frameworks[];
extern const size_t shipped_framework_count;

#endif
