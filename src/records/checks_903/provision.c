/* Checks on who provides the placement against its type. */
#include "records/terms.h"

#define OF_PROVISION(...)                                                                \
    ON(T9_EPISODES), WHERE(__VA_ARGS__), .fields = "PLACE|PLACE_PROVIDER"

static const struct check checks[] = {
    {.code = "526",
     .years = YEARS_UNTIL(2025),
     OF_PROVISION(BLANK(EPISODES_PLACE_PROVIDER),
                  IS_NOT(EPISODES_PLACE, TEMPORARY, "Z1")),
     .message = "Who provides the placement is blank.",
     .source = "Department's message for 526, to 2024/25: T0 to T4 and Z1 need none"},
    {.code = "526",
     .years = YEARS_FROM(2026),
     OF_PROVISION(BLANK(EPISODES_PLACE_PROVIDER),
                  IS_NOT(EPISODES_PLACE, TEMPORARY, "Z11", "Z12", "Z13", "Z14")),
     .message = "Who provides the placement is blank.",
     .source = "Department's message for 526, from 2025/26: T0 to T4 and Z11 to Z14 need "
               "none"},
    {.code = "527",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR1"),
                  IS(EPISODES_PLACE, "P1", "R2", "R5")),
     .message = "The authority's own provision (PR1) does not go with P1, R2 or R5.",
     .source = "Department's message for 527"},
    {.code = "528",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR2"),
                  IS(EPISODES_PLACE, "P1", "R2", "R5")),
     .message = "Another authority's provision (PR2) does not go with P1, R2 or R5.",
     .source = "Department's message for 528"},
    {.code = "529",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR3"),
                  IS(EPISODES_PLACE, FOR_ADOPTION, FOSTERED, "K1", "K2", "P1")),
     .message =
         "Another public body (PR3) does not provide placements for adoption, with "
         "foster carers, with the parents, or K1 and K2.",
     .source = "Department's message for 529"},
    {.code = "530",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR4"), IS(EPISODES_PLACE, "P1")),
     .message = "A private provider (PR4) does not go with a placement with the parents.",
     .source = "Department's message for 530"},
    {.code = "531",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR5"), IS(EPISODES_PLACE, "P1")),
     .message = "A voluntary provider (PR5) does not go with a placement with the "
                "parents.",
     .source = "Department's message for 531"},
    {.code = "550",
     .years = YEARS_ALL,
     OF_PROVISION(IS(EPISODES_PLACE_PROVIDER, "PR0"), IS_NOT(EPISODES_PLACE, "P1")),
     .message = "A parent as the provider (PR0) goes with a placement with the parents "
                "only.",
     .source = "Department's message for 550"},
};
const struct check_list checks_903_provision = CHECK_LIST(checks);
