/* Zips and gzips written in the test itself. */
#ifndef ASSAY_TESTS_FIXTURE_ZIP_H
#define ASSAY_TESTS_FIXTURE_ZIP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "base/buf.h"

struct zip_part {
    const char *name;
    struct str text;
    uint16_t flags; /* bit 0: encrypted */
};

static inline void zip_put(struct buf *out, uint64_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_char(out, (char)(n >> (8 * i) & 0xff));
}

static inline Bytef *zip_bytes(const char *at)
{
    union {
        const char *kept;
        Bytef *asked;
    } bytes = {.kept = at};
    return bytes.asked;
}

/* Deflated; `bits` is zlib's: -15 raw, 31 gzip. */
static inline struct str zip_deflate(struct arena *a, struct str text, int bits)
{
    z_stream z = {.next_in = zip_bytes(text.at), .avail_in = (uInt)text.len};
    size_t room = text.len + text.len / 100 + 1000;
    char *out = arena_alloc(a, room);
    z.next_out = (Bytef *)out;
    z.avail_out = (uInt)room;
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, bits, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return (struct str){out, room - z.avail_out};
}

/* What local and central header have in common. */
static inline void zip_put_common(struct buf *out, const struct zip_part *part,
                                  struct str packed)
{
    uLong crc = crc32(0, zip_bytes(part->text.at), (uInt)part->text.len);
    zip_put(out, 20, 2);
    zip_put(out, part->flags, 2);
    zip_put(out, 8, 2);
    zip_put(out, 0x00210000, 4); /* 1 January 1980 */
    zip_put(out, crc, 4);
    zip_put(out, packed.len, 4);
    zip_put(out, part->text.len, 4);
    zip_put(out, strlen(part->name), 2);
    zip_put(out, 0, 2);
}

static inline struct str zip_of(struct arena *a, const struct zip_part *parts,
                                size_t count)
{
    struct buf out = buf_new(a, 256 * MIB), central = buf_new(a, 256 * MIB);
    for (size_t i = 0; i < count; i++) {
        struct str packed = zip_deflate(a, parts[i].text, -15);
        size_t at = out.len;
        buf_add(&out, STR("PK\x03\x04"));
        zip_put_common(&out, &parts[i], packed);
        buf_add(&out, str_of(parts[i].name));
        buf_add(&out, packed);
        buf_add(&central, STR("PK\x01\x02\x14"));
        zip_put(&central, 0, 1);
        zip_put_common(&central, &parts[i], packed);
        zip_put(&central, 0, 8);
        zip_put(&central, 0, 2);
        zip_put(&central, at, 4);
        buf_add(&central, str_of(parts[i].name));
    }
    size_t start = out.len;
    buf_add(&out, buf_text(&central));
    buf_add(&out, STR("PK\x05\x06"));
    zip_put(&out, 0, 4);
    zip_put(&out, count, 2);
    zip_put(&out, count, 2);
    zip_put(&out, central.len, 4);
    zip_put(&out, start, 4);
    zip_put(&out, 0, 2);
    assert_int_equal(buf_status(&out, NULL), OK);
    return buf_text(&out);
}

#define OFFICE_RELATIONS                                                                 \
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define SPREADSHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

/* An XLSX of one sheet "Data" whose rows and shared strings are given as XML. */
static inline struct str xlsx_of(struct arena *a, const char *rows, const char *strings)
{
    struct str sheet =
        arena_format(a, "<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>",
                     SPREADSHEET, rows);
    struct str shared = arena_format(a, "<sst xmlns='%s'>%s</sst>", SPREADSHEET, strings);
    const struct zip_part parts[] = {
        {"[Content_Types].xml", STR("<Types/>"), 0},
        {"_rels/.rels",
         STR("<Relationships xmlns='" PACKAGE_RELATIONS "'><Relationship Id='r1' "
             "Type='" OFFICE_RELATIONS "/officeDocument' "
             "Target='xl/workbook.xml'/></Relationships>"),
         0},
        {"xl/workbook.xml",
         STR("<workbook xmlns='" SPREADSHEET "' xmlns:r='" OFFICE_RELATIONS
             "'><sheets><sheet name='Data &amp; more' sheetId='1' "
             "r:id='r7'/></sheets></workbook>"),
         0},
        {"xl/_rels/workbook.xml.rels",
         STR("<Relationships xmlns='" PACKAGE_RELATIONS "'><Relationship Id='r7' "
             "Type='" OFFICE_RELATIONS "/worksheet' Target='worksheets/sheet1.xml'/>"
             "<Relationship Id='r8' Type='" OFFICE_RELATIONS "/sharedStrings' "
             "Target='/xl/sharedStrings.xml'/></Relationships>"),
         0},
        {"xl/worksheets/sheet1.xml", sheet, 0},
        {"xl/sharedStrings.xml", shared, 0},
    };
    return zip_of(a, parts, sizeof parts / sizeof *parts);
}

/* An ODS whose content.xml has this before its root and these tables in it. */
static inline struct str ods_of(struct arena *a, const char *before, const char *tables)
{
    const struct zip_part parts[] = {
        {"mimetype", STR("application/vnd.oasis.opendocument.spreadsheet"), 0},
        {"content.xml",
         arena_format(
             a,
             "%s<office:document-content "
             "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
             "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
             "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body>"
             "<office:spreadsheet>%s</office:spreadsheet></office:body>"
             "</office:document-content>",
             before, tables),
         0}};
    return zip_of(a, parts, sizeof parts / sizeof *parts);
}

#endif
