#include "evidence/breaks.h"

#include <stdlib.h>
#include <string.h>

#define LAIT "LAIT data dictionary"
#define KS4 "Department for Education, Key stage 4 performance: methodology"
#define KS5 "Department for Education, A level and other 16 to 18 results: methodology"

/* One change of what is counted.  A star stands for any text; names are separated by
 * blanks, a blank of a name's own is a question mark. */
static const struct {
    int year; /* in which the first period of the new kind ends */
    const char *measures;
    const char *why, *source;
} table[] = {
    {2022, "FSP_* FSPAVEPreChild *_Good_Develop CIN_Good?_Develop",
     "the early years profile was reformed in September 2021 and assesses other goals",
     LAIT},
    {2016, "KS1R_* KS1W_* KS1M_* KS1S_*",
     "new assessments with a higher expected standard", LAIT},
    {2016, "KS2RWM_* KS2R_* KS2W_* KS2M_* KS2GPS_* *NEW_KS2_RWM* KS2_NEW_*",
     "new tests of a new curriculum with a higher expected standard",
     "Department for Education, National curriculum assessments at key stage 2 in "
     "England, 2016"},
    {2018,
     "KS2RWM_* KS2W_Teacher_Assess KS2GDW_Teacher_Assess *NEW_KS2_RWM* KS2_NEW_*_RWM "
     "*KS2_ExpStd_RWM *KS2_RWM",
     "the framework by which teachers assess writing changed", LAIT},
    {2017,
     "*Attain8* *KS4_ATT8 *KS4_A8 EngMaths9-* *_EngMaths9-* EngBac9-* "
     "indicator_counts:*_ks4_*",
     "GCSEs graded 9 to 1 replaced those graded A* to G in English and mathematics", KS4},
    {2018, "*Attain8* *KS4_ATT8 *KS4_A8 indicator_counts:*_ks4_att8",
     "the most points that can be scored rose to 90", LAIT},
    {2020,
     "*Attain8* *KS4_ATT8 *KS4_A8 EngMaths9-* *_EngMaths9-* EngBac9-* "
     "EngBacAvgPointScore* indicator_counts:*_ks4_*",
     "grades of 2020 and 2021 were given by schools, since examinations were cancelled",
     KS4},
    {2022,
     "*Attain8* *KS4_ATT8 *KS4_A8 EngMaths9-* *_EngMaths9-* EngBac9-* "
     "EngBacAvgPointScore* indicator_counts:*_ks4_*",
     "examinations returned, graded between the standards of 2019 and 2021", KS4},
    {2023,
     "*Attain8* *KS4_ATT8 *KS4_A8 EngMaths9-* *_EngMaths9-* EngBac9-* "
     "EngBacAvgPointScore* indicator_counts:*_ks4_*",
     "grading returned to the standard of before the pandemic", LAIT},
    {2020, "A3A APSE_* Alevel_*",
     "grades of 2020 and 2021 were given by schools, since examinations were cancelled",
     KS5},
    {2022, "A3A APSE_* Alevel_*",
     "examinations returned, graded between the standards of 2019 and 2021", KS5},
    {2023, "A3A APSE_* Alevel_*",
     "grading returned to the standard of before the pandemic", KS5},
    {2014, "CareLeaver* LAC_19_HE* *:NI147 *:NI148 *:CL_NIT la_care_leavers_*",
     "until 2013 only young people of 19 who had been looked after at 16 were counted",
     LAIT},
    {2021,
     "*PerAbNew *SevPerAbNew PriAuth PriUnauth PriTotAbs SecAuth SecUnauth SecTotAbs "
     "*_absence_special TotAuthAbs TotUnAuthAbs TotAbs LAC_Unauth LAC_Over_Abs "
     "LAC_Pers_Abs CIN*Ab*_3Term CPP*Abs_3Term CPPTotalAb_3Term "
     "indicator_counts:*_absence absence_la:* cla_outcomes_absence_*",
     "sessions missed because of coronavirus are left out of 2020/21, and schools were "
     "closed to most for a term",
     LAIT},
    {2022,
     "*PerAbNew *SevPerAbNew PriAuth PriUnauth PriTotAbs SecAuth SecUnauth SecTotAbs "
     "*_absence_special TotAuthAbs TotUnAuthAbs TotAbs LAC_Unauth LAC_Over_Abs "
     "LAC_Pers_Abs CIN*Ab*_3Term CPP*Abs_3Term CPPTotalAb_3Term "
     "indicator_counts:*_absence absence_la:* cla_outcomes_absence_*",
     "sessions missed because of coronavirus were left out of 2020/21 and count again",
     LAIT},
    {2022, "SEN_EHC_* SEN_State-Plans_sch EHCP_Initial_req_refused",
     "from the collection of 2023 on each plan is reported, no longer totals", LAIT},
    {2022, "ChildPov",
     "revised estimates of low income, of which earlier years are not available", LAIT},
};

/* --- names ---------------------------------------------------------------------------
 */

static bool matches(struct str pattern, struct str id)
{
    size_t star = SIZE_MAX, mark = 0, p = 0, i = 0;
    while (i < id.len) {
        if (p < pattern.len && pattern.at[p] == '*') {
            star = p++;
            mark = i;
        } else if (p < pattern.len && (pattern.at[p] == id.at[i] ||
                                       (pattern.at[p] == '?' && id.at[i] == ' '))) {
            p++;
            i++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.at[p] == '*')
        p++;
    return p == pattern.len;
}

static bool is_named(struct str names, struct str id)
{
    while (names.len) {
        if (matches(str_cut(names, ' ', &names), id))
            return true;
    }
    return false;
}

/* --- the breaks of a measure ---------------------------------------------------------
 */

static int by_year(const void *a, const void *b)
{
    const struct cube_break *x = a, *y = b;
    return (x->year > y->year) - (x->year < y->year);
}

/* The break that the measure's own file gives; year 0 where it gives none. */
static struct cube_break own_break(const struct batch_measure *about)
{
    struct cube_break own = {.why = STR("its file begins a new series here"),
                             .source = about->source};
    if (str_is_empty(about->break_from))
        return own;
    date end = cube_period_of(about->break_from, about->year_type).span.end;
    if (!date_is_none(end))
        own.year = date_split(end).year;
    return own;
}

const struct cube_break *breaks_of(struct arena *a, const struct batch_measure *about,
                                   size_t *count)
{
    enum { ROWS = sizeof table / sizeof *table };
    struct cube_break found[ROWS + 1];
    *count = 0;
    for (size_t i = 0; i < ROWS; i++) {
        if (is_named(str_of(table[i].measures), about->id))
            found[(*count)++] = (struct cube_break){table[i].year, str_of(table[i].why),
                                                    str_of(table[i].source)};
    }
    struct cube_break own = own_break(about);
    if (own.year)
        found[(*count)++] = own;
    if (*count == 0)
        return NULL;
    struct cube_break *breaks = arena_make(a, struct cube_break, *count);
    memcpy(breaks, found, *count * sizeof *found);
    qsort(breaks, *count, sizeof *breaks, by_year);
    return breaks;
}
