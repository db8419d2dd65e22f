/* Checks on who adopts: the number, the sexes and the legal status of the adopters in AD1
 * against each other. */
#include "records/terms.h"

#define OF_ADOPTERS(...)                                                                 \
    .years = YEARS_ALL, ON(T9_AD1), WHERE(__VA_ARGS__), .fields = "LS_ADOPTR|SEX_ADOPTR"

static const struct check checks[] = {
    {.code = "511",
     .years = YEARS_ALL,
     ON(T9_AD1),
     WHERE(IS(AD1_NB_ADOPTR, "2"), IS(AD1_SEX_ADOPTR, "M1", "F1")),
     .fields = "NB_ADOPTR|SEX_ADOPTR",
     .message = "Two adopters are said to be one man or one woman.",
     .source = "Department's message for 511; a blank sex passes"},
    {.code = "514",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L0"), IS_NOT(AD1_SEX_ADOPTR, "M1", "F1")),
     .message = "The adopter is single, but the sex is not that of one person.",
     .source = "Department's message for 514; a blank sex is flagged"},
    {.code = "517",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L3"), IS_NOT(AD1_SEX_ADOPTR, "MF")),
     .message = "The adopters are an unmarried couple of different sexes (L3), but their "
                "sexes are not MF.",
     .source = "Department's message for 517; a blank sex is flagged"},
    {.code = "518",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L4"), IS_NOT(AD1_SEX_ADOPTR, "MM", "FF")),
     .message = "The adopters are an unmarried couple of one sex (L4), but their sexes "
                "are neither MM nor FF.",
     .source = "Department's message for 518; a blank sex is flagged"},
    {.code = "519",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L2"), IS_NOT(AD1_SEX_ADOPTR, "MM", "FF", "MF")),
     .message = "The adopters are in a civil partnership (L2), but their sexes are not "
                "those of a couple.",
     .source = "Department's message for 519; a blank sex is flagged"},
    {.code = "520",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L11"), IS_NOT(AD1_SEX_ADOPTR, "MF")),
     .message = "The adopters are a married couple of different sexes (L11), but their "
                "sexes are not MF.",
     .source = "Department's message for 520; one adopter and a blank sex are flagged"},
    {.code = "524",
     OF_ADOPTERS(IS(AD1_LS_ADOPTR, "L12"), IS_NOT(AD1_SEX_ADOPTR, "MM", "FF")),
     .message = "The adopters are a married couple of one sex (L12), but their sexes are "
                "neither MM nor FF.",
     .source = "Department's message for 524; a blank sex is flagged"},
};
const struct check_list checks_903_adopters = CHECK_LIST(checks);
