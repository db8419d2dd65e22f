#include "evidence/event_words.h"

#include <assert.h>

#include "evidence/vocabulary.h"

#define WORD(literal) {literal, sizeof(literal) - 1}
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* --- what kind of event --- */

/* "ilacs 2026" is the label that the collection at hand gives to inspections from April
 * 2026; the regime is the same, without an overall grade. */
static const struct {
    struct str said, family;
} families[] = {
    {WORD("ilacs"), WORD("ilacs")},      {WORD("ilacs 2026"), WORD("ilacs")},
    {WORD("sif"), WORD("sif")},          {WORD("laac 2013"), WORD("laac")},
    {WORD("lscb review"), WORD("lscb")}, {WORD("area send"), WORD("area-send")},
    {WORD("jtai"), WORD("jtai")},
};

/* A type that says which family it is of says it whatever the framework column has: a
 * visit is no inspection of the framework between whose inspections it falls. */
static const struct {
    struct str said, type, family;
} types[] = {
    {WORD("ilacs standard inspection"), WORD("standard inspection"), WORD("ilacs")},
    {WORD("ilacs short inspection"), WORD("short inspection"), WORD("ilacs")},
    {WORD("ilacs focused visit"), WORD("focused visit"), WORD("focused-visit")},
    {WORD("focused visit"), WORD("focused visit"), WORD("focused-visit")},
    {WORD("ilacs monitoring visit"), WORD("monitoring visit"), WORD("monitoring-visit")},
    {WORD("la monitoring visit"), WORD("monitoring visit"), WORD("monitoring-visit")},
    {WORD("monitoring visit"), WORD("monitoring visit"), WORD("monitoring-visit")},
    {WORD("standard"), WORD("standard inspection"), WORD("")},
    {WORD("short"), WORD("short inspection"), WORD("")},
    {WORD("none"), WORD(""), WORD("")},
};

struct event_kind event_kind_of(struct str framework, struct str type)
{
    struct event_kind kind = {framework, type};
    for (size_t i = 0; i < COUNT(families); i++) {
        if (vocabulary_same(families[i].said, framework))
            kind.family = families[i].family;
    }
    for (size_t i = 0; i < COUNT(types); i++) {
        if (!vocabulary_same(types[i].said, type))
            continue;
        kind.type = types[i].type;
        if (types[i].family.len)
            kind.family = types[i].family;
    }
    return kind;
}

/* --- judgements --- */

enum when { ALWAYS, UNTIL_2023, FROM_2023, UNTIL_APRIL_2026 };

static const struct {
    struct str family, judgement, aspect;
    enum when when;
} judgements[] = {
    {WORD("ilacs"), WORD("impact of leaders on social work practice"), WORD("leaders"),
     ALWAYS},
    {WORD("ilacs"), WORD("children who need help and protection"), WORD("protection"),
     ALWAYS},
    {WORD("ilacs"), WORD("children in care and care leavers"), WORD("care"), UNTIL_2023},
    {WORD("ilacs"), WORD("children in care"), WORD("in-care"), FROM_2023},
    {WORD("ilacs"), WORD("care leavers"), WORD("care-leavers"), FROM_2023},
    {WORD("ilacs"), WORD("overall effectiveness"), WORD("overall"), UNTIL_APRIL_2026},
    {WORD("sif"), WORD("children who need help and protection"), WORD("protection"),
     ALWAYS},
    {WORD("sif"), WORD("children looked after and achieving permanence"),
     WORD("looked-after"), ALWAYS},
    {WORD("sif"), WORD("adoption performance"), WORD("looked-after/adoption"), ALWAYS},
    {WORD("sif"), WORD("care leavers"), WORD("looked-after/care-leavers"), ALWAYS},
    {WORD("sif"), WORD("leadership, management and governance"), WORD("leadership"),
     ALWAYS},
    {WORD("sif"), WORD("overall effectiveness"), WORD("overall"), ALWAYS},
    {WORD("sif"), WORD("local safeguarding children board"), WORD("safeguarding-board"),
     ALWAYS},
    {WORD("slac"), WORD("safeguarding services"), WORD("safeguarding/overall"), ALWAYS},
    {WORD("slac"), WORD("services for looked after children"),
     WORD("looked-after/overall"), ALWAYS},
    {WORD("area-send"), WORD("experiences and outcomes"), WORD("outcome"), ALWAYS},
};

