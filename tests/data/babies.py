#!/usr/bin/env python3
"""What `assay babies` should expect, from the published tables alone: shares no code with
Assay.  usage: babies.py DATA-FOLDER AREA-CODE...   (970 is England)
       babies.py --json FILE DATA-FOLDER            compares the JSON of assay babies

Prints `area stage expected`, of 100 babies.  Counts are of csc/indicator_counts, single
figures of lait/bds_long; small areas are not shrunk here, so that `used` in the JSON
differs from these by what the prior pulls.  Formulas: docs/babies.md."""
import csv
import gzip
import json
import math
import sys

SHARES = {
    "light-birth": "Low_Birth_Weight_Babies", "breastfed": "6wksBreast",
    "review": "HCP_PHOF", "good-level": "FSP_NEW_GOODDEV", "overweight-5": "ExcessRec",
    "phonics": "KS1P_all", "absent-primary": "SFPriPerAbNew",
    "expected-11": "KS2RWM_Expected_STD", "overweight-11": "ExcessYr6",
    "absent-secondary": "SFSecPerAbNew", "suspended": "Sec_ Pup_FixedEx",
    "pass-4": "EngMaths9-4", "pass-5": "EngMaths9-5", "neet": "16-17 NEET",
    "level-2": "Level2Age19", "level-3": "Level3Age19", "university": "HE_19_All",
}
COUNTS = {"referral_rate", "referral_rereferral", "referral_nfa", "referral_not_in_need",
          "cpp_start_rate", "cpp_subsequent", "cla_start_rate"}
SINGLE = set(SHARES.values()) | {"SecPermEx", "FirstYJS", "UASC_%_Starting"}


def read_figures(folder):
    """(measure, area) -> value of the latest year that any authority has."""
    rows = {}
    with gzip.open(folder + "/lait/bds_long.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if row["short_desc"] in SINGLE:
                try:
                    value = float(row["value"])
                except ValueError:
                    continue
                rows.setdefault((row["short_desc"], row["years"][:4]), {})[
                    row["la_number"]] = value
    found = {}
    for measure in SINGLE:
        year = max(y for m, y in rows if m == measure and any(
            len(code) == 3 and code < "970" for code in rows[m, y]))
        for code, value in rows[measure, year].items():
            found[measure, code] = value
    return found


def read_counts(folder):
    found, latest = {}, {}
    with gzip.open(folder + "/csc/indicator_counts.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            name, year = row["indicator"], row["time_period"]
            if name not in COUNTS or row["geographic_level"] == "Regional":
                continue
            code = row["la_number"] or "970"
            try:
                pair = float(row["numerator"]), float(row["denominator"])
            except ValueError:
                continue
            if year >= latest.get(name, ""):
                latest[name] = year
                found[name, code, year] = pair
    return {(n, c): p for (n, c, y), p in found.items() if y == latest[n]}


def shape(m, repeats):
    """k such that 1 - (k / (k + m)) ** (k + 1) == repeats, by bisection."""
    if -math.log(1 - repeats) <= m:
        return math.inf
    low, high = 1e-9, 1e6
    for _ in range(400):
        middle = math.sqrt(low * high)
        if 1 - (middle / (middle + m)) ** (middle + 1) > repeats:
            low = middle
        else:
            high = middle
    return low


def any_of(m, kept, repeats, years):
    k = shape(m, repeats)
    if math.isinf(k):
        return 1 - math.exp(-years * m * kept)
    return 1 - (1 + years * m * kept / k) ** -k


def stages(value, share):
    """value(measure) and share(indicator) are None where there is no figure."""
    out = {}
    for stage, measure in SHARES.items():
        x = value(measure)
        out[stage] = None if x is None else min(x, 100) / 100
    x = value("SecPermEx")
    out["excluded"] = None if x is None else 1 - (1 - x / 100) ** 5
    x = value("FirstYJS")
    out["entrant"] = None if x is None else 8 * x / 1e5
    m, again = share("referral_rate"), share("referral_rereferral")
    none, not_in_need = share("referral_nfa"), share("referral_not_in_need")
    if m is not None and again is not None:
        out["referred"] = any_of(m, 1, again, 18)
        if none is not None:
            out["assessed"] = any_of(m, 1 - none, again, 18)
            if not_in_need is not None:
                out["in-need"] = any_of(m, 1 - none - not_in_need, again, 18)
    m, again = share("cpp_start_rate"), share("cpp_subsequent")
    if m is not None and again is not None:
        out["plan"] = min(18 * m * (1 - again), out.get("in-need") or 1)
    m, alone = share("cla_start_rate"), value("UASC_%_Starting")
    if m is not None:
        care = 1 - (1 - m * (1 - (alone or 0) / 100)) ** 18
        out["care"] = min(care, out.get("in-need") or 1)
    return {stage: None if x is None else 100 * x for stage, x in out.items()}


def of_area(figures, counts, code):
    def share(name):
        pair = counts.get((name, code))
        return pair[0] / pair[1] if pair else None
    return stages(lambda measure: figures.get((measure, code)), share)


def compare(path, folder):
    """Each line of the JSON: expected numbers beside these, from `used` and from counts."""
    figures, counts = read_figures(folder), read_counts(folder)
    lines, stage_count, small, worst, worst_raw, unlike = 0, 0, 0, 0, 0, []
    for line in open(path):
        said = json.loads(line)
        rates = {r["measure"]: r for r in said["rates"] if r.get("measure")}
        lait = {"referral_rate": "CPP_Total_Rateper10,000",
                "referral_rereferral": "ReReferral", "referral_nfa": "CIN_Refferals_NFA",
                "referral_not_in_need": "Referrals_AssessedNotNeed",
                "cpp_start_rate": "CPP_Abuse_Rate", "cpp_subsequent": "PrevRegCPR",
                "cla_start_rate": "LAC_Start_Rate"}
        lines += 1
        # A mean over draws is not the value at the mean rate where few are counted.
        few = (rates["CPP_Total_Rateper10,000"]["here"]["numerator"] or 0) < 100
        small += few
        for who, code in (("here", said["la_code"]), ("england", "970")):
            used = lambda measure: rates[measure][who]["used"]
            part = lambda n: None if used(lait[n]) is None else \
                used(lait[n]) / rates[lait[n]]["per"]
            from_used = stages(used, part)
            raw = of_area(figures, counts, code)
            for stage in said["stages"]:
                mine, theirs = from_used.get(stage["id"]), stage[who]
                if (theirs is None) != (mine is None):
                    unlike.append((said["area"], who, stage["id"], mine, theirs))
                    continue
                if theirs is None:
                    continue
                if few and who == "here":
                    continue
                stage_count += 1
                worst = max(worst, abs(theirs["expected"] - mine))
                if raw.get(stage["id"]) is not None:
                    worst_raw = max(worst_raw, abs(theirs["expected"] - raw[stage["id"]]))
    for at in unlike:
        print("known to one alone:", *at)
    print(f"{lines} areas ({small} small), {stage_count} stages; largest difference {worst:.3f} of 100 "
          f"from the rates used, {worst_raw:.3f} from unshrunken counts")
    return 1 if unlike or worst > 0.25 or lines == 0 else 0


if __name__ == "__main__":
    if sys.argv[1] == "--json":
        sys.exit(compare(sys.argv[2], sys.argv[3]))
    tables = read_figures(sys.argv[1]), read_counts(sys.argv[1])
    for area in sys.argv[2:]:
        for name, number in sorted(of_area(*tables, area).items()):
            print(area, name, "-" if number is None else f"{number:.3f}")
