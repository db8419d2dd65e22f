/* The notes of a book, a table like the others: what it is, of which day, how figures
 * were compared, what symbols and columns mean, and each load it stands on with its
 * licence. */
#include "publish/export_tables.h"
#include "version.h"

static const struct export_column columns[] = {
    {"topic", EXPORT_TEXT, 24, "what the note is about"},
    {"item", EXPORT_TEXT, 34, "which one"},
    {"note", EXPORT_TEXT, 100, "what there is to know"}};
enum { TOPIC, ITEM, NOTE, COLUMN_COUNT };

struct note {
    struct str topic, item, text;
};

struct notes {
    struct arena *arena;
    struct note *at;
    size_t count, capacity;
};

static void add(struct notes *n, const char *topic, struct str item, struct str text)
{
    if (text.len == 0)
        return;
    n->at = arena_grow(n->arena, struct note, n->at, n->count, &n->capacity);
    n->at[n->count++] = (struct note){str_of(topic), item, text};
}

static void put_note(void *context, struct arena *a, size_t row,
                     struct export_cell *cells)
{
    const struct notes *n = context;
    (void)a;
    cells[TOPIC].text = n->at[row].topic;
    cells[ITEM].text = n->at[row].item;
    cells[NOTE].text = n->at[row].text;
}

/* ---- What is said */

static void say_what(struct notes *n, const struct export_source *source,
                     struct str title)
{
    add(n, "About", STR("Title"), title);
    if (source->internal)
        add(n, "About", STR("Internal use"),
            STR("Holds figures computed from records of children that have not passed "
                "disclosure control: not to leave the organisation."));
    add(n, "About", STR("Date of evidence"),
        date_words(n->arena, source->survey->options.at));
    add(n, "About", STR("Made by"),
        STR("Assay " ASSAY_VERSION
            " from published evidence. Not issued or endorsed by Ofsted or the "
            "Department for Education."));
}

static struct str neighbours_words(struct notes *n, const struct export_source *source)
{
    const struct survey *survey = source->survey;
    const struct cube *cube = survey->source.cube;
    struct buf out = buf_new(n->arena, 4 * KIB);
    if (source->picture_count != 1)
        return STR("");
    const uint32_t *at = survey_neighbours(survey, source->pictures[0]->area);
    for (size_t i = 0; at && i < CUBE_NEIGHBOURS; i++) {
        if (at[i] == UINT32_MAX)
            continue;
        buf_format(&out, "%s%.*s", out.len ? ", " : "", STR_ARG(cube->areas[at[i]].name));
    }
    return buf_text(&out);
}

static void say_comparison(struct notes *n, const struct export_source *source)
{
    const struct survey *survey = source->survey;
    const struct cube *cube = survey->source.cube;
    const struct benchmark_options *o = &survey->options.benchmark;
    add(n, "Comparison", STR("Neighbours"),
        o->average == AVERAGE_MEDIAN ? STR("compared with their median")
                                     : STR("compared with their mean"));
    if (o->model < cube->model_count)
        add(n, "Comparison", STR("Neighbour model"), cube->models[o->model]);
    add(n, "Comparison", STR("Statistical neighbours"), neighbours_words(n, source));
    add(n, "Comparison", STR("Beyond chance"),
        STR("better, worse, higher or lower: the other figure lies outside the 95% "
            "interval; similar: inside it; unknown: there are no counts to test by. Of "
            "a change: the two years differ by a test at 5%."));
    add(n, "Comparison", STR("Ranks"),
        STR("on figures that are not rounded; ties share the better rank; among "
            "authorities that lived in the period"));
}

/* Symbols of those reasons that have one of their own, with all their words. */
static void say_symbols(struct notes *n)
{
    for (int i = MISSING_SUPPRESSED; i <= MISSING_UNSPECIFIED; i++) {
        struct export_symbol symbol = export_symbol_of((enum missing)i);
        add(n, "Symbol", str_of(symbol.symbol), str_of(symbol.words));
    }
    add(n, "Symbol", STR("apostrophe"),
        STR("A text that a spreadsheet might run as a formula has an apostrophe before "
            "it; it is not part of the text."));
}

static void say_columns(struct notes *n, const struct export_table *tables, size_t count)
{
    for (size_t t = 0; t < count; t++) {
        struct str topic = arena_format(n->arena, "Column of %s", tables[t].name);
        add(n, "Table", str_of(tables[t].name), tables[t].title);
        for (size_t i = 0; i < tables[t].column_count; i++)
            add(n, topic.at, str_of(tables[t].columns[i].name),
                str_of(tables[t].columns[i].about));
    }
}

/* The file's own name: where it lay says nothing to others. */
static struct str bare_name(struct str path)
{
    size_t mark = str_find_last(path, '/');
    return mark == path.len ? path
                            : (struct str){path.at + mark + 1, path.len - mark - 1};
}

static void say_loads(struct notes *n, const struct export_source *source)
{
    const struct survey_source *from = &source->survey->source;
    for (size_t i = 0; i < from->cube->load_count; i++) {
        const struct cube_load *load = &from->cube->loads[i];
        if (!source->uses[i])
            continue;
        add(n, "Source",
            arena_format(n->arena, "Load %lld", (long long)from->load_ids[i]),
            arena_format(n->arena,
                         "%.*s: %.*s. File %.*s, SHA-256 %.*s. Licence: %.*s. %.*s",
                         STR_ARG(load->publisher), STR_ARG(load->title),
                         STR_ARG(bare_name(load->file)), STR_ARG(load->sha256),
                         STR_ARG(load->licence), STR_ARG(load->attribution)));
    }
}

struct export_table export_notes(struct export_source *source, struct str title,
                                 const struct export_table *tables, size_t count)
{
    struct notes *n = arena_make(source->arena, struct notes, 1);
    n->arena = source->arena;
    say_what(n, source, title);
    say_comparison(n, source);
    say_symbols(n);
    say_loads(n, source);
    say_columns(n, tables, count);
    return (struct export_table){
        .name = "notes",
        .title = STR("Notes: what these tables are and what they stand on"),
        .columns = columns,
        .column_count = COLUMN_COUNT,
        .row_count = n->count,
        .row = put_note,
        .context = n};
}

/* ---- The book */

static struct str attribution_of(const struct export_source *source)
{
    const struct cube *cube = source->survey->source.cube;
    struct buf out = buf_new(source->arena, 64 * KIB);
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = !source->uses[i] || said.len == 0;
        for (size_t k = 0; k < i && !again; k++)
            again = source->uses[k] && str_equal(cube->loads[k].attribution, said);
        if (again)
            continue;
        buf_format(&out, "%s%.*s", out.len ? " " : "", STR_ARG(said));
    }
    return buf_text(&out);
}

struct export_book export_book_of(struct export_source *source, struct str title,
                                  const struct export_table *tables, size_t count)
{
    struct export_table *all = arena_make(source->arena, struct export_table, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = tables[i];
    all[count] = export_notes(source, title, tables, count);
    return (struct export_book){.title = title,
                                .attribution = attribution_of(source),
                                .at = source->survey->options.at,
                                .internal = source->internal,
                                .tables = all,
                                .table_count = count + 1};
}

struct export_book export_book_all(struct export_source *source)
{
    struct export_table tables[] = {export_figures(source), export_measures(source),
                                    export_settings(source), export_inspections(source),
                                    export_items(source)};
    struct str title = arena_format(
        source->arena, "%.*s: evidence about children's services", STR_ARG(source->name));
    return export_book_of(source, title, tables, sizeof tables / sizeof *tables);
}
