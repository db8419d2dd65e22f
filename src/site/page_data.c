/* What there is to download: England's inspections, what they asked for, settings and the
 * list of measures as tables; each measure as CSV; and how to have the rest. */
#include "publish/export_tables.h"
#include "publish/profile_parts.h"
#include "site/pages.h"
#include "site/parts.h"

struct data {
    struct site_page *page;
    struct document *d;
    struct export_source *source;
    struct doc *table;
};

struct download {
    const char *file;
    struct export_table (*build)(struct export_source *source);
    const char *what;
};

static const struct download downloads[] = {
    {"inspections", export_inspections,
     "Inspections of authorities: a row a judgement, with its days and its framework"},
    {"improvement-areas", export_items,
     "What inspections asked to be improved: a row an item, as published"},
    {"settings", export_settings,
     "Schools, homes and agencies by authority and service: counts of grades"},
    {"measures", export_measures,
     "Every measure: name, unit, direction, topic, definition"},
};

/* Pictures of all areas live as long as the tables that read them. */
static struct export_source *source_of(struct site_work *work)
{
    const struct site *site = work->site;
    struct arena *a = work->arena;
    const struct picture **pictures =
        arena_make(a, const struct picture *, site->area_count);
    for (size_t i = 0; i < site->area_count; i++)
        pictures[i] = picture_draw(a, site->survey, site->areas[i]);
    return export_source_new(a, site->survey, pictures, site->area_count);
}

static void put_download(struct data *data, const struct download *download)
{
    struct site_work *work = data->page->work;
    struct arena *a = work->arena;
    struct export_table table = download->build(data->source);
    struct buf out = buf_new(a, 64 * MIB);
    export_csv(&table, &out);
    if (!work->status)
        work->status = buf_status(&out, &work->why);
    struct str path = arena_format(a, "data/%s.csv", download->file);
    site_add(work, path, buf_text(&out));
    struct doc *row =
        part_row(data->d, data->table, arena_format(a, "%s.csv", download->file),
                 page_way(data->page, path));
    part_cell(data->d, row, str_of(download->what));
    part_count(data->d, row, table.row_count);
    part_cell(
        data->d, row,
        arena_format(a, "%.*s KB", STR_ARG(words_count(a, (out.len + KIB - 1) / KIB))))
        ->numeric = true;
}

static void put_paragraph(struct data *data, struct doc *section, struct str text,
                          struct str link, const char *path)
{
    struct doc *paragraph = doc_add(data->d, section, DOC_PARAGRAPH, STR(""));
    doc_sentence(data->d, paragraph, text, NULL, 0);
    part_link(data->d, paragraph, link, page_way(data->page, str_of(path)));
}

static void put_rest(struct data *data)
{
    struct document *d = data->d;
    struct doc *measures = doc_section(d, d->root, STR("Each measure"));
    put_paragraph(data, measures,
                  STR("The page of a measure leads to its figures as CSV: every "
                      "authority with interval, rank, band, neighbours, region and "
                      "England."),
                  STR("Measures by topic"), "measure/index.html");
    struct doc *rest = doc_section(d, d->root, STR("An authority, or all years"));
    part_say(
        d, rest,
        STR("Assay itself writes the tables of one authority, or of England, and a "
            "measure over all its years, as CSV, XLSX and JSON: the command is assay "
            "export."));
    struct doc *use = doc_section(d, d->root, STR("Use"));
    put_paragraph(data, use,
                  STR("The figures are their publishers\xe2\x80\x99: what a use must say "
                      "stands in each table and under each page."),
                  STR("Sources and their licences"), "sources/index.html");
    part_say(d, use,
             STR("In a CSV a figure that is not shown is an empty cell with the reason "
                 "beside it, and no cell is a formula."));
}

void site_build_data(struct site_work *work, size_t task)
{
    (void)task;
    static const struct part_column columns[] = {
        {"File", false}, {"What it holds", false}, {"Rows", true}, {"Size", true}};
    struct page_heading heading = {
        .path = STR("data/index.html"),
        .title = STR("Data and downloads"),
        .description = STR("The tables behind these pages, to work with."),
        .section = STR("Data")};
    struct data data = {.page = page_begin(work, &heading), .source = source_of(work)};
    data.d = page_document_new(data.page);
    part_say(
        data.d, data.d->root,
        STR("Tables in the layout of the national statistics, with one row of heads: "
            "columns of places come first, and each row says where it is from."));
    struct doc *section = doc_section(data.d, data.d->root, STR("England"));
    data.table =
        part_table(data.d, section, STR("Tables of all authorities"), columns, 4);
    for (size_t i = 0; i < sizeof downloads / sizeof *downloads; i++)
        put_download(&data, &downloads[i]);
    put_rest(&data);
    page_document(data.page, data.d, (struct page_document_options){.contents = false});
    page_end(data.page);
}
