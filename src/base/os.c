#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "base/os.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#ifdef _WIN32
#include <direct.h>
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <windows.h>
#else
#include <dirent.h>
#include <unistd.h>
#endif

/* Paths are UTF-8 and end in NUL at the system's edge only; longer ones are refused. */
#define PATH_MOST ((size_t)4096)
#define READ_FIRST (64 * KIB)
#define TRIES_MOST 100u

enum kind { KIND_NONE, KIND_FILE, KIND_FOLDER, KIND_OTHER };

/* "." and "..", which every folder lists. */
static bool is_own_or_parent(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* A path as C wants it.  An embedded NUL would name another file: refused. */
struct path {
    char text[PATH_MOST];
};

static bool path_set(struct path *path, struct str s)
{
    if (s.len == 0 || s.len >= sizeof path->text || memchr(s.at, '\0', s.len))
        return false;
    memcpy(path->text, s.at, s.len);
    path->text[s.len] = '\0';
    return true;
}

static status path_fault(struct fault *why, struct str path)
{
    return fault_at(
        why, ERR_IO, path, 0, 0,
        "this is no path: it is empty, holds a NUL or is longer than %u bytes",
        (unsigned)PATH_MOST - 1);
}

/* ---- What differs between systems ---- */

#ifdef _WIN32

struct wide_path {
    wchar_t text[PATH_MOST];
};

static const wchar_t *widen(struct wide_path *wide, const char *path)
{
    int size = (int)(sizeof wide->text / sizeof wide->text[0]);
    if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide->text, size))
        wide->text[0] = L'\0';
    return wide->text;
}

static bool is_separator(char c)
{
    return c == '/' || c == '\\';
}

/* To read, or to write a file that must not exist yet. */
static FILE *file_open(const char *path, bool create)
{
    struct wide_path wide;
    widen(&wide, path);
    if (!create)
        return _wfopen(wide.text, L"rb");
    int file = _wopen(wide.text, _O_CREAT | _O_EXCL | _O_WRONLY | _O_BINARY, _S_IWRITE);
    return file < 0 ? NULL : _fdopen(file, "wb");
}

static FILE *file_overwrite(const char *path)
{
    struct wide_path wide;
    return _wfopen(widen(&wide, path), L"wb");
}

static enum kind kind_of(const char *path)
{
    struct wide_path wide;
    DWORD got = GetFileAttributesW(widen(&wide, path));
    if (got == INVALID_FILE_ATTRIBUTES)
        return KIND_NONE;
    if (got & FILE_ATTRIBUTE_DEVICE)
        return KIND_OTHER;
    return got & FILE_ATTRIBUTE_DIRECTORY ? KIND_FOLDER : KIND_FILE;
}

static bool folder_make(const char *path)
{
    struct wide_path wide;
    return _wmkdir(widen(&wide, path)) == 0;
}

static bool file_replace(const char *from, const char *to)
{
    struct wide_path wide_from, wide_to;
    if (MoveFileExW(widen(&wide_from, from), widen(&wide_to, to),
                    MOVEFILE_REPLACE_EXISTING))
        return true;
    errno = EACCES;
    return false;
}

static void file_remove(const char *path)
{
    struct wide_path wide;
    _wremove(widen(&wide, path));
}

static unsigned process_number(void)
{
    return (unsigned)_getpid();
}

static void make_binary(FILE *stream)
{
    _setmode(_fileno(stream), _O_BINARY);
}

/* A folder being read. */
struct listing {
    HANDLE find;
    WIN32_FIND_DATAW entry;
    bool fresh; /* `entry` has not been given yet */
    char name[4 * MAX_PATH];
};

static bool listing_open(struct listing *l, const char *path)
{
    struct wide_path wide;
    size_t len = wcslen(widen(&wide, path));
    if (len + 3 > PATH_MOST)
        return false;
    memcpy(wide.text + len, L"\\*", sizeof L"\\*");
    l->find = FindFirstFileW(wide.text, &l->entry);
    l->fresh = true;
    if (l->find == INVALID_HANDLE_VALUE)
        errno = ENOENT;
    return l->find != INVALID_HANDLE_VALUE;
}

