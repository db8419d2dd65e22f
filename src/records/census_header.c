#include "records/census_header.h"

#include <string.h>

#include "base/csv.h"
#include "base/os.h"
#include "base/os_file.h"
#include "records/convert.h"
#include "records/scan.h"

#define HEADER_MOST ((size_t)64 * KIB)

/* In the order of the schema, each with the group that it stands in. */
static const struct {
    const char *group, *name;
} items[HEADER_ITEMS] = {
    {"CollectionDetails", "Collection"},
    {"CollectionDetails", "Year"},
    {"CollectionDetails", "ReferenceDate"},
    {"Source", "SourceLevel"},
    {"Source", "LEA"},
    {"Source", "SoftwareCode"},
    {"Source", "Release"},
    {"Source", "SerialNo"},
    {"Source", "DateTime"},
};

/* ---- From XML */

static size_t find(struct str text, size_t from, struct str part)
{
    for (size_t i = from; i + part.len <= text.len; i++)
        if (memcmp(text.at + i, part.at, part.len) == 0)
            return i;
    return SIZE_MAX;
}

/* What stands between <name> and </name>. */
static struct str between(struct arena *a, struct str text, const char *name)
{
    struct str open = arena_format(a, "<%s>", name);
    struct str close = arena_format(a, "</%s>", name);
    size_t at = find(text, 0, open);
    size_t end = at == SIZE_MAX ? SIZE_MAX : find(text, at + open.len, close);
    if (end == SIZE_MAX)
        return STR("");
    return (struct str){text.at + at + open.len, end - at - open.len};
}

/* Text without its five entities. */
static struct str plain(struct arena *a, struct str text)
{
    static const struct {
        struct str entity;
        char is;
    } entities[] = {{{"&lt;", 4}, '<'},
                    {{"&gt;", 4}, '>'},
                    {{"&quot;", 6}, '"'},
                    {{"&apos;", 6}, '\''},
                    {{"&amp;", 5}, '&'}};
    struct buf out = buf_new(a, MIB);
    while (text.len) {
        size_t taken = 1;
        char c = text.at[0];
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
            if (str_starts(text, entities[i].entity)) {
                c = entities[i].is;
                taken = entities[i].entity.len;
            }
        buf_char(&out, c);
        text.at += taken;
        text.len -= taken;
    }
    return buf_text(&out);
}

status census_header_of_xml(struct arena *a, struct str path, struct census_header *out,
                            struct fault *why)
{
    struct os_file file;
    char *at = arena_alloc(a, HEADER_MOST);
    size_t got = 0;
    *out = (struct census_header){0};
    TRY(os_file_open(path, &file, why));
    bool read = os_file_read_at(&file, 0, at, HEADER_MOST, &got);
    os_file_close(&file);
    if (!read)
        return fault_at(why, ERR_IO, path, 0, 0, "this file could not be read");
    struct str header = between(a, (struct str){at, got}, "Header");
    for (size_t i = 0; i < HEADER_ITEMS; i++)
        out->values[i] = plain(a, str_trim(between(a, header, items[i].name)));
    return OK;
}

/* ---- From CSV */

static void take_line(struct arena *a, struct str line, struct census_header *out)
{
    struct str rest, none;
    struct str name = row_cell(a, line, &rest);
    for (size_t i = 0; i < HEADER_ITEMS && rest.at; i++)
        if (str_equal(name, str_of(items[i].name)))
            out->values[i] = row_cell(a, rest, &none);
}

status census_header_of_csv(struct arena *a, struct str path, struct census_header *out,
                            struct fault *why)
{
    struct str text;
    *out = (struct census_header){0};
    TRY(os_read_file(a, path, HEADER_MOST, &text, why));
    while (text.len) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t len = end ? (size_t)(end - text.at) : text.len;
        take_line(a, str_trim((struct str){text.at, len}), out);
        len += end != NULL;
        text.at += len;
        text.len -= len;
    }
    return OK;
}

/* ---- Writing */

void census_header_csv(struct buf *out, const struct census_header *header)
{
    buf_add(out, STR("Item,Value\n"));
    for (size_t i = 0; i < HEADER_ITEMS; i++) {
        if (header->values[i].len == 0)
            continue;
        buf_format(out, "%s,", items[i].name);
        csv_put(out, header->values[i]);
        buf_char(out, '\n');
    }
}

void census_header_xml(struct buf *out, const struct census_header *header)
{
    buf_add(out, STR("  <Header>\n"));
    for (size_t i = 0; i < HEADER_ITEMS; i++) {
        const char *group = items[i].group;
        if (i == 0 || strcmp(group, items[i - 1].group) != 0)
            buf_format(out, "    <%s>\n", group);
        put_element(out, "      ", str_of(items[i].name), header->values[i]);
        if (i + 1 == HEADER_ITEMS || strcmp(group, items[i + 1].group) != 0)
            buf_format(out, "    </%s>\n", group);
    }
    buf_add(out, STR("  </Header>\n"));
}
