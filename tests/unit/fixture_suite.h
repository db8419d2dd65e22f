/* A test for each case of the .case files of a folder, in the order of the files' names.
 */
#ifndef ASSAY_TESTS_FIXTURE_SUITE_H
#define ASSAY_TESTS_FIXTURE_SUITE_H

#include "base/os.h"
#include "fixture_lines.h"

struct suite {
    struct arena *arena;
    struct CMUnitTest *tests;
    size_t count, capacity;
    const void *runner; /* what the reader of the files needs to know */
};

/* Reads a file's cases and adds each. */
typedef void read_case_file(struct suite *suite, struct str file, struct str text);

static inline void suite_add(struct suite *suite, const char *name,
                             CMUnitTestFunction test, void *state)
{
    if (suite->count == suite->capacity)
        suite->tests = arena_grow(suite->arena, struct CMUnitTest, suite->tests,
                                  suite->count, &suite->capacity);
    suite->tests[suite->count++] =
        (struct CMUnitTest){.name = name, .test_func = test, .initial_state = state};
}

static inline void suite_add_case(struct suite *suite, struct str file, struct str name,
                                  CMUnitTestFunction test, void *state)
{
    struct str shown =
        arena_format(suite->arena, "%.*s: %.*s", STR_ARG(file), STR_ARG(name));
    suite_add(suite, shown.at, test, state);
}

/* False, and said why, where a file cannot be read. */
static inline bool suite_read(struct suite *suite, struct str folder,
                              read_case_file *read)
{
    struct arena *a = suite->arena;
    struct str *names, text;
    size_t count;
    struct fault why;
    status st = os_list_folder(a, folder, &names, &count, &why);
    for (size_t i = 0; !st && i < count; i++) {
        if (!str_ends(names[i], STR(".case")))
            continue;
        st = os_read_file(a, os_join(a, folder, names[i]), MIB, &text, &why);
        if (!st)
            read(suite, names[i], text);
    }
    if (st)
        print_error("%s\n", why.text);
    return !st;
}

/* How many failed; the suite is gone. */
static inline int suite_run(struct suite *suite, const char *name)
{
    int failed = _cmocka_run_group_tests(name, suite->tests, suite->count, NULL, NULL);
    arena_free(suite->arena);
    return failed;
}

#endif
