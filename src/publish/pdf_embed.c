#include <assert.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>
#include <string.h>

#include "base/sha256.h"
#include "publish/pdf_page.h"

/* The fonts in the file: of each face only the glyphs that are used, each with its width
 * and its text (ISO 32000-1, 9.7 and 9.10.3). */

enum { TABLE_MOST = 16 * 1024 * 1024, MAPPINGS_A_BLOCK = 100 };

static const struct {
    const char *name;
    unsigned flags, stem;
} faces[PDF_FACES] = {
    {"OpenSans", 32, 80},
    {"OpenSans-Bold", 32 | 1 << 18, 140},
    {"DejaVuSans", 4, 80},
    {"DejaVuSans-Bold", 4 | 1 << 18, 140},
};

struct embedding {
    struct pdf_pages *pages;
    int face;
    const struct pdf_code_list *used;
    hb_face_t *whole;
    struct str program; /* the font's bytes */
    struct str glyphs;  /* by code: the glyph in the program, two bytes each */
};

/* ---- The program: a TrueType font of the glyphs that are used */

static void choose_glyphs(const struct embedding *e, hb_subset_input_t *input)
{
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    static const char *const without[] = {"GSUB", "GPOS", "GDEF", "kern", "name",
                                          "post", "OS/2", "cmap", "DSIG", "MATH",
                                          "gasp", "hdmx", "VDMX", "LTSH", "FFTM"};
    for (size_t i = 1; i < e->used->count; i++)
        hb_set_add(glyphs, pdf_fonts_sign(e->pages->fonts, e->used->signs[i])->glyph);
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        hb_set_add(dropped, hb_tag_from_string(without[i], -1));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
}

static void map_glyphs(struct embedding *e, const hb_subset_plan_t *plan)
{
    const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
    struct buf b = buf_new(e->pages->arena, TABLE_MOST);
    buf_add(&b, (struct str){"\0\0", 2});
    for (size_t i = 1; i < e->used->count; i++) {
        uint32_t sign = e->used->signs[i];
        hb_codepoint_t glyph =
            hb_map_get(map, pdf_fonts_sign(e->pages->fonts, sign)->glyph);
        assert(glyph != HB_MAP_VALUE_INVALID);
        buf_char(&b, (char)(unsigned char)(glyph >> 8));
        buf_char(&b, (char)(unsigned char)glyph);
    }
    e->glyphs = buf_text(&b);
}

static void make_program(struct embedding *e)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    assert(input && "memory for a handful of sets");
    choose_glyphs(e, input);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(e->whole, input);
    hb_face_t *part = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    assert(part && "the fonts of the distribution can be cut down");
    hb_blob_t *blob = hb_face_reference_blob(part);
    unsigned len;
    const char *bytes = hb_blob_get_data(blob, &len);
    e->program = arena_copy(e->pages->arena, (struct str){bytes, len});
    map_glyphs(e, plan);
    hb_blob_destroy(blob);
    hb_face_destroy(part);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
}

/* ---- Widths and texts, by code */

/* Each width is written as the font has it, in thousandths of an em. */
static struct str widths_of(const struct embedding *e)
{
    struct buf b = buf_new(e->pages->arena, TABLE_MOST);
    buf_add(&b, STR("1["));
    for (size_t i = 1; i < e->used->count; i++) {
        if (i > 1)
            buf_char(&b, ' ');
        pdf_put_number(
            &b, 1000 * pdf_fonts_sign(e->pages->fonts, e->used->signs[i])->advance);
    }
    buf_char(&b, ']');
    return buf_text(&b);
}

static void put_utf16(struct buf *b, const struct pdf_sign *sign)
{
    struct str text = {sign->text, sign->text_len};
    for (size_t i = 0, len; i < text.len; i += len) {
        uint32_t point = pdf_code_point((struct str){text.at + i, text.len - i}, &len);
        if (point >= 0x10000) {
            buf_format(b, "%04X", 0xd800 + ((point - 0x10000) >> 10));
            point = 0xdc00 + ((point - 0x10000) & 0x3ff);
        }
        buf_format(b, "%04X", point);
    }
}

static struct str texts_of(const struct embedding *e)
{
    struct buf b = buf_new(e->pages->arena, TABLE_MOST);
    size_t count = e->used->count - 1;
    buf_add(&b, STR("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
                    "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n"));
    for (size_t i = 0; i < count; i++) {
        size_t left = count - i;
        if (i % MAPPINGS_A_BLOCK == 0)
            buf_format(&b, "%zu beginbfchar\n",
                       left < MAPPINGS_A_BLOCK ? left : (size_t)MAPPINGS_A_BLOCK);
        buf_format(&b, "<%04zx><", i + 1);
        put_utf16(&b, pdf_fonts_sign(e->pages->fonts, e->used->signs[i + 1]));
        buf_add(&b, STR(">\n"));
        if (left == 1 || i % MAPPINGS_A_BLOCK == MAPPINGS_A_BLOCK - 1)
            buf_add(&b, STR("endbfchar\n"));
    }
    buf_add(&b,
            STR("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"));
    return buf_text(&b);
}

