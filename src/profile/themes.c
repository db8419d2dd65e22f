#include "profile/themes.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WORDS(literal) {literal, sizeof(literal) - 1}

/* ---- The table */

/* In the order of a child's way through services, then of those who run them. */
static const struct theme table[] = {
    {WORDS("early-help"), WORDS("Early help"), JUDGED_PROTECTION,
     "early help; early intervention; early support; common assessment framework; caf; "
     "edge of care; family support"},
    {WORDS("front-door"), WORDS("Front door and thresholds"), JUDGED_PROTECTION,
     "threshold; front door; contacts+referrals; referral; screening; first contact; "
     "multi agency referral; step down; initial contact; contact and referral"},
    {WORDS("out-of-hours"), WORDS("Out of hours"), JUDGED_PROTECTION, "out of hours"},
    {WORDS("strategy-discussions"),
     WORDS("Strategy discussions and child protection "
           "enquiries"),
     JUDGED_PROTECTION,
     "strategy discussions; child protection enquiries; section 47; enquiries; "
     "child protection investigations"},
    {WORDS("child-protection"),
     WORDS("Child protection plans, conferences and core groups"), JUDGED_PROTECTION,
     "child protection plan; child protection conference; core group; "
     "child protection process; child protection review; conferences; "
     "child protection+plan"},
    {WORDS("children-in-need"), WORDS("Children in need"), JUDGED_PROTECTION,
     "children in need"},
    {WORDS("assessment"), WORDS("Assessment"), JUDGED_PROTECTION,
     "assessment; analysis+risk; chronology; professional curiosity"},
    {WORDS("planning"), WORDS("Planning for children"), JUDGED_PROTECTION,
     "plans; planning; contingency; specific+measurable; drift; delay+plans"},
    {WORDS("risk"), WORDS("Recognising and responding to risk"), JUDGED_PROTECTION,
     "risk; escalating; harm; danger"},
    {WORDS("visits"), WORDS("Visits and direct work"), JUDGED_PROTECTION,
     "visits; visiting; direct work; seen alone; direct contact"},
    {WORDS("pre-proceedings"), WORDS("Pre-proceedings and court work"), JUDGED_PROTECTION,
     "law outline; proceedings; court; letters before; legal advice; legal planning; "
     "legal gateway"},
    {WORDS("domestic-abuse"), WORDS("Domestic abuse"), JUDGED_PROTECTION,
     "domestic abuse; domestic"},
    {WORDS("neglect"), WORDS("Neglect"), JUDGED_PROTECTION, "neglect"},
    {WORDS("exploitation"), WORDS("Exploitation"), JUDGED_PROTECTION,
     "exploitation; sexual exploitation; gang; county lines; extra familial; "
     "contextual safeguarding; trafficking"},
    {WORDS("missing"), WORDS("Missing children"), JUDGED_PROTECTION,
     "missing; return interviews"},
    {WORDS("missing-education"), WORDS("Missing education and elective home education"),
     JUDGED_PROTECTION,
     "missing education; missing+education; elective home education; "
     "electively home educated; home education; "
     "alternative provision"},
    {WORDS("homeless"), WORDS("Homeless 16- and 17-year-olds"), JUDGED_PROTECTION,
     "homeless; homelessness"},
    {WORDS("private-fostering"), WORDS("Private fostering"), JUDGED_PROTECTION,
     "private fostering; private+fostering; privately+fostered"},
    {WORDS("disabled-children"), WORDS("Disabled children"), JUDGED_PROTECTION,
     "disabled; disabilities; special needs; send; short breaks"},
    {WORDS("young-carers"), WORDS("Young carers"), JUDGED_PROTECTION, "young carers"},
    {WORDS("unborn"), WORDS("Unborn children and babies"), JUDGED_PROTECTION,
     "unborn; pre birth; babies; baby"},
    {WORDS("lado"), WORDS("Allegations against professionals"), JUDGED_PROTECTION,
     "designated officer; allegations"},
    {WORDS("identity"), WORDS("Identity, culture and diversity"), JUDGED_PROTECTION,
     "identity; culture; cultural; ethnicity; ethnic; diversity; religion; equality; "
     "heritage"},
    {WORDS("parents"), WORDS("Fathers, parents and the wider family"), JUDGED_PROTECTION,
     "fathers; absent parents; family group conference; wider family; "
     "male partners"},
    {WORDS("adult-needs"), WORDS("Parents' mental health, drugs and alcohol"),
     JUDGED_PROTECTION,
     "substance misuse; parental mental health; drugs; alcohol; adult mental health; "
     "toxic trio; adult services; adults+mental health"},
    {WORDS("entry-to-care"), WORDS("Decisions on coming into care and going home"),
     JUDGED_IN_CARE,
     "section 20; accommodated; enter care; entry+care; come into care; "
     "coming into care; return home+care; reunification; placed with parents; "
     "living with parents; live with parents; home with parents; discharge+orders; "
     "rehabilitation"},
    {WORDS("permanence"), WORDS("Permanence"), JUDGED_IN_CARE,
     "permanence; permanency; permanent; special guardianship; long term fostering; "
     "matched; parallel planning; early permanence"},
    {WORDS("adoption"), WORDS("Adoption"), JUDGED_ADOPTION,
     "adoption; adopters; adopted; adoptive"},
    {WORDS("sufficiency"), WORDS("Placement sufficiency and choice"), JUDGED_IN_CARE,
     "sufficiency; sufficient+placement; sufficient+homes; placement choice; "
     "range+placement; distance+placement; availability+placement; unregistered; "
     "unregulated; placement stability; stability; suitable placement; "
     "number+placement; recruitment+foster carers; recruit+foster carers; "
     "commissioning+placement"},
    {WORDS("foster-carers"), WORDS("Foster carers and connected carers"), JUDGED_IN_CARE,
     "foster carers; fostering+panel; fostering+service; carers+training; "
     "connected carers; delegated; foster care"},
    {WORDS("health-in-care"), WORDS("Health of children in care"), JUDGED_IN_CARE,
     "health assessment; dental; children in care+health; immunisation; strengths and "
     "difficulties; initial health; dentist"},
    {WORDS("mental-health"), WORDS("Children's mental health"), JUDGED_IN_CARE,
     "mental health; psychological; therapeutic; therapy"},
    {WORDS("education-in-care"), WORDS("Education of children in care"), JUDGED_IN_CARE,
     "education plans; virtual school; attainment; children in care+education; "
     "children in care+school; children in care+attendance; educational+children in "
     "care; "
     "pupil premium; achieve+children in care; key stage; educational achievement; "
     "school attendance; exclusions"},
    {WORDS("family-time"), WORDS("Family time and contact"), JUDGED_IN_CARE,
     "family time; contact+parents; contact+family; contact+siblings; siblings; "
     "brothers; "
     "contact arrangements"},
    {WORDS("life-story"), WORDS("Life-story work"), JUDGED_IN_CARE,
     "life-story work; later life letters"},
    {WORDS("iro"), WORDS("Independent reviewing officers and conference chairs"),
     JUDGED_LEADERS,
     "reviewing officers; conference chairs; independent+chairs; reviewing service; "
     "care+reviews; children in care reviews"},
    {WORDS("health-histories"), WORDS("Care leavers' health histories and documents"),
     JUDGED_CARE_LEAVERS,
     "health histories; care leavers+health; health passport; documents+care leavers; "
     "health history; important documents; medical history"},
    {WORDS("care-leavers-homes"), WORDS("Care leavers' accommodation"),
     JUDGED_CARE_LEAVERS,
     "care leavers+accommodation; care leavers+housing; bed and breakfast; "
     "staying put; care leavers+homes; supported accommodation; "
     "suitable accommodation"},
    {WORDS("pathway-plans"), WORDS("Pathway plans and personal advisers"),
     JUDGED_CARE_LEAVERS,
     "pathway plans; personal adviser; personal advisor; pathway; "
     "preparation+independence; independence; independent living; "
     "preparation+adulthood; transition+adulthood"},
    {WORDS("care-leavers-work"),
     WORDS("Care leavers' education, employment and training"), JUDGED_CARE_LEAVERS,
     "work and training; apprenticeships; care leavers+employment; "
     "care leavers+education; care leavers+training"},
    {WORDS("care-leavers"), WORDS("Care leavers"), JUDGED_CARE_LEAVERS, "care leavers"},
    {WORDS("uasc"), WORDS("Unaccompanied asylum-seeking children"), JUDGED_IN_CARE,
     "unaccompanied; asylum"},
    {WORDS("advocacy"), WORDS("Advocacy and independent visitors"), JUDGED_IN_CARE,
     "advocacy; advocate; independent visitor"},
    {WORDS("voice"), WORDS("Voice and participation of children"), JUDGED_LEADERS,
     "voice; views; wishes; feelings; participation; participate; listen; "
     "children in care council; lived experience; feedback; consult; complaints; "
     "children+experiences"},
    {WORDS("supervision"), WORDS("Management oversight and supervision"), JUDGED_LEADERS,
     "supervision; management oversight; managerial oversight; oversight; "
     "managers+decision; frontline managers; first line managers; challenge+managers; "
     "management decisions; line management; management direction"},
    {WORDS("workforce"), WORDS("Workforce and caseloads"), JUDGED_LEADERS,
     "workforce; caseload; workload; recruitment+social workers; recruitment+staff; "
     "recruit+social workers; recruit+staff; retention; turnover; vacancies; agency "
     "staff; "
     "capacity+social workers; capacity+staff; capacity; number+social workers; "
     "changes+social workers; newly qualified; sufficient+social workers; "
     "consistency+social workers; stability+social workers; unallocated"},
    {WORDS("training"), WORDS("Training and practice model"), JUDGED_LEADERS,
     "training; social workers+skills; practice model; learning+development; "
     "practice framework; practice standards; knowledge+skills; skills+staff"},
    {WORDS("quality-assurance"), WORDS("Quality assurance and audit"), JUDGED_LEADERS,
     "quality assurance; audit; auditing; lessons"},
    {WORDS("performance"), WORDS("Performance information"), JUDGED_LEADERS,
     "performance management; performance information; performance data; performance; "
     "management information; data"},
    {WORDS("recording"), WORDS("Case recording and information systems"), JUDGED_LEADERS,
     "case records; recording; records; electronic; information system; ict; "
     "recording system; rationale; case notes"},
    {WORDS("corporate-parenting"), WORDS("Corporate parenting"), JUDGED_LEADERS,
     "corporate parents; corporate responsibility"},
    {WORDS("leadership"), WORDS("Leaders, members and scrutiny"), JUDGED_LEADERS,
     "elected members; scrutiny; senior leaders; senior managers; leadership; lead "
     "member; "
     "chief executive; director; governance; strategic; lead members"},
    {WORDS("partnership"), WORDS("Partner agencies and the safeguarding partnership"),
     JUDGED_LEADERS,
     "partners; partner agencies; multi agency; police; safeguarding children board; "
     "lscb; partnership; information "
     "sharing; health services"},
    {WORDS("commissioning"), WORDS("Commissioning and strategy"), JUDGED_LEADERS,
     "commissioning; commissioned; joint strategic; sufficiency "
     "strategy"},
};
static_assert(COUNT(table) <= THEMES_MOST, "a set of themes has one bit for each");

