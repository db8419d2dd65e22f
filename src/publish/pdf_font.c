#include "publish/pdf_font.h"

#include <assert.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/os.h"
#include "publish/pdf_file.h"

enum { WORDS_FIRST = 4096, WORDS_MOST = 1 << 20 };
#define WORDS_BYTES (96 * MIB)

static const struct {
    const char *file, *package;
} files[PDF_FACES] = {
    {"open-sans/OpenSans-Regular.ttf", "fonts-open-sans"},
    {"open-sans/OpenSans-Bold.ttf", "fonts-open-sans"},
    {"dejavu/DejaVuSans.ttf", "fonts-dejavu-core"},
    {"dejavu/DejaVuSans-Bold.ttf", "fonts-dejavu-core"},
};

/* A word is never drawn as one glyph for several letters: each glyph keeps its text. */
static const hb_feature_t features[] = {
    {HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END},
    {HB_TAG('c', 'a', 'l', 't'), 0, 0, HB_FEATURE_GLOBAL_END},
};

struct slot {
    enum pdf_weight weight;
    struct str key; /* as it was asked for; empty: the slot is free */
    struct pdf_word word;
};

struct pdf_fonts {
    struct arena *arena; /* of the fonts themselves */
    struct arena *words; /* of what has been shaped */
    hb_face_t *faces[PDF_FACES];
    hb_font_t *fonts[PDF_FACES];
    double units[PDF_FACES]; /* in an em */
    hb_buffer_t *buffer;
    struct slot *slots; /* open addressing; a power of two, at most half full */
    size_t slot_count, used;
    struct pdf_sign *signs;
    size_t sign_count, sign_capacity;
    uint32_t *first_sign[PDF_FACES]; /* by glyph */
    unsigned glyph_count[PDF_FACES];
    const struct pdf_word *space[2];
    struct fault fault;
};

/* ---- Opening */

static status open_face(struct pdf_fonts *f, struct str folder, int i, struct fault *why)
{
    struct str path = os_join(f->arena, folder, str_of(files[i].file));
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(arena_copy(f->arena, path).at);
    if (!blob)
        return fault_set(why, ERR_IO,
                         "a PDF needs the font %.*s, which is not there; install %s",
                         STR_ARG(path), files[i].package);
    f->faces[i] = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    f->glyph_count[i] = hb_face_get_glyph_count(f->faces[i]);
    if (f->glyph_count[i] == 0)
        return fault_set(why, ERR_FORMAT, "%.*s is no font; install %s again",
                         STR_ARG(path), files[i].package);
    f->units[i] = hb_face_get_upem(f->faces[i]);
    f->fonts[i] = hb_font_create(f->faces[i]);
    return OK;
}

static void forget_words(struct pdf_fonts *f)
{
    arena_reset(f->words);
    f->slot_count = WORDS_FIRST;
    f->slots = arena_make(f->words, struct slot, f->slot_count);
    f->used = 0;
    f->signs = NULL;
    f->sign_count = f->sign_capacity = 0;
    for (int i = 0; i < PDF_FACES; i++)
        f->first_sign[i] = arena_make(f->words, uint32_t, f->glyph_count[i]);
    f->signs = arena_grow(f->words, struct pdf_sign, f->signs, 0, &f->sign_capacity);
    f->sign_count = 1; /* sign 0 is none */
    for (int weight = PDF_PLAIN; weight <= PDF_BOLD; weight++)
        f->space[weight] = pdf_fonts_word(f, (enum pdf_weight)weight, STR(" "));
}

status pdf_fonts_open(struct str folder, struct pdf_fonts **out, struct fault *why)
{
    struct arena *a = arena_new(MIB);
    struct pdf_fonts *f = arena_make(a, struct pdf_fonts, 1);
    f->arena = a;
    f->words = arena_new(2 * WORDS_BYTES);
    f->buffer = hb_buffer_create();
    hb_buffer_set_cluster_level(f->buffer, HB_BUFFER_CLUSTER_LEVEL_CHARACTERS);
    status st = OK;
    for (int i = 0; i < PDF_FACES && !st; i++)
        st = open_face(f, folder, i, why);
    if (st) {
        pdf_fonts_close(f);
        return st;
    }
    forget_words(f);
    *out = f;
    return OK;
}

void pdf_fonts_close(struct pdf_fonts *f)
{
    if (!f)
        return;
    for (int i = 0; i < PDF_FACES; i++) {
        hb_font_destroy(f->fonts[i]);
        hb_face_destroy(f->faces[i]);
    }
    hb_buffer_destroy(f->buffer);
    arena_free(f->words);
    arena_free(f->arena);
}

