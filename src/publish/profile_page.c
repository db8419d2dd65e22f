#include "publish/profile_page.h"

#include <assert.h>
#include <stdlib.h>

#include "publish/phrase.h"
#include "publish/profile_parts.h"
#include "publish/wording.h"
#include "version.h"

/* ---- Citing */

static struct str id_of(const struct portrait *p, struct survey_origin origin)
{
    return arena_format(p->arena, "%lld:%lu",
                        (long long)p->survey->source.load_ids[origin.load],
                        (unsigned long)origin.row);
}

static struct cited add_citation(struct portrait *p, struct survey_origin origin,
                                 struct str id, struct str says)
{
    p->citations = arena_grow(p->arena, struct citation, p->citations, p->citation_count,
                              &p->citation_capacity);
    struct str *ids = arena_make(p->arena, struct str, 1);
    ids[0] = id;
    p->citations[p->citation_count++] = (struct citation){origin, id, says};
    return (struct cited){ids, 1};
}

static struct citation *find_citation(const struct portrait *p,
                                      struct survey_origin origin, struct str id)
{
    for (size_t i = 0; i < p->citation_count; i++) {
        struct citation *c = &p->citations[i];
        if (c->origin.row == origin.row && c->origin.load == origin.load &&
            str_equal(c->id, id))
            return c;
    }
    return NULL;
}

struct cited cite(struct portrait *p, struct survey_origin origin, struct str says)
{
    if (survey_origin_is_none(origin))
        return (struct cited){NULL, 0};
    struct str id = id_of(p, origin);
    struct citation *before = find_citation(p, origin, id);
    if (!before)
        return add_citation(p, origin, id, says);
    /* One row of a wide table says several things. */
    if (!str_contains(before->says, says))
        before->says =
            arena_format(p->arena, "%.*s. %.*s", STR_ARG(before->says), STR_ARG(says));
    struct str *ids = arena_make(p->arena, struct str, 1);
    ids[0] = id;
    return (struct cited){ids, 1};
}

/* "60:12-14,20": rows rise within a load, as the survey sorts settings. */
struct cited cite_settings(struct portrait *p, const struct survey_tally *tally,
                           struct str says)
{
    const struct survey_setting *all = &p->survey->settings[tally->first];
    struct str *ids = arena_make(p->arena, struct str, tally->settings);
    size_t id_count = 0;
    for (size_t i = 0; i < tally->settings;) {
        struct survey_origin first = all[i].origin;
        struct buf id = buf_new(p->arena, MIB);
        buf_add(&id, survey_origin_is_none(first) ? STR("") : id_of(p, first));
        uint32_t from = first.row, to = first.row;
        for (i++; i < tally->settings && all[i].origin.load == first.load; i++) {
            uint32_t row = all[i].origin.row;
            if (row <= to + 1) {
                to = row;
                continue;
            }
            if (to > from)
                buf_format(&id, "-%lu", (unsigned long)to);
            buf_format(&id, ",%lu", (unsigned long)row);
            from = to = row;
        }
        if (to > from)
            buf_format(&id, "-%lu", (unsigned long)to);
        if (survey_origin_is_none(first))
            continue;
        ids[id_count++] = buf_text(&id);
        add_citation(p, first, buf_text(&id), says);
    }
    return (struct cited){ids, id_count};
}

/* ---- How it was done */

static void say_neighbours(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    const struct cube *cube = p->survey->source.cube;
    const uint32_t *neighbours = survey_neighbours(p->survey, p->picture->area);
    const struct str *closeness = survey_closeness(p->survey, p->picture->area);
    struct str names[CUBE_NEIGHBOURS];
    size_t count = 0;
    for (size_t i = 0; neighbours && i < CUBE_NEIGHBOURS; i++) {
        if (neighbours[i] == UINT32_MAX)
            continue;
        struct str close = phrase_lower(a, closeness[i]);
        names[count++] = arena_format(
            a, "%.*s (%.*s)", STR_ARG(cube->areas[neighbours[i]].name), STR_ARG(close));
    }
    if (count == 0) {
        profile_say(p, parent,
                    STR("No statistical neighbours of this authority are "
                        "held."));
        return;
    }
    size_t model = p->survey->options.benchmark.model;
    profile_say(p, parent,
                arena_format(a,
                             "Statistical neighbours by the model of %.*s, the "
                             "nearest first: %.*s.",
                             STR_ARG(cube->models[model]),
                             STR_ARG(words_list(a, names, count))));
}

