/* Text as a view: a pointer and a length, never NUL-terminated by promise.
 * Views do not own; the arena that made the bytes does.  All comparing is byte-wise
 * except the functions named `fold`, which treat ASCII letters of either case as one
 * and the apostrophes ' and U+2019 as one (evidence-format.md, Conventions). */
#ifndef ASSAY_BASE_STR_H
#define ASSAY_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

/* Marks a function that takes a printf format as argument `format_at` and its values from
 * argument `values_at` on (0: a va_list), so that the compiler checks them.  On Windows
 * the plain attribute would mean an older printf that knows no %zu. */
#if defined(__MINGW32__) && !defined(__clang__)
#define PRINTF_LIKE(format_at, values_at)                                                \
    __attribute__((format(gnu_printf, format_at, values_at)))
#else
#define PRINTF_LIKE(format_at, values_at)                                                \
    __attribute__((format(printf, format_at, values_at)))
#endif

struct str {
    const char *at;
    size_t len;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* The two printf arguments for "%.*s". */
#define STR_ARG(s) (int)(s).len, (s).at

/* The view of a NUL-terminated text; NULL gives the empty view. */
struct str str_of(const char *text);
/* True where there are no bytes. */
bool str_is_empty(struct str s);
/* The same bytes. */
bool str_equal(struct str a, struct str b);
/* Orders bytes as unsigned; a prefix comes first.  Negative, zero or positive. */
int str_compare(struct str a, struct str b);
/* The same but for the case of ASCII letters and the form of apostrophes. */
bool str_equal_fold(struct str a, struct str b);
/* The first (last) bytes are those; true for an empty prefix (suffix). */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Without leading and trailing space, tab, CR, LF and U+00A0. */
struct str str_trim(struct str s);
/* The part before the first `mark`; `*rest` gets what follows it, or is empty. */
struct str str_cut(struct str s, char mark, struct str *rest);
/* Byte offset of the last `mark`, or s.len where there is none. */
size_t str_find_last(struct str s, char mark);
/* The bytes of `part` stand somewhere in `s`; true for an empty part. */
bool str_contains(struct str s, struct str part);
/* Edits (insert, delete, replace, swap of neighbours) between two texts, folded; gives
 * up at `limit` and returns limit + 1.  Texts over 64 bytes count as limit + 1. */
unsigned str_distance(struct str a, struct str b, unsigned limit);
/* The member of `among` nearest to `s` within a third of its length (at least 2 edits
 * for texts of 4 bytes or more); the first on a tie; the empty view where none is near.
 */
struct str str_nearest(struct str s, const struct str *among, size_t count);
/* True where the bytes are well-formed UTF-8 (no surrogates, no overlong forms); else
 * `*bad` is the offset of the first byte that is not. */
bool str_is_utf8(struct str s, size_t *bad);

#endif
