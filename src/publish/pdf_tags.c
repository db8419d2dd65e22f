#include "publish/pdf_tags.h"

#include <assert.h>

enum { ELEMENT_MOST = 16 * 1024 * 1024 };

enum kid_kind { KID_ELEMENT, KID_MARK, KID_LINK };

struct kid {
    enum kid_kind kind;
    uint32_t page;
    uint32_t number; /* of the element, the mark or the link's object */
    struct kid *next;
};

struct pdf_tag {
    const char *role;
    pdf_element parent;
    struct kid *first, *last;
    struct str more; /* entries of its dictionary, as they will stand */
};

struct pdf_tags pdf_tags_new(struct arena *a)
{
    struct pdf_tags t = {.arena = a};
    t.tags = arena_grow(a, struct pdf_tag, t.tags, 0, &t.capacity);
    t.count = 1;
    pdf_tags_add(&t, 0, "Document");
    return t;
}

static void add_kid(struct pdf_tags *t, pdf_element element, struct kid kid)
{
    assert(element > 0 && element < t->count);
    struct pdf_tag *tag = &t->tags[element];
    struct kid *added = arena_make(t->arena, struct kid, 1);
    *added = kid;
    if (tag->last)
        tag->last->next = added;
    else
        tag->first = added;
    tag->last = added;
}

pdf_element pdf_tags_add(struct pdf_tags *t, pdf_element parent, const char *role)
{
    t->tags = arena_grow(t->arena, struct pdf_tag, t->tags, t->count, &t->capacity);
    pdf_element element = (pdf_element)t->count++;
    t->tags[element] = (struct pdf_tag){.role = role, .parent = parent};
    if (parent)
        add_kid(t, parent, (struct kid){.kind = KID_ELEMENT, .number = element});
    return element;
}

const char *pdf_tags_role(const struct pdf_tags *t, pdf_element element)
{
    assert(element > 0 && element < t->count);
    return t->tags[element].role;
}

void pdf_tags_scope(struct pdf_tags *t, pdf_element head, enum pdf_scope scope)
{
    t->tags[head].more = scope == PDF_SCOPE_COLUMN ? STR("/A<</O/Table/Scope/Column>>")
                                                   : STR("/A<</O/Table/Scope/Row>>");
}

void pdf_tags_numbering(struct pdf_tags *t, pdf_element list, bool ordered)
{
    t->tags[list].more = ordered ? STR("/A<</O/List/ListNumbering/Decimal>>")
                                 : STR("/A<</O/List/ListNumbering/Disc>>");
}

void pdf_tags_figure(struct pdf_tags *t, pdf_element figure, struct str alt,
                     const double box[4])
{
    struct buf b = buf_new(t->arena, ELEMENT_MOST);
    buf_add(&b, STR("/Alt"));
    pdf_put_text(&b, alt);
    buf_add(&b, STR("/A<</O/Layout/Placement/Block/BBox["));
    for (int i = 0; i < 4; i++) {
        buf_char(&b, ' ');
        pdf_put_number(&b, box[i]);
    }
    buf_add(&b, STR("]>>"));
    t->tags[figure].more = buf_text(&b);
}

void pdf_tags_mark(struct pdf_tags *t, pdf_element element, uint32_t page, uint32_t mark)
{
    add_kid(t, element, (struct kid){.kind = KID_MARK, .page = page, .number = mark});
}

void pdf_tags_link(struct pdf_tags *t, pdf_element element, uint32_t page, pdf_ref link)
{
    add_kid(t, element, (struct kid){.kind = KID_LINK, .page = page, .number = link});
}

/* ---- Writing */

struct writing {
    const struct pdf_tags *tags;
    const struct pdf_owners *owners;
    struct pdf_file *file;
    pdf_ref first;   /* the object of element e is first + e - 1 */
    struct buf line; /* the object under way */
};

static pdf_ref ref_of(const struct writing *w, pdf_element element)
{
    return w->first + element - 1;
}

static void put_ref(struct buf *b, const char *before, pdf_ref ref)
{
    buf_add(b, str_of(before));
    pdf_put_count(b, ref);
    buf_add(b, STR(" 0 R"));
}

