#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE */
#endif

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/os.h"
#include "base/os_file.h"

/* A folder of its own for each test, gone with all it holds afterwards. */
struct place {
    struct arena *arena;
    char folder[200];
};

static struct str path_in(struct place *p, const char *name)
{
    return os_join(p->arena, str_of(p->folder), str_of(name));
}

static int make_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    const char *root = getenv("TMPDIR");
    if (!p)
        return -1;
    snprintf(p->folder, sizeof p->folder, "%s/assay-os-XXXXXX", root ? root : "/tmp");
    p->arena = arena_new(16 * MIB);
    *state = p;
    return mkdtemp(p->folder) ? 0 : -1;
}

static int drop_place(void **state)
{
    static const char *const names[] = {"a.csv", "b.csv",  ".hidden",       "C.csv",
                                        "link",  "pipe",   "one/two/three", "one/two",
                                        "one",   "folder", "loop"};
    struct place *p = *state;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        remove(path_in(p, names[i]).at);
    int left = rmdir(p->folder); /* a file left behind fails the test */
    arena_free(p->arena);
    free(p);
    return left;
}

static void a_file_is_read_back_as_it_was_written(void **state)
{
    struct place *p = *state;
    struct str path = path_in(p, "a.csv"), got;
    struct fault why;
    char bytes[70000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 31 % 256);
    for (size_t len = 0; len <= sizeof bytes; len += 35000) {
        struct str written = {bytes, len};
        assert_int_equal(os_write_file(path, written, &why), OK);
        assert_int_equal(os_read_file(p->arena, path, 1 * MIB, &got, &why), OK);
        assert_true(str_equal(got, written));
    }
}

static void a_file_larger_than_the_ceiling_is_refused(void **state)
{
    struct place *p = *state;
    struct str path = path_in(p, "a.csv"), got = STR("untouched");
    struct fault why;
    assert_int_equal(os_write_file(path, STR("12345"), &why), OK);
    assert_int_equal(os_read_file(p->arena, path, 4, &got, &why), ERR_LIMIT);
    assert_string_equal(why.file, path.at);
    assert_true(str_equal(got, STR("untouched")));
    assert_int_equal(os_read_file(p->arena, path, 5, &got, &why), OK);
    assert_true(str_equal(got, STR("12345")));
    struct arena *small = arena_new(4);
    assert_int_equal(os_read_file(small, path, 5, &got, &why), ERR_LIMIT);
    arena_free(small);
}

static void what_cannot_be_read_is_named(void **state)
{
    struct place *p = *state;
    struct str got = STR("untouched");
    struct fault why;
    const struct str paths[] = {path_in(p, "absent"), str_of(p->folder), STR(""),
                                STR("a\0b")};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        why.code = OK;
        assert_int_equal(os_read_file(p->arena, paths[i], 1 * MIB, &got, &why), ERR_IO);
        assert_int_equal(why.code, ERR_IO);
        assert_true(strlen(why.text) > 0);
        assert_true(str_equal(got, STR("untouched")));
        assert_false(os_exists(paths[i]) && !os_is_folder(paths[i]));
    }
    char deep[5000];
    memset(deep, 'x', sizeof deep);
    struct str long_path = {deep, sizeof deep};
    assert_int_equal(os_read_file(p->arena, long_path, 1, &got, &why), ERR_IO);
    assert_int_equal(os_write_file(long_path, got, &why), ERR_IO);
    assert_int_equal(os_make_folder(long_path, &why), ERR_IO);
    struct str *names = NULL;
    size_t count = 0;
    assert_int_equal(os_list_folder(p->arena, long_path, &names, &count, &why), ERR_IO);
    assert_false(os_exists(long_path));
}

