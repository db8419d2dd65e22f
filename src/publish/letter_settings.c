#include <assert.h>
#include <stdlib.h>

#include "publish/letter_parts.h"

/* One service: what the evidence says of its settings, its shares and its relations. */
struct service {
    struct str name;
    struct service_place place;
    size_t first_seen;
    size_t grades[SCALE_MAX]; /* settings by grade on scale setting */
    size_t graded, ungraded;
    struct idset ids; /* of settings and the judgements on them */
    bool compared;    /* its comparison was told with another's */
};

struct services {
    struct service *at;
    size_t count, capacity;
};

static struct service *service_named(struct letter *l, struct services *all,
                                     struct str name)
{
    for (size_t i = 0; i < all->count; i++)
        if (str_equal_fold(all->at[i].name, name))
            return &all->at[i];
    all->at = arena_grow(l->arena, struct service, all->at, all->count, &all->capacity);
    struct service *s = &all->at[all->count];
    *s = (struct service){
        .name = name, .place = words_service_place(name), .first_seen = all->count};
    all->count++;
    return s;
}

/* The latest visible grade of each setting, by the setting's place in the evidence: one
 * pass over the judgements, for England has many. */
static const struct judged **latest_grades(struct letter *l)
{
    const struct evidence *e = l->evidence;
    const struct judged **latest =
        arena_make(l->arena, const struct judged *, e->settings_count + 1);
    for (size_t i = 0; i < e->judgements_count; i++) {
        const struct judged *j = &e->judgements[i];
        const struct inspection *inspection = j->inspection;
        bool counts = inspection && inspection->setting && !inspection->same_as &&
                      j->grade.scale && str_equal_fold(j->aspect, STR("overall")) &&
                      date_compare(inspection_date(inspection), l->profile->at) <= 0;
        if (!counts)
            continue;
        size_t place = (size_t)(inspection->setting - e->settings);
        const struct judged *before = latest[place];
        if (!before || date_compare(inspection->start, before->inspection->start) >= 0)
            latest[place] = j;
    }
    return latest;
}

static void count_settings(struct letter *l, struct services *all)
{
    const struct judged **latest = latest_grades(l);
    for (size_t i = 0; i < l->profile->settings_count; i++) {
        const struct setting *setting = l->profile->settings[i];
        struct service *s = service_named(l, all, setting->service);
        const struct judged *j = latest[setting - l->evidence->settings];
        if (j && scale_same(j->grade.scale, scale_setting())) {
            s->grades[j->grade.position]++;
            s->graded++;
            idset_add(l->arena, &s->ids, j->row.id);
        } else {
            s->ungraded++;
            idset_add(l->arena, &s->ids, setting->row.id);
        }
    }
}

static int by_life(const void *left, const void *right)
{
    const struct service *a = left, *b = right;
    if (a->place.order != b->place.order)
        return a->place.order < b->place.order ? -1 : 1;
    return (a->first_seen > b->first_seen) - (a->first_seen < b->first_seen);
}

static struct services gather(struct letter *l)
{
    struct services all = {0};
    for (size_t i = 0; i < l->profile->shares_count; i++)
        service_named(l, &all, l->profile->shares[i]->service);
    count_settings(l, &all);
    for (size_t i = 0; i < l->profile->relations_count; i++)
        if (l->profile->relations[i]->about == ABOUT_SERVICE)
            service_named(l, &all, l->profile->relations[i]->subject);
    if (all.count)
        qsort(all.at, all.count, sizeof *all.at, by_life);
    return all;
}

/* ---- Relations of a service */

struct compared {
    struct clause *clauses;
    size_t count;
    struct idset ids;
};

static struct compared comparison_of(struct letter *l, const struct service *s)
{
    struct compared c = {0};
    size_t all = l->profile->relations_count, count = 0;
    const struct relation **found =
        arena_make(l->arena, const struct relation *, all + 1);
    for (size_t i = 0; i < all; i++) {
        const struct relation *r = l->profile->relations[i];
        if (r->about != ABOUT_SERVICE || !str_equal_fold(r->subject, s->name))
            continue;
        found[count++] = r;
        idset_add(l->arena, &c.ids, r->row.id);
    }
    c.clauses = arena_make(l->arena, struct clause, count + 1);
    c.count = phrase_relations(l->arena, l->plan, found, count, c.clauses);
    return c;
}

static bool is_single(struct letter *l, const struct service *s)
{
    if (s->graded + s->ungraded == 1)
        return true;
    for (size_t i = 0; i < l->profile->shares_count; i++) {
        const struct share *share = l->profile->shares[i];
        if (str_equal_fold(share->service, s->name) && share->has_total &&
            share->total == 1)
            return true;
    }
    return false;
}

/* What is compared behind a grade: ", below similar areas", else a sentence of its own.
 */
