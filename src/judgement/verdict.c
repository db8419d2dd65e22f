#include "judgement/verdict.h"

const char *verdict_status_word(enum verdict_status s)
{
    static const char *const words[] = {[VERDICT_WITHHELD] = "withheld",
                                        [VERDICT_DECIDED] = "decided",
                                        [VERDICT_PROPOSED] = "proposed",
                                        [VERDICT_UNKNOWN] = "unknown",
                                        [VERDICT_RANGE] = "range"};
    return words[s];
}

const char *verdict_origin_word(enum verdict_origin o)
{
    static const char *const words[] = {[ORIGIN_REPRODUCED] = "reproduced",
                                        [ORIGIN_ENTERED] = "entered",
                                        [ORIGIN_COMPUTED] = "computed",
                                        [ORIGIN_DISAGREES] = "disagrees",
                                        [ORIGIN_UNDETERMINED] = "undetermined"};
    return words[o];
}

const char *verdict_standing_word(enum standing s)
{
    static const char *const words[] = {[STANDING_PUBLISHED] = "published",
                                        [STANDING_RECONSTRUCTION] = "reconstruction",
                                        [STANDING_SELF_ASSESSMENT] = "self-assessment",
                                        [STANDING_WHAT_IF] = "what-if",
                                        [STANDING_ENQUIRY] = "enquiry"};
    return words[s];
}

const char *step_kind_word(enum step_kind k)
{
    static const char *const words[] = {
        [STEP_LET] = "let",           [STEP_PROPOSE] = "propose",
        [STEP_LINE] = "line",         [STEP_MEMBER] = "member",
        [STEP_RULE] = "rule",         [STEP_WITHHOLD] = "withhold",
        [STEP_DECISION] = "decision", [STEP_ENTERED] = "entered",
        [STEP_CHECK] = "check",       [STEP_CONDITION] = "condition"};
    return words[k];
}
