/* The module assay-returns: XML of returns, by libxml2's parser of events.  A library of
 * its own, so that the program starts without libxml2.  Nothing is fetched, no entity is
 * expanded but XML's own five, and a document type is refused. */
#include "records/returns_module.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum { TEXT_MOST = 64 * 1024, DEPTH_MOST = 32 };

struct parsing {
    const struct xml_events *events;
    xmlParserCtxtPtr context;
    unsigned depth;
    bool began; /* there is an element */
    bool leaf;  /* the element begun last has no other in it */
    const char *wrong;
    size_t text_len;
    char text[TEXT_MOST];
};

static void refuse(struct parsing *p, const char *reason)
{
    if (!p->wrong)
        p->wrong = reason;
    xmlStopParser(p->context);
}

static void on_start(void *to, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespaces, const xmlChar **spaces,
                     int attributes, int defaulted, const xmlChar **values)
{
    struct parsing *p = to;
    (void)prefix, (void)uri, (void)namespaces, (void)spaces;
    (void)attributes, (void)defaulted, (void)values;
    if (++p->depth > DEPTH_MOST)
        refuse(p, "elements are more than 32 deep");
    if (p->wrong)
        return;
    p->began = p->leaf = true;
    p->text_len = 0;
    p->events->start(p->events->to, str_of((const char *)name));
}

static void on_end(void *to, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri)
{
    struct parsing *p = to;
    (void)name, (void)prefix, (void)uri;
    p->depth--;
    if (p->wrong)
        return;
    struct str text = {p->text, p->leaf ? p->text_len : 0};
    p->events->end(p->events->to, text);
    p->leaf = false;
    p->text_len = 0;
}

static void on_text(void *to, const xmlChar *text, int len)
{
    struct parsing *p = to;
    size_t more = len > 0 ? (size_t)len : 0;
    if (p->wrong || !p->leaf)
        return;
    if (more > TEXT_MOST - p->text_len) {
        refuse(p, "an element has more than 64 KiB of text");
        return;
    }
    memcpy(p->text + p->text_len, text, more);
    p->text_len += more;
}

static void on_document_type(void *to, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    (void)name, (void)external, (void)system;
    refuse(to, "a document type is declared, which no return does");
}

static void be_silent(void *to, const char *format, ...)
{
    (void)to, (void)format;
}

static bool set_encoding(xmlParserCtxtPtr context, struct str encoding)
{
    char name[40];
    if (encoding.len == 0)
        return true;
    if (encoding.len >= sizeof name)
        return false;
    memcpy(name, encoding.at, encoding.len);
    name[encoding.len] = '\0';
    xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(name);
    return handler && xmlSwitchToEncoding(context, handler) == 0;
}

/* A prefix whose namespace is declared outside of the piece is no fault of it. */
static bool is_of_namespace(int error)
{
    return error >= XML_NS_ERR_XML_NAMESPACE && error <= XML_NS_ERR_COLON;
}

static status parse(struct parsing *p, struct str encoding, struct str document,
                    struct fault *why)
{
    if (!set_encoding(p->context, encoding))
        return fault_set(why, ERR_FORMAT, "its encoding is not known");
    int error = xmlParseChunk(p->context, document.at, (int)document.len, 1);
    int line = xmlSAX2GetLineNumber(p->context);
    if (p->wrong)
        return fault_at(why, ERR_FORMAT, STR(""), line > 0 ? (uint32_t)line : 0, 0, "%s",
                        p->wrong);
    /* Where an encoding cannot be converted the parser may stop and call it well-formed.
     */
    bool whole = p->context->wellFormed && p->depth == 0 && p->began;
    if (whole && (error == XML_ERR_OK || is_of_namespace(error)))
        return OK;
    line = error == XML_ERR_OK ? line : p->context->lastError.line;
    return fault_at(why, ERR_FORMAT, STR(""), line > 0 ? (uint32_t)line : 0, 0,
                    "it is not well-formed XML");
}

static status read(struct str encoding, struct str document,
                   const struct xml_events *events, struct fault *why)
{
    struct parsing p;
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                         .startElementNs = on_start,
                         .endElementNs = on_end,
                         .characters = on_text,
                         .ignorableWhitespace = on_text,
                         .cdataBlock = on_text,
                         .internalSubset = on_document_type,
                         .error = be_silent,
                         .warning = be_silent};
    p.events = events;
    p.depth = 0;
    p.began = p.leaf = false;
    p.wrong = NULL;
    p.text_len = 0;
    if (document.len > 1 << 30)
        return fault_set(why, ERR_LIMIT, "it is too large");
    p.context = xmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL);
    if (!p.context)
        return fault_set(why, ERR_LIMIT, "there is no memory to read it");
    /* Without XML_PARSE_NOENT and XML_PARSE_DTDLOAD: nothing is expanded or fetched. */
    xmlCtxtUseOptions(p.context,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    status st = parse(&p, encoding, document, why);
    if (p.context->myDoc)
        xmlFreeDoc(p.context->myDoc);
    xmlFreeParserCtxt(p.context);
    return st;
}

/* What an encoding cannot convert is told to nobody but the caller, on any thread. */
static void begin(void)
{
    xmlInitParser();
    xmlThrDefSetGenericErrorFunc(NULL, be_silent);
    xmlSetGenericErrorFunc(NULL, be_silent);
}

const struct returns_module assay_returns_module = {
    .version = RETURNS_MODULE_VERSION,
    .begin = begin,
    .read = read,
};
