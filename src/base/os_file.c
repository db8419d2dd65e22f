#ifndef _WIN32
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* O_TMPFILE */
#endif
#define _FILE_OFFSET_BITS 64
#endif

#include "base/os_file.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <sys/stat.h>
#include <windows.h>
#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#define PATH_MOST ((size_t)4096)
#define TRIES_MOST 100u

struct path {
    char text[PATH_MOST];
};

/* A path as C wants it: an embedded NUL would name another file. */
static bool path_set(struct path *path, struct str s)
{
    if (s.len == 0 || s.len >= sizeof path->text || memchr(s.at, '\0', s.len))
        return false;
    memcpy(path->text, s.at, s.len);
    path->text[s.len] = '\0';
    return true;
}

static status no_path(struct fault *why, struct str path)
{
    return fault_at(why, ERR_IO, path, 0, 0,
                    "this is no path: it is empty, holds a NUL or is too long");
}

static status cannot(struct fault *why, struct str path, const char *doing)
{
    return fault_at(why, ERR_IO, path, 0, 0, "cannot %s: %s", doing, strerror(errno));
}

/* ---- What differs between systems ---- */

#ifdef _WIN32

struct wide {
    wchar_t text[PATH_MOST];
};

static const wchar_t *widen(struct wide *wide, const char *path)
{
    if (!MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide->text,
                             (int)PATH_MOST))
        wide->text[0] = L'\0';
    return wide->text;
}

static bool file_open(const char *path, struct os_file *out)
{
    struct wide wide;
    LARGE_INTEGER size;
    HANDLE file =
        CreateFileW(widen(&wide, path), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                    NULL, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, NULL);
    errno = ENOENT;
    if (file == INVALID_HANDLE_VALUE)
        return false;
    if (GetFileType(file) != FILE_TYPE_DISK || !GetFileSizeEx(file, &size)) {
        CloseHandle(file);
        errno = EINVAL;
        return false;
    }
    *out = (struct os_file){(intptr_t)file, (uint64_t)size.QuadPart};
    return true;
}

/* Bytes read; negative where it failed. */
static long long file_read(const struct os_file *file, uint64_t at, char *to, size_t size)
{
    OVERLAPPED place = {0};
    DWORD got = 0, wanted = size > 1u << 30 ? 1u << 30 : (DWORD)size;
    place.Offset = (DWORD)(at & 0xffffffffu);
    place.OffsetHigh = (DWORD)(at >> 32);
    if (ReadFile((HANDLE)file->handle, to, wanted, &got, &place))
        return (long long)got;
    return GetLastError() == ERROR_HANDLE_EOF ? 0 : -1;
}

void os_file_close(struct os_file *file)
{
    CloseHandle((HANDLE)file->handle);
}

static void *file_map(const struct os_file *file)
{
    HANDLE mapping =
        CreateFileMappingW((HANDLE)file->handle, NULL, PAGE_READONLY, 0, 0, NULL);
    if (!mapping)
        return NULL;
    void *at = MapViewOfFile(mapping, FILE_MAP_READ, 0, 0, 0);
    CloseHandle(mapping);
    return at;
}

static void memory_unmap(void *at, size_t size)
{
    (void)size;
    UnmapViewOfFile(at);
}

/* Files of a user's own folders are the user's on Windows; there is no mode to set. */
static FILE *file_create(const char *path, enum os_reader reader)
{
    struct wide wide;
    (void)reader;
    int file = _wopen(widen(&wide, path), _O_CREAT | _O_EXCL | _O_WRONLY | _O_BINARY,
                      _S_IREAD | _S_IWRITE);
    return file < 0 ? NULL : _fdopen(file, "wb");
}

static bool file_replace(const char *from, const char *to)
{
    struct wide wide_from, wide_to;
    errno = EACCES;
    return MoveFileExW(widen(&wide_from, from), widen(&wide_to, to),
                       MOVEFILE_REPLACE_EXISTING);
}

static void file_remove(const char *path)
{
    struct wide wide;
    _wremove(widen(&wide, path));
}

static unsigned process_number(void)
{
    return (unsigned)_getpid();
}

#else

