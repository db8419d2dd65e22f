#include "cli/source.h"

#include "base/os.h"

void source_print_remarks(struct arena *a, const struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++) {
        struct str line = remark_line(a, &remarks->at[i]);
        os_print_error(arena_format(a, "%.*s\n", STR_ARG(line)));
    }
}

void source_print_complaints(struct arena *a, const struct complaints *complaints)
{
    for (size_t i = 0; i < complaints->count; i++) {
        struct str line = complaint_line(a, &complaints->at[i]);
        os_print_error(arena_format(a, "%.*s\n", STR_ARG(line)));
    }
}

bool source_needs_person(const struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++) {
        if (remark_needs_person(remarks->at[i].kind))
            return true;
    }
    return false;
}

bool verdict_needs_person(const struct verdict *verdict)
{
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        const struct ruling *ruling = &verdict->rulings[i];
        bool open = ruling->status == VERDICT_UNKNOWN || ruling->status == VERDICT_RANGE;
        if (ruling->applies && ruling->judgement->graded && open)
            return true;
    }
    return source_needs_person(&verdict->remarks);
}

/* --- the framework -------------------------------------------------------------------
 */

static bool names_a_file(struct str name)
{
    return str_ends(name, STR(".framework")) || str_find_last(name, '/') < name.len;
}

static status no_framework(struct str name, struct str nearest, struct fault *why)
{
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no framework '%.*s'; did you mean '%.*s'? "
                         "'assay frameworks' lists them",
                         STR_ARG(name), STR_ARG(nearest));
    return fault_set(
        why, ERR_USAGE,
        "there is no framework '%.*s'; 'assay frameworks' lists them, a file "
        "of your own is named with its path",
        STR_ARG(name));
}

status source_framework(struct arena *a, struct str name, date at,
                        struct registry *registry, const struct plan **plan,
                        struct fault *why)
{
    if (names_a_file(name)) {
        struct complaints complaints = {.arena = a};
        status st = registry_with_file(a, name, registry, plan, &complaints, why);
        source_print_complaints(a, &complaints);
        return st;
    }
    TRY(registry_shipped(a, registry, why));
    struct str nearest = {0};
    const struct plan *found = registry_find(registry, name, at, &nearest);
    if (!found)
        return no_framework(name, nearest, why);
    *plan = found;
    return OK;
}

/* --- what if
 * ----------------------------------------------------------------------------- */

struct changes {
    struct let_override *overrides;
    struct amendment *amendments;
    size_t override_count, amendment_count;
};

static status bad_value(struct str key, struct str value, const char *expected,
                        struct fault *why)
{
    return fault_set(why, ERR_USAGE,
                     "--what-if %.*s: found '%.*s'; expected %s or absent", STR_ARG(key),
                     STR_ARG(value), expected);
}

static bool read_share(const struct plan *plan, struct str value, struct interval *out)
{
    struct ratio percent;
    if (str_ends(value, STR("%")) &&
        ratio_parse(str_trim((struct str){value.at, value.len - 1}), &percent) &&
        ratio_divide(percent, (struct ratio){100, 1}, &percent)) {
        *out = interval_point(percent);
        return percent.num >= 0 && ratio_compare(percent, (struct ratio){1, 1}) <= 0;
    }
    return bands_read(&plan->bands, value, 0, out);
}

static bool read_truth(struct str value, truth *out)
{
    for (int t = TRUTH_FALSE; t <= TRUTH_TRUE; t++) {
        if (str_equal_fold(value, str_of(truth_word((truth)t)))) {
            *out = (truth)t;
            return true;
        }
    }
    return false;
}

/* A let takes a value of its type: a share, a count or number, or a truth. */
static status override_let(const struct plan *plan, const struct let *let,
                           struct str value, struct let_override *out, struct fault *why)
{
    struct let_override change = {.let = let, .truth = TRUTH_UNKNOWN};
    struct ratio number;
    if (str_equal_fold(value, STR("absent"))) {
        change.absent = true;
    } else if (let->expr->type == TYPE_SHARE) {
        if (!read_share(plan, value, &change.range))
            return bad_value(let->id, value,
                             "a percentage (65%) or a word of the framework", why);
    } else if (let->expr->type == TYPE_TRUTH) {
        if (!read_truth(value, &change.truth))
            return bad_value(let->id, value, "true, false", why);
    } else {
        bool count = let->expr->type == TYPE_COUNT;
        if (!ratio_parse(value, &number) ||
            (count && (number.den != 1 || number.num < 0)))
            return bad_value(let->id, value, count ? "a count (0, 1, …)" : "a number",
                             why);
        change.range = interval_point(number);
    }
    *out = change;
    return OK;
}

