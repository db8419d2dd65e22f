#include "base/json.h"
#include "publish/render.h"

static const char *const node_names[] = {
    [DOC_SECTION] = "section", [DOC_PARAGRAPH] = "paragraph", [DOC_SENTENCE] = "sentence",
    [DOC_LIST] = "list",       [DOC_ITEM] = "item",           [DOC_TABLE] = "table",
    [DOC_ROW] = "row",         [DOC_CELL] = "cell",           [DOC_NOTE] = "note",
    [DOC_FIGURE] = "figure",
};

static void put_present(struct json *j, const char *key, struct str text)
{
    if (text.len)
        json_put_text(j, key, text);
}

static void put_true(struct json *j, const char *key, bool value)
{
    if (value)
        json_put_bool(j, key, true);
}

static void put_ids(struct json *j, const struct doc *n)
{
    if (n->id_count == 0)
        return;
    json_key(j, "evidence");
    json_array(j);
    for (size_t i = 0; i < n->id_count; i++)
        json_text(j, n->ids[i]);
    json_end_array(j);
}

/* What is empty or false is left out: a reader takes an absent key as that. */
static void put_node(struct json *j, const struct doc *n)
{
    json_object(j);
    json_put_text(j, "node", str_of(node_names[n->node]));
    put_present(j, "id", n->name);
    put_present(j, "text", n->text);
    put_present(j, "alt", n->alt);
    put_present(j, "svg", n->svg);
    put_present(j, "anchor", n->anchor);
    put_true(j, "head", n->head);
    put_true(j, "numeric", n->numeric);
    put_true(j, "ordered", n->ordered);
    put_true(j, "edited", n->edited);
    if (n->header_rows)
        json_put_integer(j, "header_rows", n->header_rows);
    put_ids(j, n);
    if (n->first) {
        json_key(j, "children");
        json_array(j);
        for (const struct doc *child = n->first; child; child = child->next)
            put_node(j, child);
        json_end_array(j);
    }
    json_end_object(j);
}

void render_json(const struct document *d, struct buf *out)
{
    struct json j = json_new(out, true);
    json_object(&j);
    json_put_text(&j, "title", d->title);
    json_put_text(&j, "area", d->area);
    json_put_text(&j, "framework", d->framework);
    json_put_text(&j, "at", date_iso(d->arena, d->at));
    json_put_text(&j, "language", d->language);
    json_put_text(&j, "notice", d->notice);
    json_put_text(&j, "attribution", d->attribution);
    json_put_text(&j, "version", d->version);
    json_put_text(&j, "sha256", d->sha256);
    json_key(&j, "document");
    put_node(&j, d->root);
    json_end_object(&j);
    buf_char(out, '\n');
}
