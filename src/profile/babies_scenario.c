/* How a scenario is asked for. */
#include "base/buf.h"
#include "base/ratio.h"
#include "profile/babies.h"

static const struct {
    const char *word;
    enum babies_to to;
} words[] = {{"neighbours", BABIES_TO_NEIGHBOURS},
             {"england", BABIES_TO_ENGLAND},
             {"best-quarter", BABIES_TO_BEST_QUARTER}};
enum { WORDS = sizeof words / sizeof *words };

static bool read_word(struct str text, enum babies_to *out)
{
    for (size_t i = 0; i < WORDS; i++) {
        if (str_equal_fold(text, str_of(words[i].word))) {
            *out = words[i].to;
            return true;
        }
    }
    return false;
}

static status no_such_stage(struct arena *a, struct str name, struct fault *why)
{
    struct str names[BABIES_STAGES];
    struct buf all = buf_new(a, 4 * KIB);
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        names[s] = str_of(babies_stages[s].id);
        buf_format(&all, "%s%s", s ? ", " : "", babies_stages[s].id);
    }
    struct str nearest = str_nearest(name, names, BABIES_STAGES);
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "--scenario: there is no stage '%.*s'; did you mean '%.*s'?",
                         STR_ARG(name), STR_ARG(nearest));
    return fault_set(why, ERR_USAGE,
                     "--scenario: there is no stage '%.*s'; there are %.*s",
                     STR_ARG(name), STR_ARG(buf_text(&all)));
}

static status read_stage(struct arena *a, struct str name, size_t *out, struct fault *why)
{
    for (size_t s = 0; s < BABIES_STAGES; s++) {
        if (str_equal_fold(name, str_of(babies_stages[s].id))) {
            *out = s;
            return OK;
        }
    }
    return no_such_stage(a, name, why);
}

static status read_number(const struct babies_ground *ground, struct str text,
                          struct babies_change *change, struct fault *why)
{
    const struct babies_found *found = &ground->found[babies_lead(change->stage)];
    const char *id = babies_stages[change->stage].id;
    struct ratio number;
    if (!ratio_parse(text, &number))
        return fault_set(why, ERR_USAGE,
                         "--scenario %s='%.*s': expected a number, neighbours, england "
                         "or best-quarter",
                         id, STR_ARG(text));
    if (!found->measure)
        return fault_set(why, ERR_USAGE,
                         "--scenario %s: no measure of it is loaded, so a number has no "
                         "unit",
                         id);
    double per = babies_per(ground, babies_lead(change->stage));
    change->number = ratio_double(number);
    if (change->number >= 0 && change->number <= per)
        return OK;
    return fault_set(why, ERR_USAGE,
                     "--scenario %s=%.*s: expected 0 to %.0f, the unit of %.*s (%.*s)",
                     id, STR_ARG(text), per, STR_ARG(found->measure->about.id),
                     STR_ARG(found->measure->about.unit));
}

static status read_change(struct arena *a, const struct babies_ground *ground,
                          struct str text, struct babies_change *out, struct fault *why)
{
    struct str value;
    struct str name = str_trim(str_cut(text, '=', &value));
    *out = (struct babies_change){.stage = BABIES_STAGES};
    if (!str_contains(text, STR("="))) {
        if (read_word(str_trim(text), &out->to))
            return OK;
        return fault_set(why, ERR_USAGE,
                         "--scenario '%.*s': expected neighbours, england, best-quarter, "
                         "or STAGE= one of these or a rate",
                         STR_ARG(text));
    }
    TRY(read_stage(a, name, &out->stage, why));
    value = str_trim(value);
    if (read_word(value, &out->to))
        return OK;
    out->to = BABIES_TO_NUMBER;
    return read_number(ground, value, out, why);
}

status babies_scenario_read(struct arena *a, const struct babies_ground *ground,
                            struct str text, struct babies_scenario *out,
                            struct fault *why)
{
    struct babies_scenario scenario = {.name = text};
    struct str rest = text;
    while (rest.len) {
        struct str one = str_cut(rest, ',', &rest);
        if (scenario.count == BABIES_CHANGES)
            return fault_set(why, ERR_USAGE, "--scenario: at most %d changes at once",
                             BABIES_CHANGES);
        TRY(read_change(a, ground, one, &scenario.changes[scenario.count++], why));
    }
    if (scenario.count == 0)
        return fault_set(why, ERR_USAGE, "--scenario is empty: say what would change");
    *out = scenario;
    return OK;
}
