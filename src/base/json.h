/* JSON out: a streaming writer into a buf.  It places commas and quotes, escapes what
 * RFC 8259 asks for, and asserts that objects and arrays are closed as opened.  Output
 * is two-space indented where `indent` is set, else one line. */
#ifndef ASSAY_BASE_JSON_H
#define ASSAY_BASE_JSON_H

#include "base/buf.h"
#include "base/ratio.h"

struct json {
    struct buf *out;
    bool indent;
    unsigned depth;
    bool after_key;
    unsigned char filled[64]; /* per depth: something stands before */
};

/* Writes one value to `out`, whose error is checked with buf_status at the end. */
struct json json_new(struct buf *out, bool indent);
void json_object(struct json *j);
void json_end_object(struct json *j);
void json_array(struct json *j);
void json_end_array(struct json *j);
void json_key(struct json *j, const char *key);
/* Bytes that are not UTF-8 become U+FFFD. */
void json_text(struct json *j, struct str s);
void json_integer(struct json *j, int64_t n);
/* The shortest decimal that reads back as the same double (17 digits at most); null for
 * what JSON cannot write (infinities, not a number). */
void json_double(struct json *j, double x);
void json_bool(struct json *j, bool b);
void json_null(struct json *j);
/* key and value in one call */
void json_put_text(struct json *j, const char *key, struct str s);
void json_put_integer(struct json *j, const char *key, int64_t n);
void json_put_bool(struct json *j, const char *key, bool b);
void json_put_null(struct json *j, const char *key);

#endif
