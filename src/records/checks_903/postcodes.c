/* Checks on the postcodes of an episode and on what is derived from them: authority and
 * distance of the placement. */
#include <math.h>

#include "records/looked_after.h"
#include "records/terms.h"

static bool is_uasc_ever(const struct checking *c)
{
    return c->shared->uasc_ever;
}

static bool is_never_uasc(const struct checking *c)
{
    return !c->shared->uasc_ever;
}

static bool has_distance(const struct checking *c, const struct entry *entry)
{
    return !isnan(placement_of(c->shared, entry)->miles);
}

static bool has_no_distance(const struct checking *c, const struct entry *entry)
{
    return !has_distance(c, entry);
}

/* A distance of straight lines is never negative. */
static bool is_too_far(const struct checking *c, const struct entry *entry)
{
    return placement_of(c->shared, entry)->miles > 999.9;
}

/* 999.9 stood for a distance that is not known. */
static bool is_far(const struct checking *c, const struct entry *entry)
{
    enum { TENTHS_FAR = 3500, TENTHS_UNKNOWN = 9999 };
    double miles = placement_of(c->shared, entry)->miles;
    long tenths = isnan(miles) ? 0 : lround(miles * 10);
    return tenths > TENTHS_FAR && tenths != TENTHS_UNKNOWN;
}

static bool has_authority(const struct checking *c, const struct entry *entry)
{
    return placement_of(c->shared, entry)->authority.len > 0;
}

static bool has_no_authority(const struct checking *c, const struct entry *entry)
{
    return !has_authority(c, entry);
}

static bool has_no_location(const struct checking *c, const struct entry *entry)
{
    return !placement_of(c->shared, entry)->known;
}

static bool home_is_unknown(const struct checking *c, const struct entry *entry)
{
    return !placement_of(c->shared, entry)->home_known;
}

static bool is_home(const struct checking *c, const struct entry *entry)
{
    (void)c;
    return cells_equal(entry_cell(entry, EPISODES_HOME_POST),
                       entry_cell(entry, EPISODES_PL_POST));
}

/* Nothing is said where the postcode is not known: 169 and 392c are about that.  A place
 * in no authority, as the Channel Islands are, is elsewhere. */
static bool is_elsewhere(const struct checking *c, const struct entry *entry)
{
    const struct placement *place = placement_of(c->shared, entry);
    if (!place->known)
        not_run(c, "the authority of a placement cannot be told from its postcode");
    return place->known && !place->inside;
}

/* ---- The checks */

#define POSTS (BIT(EPISODES_HOME_POST) | BIT(EPISODES_PL_POST))

static const struct check checks[] = {
    {.code = "164",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES | NEEDS_UASC,
     WHERE(IS_NOT(EPISODES_LS, RESPITE), OF_CHILD(is_never_uasc), OF_ROW(is_too_far)),
     .fields = "PL_DISTANCE",
     .message = "The placement is farther from home than any in the country can be.",
     .source = "Department's message for 164; short breaks have no distance"},
    {.code = "169",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(IS_NOT(EPISODES_LS, RESPITE), OF_ROW(has_no_authority)),
     .fields = "PL_LA",
     .message = "The authority of the placement cannot be told from its postcode.",
     .source = "Department's message for 169; one outside the list is flagged too"},
    {.code = "179",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(IS_NOT(EPISODES_LS, RESPITE), OF_ROW(has_no_location)),
     .fields = "PL_LOCATION",
     .message = "Whether the placement is inside the authority cannot be told from its "
                "postcode.",
     .source = "Department's message for 179"},
    {.code = "392a",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES | NEEDS_UASC,
     WHERE(IS_NOT(EPISODES_LS, RESPITE), OF_CHILD(is_never_uasc),
           OF_ROW(has_no_distance)),
     .fields = "PL_DISTANCE",
     .message = "The distance of the placement from home cannot be told from the "
                "postcodes.",
     .source = "Department's message for 392a; UASC of this year and the last are left "
               "out"},
    {.code = "392b",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS_NOT(EPISODES_LS, RESPITE), SOME_BLANK(POSTS), OF_CHILD(is_never_uasc)),
     .fields = "HOME_POST|PL_POST",
     .message = "The postcode of home or of the placement is blank.",
     .source = "Department's message for 392b; UASC of this year and the last are left "
               "out where they are known"},
    {.code = "392c",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(FILLED(EPISODES_HOME_POST), OF_ROW(home_is_unknown), OR,
           FILLED(EPISODES_PL_POST), OF_ROW(has_no_location)),
     .fields = "HOME_POST|PL_POST",
     .message = "The postcode of home or of the placement does not exist.",
     .source = "Department's message for 392c, by the list of postcodes"},
    {.code = "392d",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS_NOT(EPISODES_PLACE, "P1"), FILLED(EPISODES_PL_POST), OF_ROW(is_home)),
     .fields = "HOME_POST|PLACE|PL_POST",
     .message = "The placement has the postcode of home, but is not with the parents.",
     .source = "Department's message for 392d, as text"},
    {.code = "398",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     WHERE(IS(EPISODES_LS, RESPITE), SOME_FILLED(POSTS)),
     .fields = "HOME_POST|LS|PL_POST",
     .message = "A postcode is given for a short break.",
     .source = "Department's message for 398, of the postcodes that give the distance"},
    {.code = "406",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES | NEEDS_UASC,
     WHERE(OF_CHILD(is_uasc_ever), OF_ROW(has_distance)),
     .fields = "PL_DISTANCE",
     .message = "The child is or was a UASC, and postcodes give a distance from home.",
     .source = "Department's message for 406; UASC of this year and the last"},
    /* Never runs: there is nothing to compare. */
    {.code = "411",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_LOCATION,
     WHERE(OF_ROW(has_no_location)),
     .fields = "PL_LOCATION",
     .message = "The location of the placement disagrees with its authority.",
     .source = "Department's message for 411; both are derived from one postcode and "
               "cannot disagree"},
    {.code = "420",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(IS(EPISODES_LS, RESPITE), OF_ROW(has_authority)),
     .fields = "PL_LA",
     .message = "A short break has a postcode that gives an authority.",
     .source = "Department's message for 420"},
    {.code = "454",
     .years = YEARS_FROM(2026),
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES,
     WHERE(OF_CHILD(is_never_uasc), OF_ROW(is_far)),
     .fields = "PL_DISTANCE",
     .message = "The placement is more than 350 miles from home.",
     .source = "Department's message for 454, from 2025/26; UASC of this year and the "
               "last are left out where they are known"},
    {.code = "1015",
     .years = YEARS_ALL,
     ON(T9_EPISODES),
     .needs = NEEDS_POSTCODES | NEEDS_AUTHORITY,
     WHERE(IS(EPISODES_PLACE_PROVIDER, "PR1"), FILLED(EPISODES_LS),
           IS_NOT(EPISODES_LS, RESPITE), FILLED(EPISODES_PLACE),
           IS_NOT(EPISODES_PLACE, FOR_ADOPTION, FOSTERED), OF_ROW(is_elsewhere)),
     .fields = "PL_LA",
     .message = "The authority provides the placement itself, but it lies in another "
                "authority.",
     .source = "Department's message for 1015; a placement whose postcode is unknown is "
               "not run"},
};
const struct check_list checks_903_postcodes = CHECK_LIST(checks);
