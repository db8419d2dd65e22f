/* Files that the site carries with it, in the program since the build:
 * tools/embed_files.c writes them from assets/. */
#ifndef ASSAY_SITE_ASSETS_H
#define ASSAY_SITE_ASSETS_H

#include <stddef.h>

struct site_asset {
    const char *name; /* "site.css" */
    const char *bytes;
    size_t len;
};
extern const struct site_asset site_assets[];
extern const size_t site_asset_count;

#endif
