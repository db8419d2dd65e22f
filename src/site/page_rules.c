/* The rules of each framework in words, from what was compiled, so that a page says what
 * judges: scales, judgements, what is proposed when, every rule with its basis, and the
 * questions that are asked. */
#include "framework/registry.h"
#include "publish/wording.h"
#include "site/pages.h"
#include "site/parts.h"

struct rules {
    struct site_page *page;
    struct document *d;
    struct arena *a;
    const struct plan *plan;
};

static struct str basis_words(struct arena *a, const struct basis *basis)
{
    static const char *const words[] = {[BASIS_NONE] = "none given",
                                        [BASIS_STATUTE] = "the law",
                                        [BASIS_SOURCE] = "a published source",
                                        [BASIS_LETTER] = "observed in published letters",
                                        [BASIS_INFERENCE] = "deduced here, not published",
                                        [BASIS_RECALL] = "from memory, no source found",
                                        [BASIS_LOCAL] = "a choice made here"};
    if (basis->cite.len == 0)
        return str_of(words[basis->kind]);
    return arena_format(a, "%s: %.*s", words[basis->kind], STR_ARG(basis->cite));
}

static struct str life_words(struct arena *a, date from, date until)
{
    if (date_is_none(from) && date_is_none(until))
        return STR("");
    if (date_is_none(until))
        return arena_format(a, "from %.*s", STR_ARG(date_words(a, from)));
    struct str last = date_words(a, date_add_days(until, -1));
    if (date_is_none(from))
        return arena_format(a, "until %.*s", STR_ARG(last));
    return arena_format(a, "from %.*s until %.*s", STR_ARG(date_words(a, from)),
                        STR_ARG(last));
}

/* ---- Scales */

static void put_scale(struct rules *r, struct doc *parent, const struct scale *scale)
{
    static const struct part_column columns[] = {
        {"Grade", false}, {"In words", false}, {"What it means", false}};
    struct doc *table = part_table(
        r->d, parent,
        arena_format(r->a, "The scale \xe2\x80\x98%.*s\xe2\x80\x99, best first",
                     STR_ARG(scale->id)),
        columns, 3);
    for (size_t i = 0; i < scale->count; i++) {
        const struct rung *rung = &scale->rungs[i];
        struct doc *row = part_row(r->d, table, rung->label, STR(""));
        struct buf words = buf_new(r->a, 4 * KIB);
        buf_add(&words, rung->words);
        for (size_t k = 0; k < rung->other_count; k++)
            buf_format(&words, " or %.*s", STR_ARG(rung->others[k]));
        part_cell(r->d, row, buf_text(&words));
        part_cell(r->d, row, rung->meaning.len ? rung->meaning : STR("not said"));
    }
}

/* ---- Judgements */

static struct str how_words(const struct judgement *j)
{
    if (j->information_only)
        return STR("for information only");
    if (!j->graded)
        return STR("not graded by itself");
    if (j->entered)
        return j->proposal_count ? STR("as the inspectors gave it; computed beside it")
                                 : STR("as the inspectors gave it");
    return STR("computed from the evidence");
}

static void put_judgement(struct rules *r, struct doc *table, const struct judgement *j)
{
    static const char *const kinds[] = {[NODE_JUDGEMENT] = "judgement",
                                        [NODE_PART] = "part",
                                        [NODE_GROUP] = "group",
                                        [NODE_BLOCK] = "block of evidence"};
    struct str life = life_words(r->a, j->from, j->until);
    struct doc *row = part_row(r->d, table, words_capital(r->a, j->title), STR(""));
    part_cell(r->d, row,
              j->parent ? arena_format(r->a, "%s of %.*s", kinds[j->kind],
                                       STR_ARG(j->parent->title))
                        : str_of(kinds[j->kind]));
    part_cell(r->d, row, j->graded && j->scale ? j->scale->id : STR("none"));
    part_cell(r->d, row, how_words(j));
    part_cell(r->d, row, life.len ? life : STR("always"));
}

