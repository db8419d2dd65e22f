#define _POSIX_C_SOURCE 200809L

#include "cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH = 40 };
#define PATIENCE 1.0 /* seconds without a bar */
#define PAUSE 0.1    /* between two drawings */

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

struct progress_bar progress_new(uint64_t total, bool quiet)
{
    struct progress_bar bar = {.wanted = !quiet && isatty(STDERR_FILENO), .total = total};
    bar.started = bar.redrawn = seconds();
    return bar;
}

static void draw(struct progress_bar *bar)
{
    double part = bar->total ? (double)bar->done / (double)bar->total : 1.0;
    int filled = (int)(part * (double)WIDTH);
    char text[WIDTH + 1];
    for (int i = 0; i < WIDTH; i++)
        text[i] = i < filled ? '#' : '.';
    text[WIDTH] = '\0';
    fprintf(stderr, "\r[%s] %3d%%", text, (int)(part * 100));
    fflush(stderr);
    bar->drawn = true;
}

void progress_add(struct progress_bar *bar, uint64_t done)
{
    bar->done = bar->done + done < bar->total ? bar->done + done : bar->total;
    if (!bar->wanted)
        return;
    double now = seconds();
    if (now - bar->started < PATIENCE || now - bar->redrawn < PAUSE)
        return;
    bar->redrawn = now;
    draw(bar);
}

void progress_clear(struct progress_bar *bar)
{
    if (bar->drawn)
        fprintf(stderr, "\r%*s\r", WIDTH + 7, "");
    bar->drawn = false;
}
