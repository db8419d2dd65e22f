/* Checks on the number (URN) under which Ofsted has the provider of a placement, and on
 * what Ofsted's lists say of it. */
#include "records/providers.h"
#include "records/looked_after.h"
#include "records/terms.h"

/* ---- Against the lists: every registration of the URN must do, and one that is not on
 * the lists is a registration that offers nothing, is nowhere and never ended. */

typedef bool registration_fails(const struct checking *c, const struct entry *episode,
                                const struct provider *provider);
struct against_list {
    const struct term *where; /* of which episodes */
    registration_fails *fails;
};

static bool some_fails(const struct checking *c, const struct entry *episode,
                       registration_fails *fails)
{
    const struct registration *all = registration_of(c->shared, episode);
    const struct provider unknown = {.ended = DATE_NONE};
    if (all->count == 0)
        return fails(c, episode, &unknown);
    for (size_t i = 0; i < all->count; i++)
        if (fails(c, episode, &all->at[i]))
            return true;
    return false;
}

static bool is_against_list(const struct checking *c, const struct entry *entry)
{
    const struct against_list *rule = c->check->with;
    return terms_hold(c, entry, rule->where) && some_fails(c, entry, rule->fails);
}

static bool offers(struct str codes, const struct cell *wanted)
{
    return !cell_is_blank(wanted) && provider_has_code(codes, wanted->text);
}

static bool place_differs(const struct checking *c, const struct entry *episode,
                          const struct provider *provider)
{
    (void)c;
    return !offers(provider->placement_codes, entry_cell(episode, EPISODES_PLACE));
}

static bool provider_differs(const struct checking *c, const struct entry *episode,
                             const struct provider *provider)
{
    (void)c;
    return !offers(provider->provider_codes,
                   entry_cell(episode, EPISODES_PLACE_PROVIDER));
}

/* `packed` has no spaces. */
static bool same_but_spaces(struct str text, struct str packed)
{
    size_t at = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == ' ')
            continue;
        if (at == packed.len || packed.at[at] != text.at[i])
            return false;
        at++;
    }
    return at == packed.len;
}

static bool postcode_differs(const struct checking *c, const struct entry *episode,
                             const struct provider *provider)
{
    (void)c;
    return !same_but_spaces(entry_cell(episode, EPISODES_PL_POST)->text,
                            provider->postcode);
}

static bool ended_before_start(const struct checking *c, const struct entry *episode,
                               const struct provider *provider)
{
    (void)c;
    return is_on_or_before(provider->ended, entry_date(episode, EPISODES_DECOM));
}

static bool ended_before_end(const struct checking *c, const struct entry *episode,
                             const struct provider *provider)
{
    date end = entry_date(episode, EPISODES_DEC);
    return is_before(provider->ended, date_is_none(end) ? c->about->end : end);
}

static bool authority_differs(const struct checking *c, const struct entry *episode,
                              const struct provider *provider)
{
    const struct cell *said = entry_cell(episode, EPISODES_PLACE_PROVIDER);
    uint64_t wrong =
        str_equal(provider->authority, c->about->authority) ? CODE("PR2") : CODE("PR1");
    return cell_is(said, wrong);
}

static bool is_not_listed(const struct checking *c, const struct entry *entry)
{
    return registration_of(c->shared, entry)->count == 0;
}

/* ---- Where a URN must stand, and must not */

static bool is_not_abroad(const struct checking *c, const struct entry *entry)
{
    struct str authority = placement_of(c->shared, entry)->authority;
    return authority.len == 0 || authority.at[0] == 'E';
}

static bool is_in_england(const struct checking *c, const struct entry *entry)
{
    struct str authority = placement_of(c->shared, entry)->authority;
    return authority.len > 0 && authority.at[0] == 'E';
}

/* ---- The checks */

