/* What the builders of a letter's blocks share: the document under way, what has been
 * said and placed, and how to add to it.  A sentence is said once: saying it again adds
 * nothing. A finding is placed once, at the first block that asks for it; tables may
 * repeat it. All of it lives as long as the building of one letter. */
#ifndef ASSAY_PUBLISH_LETTER_PARTS_H
#define ASSAY_PUBLISH_LETTER_PARTS_H

#include "publish/edits.h"
#include "publish/letter.h"
#include "publish/phrase.h"

/* Evidence ids, each once, in the order in which they were added. */
struct idset {
    struct str *at;
    size_t count, capacity;
};

struct letter {
    struct arena *arena;
    struct document *document;
    const struct verdict *verdict;
    const struct plan *plan;
    const struct profile *profile;
    const struct evidence *evidence;
    struct idset said;       /* sentences */
    bool *placed;            /* by the findings' place in the evidence */
    bool has_progress;       /* the layout has a block for earlier findings */
    bool has_context;        /* … for facts about the area */
    bool has_indicators;     /* … and one for measures */
    unsigned beside;         /* kinds of findings that it sets side by side, as bits */
    unsigned listed;         /* … and those it lists in blocks of their own */
    bool introduced;         /* it has been said which inspection this is of */
    bool told;               /* the background has been told */
    struct edits *edits;     /* of an editor, or NULL */
    struct remarks *remarks; /* on them, or NULL */
};

void idset_add(struct arena *a, struct idset *set, struct str id);
void idset_add_all(struct arena *a, struct idset *set, const struct str *ids,
                   size_t count);
/* The ids of a step and of all steps below it. */
void idset_add_step(struct arena *a, struct idset *set, const struct step *step);

/* A place for sentences: a paragraph that is made when the first one is said. */
struct flow {
    struct letter *letter;
    struct doc *parent;
    struct doc *paragraph;
};

struct flow flow_in(struct letter *l, struct doc *parent);
/* Says it as a sentence (capital, full stop), unless it has been said in this letter. */
void flow_say(struct flow *f, struct str text, const struct idset *ids);
void flow_say_row(struct flow *f, struct str text, const struct row *row);
/* What is said next begins a paragraph. */
void flow_break(struct flow *f);
/* An item of a list that holds this one sentence; said whether or not it was before. */
struct doc *letter_item(struct letter *l, struct doc *list, struct str text,
                        const struct idset *ids);
/* A table with its caption and one row of heads. */
struct doc *letter_table(struct letter *l, struct doc *parent, struct str caption,
                         const char *const *heads, size_t count);
struct doc *letter_cell(struct letter *l, struct doc *row, struct str text,
                        const struct idset *ids);

/* 1 to 4 from the best to the worst quarter of a scale; 0 where there is no one grade. */
unsigned letter_fill(const struct scale *scale, gradeset set);
const struct ruling *letter_ruling(const struct letter *l,
                                   const struct judgement *judgement);
/* "Performs well (3)", "Withheld", "Performs well or Performs adequately". */
struct str letter_grade(struct letter *l, const struct ruling *ruling);
/* "“Overall effectiveness” in safeguarding services was graded good"; "computed from its
 * parts as good" where nobody entered or decided it. */
struct str letter_grade_sentence(struct letter *l, const struct ruling *ruling);
/* "Safeguarding services: capacity for improvement" */
struct str letter_full_title(struct letter *l, const struct judgement *j);
/* What a grade rests on. */
struct idset letter_grade_ids(struct letter *l, const struct ruling *ruling);
/* "unannounced inspection of July 2009" */
struct str letter_event(struct letter *l, const struct inspection *inspection);
/* "The short inspection was held from 9 to 13 June 2025 and was published on …": which
 * inspection the letter tells of, where it is one. */
void letter_say_run(struct flow *f);
/* A step's text for readers: without the ids in brackets, which stand behind it as
 * numbers, and with "from 80% to below 97%" for [80%, 97%). */
struct str letter_plain(struct letter *l, struct str text);
/* What would settle an open grade; wants that differ only in their measure are one. Empty
 * where the grade is decided. */
