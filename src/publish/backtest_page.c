#include "publish/backtest_page.h"

#include <assert.h>

#include "publish/phrase.h"
#include "publish/wording.h"
#include "version.h"

struct page {
    struct arena *arena;
    struct document *document;
    const struct backtest_report *report;
    struct str *index; /* ids cited, in the order of the text */
    struct str *index_says;
    size_t index_count;
};

/* ---- Small parts */

static void say(struct page *p, struct doc *parent, struct str text)
{
    doc_say(p->document, parent, text, NULL, 0);
}

static struct doc *table(struct page *p, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count)
{
    struct doc *t = doc_add(p->document, parent, DOC_TABLE, caption);
    struct doc *row = doc_add(p->document, t, DOC_ROW, STR(""));
    t->header_rows = 1;
    for (size_t i = 0; i < count; i++)
        doc_head(p->document, row, str_of(heads[i]));
    return t;
}

static struct doc *row_of(struct page *p, struct doc *table, struct str head)
{
    struct doc *row = doc_add(p->document, table, DOC_ROW, STR(""));
    doc_head(p->document, row, head);
    return row;
}

static void cell(struct page *p, struct doc *row, struct str text)
{
    doc_cell(p->document, row, text, NULL, 0);
}

static void number(struct page *p, struct doc *row, size_t n)
{
    struct doc *c = doc_cell(p->document, row, arena_format(p->arena, "%zu", n), NULL, 0);
    c->numeric = true;
}

/* "304 of 313 (97.1%; 95% interval 94.6 to 98.5)"; never without its n. */
static struct str agreement(struct arena *a, size_t agree, size_t compared)
{
    if (compared == 0)
        return STR("none compared");
    struct limits l = backtest_interval(agree, compared);
    return arena_format(a, "%zu of %zu (%.1f%%; 95%% interval %.1f to %.1f)", agree,
                        compared, 100.0 * (double)agree / (double)compared, 100 * l.low,
                        100 * l.high);
}

static void agreement_cells(struct page *p, struct doc *row, size_t agree,
                            size_t compared)
{
    struct limits l = backtest_interval(agree, compared);
    number(p, row, compared);
    number(p, row, agree);
    if (compared == 0) {
        cell(p, row, STR("–"));
        cell(p, row, STR("–"));
        return;
    }
    cell(p, row,
         arena_format(p->arena, "%.1f%%", 100.0 * (double)agree / (double)compared));
    cell(p, row, arena_format(p->arena, "%.1f–%.1f", 100 * l.low, 100 * l.high));
}

static struct str grade_words(const struct page *p, unsigned position)
{
    return p->report->of->judgement->scale->rungs[position].words;
}

/* ---- The result */

static void say_sample(struct page *p, struct doc *parent)
{
    const struct judgement *node = p->report->of->judgement;
    struct arena *a = p->arena;
    struct doc *note = doc_add(p->document, parent, DOC_NOTE, STR(""));
    if (!backtest_is_in_sample(p->report->of)) {
        doc_sentence(p->document, note,
                     STR("No rule of this judgement is an inference: it was not drawn "
                         "from these inspections."),
                     NULL, 0);
        return;
    }
    doc_sentence(
        p->document, note,
        STR("In sample: the rule was fitted on inspections such as these, so the "
            "agreement says how well it describes them, not how well it would "
            "do on others."),
        NULL, 0);
    for (size_t i = 0; i < node->proposal_count; i++) {
        const struct basis *basis = &node->proposals[i].basis;
        if (basis->kind == BASIS_INFERENCE && basis->cite.len)
            doc_sentence(
                p->document, note,
                arena_format(a, "Its own basis reads: %.*s.", STR_ARG(basis->cite)), NULL,
                0);
    }
}

static void say_differences(struct page *p, struct doc *parent)
{
    const struct backtest_tally *t = p->report->tally;
    struct arena *a = p->arena;
    size_t differ = t->compared - t->agree;
    if (differ)
        say(p, parent,
            arena_format(a,
                         "Of the %zu that differ, the rules gave a better grade than was "
                         "published in %zu and a worse one in %zu; %zu differ by more "
                         "than one grade.",
                         differ, t->better, t->worse, t->far));
    if (t->open)
        say(p, parent,
            arena_format(a,
                         "In %zu more the rules leave several grades open, and count "
                         "neither way; the published grade is among those left in %zu.",
                         t->open, t->open_within));
    if (t->repeats)
        say(p, parent,
            arena_format(a,
                         "Counted once: %zu rows lie within half a year of another "
                         "inspection of the same authority with the same grade, and are "
                         "taken for it under another date or name.",
                         t->repeats));
    if (t->no_grade)
        say(p, parent,
            arena_format(a,
                         "Not compared: %zu that gave no such grade, or none that the "
                         "framework asks for on their day.",
                         t->no_grade));
    if (t->not_run)
        say(p, parent,
            arena_format(a, "Not run: %zu without a day, or hidden by another.",
                         t->not_run));
}

