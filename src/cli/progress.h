/* A bar on standard error for what takes longer than a second, on a terminal only: it
 * never reaches a file or a pipe, and standard output stays the same bytes. */
#ifndef ASSAY_CLI_PROGRESS_H
#define ASSAY_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress_bar {
    bool wanted, drawn;
    uint64_t total, done;
    double started, redrawn; /* seconds of a clock that only goes forward */
};

/* `quiet` asks for none. */
struct progress_bar progress_new(uint64_t total, bool quiet);
void progress_add(struct progress_bar *bar, uint64_t done);
/* Takes the bar off the screen: before anything else is printed, and at the end. */
void progress_clear(struct progress_bar *bar);

#endif
