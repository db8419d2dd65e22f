/* Whatever the file: reading it ends, its cells are UTF-8 within the limits and in rows
 * that only go up, and what is refused is refused with a reason.  The first byte says
 * what the rest is: a file as it stands, or a part of a workbook that is zipped here, so
 * that the fuzzer need not find checksums. */
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/buf.h"
#include "evidence/sheet.h"
#include "fixture_fuzz.h"

#define CELL_MOST (64 * KIB)

/* --- a workbook around one part ------------------------------------------------------
 */

static void put(struct buf *out, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(out, (char)(n >> (8 * i) & 0xff));
}

struct parts {
    struct buf file, central;
    unsigned count;
};

static void put_head(struct buf *out, struct str name, struct str text)
{
    put(out, 20, 4); /* version and flags */
    put(out, 0, 2);  /* stored */
    put(out, 0x00210000, 4);
    put(out, crc32(crc32(0, Z_NULL, 0), (const Bytef *)text.at, (uInt)text.len), 4);
    put(out, text.len, 4);
    put(out, text.len, 4);
    put(out, name.len, 4);
}

static void add_part(struct parts *p, struct str name, struct str text)
{
    size_t at = p->file.len;
    buf_add(&p->file, STR("PK\x03\x04"));
    put_head(&p->file, name, text);
    buf_add(&p->file, name);
    buf_add(&p->file, text);
    buf_add(&p->central, STR("PK\x01\x02\x14"));
    put(&p->central, 0, 1);
    put_head(&p->central, name, text);
    put(&p->central, 0, 8);
    put(&p->central, 0, 2);
    put(&p->central, at, 4);
    buf_add(&p->central, name);
    p->count++;
}

static struct str finished(struct parts *p)
{
    size_t start = p->file.len;
    buf_add(&p->file, buf_text(&p->central));
    buf_add(&p->file, STR("PK\x05\x06"));
    put(&p->file, 0, 4);
    put(&p->file, p->count, 2);
    put(&p->file, p->count, 2);
    put(&p->file, p->central.len, 4);
    put(&p->file, start, 4);
    put(&p->file, 0, 2);
    return buf_text(&p->file);
}

#define RELATION(id, kind, target)                                                       \
    "<Relationship Id='" id "' Type='x/" kind "' Target='" target "'/>"

/* The parts of an XLSX; the fuzzer writes one of them. */
static const struct {
    const char *name, *text;
} xlsx[] = {
    {"[Content_Types].xml", "<Types/>"},
    {"_rels/.rels", "<Relationships>" RELATION("a", "officeDocument",
                                               "xl/workbook.xml") "</Relationships>"},
    {"xl/workbook.xml", "<workbook><sheets><sheet name='s' id='b'/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<Relationships>" RELATION("b", "worksheet", "s.xml")
         RELATION("c", "sharedStrings", "t.xml") "</Relationships>"},
    {"xl/s.xml", "<worksheet><sheetData><row><c t='s'><v>0</v></c></row></sheetData>"
                 "</worksheet>"},
    {"xl/t.xml", "<sst><si><t>text</t></si></sst>"},
};
enum { XLSX_PARTS = sizeof xlsx / sizeof *xlsx };

static struct str workbook_around(struct arena *a, unsigned mode, struct str part)
{
    struct parts p = {buf_new(a, 32 * MIB), buf_new(a, 1 * MIB), 0};
    if (mode == XLSX_PARTS) {
        add_part(&p, STR("content.xml"), part);
        return finished(&p);
    }
    for (unsigned i = 0; i < XLSX_PARTS; i++)
        add_part(&p, str_of(xlsx[i].name), i == mode ? part : str_of(xlsx[i].text));
    return finished(&p);
}

/* --- reading -------------------------------------------------------------------------
 */

static void check_row(const struct sheet_row *row, uint32_t last)
{
    size_t bad;
    must(row->row > last && row->count > 0 && row->count <= 256);
    bool any = false;
    for (size_t i = 0; i < row->count; i++) {
        must(row->cells[i].len <= CELL_MOST && str_is_utf8(row->cells[i], &bad));
        must(str_trim(row->cells[i]).len == row->cells[i].len);
        any = any || row->cells[i].len;
    }
    must(any);
}

static void read_through(struct arena *a, struct str bytes)
{
    struct workbook book;
    struct fault why = {0};
    if (workbook_read(a, STR("fuzz"), bytes, &book, &why)) {
        must(why.text[0] && why.file[0]);
        must(why.code == ERR_FORMAT || why.code == ERR_LIMIT);
        return;
    }
    for (size_t i = 0; i < book.count; i++) {
        struct sheet_reader reader;
        struct sheet_row row;
        uint32_t bad = 0, last = 0;
        const struct str *seen = NULL; /* rows that repeat share their cells */
        sheet_start(&reader, a, &book.sheets[i]);
        while (sheet_next(&reader, &row, &bad)) {
            if (row.cells != seen)
                check_row(&row, last);
            must(row.row > last);
            last = row.row;
            seen = row.cells;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *a = arena_new(512 * MIB);
    char *bytes = malloc(size);
    if (!bytes)
        abort();
    memcpy(bytes, data + 1, size - 1);
    struct str rest = {bytes, size - 1};
    unsigned mode = data[0] - (unsigned)'0';
    read_through(a, mode <= XLSX_PARTS ? workbook_around(a, mode, rest) : rest);
    free(bytes);
    arena_free(a);
    return 0;
}
