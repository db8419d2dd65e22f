#include <assert.h>

#include "publish/pdf_build.h"

/* Sentences, evidence numbers and lists: what paragraphs and cells are made of. */

const struct pdf_style *pdf_style_sized(struct pdf_build *b,
                                        const struct pdf_style *style, double size)
{
    struct pdf_style *sized = arena_make(b->arena, struct pdf_style, 1);
    double factor = size / style->text.size;
    struct pdf_type *types[] = {&sized->text, &sized->mark};
    *sized = *style;
    for (int i = 0; i < 2; i++) {
        types[i]->size *= factor;
        types[i]->leading *= factor;
        types[i]->rise *= factor;
    }
    return sized;
}

static void put_mark(struct pdf_build *b, struct pdf_copy *copy, size_t number,
                     const struct pdf_type *type)
{
    pdf_copy_text(copy, arena_format(b->arena, "%zu", number), type, number);
}

/* Three or more numbers in a row are shown as their ends, as HTML shows them. */
void pdf_put_marks(struct pdf_build *b, struct pdf_copy *copy, const struct doc *n,
                   const struct pdf_type *type)
{
    size_t *numbers = NULL;
    size_t count = marks_numbers(b->arena, &b->marks, n, &numbers);
    for (size_t i = 0; i < count;) {
        size_t run = marks_run(numbers, count, i);
        if (i)
            pdf_copy_text(copy, STR(", "), type, 0);
        put_mark(b, copy, numbers[i], type);
        if (run > 2) {
            pdf_copy_text(copy, STR("\xe2\x80\x93"), type, 0);
            put_mark(b, copy, numbers[i + run - 1], type);
        }
        i += run > 2 ? run : 1;
    }
}

void pdf_put_sentences(struct pdf_build *b, struct pdf_copy *copy, const struct doc *n,
                       const struct pdf_style *style)
{
    for (const struct doc *child = n->first; child; child = child->next) {
        if (child->node != DOC_SENTENCE)
            continue;
        pdf_copy_space(copy);
        pdf_copy_text(copy, child->text, &style->text, 0);
        if (child->edited)
            pdf_copy_text(copy, STR(" (edited)"), &style->text, 0);
        pdf_put_marks(b, copy, child, &style->mark);
    }
}

struct pdf_galley pdf_set_words(struct pdf_build *b, struct str text,
                                const struct pdf_type *type, pdf_element element)
{
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    struct pdf_galley g = pdf_galley_new(b->arena);
    pdf_copy_text(&copy, text, type, 0);
    pdf_galley_set(
        &g, &copy,
        &(struct pdf_setting){.element = element, .type = type, .width = PDF_TEXT_WIDTH});
    return g;
}

/* ---- Lists */

static bool holds_list(const struct doc *item)
{
    for (const struct doc *child = item->first; child; child = child->next)
        if (child->node == DOC_LIST)
            return true;
    return false;
}

/* The bullet or number of an item, left of its text and on the same line. */
static void set_label(struct pdf_build *b, struct pdf_galley *g, struct str text,
                      const struct pdf_setting *setting)
{
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    pdf_copy_text(&copy, text, setting->type, 0);
    double top = g->height;
    pdf_galley_set(g, &copy, setting);
    g->lines[g->count - 1].keep = true;
    g->height = top;
}

struct item {
    const struct doc *item;
    struct str label;
    pdf_element list;
    double indent;
};

static void set_item(struct pdf_build *b, struct pdf_galley *g, const struct item *i,
                     const struct pdf_list_setting *s)
{
    pdf_element element = pdf_tags_add(&b->tags, i->list, "LI");
    struct pdf_setting setting = {.element = pdf_tags_add(&b->tags, element, "Lbl"),
                                  .type = &s->style->text,
                                  .left = s->left,
                                  .width = i->indent};
    struct pdf_copy copy = pdf_copy_new(b->arena, b->fonts);
    pdf_put_sentences(b, &copy, i->item, s->style);
    set_label(b, g, i->label, &setting);
    pdf_element body = pdf_tags_add(&b->tags, element, "LBody");
    setting.element = body;
    if (holds_list(i->item) && copy.count)
        setting.element = pdf_tags_add(&b->tags, body, "P");
    setting.left = s->left + i->indent;
    setting.width = s->width - i->indent;
    pdf_galley_set(g, &copy, &setting);
    struct pdf_list_setting inner = {body, s->style, setting.left, setting.width,
                                     s->gap / 2};
    for (const struct doc *child = i->item->first; child; child = child->next) {
        if (child->node != DOC_LIST)
            continue;
        g->lines[g->count - 1].keep = true;
        g->height += inner.gap;
        pdf_set_list(b, g, child, &inner);
    }
}

void pdf_set_list(struct pdf_build *b, struct pdf_galley *g, const struct doc *list,
                  const struct pdf_list_setting *s)
{
    size_t number = 0, count = 0;
    pdf_element element = pdf_tags_add(&b->tags, s->parent, "L");
    pdf_tags_numbering(&b->tags, element, list->ordered);
    for (const struct doc *item = list->first; item; item = item->next)
        count++;
    double size = s->style->text.size, digits = count < 10 ? 1 : count < 100 ? 2 : 3.2;
    double indent = list->ordered ? size * (1.0 + 0.58 * digits) : size * 1.25;
    for (const struct doc *item = list->first; item; item = item->next) {
        struct str label = list->ordered ? arena_format(b->arena, "%zu.", ++number)
                                         : STR("\xe2\x80\xa2");
        if (item != list->first)
            g->height += s->gap;
        set_item(b, g, &(struct item){item, label, element, indent}, s);
    }
}