/* ---- The objects of a font */

static pdf_ref write_stream(const struct embedding *e, struct str entries,
                            struct str bytes)
{
    pdf_ref number = pdf_file_reserve(e->pages->file, 1);
    pdf_file_stream(e->pages->file, number, entries, bytes, PDF_DEFLATED);
    return number;
}

static pdf_ref write_object(const struct embedding *e, struct str body)
{
    pdf_ref number = pdf_file_reserve(e->pages->file, 1);
    pdf_file_object(e->pages->file, number, body);
    return number;
}

/* Six capitals before the name say that the font is a part of one, and which. */
static struct str name_of(const struct embedding *e)
{
    struct str digest = sha256_hex(e->pages->arena, e->program);
    char tag[6];
    for (size_t i = 0; i < sizeof tag; i++)
        tag[i] = (char)('A' + ((unsigned char)digest.at[2 * i] * 7u +
                               (unsigned char)digest.at[2 * i + 1]) %
                                  26u);
    return arena_format(e->pages->arena, "%.6s+%s", tag, faces[e->face].name);
}

struct metrics {
    long ascent, descent, capital, box[4];
};

static long scaled(hb_position_t value, double units)
{
    return lround(value * 1000.0 / units);
}

static struct metrics metrics_of(const struct embedding *e)
{
    struct metrics m = {0};
    double units = hb_face_get_upem(e->whole);
    hb_font_t *font = hb_font_create(e->whole);
    hb_font_extents_t extents;
    hb_font_get_h_extents(font, &extents);
    hb_position_t capital = 0;
    hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital);
    hb_font_destroy(font);
    m.ascent = scaled(extents.ascender, units);
    m.descent = scaled(extents.descender, units);
    m.capital = capital ? scaled(capital, units) : 700;
    hb_blob_t *head = hb_face_reference_table(e->whole, HB_TAG('h', 'e', 'a', 'd'));
    unsigned len;
    const char *bytes = hb_blob_get_data(head, &len);
    for (size_t i = 0; i < 4 && len >= 44; i++) {
        const unsigned char *at = (const unsigned char *)bytes + 36 + 2 * i;
        m.box[i] = scaled((int16_t)(at[0] << 8 | at[1]), units);
    }
    hb_blob_destroy(head);
    return m;
}

static pdf_ref write_descriptor(const struct embedding *e, struct str name)
{
    struct metrics m = metrics_of(e);
    struct str length = arena_format(e->pages->arena, "/Length1 %zu", e->program.len);
    pdf_ref program = write_stream(e, length, e->program);
    return write_object(
        e, arena_format(e->pages->arena,
                        "<</Type/FontDescriptor/FontName/%.*s/Flags %u/FontBBox[%ld %ld "
                        "%ld %ld]/ItalicAngle 0/Ascent %ld/Descent %ld/CapHeight %ld"
                        "/StemV %u/FontFile2 %u 0 R>>",
                        STR_ARG(name), faces[e->face].flags, m.box[0], m.box[1], m.box[2],
                        m.box[3], m.ascent, m.descent, m.capital, faces[e->face].stem,
                        program));
}

static pdf_ref write_font(struct embedding *e)
{
    struct arena *a = e->pages->arena;
    make_program(e);
    struct str name = name_of(e), widths = widths_of(e);
    pdf_ref descriptor = write_descriptor(e, name);
    pdf_ref map = write_stream(e, STR(""), e->glyphs);
    pdf_ref texts = write_stream(e, STR(""), texts_of(e));
    pdf_ref inner = write_object(
        e, arena_format(a,
                        "<</Type/Font/Subtype/CIDFontType2/BaseFont/%.*s/CIDSystemInfo<<"
                        "/Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 0/W[%.*s]"
                        "/CIDToGIDMap %u 0 R/FontDescriptor %u 0 R>>",
                        STR_ARG(name), STR_ARG(widths), map, descriptor));
    return write_object(
        e, arena_format(a,
                        "<</Type/Font/Subtype/Type0/BaseFont/%.*s/Encoding/Identity-H"
                        "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R>>",
                        STR_ARG(name), inner, texts));
}

struct str pdf_fonts_embed(struct pdf_pages *p)
{
    struct buf entries = buf_new(p->arena, TABLE_MOST);
    for (int face = 0; face < PDF_FACES; face++) {
        struct embedding e = {.pages = p, .face = face, .used = &p->used[face]};
        if (e.used->count == 1)
            continue;
        e.whole = pdf_fonts_face(p->fonts, (enum pdf_face)face);
        buf_format(&entries, "/F%d %u 0 R", face, write_font(&e));
    }
    return buf_text(&entries);
}