void profile_methods(struct portrait *p, struct doc *parent)
{
    struct arena *a = p->arena;
    size_t by_chance = (p->picture->tested + 10) / 20;
    say_neighbours(p, parent);
    profile_say(
        p, parent,
        STR("A difference is called one where the comparator's figure lies outside the "
            "95% interval of the authority's own (Wilson's for proportions, exact or "
            "Byar's for rates). A change is tested by the two years' counts. Ranks and "
            "quarters are over the authorities that existed at the end of the period "
            "and have a figure; quarters are type 7 quantiles."));
    if (by_chance)
        profile_say(p, parent,
                    arena_format(a,
                                 "Of %zu tests at 95%% about %zu would show a difference "
                                 "by chance alone.",
                                 p->picture->tested, by_chance));
    profile_say(p, parent,
                STR("The figures of neighbours are averaged without weights. An "
                    "authority's figure lies in part on what it cannot change, such as "
                    "poverty: neither a difference nor a rank is a verdict."));
}

/* ---- The index */

void profile_index(struct portrait *p, struct doc *parent)
{
    static const char *const heads[] = {"No.", "Evidence", "What it says"};
    const struct cube_load *loads = p->survey->source.cube->loads;
    struct arena *a = p->arena;
    if (p->citation_count == 0) {
        profile_say(p, parent, STR("Nothing above stands on a row of evidence."));
        return;
    }
    profile_say(p, parent,
                STR("Small numbers lead here. Each piece of evidence is the number of a "
                    "load and the row of its file; ranges are rows from and to."));
    struct doc *table =
        profile_table(p, parent, STR("Every row that is shown above"), heads, 3);
    for (size_t i = 0; i < p->citation_count; i++) {
        const struct citation *c = &p->citations[i];
        struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
        row->anchor = c->id;
        doc_head(p->document, row, arena_format(a, "%zu", i + 1));
        struct str file = loads[c->origin.load].file;
        size_t slash = str_find_last(file, '/');
        if (slash < file.len)
            file = (struct str){file.at + slash + 1, file.len - slash - 1};
        doc_cell(p->document, row,
                 arena_format(a, "%.*s, %.*s", STR_ARG(c->id), STR_ARG(file)), NULL, 0);
        doc_cell(p->document, row, c->says, NULL, 0);
    }
}

/* ---- Whose data */

/* The attributions of the loads cited, each once. */
static struct str attribution_of(struct portrait *p)
{
    const struct cube *cube = p->survey->source.cube;
    struct buf out = buf_new(p->arena, 64 * KIB);
    bool *used = arena_make(p->arena, bool, cube->load_count);
    for (size_t i = 0; i < p->citation_count; i++)
        used[p->citations[i].origin.load] = true;
    for (size_t i = 0; i < cube->load_count; i++) {
        struct str said = cube->loads[i].attribution;
        bool again = !used[i] || said.len == 0;
        for (size_t k = 0; k < i && !again; k++)
            again = used[k] && str_equal(cube->loads[k].attribution, said);
        if (again)
            continue;
        if (out.len)
            buf_char(&out, ' ');
        buf_add(&out, said);
    }
    return buf_text(&out);
}

/* ---- A life that is over, or has not begun */

