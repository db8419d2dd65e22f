#include "profile/terms.h"

#include <assert.h>
#include <string.h>

#include "profile/terms_table.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(literal) {(literal), sizeof(literal) - 1}

/* ---- Tables */

/* Forms that the rules would bring to the wrong stem, or to none. */
static const struct {
    struct str word, stem;
} irregular[] = {
    {TEXT("children"), TEXT("child")},
    {TEXT("childrens"), TEXT("child")},
    {TEXT("lives"), TEXT("life")},
    {TEXT("life"), TEXT("life")},
    {TEXT("placement"), TEXT("placement")},
    {TEXT("placements"), TEXT("placement")},
    {TEXT("note"), TEXT("note")},
    {TEXT("notes"), TEXT("note")},
    {TEXT("missing"), TEXT("missing")},
    {TEXT("family"), TEXT("family")},
    {TEXT("families"), TEXT("family")},
    {TEXT("housing"), TEXT("housing")},
    {TEXT("interviewing"), TEXT("interview")},
    {TEXT("neglectful"), TEXT("neglect")},
    {TEXT("homelessness"), TEXT("homeless")},
    {TEXT("supervisory"), TEXT("supervis")},
    {TEXT("relationships"), TEXT("relationship")},
    {TEXT("relationship"), TEXT("relationship")},
};

struct ending {
    struct str ending, instead;
    size_t least; /* letters that must remain before it */
};
/* The plural first, once; then the others, the first that fits, until none does. */
static const struct ending plurals[] = {
    {TEXT("sses"), TEXT("ss"), 2}, {TEXT("ches"), TEXT("ch"), 2},
    {TEXT("ies"), TEXT("y"), 2},   {TEXT("ss"), TEXT("ss"), 0},
    {TEXT("us"), TEXT("us"), 0},   {TEXT("is"), TEXT("is"), 0},
    {TEXT("s"), TEXT(""), 2},
};
static const struct ending endings[] = {
    {TEXT("liness"), TEXT(""), 3},  {TEXT("iness"), TEXT("y"), 3},
    {TEXT("ness"), TEXT(""), 4},    {TEXT("ational"), TEXT(""), 4},
    {TEXT("ation"), TEXT(""), 4},   {TEXT("ating"), TEXT(""), 4},
    {TEXT("ated"), TEXT(""), 4},    {TEXT("ate"), TEXT(""), 4},
    {TEXT("ion"), TEXT(""), 5},     {TEXT("ment"), TEXT(""), 4},
    {TEXT("ency"), TEXT("ent"), 3}, {TEXT("ence"), TEXT("ent"), 3},
    {TEXT("ance"), TEXT(""), 4},    {TEXT("ship"), TEXT(""), 4},
    {TEXT("ive"), TEXT(""), 5},     {TEXT("ing"), TEXT(""), 3},
    {TEXT("ed"), TEXT(""), 3},      {TEXT("ly"), TEXT(""), 4},
    {TEXT("e"), TEXT(""), 3},
};
enum { ROUNDS = 3 };

/* ---- Endings */

struct stem {
    char at[TERM_LONGEST];
    size_t len;
};

static bool take_ending(struct stem *stem, const struct ending *rules, size_t count)
{
    struct str word = {stem->at, stem->len};
    for (size_t i = 0; i < count; i++) {
        struct str ending = rules[i].ending, instead = rules[i].instead;
        if (!str_ends(word, ending) || word.len < ending.len + rules[i].least)
            continue;
        assert(instead.len <= ending.len);
        stem->len -= ending.len;
        memcpy(stem->at + stem->len, instead.at, instead.len);
        stem->len += instead.len;
        return instead.len < ending.len;
    }
    return false;
}