size_t themes_count(void)
{
    return COUNT(table);
}

const struct theme *themes_at(size_t index)
{
    assert(index < COUNT(table));
    return &table[index];
}

size_t themes_find(struct str id)
{
    for (size_t i = 0; i < COUNT(table); i++) {
        if (str_equal_fold(table[i].id, id) || str_equal_fold(table[i].title, id))
            return i;
    }
    return COUNT(table);
}

bool themes_has(theme_set set, size_t index)
{
    assert(index < THEMES_MOST);
    return (set >> index & 1) != 0;
}

/* ---- Judgements */

static const struct {
    struct str aspect;
    enum judged_as judged;
} judgements[] = {
    {WORDS("overall"), JUDGED_OVERALL},
    {WORDS("leaders"), JUDGED_LEADERS},
    {WORDS("leadership"), JUDGED_LEADERS},
    {WORDS("protection"), JUDGED_PROTECTION},
    {WORDS("care"), JUDGED_CARE},
    {WORDS("looked-after"), JUDGED_CARE},
    {WORDS("in-care"), JUDGED_IN_CARE},
    {WORDS("care-leavers"), JUDGED_CARE_LEAVERS},
    {WORDS("looked-after/care-leavers"), JUDGED_CARE_LEAVERS},
    {WORDS("looked-after/adoption"), JUDGED_ADOPTION},
};

