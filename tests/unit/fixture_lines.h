/* Files that are read line by line, where indentation tells what belongs to what: the
 * .case files.  A mistake in a file fails at its line. */
#ifndef ASSAY_TESTS_FIXTURE_LINES_H
#define ASSAY_TESTS_FIXTURE_LINES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"

struct reader {
    struct arena *arena;
    struct str file, rest;
    unsigned number;
    struct str line; /* without its indentation */
    size_t indent;
};

struct line {
    struct str text;
    unsigned number;
};

static bool next_line(struct reader *r)
{
    while (r->rest.len > 0) {
        struct str line = str_cut(r->rest, '\n', &r->rest);
        r->number++;
        r->indent = 0;
        while (r->indent < line.len && line.at[r->indent] == ' ')
            r->indent++;
        r->line = (struct str){line.at + r->indent, line.len - r->indent};
        if (r->line.len > 0 && (r->indent >= 8 || r->line.at[0] != '#'))
            return true;
    }
    return false;
}

/* Lines deeper than `indent` from here on, as they stand less eight blanks. */
static struct str block(struct reader *r, size_t indent)
{
    struct buf text = buf_new(r->arena, MIB);
    for (;;) {
        struct reader before = *r;
        if (!next_line(r))
            break;
        if (r->indent <= indent) {
            *r = before;
            break;
        }
        buf_add(&text, r->line);
        buf_char(&text, '\n');
    }
    return buf_text(&text);
}

static void bad(const struct str file, unsigned number, const char *what, struct str text)
{
    fail_msg("%.*s:%u: %s: %.*s", STR_ARG(file), number, what, STR_ARG(text));
}

static bool word(struct str *line, const char *expected)
{
    struct str rest, first = str_cut(*line, ' ', &rest);
    if (!str_equal(first, str_of(expected)))
        return false;
    *line = str_trim(rest);
    return true;
}

static struct str take(struct str *line)
{
    struct str rest, first = str_cut(str_trim(*line), ' ', &rest);
    *line = str_trim(rest);
    return first;
}

#endif
