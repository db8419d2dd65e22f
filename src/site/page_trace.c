/* The evidence behind an area's page: for each piece the file, who published it, its row
 * and what that row says.  Marks on the area's page lead to a row here: one step. */
#include <assert.h>

#include "publish/html_body.h"
#include "site/pages.h"
#include "site/site_frame.h"

/* One piece of evidence, as the index of the document has it. */
struct piece {
    size_t number;
    struct str id, rows, says;
    uint32_t load; /* index in the cube's loads */
};

struct trace {
    struct site_page *page;
    const struct site *site;
    struct piece *pieces;
    size_t count, capacity;
};

static uint32_t load_of(const struct site *site, struct str id, struct str *rows)
{
    const struct survey_source *source = &site->survey->source;
    struct str number = str_cut(id, ':', rows);
    int64_t load = 0;
    for (size_t i = 0; i < number.len; i++)
        load = load * 10 + (number.at[i] - '0');
    for (size_t i = 0; i < source->cube->load_count; i++)
        if (source->load_ids[i] == load)
            return (uint32_t)i;
    assert(!"a citation of a load that the survey does not have");
    return 0;
}

/* The index has three columns: number, evidence, what it says. */
static void collect(struct trace *t, const struct doc *n)
{
    for (const struct doc *child = n->first; child; child = child->next) {
        if (child->anchor.len) {
            struct arena *a = t->page->work->arena;
            struct piece piece = {.number = t->count + 1, .id = child->anchor};
            piece.says = child->last->text;
            piece.load = load_of(t->site, piece.id, &piece.rows);
            t->pieces = arena_grow(a, struct piece, t->pieces, t->count, &t->capacity);
            t->pieces[t->count++] = piece;
        } else {
            collect(t, child);
        }
    }
}

static struct str file_name(struct str path)
{
    size_t slash = str_find_last(path, '/');
    return slash < path.len ? (struct str){path.at + slash + 1, path.len - slash - 1}
                            : path;
}

static void put_head_cell(struct html *h, const char *text)
{
    html_open(h, "th");
    html_attribute(h, "scope", STR("col"));
    html_text(h, str_of(text));
    html_close(h, "th");
}

/* "12-14,20" needs room to break in. */
static struct str rows_words(struct arena *a, struct str rows)
{
    struct buf out = buf_new(a, MIB);
    for (size_t i = 0; i < rows.len; i++) {
        if (rows.at[i] == '-')
            buf_add(&out, STR("\xe2\x80\x93"));
        else
            buf_char(&out, rows.at[i]);
        if (rows.at[i] == ',')
            buf_char(&out, ' ');
    }
    return buf_text(&out);
}

static void put_piece(struct trace *t, const struct piece *piece)
{
    struct html *h = &t->page->html;
    struct arena *a = t->page->work->arena;
    html_open(h, "tr");
    html_attribute(h, "id", html_evidence_anchor(a, piece->id));
    html_open(h, "th");
    html_attribute(h, "scope", STR("row"));
    html_text(h, arena_format(a, "%zu", piece->number));
    html_close(h, "th");
    html_put(h, "td", rows_words(a, piece->rows));
    html_put(h, "td", piece->says);
    html_close(h, "tr");
    html_line(h);
}

static void put_source(struct trace *t, uint32_t load)
{
    struct html *h = &t->page->html;
    struct arena *a = t->page->work->arena;
    const struct cube_load *about = &t->site->survey->source.cube->loads[load];
    long long number = (long long)t->site->survey->source.load_ids[load];
    struct str name = file_name(about->file);
    html_open(h, "section");
    html_line(h);
    html_open(h, "h2");
    html_attribute(h, "id", arena_format(a, "load-%lld", number));
    html_text(h, name);
    html_close(h, "h2");
    html_line(h);
    html_open(h, "p");
    html_text(h, arena_format(a, "%.*s%s%.*s. Load %lld. SHA-256 ",
                              STR_ARG(about->publisher),
                              about->publisher.len && about->title.len ? ": " : "",
                              STR_ARG(about->title), number));
    html_open(h, "span");
    html_attribute(h, "class", STR("id"));
    html_text(h, about->sha256);
    html_close(h, "span");
    html_text(h, STR("."));
    html_close(h, "p");
    html_line(h);
    html_open(h, "div");
    html_attribute(h, "class", STR("table loose"));
    html_open(h, "table");
    html_open(h, "caption");
    html_text(h, arena_format(a, "Rows of %.*s", STR_ARG(name)));
    html_close(h, "caption");
    html_open(h, "thead");
    html_open(h, "tr");
    put_head_cell(h, "Mark");
    put_head_cell(h, "Row");
    put_head_cell(h, "What it says");
    html_close(h, "tr");
    html_close(h, "thead");
    html_open(h, "tbody");
    html_line(h);
    for (size_t i = 0; i < t->count; i++)
        if (t->pieces[i].load == load)
            put_piece(t, &t->pieces[i]);
    html_close(h, "tbody");
    html_close(h, "table");
    html_close(h, "div");
    html_close(h, "section");
    html_line(h);
}

void site_build_trace(struct site_work *work, uint32_t area,
                      const struct document *document)
{
    struct arena *a = work->arena;
    const struct site *site = work->site;
    const struct cube *cube = site->survey->source.cube;
    struct str name = cube->areas[area].name;
    struct page_crumb crumb = {name, site_area_path(a, site, area)};
    struct page_heading heading = {
        .path = site_trace_path(a, site, area),
        .title = arena_format(a, "Evidence behind the page of %.*s", STR_ARG(name)),
        .description =
            arena_format(a, "The rows of published files behind %.*s.", STR_ARG(name)),
        .section = STR("Areas"),
        .crumbs = &crumb,
        .crumb_count = 1};
    struct trace t = {.page = page_begin(work, &heading), .site = site};
    t.page->attribution = document->attribution;
    collect(&t, document->root);
    html_put(&t.page->html, "p",
             t.count ? STR("Each figure of the page is one row, or the rows named, of a "
                           "published file. Row 1 is the first of the file.")
                     : STR("The page stands on no row of evidence."));
    html_line(&t.page->html);
    bool *cited = arena_make(a, bool, cube->load_count);
    for (size_t i = 0; i < t.count; i++)
        cited[t.pieces[i].load] = true;
    for (uint32_t i = 0; i < cube->load_count; i++)
        if (cited[i])
            put_source(&t, i);
    page_end(t.page);
}