static void put_judgements(struct rules *r)
{
    static const struct part_column columns[] = {{"Judgement", false},
                                                 {"What it is", false},
                                                 {"Scale", false},
                                                 {"Where its grade is from", false},
                                                 {"When", false}};
    struct doc *section = doc_section(r->d, r->d->root, STR("Judgements"));
    if (r->plan->judgement_count == 0) {
        part_say(r->d, section, STR("None: this regime gives no grade."));
        return;
    }
    struct doc *table = part_table(r->d, section, STR("What is judged"), columns, 5);
    for (size_t i = 0; i < r->plan->judgement_count; i++)
        put_judgement(r, table, r->plan->judgements[i]);
}

/* ---- Rules */

static void put_item(struct rules *r, struct doc *list, struct str text)
{
    doc_sentence(r->d, doc_add(r->d, list, DOC_ITEM, STR("")), text, NULL, 0);
}

static struct str member_words(struct rules *r, const struct rollup *rollup)
{
    struct str *names = arena_make(r->a, struct str, rollup->member_count);
    for (size_t i = 0; i < rollup->member_count; i++)
        names[i] = rollup->members[i]->title;
    return words_list(r->a, names, rollup->member_count);
}

static struct str rollup_words(struct rules *r, const struct rollup *rollup)
{
    struct str members = member_words(r, rollup);
    switch (rollup->kind) {
    case ROLLUP_WORST:
        return arena_format(r->a, "the worst of %.*s", STR_ARG(members));
    case ROLLUP_BEST:
        return arena_format(r->a, "the best of %.*s", STR_ARG(members));
    case ROLLUP_AT_LEAST:
        return arena_format(r->a, "the best grade that at least %u of %.*s reach",
                            rollup->need, STR_ARG(members));
    case ROLLUP_BLOCKS:
        return arena_format(r->a, "the middle of these blocks, by their weights: %.*s",
                            STR_ARG(members));
    default:
        break;
    }
    struct str ties = rollup->ties == TIES_AS       ? rollup->ties_as->title
                      : rollup->ties == TIES_BETTER ? STR("the better")
                                                    : STR("the worse");
    return arena_format(r->a, "the middle of %.*s; between two middle grades, %s%.*s",
                        STR_ARG(members), rollup->ties == TIES_AS ? "as " : "",
                        STR_ARG(ties));
}

static void put_proposal(struct rules *r, struct doc *list, const struct judgement *j,
                         const struct proposal *proposal)
{
    struct str life = life_words(r->a, proposal->from, proposal->until);
    struct str when = life.len ? arena_format(r->a, " (%.*s)", STR_ARG(life)) : STR("");
    const char *what = proposal->guide ? "A guide" : "Proposed";
    struct str basis = basis_words(r->a, &proposal->basis);
    if (proposal->rolls_up) {
        put_item(r, list,
                 arena_format(r->a, "%s%.*s: %.*s. Basis: %.*s.", what, STR_ARG(when),
                              STR_ARG(rollup_words(r, &proposal->rollup)),
                              STR_ARG(basis)));
        return;
    }
    struct doc *item = doc_add(r->d, list, DOC_ITEM, STR(""));
    doc_sentence(r->d, item,
                 arena_format(r->a, "%s%.*s, the first of these that holds. Basis: %.*s.",
                              what, STR_ARG(when), STR_ARG(basis)),
                 NULL, 0);
    struct doc *lines = doc_add(r->d, item, DOC_LIST, STR(""));
    lines->ordered = true;
    for (size_t i = 0; i < proposal->line_count; i++) {
        const struct propose_line *line = &proposal->lines[i];
        struct str grade = j->scale->rungs[line->position].words;
        put_item(r, lines,
                 line->when ? arena_format(r->a, "%.*s where %.*s", STR_ARG(grade),
                                           STR_ARG(line->when->text))
                            : arena_format(r->a, "otherwise %.*s", STR_ARG(grade)));
    }
}

