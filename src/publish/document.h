/* The document tree: what a letter, a report or a profile page says, built once and
 * rendered as HTML, text, JSON and tagged PDF.  Nodes hold plain
 * text, never markup; every sentence and cell carries the evidence ids it stands on.  The
 * tree lives in one arena and is immutable once built. */
#ifndef ASSAY_PUBLISH_DOCUMENT_H
#define ASSAY_PUBLISH_DOCUMENT_H

#include "base/arena.h"
#include "base/date.h"

enum node {
    DOC_SECTION,   /* text: its heading; children */
    DOC_PARAGRAPH, /* children: DOC_SENTENCE */
    DOC_SENTENCE,  /* text, ids */
    DOC_LIST,      /* children: DOC_ITEM */
    DOC_ITEM,      /* children: DOC_SENTENCE and nested DOC_LIST */
    DOC_TABLE, /* text: its caption; children: DOC_ROW, the first `header_rows` of them
                  heads */
    DOC_ROW,   /* children: DOC_CELL; the index entry of an id where it has an `anchor` */
    DOC_CELL,  /* text, ids; or children: one DOC_LIST; a head where `head` */
    DOC_NOTE,  /* children: DOC_SENTENCE; set apart: the reconstruction notice, gaps */
    DOC_FIGURE /* text: the title that says the finding; svg; alt; children: its table
                  twin */
};

struct doc {
    enum node node;
    struct str text;
    struct str alt, svg;   /* figures; the drawing for screens, paper and PDF */
    struct str svg_narrow; /* figures: the same for a narrow screen; may be empty */
    const struct str *ids;
    size_t id_count;
    struct str anchor;  /* rows of the evidence index: the id that links here */
    struct str name;    /* sentences of a letter: the id that an editor's change names */
    struct str href;    /* sentences and cells: where the text leads, on a site's page */
    struct str subject; /* heads of rows of a profile: the id of the measure they name */
    bool head, numeric; /* cells */
    struct str sort;    /* cells: what they are sorted by, where that is not the text */
    /* Tables: a reader may put the rows in another order; a reader looks rows up,
     * by their first and last cells. */
    bool sortable, searched;
    bool ordered;  /* lists whose items are steps */
    unsigned fill; /* cells that hold a grade: 1 (best quarter of its scale) to 4, else
                      0; a tint beside the word, never instead of it */
    bool edited;   /* sentences changed by an editor */
    unsigned header_rows;
    struct doc *first, *last, *next; /* children, sibling */
};

struct document {
    struct arena *arena;
    struct str title, area, framework, language; /* "en-GB" */
    date at;
    struct str
        notice; /* on every page: "Reconstruction by Assay from published evidence. …" */
    struct str attribution; /* of the evidence it stands on */
    struct str version;     /* of Assay */
    struct str sha256;      /* of the framework and evidence it stands on */
    unsigned figures;       /* so far; numbers the ids inside their drawings */
    struct doc *root;       /* a DOC_SECTION with the title */
};

struct document *document_new(struct arena *a);
/* Adds a child at the end and returns it. */
struct doc *doc_add(struct document *d, struct doc *parent, enum node node,
                    struct str text);
struct doc *doc_section(struct document *d, struct doc *parent, struct str heading);
/* A sentence with the rows it stands on, in a paragraph, item or note. */
struct doc *doc_sentence(struct document *d, struct doc *parent, struct str text,
                         const struct str *ids, size_t id_count);
/* A paragraph of one sentence; returns the paragraph. */
struct doc *doc_say(struct document *d, struct doc *parent, struct str text,
                    const struct str *ids, size_t id_count);
struct doc *doc_cell(struct document *d, struct doc *row, struct str text,
                     const struct str *ids, size_t id_count);
struct doc *doc_head(struct document *d, struct doc *row, struct str text);
/* Sets the attribution, after the notice; where evidence is synthetic the notice says so,
 * and where all of it is, nothing of published sources. */
void document_attribute(struct document *d, struct str attribution);
/* True where it holds figures that must not leave their authority. */
bool document_is_internal(const struct document *d);
/* Checks the shape: headings nest, tables are rectangular and have heads, no empty
 * sentence; asserted in tests on every document built. */
bool document_is_sound(const struct document *d, struct str *why);

#endif
