/* Returns for tests: files written to a folder of their own, opened and checked as the
 * program does, and what was found as lines. */
#ifndef ASSAY_TESTS_FIXTURE_RETURN_H
#define ASSAY_TESTS_FIXTURE_RETURN_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/os.h"
#include "records/engine.h"
#include "records/group.h"
#include "records/return_903.h"

enum { FIXTURE_FILES = 64 };

struct fixture_return {
    struct arena *arena;
    char folder[200];
    struct given_file files[FIXTURE_FILES];
    size_t count;
    /* how it is checked */
    int year;
    unsigned threads;
    size_t budget;
    const char *codes; /* " 101 102 ": only these are told; NULL: all */
    struct outcome outcome;
    struct buf found;
    struct fault why;
};

static inline struct fixture_return *fixture_return_new(void)
{
    struct arena *a = arena_new(2048 * MIB);
    struct fixture_return *f = arena_alloc(a, sizeof *f);
    const char *root = getenv("TMPDIR");
    f->arena = a;
    snprintf(f->folder, sizeof f->folder, "%s/assay-return-XXXXXX", root ? root : "/tmp");
    assert_non_null(mkdtemp(f->folder));
    f->year = 2026;
    f->threads = 1;
    f->budget = GROUP_BUDGET;
    f->codes = " 101 102 103 ";
    return f;
}

static inline void fixture_return_free(struct fixture_return *f)
{
    for (size_t i = 0; i < f->count; i++)
        unlink(f->files[i].path.at);
    assert_int_equal(rmdir(f->folder), 0);
    arena_free(f->arena);
}

/* Writes a file of this year's return, or of last year's; it counts as found in a folder.
 */
static inline void fixture_return_put(struct fixture_return *f, struct str text,
                                      bool last)
{
    assert_true(f->count < FIXTURE_FILES);
    struct str path = arena_format(f->arena, "%s/%02zu.csv", f->folder, f->count);
    assert_int_equal(os_write_file(path, text, &f->why), OK);
    f->files[f->count++] = (struct given_file){path, last, true};
}

static inline void fixture_return_tell(const void *context, struct buf *out,
                                       const struct finding *finding)
{
    const struct fixture_return *f = context;
    char word[40];
    unsigned count;
    snprintf(word, sizeof word, " %s ", finding->check->code);
    if (f->codes && !str_contains(str_of(f->codes), str_of(word)))
        return;
    if (!finding->child) {
        buf_format(out, "%s\n", finding->check->code);
        return;
    }
    const struct table_shape *shapes = table_shapes(finding->child->kind, &count);
    buf_format(out, "%s %.*s %u %.*s\n", finding->check->code,
               STR_ARG(shapes[finding->table].name), finding->entry->row,
               STR_ARG(finding->child->id));
}

static inline void fixture_return_tell_unread(const void *context, struct buf *out,
                                              const struct unread *unread)
{
    (void)context;
    buf_format(out, "unread %.*s %u %.*s: %.*s\n", STR_ARG(unread->table), unread->row,
               STR_ARG(unread->child), STR_ARG(unread->text));
}

static inline status fixture_return_emit(void *context, struct str text,
                                         struct fault *why)
{
    struct fixture_return *f = context;
    (void)why;
    buf_add(&f->found, text);
    return OK;
}

/* The whole as the program does it; what was found, line by line, is in f->found. */
static inline status fixture_return_check(struct fixture_return *f)
{
    struct return_903 r = {0};
    struct group *g = NULL;
    f->found = buf_new(f->arena, 256 * MIB);
    status st = return_903_open(f->arena, f->year,
                                (struct given_files){f->files, f->count}, &r, &f->why);
    if (!st)
        st = group_new(&(struct group_files){r.files, r.file_count, f->budget}, &r.about,
                       &g, &f->why);
    if (!st) {
        struct report report = {f, fixture_return_tell, NULL, fixture_return_tell_unread,
                                fixture_return_emit};
        struct child_source source = group_source(g);
        struct engine engine = {&r.about, &source, &report, f->threads};
        for (size_t i = 0; i < r.unread_count; i++)
            fixture_return_tell_unread(NULL, &f->found, &r.unread[i]);
        st = engine_check(f->arena, &engine, &f->outcome, &f->why);
    }
    group_free(g);
    return_903_close(&r);
    return st;
}

/* Checks it and expects exactly these lines. */
static inline void fixture_return_expect(struct fixture_return *f, const char *lines)
{
    if (fixture_return_check(f) != OK)
        fail_msg("%s", f->why.text);
    struct str found = buf_text(&f->found);
    if (!str_equal(found, str_of(lines)))
        fail_msg("expected:\n%sfound:\n%.*s", lines, STR_ARG(found));
}

static inline const struct tally *fixture_return_tally(const struct fixture_return *f,
                                                       const char *code)
{
    for (size_t i = 0; i < f->outcome.tally_count; i++)
        if (str_equal(str_of(f->outcome.tallies[i].check->code), str_of(code)))
            return &f->outcome.tallies[i];
    fail_msg("there is no check %s", code);
    return NULL;
}

#define FIXTURE_HEADER "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"

#endif
