/* The one file that touches the system: files, folders, standard output.  Everything
 * else of the core is portable C (architecture.md, Portable core). */
#ifndef ASSAY_BASE_OS_H
#define ASSAY_BASE_OS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/fault.h"

/* The whole file, at most `ceiling` bytes (else ERR_LIMIT); owned by the arena. */
status os_read_file(struct arena *a, struct str path, size_t ceiling, struct str *out,
                    struct fault *why);
/* Names of all that a folder holds (no path), folders included, sorted by bytes. */
status os_list_folder(struct arena *a, struct str path, struct str **names, size_t *count,
                      struct fault *why);
/* Links are followed. */
bool os_is_folder(struct str path);
/* A regular file, through links. */
bool os_is_file(struct str path);
bool os_exists(struct str path);
/* Makes the folder and its parents. */
status os_make_folder(struct str path, struct fault *why);
/* Writes a whole file through a temporary name beside it and a rename, so that a reader
 * never sees half of it; a device or pipe of that name is written to as it is. */
status os_write_file(struct str path, struct str bytes, struct fault *why);
/* Writes to standard output (or error); ERR_IO where it is closed or full. */
status os_print(struct str text, struct fault *why);
void os_print_error(struct str text);
/* folder/name with exactly one separator. */
struct str os_join(struct arena *a, struct str folder, struct str name);

#endif
