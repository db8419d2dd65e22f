/* A child in need: one or two episodes of a census year, each from its referral through
 * assessment, enquiry, conference, plan and reviews to its closure or the end of the
 * year.  What was over before the year began is not in it: the census does not ask.
 *
 * The same seed and number give the same child. */
#ifndef ASSAY_SYNTH_NEED_H
#define ASSAY_SYNTH_NEED_H

#include "base/date.h"
#include "base/random.h"
#include "base/str.h"

enum { NEED_EPISODES = 2, NEED_ASSESSMENTS = 3, NEED_ENQUIRIES = 3, NEED_PLANS = 3 };
enum { NEED_REVIEWS = 8, NEED_FACTORS = 5, NEED_DISABILITIES = 4 };

struct need_assessment {
    date start, done;
    struct str factors[NEED_FACTORS];
    size_t factor_count;
};
struct need_enquiry {
    date start, target, conference;
    bool no_conference; /* decided that there is no need for one */
};
struct need_protection {
    date start, end;
    struct str first, latest; /* categories of abuse */
    unsigned before;          /* plans before this one */
    date reviews[NEED_REVIEWS];
    size_t review_count;
};
struct need_plan {
    date start, end;
};

struct need_episode {
    date referred, closed, conference; /* conference: of a child who moved in */
    struct str source, need, reason;
    bool no_action;
    struct need_assessment assessments[NEED_ASSESSMENTS];
    size_t assessment_count;
    struct need_enquiry enquiries[NEED_ENQUIRIES];
    size_t enquiry_count;
    struct need_protection protection[1];
    size_t protection_count;
    struct need_plan plans[NEED_PLANS];
    size_t plan_count;
    date court_considered; /* pre-proceedings began; or DATE_NONE */
};

struct need {
    uint64_t number;
    date born, expected, died;
    bool girl;
    struct str ethnic, no_number; /* UPNunknown, where there is no pupil number */
    struct str disabilities[NEED_DISABILITIES];
    size_t disability_count;
    struct need_episode episodes[NEED_EPISODES];
    size_t episode_count;
};

/* Draws child `number` of the census of that year. */
void need_draw(struct need *need, uint64_t seed, int year, uint64_t number);

#endif
