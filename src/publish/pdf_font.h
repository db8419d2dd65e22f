/* The fonts of a PDF and the words set in them.  Four faces: two weights of the text font
 * and, for what it lacks (arrows, triangles), two of the symbol font; they are read from
 * one folder and nowhere else, so that the same words give the same bytes on every
 * machine.  A word is shaped once and kept for the documents that follow: a press is not
 * shared between threads.  A character that no face has is refused by name; so is writing
 * from right to left.  The first fault is kept: pdf_fonts_status. */
#ifndef ASSAY_PUBLISH_PDF_FONT_H
#define ASSAY_PUBLISH_PDF_FONT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

enum pdf_weight { PDF_PLAIN, PDF_BOLD };
/* By weight, first of the text and then of symbols. */
enum pdf_face { PDF_TEXT, PDF_TEXT_BOLD, PDF_SYMBOLS, PDF_SYMBOLS_BOLD, PDF_FACES };

/* A glyph as a document uses it: of a face, and standing for one text.  The same glyph
 * standing for another text is another sign, so that each has its own code. */
struct pdf_sign {
    enum pdf_face face;
    uint32_t glyph;
    double advance; /* in em, as the font has it */
    char text[12];  /* UTF-8, without NUL */
    uint8_t text_len;
    uint32_t next; /* of the same face and glyph; 0: none */
};

struct pdf_glyph {
    uint32_t sign;
    uint32_t byte;      /* where its text begins in the word */
    float advance;      /* in em, with kerning */
    float right, above; /* in em, how far it stands off its place: accents */
};

/* A word, shaped: glyphs from left to right. */
struct pdf_word {
    struct str text; /* composed (NFC) */
    const struct pdf_glyph *glyphs;
    uint32_t count;
    float width; /* in em */
};

struct pdf_fonts;

/* Opens the fonts of a folder; ERR_IO names the missing file and the package it is in. */
status pdf_fonts_open(struct str folder, struct pdf_fonts **out, struct fault *why);
void pdf_fonts_close(struct pdf_fonts *fonts);
/* Begins a document: the fault of the last one is forgotten, and the words too where
 * there are very many. */
void pdf_fonts_begin(struct pdf_fonts *fonts);
/* The word, shaped; owned by the fonts.  The word holds no white space and is not empty.
 */
const struct pdf_word *pdf_fonts_word(struct pdf_fonts *fonts, enum pdf_weight weight,
                                      struct str text);
/* A space between two words. */
const struct pdf_word *pdf_fonts_space(struct pdf_fonts *fonts, enum pdf_weight weight);
const struct pdf_sign *pdf_fonts_sign(const struct pdf_fonts *fonts, uint32_t sign);
/* How many signs there are; they are numbered from 1. */
uint32_t pdf_fonts_sign_count(const struct pdf_fonts *fonts);
/* The HarfBuzz face (hb_face_t), for embedding. */
void *pdf_fonts_face(const struct pdf_fonts *fonts, enum pdf_face face);
/* What could not be set in this document, if anything. */
status pdf_fonts_status(const struct pdf_fonts *fonts, struct fault *why);

#endif