static void say_bounds(struct page *p, struct doc *parent)
{
    const struct backtest_tally *t = p->report->tally;
    struct arena *a = p->arena;
    say(p, parent,
        arena_format(a,
                     "For comparison: always saying the most common grade (%.*s) agrees "
                     "with %s. No rule of the parts alone could agree with more than "
                     "%zu, since inspections whose parts have the same grades (%zu "
                     "patterns) were not all given the same grade as a whole.",
                     STR_ARG(phrase_lower(a, grade_words(p, t->most_common))),
                     agreement(a, t->most_common_count, t->compared).at, t->ceiling,
                     t->patterns));
}

static void put_result(struct page *p, struct doc *parent)
{
    const struct backtest_tally *t = p->report->tally;
    struct arena *a = p->arena;
    assert(p->report->of);
    struct str title = phrase_lower(a, p->report->of->judgement->title);
    struct doc *s = doc_section(p->document, parent, STR("Result"));
    say(p, s,
        arena_format(a,
                     "What the rules compute from the parts equals the published %.*s "
                     "in %s.",
                     STR_ARG(title), agreement(a, t->agree, t->compared).at));
    say_sample(p, s);
    say_differences(p, s);
    say_bounds(p, s);
}

/* ---- Groups */

static void put_groups(struct page *p, struct doc *parent)
{
    static const char *const heads[] = {"Inspections", "Compared", "Agree",
                                        "Share",       "95%",      "Open"};
    static const char *const titles[] = {[BY_ASSURANCE] = "By how they are known",
                                         [BY_PERIOD] = "By period of the framework",
                                         [BY_YEAR] = "By year of their start",
                                         [BY_EVENT] = "By kind"};
    const struct backtest_tally *t = p->report->tally;
    struct doc *s = doc_section(p->document, parent, STR("By class and period"));
    struct doc *at = NULL;
    for (size_t i = 0; i < t->group_count; i++) {
        const struct backtest_group *g = &t->groups[i];
        if (i == 0 || t->groups[i - 1].by != g->by)
            at = table(p, s, str_of(titles[g->by]), heads, 6);
        struct doc *row =
            row_of(p, at, words_capital(p->arena, phrase_from_id(p->arena, g->key)));
        if (g->by == BY_PERIOD || g->by == BY_YEAR)
            row->first->text = g->key;
        agreement_cells(p, row, g->agree, g->compared);
        number(p, row, g->open);
    }
}

/* ---- Published against computed */

static void put_matrix(struct page *p, struct doc *parent)
{
    const struct scale *scale = p->report->of->judgement->scale;
    const struct backtest_tally *t = p->report->tally;
    const char *heads[SCALE_MAX + 1] = {"Published"};
    struct doc *s = doc_section(p->document, parent, STR("Published against computed"));
    for (unsigned i = 0; i < scale->count; i++)
        heads[i + 1] =
            arena_format(p->arena, "Computed: %.*s", STR_ARG(scale->rungs[i].words)).at;
    struct doc *at = table(p, s, STR("Inspections by published and computed grade"),
                           heads, scale->count + 1);
    for (unsigned i = 0; i < scale->count; i++) {
        struct doc *row = row_of(p, at, scale->rungs[i].words);
        for (unsigned k = 0; k < scale->count; k++)
            number(p, row, t->matrix[i][k]);
    }
}

/* ---- Limits */

static void put_limits(struct page *p, struct doc *parent)
{
    const struct backtest_tally *t = p->report->tally;
    struct arena *a = p->arena;
    if (t->limit_count == 0)
        return;
    struct doc *s = doc_section(p->document, parent, STR("Limits alone"));
    for (size_t i = 0; i < t->limit_count; i++) {
        const struct backtest_limit *l = &t->limits[i];
        struct str grade = phrase_lower(a, grade_words(p, l->rule->position));
        say(p, s,
            arena_format(a, "%.*s: where it holds the published grade is %.*s in %s.",
                         STR_ARG(words_capital(a, phrase_from_id(a, l->rule->id))),
                         STR_ARG(grade), agreement(a, l->equal, l->held).at));
        say(p, s,
            arena_format(a,
                         "Where it does not hold (%zu) it says nothing: the grade was "
                         "%.*s all the same in %zu of them.",
                         l->not_held, STR_ARG(grade), l->without));
    }
}