/* Placements that Ofsted does not register. */
#define NO_URN_2025 "P1", "P3", "R1", "R2", "R5", TEMPORARY, "Z1"
#define NO_URN_2024 NO_URN_2025, "H5", "P2"
#define NO_URN_2026 "P1", "P3", "R1", "R2", "R5", TEMPORARY, "Z11", "Z12", "Z13", "Z14"
#define NOT_KNOWN "XXXXXXX"
#define HAS_URN BAD_CODE(EPISODES_URN, NOT_KNOWN)

#define URN_IS_MISSING(...)                                                              \
    WHERE(BLANK(EPISODES_URN), BLANK(EPISODES_DEC), IS_NOT(EPISODES_PLACE, __VA_ARGS__), \
          IS_NOT(EPISODES_LS, RESPITE), OF_ROW(is_not_abroad), OR, BLANK(EPISODES_URN),  \
          UP_TO(START_OF_YEAR, COLUMN(EPISODES_DEC)),                                    \
          IS_NOT(EPISODES_PLACE, __VA_ARGS__), IS_NOT(EPISODES_LS, RESPITE),             \
          OF_ROW(is_not_abroad))
#define AGAINST_LIST(fails, ...)                                                         \
    .entry = is_against_list, .with = &(const struct against_list)                       \
    {                                                                                    \
        TERMS(HAS_URN, __VA_ARGS__), fails                                               \
    }
/* Placements that have an address of Ofsted's. */
#define IN_A_HOME(...)                                                                   \
    IS_NOT(EPISODES_LS, RESPITE), FILLED(EPISODES_PL_POST),                              \
        IS(EPISODES_PLACE, "K1", "K2", "R3", "S1", __VA_ARGS__)

static const struct date_column starts[] = {DATE_OF(T9_EPISODES, EPISODES_DECOM),
                                            DATES_END};
static const struct date_column ends[] = {DATE_OF(T9_EPISODES, EPISODES_DEC), DATES_END};

