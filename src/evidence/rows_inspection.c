/* Inspections, what they judged and what they found. */
#include "evidence/reader.h"

/* --- inspections --- */

static void read_subject(struct build *b, struct inspection *inspection)
{
    struct reading *r = b->reading;
    struct str subject = inspection->subject;
    const struct raw *setting = refer_key(r, TABLE_SETTINGS, b->raw->file, subject);
    if (setting && setting->state == RAW_TAKEN) {
        inspection->setting = &r->evidence->settings[setting->row];
        inspection->area = inspection->setting->area;
        return;
    }
    if (setting && setting->state == RAW_LEFT_OUT)
        b->raw->blanked = true;
    if (setting) {
        build_bad(b, "subject", STR("a setting whose row in settings.csv can be taken"),
                  "correct that row");
        return;
    }
    inspection->area = refer_area(r, subject);
    if (inspection->area)
        return;
    struct str near = refer_nearest_key(r, TABLE_SETTINGS, subject);
    if (str_is_empty(near) && !refer_is_number(subject))
        near = refer_nearest(r, subject, r->area_names, r->area_name_count);
    build_bad(b, "subject",
              build_expected(r->arena, near, STR("a urn of settings.csv, or an area")),
              "correct it, or list the setting or area");
}

void own_inspection(struct build *b, void *row)
{
    struct inspection *inspection = row;
    read_subject(b, inspection);
    inspection->regime =
        regimes_at(b->reading->regimes, inspection->framework, inspection->start);
}

/* --- judgements --- */

/* A scale by name: of the inspection's own regime first, then of any other. */
static const struct scale *find_scale(const struct build *b, const struct regime *own,
                                      struct str name)
{
    const struct regimes *all = b->reading->regimes;
    if (vocabulary_same(name, STR("setting")))
        return scale_setting();
    for (size_t i = 0; i <= all->count; i++) {
        const struct regime *regime = i == 0 ? own : &all->at[i - 1];
        for (size_t k = 0; regime && k < regime->judgement_count; k++) {
            const struct scale *scale = regime->judgements[k].scale;
            if (scale && vocabulary_same(scale->id, name))
                return scale;
        }
    }
    return NULL;
}

/* The scale a judgement's grade stands on; NULL after a remark. */
static const struct scale *scale_of(struct build *b, const struct regime *regime,
                                    const struct scale *usual)
{
    struct str name = build_cell(b, "scale");
    if (str_is_empty(name)) {
        if (!usual)
            build_bad(b, "aspect", STR("a judgement that holds a grade"),
                      "name one of its parts");
        return usual;
    }
    const struct scale *scale = find_scale(b, regime, name);
    if (!scale)
        build_bad(b, "scale", STR("\"setting\", or a scale of a known framework"),
                  "correct it, or leave it blank for the inspection's own");
    else if (usual && !scale_same(scale, usual))
        build_warn(b, "scale", usual->id,
                   "the grade is kept on the scale given, where this framework's rules "
                   "do not see it");
    return scale;
}

static void warn_outside_dates(struct build *b, const struct regime_judgement *judgement,
                               date start)
{
    bool early =
        !date_is_none(judgement->from) && date_compare(start, judgement->from) < 0;
    bool late =
        !date_is_none(judgement->until) && date_compare(start, judgement->until) >= 0;
    if (early || late)
        build_warn(b, "aspect", STR("a judgement in force when the inspection started"),
                   "it is kept, and left out of what is worked out from its parts");
}

/* Where no regime lists its judgements any aspect is kept as said; but what is nearly
 * "overall" would be a grade that no question ever finds. */
static bool overall_of_setting(struct build *b, struct judged *judged)
{
    struct str overall = STR("overall");
    unsigned far = str_distance(judged->aspect, overall, 2);
    if (vocabulary_same(judged->aspect, overall))
        judged->aspect = overall;
    else if (far <= 2)
        build_bad(b, "aspect", overall, "did you mean overall?");
    return vocabulary_same(judged->aspect, overall) || far > 2;
}