/* ---- Other rules */

/* "0.012", "0.00001"; a small p keeps two figures. */
static struct str p_words(struct arena *a, double p)
{
    if (p >= 0.9995)
        return STR("1");
    return p >= 0.001 ? arena_format(a, "%.3f", p) : arena_format(a, "%.1e", p);
}

static void put_rivals(struct page *p, struct doc *parent)
{
    static const char *const heads[] = {"Framework", "Compared",   "Agree", "Share",
                                        "95%",       "Ours : its", "p"};
    const struct backtest_report *r = p->report;
    struct arena *a = p->arena;
    if (r->rival_count == 0)
        return;
    struct doc *s = doc_section(p->document, parent, STR("Beside other rules"));
    say(p, s,
        STR("The same inspections by other rules. The last two columns are over the "
            "inspections that both compare: on how many only one of the two is right, "
            "and how probable so uneven a split would be if neither were better "
            "(McNemar's test, exact, two-sided)."));
    struct doc *at = table(p, s, STR("Agreement of each rule"), heads, 7);
    struct doc *own = row_of(p, at, r->plan->regime.title);
    agreement_cells(p, own, r->tally->agree, r->tally->compared);
    cell(p, own, STR("–"));
    cell(p, own, STR("–"));
    for (size_t i = 0; i < r->rival_count; i++) {
        const struct backtest_rival *rival = &r->rivals[i];
        struct doc *row = row_of(p, at, rival->of->plan->regime.title);
        agreement_cells(p, row, rival->tally->agree, rival->tally->compared);
        cell(p, row,
             arena_format(a, "%zu : %zu", rival->pair.first_only,
                          rival->pair.second_only));
        cell(p, row, p_words(a, rival->pair.p));
    }
}

/* ---- In another time */

static size_t best_in(const struct backtest_report *r, size_t half, size_t *ties)
{
    size_t best = r->half[half].agree;
    *ties = 1;
    for (size_t i = 0; i < r->rival_count; i++) {
        size_t agree = r->rivals[i].half[half].agree;
        *ties = agree > best ? 1 : *ties + (agree == best);
        best = agree > best ? agree : best;
    }
    return best;
}

static void half_cells(struct page *p, struct doc *row,
                       const struct backtest_half half[2])
{
    for (size_t i = 0; i < 2; i++)
        cell(p, row,
             half[i].compared
                 ? arena_format(p->arena, "%zu of %zu (%.1f%%)", half[i].agree,
                                half[i].compared,
                                100.0 * (double)half[i].agree / (double)half[i].compared)
                 : STR("none"));
}

static void say_choice(struct page *p, struct doc *parent, size_t half)
{
    const struct backtest_report *r = p->report;
    size_t ties, best = best_in(r, half, &ties);
    struct buf out = buf_new(p->arena, 16 * KIB);
    const char *const which[] = {"earlier", "later"};
    buf_format(&out, "Chosen on the %s part (%zu agree there", which[half], best);
    buf_format(&out,
               ties > 1 ? "; %zu rules tie, so that it cannot tell them apart):"
                        : "; no other does as well):",
               ties);
    bool any = false;
    if (r->half[half].agree == best) {
        buf_format(&out, " this framework, with %s on the other part",
                   agreement(p->arena, r->half[!half].agree, r->half[!half].compared).at);
        any = true;
    }
    for (size_t i = 0; i < r->rival_count; i++) {
        const struct backtest_rival *rival = &r->rivals[i];
        if (rival->half[half].agree != best)
            continue;
        buf_format(
            &out, "%s %.*s, with %s", any ? ";" : "",
            STR_ARG(rival->of->plan->regime.title),
            agreement(p->arena, rival->half[!half].agree, rival->half[!half].compared)
                .at);
        any = true;
    }
    buf_char(&out, '.');
    say(p, parent, buf_text(&out));
}

