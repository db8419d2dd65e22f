/* What inspections of the synthetic authorities ask for: sentences put together from a
 * table of themes.  All words are Assay's own. */
#include <assert.h>

#include "synth/events.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* A thing that can be better, and what would be the case if it were. */
static const struct {
    const char *subject, *clause, *visit;
    bool state; /* how things are, not something done well or late */
} themes[] = {
    {"assessments of children's needs", "assessments are thorough and done in time",
     "children in need", false},
    {"written plans for children",
     "plans say what will change, by when and who sees to it",
     "children subject to a plan", false},
    {"visits to children by their social workers",
     "children are visited as often as their plan says and are seen alone", NULL, false},
    {"supervision of social workers",
     "supervision is regular and helps social workers to think about each child",
     "supervision and management oversight", false},
    {"the response at the front door to new contacts",
     "contacts are answered on the same day and thresholds are understood by partners",
     "the front door", false},
    {"strategy discussions",
     "strategy discussions are held at once and with all partners", NULL, false},
    {"work with families before court proceedings",
     "letters before proceedings are clear and drift is noticed early", "pre-proceedings",
     false},
    {"planning for permanent homes",
     "a permanent home is planned for every child by the second review",
     "planning and achieving permanence", false},
    {"the choice of homes for children in care",
     "there are enough homes near to where children come from", NULL, true},
    {"health assessments of children in care",
     "health is assessed as soon as children come into care", NULL, false},
    {"personal education plans",
     "education plans have aims that stretch children and are reviewed each term", NULL,
     false},
    {"life-story work", "children know why they are in care and what happened before",
     NULL, false},
    {"conversations with children who return after being missing",
     "children who were missing are spoken to soon and what they say is used",
     "children who go missing", false},
    {"the response to children at risk of exploitation",
     "the risk of exploitation is assessed and shared among partners",
     "children at risk of exploitation", false},
    {"the response to young people of 16 and 17 without a home",
     "young people without a home are told of their right to be looked after", NULL,
     false},
    {"pathway plans", "pathway plans are written with young people and kept up to date",
     "care leavers", false},
    {"help for care leavers with where they live",
     "no care leaver lives in a place that is not suitable", NULL, false},
    {"the finding and visiting of privately fostered children",
     "privately fostered children are known and visited", NULL, false},
    {"the caseloads of social workers",
     "caseloads leave social workers the time to know their children", NULL, true},
    {"the stability of the workforce",
     "children do not have to get to know a new social worker again and again", NULL,
     true},
    {"the auditing of practice",
     "audits ask what difference was made and lead to changes", NULL, false},
    {"the information by which leaders know how services perform",
     "figures are right and are used by managers at all levels", NULL, true},
    {"the recording of children's wishes",
     "records show what children said and what followed from it", NULL, false},
    {"the challenge by independent reviewing officers",
     "reviewing officers notice delay and take it up", NULL, false},
    {"the handling of allegations against people who work with children",
     "allegations are followed to their end and thresholds are known", NULL, false},
    {"the safeguarding of disabled children",
     "disabled children are protected as well as all others", "disabled children", false},
    {"the response to domestic abuse",
     "what domestic abuse does to children is understood over time", NULL, false},
    {"the response to long-standing neglect",
     "neglect is measured with tools that all partners use", NULL, false},
    {"support for unaccompanied children",
     "unaccompanied children have interpreters and are helped with their status", NULL,
     false},
    {"help for children's feelings and mental health",
     "children in care do not wait for help with their mental health", NULL, false},
    {"the work of the council as a corporate parent",
     "members of the council listen to children in care and act on what they hear", NULL,
     true},
    {"early help",
     "families are helped before their troubles grow and helpers agree who "
     "leads",
     "early help", false},
};

static const char *const qualities[] = {
    "The quality of", "The timeliness of", "The consistency of",
    "The oversight by managers of", "The quality and impact of"};
/* Of a state. */
static const char *const cares[] = {
    "Leaders' grip on", "The pace at which leaders improve", "The council's plans for"};
static const char *const purposes[] = {"",
                                       ", so that children do not wait for help",
                                       ", so that children are safe sooner",
                                       ", across all teams",
                                       ", particularly for older children",
                                       ", including for children placed far from home"};

size_t events_theme_count(void)
{
    return COUNT(themes);
}

const char *events_visit_theme(size_t theme)
{
    assert(theme < COUNT(themes));
    for (size_t i = 0; i < COUNT(themes); i++) {
        const char *visit = themes[(theme + i) % COUNT(themes)].visit;
        if (visit)
            return visit;
    }
    return "";
}

void events_item_text(struct buf *out, const struct synth_item *item, bool recommends)
{
    assert(item->theme < COUNT(themes));
    const char *purpose = purposes[item->form / COUNT(qualities) % COUNT(purposes)];
    if (recommends)
        buf_format(out, "Ensure that %s%s.", themes[item->theme].clause, purpose);
    else
        buf_format(out, "%s %s%s.",
                   themes[item->theme].state ? cares[item->form % COUNT(cares)]
                                             : qualities[item->form % COUNT(qualities)],
                   themes[item->theme].subject, purpose);
}

void events_joint_text(struct buf *out, size_t theme, bool priority)
{
    assert(theme < COUNT(themes));
    if (priority)
        buf_format(out, "Partners must make sure at once that %s.", themes[theme].clause);
    else
        buf_format(out, "Partners do not yet make sure everywhere that %s.",
                   themes[theme].clause);
}