static bool file_open(const char *path, struct os_file *out)
{
    struct stat st;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return false;
    if (fstat(file, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(file);
        errno = EINVAL;
        return false;
    }
    *out = (struct os_file){file, (uint64_t)st.st_size};
    return true;
}

/* Bytes read; negative where it failed. */
static long long file_read(const struct os_file *file, uint64_t at, char *to, size_t size)
{
    ssize_t got;
    do
        got = pread((int)file->handle, to, size, (off_t)at);
    while (got < 0 && errno == EINTR);
    return got;
}

void os_file_close(struct os_file *file)
{
    close((int)file->handle);
}

static void *file_map(const struct os_file *file)
{
    void *at =
        mmap(NULL, (size_t)file->size, PROT_READ, MAP_PRIVATE, (int)file->handle, 0);
    return at == MAP_FAILED ? NULL : at;
}

static void memory_unmap(void *at, size_t size)
{
    munmap(at, size);
}

static FILE *file_create(const char *path, enum os_reader reader)
{
    assert(path);
    int file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC,
                    reader == OS_PRIVATE ? 0600 : 0666);
    return file < 0 ? NULL : fdopen(file, "wb");
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

#endif

/* ---- Files that have no name yet ---- */

#ifdef O_TMPFILE

/* Where the system shows the file of a stream. */
static void place_of(FILE *stream, char *out, size_t size)
{
    snprintf(out, size, "/proc/self/fd/%d", fileno(stream));
}

/* A file beside `path` that has no name yet, so that nothing is left of it however the
 * process ends; NULL where this file system or system cannot. */
static FILE *file_unnamed(const char *path, enum os_reader reader)
{
    struct path folder;
    char place[32];
    const char *slash = strrchr(path, '/');
    size_t len = slash ? (size_t)(slash - path) + 1 : 0;
    assert(len < sizeof folder.text - 1);
    memcpy(folder.text, path, len);
    memcpy(folder.text + len, ".", 2);
    int file = open(folder.text, O_TMPFILE | O_WRONLY | O_CLOEXEC,
                    reader == OS_PRIVATE ? 0600 : 0666);
    FILE *stream = file < 0 ? NULL : fdopen(file, "wb");
    if (!stream)
        return NULL;
    place_of(stream, place, sizeof place);
    if (access(place, F_OK) == 0)
        return stream;
    fclose(stream); /* it could never be given a name */
    return NULL;
}

static bool file_name_it(FILE *stream, const char *name)
{
    char place[32];
    place_of(stream, place, sizeof place);
    return linkat(AT_FDCWD, place, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

#else /* every file has a name */

static FILE *file_unnamed(const char *path, enum os_reader reader)
{
    (void)path;
    (void)reader;
    return NULL;
}

static bool file_name_it(FILE *stream, const char *name)
{
    (void)stream;
    (void)name;
    return false;
}

#endif

/* ---- What is the same ---- */

status os_file_open(struct str path, struct os_file *out, struct fault *why)
{
    struct path p;
    if (!path_set(&p, path))
        return no_path(why, path);
    return file_open(p.text, out) ? OK : cannot(why, path, "open this file");
}

bool os_file_read_at(const struct os_file *file, uint64_t at, char *to, size_t size,
                     size_t *got)
{
    *got = 0;
    while (*got < size) {
        long long part = file_read(file, at + *got, to + *got, size - *got);
        if (part < 0)
            return false;
        if (part == 0)
            break;
        *got += (size_t)part;
    }
    return true;
}

status os_map(struct str path, struct str *out, struct fault *why)
{
    struct os_file file = {0};
    TRY(os_file_open(path, &file, why));
    if (file.size == 0 || file.size > SIZE_MAX / 2) {
        os_file_close(&file);
        return fault_at(why, ERR_FORMAT, path, 0, 0, "this file is empty or too large");
    }
    void *at = file_map(&file);
    status st = at ? OK : cannot(why, path, "map this file");
    os_file_close(&file);
    if (!st)
        *out = (struct str){at, (size_t)file.size};
    return st;
}

void os_unmap(struct str mapped)
{
    union {
        const char *read;
        void *at;
    } both = {mapped.at};
    if (mapped.at)
        memory_unmap(both.at, mapped.len);
}

static struct str temporary_name(struct arena *a, const char *path, unsigned try)
{
    return arena_format(a, "%s.%u-%u.part", path, process_number(), try);
}

/* Where a file must have a name from the first byte on. */
static FILE *create_beside(struct arena *a, const char *path, enum os_reader reader,
                           struct str *temporary)
{
    FILE *stream = NULL;
    for (unsigned i = 0; i < TRIES_MOST && !stream; i++) {
        *temporary = temporary_name(a, path, i);
        stream = file_create(temporary->at, reader);
        if (!stream && errno != EEXIST)
            break;
    }
    return stream;
}

status os_writer_open(struct arena *a, struct str path, enum os_reader reader,
                      struct os_writer *out, struct fault *why)
{
    struct path p;
    *out = (struct os_writer){0};
    if (!path_set(&p, path) || path.len + 32 > PATH_MOST)
        return no_path(why, path);
    FILE *stream = file_unnamed(p.text, reader);
    out->is_unnamed = stream != NULL;
    if (stream)
        out->temporary = temporary_name(a, p.text, 0);
    else
        stream = create_beside(a, p.text, reader, &out->temporary);
    if (!stream)
        return cannot(why, path, "write");
    out->path = arena_copy(a, path);
    out->stream = stream;
    return OK;
}

status os_writer_add(struct os_writer *writer, struct str text, struct fault *why)
{
    assert(writer->stream);
    if (text.len == 0 || fwrite(text.at, 1, text.len, writer->stream) == text.len)
        return OK;
    return cannot(why, writer->path, "write");
}

/* A file that is whole is named beside its place and moved there, since what is there
 * already can only be replaced by a file that has a name. */
static bool give_name(struct os_writer *writer)
{
    if (!writer->is_unnamed)
        return true;
    if (fflush(writer->stream) != 0)
        return false;
    file_remove(writer->temporary.at); /* of a process that had our number */
    return file_name_it(writer->stream, writer->temporary.at);
}

status os_writer_close(struct os_writer *writer, struct fault *why)
{
    assert(writer->stream);
    bool named = give_name(writer);
    status st = named ? OK : cannot(why, writer->path, "write");
    bool closed = fclose(writer->stream) == 0;
    writer->stream = NULL;
    if (st || (closed && file_replace(writer->temporary.at, writer->path.at)))
        return st;
    st = cannot(why, writer->path, "write");
    file_remove(writer->temporary.at);
    return st;
}

void os_writer_drop(struct os_writer *writer)
{
    if (!writer->stream)
        return;
    fclose(writer->stream);
    if (!writer->is_unnamed)
        file_remove(writer->temporary.at);
    writer->stream = NULL;
}
