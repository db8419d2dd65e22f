#include "publish/tally.h"

struct tally verdict_tally(const struct verdict *verdict)
{
    struct tally tally = {0};
    size_t *const counts[] = {[ORIGIN_REPRODUCED] = &tally.reproduced,
                              [ORIGIN_ENTERED] = &tally.entered,
                              [ORIGIN_COMPUTED] = NULL,
                              [ORIGIN_DISAGREES] = &tally.disagreeing,
                              [ORIGIN_UNDETERMINED] = &tally.undetermined};
    for (size_t i = 0; i < verdict->ruling_count; i++) {
        const struct ruling *ruling = &verdict->rulings[i];
        size_t *count = counts[ruling->origin];
        if (!ruling_is_shown(ruling) || !ruling->published || !count)
            continue;
        tally.compared++;
        ++*count;
    }
    return tally;
}

struct str tally_sentence(struct arena *a, const struct tally *tally)
{
    if (tally->compared == 0)
        return STR("No published grade to compare with.");
    return arena_format(a,
                        "Of %zu published grade%s: %zu reproduced, %zu entered, %zu "
                        "disagreeing, %zu undetermined.",
                        tally->compared, tally->compared == 1 ? "" : "s",
                        tally->reproduced, tally->entered, tally->disagreeing,
                        tally->undetermined);
}

bool ruling_is_shown(const struct ruling *ruling)
{
    return ruling->applies && ruling->judgement->graded;
}

struct str standing_notice(struct arena *a, const struct verdict *verdict)
{
    switch (verdict->standing) {
    case STANDING_SELF_ASSESSMENT:
        return arena_format(
            a,
            "Self-assessment by %.*s, computed by Assay from the evidence "
            "named. Not issued or endorsed by Ofsted or any other "
            "inspectorate.",
            STR_ARG(verdict->profile->area->name));
    case STANDING_WHAT_IF:
        return STR("What if: computed by Assay from changed evidence. Not a judgement of "
                   "anything that happened. Not issued or endorsed by Ofsted.");
    case STANDING_ENQUIRY:
        return STR("Lines of enquiry drawn up by Assay from published evidence: "
                   "questions, not judgements. Not issued or endorsed by Ofsted or any "
                   "authority.");
    case STANDING_PUBLISHED:
    case STANDING_RECONSTRUCTION:
        break;
    }
    return STR("Reconstruction by Assay from published evidence. Not issued or endorsed "
               "by Ofsted.");
}
