/* A child of the return on children looked after as its XML form has it. */
#ifndef ASSAY_SYNTH_RETURN_XML_H
#define ASSAY_SYNTH_RETURN_XML_H

#include "base/buf.h"
#include "synth/made.h"

/* Adds one CHILD element; blank cells are left out. */
void return_xml_child(struct buf *out, const struct made_rows *rows);
/* <name>text</name>, escaped; nothing where the text is blank. */
void xml_leaf(struct buf *out, struct str name, struct str text);

#endif
