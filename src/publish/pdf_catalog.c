#include "publish/html.h"
#include "publish/pdf_build.h"

/* What the file says of itself: catalog, bookmarks and description (XMP). */

enum { PIECE_MOST = 4 * 1024 * 1024 };

struct str pdf_title(const struct document *d)
{
    if (date_is_none(d->at) || d->area.len == 0)
        return d->title;
    return arena_format(d->arena, "%.*s: %.*s, %.*s", STR_ARG(d->title), STR_ARG(d->area),
                        STR_ARG(date_words(d->arena, d->at)));
}

/* ---- Bookmarks: a tree by depth */

static pdf_ref bookmark_ref(pdf_ref first, size_t i)
{
    return first + (pdf_ref)i;
}

struct bookmark_links {
    size_t holder, previous, next, first, last; /* places plus one; 0: none */
};

/* The last bookmark before this one that is less deep holds it. */
static size_t holder_of(const struct pdf_build *b, const struct bookmark_links *links,
                        size_t i)
{
    size_t place = i;
    while (place && b->bookmarks[place - 1].depth >= b->bookmarks[i].depth)
        place = links[place - 1].holder;
    return place;
}

static struct bookmark_links *link_bookmarks(const struct pdf_build *b,
                                             struct bookmark_links *whole)
{
    struct bookmark_links *links =
        arena_make(b->arena, struct bookmark_links, b->bookmark_count);
    for (size_t i = 0; i < b->bookmark_count; i++) {
        links[i].holder = holder_of(b, links, i);
        struct bookmark_links *holder =
            links[i].holder ? &links[links[i].holder - 1] : whole;
        links[i].previous = holder->last;
        if (holder->last)
            links[holder->last - 1].next = i + 1;
        else
            holder->first = i + 1;
        holder->last = i + 1;
    }
    return links;
}

static void put_place(struct buf *out, const char *key, pdf_ref first, size_t place)
{
    if (place)
        buf_format(out, "/%s %u 0 R", key, bookmark_ref(first, place - 1));
}

static pdf_ref write_bookmarks(struct pdf_build *b)
{
    struct bookmark_links whole = {0};
    struct bookmark_links *links = link_bookmarks(b, &whole);
    pdf_ref root = pdf_file_reserve(&b->file, 1);
    pdf_ref first = pdf_file_reserve(&b->file, (uint32_t)b->bookmark_count);
    struct buf out = buf_new(b->arena, PIECE_MOST);
    for (size_t i = 0; i < b->bookmark_count; i++) {
        const struct pdf_bookmark *bookmark = &b->bookmarks[i];
        out.len = 0;
        buf_add(&out, STR("<</Title"));
        pdf_put_text(&out, bookmark->text);
        buf_format(&out, "/Parent %u 0 R",
                   links[i].holder ? bookmark_ref(first, links[i].holder - 1) : root);
        put_place(&out, "Prev", first, links[i].previous);
        put_place(&out, "Next", first, links[i].next);
        put_place(&out, "First", first, links[i].first);
        put_place(&out, "Last", first, links[i].last);
        if (links[i].first)
            buf_add(&out, STR("/Count -1")); /* closed at first */
        buf_add(&out, STR("/Dest"));
        pdf_put_destination(&out, pdf_pages_ref(&b->pages, bookmark->place->page),
                            bookmark->place->y);
        buf_add(&out, STR(">>"));
        pdf_file_object(&b->file, bookmark_ref(first, i), buf_text(&out));
    }
    out.len = 0;
    buf_add(&out, STR("<</Type/Outlines"));
    put_place(&out, "First", first, whole.first);
    put_place(&out, "Last", first, whole.last);
    size_t shown = 0;
    for (size_t i = 0; i < b->bookmark_count; i++)
        shown += links[i].holder == 0;
    buf_format(&out, "/Count %zu>>", shown);
    pdf_file_object(&b->file, root, buf_text(&out));
    return root;
}

/* ---- Description */