static void put_split(struct page *p, struct doc *parent)
{
    const struct backtest_report *r = p->report;
    struct arena *a = p->arena;
    if (date_is_none(r->split))
        return;
    struct str day = date_words(a, r->split);
    const char *heads[] = {"Framework",
                           arena_format(a, "Started before %.*s", STR_ARG(day)).at,
                           arena_format(a, "From %.*s", STR_ARG(day)).at};
    struct doc *s = doc_section(p->document, parent, STR("In another time"));
    struct doc *at = table(p, s, STR("Agreement before and after a day"), heads, 3);
    half_cells(p, row_of(p, at, r->plan->regime.title), r->half);
    for (size_t i = 0; i < r->rival_count; i++)
        half_cells(p, row_of(p, at, r->rivals[i].of->plan->regime.title),
                   r->rivals[i].half);
    if (r->rival_count) {
        say_choice(p, s, 0);
        say_choice(p, s, 1);
    }
    say(p, s,
        STR("These rules have nothing to estimate, so leaving an inspection or an "
            "authority out changes none of them, and the two parts test only which of "
            "the rules listed here one would have chosen. Whoever listed them had seen "
            "all the inspections."));
}

/* ---- Disagreements */

static struct str days_of(struct arena *a, const struct backtest_case *c)
{
    return date_iso(a, c->on);
}

static struct str parts_words(struct page *p, const struct backtest_case *c)
{
    const struct backtest *b = p->report->of;
    struct buf out = buf_new(p->arena, 16 * KIB);
    for (size_t i = 0; i < b->part_count; i++) {
        const struct ruling *ruling = &c->verdict->rulings[b->parts[i]->index];
        if (!ruling->applies)
            continue;
        bool known = gradeset_count(ruling->possible) == 1;
        struct str label =
            known ? b->parts[i]->scale->rungs[gradeset_best(ruling->possible)].label
                  : STR("not judged");
        buf_format(&out, "%s%.*s %.*s", out.len ? ", " : "", STR_ARG(b->parts[i]->path),
                   STR_ARG(label));
    }
    return buf_text(&out);
}

static struct str computed_words(struct page *p, const struct backtest_case *c)
{
    return words_grades(p->arena, p->report->of->judgement->scale, c->computed);
}

static struct str cite(struct page *p, const struct backtest_case *c)
{
    struct arena *a = p->arena;
    struct str id = c->ruling->entered->row.id;
    p->index[p->index_count] = id;
    p->index_says[p->index_count++] =
        arena_format(a, "%.*s, inspection of %.*s: %.*s, %.*s", STR_ARG(c->area->name),
                     STR_ARG(days_of(a, c)), STR_ARG(p->report->of->judgement->path),
                     STR_ARG(phrase_lower(a, c->ruling->entered->said)));
    return id;
}

static void put_case_row(struct page *p, struct doc *at, const struct backtest_case *c)
{
    struct arena *a = p->arena;
    struct doc *row = row_of(p, at, c->area->name);
    struct str *id = arena_make(a, struct str, 1);
    id[0] = cite(p, c);
    cell(p, row, days_of(a, c));
    cell(p, row, parts_words(p, c));
    cell(p, row, computed_words(p, c));
    doc_cell(p->document, row,
             words_grade(a, p->report->of->judgement->scale, c->published), id, 1);
    cell(p, row, backtest_assurance(c->inspection->assurance));
}

static size_t count_of(const struct backtest *b, enum backtest_standing standing)
{
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        count += b->cases[i].standing == standing;
    return count;
}

enum { TABLE_MOST = 60 }; /* longer lists are for the JSON */

static void put_cases(struct page *p, struct doc *parent, struct str caption,
                      enum backtest_standing standing)
{
    static const char *const heads[] = {"Authority", "Start",     "Parts",
                                        "Computed",  "Published", "Known from"};
    const struct backtest *b = p->report->of;
    size_t all = count_of(b, standing), shown = 0;
    if (all == 0)
        return;
    struct doc *at = table(p, parent, caption, heads, 6);
    for (size_t i = 0; i < b->count && shown < TABLE_MOST; i++) {
        if (b->cases[i].standing != standing)
            continue;
        put_case_row(p, at, &b->cases[i]);
        shown++;
    }
    if (all > shown)
        say(p, parent,
            arena_format(p->arena, "The first %zu of %zu; --format json has all.", shown,
                         all));
}

