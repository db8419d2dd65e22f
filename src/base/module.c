#ifndef _WIN32
#define _POSIX_C_SOURCE 200809L
#endif

#include "base/module.h"

#include <stdio.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#include <unistd.h>
#endif

#define PATH_MOST ((size_t)4096)

#ifdef _WIN32

static size_t program_path(char *path, size_t size)
{
    DWORD len = GetModuleFileNameA(NULL, path, (DWORD)size);
    return len < size ? len : 0;
}

static const void *open_symbol(const char *path, const char *symbol)
{
    HMODULE module = LoadLibraryA(path);
    if (!module)
        return NULL;
    FARPROC found = GetProcAddress(module, symbol);
    const void *at;
    memcpy(&at, &found, sizeof at);
    return at;
}

static const char *reason(void)
{
    return "it is missing or damaged";
}

static const char separators[] = "\\/", extension[] = "dll";

#else

static size_t program_path(char *path, size_t size)
{
    ssize_t len = readlink("/proc/self/exe", path, size);
    return len > 0 && (size_t)len < size ? (size_t)len : 0;
}

static const void *open_symbol(const char *path, const char *symbol)
{
    void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    return module ? dlsym(module, symbol) : NULL;
}

static const char *reason(void)
{
    const char *said = dlerror();
    return said ? said : "it is missing or damaged";
}

static const char separators[] = "/", extension[] = "so";

#endif

/* Cuts a path behind its last separator. */
static size_t folder_length(const char *path, size_t len)
{
    while (len > 0 && !strchr(separators, path[len - 1]))
        len--;
    return len;
}

status module_open(const char *name, const char *symbol, const void **out,
                   struct fault *why)
{
    char path[PATH_MOST] = {0};
    size_t folder = folder_length(path, program_path(path, sizeof path));
    int len = snprintf(path + folder, sizeof path - folder, "%s.%s", name, extension);
    if (folder == 0 || len < 0 || (size_t)len >= sizeof path - folder)
        return fault_set(why, ERR_IO, "cannot tell where this program is, nor %s", name);
    const void *found = open_symbol(path, symbol);
    if (!found)
        return fault_set(why, ERR_IO,
                         "cannot open the part that reads this kind of file (%s.%s, "
                         "beside the program): %s",
                         name, extension, reason());
    *out = found;
    return OK;
}
