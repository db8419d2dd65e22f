#include "evidence/sheets_package.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include <libxml/parser.h>
#include <zip.h>

#include "evidence/inflate.h"

enum { ENTRIES_MOST = 1000 };

static status damaged(struct fault *why)
{
    return fault_set(why, ERR_FORMAT, "this workbook is damaged; fetch or save it again");
}

/* --- the zip -------------------------------------------------------------------------
 */

static size_t read16(const char *at)
{
    return (size_t)(unsigned char)at[0] | (size_t)(unsigned char)at[1] << 8;
}

/* How many entries the end of the zip claims: asked before the directory is read, since
 * reading a long one takes long. */
static bool too_many_entries(struct str bytes)
{
    size_t least = 22, most = least + 65535;
    for (size_t back = least; back <= most && back <= bytes.len; back++) {
        const char *at = bytes.at + bytes.len - back;
        if (memcmp(at, "PK\x05\x06", 4) == 0)
            return read16(at + 10) > ENTRIES_MOST;
    }
    return false;
}

status package_open(struct arena *a, struct str bytes, struct package *out,
                    struct fault *why)
{
    struct package package = {.arena = a, .file_size = bytes.len};
    if (too_many_entries(bytes))
        return fault_set(why, ERR_LIMIT,
                         "this zip has more than %d entries; it is no "
                         "workbook",
                         ENTRIES_MOST);
    zip_source_t *source = zip_source_buffer_create(bytes.at, bytes.len, 0, NULL);
    if (!source)
        return fault_set(why, ERR_LIMIT, "there is no memory to open this workbook");
    package.zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!package.zip) {
        zip_source_free(source);
        return damaged(why);
    }
    *out = package;
    return OK;
}

void package_close(struct package *package)
{
    zip_discard(package->zip);
    package->zip = NULL;
}

bool package_has(const struct package *package, const char *part)
{
    return zip_name_locate(package->zip, part, 0) >= 0;
}

static status read_packed(struct package *package, const zip_stat_t *stat, char *into,
                          struct fault *why)
{
    zip_file_t *file = zip_fopen_index(package->zip, stat->index, ZIP_FL_COMPRESSED);
    if (!file)
        return damaged(why);
    zip_int64_t got = zip_fread(file, into, stat->comp_size);
    zip_fclose(file);
    return got == (zip_int64_t)stat->comp_size ? OK : damaged(why);
}

/* The entry as it is stored, with what the directory says of it. */
static status find_part(struct package *package, const char *part,
                        struct inflate_source *out, struct fault *why)
{
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC |
                                ZIP_STAT_COMP_METHOD | ZIP_STAT_INDEX;
    zip_stat_t stat;
    if (zip_stat(package->zip, part, 0, &stat) != 0)
        return fault_set(why, ERR_FORMAT,
                         "this workbook lacks its part %s; save it again", part);
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
        stat.encryption_method != ZIP_EM_NONE)
        return fault_set(why, ERR_FORMAT,
                         "this workbook is protected by a password; save it without");
    bool known = stat.comp_method == ZIP_CM_STORE || stat.comp_method == ZIP_CM_DEFLATE;
    if ((stat.valid & needed) != needed || !known || stat.comp_size > package->file_size)
        return damaged(why);
    char *packed = arena_try(package->arena, stat.comp_size);
    if (!packed)
        return fault_set(why, ERR_LIMIT,
                         "this workbook needs more memory than it may "
                         "have");
    TRY(read_packed(package, &stat, packed, why));
    *out = (struct inflate_source){.bytes = {packed, stat.comp_size},
                                   .size = stat.size,
                                   .crc = stat.crc,
                                   .stored = stat.comp_method == ZIP_CM_STORE};
    return OK;
}

/* --- its XML -------------------------------------------------------------------------
 */

struct parsing {
    struct package *package;
    const struct xml_reader *reader;
    xmlParserCtxtPtr context;
    struct fault *why;
    status status;
};

static void note(struct parsing *p, status st)
{
    if (!st || p->status)
        return;
    p->status = st;
    xmlStopParser(p->context);
}

static const char *plain(const xmlChar *text)
{
    return (const char *)text;
}

static void on_start(void *to, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **spaces,
                     int attributes, int defaulted, const xmlChar **values)
{
    struct parsing *p = to;
    (void)prefix, (void)uri, (void)namespaces, (void)spaces, (void)defaulted;
    struct xml_element element = {plain(name), values, attributes};
    if (!p->status)
        note(p, p->reader->start(p->reader->to, &element, p->why));
}

static void on_end(void *to, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct parsing *p = to;
    (void)prefix, (void)uri;
    if (!p->status)
        note(p, p->reader->end(p->reader->to, plain(name), p->why));
}

static void on_text(void *to, const xmlChar *text, int len)
{
    struct parsing *p = to;
    struct str s = {plain(text), len > 0 ? (size_t)len : 0};
    if (!p->status && p->reader->text)
        note(p, p->reader->text(p->reader->to, s, p->why));
}

/* A document type is where entities are declared: no program that saves tables writes
 * one, and a hostile file would. */
static void on_document_type(void *to, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    struct parsing *p = to;
    (void)name, (void)external, (void)system;
    note(p, fault_set(p->why, ERR_FORMAT,
                      "this workbook declares a document type; it is refused, since no "
                      "real one does"));
}

static status parse_piece(void *to, struct str piece, struct fault *why)
{
    struct parsing *p = to;
    uint64_t most = INFLATE_SLACK + (uint64_t)INFLATE_RATIO * p->package->file_size;
    p->package->inflated += piece.len;
    if (p->package->inflated > most || p->package->inflated > INFLATE_MOST)
        return fault_set(why, ERR_LIMIT,
                         "unpacked, this workbook is too large for its size; it is "
                         "refused");
    int bad = xmlParseChunk(p->context, piece.at, (int)piece.len, 0);
    if (p->status)
        return p->status;
    return bad ? damaged(why) : OK;
}

static status parse(struct parsing *p, const struct inflate_source *source)
{
    TRY(inflate_entry(source, parse_piece, p, p->why));
    int bad = xmlParseChunk(p->context, "", 0, 1);
    if (p->status)
        return p->status;
    return bad ? damaged(p->why) : OK;
}

status package_read(struct package *package, const char *part,
                    const struct xml_reader *reader, struct fault *why)
{
    struct inflate_source source;
    struct parsing p = {.package = package, .reader = reader, .why = why};
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .internalSubset = on_document_type};
    TRY(find_part(package, part, &source, why));
    p.context = xmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL);
    if (!p.context)
        return fault_set(why, ERR_LIMIT, "there is no memory to read this workbook");
    /* Without XML_PARSE_NOENT and XML_PARSE_DTDLOAD: nothing is expanded or fetched. */
    xmlCtxtUseOptions(p.context,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    status st = parse(&p, &source);
    if (p.context->myDoc)
        xmlFreeDoc(p.context->myDoc);
    xmlFreeParserCtxt(p.context);
    return st;
}

struct str xml_attribute(const struct xml_element *element, const char *name)
{
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char **attribute = element->private + 5 * i;
        if (strcmp(plain(attribute[0]), name) == 0)
            return (struct str){plain(attribute[3]),
                                (size_t)(attribute[4] - attribute[3])};
    }
    return (struct str){0};
}

size_t xml_number(const struct xml_element *element, const char *name, size_t otherwise)
{
    struct str text = xml_attribute(element, name);
    size_t n = 0;
    if (text.len == 0 || text.len > 9)
        return otherwise;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return otherwise;
        n = n * 10 + (size_t)(text.at[i] - '0');
    }
    return n;
}