enum judged_as themes_judgement(struct str aspect)
{
    for (size_t i = 0; i < COUNT(judgements); i++) {
        if (str_equal(judgements[i].aspect, aspect))
            return judgements[i].judged;
    }
    return JUDGED_NOT;
}

enum judged_as themes_judged_in(enum judged_as judged)
{
    static const enum judged_as wider[] = {
        [JUDGED_OVERALL] = JUDGED_NOT,      [JUDGED_LEADERS] = JUDGED_NOT,
        [JUDGED_PROTECTION] = JUDGED_NOT,   [JUDGED_CARE] = JUDGED_NOT,
        [JUDGED_IN_CARE] = JUDGED_CARE,     [JUDGED_CARE_LEAVERS] = JUDGED_CARE,
        [JUDGED_ADOPTION] = JUDGED_IN_CARE,
    };
    assert(judged < JUDGED_NOT);
    return wider[judged];
}

struct str themes_judgement_words(enum judged_as judged)
{
    static const char *const words[] = {
        [JUDGED_OVERALL] = "overall effectiveness",
        [JUDGED_LEADERS] = "leadership",
        [JUDGED_PROTECTION] = "help and protection",
        [JUDGED_CARE] = "children in care and care leavers",
        [JUDGED_IN_CARE] = "children in care",
        [JUDGED_CARE_LEAVERS] = "care leavers",
        [JUDGED_ADOPTION] = "adoption",
    };
    assert(judged < JUDGED_NOT);
    return str_of(words[judged]);
}

/* ---- Matching */

