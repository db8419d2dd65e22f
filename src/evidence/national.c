#include "evidence/national.h"

extern const struct national_format national_annual_distribution, national_annual_ratings,
    national_area_aliases, national_area_registry, national_area_send,
    national_authority_inspections, national_authority_outcomes, national_boundaries,
    national_hexagons, national_holidays, national_holidays_json,
    national_improvement_areas, national_indicator_counts, national_indicators_2007,
    national_inspection_events, national_inspection_overview, national_jtai,
    national_lait_areas, national_lait_base, national_lait_dictionary,
    national_neighbours, national_reorganisations, national_school_inspections,
    national_school_list, national_social_care_providers, national_tidy;

/* One row a format.  A reader's file declares its own row; the declaration above and the
 * row here are all that a new one needs. */
const struct national_format *const national_formats[] = {
    &national_area_registry,
    &national_lait_areas,
    &national_reorganisations,
    &national_area_aliases,
    &national_neighbours,
    &national_lait_base,
    &national_lait_dictionary,
    &national_indicator_counts,
    &national_indicators_2007,
    &national_tidy,
    &national_holidays,
    &national_holidays_json,
    &national_authority_inspections,
    &national_inspection_events,
    &national_improvement_areas,
    &national_authority_outcomes,
    &national_inspection_overview,
    &national_area_send,
    &national_jtai,
    &national_social_care_providers,
    &national_school_inspections,
    &national_school_list,
    &national_annual_ratings,
    &national_annual_distribution,
    &national_boundaries,
    &national_hexagons,
};
const size_t national_format_count = sizeof national_formats / sizeof *national_formats;

const struct national_format *national_recognise(const struct national_input *input)
{
    const struct national_format *best = NULL;
    int surest = 0;
    for (size_t i = 0; i < national_format_count; i++) {
        int sure = national_formats[i]->recognise(input);
        if (sure <= surest)
            continue;
        best = national_formats[i];
        surest = sure;
    }
    return best;
}

const struct national_format *national_format(struct str id)
{
    for (size_t i = 0; i < national_format_count; i++) {
        if (str_equal_fold(str_of(national_formats[i]->id), id))
            return national_formats[i];
    }
    return NULL;
}

/* The notice stands at the start, behind a byte-order mark, an opening brace or a quote.
 */
bool national_is_synthetic(const struct workbook *workbook)
{
    enum { WITHIN = 120 };
    if (workbook->count == 0)
        return false;
    struct str text = workbook->sheets[0].text;
    if (text.len > WITHIN)
        text.len = WITHIN;
    return str_contains(text, STR(NATIONAL_SYNTHETIC));
}

void national_attribute_synthetic(struct arena *a, struct batch_source *source)
{
    source->publisher = STR("Synthetic, made by Assay");
    source->title = arena_format(a, "Synthetic: %.*s", STR_ARG(source->title));
    source->licence = STR("none needed: no real data");
    source->attribution = STR(NATIONAL_SYNTHETIC ".");
}
