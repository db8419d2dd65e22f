/* The layout of a letter. */
#include "framework/parse.h"

/* What follows each block's keyword.  Names are judgements unless the checker knows
 * better. */
enum shape {
    SHAPE_TEXT,         /* STRING */
    SHAPE_SECTION,      /* STRING { blocks } */
    SHAPE_SCALE,        /* ID [STRING] */
    SHAPE_ONE,          /* PATH [STRING] */
    SHAPE_SOME,         /* [STRING] [ ( PATH, … ) ] */
    SHAPE_HEADING,      /* [STRING] */
    SHAPE_FOR_OUTCOMES, /* [STRING] [ for STRING, … ] */
    SHAPE_KINDS,        /* KIND, … [STRING] */
    SHAPE_TWO_KINDS     /* KIND and KIND [STRING] */
};

static const struct str letter_words[] = {
    {"paragraph", 9}, {"section", 7},   {"scale", 5},         {"rating", 6},
    {"grades", 6},    {"headline", 8},  {"settings", 8},      {"indicators", 10},
    {"outcomes", 8},  {"findings", 8},  {"side-by-side", 12}, {"recommendations", 15},
    {"progress", 8},  {"context", 7},   {"record", 6},        {"narrative", 9},
    {"statute", 7},   {"questions", 9}, {"theme", 5},
};

const struct keywords parse_letter_keywords = {letter_words, LETTER_THEME + 1};

/* By enum letter_kind, as letter_words. */
static const enum shape shapes[] = {
    SHAPE_TEXT,      SHAPE_SECTION, SHAPE_SCALE,        SHAPE_ONE,     SHAPE_SOME,
    SHAPE_ONE,       SHAPE_HEADING, SHAPE_FOR_OUTCOMES, SHAPE_HEADING, SHAPE_KINDS,
    SHAPE_TWO_KINDS, SHAPE_ONE,     SHAPE_HEADING,      SHAPE_HEADING, SHAPE_SOME,
    SHAPE_ONE,       SHAPE_HEADING, SHAPE_SOME,         SHAPE_SOME,
};

_Static_assert(sizeof shapes / sizeof shapes[0] == LETTER_THEME + 1, "a shape a kind");
_Static_assert(sizeof letter_words / sizeof letter_words[0] == LETTER_THEME + 1,
               "a word a kind");

static void parse_blocks(struct parser *p, struct syntax_letter *parent, const char *what,
                         struct place opened);

static void read_heading(struct parser *p, struct syntax_letter *block)
{
    struct name text = parse_optional_string(p);
    if (text.text.len > 0)
        block->out.text = text.text;
}

static void read_names(struct parser *p, struct syntax_letter *block)
{
    bool of_parts = false;
    read_heading(p, block);
    if (parse_at(p, TOKEN_LEFT))
        parse_members(p, &block->names, &of_parts);
}

static void read_outcomes(struct parser *p, struct syntax_letter *block)
{
    read_heading(p, block);
    if (!parse_take_word(p, STR("for")))
        return;
    do {
        parse_append(p, &block->names, parse_string(p, "an outcome in quotes"));
    } while (parse_take(p, TOKEN_COMMA));
}

static void read_kinds(struct parser *p, struct syntax_letter *block, bool two)
{
    parse_append(p, &block->names, parse_name(p, "a kind of finding"));
    if (two) {
        parse_need_word(p, STR("and"), "and a second kind of finding");
        parse_append(p, &block->names, parse_name(p, "a second kind of finding"));
    }
    while (!two && parse_take(p, TOKEN_COMMA))
        parse_append(p, &block->names, parse_name(p, "a kind of finding"));
    read_heading(p, block);
}

static void read_section(struct parser *p, struct syntax_letter *block,
                         struct place opened)
{
    block->out.text = parse_string(p, "the heading in quotes").text;
    parse_open(p, "{ after the heading");
    if (parse_deeper(p))
        parse_blocks(p, block, "section", opened);
    p->depth--;
}

static void read_block(struct parser *p, struct syntax_letter *block, struct place opened)
{
    switch (shapes[block->out.kind]) {
    case SHAPE_TEXT:
        block->out.text = parse_string(p, "the text in quotes").text;
        break;
    case SHAPE_SECTION:
        read_section(p, block, opened);
        break;
    case SHAPE_SCALE:
        block->scale = parse_name(p, "the name of a scale");
        read_heading(p, block);
        break;
    case SHAPE_ONE:
        parse_append(p, &block->names, parse_name(p, "the name of a judgement"));
        read_heading(p, block);
        break;
    case SHAPE_SOME:
        read_names(p, block);
        break;
    case SHAPE_HEADING:
        read_heading(p, block);
        break;
    case SHAPE_FOR_OUTCOMES:
        read_outcomes(p, block);
        break;
    default:
        read_kinds(p, block, shapes[block->out.kind] == SHAPE_TWO_KINDS);
    }
}

static void keep_block(struct parser *p, struct syntax_letter *parent,
                       struct syntax_letter *block)
{
    if (parent->child_count == parent->child_capacity)
        parent->children = arena_grow(p->arena, struct syntax_letter *, parent->children,
                                      parent->child_count, &parent->child_capacity);
    parent->children[parent->child_count++] = block;
}

static void parse_block(struct parser *p, struct syntax_letter *parent)
{
    struct place place = p->tok.place;
    int kind = parse_choose(p, KEYWORDS(letter_words));
    if (kind < 0) {
        parse_expected(
            p, "a block of a letter (paragraph, section, scale, rating, grades, "
               "headline, settings, indicators, outcomes, findings, side-by-side, "
               "recommendations, progress, context, record, narrative, statute, "
               "questions, theme)");
        return;
    }
    if (p->out->letter_count++ == LIMIT_LETTER) {
        parse_stop(p, "more than 500 blocks in a letter");
        return;
    }
    struct syntax_letter *block = arena_make(p->arena, struct syntax_letter, 1);
    block->out.kind = (enum letter_kind)kind;
    block->out.place = place;
    read_block(p, block, place);
    keep_block(p, parent, block);
}

static void parse_blocks(struct parser *p, struct syntax_letter *parent, const char *what,
                         struct place opened)
{
    struct keywords outer = p->statements;
    p->statements = KEYWORDS(letter_words);
    while (parse_more(p, what, opened)) {
        parse_begin_statement(p);
        parse_block(p, parent);
        parse_end_statement(p);
    }
    p->statements = outer;
}

void parse_letter(struct parser *p)
{
    struct place opened = p->tok.place;
    if (p->out->letter && !p->quiet)
        complain_error(p->report, opened, "a framework has one letter; this is a second");
    if (!p->out->letter)
        p->out->letter = arena_make(p->arena, struct syntax_letter, 1);
    p->out->letter->out.text = parse_optional_string(p).text;
    parse_open(p, "{ after letter");
    parse_blocks(p, p->out->letter, "letter", opened);
}