static void say_alone(struct flow *f, const struct service *s, const struct compared *c)
{
    struct arena *a = f->letter->arena;
    bool single = is_single(f->letter, s);
    struct str name = words_service(a, s->name, !single);
    bool plural = !single && !str_ends(name, STR("provision"));
    struct str said = phrase_join(a, c->clauses, c->count, plural, false);
    flow_say(f,
             arena_format(a, "%s%.*s %.*s", single ? "the " : "", STR_ARG(name),
                          STR_ARG(said)),
             &c->ids);
}

/* ---- Services of which only the same comparison is known */

static bool is_only_compared(struct letter *l, const struct service *s)
{
    if (s->graded + s->ungraded || is_single(l, s) ||
        str_ends(words_service(l->arena, s->name, true), STR("provision")))
        return false;
    for (size_t i = 0; i < l->profile->shares_count; i++)
        if (str_equal_fold(l->profile->shares[i]->service, s->name))
            return false;
    return true;
}

/* "Primary schools and secondary schools were above other areas." */
static void say_compared_alike(struct flow *f, struct services *all, size_t at,
                               const struct compared *c)
{
    struct letter *l = f->letter;
    struct service *s = &all->at[at];
    struct str said = phrase_join(l->arena, c->clauses, c->count, true, false);
    struct str *names = arena_make(l->arena, struct str, all->count);
    struct idset ids = c->ids;
    size_t count = 0;
    names[count++] = words_service(l->arena, s->name, true);
    for (size_t i = at + 1; i < all->count; i++) {
        struct service *other = &all->at[i];
        if (other->place.stage != s->place.stage || !is_only_compared(l, other))
            continue;
        struct compared also = comparison_of(l, other);
        if (!str_equal(said,
                       phrase_join(l->arena, also.clauses, also.count, true, false)))
            continue;
        other->compared = true;
        names[count++] = words_service(l->arena, other->name, true);
        idset_add_all(l->arena, &ids, also.ids.at, also.ids.count);
    }
    flow_say(f,
             arena_format(l->arena, "%.*s %.*s",
                          STR_ARG(words_list(l->arena, names, count)), STR_ARG(said)),
             &ids);
}

static bool all_levels(const struct compared *c)
{
    for (size_t i = 0; i < c->count; i++)
        if (!c->clauses[i].level)
            return false;
    return c->count > 0;
}

/* ---- Settings counted */

static struct str breakdown(struct letter *l, const struct service *s)
{
    struct arena *a = l->arena;
    const struct scale *scale = scale_setting();
    struct str items[SCALE_MAX];
    size_t count = 0;
    bool verb = true;
    for (unsigned p = 0; p < scale->count; p++) {
        if (s->grades[p] == 0)
            continue;
        struct str number = s->graded > 12
                                ? phrase_digits(a, ratio_of((int64_t)s->grades[p], 1), 0)
                                : words_number(a, (int64_t)s->grades[p]);
        const char *was = !verb ? "" : s->grades[p] == 1 ? "was " : "were ";
        items[count++] = arena_format(a, "%.*s %s%.*s", STR_ARG(number), was,
                                      STR_ARG(phrase_lower(a, scale->rungs[p].words)));
        verb = false;
    }
    return words_list(a, items, count);
}

static unsigned best_grade(const struct service *s)
{
    unsigned p = 0;
    while (p + 1 < scale_setting()->count && s->grades[p] == 0)
        p++;
    return p;
}

static struct str one_setting(struct letter *l, const struct service *s)
{
    const struct scale *scale = scale_setting();
    unsigned p = best_grade(s);
    return arena_format(l->arena, "the %.*s was %.*s",
                        STR_ARG(words_service(l->arena, s->name, false)),
                        STR_ARG(phrase_lower(l->arena, scale->rungs[p].words)));
}

static struct str many_settings(struct letter *l, const struct service *s)
{
    struct share share = {.service = s->name,
                          .has_count = true,
                          .has_total = true,
                          .count = (int64_t)(s->grades[0] + s->grades[1]),
                          .total = (int64_t)s->graded};
    unsigned best = best_grade(s);
    if (s->grades[best] == s->graded) {
        share.count = share.total;
        return arena_format(
            l->arena, "%.*s were %.*s", STR_ARG(words_share(l->arena, l->plan, &share)),
            STR_ARG(phrase_lower(l->arena, scale_setting()->rungs[best].words)));
    }
    bool single = words_share_is_singular(&share);
    return arena_format(l->arena, "%.*s %s good or better: %.*s",
                        STR_ARG(words_share(l->arena, l->plan, &share)),
                        single ? "was" : "were", STR_ARG(breakdown(l, s)));
}

/* What is compared joins the grade: a level behind a comma, the trend of a single service
 * with "and"; anything else is a sentence of its own. */
static struct str with_comparison(struct letter *l, const struct service *s,
                                  struct str text, struct idset *ids, struct compared *c)
{
    bool levels = all_levels(c);
    if (c->count == 0 || !(levels || is_single(l, s)))
        return text;
    struct str said = phrase_join(l->arena, c->clauses, c->count, false, levels);
    idset_add_all(l->arena, ids, c->ids.at, c->ids.count);
    c->count = 0;
    return arena_format(l->arena, "%.*s%s%.*s", STR_ARG(text), levels ? ", " : " and ",
                        STR_ARG(said));
}