static struct str effect_words(struct rules *r, const struct judgement *j,
                               const struct rule *rule)
{
    switch (rule->kind) {
    case RULE_LOWER:
        return arena_format(r->a, "Lowers the grade by %.*s",
                            STR_ARG(words_number(r->a, rule->by)));
    case RULE_CAP:
        return arena_format(r->a, "No better than %.*s",
                            STR_ARG(j->scale->rungs[rule->position].words));
    default:
        return STR("Withholds the grade until a person decides");
    }
}

static void put_rule(struct rules *r, struct doc *list, const struct judgement *j,
                     const struct rule *rule)
{
    struct str life = life_words(r->a, rule->from, rule->until);
    struct buf out = buf_new(r->a, 64 * KIB);
    buf_format(&out, "%.*s (%.*s", STR_ARG(effect_words(r, j, rule)), STR_ARG(rule->id));
    if (life.len)
        buf_format(&out, ", %.*s", STR_ARG(life));
    buf_format(&out, ") where %.*s.", STR_ARG(rule->when->text));
    if (rule->confirmed_by.len)
        buf_format(&out, " Confirmed by %.*s.", STR_ARG(rule->confirmed_by));
    buf_format(&out, " Basis: %.*s.", STR_ARG(basis_words(r->a, &rule->basis)));
    put_item(r, list, buf_text(&out));
}

static void put_rules(struct rules *r)
{
    struct doc *section = doc_section(r->d, r->d->root, STR("Rules"));
    bool any = false;
    for (size_t i = 0; i < r->plan->judgement_count; i++) {
        const struct judgement *j = r->plan->judgements[i];
        if (j->proposal_count + j->rule_count == 0)
            continue;
        struct doc *of = doc_section(r->d, section, words_capital(r->a, j->title));
        struct doc *list = doc_add(r->d, of, DOC_LIST, STR(""));
        for (size_t k = 0; k < j->proposal_count; k++)
            put_proposal(r, list, j, &j->proposals[k]);
        for (size_t k = 0; k < j->rule_count; k++)
            put_rule(r, list, j, &j->rules[k]);
        any = true;
    }
    if (!any)
        part_say(r->d, section, STR("None: nothing is computed here."));
}

static void put_lets(struct rules *r)
{
    static const struct part_column columns[] = {{"Name", false}, {"Stands for", false}};
    if (r->plan->let_count == 0)
        return;
    struct doc *section = doc_section(r->d, r->d->root, STR("Names in the rules"));
    struct doc *table =
        part_table(r->d, section, STR("What names stand for"), columns, 2);
    for (size_t i = 0; i < r->plan->let_count; i++) {
        const struct let *let = r->plan->lets[i];
        part_cell(r->d, part_row(r->d, table, let->id, STR("")), let->expr->text);
    }
}

static void put_questions(struct rules *r)
{
    static const struct part_column columns[] = {
        {"Question", false}, {"Asked where", false}, {"Basis", false}};
    if (r->plan->question_count == 0)
        return;
    struct doc *section = doc_section(r->d, r->d->root, STR("Questions"));
    struct doc *table =
        part_table(r->d, section, STR("What the evidence may raise"), columns, 3);
    for (size_t i = 0; i < r->plan->question_count; i++) {
        const struct question *question = &r->plan->questions[i];
        struct doc *row = part_row(r->d, table, question->text, STR(""));
        part_cell(r->d, row, question->when->text);
        part_cell(r->d, row, basis_words(r->a, &question->basis));
    }
}

/* ---- Pages */

static struct str valid_words(struct arena *a, const struct plan *plan)
{
    return arena_format(a, "%.*s to %.*s",
                        STR_ARG(date_words(a, plan->regime.valid_from)),
                        STR_ARG(date_words(a, plan->regime.valid_to)));
}

static struct str path_of(struct arena *a, const struct plan *plan)
{
    return arena_format(a, "rules/%.*s.html", STR_ARG(site_slug(a, plan->regime.id)));
}

