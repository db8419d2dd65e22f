/* A national file from memory, recognised and read, for the tests of the readers. */
#ifndef ASSAY_FIXTURE_NATIONAL_H
#define ASSAY_FIXTURE_NATIONAL_H

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <setjmp.h>

#include <cmocka.h>

#include "base/os.h"
#include "evidence/national.h"

struct reading_test {
    struct arena *a;
    struct workbook *book; /* in the arena, so that the test may be copied */
    struct national_input input;
    const struct national_format *format;
    struct batch *batch;
    struct remarks remarks;
    struct fault why;
    status status;
};

static inline struct reading_test start_reading(struct str name)
{
    struct reading_test t = {.a = arena_new((size_t)2048 * MIB)};
    t.book = arena_alloc(t.a, sizeof *t.book);
    t.batch = batch_new(t.a);
    t.remarks = remarks_new(t.a);
    t.input.path = name;
    return t;
}

static inline void run_reading(struct reading_test *t)
{
    t->input.workbook = t->book;
    t->format = national_recognise(&t->input);
    if (t->format)
        t->status = t->format->read(&t->input, t->batch, &t->remarks, &t->why);
}

/* Reads a text as a file of that name. */
static inline struct reading_test read_text(const char *name, const char *text)
{
    struct reading_test t = start_reading(str_of(name));
    t.status = workbook_read(t.a, t.input.path, str_of(text), t.book, &t.why);
    if (!t.status)
        run_reading(&t);
    return t;
}

static inline void end_reading(struct reading_test *t)
{
    arena_free(t->a);
}

static inline void assert_text(struct str s, const char *expected)
{
    if (!str_equal(s, str_of(expected)))
        fail_msg("found \"%.*s\"; expected \"%s\"", STR_ARG(s), expected);
}

static inline void assert_format(const struct reading_test *t, const char *id)
{
    assert_int_equal(t->status, OK);
    assert_non_null(t->format);
    assert_string_equal(t->format->id, id);
}

/* The figure of a measure, period and area; NULL where there is none. */
static inline const struct batch_figure *figure_of(const struct batch *b, const char *id,
                                                   const char *period, const char *code)
{
    for (size_t i = 0; i < b->figures_count; i++) {
        const struct batch_figure *f = &b->figures[i];
        if (str_equal(b->measures[f->measure].id, str_of(id)) &&
            str_equal(b->periods[f->period], str_of(period)) &&
            str_equal(b->codes[f->area], str_of(code)))
            return f;
    }
    return NULL;
}

static inline const struct batch_measure *measure_of(const struct batch *b,
                                                     const char *id)
{
    for (size_t i = 0; i < b->measures_count; i++) {
        if (str_equal(b->measures[i].id, str_of(id)))
            return &b->measures[i];
    }
    return NULL;
}

static inline void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) < 1e-9))
        fail_msg("found %.17g; expected %.17g", found, expected);
}

/* A value of a figure that must be there. */
static inline void assert_value(const struct batch *b, const char *id, const char *period,
                                const char *code, double expected)
{
    const struct batch_figure *f = figure_of(b, id, period, code);
    if (!f)
        fail_msg("no figure of %s, %s, %s", id, period, code);
    assert_int_equal(f->missing, MISSING_NOT);
    assert_near(f->value, expected);
}

/* A file of the data folder: $ASSAY_DATA, else beside the project.  Skips the test where
 * the folder is absent. */
static inline struct reading_test read_data(const char *file)
{
    const char *folder = getenv("ASSAY_DATA");
    struct arena *names = arena_new(MIB);
    struct str path = os_join(
        names, str_of(folder && *folder ? folder : "../shared/data"), str_of(file));
    if (!os_exists(path)) {
        arena_free(names);
        skip();
    }
    struct reading_test t = start_reading(STR(""));
    t.input.path = arena_copy(t.a, path);
    arena_free(names);
    t.status = workbook_open(t.a, t.input.path, t.book, &t.why);
    if (t.status)
        fail_msg("%s: %s", file, t.why.text);
    run_reading(&t);
    return t;
}

#endif