/* The next entry; NULL after the last. */
static const char *listing_next(struct listing *l)
{
    while (l->fresh || FindNextFileW(l->find, &l->entry)) {
        l->fresh = false;
        if (!WideCharToMultiByte(CP_UTF8, 0, l->entry.cFileName, -1, l->name,
                                 (int)sizeof l->name, NULL, NULL))
            continue;
        if (!is_own_or_parent(l->name))
            return l->name;
    }
    return NULL;
}

static void listing_close(struct listing *l)
{
    FindClose(l->find);
}

#else

static bool is_separator(char c)
{
    return c == '/';
}

static FILE *file_open(const char *path, bool create)
{
    return fopen(path, create ? "wbx" : "rb");
}

static FILE *file_overwrite(const char *path)
{
    return fopen(path, "wb");
}

static enum kind kind_of_mode(mode_t mode)
{
    if (S_ISDIR(mode))
        return KIND_FOLDER;
    return S_ISREG(mode) ? KIND_FILE : KIND_OTHER;
}

static enum kind kind_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? kind_of_mode(st.st_mode) : KIND_NONE;
}

static bool folder_make(const char *path)
{
    return mkdir(path, 0777) == 0;
}

static bool file_replace(const char *from, const char *to)
{
    return rename(from, to) == 0;
}

static void file_remove(const char *path)
{
    unlink(path);
}

static unsigned process_number(void)
{
    return (unsigned)getpid();
}

static void make_binary(FILE *stream)
{
    (void)stream;
}

/* A folder being read. */
struct listing {
    DIR *folder;
};

static bool listing_open(struct listing *l, const char *path)
{
    l->folder = opendir(path);
    return l->folder != NULL;
}

/* The next entry; NULL after the last. */
static const char *listing_next(struct listing *l)
{
    for (struct dirent *e = readdir(l->folder); e; e = readdir(l->folder))
        if (!is_own_or_parent(e->d_name))
            return e->d_name;
    return NULL;
}

static void listing_close(struct listing *l)
{
    closedir(l->folder);
}

#endif

/* ---- What is the same ---- */

static status io_fault(struct fault *why, struct str path, const char *doing)
{
    return fault_at(why, ERR_IO, path, 0, 0, "cannot %s: %s", doing, strerror(errno));
}

/* Bytes being read, on the heap: the size of a pipe is known only at its end. */
struct bytes {
    char *at;
    size_t len, capacity;
};

/* Reads to the end, or to the first byte past the ceiling; false on an error. */
static bool read_all(FILE *in, size_t ceiling, struct bytes *b)
{
    while (b->len <= ceiling) {
        if (b->len == b->capacity) {
            size_t capacity = b->capacity ? b->capacity * 2 : READ_FIRST;
            char *grown = realloc(b->at, capacity);
            if (!grown)
                return false;
            b->at = grown;
            b->capacity = capacity;
        }
        size_t got = fread(b->at + b->len, 1, b->capacity - b->len, in);
        b->len += got;
        if (got == 0)
            return !ferror(in);
    }
    return true;
}

status os_read_file(struct arena *a, struct str path, size_t ceiling, struct str *out,
                    struct fault *why)
{
    struct path p;
    struct bytes bytes = {0};
    char *kept = NULL;
    status st = OK;
    if (!path_set(&p, path))
        return path_fault(why, path);
    FILE *in = file_open(p.text, false);
    if (!in)
        return io_fault(why, path, "open");
    if (!read_all(in, ceiling, &bytes)) {
        st = io_fault(why, path, "read");
        goto done;
    }
    if (bytes.len <= ceiling)
        kept = arena_try(a, bytes.len);
    if (!kept) {
        st = fault_at(why, ERR_LIMIT, path, 0, 0, "this file is larger than %llu bytes",
                      (unsigned long long)ceiling);
        goto done;
    }
    memcpy(kept, bytes.at, bytes.len);
    *out = (struct str){kept, bytes.len};
done:
    free(bytes.at);
    fclose(in);
    return st;
}

static int order_of_names(const void *a, const void *b)
{
    const struct str *left = a, *right = b;
    return str_compare(*left, *right);
}