static struct str scope_words(struct arena *a, const struct plan *plan)
{
    struct buf out = buf_new(a, 16 * KIB);
    buf_format(&out, "Valid %.*s.", STR_ARG(valid_words(a, plan)));
    if (plan->statute.text.len)
        buf_format(&out, " Made under the %.*s%s.", STR_ARG(plan->statute.text),
                   date_is_none(plan->statute.repealed) ? "" : ", since repealed");
    if (plan->self_assessment)
        buf_add(&out, STR(" A result is an authority\xe2\x80\x99s own assessment."));
    else if (plan->enquiry)
        buf_add(&out, STR(" It asks questions and grades nothing."));
    else
        buf_add(&out, STR(" A result is a reconstruction from published evidence, not "
                          "issued or endorsed by Ofsted."));
    return buf_text(&out);
}

static void build_plan(struct site_work *work, const struct plan *plan)
{
    struct arena *a = work->arena;
    struct page_crumb crumb = {STR("Rules"), STR("rules/index.html")};
    struct page_heading heading = {.path = path_of(a, plan),
                                   .title = plan->regime.title,
                                   .description = scope_words(a, plan),
                                   .caption = STR("Rules in words"),
                                   .section = STR("Rules"),
                                   .crumbs = &crumb,
                                   .crumb_count = 1};
    struct rules r = {.page = page_begin(work, &heading), .a = a, .plan = plan};
    r.d = page_document_new(r.page);
    part_say(r.d, r.d->root, scope_words(a, plan));
    if (plan->scale_count) {
        struct doc *scales = doc_section(r.d, r.d->root, STR("Scales"));
        for (size_t i = 0; i < plan->scale_count; i++)
            put_scale(&r, scales, plan->scales[i]);
    }
    put_judgements(&r);
    put_rules(&r);
    put_questions(&r);
    put_lets(&r);
    part_say(r.d, r.d->root,
             arena_format(a, "The framework \xe2\x80\x98%.*s\xe2\x80\x99, SHA-256 %.*s.",
                          STR_ARG(plan->regime.id), STR_ARG(plan->text_sha256)));
    page_document(r.page, r.d, (struct page_document_options){.contents = true});
    page_end(r.page);
}

static void build_list(struct site_work *work, const struct registry *registry)
{
    static const struct part_column columns[] = {{"Framework", false},
                                                 {"Valid", false},
                                                 {"Judgements", true},
                                                 {"Questions", true}};
    struct page_heading heading = {
        .path = STR("rules/index.html"),
        .title = STR("Rules of each framework"),
        .description = STR("What each framework judges, by which rules and why."),
        .section = STR("Rules")};
    struct site_page *page = page_begin(work, &heading);
    struct document *d = page_document_new(page);
    part_say(d, d->root,
             STR("A framework is a file of rules: what is judged, on which scale, and "
                 "what limits a grade. Each rule says what it stands on, and where that "
                 "is memory or inference, it says so."));
    struct doc *table =
        part_table(d, d->root, STR("Frameworks that Assay knows"), columns, 4);
    table->sortable = true;
    for (size_t i = 0; i < registry->count; i++) {
        const struct plan *plan = registry->plans[i];
        struct doc *row = part_row(d, table, plan->regime.title,
                                   page_way(page, path_of(work->arena, plan)));
        part_cell(d, row, valid_words(work->arena, plan))->sort =
            date_iso(work->arena, plan->regime.valid_from);
        part_count(d, row, plan->judgement_count);
        part_count(d, row, plan->question_count);
    }
    page_document(page, d, (struct page_document_options){.contents = false});
    page_end(page);
}

void site_build_rules(struct site_work *work, size_t task)
{
    (void)task;
    struct registry registry;
    work->status = registry_shipped(work->arena, &registry, &work->why);
    if (work->status)
        return;
    build_list(work, &registry);
    for (size_t i = 0; i < registry.count; i++)
        build_plan(work, registry.plans[i]);
}
