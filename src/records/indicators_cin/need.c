/* Children in need: how many episodes there are on the last day of the year, and how long
 * they last. */
#include "records/census.h"
#include "records/in_need.h"

static void count_lengths(const struct measuring *m)
{
    const struct rows *episodes = &m->child->now[TC_CIN_DETAILS];
    for (size_t i = 0; i < episodes->count; i++) {
        const struct entry *e = &episodes->at[i];
        date begun = entry_date(e, CD_CIN_REFERRAL_DATE),
             closed = entry_date(e, CD_CIN_CLOSURE_DATE);
        struct standing open = episode_at_end(m, e), over = episode_closed(m, e);
        struct bands bands = {0, LASTED_BANDS, 0};
        if (open.role == ROLE_NUMERATOR)
            bands.band = lasted_from(begun, m->about->end);
        say_standing_band(m, bands, open);
        bands.first = LASTED_BANDS;
        if (over.role == ROLE_NUMERATOR)
            bands.band = lasted_from(begun, closed);
        say_standing_band(m, bands, over);
    }
}

static const struct indicator indicators[] = {
    {.id = "CIN_31M",
     .name = "Episodes of need on 31 March",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .needs = NEEDS_REFERENCE,
     .count = count_rows,
     .with = &(const struct of_rows){TC_CIN_DETAILS, episode_at_end},
     FIGURES({"", NULL, AS_COUNT, 0, 0, NULL},
             {".rate", "Episodes of need on 31 March per 10,000 children", AS_RATE, 1, 0,
              "CIN"}),
     .polarity = POLARITY_NONE,
     .numerator = "episodes open on the last day of the year: of children looked after, "
                  "on a plan, unborn and aged 18 and over too",
     .denominator =
         "of the rate: children aged 0 to 17 in the area, in the middle of the "
         "year before",
     .exclusions = "referrals without further action; episodes closed on that day",
     .source = "LAIT 171 and 290"},
    {.id = "CIN_DUR",
     .name = "Episodes of need by how long they last",
     .years = YEARS_CENSUS,
     .tables = BIT(TC_CIN_DETAILS),
     .needs = NEEDS_REFERENCE,
     .count = count_lengths,
     FIGURES(
         {".open_3m", "In need for 3 months or less", AS_PERCENT, 1, 0, "CINTime3months"},
         {".open_6m", "In need for 3 to 6 months", AS_PERCENT, 1, 0, "CINTime3-6"},
         {".open_1y", "In need for 6 months to 1 year", AS_PERCENT, 1, 0, "CINTime6-1"},
         {".open_2y", "In need for 1 to 2 years", AS_PERCENT, 1, 0, "CINTime1-2"},
         {".open_longer", "In need for 2 years or more", AS_PERCENT, 1, 0,
          "CINTime2more"},
         {".ended_3m", "Ceased to be in need after 3 months or less", AS_PERCENT, 1, 0,
          "CINCease3months"},
         {".ended_6m", "Ceased to be in need after 3 to 6 months", AS_PERCENT, 1, 0,
          "CINCease3-6"},
         {".ended_1y", "Ceased to be in need after 6 months to 1 year", AS_PERCENT, 1, 0,
          "CINCease6-1"},
         {".ended_2y", "Ceased to be in need after 1 to 2 years", AS_PERCENT, 1, 0,
          "CINCease1-2"},
         {".ended_longer", "Ceased to be in need after 2 years or more", AS_PERCENT, 1, 0,
          "CINCease2more"}),
     .whole = LASTED_BANDS,
     .polarity = POLARITY_NONE,
     .numerator =
         "of the denominator, from referral to the last day or to closure: up to "
         "3 months; above, up to 6 months; above, under 1 year; 1 year to under "
         "2; 2 years or more",
     .denominator = "episodes open on the last day of the year; episodes closed in it",
     .exclusions = "referrals without further action; of those closed, also children "
                   "assessed and not in need",
     .source = "LAIT 265, 266 and 290"}};

const struct indicator_list indicators_cin_need = INDICATOR_LIST(indicators);