status os_list_folder(struct arena *a, struct str path, struct str **names, size_t *count,
                      struct fault *why)
{
    struct path p;
    struct listing listing;
    struct str *found = NULL;
    size_t found_count = 0, capacity = 0;
    if (!path_set(&p, path))
        return path_fault(why, path);
    if (!listing_open(&listing, p.text))
        return io_fault(why, path, "open this folder");
    for (const char *name = listing_next(&listing); name; name = listing_next(&listing)) {
        found = arena_grow(a, struct str, found, found_count, &capacity);
        found[found_count++] = arena_copy(a, str_of(name));
    }
    listing_close(&listing);
    if (found_count)
        qsort(found, found_count, sizeof *found, order_of_names);
    *names = found;
    *count = found_count;
    return OK;
}

bool os_is_folder(struct str path)
{
    struct path p;
    return path_set(&p, path) && kind_of(p.text) == KIND_FOLDER;
}

bool os_is_file(struct str path)
{
    struct path p;
    return path_set(&p, path) && kind_of(p.text) == KIND_FILE;
}

bool os_exists(struct str path)
{
    struct path p;
    return path_set(&p, path) && kind_of(p.text) != KIND_NONE;
}

status os_make_folder(struct str path, struct fault *why)
{
    struct path p;
    if (!path_set(&p, path))
        return path_fault(why, path);
    for (size_t i = 1; i <= path.len; i++) {
        bool part = i == path.len || is_separator(path.at[i]);
        if (!part || is_separator(path.at[i - 1]))
            continue;
        p.text[i] = '\0';
        /* A parent may exist and yet refuse mkdir (a drive, a read-only mount). */
        if (kind_of(p.text) != KIND_FOLDER && !folder_make(p.text) &&
            kind_of(p.text) != KIND_FOLDER)
            return io_fault(why, (struct str){p.text, i}, "make this folder");
        if (i < path.len)
            p.text[i] = path.at[i];
    }
    return OK;
}

static bool write_and_close(FILE *out, struct str bytes)
{
    bool whole = bytes.len == 0 || fwrite(bytes.at, 1, bytes.len, out) == bytes.len;
    int error = errno;
    bool closed = fclose(out) == 0;
    if (!whole)
        errno = error;
    return whole && closed;
}

/* A new file beside `path` under a name nobody has; NULL where none can be made. */
static FILE *open_beside(struct path *temporary, const char *path)
{
    for (unsigned i = 0; i < TRIES_MOST; i++) {
        int len = snprintf(temporary->text, sizeof temporary->text, "%s.%u-%u.part", path,
                           process_number(), i);
        if (len < 0 || (size_t)len >= sizeof temporary->text) {
            errno = ENAMETOOLONG;
            return NULL;
        }
        FILE *out = file_open(temporary->text, true);
        if (out || errno != EEXIST)
            return out;
    }
    return NULL;
}

status os_write_file(struct str path, struct str bytes, struct fault *why)
{
    struct path p, temporary;
    if (!path_set(&p, path))
        return path_fault(why, path);
    /* A device or a pipe is written to, not replaced by a file of its name. */
    if (kind_of(p.text) == KIND_OTHER) {
        FILE *device = file_overwrite(p.text);
        if (!device || !write_and_close(device, bytes))
            return io_fault(why, path, "write");
        return OK;
    }
    FILE *out = open_beside(&temporary, p.text);
    if (!out)
        return io_fault(why, path, "write");
    if (write_and_close(out, bytes) && file_replace(temporary.text, p.text))
        return OK;
    status st = io_fault(why, path, "write");
    file_remove(temporary.text);
    return st;
}

status os_print(struct str text, struct fault *why)
{
    make_binary(stdout);
    bool written = text.len == 0 || fwrite(text.at, 1, text.len, stdout) == text.len;
    if (written && fflush(stdout) == 0)
        return OK;
    return fault_set(why, ERR_IO, "cannot write to standard output: %s", strerror(errno));
}

void os_print_error(struct str text)
{
    make_binary(stderr);
    if (text.len)
        fwrite(text.at, 1, text.len, stderr);
    fflush(stderr);
}

struct str os_join(struct arena *a, struct str folder, struct str name)
{
    while (name.len && is_separator(name.at[0])) {
        name.at++;
        name.len--;
    }
    if (folder.len == 0)
        return arena_copy(a, name);
    while (folder.len > 1 && is_separator(folder.at[folder.len - 1]))
        folder.len--;
    bool separated = is_separator(folder.at[folder.len - 1]);
    return arena_format(a, "%.*s%s%.*s", STR_ARG(folder), separated ? "" : "/",
                        STR_ARG(name));
}