/* "plann" was "planning"; "assess", "call" and "staff" are words. */
static void undouble(struct stem *stem)
{
    static const struct str doubled = {"bdgmnprt", 8};
    size_t n = stem->len;
    if (n < 4 || stem->at[n - 1] != stem->at[n - 2])
        return;
    if (str_contains(doubled, (struct str){&stem->at[n - 1], 1}))
        stem->len--;
}

static struct stem lower(struct str word)
{
    struct stem stem = {.len = word.len < TERM_LONGEST ? word.len : TERM_LONGEST};
    for (size_t i = 0; i < stem.len; i++) {
        char c = word.at[i];
        stem.at[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return stem;
}

static bool is_number(struct str word)
{
    return word.len && word.at[0] >= '0' && word.at[0] <= '9';
}

size_t terms_stem(struct str word, char out[TERM_LONGEST])
{
    struct stem stem = lower(word);
    struct str whole = {stem.at, stem.len};
    for (size_t i = 0; i < COUNT(irregular); i++) {
        if (str_equal(whole, irregular[i].word)) {
            memcpy(out, irregular[i].stem.at, irregular[i].stem.len);
            return irregular[i].stem.len;
        }
    }
    if (is_number(whole)) { /* "17s", "16th" stay */
        memcpy(out, stem.at, stem.len);
        return stem.len;
    }
    take_ending(&stem, plurals, COUNT(plurals));
    for (int i = 0; i < ROUNDS && take_ending(&stem, endings, COUNT(endings)); i++)
        undouble(&stem);
    memcpy(out, stem.at, stem.len);
    return stem.len;
}

/* ---- Words */

struct word {
    struct str at; /* in the text, without a possessive ending */
    int32_t term;
};

/* The bytes at the start of `s` that are one apostrophe; 0 where there is none. */
static size_t apostrophe(struct str s)
{
    if (str_starts(s, STR("\xe2\x80\x99")) || str_starts(s, STR("\xe2\x80\x98")))
        return 3;
    return str_starts(s, STR("'"));
}

static bool is_plain(unsigned char c)
{
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* How long a character is that begins with this byte, from U+00C0 on; 0 for other bytes.
 */
static size_t length_of(unsigned char lead)
{
    static const unsigned char leads[] = {0xc3, 0xe0, 0xf0, 0xf8};
    if (lead < leads[0] || lead >= leads[3])
        return 0;
    return 2 + (size_t)(lead >= leads[1]) + (size_t)(lead >= leads[2]);
}

/* The bytes of the letter or digit at the start of `s`; 0 where another thing stands
 * there.  Outside ASCII all but punctuation (U+2000 to U+207F) and Latin-1 signs (U+0080
 * to U+00BF) is taken for letters. */
static size_t letter(struct str s)
{
    if (s.len == 0 || is_plain((unsigned char)s.at[0]))
        return s.len > 0;
    size_t len = length_of((unsigned char)s.at[0]);
    if (s.len < len || str_starts(s, STR("\xe2\x80")) || str_starts(s, STR("\xe2\x81")))
        return 0;
    for (size_t i = 1; i < len; i++) {
        if (((unsigned char)s.at[i] & 0xc0) != 0x80)
            return 0;
    }
    return len;
}

static struct str from(struct str s, size_t at)
{
    return (struct str){s.at + at, s.len - at};
}

/* "(paragraphs 78 and 95)": the bytes up to its end; 0 where none begins here. */
static size_t reference(struct str s)
{
    if (s.len < 5 || s.at[0] != '(' ||
        !str_equal_fold((struct str){s.at + 1, 4}, STR("para")))
        return 0;
    for (size_t i = 5; i < s.len; i++) {
        if (s.at[i] == ')')
            return i + 1;
    }
    return s.len;
}

/* The next word of a text from *at on; false at its end. */
static bool next_word(struct str text, size_t *at, struct str *word)
{
    while (*at < text.len && letter(from(text, *at)) == 0) {
        size_t skipped = reference(from(text, *at));
        *at += skipped ? skipped : 1;
    }
    size_t begin = *at, end = begin, step = 0;
    while ((step = letter(from(text, end))) > 0)
        end += step;
    /* "child's" and "children’s" are a child and children; "don't" is one word. */
    size_t mark = apostrophe(from(text, end));
    *word = (struct str){text.at + begin, end - begin};
    *at = end;
    if (end > begin && mark && letter(from(text, end + mark))) {
        for (end += mark; (step = letter(from(text, end))) > 0;)
            end += step;
        *at = end;
    }
    return word->len > 0;
}

/* ---- The dictionary */

struct spelling {
    const int32_t *words;
    size_t count;
    int32_t term;
};

struct terms {
    struct arena *arena;
    struct str *texts;
    size_t count, capacity;
    uint32_t *slots; /* a number plus one; 0 is free */
    size_t slot_count;
    size_t silent;                    /* numbers below are of words that say nothing */
    const struct spelling *spellings; /* by first word, the longest first */
    size_t spelling_count;
    uint32_t *first; /* of each word that begins one: its first spelling */
    size_t first_count;
};

static size_t slot_of(const struct terms *terms, struct str text)
{
    uint64_t hash = 1469598103934665603u; /* FNV-1a */
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 1099511628211u;
    size_t slot = (size_t)(hash & (terms->slot_count - 1));
    while (terms->slots[slot] && !str_equal(terms->texts[terms->slots[slot] - 1], text))
        slot = (slot + 1) & (terms->slot_count - 1);
    return slot;
}

static int32_t look(const struct terms *terms, struct str text)
{
    return (int32_t)terms->slots[slot_of(terms, text)] - 1;
}

static void widen(struct terms *terms)
{
    terms->slot_count *= 2;
    terms->slots = arena_make(terms->arena, uint32_t, terms->slot_count);
    for (size_t i = 0; i < terms->count; i++)
        terms->slots[slot_of(terms, terms->texts[i])] = (uint32_t)i + 1;
}

static int32_t intern(struct terms *terms, struct str text)
{
    int32_t known = look(terms, text);
    if (known != TERM_UNKNOWN)
        return known;
    if (terms->count * 2 >= terms->slot_count)
        widen(terms);
    terms->texts = arena_grow(terms->arena, struct str, terms->texts, terms->count,
                              &terms->capacity);
    terms->texts[terms->count] = arena_copy(terms->arena, text);
    terms->slots[slot_of(terms, text)] = (uint32_t)terms->count + 1;
    return (int32_t)terms->count++;
}

/* ---- Spellings */

/* The one that begins with this word and fits best; NULL where none does. */
static const struct spelling *spelling_at(const struct terms *terms,
                                          const struct word *words, size_t count)
{
    int32_t begin = words[0].term;
    if (begin < 0 || (size_t)begin >= terms->first_count)
        return NULL;
    for (uint32_t i = terms->first[begin]; i < terms->spelling_count; i++) {
        const struct spelling *s = &terms->spellings[i];
        size_t same = 0;
        if (s->words[0] != begin)
            return NULL;
        while (same < s->count && same < count && words[same].term == s->words[same])
            same++;
        if (same == s->count)
            return s;
    }
    return NULL;
}

/* What is left of words: spellings are brought to one, words that say nothing go. */
static struct term_uses settle(const struct terms *terms, struct arena *a,
                               const struct word *words, size_t count)
{
    struct term_use *out = arena_make(a, struct term_use, count);
    struct term_uses uses = {out, 0};
    for (size_t i = 0; i < count;) {
        const struct spelling *s = spelling_at(terms, &words[i], count - i);
        const struct word *last = &words[i + (s ? s->count : 1) - 1];
        int32_t term = s ? s->term : words[i].term;
        struct str at = words[i].at;
        at.len = (size_t)(last->at.at - at.at) + last->at.len;
        if (s || term == TERM_UNKNOWN || (size_t)term >= terms->silent)
            out[uses.count++] = (struct term_use){term, at};
        i += s ? s->count : 1;
    }
    return uses;
}

static struct word *words_of(struct arena *a, struct str text, size_t *count)
{
    struct word *words = NULL;
    size_t capacity = 0, at = 0;
    struct str word;
    *count = 0;
    while (next_word(text, &at, &word)) {
        words = arena_grow(a, struct word, words, *count, &capacity);
        words[(*count)++] = (struct word){word, TERM_UNKNOWN};
    }
    return words;
}

static struct str stem_of(struct str word, char room[TERM_LONGEST])
{
    return (struct str){room, terms_stem(word, room)};
}

struct term_uses terms_look(const struct terms *terms, struct arena *a, struct str text)
{
    char room[TERM_LONGEST];
    size_t count;
    struct word *words = words_of(a, text, &count);
    for (size_t i = 0; i < count; i++)
        words[i].term = look(terms, stem_of(words[i].at, room));
    return settle(terms, a, words, count);
}

struct term_uses terms_read(struct terms *terms, struct arena *a, struct str text)
{
    char room[TERM_LONGEST];
    size_t count;
    struct word *words = words_of(a, text, &count);
    for (size_t i = 0; i < count; i++)
        words[i].term = intern(terms, stem_of(words[i].at, room));
    return settle(terms, a, words, count);
}

/* ---- Making it */

static struct spelling spelling_of(struct terms *terms, const char *text)
{
    char room[TERM_LONGEST];
    size_t count;
    struct word *words = words_of(terms->arena, str_of(text), &count);
    int32_t *numbers = arena_make(terms->arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        numbers[i] = intern(terms, stem_of(words[i].at, room));
    return (struct spelling){numbers, count, TERM_UNKNOWN};
}

static bool comes_before(const struct spelling *a, const struct spelling *b)
{
    return a->words[0] != b->words[0] ? a->words[0] < b->words[0] : a->count > b->count;
}

static void sort_spellings(struct spelling *all, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct spelling one = all[i];
        size_t at = i;
        for (; at > 0 && comes_before(&one, &all[at - 1]); at--)
            all[at] = all[at - 1];
        all[at] = one;
    }
}

static void add_spellings(struct terms *terms)
{
    /* A term's own name is one of its spellings. */
    size_t count = 2 * terms_spelling_count;
    struct spelling *all = arena_make(terms->arena, struct spelling, count);
    for (size_t i = 0; i < count; i++)
        all[i] = spelling_of(terms, i % 2 ? terms_spellings[i / 2].spelling
                                          : terms_spellings[i / 2].term);
    terms->first_count = terms->count;
    for (size_t i = 0; i < count; i++)
        all[i].term = intern(terms, str_of(terms_spellings[i / 2].term));
    sort_spellings(all, count);
    terms->first = arena_make(terms->arena, uint32_t, terms->first_count);
    for (size_t i = 0; i < terms->first_count; i++)
        terms->first[i] = (uint32_t)count;
    for (size_t i = count; i > 0; i--)
        terms->first[all[i - 1].words[0]] = (uint32_t)(i - 1);
    terms->spellings = all;
    terms->spelling_count = count;
}

struct terms *terms_new(struct arena *a)
{
    char room[TERM_LONGEST];
    struct terms *terms = arena_make(a, struct terms, 1);
    terms->arena = a;
    terms->slot_count = 8192;
    terms->slots = arena_make(a, uint32_t, terms->slot_count);
    for (size_t i = 0; i < terms_silent_count; i++)
        intern(terms, stem_of(str_of(terms_silent[i]), room));
    terms->silent = terms->count;
    add_spellings(terms);
    return terms;
}

size_t terms_count(const struct terms *terms)
{
    return terms->count;
}

struct str terms_text(const struct terms *terms, int32_t term)
{
    assert(term >= 0 && (size_t)term < terms->count);
    return terms->texts[term];
}