static struct str kin_words(struct portrait *p, const struct picture_kin *kin,
                            size_t count)
{
    const struct cube_area *areas = p->survey->source.cube->areas;
    struct str *names = arena_make(p->arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        names[i] = areas[kin[i].area].name;
    return words_list(p->arena, names, count);
}

static struct str life_words(struct portrait *p)
{
    struct arena *a = p->arena;
    const struct picture *pic = p->picture;
    struct buf out = buf_new(a, 8 * KIB);
    struct str name = p->area->name;
    if (pic->before_count) {
        buf_format(&out, "%.*s began on %.*s", STR_ARG(name),
                   STR_ARG(date_words(a, pic->before[0].on)));
        buf_format(&out, "; before it there was %.*s.",
                   STR_ARG(kin_words(p, pic->before, pic->before_count)));
    }
    if (!date_is_none(p->area->live_to)) {
        buf_format(&out, "%s%.*s ended on %.*s", out.len ? " " : "", STR_ARG(name),
                   STR_ARG(date_words(a, p->area->live_to)));
        if (pic->after_count)
            buf_format(&out, "; its services passed to %.*s",
                       STR_ARG(kin_words(p, pic->after, pic->after_count)));
        buf_char(&out, '.');
    }
    if (out.len)
        buf_format(&out, " Nothing outside its own life is shown of it.");
    return buf_text(&out);
}

static void say_life(struct portrait *p, struct doc *parent)
{
    struct str words = life_words(p);
    struct cited by = {NULL, 0};
    if (words.len == 0)
        return;
    const struct picture_kin *kin = p->picture->before_count  ? p->picture->before
                                    : p->picture->after_count ? p->picture->after
                                                              : NULL;
    if (kin)
        by = cite(p, kin->origin, words);
    struct doc *note = doc_add(p->document, parent, DOC_NOTE, STR(""));
    doc_sentence(p->document, note, words, by.ids, by.count);
}

/* ---- The page */

static struct document *begin(struct arena *a, const struct picture *picture)
{
    const struct cube_area *area = &picture->survey->source.cube->areas[picture->area];
    struct document *d = document_new(a);
    d->title = arena_format(a, "Children's services in %.*s", STR_ARG(area->name));
    d->area = STR("Area profile");
    d->at = picture->at;
    d->notice = STR("Compiled by Assay from published statistics and inspection "
                    "outcomes. Not issued or endorsed by Ofsted, the Department for "
                    "Education or any authority.");
    d->version = STR(ASSAY_VERSION);
    d->root->text = d->title;
    return d;
}

static const struct {
    const char *heading;
    void (*build)(struct portrait *p, struct doc *parent);
} sections[] = {
    {"At a glance", profile_glance},
    {"Settings", profile_settings},
    {"What stands out", profile_exceptions},
    {"What stands out, over the years", profile_trends},
    {"What changed", profile_changes},
    {"Areas for improvement still open", profile_open_items},
    {"Where it stands, by topic", profile_spines},
    {"Measures by topic", profile_topics},
    {"Inspections and visits", profile_history},
    {"What is not known", profile_gaps},
    {"How this was compared", profile_methods},
    {"Evidence index", profile_index},
};

struct document *profile_page(struct arena *a, const struct picture *picture)
{
    struct portrait p = {
        .arena = a,
        .document = begin(a, picture),
        .picture = picture,
        .survey = picture->survey,
        .area = &picture->survey->source.cube->areas[picture->area],
    };
    struct doc *root = p.document->root;
    say_life(&p, root);
    if (picture->life != LIFE_CURRENT)
        profile_say(&p, root,
                    arena_format(a, "On %.*s this authority did not exist.",
                                 STR_ARG(date_words(a, picture->at))));
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        bool always = sections[i].build == profile_index;
        if (picture->life != LIFE_CURRENT && !always)
            continue;
        struct doc *section = doc_section(p.document, root, str_of(sections[i].heading));
        sections[i].build(&p, section);
    }
    document_attribute(p.document, attribution_of(&p));
    return p.document;
}

/* Letters and digits; all else becomes one hyphen. */
static struct str slug(struct arena *a, struct str name)
{
    struct buf out = buf_new(a, KIB);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || upper;
        if (plain)
            buf_char(&out, upper ? (char)(c + 32) : c);
        else if (out.len && out.at[out.len - 1] != '-')
            buf_char(&out, '-');
    }
    struct str text = buf_text(&out);
    if (str_ends(text, STR("-")))
        text.len--;
    return text;
}

struct str profile_file_name(struct arena *a, const struct picture *picture)
{
    const struct cube_area *area = &picture->survey->source.cube->areas[picture->area];
    return arena_format(a, "profile--%.*s--%.*s", STR_ARG(slug(a, area->name)),
                        STR_ARG(date_iso(a, picture->at)));
}
