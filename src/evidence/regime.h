/* What a reader of evidence has to know of the assessment regimes: their ids, families,
 * dates, judgements and scales.  The framework files provide it (framework/registry.h);
 * evidence only looks things up here.  Immutable; lives in its maker's arena. */
#ifndef ASSAY_EVIDENCE_REGIME_H
#define ASSAY_EVIDENCE_REGIME_H

#include "base/date.h"
#include "evidence/scale.h"

struct regime_judgement {
    struct str id; /* path: "rating", "safeguarding/quality/responsiveness" */
    struct str title;
    const struct scale *scale; /* NULL for a container that holds no grade of its own */
    date from, until;          /* until is exclusive; DATE_NONE where open */
};

struct regime {
    struct str id;     /* "ilacs-2018" */
    struct str family; /* "ilacs": as declared, else the id without its year */
    struct str title;
    date valid_from, valid_to; /* both inclusive */
    const struct regime_judgement *judgements;
    size_t judgement_count;
    const struct str *rules; /* every named rule, as decisions name them */
    size_t rule_count;
    const struct str
        *buckets; /* deadlines of recommendations: "immediately", "3 months" */
    size_t bucket_count;
    const struct str *follows; /* families whose grades are earlier ratings of this one */
    size_t follow_count;
};

/* All regimes known to a run, ids in byte order. */
struct regimes {
    const struct regime *at;
    size_t count;
};

/* The id without a trailing -YYYY ("annual-rating-2009" gives "annual-rating"). */
struct str regime_family_of(struct str id);
/* By exact id; NULL where there is none. */
const struct regime *regimes_by_id(const struct regimes *all, struct str id);
/* True where some regime has this id or family. */
bool regimes_has(const struct regimes *all, struct str id_or_family);
/* By id, else the member of the family valid on `on`; where none is, the latest that
 * began before it, else the earliest of the family; NULL where there is no such id or
 * family. */
const struct regime *regimes_at(const struct regimes *all, struct str id_or_family,
                                date on);
/* By path, any case; NULL where the regime has no such judgement.  A last path element
 * that is unique within the regime is enough ("capacity-to-improve"). */
const struct regime_judgement *regime_judgement(const struct regime *regime,
                                                struct str path);
/* Does a row that names `named` (an id or a family) answer to `asked` (an id or a
 * family)? True where they are equal, where one is the family of the other, and where a
 * family row takes, at its start, the framework asked for. */
bool regimes_match(const struct regimes *all, struct str named, struct str asked,
                   date start);

#endif
