/* What the module assay-returns gives the program: XML, one piece at a time.  Both are
 * built together; the version refuses a module left over from another build. */
#ifndef ASSAY_RECORDS_RETURNS_MODULE_H
#define ASSAY_RECORDS_RETURNS_MODULE_H

#include "base/fault.h"

enum { RETURNS_MODULE_VERSION = 1 };

/* Who reads a document: elements as they begin and end, with the text of those that hold
 * no other.  Texts are valid during the call. */
struct xml_events {
    void *to;
    void (*start)(void *to, struct str name);
    void (*end)(void *to, struct str text);
};

struct returns_module {
    unsigned version;
    /* Before the first document, on one thread. */
    void (*begin)(void);
    /* Reads a whole small document, on any thread.  The encoding is a name as XML writes
     * it, or empty for UTF-8.  ERR_FORMAT, with the line of the document, where it is not
     * well-formed, declares a document type or has an element with more than 64 KiB of
     * text. */
    status (*read)(struct str encoding, struct str document,
                   const struct xml_events *events, struct fault *why);
};

#define RETURNS_MODULE_SYMBOL "assay_returns_module"
extern const struct returns_module assay_returns_module;

/* The module, opened and begun; ERR_IO where it is not beside the program. */
status returns_module_open(const struct returns_module **out, struct fault *why);

#endif
