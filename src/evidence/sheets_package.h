/* The parts of a zipped workbook, each read once and in pieces, and their XML as a
 * stream of elements.  A document type is refused, so that there are no entities to
 * expand; nothing is fetched.  (Of the module assay-sheets.) */
#ifndef ASSAY_EVIDENCE_SHEETS_PACKAGE_H
#define ASSAY_EVIDENCE_SHEETS_PACKAGE_H

#include "base/arena.h"
#include "base/fault.h"

struct zip;

struct package {
    struct arena *arena;
    struct zip *zip;
    size_t file_size;
    uint64_t inflated; /* over all parts read */
};

/* Opens the directory of a zip; ERR_LIMIT past 1,000 entries. */
status package_open(struct arena *a, struct str bytes, struct package *out,
                    struct fault *why);
void package_close(struct package *package);
bool package_has(const struct package *package, const char *part);

/* One element as its reader sees it; valid during the call. */
struct xml_element {
    const char *name;              /* without prefix */
    const unsigned char **private; /* as libxml2 gives attributes: five a piece */
    int attribute_count;
};
/* An attribute by its name without prefix; empty where there is none. */
struct str xml_attribute(const struct xml_element *element, const char *name);
/* As a number; `otherwise` where it is none or too large. */
size_t xml_number(const struct xml_element *element, const char *name, size_t otherwise);

/* Who reads a part: each returns a status, and the first that is not OK ends it. */
struct xml_reader {
    void *to;
    status (*start)(void *to, const struct xml_element *element, struct fault *why);
    status (*end)(void *to, const char *name, struct fault *why);
    status (*text)(void *to, struct str text, struct fault *why);
};
/* Reads a part; ERR_FORMAT where it is missing or not well-formed. */
status package_read(struct package *package, const char *part,
                    const struct xml_reader *reader, struct fault *why);

#endif
