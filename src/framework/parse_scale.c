/* Scales of grades, and the framework's words. */
#include "framework/parse.h"

/* --- scale ------------------------------------------------------------------------- */

static struct rung read_rung(struct parser *p)
{
    struct rung rung = {.label = p->tok.text};
    parse_advance(p);
    rung.words = parse_string(p, "the grade's words in quotes").text;
    struct names others = {0};
    while (parse_take_word(p, STR("or")))
        parse_append(p, &others, parse_string(p, "another word for the grade in quotes"));
    if (others.count > LIMIT_SYNONYMS) {
        complain_error(p->report, others.at[LIMIT_SYNONYMS].place,
                       "a grade has at most %d other words", LIMIT_SYNONYMS);
        others.count = LIMIT_SYNONYMS;
    }
    struct str *texts = arena_make(p->arena, struct str, others.count);
    for (size_t i = 0; i < others.count; i++)
        texts[i] = others.at[i].text;
    rung.others = texts;
    rung.other_count = others.count;
    if (parse_take_word(p, STR("means")))
        rung.meaning = parse_string(p, "what the grade means in quotes").text;
    return rung;
}

static void parse_rung(struct parser *p, struct syntax_scale *scale, struct rung *rungs)
{
    struct place place = p->tok.place;
    if (!parse_at(p, TOKEN_INTEGER) && !parse_at(p, TOKEN_WORD)) {
        parse_expected(p, "a grade: its label and its words in quotes");
        return;
    }
    struct rung rung = read_rung(p);
    size_t count = scale->out.count;
    if (count == SCALE_MAX) {
        complain_error(p->report, place, "a scale has at most %d grades", SCALE_MAX);
        parse_skip_block(p);
        return;
    }
    rungs[count] = rung;
    scale->rung_places[count] = place;
    scale->out.count++;
}

static void keep_scale(struct parser *p, struct syntax_scale *scale)
{
    struct syntax *out = p->out;
    if (out->scale_count == out->scale_capacity)
        out->scales = arena_grow(p->arena, struct syntax_scale *, out->scales,
                                 out->scale_count, &out->scale_capacity);
    out->scales[out->scale_count++] = scale;
}

void parse_scale(struct parser *p)
{
    if (p->out->scale_count == LIMIT_SCALES) {
        parse_stop(p, "more than 32 scales");
        return;
    }
    struct place opened = p->tok.place;
    struct name id = parse_declared(p, "a name for the scale");
    p->out->lost_scale |= id.text.len == 0;
    struct syntax_scale *scale = arena_make(p->arena, struct syntax_scale, 1);
    struct rung *rungs = arena_make(p->arena, struct rung, SCALE_MAX);
    scale->out.id = id.text;
    scale->out.rungs = rungs;
    scale->place = id.place;
    parse_open(p, "{ after the name of the scale");
    scale->broken = p->quiet;
    struct keywords outer = p->statements;
    p->statements = (struct keywords){NULL, 0};
    while (parse_more(p, "scale", opened)) {
        parse_begin_statement(p);
        parse_rung(p, scale, rungs);
        scale->broken |= p->quiet;
        parse_end_statement(p);
    }
    p->statements = outer;
    keep_scale(p, scale);
}

/* --- words share ------------------------------------------------------------------- */

static void read_edge(struct parser *p, struct band *band)
{
    static const struct str words[] = {{"from", 4}, {"above", 5}};
    band->point = true;
    if (!parse_at(p, TOKEN_PERCENT)) {
        int which = parse_choose(p, KEYWORDS(words));
        band->point = which < 0;
        band->edge_open = which == 1;
    }
    band->edge = p->tok.number;
    parse_need(p, TOKEN_PERCENT, "a percentage, “from” or “above” and a percentage");
}

