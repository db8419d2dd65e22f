#define _POSIX_C_SOURCE 200809L

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

static bool is_zero(const char *at, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (at[i] != 0)
            return false;
    return true;
}

static void what_is_given_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    struct arena *a = arena_new(16 * MIB);
    char *at[300];
    for (size_t i = 0; i < 300; i++) {
        size_t size = i * 7 % 5000;
        at[i] = arena_alloc(a, size);
        assert_non_null(at[i]);
        assert_int_equal((uintptr_t)at[i] % _Alignof(max_align_t), 0);
        assert_true(is_zero(at[i], size));
        memset(at[i], (int)(i % 255) + 1, size);
    }
    for (size_t i = 0; i < 300; i++)
        for (size_t k = 0; k < i * 7 % 5000; k++)
            assert_int_equal((unsigned char)at[i][k], i % 255 + 1);
    arena_free(a);
}

static void after_a_reset_memory_is_zero_again_and_nothing_is_used(void **state)
{
    (void)state;
    struct arena *a = arena_new(4 * MIB);
    for (int round = 0; round < 3; round++) {
        assert_int_equal(arena_used(a), 0);
        for (int i = 0; i < 100; i++) {
            char *at = arena_alloc(a, 3000);
            assert_true(is_zero(at, 3000));
            memset(at, 0xff, 3000);
        }
        assert_true(arena_used(a) >= 300000);
        assert_true(arena_used(a) < 310000);
        arena_reset(a);
    }
    arena_reset(a);
    arena_free(a);
    arena_free(NULL);
}

static void trying_past_the_ceiling_gives_null_and_changes_nothing(void **state)
{
    (void)state;
    struct arena *a = arena_new(1024);
    assert_null(arena_try(a, 1025));
    assert_null(arena_try(a, SIZE_MAX));
    assert_null(arena_try(a, SIZE_MAX - 15));
    assert_int_equal(arena_used(a), 0);
    assert_non_null(arena_try(a, 1000)); /* rounded up to 1008 */
    assert_int_equal(arena_used(a), 1008);
    assert_null(arena_try(a, 17));
    assert_non_null(arena_try(a, 16));
    assert_null(arena_try(a, 1));
    assert_non_null(arena_try(a, 0));
    arena_free(a);
}

static void ask_for_a_product_past_all_memory(struct arena *a)
{
    arena_array(a, 16, SIZE_MAX / 8);
}

static void ask_past_the_ceiling(struct arena *a)
{
    arena_alloc(a, 2048);
}

static void grow_past_the_ceiling(struct arena *a)
{
    size_t capacity = 0;
    long *numbers = NULL;
    for (size_t i = 0; i < 1000; i++)
        numbers = arena_grow(a, long, numbers, i, &capacity);
}

/* The exit code of a child that does `step` on an arena of 1 KiB and the number of lines
 * it says on standard error. */
static int run_apart(void (*step)(struct arena *), size_t *lines)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], 2);
        step(arena_new(1024));
        _exit(0);
    }
    close(ends[1]);
    char c;
    for (*lines = 0; read(ends[0], &c, 1) == 1;)
        *lines += c == '\n';
    close(ends[0]);
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void running_out_ends_the_process_with_one_line_and_code_4(void **state)
{
    (void)state;
    void (*const steps[])(struct arena *) = {
        ask_past_the_ceiling, ask_for_a_product_past_all_memory, grow_past_the_ceiling};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        size_t lines;
        assert_int_equal(run_apart(steps[i], &lines), 4);
        assert_int_equal(lines, 1);
    }
}

static void an_array_grows_with_what_it_holds(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    size_t capacity = 0;
    int *numbers = NULL;
    for (int i = 0; i < 1000; i++) {
        numbers = arena_grow(a, int, numbers, (size_t)i, &capacity);
        assert_true(capacity > (size_t)i);
        numbers[i] = i;
    }
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    assert_true(capacity <= 2048);
    int *made = arena_make(a, int, 10);
    assert_true(is_zero((const char *)made, 10 * sizeof *made));
    arena_free(a);
}

static void copies_and_formats_end_in_nul(void **state)
{
    (void)state;
    struct arena *a = arena_new(1 * MIB);
    struct str copy = arena_copy(a, (struct str){"abcdef", 3});
    assert_int_equal(copy.len, 3);
    assert_string_equal(copy.at, "abc");
    assert_string_equal(arena_copy(a, (struct str){0}).at, "");
    struct str text = arena_format(a, "%d of %s", 26, "40");
    assert_int_equal(text.len, 8);
    assert_string_equal(text.at, "26 of 40");
    struct str wide = arena_format(a, "%5000d", 1);
    assert_int_equal(wide.len, 5000);
    assert_int_equal(strlen(wide.at), 5000);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_is_zeroed_aligned_and_apart),
        cmocka_unit_test(after_a_reset_memory_is_zero_again_and_nothing_is_used),
        cmocka_unit_test(trying_past_the_ceiling_gives_null_and_changes_nothing),
        cmocka_unit_test(running_out_ends_the_process_with_one_line_and_code_4),
        cmocka_unit_test(an_array_grows_with_what_it_holds),
        cmocka_unit_test(copies_and_formats_end_in_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