static void a_folder_lists_all_it_holds_in_the_order_of_bytes(void **state)
{
    struct place *p = *state;
    struct str *names = NULL;
    size_t count = 99;
    struct fault why;
    assert_int_equal(os_list_folder(p->arena, str_of(p->folder), &names, &count, &why),
                     OK);
    assert_int_equal(count, 0);
    static const char *const made[] = {"b.csv", "a.csv", ".hidden", "C.csv"};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(os_write_file(path_in(p, made[i]), STR("x"), &why), OK);
    assert_int_equal(os_make_folder(path_in(p, "folder"), &why), OK);
    assert_int_equal(mkfifo(path_in(p, "pipe").at, 0600), 0);
    assert_int_equal(symlink("a.csv", path_in(p, "link").at), 0);
    assert_int_equal(symlink("loop", path_in(p, "loop").at), 0);
    assert_int_equal(os_list_folder(p->arena, str_of(p->folder), &names, &count, &why),
                     OK);
    static const char *const listed[] = {".hidden", "C.csv", "a.csv", "b.csv",
                                         "folder",  "link",  "loop",  "pipe"};
    static const bool regular[] = {true, true, true, true, false, true, false, false};
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(names[i].at, listed[i]);
        assert_int_equal(os_is_file(path_in(p, listed[i])), regular[i]);
    }
    assert_int_equal(os_list_folder(p->arena, path_in(p, "a.csv"), &names, &count, &why),
                     ERR_IO);
    assert_int_equal(count, 8);
}

static void a_folder_is_made_with_its_parents(void **state)
{
    struct place *p = *state;
    struct fault why;
    struct str deep = path_in(p, "one/two/three");
    assert_false(os_exists(deep));
    assert_int_equal(os_make_folder(path_in(p, "one//two/three/"), &why), OK);
    assert_true(os_is_folder(deep));
    assert_int_equal(os_make_folder(deep, &why), OK);
    assert_int_equal(os_write_file(path_in(p, "a.csv"), STR("x"), &why), OK);
    assert_true(os_exists(path_in(p, "a.csv")));
    assert_false(os_is_folder(path_in(p, "a.csv")));
    assert_int_equal(os_make_folder(path_in(p, "a.csv"), &why), ERR_IO);
    assert_int_equal(os_make_folder(path_in(p, "a.csv/b"), &why), ERR_IO);
    assert_string_equal(why.file, path_in(p, "a.csv").at);
}

static void a_write_that_fails_leaves_nothing_behind(void **state)
{
    struct place *p = *state;
    struct fault why;
    assert_int_equal(os_write_file(path_in(p, "absent/x"), STR("x"), &why), ERR_IO);
    assert_int_equal(os_make_folder(path_in(p, "folder"), &why), OK);
    /* The rename fails: drop_place sees whether the temporary file is gone. */
    assert_int_equal(os_write_file(path_in(p, "folder"), STR("x"), &why), ERR_IO);
    assert_true(os_is_folder(path_in(p, "folder")));
}

static void a_device_is_written_to_and_stays_a_device(void **state)
{
    (void)state;
    struct fault why;
    struct stat st;
    assert_int_equal(os_write_file(STR("/dev/null"), STR("x"), &why), OK);
    assert_int_equal(stat("/dev/null", &st), 0);
    assert_true(S_ISCHR(st.st_mode));
}

static void a_path_is_joined_with_one_separator(void **state)
{
    struct place *p = *state;
    static const char *const cases[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"a//", "/b", "a/b"},  {"/", "b", "/b"},
        {"", "b", "b"},    {".", "b", "./b"},  {"a/b", "c", "a/b/c"}, {"//", "b", "/b"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(
            os_join(p->arena, str_of(cases[i][0]), str_of(cases[i][1])).at, cases[i][2]);
}

/* The status os_print gives in a child whose standard output is `path`. */
static int print_into(const char *path, const char *text)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct fault why;
        FILE *out = freopen(path, "w", stdout);
        _exit(out ? (int)os_print(str_of(text), &why) : 99);
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    return WIFEXITED(how) ? WEXITSTATUS(how) : -1;
}