static void put_property(struct html *h, const char *element, struct str text)
{
    static const char *const lists[] = {"rdf:Alt", "rdf:li"};
    if (text.len == 0)
        return;
    html_open(h, element);
    html_open(h, lists[0]);
    html_open(h, lists[1]);
    html_attribute(h, "xml:lang", STR("x-default"));
    html_text(h, text);
    html_close(h, lists[1]);
    html_close(h, lists[0]);
    html_close(h, element);
    html_line(h);
}

/* XMP is XML; the escaping of text is that of HTML. No time: the same document gives the
 * same bytes, and the day it speaks of is in its title. */
static pdf_ref write_description(struct pdf_build *b)
{
    const struct document *d = b->document;
    struct buf out = buf_new(b->arena, PIECE_MOST);
    struct html h = html_new(&out);
    html_markup(&h, markup_own(STR("<?xpacket begin=\"\xef\xbb\xbf\" "
                                   "id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")));
    html_open(&h, "x:xmpmeta");
    html_attribute(&h, "xmlns:x", STR("adobe:ns:meta/"));
    html_open(&h, "rdf:RDF");
    html_attribute(&h, "xmlns:rdf", STR("http://www.w3.org/1999/02/22-rdf-syntax-ns#"));
    html_open(&h, "rdf:Description");
    html_attribute(&h, "rdf:about", STR(""));
    html_attribute(&h, "xmlns:dc", STR("http://purl.org/dc/elements/1.1/"));
    html_attribute(&h, "xmlns:pdf", STR("http://ns.adobe.com/pdf/1.3/"));
    html_attribute(&h, "xmlns:pdfuaid", STR("http://www.aiim.org/pdfua/ns/id/"));
    html_line(&h);
    html_put(&h, "pdfuaid:part", STR("1"));
    html_line(&h);
    put_property(&h, "dc:title", pdf_title(d));
    put_property(&h, "dc:description", d->notice);
    put_property(&h, "dc:rights", d->attribution);
    html_put(&h, "pdf:Producer",
             arena_format(b->arena, "Assay %.*s", STR_ARG(d->version)));
    html_close(&h, "rdf:Description");
    html_close(&h, "rdf:RDF");
    html_close(&h, "x:xmpmeta");
    html_markup(&h, markup_own(STR("\n<?xpacket end=\"r\"?>")));
    pdf_ref number = pdf_file_reserve(&b->file, 1);
    pdf_file_stream(&b->file, number, STR("/Type/Metadata/Subtype/XML"), buf_text(&out),
                    PDF_AS_IS);
    return number;
}

static pdf_ref write_about(struct pdf_build *b)
{
    const struct document *d = b->document;
    struct buf out = buf_new(b->arena, PIECE_MOST);
    buf_add(&out, STR("<</Title"));
    pdf_put_text(&out, pdf_title(d));
    buf_add(&out, STR("/Subject"));
    pdf_put_text(&out, d->notice);
    buf_add(&out, STR("/Producer"));
    pdf_put_text(&out, arena_format(b->arena, "Assay %.*s", STR_ARG(d->version)));
    buf_add(&out, STR(">>"));
    pdf_ref number = pdf_file_reserve(&b->file, 1);
    pdf_file_object(&b->file, number, buf_text(&out));
    return number;
}

void pdf_write_catalog(struct pdf_build *b, pdf_ref pages, pdf_ref structure)
{
    pdf_ref catalog = pdf_file_reserve(&b->file, 1);
    struct buf out = buf_new(b->arena, PIECE_MOST);
    buf_format(&out, "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R", pages,
               structure);
    buf_add(&out, STR("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle "
                      "true>>/Lang"));
    pdf_put_text(&out, b->document->language);
    buf_format(&out, "/Metadata %u 0 R", write_description(b));
    if (b->bookmark_count)
        buf_format(&out, "/Outlines %u 0 R/PageMode/UseOutlines", write_bookmarks(b));
    buf_add(&out, STR(">>"));
    pdf_file_object(&b->file, catalog, buf_text(&out));
    pdf_file_end(&b->file, catalog, write_about(b));
}
