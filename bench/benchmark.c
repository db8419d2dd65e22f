/* Times the benchmark pass: benchmark RUNS STORE
 * Reads the store's cube once, then lays every measure and period beside the rest, RUNS
 * times; prints the least and the median wall-clock time in milliseconds, how many
 * figures that was, and a sum that keeps the compiler honest. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "measures/benchmark.h"
#include "store/store.h"

enum { MOST_RUNS = 100 };

static double now_ms(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

struct tally {
    size_t periods, figures, counted;
    double sum;
};

static void add(struct tally *tally, const struct benchmark *b, size_t areas)
{
    tally->periods++;
    tally->figures += b->with_value;
    tally->counted += b->chance != CHANCE_NONE;
    for (size_t i = 0; i < areas; i++)
        tally->sum += b->areas[i].rank + b->areas[i].neighbours_with;
}

static struct tally pass(struct benchmarker *with, const struct cube *cube,
                         struct benchmark *room)
{
    struct tally tally = {0};
    for (size_t m = 0; m < cube->measure_count; m++) {
        const struct cube_measure *measure = &cube->measures[m];
        for (size_t p = 0; p < measure->period_count; p++) {
            benchmark_period(with, measure, p, room);
            add(&tally, room, cube->area_count);
        }
    }
    return tally;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    struct arena *a = arena_new(2048 * MIB);
    struct store *store;
    struct cube *cube;
    struct fault why = {0};
    double ms[MOST_RUNS];
    struct tally tally = {0};
    long runs = argc == 3 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        fputs("usage: benchmark RUNS STORE\n", stderr);
        return 2;
    }
    if (store_open(str_of(argv[2]), STORE_READ, &store, &why) ||
        store_cube(store, a, &cube, &why)) {
        fprintf(stderr, "%s\n", why.text);
        return 3;
    }
    struct benchmarker *with =
        benchmarker_new(a, cube, &(struct benchmark_options){.model = 0});
    struct benchmark room = benchmark_room(a, cube);
    for (long i = 0; i < runs; i++) {
        double start = now_ms();
        tally = pass(with, cube, &room);
        ms[i] = now_ms() - start;
    }
    qsort(ms, (size_t)runs, sizeof *ms, by_size);
    printf(
        "benchmark pass: median %.1f ms, least %.1f ms\n"
        "%zu measures, %zu measure-periods (%zu with counts), %zu figures of %zu areas; "
        "check %.0f\n",
        ms[runs / 2], ms[0], cube->measure_count, tally.periods, tally.counted,
        tally.figures, cube->area_count, tally.sum);
    store_close(store);
    arena_free(a);
    return 0;
}
