#!/usr/bin/env python3
"""Recomputes, from the published files alone, what `assay associate` says of measures of the
comparison tool: which figure was known before which inspection, standings, r, tau-b, p,
and r with deprivation taken out.

    associations.py DATA MEASURE... < output of `assay associate --json`

Written apart from the program: it shares no code with it and takes its formulas from
docs/associate.md.  Days and grades of inspections are those of authority_inspections.csv.  p
comes from draws of its own (another generator), so it is compared within what chance
allows; everything else within 1e-6 (the output has six decimals).  Prints what was
compared; exits 1 where anything differs."""
import csv
import datetime
import gzip
import json
import math
import random
import sys
from collections import defaultdict

DRAWS = 2000


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") \
        if path.endswith(".gz") else open(path, encoding="utf-8-sig", newline="")
    with opened as f:
        yield from csv.DictReader(f)


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def last_day(text, year_type):
    parts = text.replace("(", " ").split()[0].replace("/", "-").split("-")
    if len(parts[0]) != 4:
        return None
    first = int(parts[0])
    last = first // 100 * 100 + int(parts[-1][-2:]) if len(parts) > 1 else first
    ends = {"Academic Year": (8, 31), "Calendar Year": (12, 31),
            "Annual (end of Sept)": (9, 30), "Annual - January": (1, 31)}
    if year_type == "Annual" and len(parts) == 2 and last > first + 1:
        return datetime.date(last, 12, 31)
    return datetime.date(last, *ends.get(year_type, (3, 31)))


def months_before(when, months):
    total = when.year * 12 + when.month - 1 - months
    year, month = divmod(total, 12)
    for d in range(when.day, 0, -1):
        try:
            return datetime.date(year, month + 1, d)
        except ValueError:
            pass


def standings(values):
    """{key: value} to {key: scaled mid-rank}: below and equal counted one by one."""
    n, every = len(values), list(values.values())
    out = {}
    for key, value in values.items():
        below = sum(v < value for v in every)
        equal = sum(v == value for v in every)
        out[key] = (2 * (below + (equal + 1) / 2) - n - 1) / (2 * n)
    return out


def correlation(pairs):
    both = sum(x * u for x, u in pairs)
    scale = sum(x * x for x, _ in pairs) * sum(u * u for _, u in pairs)
    return both / math.sqrt(scale) if scale > 0 else 0.0


def tau_b(pairs):
    def sign(d):
        return (d > 0) - (d < 0)
    score = x_differ = u_differ = 0
    for i, (x, u) in enumerate(pairs):
        for other_x, other_u in pairs[:i]:
            score += sign(x - other_x) * sign(u - other_u)
            x_differ += x != other_x
            u_differ += u != other_u
    return score / math.sqrt(x_differ * u_differ)


def line(pairs):
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    slope = sum((x - mean_x) * (y - mean_y) for x, y in pairs) / \
        sum((x - mean_x) ** 2 for x, _ in pairs)
    return lambda x, y: y - (mean_y + slope * (x - mean_x))


class England:
    def __init__(self, folder, measures, lag, age):
        self.lag, self.age = lag, age
        self.life = {r["la_number"]: (day(r["start_date"]), day(r["end_date"]))
                     for r in rows(folder + "/lookups/la_lookup.csv")}
        self.kind = {r["Measure_short"]: (r["Polarity"], r["Year_Type"])
                     for r in rows(folder + "/lait/data_dictionary.csv")}
        self.figures = defaultdict(lambda: defaultdict(dict))
        for r in rows(folder + "/lait/bds_long.csv.gz"):
            if r["short_desc"] in measures and r["la_number"] in self.life and r["value"] != "-":
                self.figures[r["short_desc"]][r["years"]][r["la_number"]] = float(r["value"])
        self.read_inspections(folder)

    def read_inspections(self, folder):
        """[(authority, start)] and each one's grade among those of its year."""
        scores = defaultdict(dict)
        for r in rows(folder + "/inspections/authority_inspections.csv"):
            if r["framework"] == "ilacs" and r["judgement"] == "overall effectiveness" \
                    and r["grade_number"] and r["start_date"]:
                start = day(r["start_date"])
                scores[start.year][r["la_code"], start] = -int(r["grade_number"])
        self.grade = {}
        for year in scores.values():
            self.grade.update(standings(year))
        self.authorities = sorted({area for area, _ in self.grade})

    def is_live(self, area, end, has_figure):
        began, ended = self.life[area]
        if began and began > end:
            return False
        # One that ended within the period counts where it has a figure.
        return not ended or ended >= end or \
            (has_figure and ended > end - datetime.timedelta(days=365))

    def periods(self, measure):
        polarity, year_type = self.kind[measure]
        turn = -1 if polarity == "Low" else 1
        out = []
        for text, figures in self.figures[measure].items():
            end = last_day(text, year_type)
            if end is None:
                continue
            live = {a: turn * v for a, v in figures.items() if self.is_live(a, end, True)}
            out.append((end, text, standings(live)))
        return sorted(out, key=lambda p: p[:2], reverse=True)

    def known(self, measure):
        """{(inspection, any authority): standing} as of the inspection's first day."""
        periods, out = self.periods(measure), {}
        for inspection in self.grade:
            newest = months_before(inspection[1], self.lag)
            oldest = months_before(inspection[1], self.age)
            usable = [s for end, _, s in periods if oldest <= end <= newest]
            for area in self.authorities:
                for standing in usable:
                    if area in standing:
                        out[inspection, area] = standing[area]
                        break
        return out