static void say_settings(struct flow *f, const struct service *s, struct compared *c)
{
    struct letter *l = f->letter;
    struct idset ids = {0};
    idset_add_all(l->arena, &ids, s->ids.at, s->ids.count);
    if (s->graded == 1)
        flow_say(f, with_comparison(l, s, one_setting(l, s), &ids, c), &ids);
    else if (s->graded > 1)
        flow_say(f, with_comparison(l, s, many_settings(l, s), &ids, c), &ids);
    if (s->ungraded == 0)
        return;
    struct str name = words_service(l->arena, s->name, s->ungraded > 1);
    flow_say(f,
             arena_format(l->arena, "%.*s %.*s had no grade",
                          STR_ARG(words_number(l->arena, (int64_t)s->ungraded)),
                          STR_ARG(name)),
             s->graded ? NULL : &s->ids);
}

/* ---- Shares */

static bool share_says(const struct share *s, int64_t count)
{
    return s->has_count && s->has_total && s->total == 1 && s->count == count;
}

/* Another row of the same service and aspect with this count of one, at this grade. */
static const struct share *sibling(struct letter *l, const struct share *s,
                                   unsigned position, int64_t count)
{
    for (size_t i = 0; i < l->profile->shares_count; i++) {
        const struct share *other = l->profile->shares[i];
        if (str_equal_fold(other->service, s->service) &&
            str_equal(other->aspect, s->aspect) && other->at_least.scale &&
            other->at_least.position == position && share_says(other, count))
            return other;
    }
    return NULL;
}

/* Of one setting, a row that says it is not good says less than the row that says what it
 * is; the two together are exact. */
static struct str single_share(struct letter *l, const struct share *s, struct idset *ids)
{
    struct arena *a = l->arena;
    struct str name = words_service(a, s->service, false);
    unsigned position = s->at_least.position;
    if (s->count == 0) {
        if (sibling(l, s, position + 1, 1))
            return STR("");
        return arena_format(a, "the %.*s was not %.*s", STR_ARG(name),
                            STR_ARG(words_at_least(a, s->at_least)));
    }
    const struct share *above = position ? sibling(l, s, position - 1, 0) : NULL;
    struct str grade = words_at_least(a, s->at_least);
    if (above) {
        idset_add(a, ids, above->row.id);
        grade = phrase_lower(a, s->at_least.scale->rungs[position].words);
    }
    return arena_format(a, "the %.*s was %.*s", STR_ARG(name), STR_ARG(grade));
}

static struct str share_text(struct letter *l, const struct share *s, struct idset *ids)
{
    struct arena *a = l->arena;
    if (s->has_count && s->has_total && s->total == 1)
        return single_share(l, s, ids);
    struct str text = arena_format(a, "%.*s %s %.*s", STR_ARG(words_share(a, l->plan, s)),
                                   words_share_is_singular(s) ? "was" : "were",
                                   STR_ARG(words_at_least(a, s->at_least)));
    if (s->aspect.len == 0)
        return text;
    return arena_format(a, "%.*s for %.*s", STR_ARG(text),
                        STR_ARG(phrase_from_id(a, s->aspect)));
}

static void say_shares(struct flow *f, const struct service *s, struct compared *c)
{
    struct letter *l = f->letter;
    for (size_t i = 0; i < l->profile->shares_count; i++) {
        const struct share *share = l->profile->shares[i];
        if (!str_equal_fold(share->service, s->name))
            continue;
        struct idset ids = {0};
        idset_add(l->arena, &ids, share->row.id);
        struct str text = share_text(l, share, &ids);
        if (text.len)
            flow_say(f, with_comparison(l, s, text, &ids, c), &ids);
    }
}

void letter_settings(struct letter *l, struct doc *parent,
                     const struct letter_block *block)
{
    struct services all = gather(l);
    struct flow f = flow_in(l, parent);
    (void)block;
    if (all.count == 0)
        flow_say(&f,
                 STR("the evidence holds no grades or shares of services and settings"),
                 NULL);
    for (size_t i = 0; i < all.count; i++) {
        const struct service *s = &all.at[i];
        if (i && s->place.stage != all.at[i - 1].place.stage)
            flow_break(&f);
        struct compared c = comparison_of(l, s);
        if (s->graded + s->ungraded)
            say_settings(&f, s, &c);
        if (s->graded == 0)
            say_shares(&f, s, &c);
        if (c.count && is_only_compared(l, s) && !s->compared)
            say_compared_alike(&f, &all, i, &c);
        else if (c.count && !s->compared)
            say_alone(&f, s, &c);
        struct finding_filter context = {.service = s->name};
        letter_tell_context(&f, &context);
    }
}
