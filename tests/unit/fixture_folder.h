/* A folder written in the test itself: read, looked into, freed. */
#ifndef ASSAY_TESTS_FIXTURE_FOLDER_H
#define ASSAY_TESTS_FIXTURE_FOLDER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "evidence/folder.h"
#include "fixture_regimes.h"

/* A file and its text. */
struct sheet {
    const char *name, *text;
};

struct folder {
    struct arena *arena;
    struct fixture_regimes regimes;
    struct remarks remarks;
    struct evidence *evidence;
};

enum { SHEETS_MAX = 32 };

/* Reads sheets; a name with a slash stands in a folder of its own. */
static inline void folder_with(struct folder *f, const struct sheet *sheets, size_t count,
                               struct amendment *amendments, size_t amendment_count)
{
    struct folder_file files[SHEETS_MAX];
    struct fault why = {0};
    assert_true(count <= SHEETS_MAX);
    f->arena = arena_new(64 * MIB);
    f->remarks = remarks_new(f->arena);
    for (size_t i = 0; i < count; i++) {
        struct str path = str_of(sheets[i].name);
        size_t slash = str_find_last(path, '/');
        size_t prefix = slash == path.len ? 0 : slash + 1;
        files[i] = (struct folder_file){.prefix = {path.at, prefix},
                                        .name = {path.at + prefix, path.len - prefix},
                                        .text = str_of(sheets[i].text)};
    }
    struct folder_options options = {.regimes = fixture_regimes_make(&f->regimes),
                                     .amendments = amendments,
                                     .amendment_count = amendment_count};
    assert_int_equal(folder_read_files(f->arena, files, count, &options, &f->evidence,
                                       &f->remarks, &why),
                     OK);
}

#define FOLDER(f, sheets) folder_with((f), (sheets), COUNT_OF(sheets), NULL, 0)

static inline void folder_close(struct folder *f)
{
    arena_free(f->arena);
}

static inline size_t remark_count(const struct folder *f, enum remark_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < f->remarks.count; i++)
        count += f->remarks.at[i].kind == kind;
    return count;
}

/* The remark whose text holds `part`; fails, printing all there are, where none does. */
static inline const struct remark *remark_with(const struct folder *f, const char *part)
{
    for (size_t i = 0; i < f->remarks.count; i++)
        if (str_contains(f->remarks.at[i].text, str_of(part)))
            return &f->remarks.at[i];
    for (size_t i = 0; i < f->remarks.count; i++)
        print_message("%.*s\n", STR_ARG(remark_line(f->arena, &f->remarks.at[i])));
    fail_msg("no remark says: %s", part);
    return NULL;
}

#define assert_text(actual, expected)                                                    \
    do {                                                                                 \
        struct str text_ = (actual);                                                     \
        if (!str_equal(text_, str_of(expected)))                                         \
            fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(text_), (expected));              \
    } while (0)

#endif