static const struct check checks[] = {
    {.code = "218",
     .years = YEARS_UNTIL(2024),
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     URN_IS_MISSING(NO_URN_2024),
     .dates = ends,
     .fields = "URN",
     .message = "The number of Ofsted's is missing for a placement that needs one.",
     .source = "Department's message for 218; short breaks have none (214)"},
    {.code = "218",
     .years = YEAR_BIT(2025),
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     URN_IS_MISSING(NO_URN_2025),
     .dates = ends,
     .fields = "URN",
     .message = "The number of Ofsted's is missing for a placement that needs one.",
     .source = "Department's message for 218; in 2024/25 H5 and P2 need one"},
    {.code = "218",
     .years = YEARS_FROM(2026),
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     URN_IS_MISSING(NO_URN_2026),
     .dates = ends,
     .fields = "URN",
     .message = "The number of Ofsted's is missing for a placement that needs one.",
     .source = "Department's message for 218; from 2025/26 Z11 to Z14 for Z1"},
    {.code = "219",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(place_differs, FILLED(EPISODES_URN)),
     .fields = "PLACE|URN",
     .message = "Ofsted's lists have the provider for other types of placement, or not "
                "at all.",
     .source = "Department's message for 219; every registration must do"},
    {.code = "221",
     .years = YEAR_BIT(2023),
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(postcode_differs, IN_A_HOME("K1")),
     .fields = "PL_POST",
     .message = "Ofsted's lists have the provider at another postcode, or not at all.",
     .source = "Department's message for 221; every registration must do"},
    {.code = "221",
     .years = YEAR_BIT(2024),
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(postcode_differs, IN_A_HOME("H5")),
     .fields = "PL_POST",
     .message = "Ofsted's lists have the provider at another postcode, or not at all.",
     .source = "Department's message for 221; in 2023/24 also of H5"},
    {.code = "221",
     .years = YEARS_FROM(2025),
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(postcode_differs, IN_A_HOME("K3")),
     .fields = "PL_POST",
     .message = "Ofsted's lists have the provider at another postcode, or not at all.",
     .source = "Department's message for 221; from 2024/25 also of K3"},
    {.code = "222",
     .years = YEAR_BIT(2023),
     ON(T9_EPISODES),
     WHERE(HAS_URN, IS(EPISODES_PLACE, NO_URN_2024)),
     .fields = "URN",
     .message = "A number of Ofsted's is given for a placement that has none.",
     .source = "Department's message for 222"},
    {.code = "222",
     .years = YEAR_BIT(2024),
     ON(T9_EPISODES),
     WHERE(HAS_URN, IS(EPISODES_PLACE, NO_URN_2025, "P2")),
     .fields = "URN",
     .message = "A number of Ofsted's is given for a placement that has none.",
     .source = "Department's message for 222; in 2023/24 H5 may have one"},
    {.code = "222",
     .years = YEAR_BIT(2025),
     ON(T9_EPISODES),
     WHERE(HAS_URN, IS(EPISODES_PLACE, NO_URN_2025)),
     .fields = "URN",
     .message = "A number of Ofsted's is given for a placement that has none.",
     .source = "Department's message for 222; in 2024/25 without H5 and P2"},
    {.code = "222",
     .years = YEARS_FROM(2026),
     ON(T9_EPISODES),
     WHERE(HAS_URN, IS(EPISODES_PLACE, NO_URN_2026)),
     .fields = "URN",
     .message = "A number of Ofsted's is given for a placement that has none.",
     .source = "Department's message for 222; from 2025/26 Z11 to Z14 for Z1"},
    {.code = "224",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(provider_differs, FILLED(EPISODES_URN)),
     .fields = "PLACE_PROVIDER",
     .message = "Ofsted's lists have the provider as one of another kind, or not at all.",
     .source = "Department's message for 224; every registration must do"},
    {.code = "227",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(ended_before_start, FILLED(EPISODES_URN)),
     .without = starts,
     .fields = "DECOM|URN",
     .message = "The provider's registration had ended when the episode began.",
     .source = "Department's message for 227; every registration must do"},
    {.code = "228",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     AGAINST_LIST(ended_before_end, FILLED(EPISODES_URN)),
     .fields = "DEC|URN",
     .message = "The provider's registration ended before the episode did (an open one "
                "goes to the end of the year).",
     .source = "Department's message for 228; every registration must do"},
    {.code = "229",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     AGAINST_LIST(authority_differs, IS(EPISODES_PLACE_PROVIDER, "PR1", "PR2")),
     .needs = NEEDS_PROVIDERS | NEEDS_POSTCODES | NEEDS_AUTHORITY,
     .fields = "PLACE_PROVIDER|URN",
     .message = "The provider is said to be the authority's own (PR1) and is in another, "
                "or another authority's (PR2) and is in this one.",
     .source =
         "Department's message for 229; where it is, is inferred from its postcode"},
    {.code = "230",
     .years = YEAR_BIT(2024),
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(IS(EPISODES_PLACE, "H5"), IS(EPISODES_URN, "", NOT_KNOWN),
           NO_DATE(EPISODES_DEC), OF_ROW(is_in_england), OR, IS(EPISODES_PLACE, "H5"),
           IS(EPISODES_URN, "", NOT_KNOWN),
           BEFORE(DAY(2023, 10, 28), COLUMN(EPISODES_DEC)), OF_ROW(is_in_england)),
     .fields = "DEC|PLACE|URN",
     .message = "A semi-independent placement (H5) in England has no number of Ofsted's "
                "after 28 October 2023.",
     .source = "Department's message for 230; an unknown place is not taken as England"},
    {.code = "1008",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_PROVIDERS,
     WHERE(HAS_URN, OF_ROW(is_not_listed)),
     .fields = "URN",
     .message = "Ofsted's lists do not have the number.",
     .source = "Department's message for 1008; numbers are compared as trimmed text, and "
               "closed providers are on the lists"},
};
const struct check_list checks_903_providers = CHECK_LIST(checks);