/* One run of words that must stand together. */
struct run {
    const int32_t *terms;
    size_t count;
};
/* One way to be under a theme: all its runs stand in the text. */
struct pattern {
    size_t theme;
    struct run runs[2];
    size_t run_count;
    struct str words;
};

struct themes {
    struct pattern *patterns; /* by the first term of the first run, then the table's */
    size_t count, capacity;
    uint32_t *first; /* of each term: its first pattern */
    size_t term_count;
};

static struct run read_run(struct arena *a, struct terms *terms, struct str words)
{
    struct term_uses uses = terms_read(terms, a, words);
    int32_t *numbers = arena_make(a, int32_t, uses.count);
    for (size_t i = 0; i < uses.count; i++)
        numbers[i] = uses.at[i].term;
    /* Words that say nothing may stand between, not at an end: all else that is written
     * there would be looked for without them. */
    const struct term_use *last = &uses.at[uses.count - 1];
    assert(uses.count > 0 && uses.at[0].word.at == words.at);
    assert(last->word.at + last->word.len == words.at + words.len);
    return (struct run){numbers, uses.count};
}

static void add_patterns(struct arena *a, struct themes *themes, struct terms *terms,
                         size_t theme)
{
    struct str rest = str_of(table[theme].words);
    while (rest.len) {
        struct str one = str_trim(str_cut(rest, ';', &rest)), second;
        struct pattern p = {.theme = theme, .words = one};
        struct str begin = str_cut(one, '+', &second);
        p.runs[p.run_count++] = read_run(a, terms, begin);
        if (second.len)
            p.runs[p.run_count++] = read_run(a, terms, second);
        themes->patterns = arena_grow(a, struct pattern, themes->patterns, themes->count,
                                      &themes->capacity);
        themes->patterns[themes->count++] = p;
    }
}

/* By insertion: the patterns of one term keep the order of the table. */
static void sort_patterns(struct pattern *all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct pattern one = all[i];
        size_t at = i;
        for (; at > 0 && one.runs[0].terms[0] < all[at - 1].runs[0].terms[0]; at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

struct themes *themes_new(struct arena *a, struct terms *terms)
{
    struct themes *themes = arena_make(a, struct themes, 1);
    for (size_t i = 0; i < COUNT(table); i++)
        add_patterns(a, themes, terms, i);
    sort_patterns(themes->patterns, themes->count);
    themes->term_count = terms_count(terms);
    themes->first = arena_make(a, uint32_t, themes->term_count);
    for (size_t i = 0; i < themes->term_count; i++)
        themes->first[i] = (uint32_t)themes->count;
    for (size_t i = themes->count; i > 0; i--)
        themes->first[themes->patterns[i - 1].runs[0].terms[0]] = (uint32_t)i - 1;
    return themes;
}

static bool stands_at(const struct run *run, struct term_uses uses, size_t at)
{
    if (run->count > uses.count - at)
        return false;
    for (size_t i = 0; i < run->count; i++) {
        if (uses.at[at + i].term != run->terms[i])
            return false;
    }
    return true;
}

static bool stands(const struct run *run, struct term_uses uses)
{
    for (size_t i = 0; i < uses.count; i++) {
        if (stands_at(run, uses, i))
            return true;
    }
    return false;
}

/* The first pattern of the theme, or of any, that begins at a place and holds; continues
 * after `p` where that is given. */
static const struct pattern *pattern_at(const struct themes *themes,
                                        struct term_uses uses, size_t at,
                                        const struct pattern *p)
{
    int32_t term = uses.at[at].term;
    if (term < 0 || (size_t)term >= themes->term_count)
        return NULL;
    size_t i = p ? (size_t)(p - themes->patterns) + 1 : themes->first[term];
    for (; i < themes->count; i++) {
        const struct pattern *one = &themes->patterns[i];
        if (one->runs[0].terms[0] != term)
            return NULL;
        if (stands_at(&one->runs[0], uses, at) &&
            (one->run_count == 1 || stands(&one->runs[1], uses)))
            return one;
    }
    return NULL;
}

theme_set themes_of(const struct themes *themes, struct term_uses uses)
{
    theme_set set = 0;
    for (size_t i = 0; i < uses.count; i++) {
        const struct pattern *p = pattern_at(themes, uses, i, NULL);
        for (; p; p = pattern_at(themes, uses, i, p))
            set |= (theme_set)1 << p->theme;
    }
    return set;
}

struct str themes_why(const struct themes *themes, struct term_uses uses, size_t theme)
{
    for (size_t i = 0; i < uses.count; i++) {
        const struct pattern *p = pattern_at(themes, uses, i, NULL);
        for (; p; p = pattern_at(themes, uses, i, p)) {
            if (p->theme == theme)
                return p->words;
        }
    }
    return STR("");
}