static status bad_key(struct arena *a, const struct plan *plan, struct str text,
                      struct str key, struct fault *why)
{
    struct str *names = arena_make(a, struct str, plan->let_count);
    for (size_t i = 0; i < plan->let_count; i++)
        names[i] = plan->lets[i]->id;
    struct str nearest = str_nearest(key, names, plan->let_count);
    return fault_set(
        why, ERR_USAGE,
        "--what-if '%.*s': expected the name of a let or an evidence id, a dot "
        "and a column, then =VALUE (shares:2.word=most)%s%.*s%s",
        STR_ARG(text), nearest.len ? "; did you mean '" : "", STR_ARG(nearest),
        nearest.len ? "'?" : "");
}

/* "large majority" may stand in quotes, as a framework file writes it. */
static struct str without_quotes(struct str value)
{
    bool quoted =
        value.len >= 2 && str_starts(value, STR("\"")) && str_ends(value, STR("\""));
    return quoted ? (struct str){value.at + 1, value.len - 2} : value;
}

static status read_what_if(struct arena *a, const struct args *args,
                           const struct plan *plan, struct changes *out,
                           struct fault *why)
{
    size_t count;
    struct str *texts = args_values(a, args, "what-if", &count);
    struct changes changes = {arena_make(a, struct let_override, count),
                              arena_make(a, struct amendment, count), 0, 0};
    for (size_t i = 0; i < count; i++) {
        struct str value, key = str_trim(str_cut(texts[i], '=', &value));
        value = without_quotes(str_trim(value));
        const struct let *let = plan_let(plan, key);
        size_t dot = str_find_last(key, '.');
        if (key.len == texts[i].len || (!let && dot == key.len))
            return bad_key(a, plan, texts[i], key, why);
        if (let) {
            TRY(override_let(plan, let, value, &changes.overrides[changes.override_count],
                             why));
            changes.override_count++;
            continue;
        }
        bool absent = str_equal_fold(value, STR("absent"));
        changes.amendments[changes.amendment_count++] =
            (struct amendment){.id = {key.at, dot},
                               .column = {key.at + dot + 1, key.len - dot - 1},
                               .value = absent ? STR("") : value,
                               .absent = absent};
    }
    *out = changes;
    return OK;
}

/* A changed row that could not be read says nothing of what was asked. */
static status all_read(const struct evidence *evidence, const struct remarks *remarks,
                       struct fault *why)
{
    for (size_t i = 0; i < evidence->unread_count; i++) {
        const struct unread *row = &evidence->unread[i];
        if (!row->row.changed)
            continue;
        for (size_t k = 0; k < remarks->count; k++)
            if (remarks->at[k].record == row->row.record &&
                remarks->at[k].kind == REMARK_BAD_ROW)
                return fault_set(why, ERR_USAGE, "--what-if: %.*s: %.*s",
                                 STR_ARG(row->row.id), STR_ARG(remarks->at[k].text));
        return fault_set(why, ERR_USAGE, "--what-if: %.*s cannot be read with that value",
                         STR_ARG(row->row.id));
    }
    return OK;
}

static status all_used(const struct changes *changes, struct fault *why)
{
    for (size_t i = 0; i < changes->amendment_count; i++) {
        const struct amendment *amendment = &changes->amendments[i];
        if (!amendment->used)
            return fault_set(
                why, ERR_USAGE,
                "--what-if: there is no column '%.*s' of a row '%.*s' in the "
                "evidence, and no let of that name",
                STR_ARG(amendment->column), STR_ARG(amendment->id));
    }
    return OK;
}

/* --- areas and dates
 * ----------------------------------------------------------------------- */

static bool has_evidence(const struct evidence *evidence, const struct area *area)
{
    return !date_is_none(evidence_latest(evidence, area)) || area->listed;
}

/* The authorities in the evidence: not England, not regions, which only compare. */
static void take_all(struct arena *a, struct source *source)
{
    const struct evidence *evidence = source->evidence;
    const struct area **areas = arena_make(a, const struct area *, evidence->areas_count);
    for (size_t i = 0; i < evidence->areas_count; i++) {
        const struct area *area = &evidence->areas[i];
        bool comparator = str_equal_fold(area->name, STR("England")) ||
                          str_equal_fold(area->type, STR("region")) ||
                          str_equal_fold(area->type, STR("country"));
        if (!comparator && has_evidence(evidence, area))
            areas[source->area_count++] = area;
    }
    source->areas = areas;
}

