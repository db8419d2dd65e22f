/* Walks JSON where it lies: values are views of the text, nothing is decoded or copied,
 * so coordinates stay as their publisher wrote them.  Made for files of known shape; it
 * finds the ends of values and checks that brackets and quotes close, not every rule of
 * RFC 8259.  Linear in what is passed over; memory is a few words. */
#ifndef ASSAY_EVIDENCE_JSON_SCAN_H
#define ASSAY_EVIDENCE_JSON_SCAN_H

#include "base/str.h"

/* The value of a member of an object, trimmed; empty where it has no such member or is no
 * object. */
struct str json_scan_member(struct str object, struct str key);
/* The same, but all that follows the key, closed or not: where a file breaks off, what
 * stands before can still be gone through. */
struct str json_scan_open(struct str object, struct str key);
/* Goes through the elements of an array or the members of an object: `*rest` is at first
 * the whole text.  False at the end, or where the text breaks off. */
bool json_scan_element(struct str *rest, struct str *element);
bool json_scan_pair(struct str *rest, struct str *key, struct str *value);
/* The text between quotes, escapes as they are; other values as they stand; `null` is
 * empty. */
struct str json_scan_text(struct str value);

#endif
