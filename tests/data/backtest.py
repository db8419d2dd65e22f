#!/usr/bin/env python3
"""Counts, from the published tables alone, how far each rule of a back-test agrees with the
published overall grade, and compares that with what `assay backtest --json` says.

    backtest.py DATA < output of `assay backtest --json`, one object after another

Written apart from the program: it shares no code with it, and its rules are those of
docs/backtest.md in Python, not the framework files.  Every inspection's standing must be
the same, every agreement, every cell of the table of published against computed, every
paired count, and McNemar's p within 1e-9.  Prints what was compared; exits 1 where
anything differs."""
import csv
import json
import math
import sys
from collections import Counter, defaultdict

OVERALL = "overall effectiveness"
LEADERS = {"ilacs": "impact of leaders on social work practice",
           "sif": "leadership, management and governance"}
KEY = {"sif": ["children who need help and protection",
               "children looked after and achieving permanence",
               "leadership, management and governance"]}
BEST, WORST = 1, 4


def inspections(folder, framework):
    """{(authority, start): {judgement: grade or None}} of those with an overall grade."""
    found = defaultdict(dict)
    with open(folder + "/inspections/authority_inspections.csv",
              encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            if r["framework"] == framework and r["grade"]:
                grade = int(r["grade_number"]) if r["grade_number"] else None
                found[r["la_code"], r["start_date"]][r["judgement"]] = grade
    return {k: v for k, v in found.items() if OVERALL in v}


def middle(grades, ties):
    """The grade in the middle; of two, the worse, the better, or the one that the grade
    `ties` comes to when it is held between the two."""
    grades = sorted(grades)
    low, high = grades[(len(grades) - 1) // 2], grades[len(grades) // 2]
    if ties == "worse":
        return high
    if ties == "better":
        return low
    return min(max(ties, low), high)


def parts(framework, judged):
    """The grades that the rules stand on: (leaders, the others)."""
    lead = LEADERS[framework]
    if framework == "sif":
        return judged.get(lead), [judged.get(k) for k in KEY["sif"] if k != lead]
    return judged.get(lead), [g for k, g in judged.items() if k not in (OVERALL, lead)]


def limited(limiting, grade):
    return WORST if WORST in limiting else grade


# What each rule gives for leaders and the others, no grade being None.
RULES = {
    "ilacs-2018": lambda l, o: limited(o, middle([l] + o, l)),
    "ilacs-middle-worse": lambda l, o: middle([l] + o, "worse"),
    "ilacs-middle-better": lambda l, o: middle([l] + o, "better"),
    "ilacs-middle-leaders": lambda l, o: middle([l] + o, l),
    "ilacs-leaders": lambda l, o: l,
    "ilacs-limit-worse": lambda l, o: limited(o, middle([l] + o, "worse")),
    "ilacs-limit-better": lambda l, o: limited(o, middle([l] + o, "better")),
    "ilacs-any-limits": lambda l, o: limited([l] + o, middle([l] + o, "worse")),
    "ilacs-worst": lambda l, o: max([l] + o),
    "sif-2013": lambda l, o: limited([l] + o, middle([l] + o, "worse")),
    "sif-limit": lambda l, o: WORST if WORST in [l] + o else None,
    "sif-middle": lambda l, o: middle([l] + o, "worse"),
    "sif-leadership": lambda l, o: l,
    "sif-by-ilacs": lambda l, o: limited(o, middle([l] + o, l)),
}


def rule_name(named):
    return named.rsplit("/", 1)[-1].removesuffix(".framework")


def computed(rule, framework, judged):
    """One grade, or None where a part that was not judged leaves more than one."""
    lead, others = parts(framework, judged)
    choices = [[g] if g else range(BEST, WORST + 1) for g in [lead] + others]
    results = {()}
    for choice in choices:
        results = {r + (g,) for r in results for g in choice}
    given = {rule(r[0], list(r[1:])) for r in results}
    return given.pop() if len(given) == 1 else None


def mcnemar(a, b):
    """Twice the smaller tail of a fair coin, in whole numbers."""
    n = a + b
    tail = sum(math.comb(n, k) for k in range(min(a, b) + 1))
    return min(1.0, 2 * tail / 2 ** n)


class Checks:
    def __init__(self):
        self.compared, self.wrong = Counter(), 0

    def same(self, what, said, own):
        self.compared[what] += 1
        if said != own:
            self.wrong += 1
            print(f"{what}: the program says {said}, this script {own}")


def check(folder, said, checks):
    framework = {"ilacs-2018": "ilacs", "sif-2013": "sif"}[said["framework"]]
    all_of = inspections(folder, framework)
    name = rule_name(said["named"])
    own = {k: computed(RULES[name], framework, v) for k, v in all_of.items()}
    agrees = {k for k in all_of if own[k] == all_of[k][OVERALL]}
    compared = {k for k in all_of if own[k]}
    checks.same(f"{name}: compared, agree, open",
                (said["compared"], said["agree"], said["open"]),
                (len(compared), len(agrees), len(all_of) - len(compared)))
    counted = {(i[0], i[1]): i[4] for i in said["inspections"]
               if i[4] in ("agrees", "differs", "open")}
    checks.same(f"{name}: which inspections", sorted(counted), sorted(all_of))
    for key, standing in counted.items():
        expected = "agrees" if key in agrees else "differs" if key in compared else "open"
        checks.same("standing of an inspection", (key, standing), (key, expected))
    table = Counter((all_of[k][OVERALL], own[k]) for k in compared)
    for p, row in enumerate(said["published_by_computed"], 1):
        for c, n in enumerate(row, 1):
            checks.same("cell of published against computed", n, table[p, c])
    checks.same(f"{name}: disagreements", len(said["disagree"]),
                len(compared) - len(agrees))
    pattern = defaultdict(Counter)
    for k in compared:
        lead, others = parts(framework, all_of[k])
        names = tuple(sorted((j, g) for j, g in all_of[k].items() if j != OVERALL)) \
            if framework == "ilacs" else (lead, *others)
        pattern[names][all_of[k][OVERALL]] += 1
    if name in ("ilacs-2018", "sif-2013"):
        checks.same(f"{name}: ceiling", said["ceiling"]["agree"],
                    sum(max(c.values()) for c in pattern.values()))
    for limit in said["limits"]:
        lead, whole = [], []
        for k, judged in all_of.items():
            leads, others = parts(framework, judged)
            every = leads is not None and None not in others
            key = ([leads] if "experience" not in limit["rule"] else []) + others
            if WORST in key:
                lead.append(judged[OVERALL] == WORST)
            elif every:
                whole.append(judged[OVERALL] == WORST)
        checks.same(f"{name}: limit {limit['rule']}: holds, equal, without",
                    (limit["held"], limit["equal"], limit["as_low_without"]),
                    (len(lead), sum(lead), sum(whole)))
    for rival in said["rivals"]:
        other = rule_name(rival["named"])
        its = {k: computed(RULES[other], framework, v) for k, v in all_of.items()}
        both = [k for k in compared if its[k]]
        only = sum(k in agrees and its[k] != all_of[k][OVERALL] for k in both)
        other_only = sum(k not in agrees and its[k] == all_of[k][OVERALL] for k in both)
        paired = rival["paired"]
        checks.same(f"{name} beside {other}: agree, only ours, only its",
                    (rival["agree"], paired["only_framework"], paired["only_rival"]),
                    (sum(its[k] == v[OVERALL] for k, v in all_of.items()), only,
                     other_only))
        p = mcnemar(only, other_only)
        checks.same("p of a pair", abs(paired["p"] - p) <= 1e-9 * p + 1e-30, True)
        before = {k for k in all_of if k[1] < said["split"]}
        checks.same(f"{other}: agree before and from {said['split']}",
                    [h[1] for h in rival["halves"]],
                    [sum(its[k] == all_of[k][OVERALL] for k in all_of if (k in before) == b)
                     for b in (True, False)])


def main():
    folder, text, checks = sys.argv[1], sys.stdin.read(), Checks()
    decoder, at = json.JSONDecoder(), 0
    while at < len(text.rstrip()):
        said, at = decoder.raw_decode(text, at)
        while at < len(text) and text[at].isspace():
            at += 1
        check(folder, said, checks)
        print(f"{rule_name(said['named'])}: {said['agree']} of {said['compared']} agree")
    print(f"{sum(checks.compared.values())} comparisons, {checks.wrong} differences")
    return 1 if checks.wrong or not checks.compared else 0


if __name__ == "__main__":
    sys.exit(main())