static status no_area(struct arena *a, const struct evidence *evidence, struct str name,
                      struct fault *why)
{
    struct str *names = arena_make(a, struct str, evidence->areas_count);
    for (size_t i = 0; i < evidence->areas_count; i++)
        names[i] = evidence->areas[i].name;
    struct str nearest = str_nearest(name, names, evidence->areas_count);
    if (!nearest.len && evidence->areas_count == 1)
        nearest = names[0];
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no area '%.*s' in the evidence; did you mean '%.*s'?",
                         STR_ARG(name), STR_ARG(nearest));
    return fault_set(why, ERR_USAGE,
                     "there is no area '%.*s' in the evidence; --all takes every one",
                     STR_ARG(name));
}

static status take_areas(struct arena *a, const struct args *args, struct source *source,
                         struct fault *why)
{
    struct str name = args_value(args, "area");
    bool all = args_flag(args, "all");
    if ((name.len > 0) == all)
        return fault_set(why, ERR_USAGE, "name one area with --area, or take --all");
    if (all) {
        take_all(a, source);
        return OK;
    }
    const struct area *area = evidence_area(source->evidence, name);
    if (!area)
        return no_area(a, source->evidence, name, why);
    const struct area **one = arena_make(a, const struct area *, 1);
    one[0] = area;
    source->areas = one;
    source->area_count = 1;
    return OK;
}

static status take_date(const struct args *args, date *out, struct fault *why)
{
    struct str text = args_value(args, "at");
    *out = DATE_NONE;
    if (text.len && !date_parse(text, out))
        return fault_set(why, ERR_USAGE,
                         "--at '%.*s': expected a date such as 2009-12-09",
                         STR_ARG(text));
    return OK;
}

static status take_average(const struct args *args, enum average *out, struct fault *why)
{
    struct str text = args_value(args, "average");
    bool median = str_equal(text, STR("median"));
    if (text.len && !median && !str_equal(text, STR("mean")))
        return fault_set(why, ERR_USAGE, "--average '%.*s': expected mean or median",
                         STR_ARG(text));
    *out = median ? AVERAGE_MEDIAN : AVERAGE_MEAN;
    return OK;
}

/* --- folders
 * ----------------------------------------------------------------------------- */

static status read_evidence(struct arena *a, const struct args *args,
                            struct source *source, struct changes *changes,
                            struct fault *why)
{
    source->folders = args_values(a, args, "evidence", &source->folder_count);
    struct folder_options options = {.regimes = &source->registry.regimes,
                                     .amendments = changes->amendments,
                                     .amendment_count = changes->amendment_count};
    struct evidence *evidence = NULL;
    TRY(folder_read(a, source->folders, source->folder_count, &options, &evidence,
                    &source->remarks, why));
    source->evidence = evidence;
    TRY(all_used(changes, why));
    return all_read(evidence, &source->remarks, why);
}

status source_open_evidence(struct arena *a, const struct args *args, struct source *out,
                            struct fault *why)
{
    struct changes none = {0};
    *out = (struct source){.remarks = remarks_new(a)};
    TRY(registry_shipped(a, &out->registry, why));
    return read_evidence(a, args, out, &none, why);
}

/* --- the store
 * ----------------------------------------------------------------------------- */

bool source_is_store(const struct args *args)
{
    return args_value(args, "db").len > 0 || args_value(args, "evidence").len == 0;
}

static date within(const struct regime *regime, date at)
{
    if (date_compare(at, regime->valid_from) < 0)
        return regime->valid_from;
    return date_compare(at, regime->valid_to) > 0 ? regime->valid_to : at;
}

/* Those that existed on the day; or the one that was asked for. */
static status take_places(struct arena *a, const struct args *args, struct source *source,
                          struct fault *why)
{
    const struct cube *cube = source->england.source.cube;
    struct str name = args_value(args, "area");
    uint32_t *places = arena_make(a, uint32_t, cube->area_count + 1);
    source->places = places;
    if ((name.len > 0) == args_flag(args, "all"))
        return fault_set(why, ERR_USAGE, "name one area with --area, or take --all");
    if (name.len) {
        source->area_count = 1;
        return england_area(a, cube, name, &places[0], why);
    }
    for (uint32_t i = 0; i < cube->area_count; i++) {
        if (cube->areas[i].is_authority && survey_is_live(&cube->areas[i], source->at))
            places[source->area_count++] = i;
    }
    return OK;
}

static status read_store(struct arena *a, const struct args *args, struct source *source,
                         struct fault *why)
{
    struct england *england = &source->england;
    TRY(england_read(a, args, england, why));
    TRY(england_model(england->source.cube, args_value(args, "model"),
                      &source->extract.model, why));
    source->extract.regimes = &source->registry.regimes;
    source->extract.index = extract_prepare(a, &england->source);
    source->asked = asked_of(a, source->plan);
    source->extract.wants = asked_for;
    source->extract.of = &source->asked;
    source->at_given = !date_is_none(source->at);
    if (!source->at_given)
        source->at = within(&source->plan->regime, survey_latest(&england->source));
    return take_places(a, args, source, why);
}

