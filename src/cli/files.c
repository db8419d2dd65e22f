#define _POSIX_C_SOURCE 200809L

#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/os.h"

enum { DEPTH_MOST = 32 };

struct found {
    struct arena *arena;
    struct named_file *files;
    size_t count, capacity;
};

static void add(struct found *found, struct str path, const struct stat *st,
                bool in_folder)
{
    found->files = arena_grow(found->arena, struct named_file, found->files, found->count,
                              &found->capacity);
    uint64_t size = st->st_size > 0 ? (uint64_t)st->st_size : 0;
    found->files[found->count++] = (struct named_file){path, size, (uint64_t)st->st_dev,
                                                       (uint64_t)st->st_ino, in_folder};
}

static status walk(struct found *found, struct str folder, int depth, struct fault *why);

/* A name in a folder: a file, a folder below, or neither. */
static status look(struct found *found, struct str path, int depth, struct fault *why)
{
    struct stat st;
    if (lstat(path.at, &st) != 0)
        return OK; /* gone since it was listed */
    if (S_ISDIR(st.st_mode))
        return walk(found, path, depth + 1, why);
    if (stat(path.at, &st) == 0 && S_ISREG(st.st_mode))
        add(found, path, &st, true);
    return OK;
}

static status walk(struct found *found, struct str folder, int depth, struct fault *why)
{
    if (depth > DEPTH_MOST)
        return fault_at(why, ERR_LIMIT, folder, 0, 0, "folders are more than %d deep",
                        DEPTH_MOST);
    DIR *dir = opendir(folder.at);
    if (!dir)
        return fault_at(why, ERR_IO, folder, 0, 0, "cannot open this folder: %s",
                        strerror(errno));
    status st = OK;
    for (struct dirent *e = readdir(dir); e && !st; e = readdir(dir)) {
        struct str name = str_of(e->d_name);
        if (!str_starts(name, STR(".")))
            st = look(found, os_join(found->arena, folder, name), depth, why);
    }
    closedir(dir);
    return st;
}

static int by_path(const void *a, const void *b)
{
    const struct named_file *x = a, *y = b;
    return str_compare(x->path, y->path);
}

static status add_named(struct found *found, struct str path, struct fault *why)
{
    struct stat st;
    path = arena_copy(found->arena, path);
    if (stat(path.at, &st) != 0)
        return fault_at(why, ERR_IO, path, 0, 0, "cannot open: %s", strerror(errno));
    if (!S_ISDIR(st.st_mode)) {
        add(found, path, &st, false);
        return OK;
    }
    size_t before = found->count;
    TRY(walk(found, path, 0, why));
    if (found->count > before)
        qsort(found->files + before, found->count - before, sizeof *found->files,
              by_path);
    return OK;
}

status files_named(struct arena *a, const struct str *paths, size_t count,
                   struct named_files *out, struct fault *why)
{
    struct found found = {.arena = a};
    for (size_t i = 0; i < count; i++)
        TRY(add_named(&found, paths[i], why));
    *out = (struct named_files){found.files, found.count};
    return OK;
}