void own_judged(struct build *b, void *row)
{
    struct judged *judged = row;
    const struct regime *regime = judged->inspection->regime;
    const struct scale *usual = scale_setting();
    if (regime) {
        const struct regime_judgement *judgement = build_judgement(b, "aspect", regime);
        if (!judgement)
            return;
        judged->aspect = judgement->id;
        usual = judgement->scale;
        warn_outside_dates(b, judgement, judged->inspection->start);
    } else if (!overall_of_setting(b, judged)) {
        return;
    }
    const struct scale *scale = scale_of(b, regime, usual);
    if (!scale)
        return;
    build_grade(b, "grade", scale, &judged->grade);
    if (judged->grade.scale)
        judged->said = scale_said(scale, judged->grade.position, build_cell(b, "grade"));
}

/* --- findings --- */

/* A deadline as a bucket is written: no "within", figures for number words, "months". */
struct bucket_words {
    struct str said, meant;
};

static const struct bucket_words bucket_words[] = {
    {{"immediate", 9}, {"immediately", 11}},
    {{"at-once", 7}, {"immediately", 11}},
    {{"three-months", 12}, {"3 months", 8}},
    {{"six-months", 10}, {"6 months", 8}},
};

/* What every regime of the time used, whether a framework file says so or not. */
static const struct str usual_buckets[] = {
    {"immediately", 11}, {"3 months", 8}, {"6 months", 8}};

static bool find_bucket(const struct regimes *all, struct str said, struct str *bucket)
{
    for (size_t i = 0; i < all->count; i++)
        for (size_t k = 0; k < all->at[i].bucket_count; k++)
            if (vocabulary_same(all->at[i].buckets[k], said)) {
                *bucket = all->at[i].buckets[k];
                return true;
            }
    for (size_t i = 0; i < sizeof usual_buckets / sizeof *usual_buckets; i++)
        if (vocabulary_same(usual_buckets[i], said)) {
            *bucket = usual_buckets[i];
            return true;
        }
    return false;
}

static struct str plain_deadline(struct str said)
{
    static const struct str within = {"within ", 7};
    if (said.len > within.len &&
        vocabulary_same((struct str){said.at, within.len}, within))
        said = str_trim((struct str){said.at + within.len, said.len - within.len});
    for (size_t i = 0; i < sizeof bucket_words / sizeof *bucket_words; i++)
        if (vocabulary_same(bucket_words[i].said, said))
            return bucket_words[i].meant;
    return said;
}

static void read_deadline(struct build *b, struct finding *finding)
{
    struct str said = build_cell(b, "deadline");
    finding->deadline = DATE_NONE;
    finding->bucket = STR("");
    if (str_is_empty(said) || date_parse(said, &finding->deadline) ||
        find_bucket(b->reading->regimes, plain_deadline(said), &finding->bucket))
        return;
    build_bad(
        b, "deadline",
        STR("immediately, 3 months, 6 months, another bucket of the framework, or a "
            "date as YYYY-MM-DD"),
        "write one of these");
}

/* Found by an inspection, about an area, or both where they agree. */
static void read_finding_area(struct build *b, struct finding *finding)
{
    if (!finding->inspection && !finding->area) {
        build_bad(b, "inspection", STR("an inspection or an area"), "fill one of them");
        return;
    }
    if (!finding->inspection)
        return;
    const struct area *area = finding->inspection->area;
    if (finding->area && finding->area != area)
        build_bad(b, "area",
                  arena_format(b->reading->arena, "%.*s, the area of the inspection",
                               STR_ARG(area->name)),
                  "correct it, or leave it blank");
    finding->area = area;
}

/* An aspect of a finding groups it in the letter; one the framework lacks loses the row
 * its group, not its place. */
static void read_finding_aspect(struct build *b, struct finding *finding)
{
    const struct regime *regime =
        finding->inspection ? finding->inspection->regime : NULL;
    if (!regime || regime->judgement_count == 0 || str_is_empty(finding->aspect))
        return;
    const struct regime_judgement *judgement = regime_judgement(regime, finding->aspect);
    if (judgement)
        finding->aspect = judgement->id;
    else
        build_warn(
            b, "aspect",
            arena_format(b->reading->arena, "a judgement of %.*s", STR_ARG(regime->id)),
            "it is kept as said");
}

void own_finding(struct build *b, void *row)
{
    struct finding *finding = row;
    read_deadline(b, finding);
    read_finding_area(b, finding);
    read_finding_aspect(b, finding);
    if (finding->progress != PROGRESS_NOT_GIVEN && str_is_empty(build_cell(b, "follows")))
        build_warn(b, "progress", STR("the finding it follows in \"follows\""),
                   "say which finding has progressed");
}