/* --- the whole
 * ----------------------------------------------------------------------------- */

static status read_source(struct arena *a, const struct args *args, struct source *out,
                          struct changes *changes, struct fault *why)
{
    if (!source_is_store(args)) {
        TRY(read_evidence(a, args, out, changes, why));
        return take_areas(a, args, out, why);
    }
    if (args_value(args, "evidence").len)
        return fault_set(why, ERR_USAGE, "--evidence and --db exclude each other");
    if (changes->amendment_count)
        return fault_set(why, ERR_USAGE,
                         "--what-if %.*s.%.*s: rows of a store are not changed; give the "
                         "name of a let, or an evidence folder",
                         STR_ARG(changes->amendments[0].id),
                         STR_ARG(changes->amendments[0].column));
    return read_store(a, args, out, why);
}

/* The evidence points into the registry, so everything is read where it stays. */
status source_open(struct arena *a, const struct args *args, struct source *out,
                   struct fault *why)
{
    struct changes changes = {0};
    struct str name = args_value(args, "framework");
    *out = (struct source){.remarks = remarks_new(a)};
    if (!name.len)
        return fault_set(why, ERR_USAGE,
                         "name the framework: --framework ID or FILE; "
                         "'assay frameworks' lists them");
    TRY(take_date(args, &out->at, why));
    TRY(take_average(args, &out->options.average, why));
    TRY(source_framework(a, name, out->at, &out->registry, &out->plan, why));
    TRY(read_what_if(a, args, out->plan, &changes, why));
    TRY(read_source(a, args, out, &changes, why));
    out->options.neighbour_model = args_value(args, "model");
    out->options.overrides = changes.overrides;
    out->options.override_count = changes.override_count;
    out->options.what_if = changes.override_count + changes.amendment_count > 0;
    return OK;
}

/* A row of a store goes by its file's name, not by the number of its load. */
static void name_files(const struct england *england, struct remarks *remarks)
{
    for (size_t i = 0; i < remarks->count; i++) {
        struct remark *remark = &remarks->at[i];
        struct str rest, id = remark->id_count ? remark->ids[0] : STR("");
        struct str number = str_cut(id, ':', &rest);
        for (size_t k = 0; rest.len && k < england->load_count; k++) {
            struct str load =
                arena_format(remarks->arena, "%lld", (long long)england->loads[k].id);
            if (str_equal(load, number))
                remark->file = england->loads[k].file;
        }
    }
}

/* One area's evidence and where it stands in it. */
struct subject_area {
    const struct evidence *evidence;
    const struct area *area;
};

static struct subject_area lay_out(struct arena *a, const struct source *source,
                                   size_t area)
{
    if (source->evidence)
        return (struct subject_area){source->evidence, source->areas[area]};
    struct evidence *evidence =
        extract_area(a, &source->england.source, source->places[area], &source->extract);
    for (size_t i = 0; i < evidence->file_count; i++)
        evidence->files[i].records = (uint32_t)source->england.loads[i].rows;
    return (struct subject_area){evidence, &evidence->areas[0]};
}

static struct verdict *judge_on(struct arena *a, const struct source *source,
                                const struct subject_area *of, date at)
{
    struct verdict *verdict =
        judge(a, source->plan, of->evidence, of->area, at, &source->options);
    if (!source->evidence)
        name_files(&source->england, &verdict->remarks);
    return verdict;
}

static date day_of(const struct source *source, const struct subject_area *of)
{
    return date_is_none(source->at) ? judge_date(source->plan, of->evidence, of->area)
                                    : source->at;
}

struct verdict *source_judge(struct arena *a, const struct source *source, size_t area)
{
    struct subject_area of = lay_out(a, source, area);
    return judge_on(a, source, &of, day_of(source, &of));
}

/* A framework that enters grades or lists what a visit found is of inspections. */
static bool is_of_inspections(const struct plan *plan)
{
    bool entered = false;
    for (size_t i = 0; i < plan->judgement_count; i++)
        entered = entered || plan->judgements[i]->entered;
    return entered || (plan->judgement_count == 0 && !plan->enquiry);
}

struct verdict *source_judge_letter(struct arena *a, const struct source *source,
                                    size_t area)
{
    struct subject_area of = lay_out(a, source, area);
    struct verdict *verdict = judge_on(a, source, &of, day_of(source, &of));
    if (source->evidence || !is_of_inspections(source->plan))
        return verdict;
    if (!verdict->run || source->at_given)
        return verdict->run ? verdict : NULL;
    date published = verdict->run->published, end = inspection_date(verdict->run);
    return judge_on(a, source, &of, date_compare(published, end) < 0 ? end : published);
}
