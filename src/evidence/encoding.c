#include "evidence/encoding.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#define REPLACEMENT 0xfffdu

/* Windows-1252 from 0x80 to 0x9f; the five bytes that it leaves out stand for the control
 * characters of that number, as the WHATWG's encoding standard has it. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
    0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

/* Room is made beforehand: three bytes for a byte or a pair of them is the most. */
struct writer {
    char *at;
    size_t len;
};

static void put(struct writer *w, uint32_t c)
{
    assert(w->at);
    char *at = w->at + w->len;
    if (c < 0x80) {
        at[0] = (char)c;
        w->len += 1;
    } else if (c < 0x800) {
        at[0] = (char)(0xc0 | c >> 6);
        at[1] = (char)(0x80 | (c & 0x3f));
        w->len += 2;
    } else if (c < 0x10000) {
        at[0] = (char)(0xe0 | c >> 12);
        at[1] = (char)(0x80 | (c >> 6 & 0x3f));
        at[2] = (char)(0x80 | (c & 0x3f));
        w->len += 3;
    } else {
        at[0] = (char)(0xf0 | c >> 18);
        at[1] = (char)(0x80 | (c >> 12 & 0x3f));
        at[2] = (char)(0x80 | (c >> 6 & 0x3f));
        at[3] = (char)(0x80 | (c & 0x3f));
        w->len += 4;
    }
}

static status make_room(struct arena *a, size_t units, struct writer *w,
                        struct fault *why)
{
    *w = (struct writer){0};
    if (units < SIZE_MAX / 3)
        w->at = arena_try(a, 3 * units + 1);
    if (!w->at)
        return fault_set(why, ERR_LIMIT, "this file needs more memory than it may have");
    return OK;
}

static uint32_t unit_of(struct str bytes, size_t i, bool big)
{
    uint32_t first = (unsigned char)bytes.at[2 * i],
             second = (unsigned char)bytes.at[2 * i + 1];
    return big ? first << 8 | second : second << 8 | first;
}

static status from_utf16(struct arena *a, struct str bytes, bool big, struct str *out,
                         struct fault *why)
{
    struct writer w;
    size_t units = bytes.len / 2;
    TRY(make_room(a, units, &w, why));
    for (size_t i = 0; i < units; i++) {
        uint32_t c = unit_of(bytes, i, big);
        uint32_t next = i + 1 < units ? unit_of(bytes, i + 1, big) : 0;
        bool pair = c >= 0xd800 && c < 0xdc00 && next >= 0xdc00 && next < 0xe000;
        if (pair) {
            c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
            i++;
        } else if (c >= 0xd800 && c < 0xe000) {
            c = REPLACEMENT; /* half a pair */
        }
        put(&w, c);
    }
    *out = (struct str){w.at, w.len};
    return OK;
}

static status from_windows_1252(struct arena *a, struct str bytes, struct str *out,
                                struct fault *why)
{
    struct writer w;
    TRY(make_room(a, bytes.len, &w, why));
    for (size_t i = 0; i < bytes.len; i++) {
        uint32_t c = (unsigned char)bytes.at[i];
        put(&w, c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c);
    }
    *out = (struct str){w.at, w.len};
    return OK;
}

/* Without a mark: Latin text in UTF-16 has a NUL in every other byte. */
static bool looks_like_utf16(struct str bytes, bool *big)
{
    size_t sample = bytes.len < 512 ? bytes.len : 512, even = 0, odd = 0;
    for (size_t i = 0; i + 1 < sample; i += 2) {
        even += bytes.at[i] == '\0';
        odd += bytes.at[i + 1] == '\0';
    }
    *big = even > odd;
    size_t pairs = sample / 2, most = *big ? even : odd, least = *big ? odd : even;
    return pairs >= 2 && least == 0 && most * 10 >= pairs * 9;
}

static status refuse_binary(struct str text, struct fault *why)
{
    if (text.len && memchr(text.at, '\0', text.len))
        return fault_set(why, ERR_FORMAT,
                         "this is no text and no workbook; expected CSV, XLSX or ODS, "
                         "plain or gzipped");
    return OK;
}

status encoding_to_utf8(struct arena *a, struct str bytes, struct str *out,
                        struct fault *why)
{
    size_t bad;
    bool big = str_starts(bytes, STR("\xfe\xff"));
    bool marked = big || str_starts(bytes, STR("\xff\xfe"));
    struct str text = bytes;
    if (marked)
        TRY(from_utf16(a, (struct str){bytes.at + 2, bytes.len - 2}, big, &text, why));
    else if (looks_like_utf16(bytes, &big))
        TRY(from_utf16(a, bytes, big, &text, why));
    TRY(refuse_binary(text, why));
    if (!str_is_utf8(text, &bad))
        TRY(from_windows_1252(a, text, &text, why));
    *out = text;
    return OK;
}
