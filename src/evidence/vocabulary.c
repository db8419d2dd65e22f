#include "evidence/vocabulary.h"

#include <assert.h>

#include "base/buf.h"

static const char *const table_words[] = {
    "areas",     "neighbours", "settings",  "inspections", "judgements",
    "findings",  "measures",   "values",    "shares",      "relations",
    "decisions", "profile",    "published",
};
static const char *const responsibility_words[] = {
    NULL, "operated", "maintained", "commissioned", "strategic", "located-only",
};
static const char *const finding_kind_words[] = {
    "strength",
    "area-for-development",
    "area-for-improvement",
    "priority-action",
    "recommendation",
    "focus",
    "award",
    "context",
};
static const char *const progress_words[] = {
    NULL, "resolved", "improved", "unchanged", "worse",
};
static const char *const polarity_words[] = {"none", "high", "low", "context"};
static const char *const status_words[] = {NULL, "provisional", "final", "revised"};
static const char *const missing_words[] = {
    NULL,      "suppressed",   "not-applicable", "not-available", "not-collected",
    "too-few", "outside-life", "unspecified",
};
static const char *const quality_words[] = {NULL, "low-reliability", "rounds-to-zero"};
static const char *const assurance_words[] = {
    NULL, "report", "official-statistics", "council-reported", "third-party",
};
static const char *const relation_words[] = {
    NULL,       "well-above", "above", "in-line",   "below",         "well-below",
    "better",   "worse",      "mixed", "improving", "deteriorating", "narrowing",
    "narrower", "sustained",  "met",   "not-met",
};
static const char *const comparator_words[] = {
    "neighbours", "region", "england", "own-past", "target", "other-areas",
};
static const char *const dimension_words[] = {NULL, "level", "change", "gap", "rank"};
static const char *const decision_words[] = {
    "grade", "propose", "confirm", "decline", "limit", "moderate", "sign-off",
};
static const char *const service_words[] = {
    "childminding",
    "childcare",
    "nursery-school",
    "primary-school",
    "secondary-school",
    "special-school",
    "pupil-referral-unit",
    "sixth-form",
    "college",
    "children's-centre",
    "children's-home",
    "fostering",
    "adoption",
    "private-fostering",
    "residential-special-school",
    "youth-offending",
    "all",
};

/* What people write for a service, beside its word and that word's plural. */
static const struct {
    const char *said, *word;
} service_synonyms[] = {
    {"childminder", "childminding"},
    {"childcare-setting", "childcare"},
    {"day-care", "childcare"},
    {"nurseries", "nursery-school"},
    {"pru", "pupil-referral-unit"},
    {"school-sixth-form", "sixth-form"},
    {"childrens-centre", "children's-centre"},
    {"childrens-home", "children's-home"},
    {"fostering-agency", "fostering"},
    {"fostering-agencies", "fostering"},
    {"fostering-service", "fostering"},
    {"adoption-agency", "adoption"},
    {"adoption-agencies", "adoption"},
    {"adoption-service", "adoption"},
    {"private-fostering-arrangement", "private-fostering"},
    {"yot", "youth-offending"},
    {"youth-offending-service", "youth-offending"},
    {"youth-offending-team", "youth-offending"},
    {"services-and-settings", "all"},
};

#define VOCABULARY(noun, words)                                                          \
    const struct vocabulary vocabulary_##noun = {#noun, words,                           \
                                                 sizeof(words) / sizeof *(words)}
VOCABULARY(table, table_words);
VOCABULARY(responsibility, responsibility_words);
VOCABULARY(finding_kind, finding_kind_words);
VOCABULARY(progress, progress_words);
VOCABULARY(polarity, polarity_words);
VOCABULARY(status, status_words);
VOCABULARY(missing, missing_words);
VOCABULARY(quality, quality_words);
VOCABULARY(assurance, assurance_words);
VOCABULARY(relation, relation_words);
VOCABULARY(comparator, comparator_words);
VOCABULARY(dimension, dimension_words);
VOCABULARY(decision_kind, decision_words);
VOCABULARY(service, service_words);