static void printing_reaches_standard_output_or_says_so(void **state)
{
    struct place *p = *state;
    struct str path = path_in(p, "a.csv"), got;
    struct fault why;
    assert_int_equal(print_into(path.at, "said\n"), OK);
    assert_int_equal(os_read_file(p->arena, path, 100, &got, &why), OK);
    assert_true(str_equal(got, STR("said\n")));
    if (access("/dev/full", W_OK) == 0)
        assert_int_equal(print_into("/dev/full", "said\n"), ERR_IO);
}

/* Not on every file system: os_writer then takes a temporary name. */
static bool may_have_no_name(const char *folder)
{
#ifdef O_TMPFILE
    int file = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    if (file >= 0)
        close(file);
    return file >= 0;
#else
    (void)folder;
    return false;
#endif
}

static void write_and_die(struct place *p, struct str path)
{
    struct os_writer writer;
    struct fault why;
    bool held = !os_writer_open(p->arena, path, OS_PRIVATE, &writer, &why) &&
                !os_writer_add(&writer, STR("of a child\n"), &why) &&
                fflush(writer.stream) == 0;
    if (held)
        raise(SIGKILL);
    _exit(1);
}

static void a_process_that_is_killed_leaves_nothing_of_what_it_wrote(void **state)
{
    struct place *p = *state;
    struct str path = path_in(p, "a.csv");
    int ended;
    if (!may_have_no_name(p->folder))
        skip();
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        write_and_die(p, path);
    assert_int_equal(waitpid(child, &ended, 0), child);
    assert_true(WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
    assert_int_equal(rmdir(p->folder), 0); /* there is nothing in it */
    assert_int_equal(mkdir(p->folder, 0700), 0);
}

static void a_file_written_piece_by_piece_takes_the_place_of_another(void **state)
{
    struct place *p = *state;
    struct str path = path_in(p, "a.csv"), got;
    struct os_writer writer;
    struct fault why;
    struct stat st;
    assert_int_equal(os_write_file(path, STR("before\n"), &why), OK);
    assert_int_equal(os_writer_open(p->arena, path, OS_PRIVATE, &writer, &why), OK);
    assert_int_equal(os_writer_add(&writer, STR("of a "), &why), OK);
    assert_int_equal(os_read_file(p->arena, path, 100, &got, &why), OK);
    assert_true(str_equal(got, STR("before\n")));
    assert_int_equal(os_writer_add(&writer, STR("child\n"), &why), OK);
    assert_int_equal(os_writer_close(&writer, &why), OK);
    assert_int_equal(os_read_file(p->arena, path, 100, &got, &why), OK);
    assert_true(str_equal(got, STR("of a child\n")));
    assert_int_equal(stat(path.at, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(os_writer_open(p->arena, path, OS_PUBLIC, &writer, &why), OK);
    assert_int_equal(os_writer_add(&writer, STR("not to be\n"), &why), OK);
    os_writer_drop(&writer);
    assert_int_equal(os_read_file(p->arena, path, 100, &got, &why), OK);
    assert_true(str_equal(got, STR("of a child\n")));
}

#define IN_PLACE(test) cmocka_unit_test_setup_teardown(test, make_place, drop_place)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_PLACE(a_file_is_read_back_as_it_was_written),
        IN_PLACE(a_file_larger_than_the_ceiling_is_refused),
        IN_PLACE(what_cannot_be_read_is_named),
        IN_PLACE(a_folder_lists_all_it_holds_in_the_order_of_bytes),
        IN_PLACE(a_folder_is_made_with_its_parents),
        IN_PLACE(a_write_that_fails_leaves_nothing_behind),
        IN_PLACE(a_device_is_written_to_and_stays_a_device),
        IN_PLACE(a_process_that_is_killed_leaves_nothing_of_what_it_wrote),
        IN_PLACE(a_file_written_piece_by_piece_takes_the_place_of_another),
        IN_PLACE(a_path_is_joined_with_one_separator),
        IN_PLACE(printing_reaches_standard_output_or_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
