#include "site/parts.h"

#include <math.h>

#include "publish/profile_parts.h"

struct doc *part_table(struct document *d, struct doc *parent, struct str caption,
                       const struct part_column *columns, size_t count)
{
    struct doc *table = doc_add(d, parent, DOC_TABLE, caption);
    struct doc *head = doc_add(d, table, DOC_ROW, STR(""));
    table->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(d, head, str_of(columns[i].name))->numeric = columns[i].numeric;
    return table;
}

struct doc *part_row(struct document *d, struct doc *table, struct str head,
                     struct str way)
{
    struct doc *row = doc_add(d, table, DOC_ROW, STR(""));
    doc_head(d, row, head)->href = way;
    return row;
}

struct doc *part_cell(struct document *d, struct doc *row, struct str text)
{
    return doc_cell(d, row, text, NULL, 0);
}

struct doc *part_number(struct document *d, struct doc *row, double x,
                        struct number_form form, struct str none)
{
    struct str text = number_text(d->arena, x, form);
    struct doc *cell = part_cell(d, row, isfinite(x) ? text : none);
    cell->numeric = true;
    if (x < 0)
        cell->sort = arena_format(d->arena, "%.6g", x);
    return cell;
}

struct doc *part_count(struct document *d, struct doc *row, size_t count)
{
    struct doc *cell = part_cell(d, row, words_count(d->arena, count));
    cell->numeric = true;
    return cell;
}

struct doc *part_say(struct document *d, struct doc *parent, struct str text)
{
    return doc_say(d, parent, text, NULL, 0);
}

void part_link(struct document *d, struct doc *parent, struct str text, struct str way)
{
    doc_sentence(d, parent, text, NULL, 0)->href = way;
}

struct str part_file(struct str path)
{
    size_t slash = str_find_last(path, '/');
    if (slash >= path.len)
        return path;
    return (struct str){path.at + slash + 1, path.len - slash - 1};
}

void part_links(struct site_page *page, const struct part_way *ways, size_t count)
{
    struct html *h = &page->html;
    html_open(h, "ul");
    html_attribute(h, "class", STR("page-links"));
    html_line(h);
    for (size_t i = 0; i < count; i++) {
        html_open(h, "li");
        page_link(page, ways[i].way, ways[i].text);
        html_close(h, "li");
        html_line(h);
    }
    html_close(h, "ul");
    html_line(h);
}