/* Marks on the element's own page are bare numbers; others name their page. */
static void put_kid(const struct writing *w, struct buf *b, const struct kid *kid,
                    uint32_t own_page)
{
    if (kid->kind == KID_ELEMENT) {
        put_ref(b, " ", ref_of(w, kid->number));
    } else if (kid->kind == KID_LINK) {
        put_ref(b, "<</Type/OBJR/Pg ", w->owners->pages[kid->page]);
        put_ref(b, "/Obj ", kid->number);
        buf_add(b, STR(">>"));
    } else if (kid->page == own_page) {
        buf_char(b, ' ');
        pdf_put_count(b, kid->number);
    } else {
        put_ref(b, "<</Type/MCR/Pg ", w->owners->pages[kid->page]);
        buf_add(b, STR("/MCID "));
        pdf_put_count(b, kid->number);
        buf_add(b, STR(">>"));
    }
}

/* The page of its first mark. */
static uint32_t page_of(const struct pdf_tag *tag)
{
    for (const struct kid *kid = tag->first; kid; kid = kid->next)
        if (kid->kind == KID_MARK)
            return kid->page;
    return UINT32_MAX;
}

static void write_element(struct writing *w, pdf_element element, pdf_ref root)
{
    const struct pdf_tag *tag = &w->tags->tags[element];
    struct buf *b = &w->line;
    uint32_t page = page_of(tag);
    b->len = 0;
    buf_add(b, STR("<</Type/StructElem/S/"));
    buf_add(b, str_of(tag->role));
    put_ref(b, "/P ", tag->parent ? ref_of(w, tag->parent) : root);
    if (page != UINT32_MAX)
        put_ref(b, "/Pg ", w->owners->pages[page]);
    buf_add(b, tag->more);
    if (tag->first) {
        buf_add(b, STR("/K["));
        for (const struct kid *kid = tag->first; kid; kid = kid->next)
            put_kid(w, b, kid, page);
        buf_char(b, ']');
    }
    buf_add(b, STR(">>"));
    pdf_file_object(w->file, ref_of(w, element), buf_text(b));
}

static pdf_ref write_parents(const struct writing *w)
{
    const struct pdf_owners *o = w->owners;
    pdf_ref tree = pdf_file_reserve(w->file, 1);
    struct buf b = buf_new(w->file->arena, ELEMENT_MOST);
    buf_add(&b, STR("<</Nums["));
    for (uint32_t page = 0; page < o->page_count; page++) {
        struct buf row = buf_new(w->file->arena, ELEMENT_MOST);
        pdf_ref number = pdf_file_reserve(w->file, 1);
        buf_char(&row, '[');
        for (uint32_t i = 0; i < o->mark_counts[page]; i++)
            put_ref(&row, " ", ref_of(w, o->marks[page][i]));
        buf_char(&row, ']');
        pdf_file_object(w->file, number, buf_text(&row));
        buf_format(&b, "%u %u 0 R ", page, number);
    }
    for (uint32_t i = 0; i < o->link_count; i++)
        buf_format(&b, "%u %u 0 R ", o->page_count + i, ref_of(w, o->links[i]));
    buf_add(&b, STR("]>>"));
    pdf_file_object(w->file, tree, buf_text(&b));
    return tree;
}

pdf_ref pdf_tags_write(const struct pdf_tags *t, struct pdf_file *f,
                       const struct pdf_owners *owners)
{
    struct writing w = {.tags = t, .owners = owners, .file = f};
    w.line = buf_new(f->arena, ELEMENT_MOST);
    uint32_t count = (uint32_t)t->count - 1;
    pdf_ref root = pdf_file_reserve(f, 1);
    w.first = pdf_file_reserve(f, count);
    for (pdf_element element = 1; element <= count; element++)
        write_element(&w, element, root);
    pdf_ref tree = write_parents(&w);
    struct str body =
        arena_format(f->arena,
                     "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R"
                     "/ParentTreeNextKey %u>>",
                     w.first, tree, owners->page_count + owners->link_count);
    pdf_file_object(f, root, body);
    return root;
}