struct idset letter_wanted(struct letter *l, const struct ruling *ruling);
bool letter_same_words(struct arena *a, struct str left, struct str right);

/* The file of a store that an id's row is in; NULL where the evidence is a folder's. */
const struct source_file *letter_file(const struct letter *l, struct str id);
/* As tables name it: of a store without its folders. */
struct str letter_file_name_of(const struct source_file *file);
/* The finding of that id; NULL where it is another row's. */
const struct finding *letter_finding(const struct letter *l, struct str id);
/* What was found, with the inspection where it is not the one the letter is of. */
struct str letter_finding_words(struct letter *l, const struct finding *f);

/* The blocks: each adds to `parent`, headings included where the block has one. */
void letter_scale(struct letter *l, struct doc *parent, const struct letter_block *block);
void letter_grades(struct letter *l, struct doc *parent,
                   const struct letter_block *block);
void letter_headline(struct letter *l, struct doc *parent,
                     const struct letter_block *block);
/* Questions: those raised, those that could not be answered, and how many were not. */
void letter_questions(struct letter *l, struct doc *parent,
                      const struct letter_block *block);
/* A theme of a self-evaluation: what is known, how it is known, what comes next. */
void letter_theme(struct letter *l, struct doc *parent, const struct letter_block *block);
void letter_record(struct letter *l, struct doc *parent,
                   const struct letter_block *block);
void letter_settings(struct letter *l, struct doc *parent,
                     const struct letter_block *block);
void letter_indicators(struct letter *l, struct doc *parent,
                       const struct letter_block *block);
void letter_outcomes(struct letter *l, struct doc *parent,
                     const struct letter_block *block);
void letter_findings(struct letter *l, struct doc *parent,
                     const struct letter_block *block);
void letter_side_by_side(struct letter *l, struct doc *parent,
                         const struct letter_block *block);
void letter_recommendations(struct letter *l, struct doc *parent,
                            const struct letter_block *block);
void letter_progress(struct letter *l, struct doc *parent,
                     const struct letter_block *block);
void letter_context(struct letter *l, struct doc *parent,
                    const struct letter_block *block);
void letter_narrative(struct letter *l, struct doc *parent,
                      const struct letter_block *block);

/* "Making a positive contribution": the judgement of that name, else the outcome itself.
 */
struct str letter_outcome_heading(struct letter *l, struct str outcome);
/* Figures and relations of one outcome; says nothing where there are none. */
bool letter_outcome_figures(struct letter *l, struct doc *parent, struct str outcome);
/* Findings that pass, as lists by kind; true where there were any. */
struct finding_filter {
    unsigned kinds;     /* bits of 1 << kind; 0: any */
    struct str outcome; /* empty: any */
    struct str aspect;  /* exactly; empty: any */
    struct str service; /* exactly; empty: any */
    bool unbound;       /* only those of no outcome, aspect or service */
};
bool letter_list_findings(struct letter *l, struct doc *parent,
                          const struct finding_filter *filter);

/* Context that no block of the layout lists is told where it belongs: as sentences beside
 * the service or outcome it speaks of, and the rest, once, near the beginning. */
void letter_tell_context(struct flow *f, const struct finding_filter *filter);
void letter_background(struct letter *l, struct doc *parent);

/* After the layout, always. */
/* Names the sentences so far, takes an editor's changes to them, and tells these. */
void letter_changes(struct letter *l, struct doc *parent);
void letter_derivation(struct letter *l, struct doc *parent);
void letter_judgements(struct letter *l, struct doc *parent);
void letter_basis(struct letter *l, struct doc *parent);
/* One spine chart of at most twelve measures; nothing where the evidence has none. */
void letter_figure(struct letter *l, struct doc *parent);
void letter_unknown(struct letter *l, struct doc *parent);
void letter_annex(struct letter *l, struct doc *parent);
void letter_index(struct letter *l, struct doc *parent);
void letter_sources(struct letter *l, struct doc *parent);

/* What a row of evidence says, for the index: one sentence.  Homes are not named. */
struct str letter_says(struct letter *l, struct str id, struct str *file);

#endif