void pdf_fonts_begin(struct pdf_fonts *f)
{
    f->fault = (struct fault){0};
    if (arena_used(f->words) > WORDS_BYTES || f->used > WORDS_MOST)
        forget_words(f);
}

/* ---- Signs */

static uint32_t sign_of(struct pdf_fonts *f, enum pdf_face face, uint32_t glyph,
                        struct str text)
{
    uint32_t *link = &f->first_sign[face][glyph];
    for (; *link; link = &f->signs[*link].next) {
        const struct pdf_sign *sign = &f->signs[*link];
        if (sign->text_len == text.len && memcmp(sign->text, text.at, text.len) == 0)
            return *link;
    }
    uint32_t number = (uint32_t)f->sign_count;
    *link = number; /* before the signs may move */
    f->signs =
        arena_grow(f->words, struct pdf_sign, f->signs, f->sign_count, &f->sign_capacity);
    struct pdf_sign *sign = &f->signs[f->sign_count++];
    *sign = (struct pdf_sign){.face = face, .glyph = glyph};
    sign->advance = hb_font_get_glyph_h_advance(f->fonts[face], glyph) / f->units[face];
    sign->text_len = (uint8_t)text.len;
    memcpy(sign->text, text.at, text.len);
    return number;
}

const struct pdf_sign *pdf_fonts_sign(const struct pdf_fonts *f, uint32_t sign)
{
    assert(sign > 0 && sign < f->sign_count);
    return &f->signs[sign];
}

uint32_t pdf_fonts_sign_count(const struct pdf_fonts *f)
{
    return (uint32_t)f->sign_count;
}

void *pdf_fonts_face(const struct pdf_fonts *f, enum pdf_face face)
{
    return f->faces[face];
}

status pdf_fonts_status(const struct pdf_fonts *f, struct fault *why)
{
    if (f->fault.code && why)
        *why = f->fault;
    return f->fault.code;
}

/* ---- Shaping */

static void refuse(struct pdf_fonts *f, struct str word, uint32_t point, const char *what)
{
    if (f->fault.code)
        return;
    fault_set(&f->fault, ERR_FORMAT,
              "the PDF cannot show U+%04X in \"%.*s\": %s; the other forms can", point,
              STR_ARG(word), what);
}

/* The face for a character, PDF_FACES where there is none: accents stay with the letter
 * before them where they can. */
static enum pdf_face face_for(const struct pdf_fonts *f, enum pdf_weight weight,
                              enum pdf_face before, uint32_t point)
{
    const enum pdf_face order[] = {before, weight == PDF_BOLD ? PDF_TEXT_BOLD : PDF_TEXT,
                                   weight == PDF_BOLD ? PDF_SYMBOLS_BOLD : PDF_SYMBOLS};
    hb_unicode_general_category_t category =
        hb_unicode_general_category(hb_unicode_funcs_get_default(), point);
    bool accent = category == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK;
    hb_codepoint_t glyph;
    for (int i = accent && before != PDF_FACES ? 0 : 1; i < 3; i++)
        if (hb_font_get_nominal_glyph(f->fonts[order[i]], point, &glyph))
            return order[i];
    return PDF_FACES;
}

static bool runs_leftwards(uint32_t point)
{
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), point);
    return hb_script_get_horizontal_direction(script) == HB_DIRECTION_RTL;
}

struct shaping {
    struct pdf_fonts *fonts;
    enum pdf_weight weight;
    struct str text;
    struct pdf_glyph *glyphs;
    size_t count, capacity;
    double width;
};

/* The text of glyph `i`: up to the cluster of the next one. */
static struct str text_of(struct str text, const hb_glyph_info_t *infos, unsigned count,
                          unsigned i, size_t end)
{
    size_t from = infos[i].cluster, to = i + 1 < count ? infos[i + 1].cluster : end;
    return (struct str){text.at + from, to > from ? to - from : 0};
}