static void parse_band(struct parser *p)
{
    struct syntax *out = p->out;
    struct place place = p->tok.place;
    struct names words = {0};
    do {
        parse_append(p, &words, parse_string(p, "a word for a share in quotes"));
    } while (!p->quiet && parse_take_word(p, STR("or")));
    if (p->quiet)
        return;
    struct band band = {.word_count = words.count};
    read_edge(p, &band);
    if (p->quiet)
        return;
    if (out->band_count == LIMIT_LIST) {
        complain_error(p->report, place, "more than %d words for shares", LIMIT_LIST);
        parse_skip_block(p);
        return;
    }
    struct str *texts = arena_make(p->arena, struct str, words.count);
    for (size_t i = 0; i < words.count; i++)
        texts[i] = words.at[i].text;
    band.words = texts;
    out->band_places[out->band_count] = place;
    out->bands[out->band_count++] = band;
}

static void parse_bands(struct parser *p, struct place opened)
{
    struct syntax *out = p->out;
    if (out->has_bands && !p->quiet)
        complain_error(p->report, opened, "“words share” stands here a second time");
    out->has_bands = true;
    out->band_count = 0;
    if (!out->bands) {
        out->bands = arena_make(p->arena, struct band, LIMIT_LIST);
        out->band_places = arena_make(p->arena, struct place, LIMIT_LIST);
    }
    while (parse_more(p, "words", opened)) {
        if (parse_at_word(p, STR("basis"))) {
            complain_error(p->report, p->tok.place,
                           "missing } for the words opened on line %u",
                           (unsigned)opened.line);
            break;
        }
        parse_begin_statement(p);
        parse_band(p);
        out->bands_broken |= p->quiet;
        parse_end_statement(p);
    }
}

/* --- other words ------------------------------------------------------------------- */

static void parse_phrase(struct parser *p, struct phrases *list, struct phrase *phrases)
{
    struct place place = p->tok.place;
    struct name key = parse_name(p, "a key and its phrase in quotes");
    struct name text = parse_string(p, "the phrase in quotes");
    if (p->quiet)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(phrases[i].key, key.text)) {
            struct str word = complain_quote(p->report, key.text);
            complain_error(p->report, place, "%.*s stands here a second time",
                           STR_ARG(word));
            return;
        }
    if (list->count == LIMIT_LIST) {
        complain_error(p->report, place, "more than %d phrases in one list", LIMIT_LIST);
        parse_skip_block(p);
        return;
    }
    phrases[list->count++] = (struct phrase){key.text, text.text};
}

static void parse_phrases(struct parser *p, struct name id, struct place opened)
{
    struct syntax *out = p->out;
    struct phrase *phrases = arena_make(p->arena, struct phrase, LIMIT_LIST);
    struct syntax_phrases list = {.out = {id.text, phrases, 0}, .place = id.place};
    while (parse_more(p, "words", opened)) {
        parse_begin_statement(p);
        parse_phrase(p, &list.out, phrases);
        parse_end_statement(p);
    }
    if (out->phrases_count == out->phrases_capacity)
        out->phrases = arena_grow(p->arena, struct syntax_phrases, out->phrases,
                                  out->phrases_count, &out->phrases_capacity);
    out->phrases[out->phrases_count++] = list;
}

void parse_words(struct parser *p)
{
    struct place opened = p->tok.place;
    if (p->out->phrases_count == LIMIT_LIST) {
        parse_stop(p, "more than 64 lists of words");
        return;
    }
    struct name id = parse_name(p, "“share” or the name of a list of words");
    parse_open(p, "{ after the name of the list");
    struct keywords outer = p->statements;
    p->statements = (struct keywords){NULL, 0};
    struct basis basis = {0};
    bool bands = str_equal(id.text, STR("share"));
    if (!bands && parse_at(p, TOKEN_STRING)) { /* other lists begin with a key */
        if (!p->quiet)
            complain_error(p->report, id.place,
                           "%.*s is not understood here; did you mean “share”?",
                           STR_ARG(complain_quote(p->report, id.text)));
        bands = true;
    }
    if (bands)
        parse_bands(p, opened);
    else
        parse_phrases(p, id, opened);
    p->statements = outer;
    if (parse_take_word(p, STR("basis")))
        parse_basis(p, &basis);
    if (bands)
        p->out->bands_basis = basis;
}
