/* The files that a command line names: files as they are, and of folders all files in
 * them and in the folders below, in byte order of their paths. */
#ifndef ASSAY_CLI_FILES_H
#define ASSAY_CLI_FILES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

struct named_file {
    struct str path;
    uint64_t size, device, number; /* device and number: of the same file the same */
    bool in_folder;                /* found in a folder, not named itself */
};

struct named_files {
    struct named_file *at;
    size_t count;
};

/* ERR_IO where one does not exist or a folder cannot be read.  Links to folders and names
 * that start with a dot are passed over in folders. */
status files_named(struct arena *a, const struct str *paths, size_t count,
                   struct named_files *out, struct fault *why);

#endif
