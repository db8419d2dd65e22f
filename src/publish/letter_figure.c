/* The chart of a letter. */
#include "publish/figure_evidence.h"
#include "publish/letter_parts.h"

void letter_figure(struct letter *l, struct doc *parent)
{
    if (l->profile->values_count == 0)
        return;
    struct doc *section =
        doc_section(l->document, parent, STR("Figures beside other areas"));
    figure_spine_of_evidence(l->document, section, l->profile);
}
