/* Large files: read at any place by several threads at once, mapped, or written piece by
 * piece.  Beside base/os.h, which reads and writes files whole. */
#ifndef ASSAY_BASE_OS_FILE_H
#define ASSAY_BASE_OS_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

/* A regular file opened for reading; a pipe or a device is none (ERR_IO). */
struct os_file {
    intptr_t handle; /* private */
    uint64_t size;   /* when it was opened */
};
status os_file_open(struct str path, struct os_file *out, struct fault *why);
/* Up to `size` bytes from `at`; fewer only at the end of the file.  False where the
 * system could not read. */
bool os_file_read_at(const struct os_file *file, uint64_t at, char *to, size_t size,
                     size_t *got);
void os_file_close(struct os_file *file);

/* The whole of a file as memory that is read when looked at; unmapped by os_unmap. */
status os_map(struct str path, struct str *out, struct fault *why);
void os_unmap(struct str mapped);

/* A file written piece by piece without a name (under a temporary one in its folder where
 * the system has no such files), and given its own when it is whole: a reader never sees
 * half of it, and a process that is killed leaves nothing.  Private: nobody but its owner
 * may read it, from its first byte on. */
enum os_reader { OS_PUBLIC, OS_PRIVATE };
struct os_writer {
    void *stream;               /* private */
    bool is_unnamed;            /* private */
    struct str path, temporary; /* of the arena */
};
status os_writer_open(struct arena *a, struct str path, enum os_reader reader,
                      struct os_writer *out, struct fault *why);
status os_writer_add(struct os_writer *writer, struct str text, struct fault *why);
/* Ends it; the file is there from now on. */
status os_writer_close(struct os_writer *writer, struct fault *why);
/* Ends it and leaves nothing; after os_writer_close or a failed open it does nothing. */
void os_writer_drop(struct os_writer *writer);

#endif