def test(england, known, outcome, seed):
    """r and p: whole authorities exchanged."""
    def r_of(mate):
        return correlation([(known[i, mate[i[0]]], u) for i, u in outcome.items()
                            if (i, mate[i[0]]) in known])
    own = r_of({a: a for a in england.authorities})
    chance = random.Random(seed)
    as_large = 0
    for _ in range(DRAWS):
        others = england.authorities[:]
        chance.shuffle(others)
        as_large += abs(r_of(dict(zip(england.authorities, others)))) >= abs(own) - 1e-12
    return own, (1 + as_large) / (DRAWS + 1)


def without(england, known, control):
    """Both sides less their line on the control."""
    has = [i for i in england.grade if (i, i[0]) in control]
    rest_of_grade = line([(control[i, i[0]], england.grade[i]) for i in has])
    outcome = {i: rest_of_grade(control[i, i[0]], england.grade[i]) for i in has}
    both = [i for i in has if (i, i[0]) in known]
    rest_of_figure = line([(control[i, i[0]], known[i, i[0]]) for i in both])
    rest = {key: rest_of_figure(control[key], value)
            for key, value in known.items() if key in control}
    return rest, outcome


def main():
    said = json.load(sys.stdin)
    settings, wrong = said["settings"], 0
    assert said["framework"] == "ilacs-2018" and said["judgement"] == "overall"
    measures = sys.argv[2:]
    england = England(sys.argv[1], set(measures) | {settings["control"]},
                      settings["lag_months"], settings["age_months"])
    control = england.known(settings["control"])
    by_id = {m["id"]: m for m in said["measures"]}

    def compare(what, found, expected, within):
        nonlocal wrong
        good = found is not None and abs(found - expected) <= within
        wrong += not good
        print(f"{'' if good else 'DIFFERS: '}{what}: {found} beside {expected:.6f}")

    grades = {(i["la_code"], i["start"]): i["standing"] for i in said["inspections"]}
    compare("inspections", len(grades), len(england.grade), 0)
    for (area, start), standing in england.grade.items():
        found = grades.get((area, start.isoformat()))
        if found is None or abs(found - standing) > 1e-6:
            compare(f"grade of {area} {start}", found, standing, 1e-6)
    for seed, measure in enumerate(measures):
        known, m = england.known(measure), by_id[measure]
        own = [(known[i, i[0]], u) for i, u in england.grade.items() if (i, i[0]) in known]
        r, p = test(england, known, england.grade, seed)
        chance = 5 * math.sqrt(p * (1 - p) * (1 / DRAWS + 1 / settings["draws"])) + 2 / DRAWS
        compare(measure + " n", m["inspections"], len(own), 0)
        compare(measure + " r", m["r"], r, 1e-6)
        compare(measure + " tau-b", m["tau_b"], tau_b(own), 1e-6)
        compare(measure + " p", m["p"], p, chance)
        if measure == settings["control"]:
            continue
        r, p = test(england, *without(england, known, control), seed)
        chance = 5 * math.sqrt(p * (1 - p) * (1 / DRAWS + 1 / settings["draws"])) + 2 / DRAWS
        compare(measure + " r, control out", m["partial"]["r"], r, 1e-6)
        compare(measure + " p, control out", m["partial"]["p"], p, chance)
    return wrong > 0


sys.exit(main())