static void add_glyphs(struct shaping *s, enum pdf_face face, size_t end)
{
    struct pdf_fonts *f = s->fonts;
    unsigned count;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(f->buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(f->buffer, NULL);
    double units = f->units[face];
    for (unsigned i = 0; i < count; i++) {
        struct str text = text_of(s->text, infos, count, i, end);
        size_t len;
        if (text.len == 0 || text.len > sizeof f->signs->text) {
            text = (struct str){s->text.at + infos[i].cluster, end - infos[i].cluster};
            refuse(f, s->text, pdf_code_point(text, &len),
                   "its glyphs do not stand for one character each");
            return;
        }
        s->glyphs =
            arena_grow(f->words, struct pdf_glyph, s->glyphs, s->count, &s->capacity);
        s->glyphs[s->count++] = (struct pdf_glyph){
            .sign = sign_of(f, face, infos[i].codepoint, text),
            .byte = infos[i].cluster,
            .advance = (float)(places[i].x_advance / units),
            .right = (float)(places[i].x_offset / units),
            .above = (float)(places[i].y_offset / units),
        };
        s->width += places[i].x_advance / units;
    }
}

static void shape_part(struct shaping *s, enum pdf_face face, size_t from, size_t to)
{
    hb_buffer_t *buffer = s->fonts->buffer;
    assert(face < PDF_FACES);
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, s->text.at, (int)s->text.len, (unsigned)from,
                       (int)(to - from));
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_language(buffer, hb_language_from_string("en", 2));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(s->fonts->fonts[face], buffer, features, sizeof features / sizeof *features);
    add_glyphs(s, face, to);
}

/* Splits a word where the face changes, and shapes the parts. */
static void shape(struct shaping *s)
{
    enum pdf_face face = PDF_FACES;
    size_t from = 0;
    for (size_t i = 0, len; i < s->text.len; i += len) {
        uint32_t point =
            pdf_code_point((struct str){s->text.at + i, s->text.len - i}, &len);
        enum pdf_face wanted = face_for(s->fonts, s->weight, face, point);
        if (wanted == PDF_FACES || runs_leftwards(point)) {
            refuse(s->fonts, s->text, point,
                   wanted == PDF_FACES ? "its fonts have no glyph for it"
                                       : "it is written from right to left");
            return;
        }
        if (face != PDF_FACES && wanted != face) {
            shape_part(s, face, from, i);
            from = i;
        }
        face = wanted;
    }
    if (face != PDF_FACES)
        shape_part(s, face, from, s->text.len);
}

/* Composed as far as it goes (NFC), so that a letter and its accent are one character;
 * without what is never seen (soft hyphens), of which nothing may be left. */
static struct str composed(struct arena *a, struct str text)
{
    bool ascii = true;
    for (size_t i = 0; i < text.len; i++)
        ascii = ascii && (unsigned char)text.at[i] < 0x80;
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t len = -1;
    if (!ascii)
        len = utf8proc_map((const utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.len,
                           &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_IGNORE);
    if (len < 0)
        return arena_copy(a, text);
    struct str copy = arena_copy(a, (struct str){(const char *)nfc, (size_t)len});
    free(nfc);
    return copy;
}

/* ---- Words */

static size_t hash_of(enum pdf_weight weight, struct str text)
{
    uint64_t hash = 0xcbf29ce484222325u + weight; /* FNV-1a */
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 29);
}

static struct slot *find_slot(struct pdf_fonts *f, enum pdf_weight weight,
                              struct str text)
{
    size_t at = hash_of(weight, text) & (f->slot_count - 1);
    while (f->slots[at].key.len &&
           !(f->slots[at].weight == weight && str_equal(f->slots[at].key, text)))
        at = (at + 1) & (f->slot_count - 1);
    return &f->slots[at];
}

static void grow_slots(struct pdf_fonts *f)
{
    struct slot *old = f->slots;
    size_t old_count = f->slot_count;
    f->slot_count *= 2;
    f->slots = arena_make(f->words, struct slot, f->slot_count);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].key.len)
            *find_slot(f, old[i].weight, old[i].key) = old[i];
}

static const struct pdf_word nothing = {{"", 0}, NULL, 0, 0};

/* What was refused is not kept: the next document that holds it is to be refused too.
 * Growing the table leaves the old words where they are, so words given out stay good. */
const struct pdf_word *pdf_fonts_word(struct pdf_fonts *f, enum pdf_weight weight,
                                      struct str text)
{
    assert(text.len > 0);
    if (f->used * 2 >= f->slot_count)
        grow_slots(f);
    struct slot *slot = find_slot(f, weight, text);
    if (slot->key.len)
        return &slot->word;
    struct shaping s = {.fonts = f, .weight = weight, .text = composed(f->words, text)};
    shape(&s);
    if (f->fault.code)
        return &nothing;
    slot->weight = weight;
    slot->key = arena_copy(f->words, text);
    slot->word = (struct pdf_word){.text = s.text,
                                   .glyphs = s.glyphs,
                                   .count = (uint32_t)s.count,
                                   .width = (float)s.width};
    f->used++;
    return &slot->word;
}

const struct pdf_word *pdf_fonts_space(struct pdf_fonts *f, enum pdf_weight weight)
{
    return f->space[weight];
}