date event_care_split(void)
{
    return date_of(2023, 1, 1);
}

static bool holds_on(enum when when, date on)
{
    /* Where a date is missing, both are let stand: the caller knows from the columns. */
    if (when == ALWAYS || date_is_none(on))
        return true;
    if (when == UNTIL_APRIL_2026)
        return date_compare(on, date_of(2026, 4, 1)) < 0;
    return (date_compare(on, event_care_split()) < 0) == (when == UNTIL_2023);
}

struct str event_aspect(struct str family, struct str judgement, date on)
{
    for (size_t i = 0; i < COUNT(judgements); i++) {
        if (str_equal(judgements[i].family, family) &&
            vocabulary_same(judgements[i].judgement, judgement) &&
            holds_on(judgements[i].when, on))
            return judgements[i].aspect;
    }
    return STR("");
}

struct str event_care_judgement(date on)
{
    return date_compare(on, event_care_split()) < 0
               ? STR("children in care and care leavers")
               : STR("children in care");
}

/* --- grades --- */

/* The scales of the families, best first.  Official statistics of 2023 write `requires
 * improvement to be good` for the third grade of inspections that called it adequate:
 * for the families until 2013 both stand at the third place of their own scale. */
enum { GRADES = 4, SPELLINGS = 3 };
static const struct {
    struct str family;
    struct str grades[GRADES][SPELLINGS];
} scales[] = {
    {WORD("ilacs"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("requires improvement to be good"), WORD("requires improvement")},
      {WORD("inadequate")}}},
    {WORD("sif"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("requires improvement to be good"), WORD("requires improvement")},
      {WORD("inadequate")}}},
    {WORD("lscb"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("requires improvement to be good"), WORD("requires improvement")},
      {WORD("inadequate")}}},
    {WORD("slac"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("adequate"), WORD("satisfactory"), WORD("requires improvement to be good")},
      {WORD("inadequate")}}},
    {WORD("laac"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("adequate"), WORD("requires improvement to be good")},
      {WORD("inadequate")}}},
    {WORD("child-protection"),
     {{WORD("outstanding")},
      {WORD("good")},
      {WORD("adequate"), WORD("requires improvement to be good")},
      {WORD("inadequate")}}},
    {WORD("area-send"),
     {{WORD("typically positive experiences and outcomes")},
      {WORD("inconsistent experiences and outcomes")},
      {WORD("widespread and/or systemic failings")}}},
};

int event_position(struct str family, struct str grade)
{
    for (size_t i = 0; i < COUNT(scales); i++) {
        if (!str_equal(scales[i].family, family))
            continue;
        for (int g = 0; g < GRADES * SPELLINGS; g++) {
            struct str word = scales[i].grades[g / SPELLINGS][g % SPELLINGS];
            if (word.len && vocabulary_same(word, grade))
                return g / SPELLINGS;
        }
    }
    return -1;
}

/* --- assurance --- */

static bool ends_fold(struct str text, struct str end)
{
    return text.len >= end.len &&
           str_equal_fold((struct str){text.at + (text.len - end.len), end.len}, end);
}

enum assurance event_assurance(struct str words)
{
    struct str start = {words.at, words.len < 11 ? words.len : 11};
    if (str_equal_fold(words, STR("report pdf")) || ends_fold(words, STR(".pdf")))
        return ASSURANCE_REPORT;
    if (str_equal_fold(words, STR("official statistics")) ||
        ends_fold(words, STR(".ods")))
        return ASSURANCE_OFFICIAL_STATISTICS;
    if (str_equal_fold(start, STR("third-party")) ||
        ends_fold(words, STR("overview.xlsx")))
        return ASSURANCE_THIRD_PARTY;
    return ASSURANCE_NOT_GIVEN;
}
