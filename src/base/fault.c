#include "base/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Where a cut left part of a character at the end, takes that part off too. */
static void drop_broken_end(char *text, size_t len)
{
    size_t from = len, bad;
    while (from > 0 && len - from < 3 && is_continuation(text[from - 1]))
        from--;
    if (from > 0 && !str_is_utf8((struct str){text + from - 1, len - from + 1}, &bad))
        text[from - 1 + bad] = '\0';
}

PRINTF_LIKE(2, 0)
static void put_text(struct fault *why, const char *format, va_list args)
{
    /* Built aside: the arguments may be the text of this very fault. */
    char text[sizeof why->text];
    int len = vsnprintf(text, sizeof text, format, args);
    assert(len >= 0);
    if ((size_t)len >= sizeof text)
        drop_broken_end(text, sizeof text - 1);
    memcpy(why->text, text, sizeof text);
}

static void put_file(struct fault *why, struct str file)
{
    size_t most = sizeof why->file - 1;
    if (file.len > most) {
        file.at += file.len - most;
        file.len = most;
        while (file.len && is_continuation(file.at[0])) {
            file.at++;
            file.len--;
        }
    }
    if (file.len)
        memmove(why->file, file.at, file.len);
    why->file[file.len] = '\0';
}

status fault_set(struct fault *why, status code, const char *format, ...)
{
    if (!why)
        return code;
    va_list args;
    va_start(args, format);
    put_text(why, format, args);
    va_end(args);
    put_file(why, STR(""));
    why->code = code;
    why->line = why->column = 0;
    return code;
}

status fault_at(struct fault *why, status code, struct str file, uint32_t line,
                uint32_t column, const char *format, ...)
{
    if (!why)
        return code;
    va_list args;
    va_start(args, format);
    put_text(why, format, args);
    va_end(args);
    put_file(why, file);
    why->code = code;
    why->line = line;
    why->column = column;
    return code;
}
