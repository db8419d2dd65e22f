#!/usr/bin/env python3
"""Recomputes, from the published files alone, what `assay measure --all` says of the
comparison tool's measures: ranks, bands, the neighbours' mean and median, region and
England, for every measure and period; and the quintiles of the NEET scorecards.

    benchmarks.py DATA < output of `assay measure --all`

Written apart from the program: it shares no code with it and takes its formulas from
docs/methods.md.  Ranks and bands must be equal, averages within 1e-9 of each other.
Prints what was compared; exits 1 where anything differs."""
import bisect
import csv
import datetime
import gzip
import io
import math
import sys
from collections import Counter, defaultdict

ENGLAND = "970"


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8-sig", newline="") \
        if path.endswith(".gz") else open(path, encoding="utf-8-sig", newline="")
    with opened as f:
        yield from csv.DictReader(f)


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def last_day(text, year_type):
    """The last day of a period: its last year, and the day its kind of year ends on."""
    digits = text.replace("(", " ").split()[0].replace("/", "-")
    parts = digits.split("-")
    if len(parts[0]) != 4:
        return None
    first = int(parts[0])
    last = first // 100 * 100 + int(parts[-1][-2:]) if len(parts) > 1 else first
    if year_type == "Academic Year":
        return datetime.date(last, 8, 31)
    if year_type == "Calendar Year":
        return datetime.date(last, 12, 31)
    if year_type == "Annual (end of Sept)":
        return datetime.date(last, 9, 30)
    if year_type == "Annual - January":
        return datetime.date(last, 1, 31)
    if year_type == "Annual" and len(parts) == 2 and last > first + 1:
        return datetime.date(last, 12, 31)  # a pool of calendar years
    return datetime.date(last, 3, 31)


def period_of(text, year_type):
    """First and last day; None for a text that names no year."""
    end = last_day(text, year_type)
    if end is None:
        return None
    years = 1
    parts = text.split()[0].replace("/", "-").split("-")
    if len(parts) > 1:
        span = (end.year - int(parts[0])) + (1 if end.month == 12 else 0)
        years = max(1, span)
    first = end.replace(year=end.year - years)
    return first + datetime.timedelta(days=1), end


class Data:
    def __init__(self, folder):
        self.life, self.region = {}, {}
        for r in rows(folder + "/lookups/la_lookup.csv"):
            self.life[r["la_number"]] = day(r["start_date"]), day(r["end_date"])
            self.region[r["la_number"]] = r["lait_region"] or r["region"]
        self.region_code = {}
        for r in rows(folder + "/lait/la_code_list.csv"):
            if 980 <= int(r["la_number"]) <= 990:
                self.region_code[r["la_name"].lower()] = r["la_number"]
        self.neighbours = defaultdict(dict)
        for r in rows(folder + "/lait/statistical_neighbours_2025.csv"):
            self.neighbours[r["la_number"]][int(r["rank"])] = r["neighbour_la_number"]
        self.about = {}
        for r in rows(folder + "/lait/data_dictionary.csv"):
            self.about.setdefault(r["Measure_short"], r)
        self.values = defaultdict(dict)
        for r in rows(folder + "/lait/bds_long.csv.gz"):
            value = None if r["value"] == "-" else r["value"]
            self.values[r["short_desc"], r["years"]][r["la_number"]] = value

    def is_live(self, code, span, has_figure):
        """On the last day; or ended within the period, with a figure all the same."""
        if code not in self.life:
            return False
        born, died = self.life[code]
        if span is None:
            return True
        if born is not None and born > span[1]:
            return False
        return died is None or died >= span[1] or (has_figure and died >= span[0])

    def region_of(self, code, figures):
        name = self.region[code]
        inside = name in ("Inner London", "Outer London")
        code = self.region_code[("london (%s)" % name.split()[0] if inside else name).lower()]
        if figures.get(code) is None and inside:
            code = self.region_code["london"]
        return figures.get(code)


def quantile7(ordered, p):
    """In floating point and in this order of steps: two published figures that differ in
    the sixteenth digit may lie on either side of an edge worked out otherwise."""
    at = (len(ordered) - 1) * p
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])


def band(value, edges, high):
    return ("DCBA" if high else "ABCD")[bisect.bisect_left(edges, value)]


def expected(data, measure, period):
    """code: (value, rank, rank_of, band, mean, median, region, england)."""
    about = data.about.get(measure, {})
    span = period_of(period, about.get("Year_Type", ""))
    published = {c: None if v is None else float(v)
                 for c, v in data.values[measure, period].items()}
    live = [c for c in data.life if data.is_live(c, span, published.get(c) is not None)]
    have = {c: published[c] for c in live if published.get(c) is not None}
    ordered = sorted(have.values())
    edges = [quantile7(ordered, p) for p in (0.25, 0.5, 0.75)] if ordered else []
    polarity = about.get("Polarity")
    out = {}
    for code in live:
        value = have.get(code)
        rank = letter = mean = median = None
        if value is not None and polarity in ("High", "Low"):
            high = polarity == "High"
            above = len(ordered) - bisect.bisect_right(ordered, value)
            rank = 1 + (above if high else bisect.bisect_left(ordered, value))
            if about["No_Quartile"] != "N":
                letter = band(value, edges, high)
        beside = sorted(have[n] for n in data.neighbours[code].values() if n in have)
        if beside:
            mean = math.fsum(beside) / len(beside)
            median = (beside[(len(beside) - 1) // 2] + beside[len(beside) // 2]) / 2
        out[code] = (value, rank, len(ordered) if rank else None, letter, mean, median,
                     data.region_of(code, published), published.get(ENGLAND))
    return out


COLUMNS = ["value", "rank", "rank_of", "quartile", "neighbours_mean", "neighbours_median",
           "region_value", "england_value"]


def same(said, true):
    if true is None or said == "":
        return true is None and said == ""
    if isinstance(true, str):
        return said == true
    if isinstance(true, int):
        return int(said) == true
    return math.isclose(float(said), float(true), rel_tol=1e-9, abs_tol=1e-9)


def check_measures(data, said):
    compared, wrong, directed = Counter(), [], set()
    for (measure, period), areas in sorted(said.items()):
        if (measure, period) not in data.values:
            continue
        true = expected(data, measure, period)
        if data.about.get(measure, {}).get("Polarity") in ("High", "Low"):
            directed.add((measure, period))
        if set(areas) != set(true):
            wrong.append((measure, period, "areas",
                          sorted(set(areas) ^ set(true)), ""))
        for code in set(areas) & set(true):
            for column, value in zip(COLUMNS, true[code]):
                compared[column] += value is not None
                if not same(areas[code][column], value):
                    wrong.append((measure, period, code, column,
                                  areas[code][column], value and str(value)))
    missing = set(data.values) - set(said)
    wrong += [(m, p, "not printed", "", "") for m, p in sorted(missing)]
    print("measures and periods: %d, of them %d with a direction" %
          (len(set(data.values) & set(said)), len(directed)))
    print("compared: " + ", ".join("%s %d" % (c, compared[c]) for c in COLUMNS))
    return wrong


def main():
    folder = sys.argv[1]
    data = Data(folder)
    said = defaultdict(dict)
    source = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="")
    for r in csv.DictReader(source):
        said[r["measure"], r["period"]][r["la_code"]] = r
    wrong = check_measures(data, said)
    for w in wrong[:40]:
        print("differs:", *w)
    print("%d differences" % len(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