static void put_steps(struct page *p, struct doc *parent, const struct backtest_case *c)
{
    struct arena *a = p->arena;
    const struct scale *scale = p->report->of->judgement->scale;
    struct doc *s = doc_section(
        p->document, parent,
        arena_format(a, "%.*s, %.*s", STR_ARG(c->area->name), STR_ARG(days_of(a, c))));
    bool better = gradeset_best(c->computed) < c->published;
    say(p, s,
        arena_format(a, "Published %.*s; computed %.*s, which is %s. Parts: %.*s.",
                     STR_ARG(words_grade(a, scale, c->published)),
                     STR_ARG(computed_words(p, c)), better ? "better" : "worse",
                     STR_ARG(parts_words(p, c))));
    struct doc *list = doc_add(p->document, s, DOC_LIST, STR(""));
    list->ordered = true;
    for (size_t i = 0; i < c->ruling->step_count; i++) {
        const struct step *step = &c->ruling->steps[i];
        struct doc *item = doc_add(p->document, list, DOC_ITEM, STR(""));
        struct str text = step->place.line
                              ? arena_format(a, "%.*s (line %lu)", STR_ARG(step->text),
                                             (unsigned long)step->place.line)
                              : step->text;
        doc_sentence(p->document, item, text, NULL, 0);
    }
}

static void put_disagreements(struct page *p, struct doc *parent)
{
    const struct backtest *b = p->report->of;
    if (p->report->tally->agree == p->report->tally->compared)
        return;
    struct doc *s = doc_section(p->document, parent, STR("Every disagreement"));
    put_cases(p, s, STR("Inspections on which rules and publication differ"),
              BACKTEST_DIFFERS);
    size_t shown = 0;
    for (size_t i = 0; i < b->count && shown < TABLE_MOST; i++) {
        if (b->cases[i].standing != BACKTEST_DIFFERS)
            continue;
        put_steps(p, s, &b->cases[i]);
        shown++;
    }
}

static void put_open(struct page *p, struct doc *parent)
{
    if (p->report->tally->open == 0)
        return;
    struct doc *s = doc_section(p->document, parent, STR("Left open"));
    put_cases(p, s, STR("Inspections for which the rules leave several grades"),
              BACKTEST_OPEN);
}

static void put_index(struct page *p, struct doc *parent)
{
    static const char *const heads[] = {"No.", "Evidence", "What it says"};
    if (p->index_count == 0)
        return;
    struct doc *s = doc_section(p->document, parent, STR("Evidence index"));
    struct doc *at =
        table(p, s, STR("The published grades shown above, as load and row"), heads, 3);
    for (size_t i = 0; i < p->index_count; i++) {
        struct doc *row = row_of(p, at, arena_format(p->arena, "%zu", i + 1));
        row->anchor = p->index[i];
        cell(p, row, p->index[i]);
        cell(p, row, p->index_says[i]);
    }
}

static void put_caution(struct page *p, struct doc *parent)
{
    struct doc *s = doc_section(p->document, parent, STR("What this does not show"));
    say(p, s,
        STR("The grades of the parts and the whole come from the same inspectors in the "
            "same week. Agreement says that the one follows from the others as the rules "
            "say; it does not say that either is right, nor that any of them could be "
            "told from figures or records without an inspection."));
    say(p, s,
        STR("Rows known from a third party's overview were not checked against a report; "
            "their share is shown apart."));
}

/* ---- The page */

static struct document *begin(struct arena *a, const struct backtest_report *report)
{
    struct document *d = document_new(a);
    d->title = arena_format(a, "Back-test of %.*s", STR_ARG(report->plan->regime.id));
    d->area = report->plan->regime.title;
    d->framework = report->plan->regime.id;
    d->at = DATE_NONE;
    d->notice = STR("Computed by Assay from published inspection outcomes. Not issued or "
                    "endorsed by Ofsted.");
    d->version = STR(ASSAY_VERSION);
    d->sha256 = report->plan->text_sha256;
    document_attribute(d, report->attribution);
    d->root->text = d->title;
    return d;
}

struct document *backtest_page(struct arena *a, const struct backtest_report *report)
{
    struct page p = {.arena = a, .document = begin(a, report), .report = report};
    struct doc *root = p.document->root;
    size_t cases = report->of ? report->of->count : 0;
    p.index = arena_make(a, struct str, cases);
    p.index_says = arena_make(a, struct str, cases);
    if (report->tally && report->tally->compared) {
        put_result(&p, root);
        put_groups(&p, root);
        put_matrix(&p, root);
        put_limits(&p, root);
        put_rivals(&p, root);
        put_split(&p, root);
        put_disagreements(&p, root);
        put_open(&p, root);
    }
    if (report->coverage)
        backtest_gaps(p.document, root, report);
    if (report->tally && report->tally->compared)
        put_caution(&p, root);
    put_index(&p, root);
    return p.document;
}