static_assert(sizeof table_words / sizeof *table_words == TABLE_COUNT, "a word a table");
static_assert(sizeof finding_kind_words / sizeof *finding_kind_words ==
                  FINDING_KIND_COUNT,
              "a word a kind of finding");
static_assert(sizeof relation_words / sizeof *relation_words == RELATION_NOT_MET + 1,
              "a word a relation");

enum { WORDS_MAX = 32 }; /* more than any vocabulary has */

/* What a character beyond ASCII is in the form in which words compare, and how many bytes
 * it has; itself and one byte where it is none of these. */
static char plain_sign(struct str s, size_t *len)
{
    static const struct {
        struct str bytes;
        char plain;
    } signs[] = {{{"\xe2\x80\x99", 3}, '\''},
                 {{"\xe2\x80\x90", 3}, '-'},
                 {{"\xe2\x80\x91", 3}, '-'},
                 {{"\xe2\x80\x93", 3}, '-'},
                 {{"\xc2\xa0", 2}, '-'}};
    *len = 1;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (!str_starts(s, signs[i].bytes))
            continue;
        *len = signs[i].bytes.len;
        return signs[i].plain;
    }
    return s.at[0];
}

/* Takes one character off the front of *s: lower case, one apostrophe, and space, '_' and
 * the Unicode hyphens as '-'. */
static char take_plain(struct str *s)
{
    char c = s->at[0];
    size_t len = 1;
    if (c & 0x80)
        c = plain_sign(*s, &len);
    else if (c == ' ' || c == '_')
        c = '-';
    else if (c >= 'A' && c <= 'Z')
        c = (char)(c - 'A' + 'a');
    s->at += len;
    s->len -= len;
    return c;
}

bool vocabulary_same(struct str a, struct str b)
{
    while (a.len && b.len)
        if (take_plain(&a) != take_plain(&b))
            return false;
    return a.len == b.len;
}

bool vocabulary_find(const struct vocabulary *v, struct str word, int *index)
{
    struct str wanted = str_trim(word);
    for (size_t i = 0; i < v->count; i++) {
        if (v->words[i] && vocabulary_same(str_of(v->words[i]), wanted)) {
            *index = (int)i;
            return true;
        }
    }
    return false;
}

struct str vocabulary_word(const struct vocabulary *v, int index)
{
    assert(index >= 0 && (size_t)index < v->count);
    return str_of(v->words[index]);
}

struct str vocabulary_list(struct arena *a, const struct vocabulary *v)
{
    struct buf list = buf_new(a, KIB);
    for (size_t i = 0; i < v->count; i++) {
        if (!v->words[i])
            continue;
        if (!str_is_empty(buf_text(&list)))
            buf_add(&list, STR(", "));
        buf_add(&list, str_of(v->words[i]));
    }
    return buf_text(&list);
}

struct str vocabulary_nearest(const struct vocabulary *v, struct str word)
{
    struct str words[WORDS_MAX];
    size_t count = 0;
    assert(v->count <= WORDS_MAX);
    for (size_t i = 0; i < v->count; i++)
        if (v->words[i])
            words[count++] = str_of(v->words[i]);
    return str_nearest(str_trim(word), words, count);
}

/* The word that answers to `said`, or the empty view. */
static struct str service_word(struct str said)
{
    int index;
    if (vocabulary_find(&vocabulary_service, said, &index))
        return vocabulary_word(&vocabulary_service, index);
    for (size_t i = 0; i < sizeof service_synonyms / sizeof *service_synonyms; i++)
        if (str_equal(str_of(service_synonyms[i].said), said))
            return str_of(service_synonyms[i].word);
    return STR("");
}

struct str vocabulary_service_name(struct arena *a, struct str name)
{
    struct str rest = str_trim(name);
    char *text = arena_alloc(a, rest.len + 1);
    struct str plain = {text, 0};
    while (rest.len) {
        char c = take_plain(&rest);
        bool doubled = c == '-' && plain.len && text[plain.len - 1] == '-';
        if (!doubled)
            text[plain.len++] = c;
    }
    struct str word = service_word(plain);
    if (str_is_empty(word) && str_ends(plain, STR("s")))
        word = service_word((struct str){plain.at, plain.len - 1});
    return str_is_empty(word) ? plain : word;
}
