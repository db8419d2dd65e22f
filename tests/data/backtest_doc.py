#!/usr/bin/env python3
"""Writes the tables of docs/backtest.md from what `assay backtest --json` says, or checks
that they are still what it says.

    backtest_doc.py DOCUMENT FOLDER [--write]

A table of the document stands between `<!-- begin NAME -->` and `<!-- end NAME -->`, and so
does each figure in a sentence.  FOLDER holds the JSON files that tests/cases/backtest_data.sh
has made.  Prints what differs and exits 1."""
import json
import re
import sys

def table(heads, rows):
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(map(str, r)) + " |" for r in rows])


def percent(agree, compared):
    return f"{100 * agree / compared:.1f}%"


def interval(said):
    return f"{100 * said['low95']:.1f}–{100 * said['high95']:.1f}"


def p_words(p):
    return "1" if p >= 0.9995 else f"{p:.3f}" if p >= 0.001 else f"{p:.1e}"


def rules(said):
    rows = [["*the framework*", said["compared"], said["agree"],
             percent(said["agree"], said["compared"]), interval(said), said["open"],
             "–", "–"]]
    for r in said["rivals"]:
        pair = r["paired"]
        rows.append([r["title"], r["compared"], r["agree"],
                     percent(r["agree"], r["compared"]), interval(r), r["open"],
                     f"{pair['only_framework']} : {pair['only_rival']}",
                     p_words(pair["p"])])
    return table(["rule", "compared", "agree", "share", "95%", "left open",
                  "framework alone : rule alone", "p"], rows)


def halves(said):
    def cells(h):
        return [f"{a} of {c} ({percent(a, c)})" if c else "none" for c, a in h]
    rows = [["*the framework*"] + cells(said["halves"])]
    rows += [[r["title"]] + cells(r["halves"]) for r in said["rivals"]]
    return table(["rule", f"started before {said['split']}", "from then on"], rows)


def groups(said):
    rows = [[g["of"], g["is"], g["compared"], g["agree"],
             percent(g["agree"], g["compared"]) if g["compared"] else "–",
             interval(g) if g["compared"] else "–", g["open"]] for g in said["groups"]]
    return table(["by", "", "compared", "agree", "share", "95%", "open"], rows)


def parts(case):
    return ", ".join(f"{k} {v['label'] if v else 'not judged'}"
                     for k, v in case["parts"].items())


def disagreements(said):
    rows = [[c["area"], c["start"], parts(c), c["computed"]["label"],
             c["published"]["label"], c["direction"], c["assurance"]]
            for c in said["disagree"]]
    return table(["authority", "start", "parts", "computed", "published",
                  "computed is", "known from"], rows)


def matrix(said):
    size = len(said["published_by_computed"])
    rows = [[f"published {i + 1}"] + row
            for i, row in enumerate(said["published_by_computed"])]
    return table([""] + [f"computed {i + 1}" for i in range(size)], rows)


def coverage(said):
    c = said["coverage"]
    rows = [[k["kind"], k["what"], f"{k['authorities']} of {c['authorities']}", k["items"],
             f"{k['first']} to {k['last']}" if k["first"] else "–"] for k in c["kinds"]]
    return table(["kind", "asked for", "authorities", "items", "dated"], rows)


def measures(said):
    rows = [[m["id"].rsplit(":", 1)[-1], m["label"], m["authorities"], m["last"]]
            for m in said["coverage"]["measures"]]
    return table(["measure", "", "authorities", "last period ends"], rows)


def whole(files):
    rows = []
    for name in ("ilacs-all", "sif-all"):
        said = files[name]
        limit = said["limits"][0]
        rows.append([said["framework"], f"{said['agree']} of {said['compared']}",
                     said["open"], said["repeats"], said["without_grade"],
                     f"{limit['equal']} of {limit['held']}"])
    return table(["framework", "agree", "left open", "repeats", "no overall",
                  "limit equals the published"], rows)


def ratings(files):
    rows = []
    for name in ("cover-2006", "cover-2009", "cover-2010", "cover-2011"):
        c = files[name]["coverage"]
        rows.append([files[name]["framework"], c["at"], c["asked"],
                     c["held_for_nine_in_ten"], c["held_for_some"], c["held_for_none"],
                     c["authorities_with_everything"],
                     sum(r["authorities"] for r in c["ratings"])])
    return table(["framework", "on", "kinds of evidence asked for",
                  "held for nine authorities in ten", "for some", "for none",
                  "authorities that have all of it", "ratings held by name"], rows)


def blocks(files):
    ilacs, sif = files["ilacs"], files["sif"]
    limit = sif["limits"][0]
    out = {
        "ilacs-figure": f"{ilacs['agree']} of {ilacs['compared']} "
                        f"({percent(ilacs['agree'], ilacs['compared'])}; 95% interval "
                        f"{interval(ilacs)})",
        "sif-figure": f"{sif['agree']} of {sif['compared']} "
                      f"({percent(sif['agree'], sif['compared'])}; 95% interval "
                      f"{interval(sif)})",
        "limit-figure": f"{limit['equal']} of {limit['held']} (95% interval "
                        f"{interval(limit)})",
        "limit-open": f"{limit['not_held']}",
        "limit-without": f"{limit['as_low_without']}",
        "ilacs-rules": rules(ilacs), "sif-rules": rules(sif),
        "ilacs-halves": halves(ilacs), "ilacs-halves-2022": halves(files["ilacs-2022"]),
        "sif-halves": halves(sif),
        "ilacs-groups": groups(ilacs), "sif-groups": groups(sif),
        "ilacs-matrix": matrix(ilacs), "sif-matrix": matrix(sif),
        "ilacs-disagreements": disagreements(ilacs),
        "sif-disagreements": disagreements(sif),
        "whole": whole(files), "coverage": ratings(files),
        "coverage-2010": coverage(files["cover-2010"]),
        "coverage-2011": coverage(files["cover-2011"]),
        "measures-2010": measures(files["cover-2010"]),
        "measures-2011": measures(files["cover-2011"]),
    }
    for rival in ilacs["rivals"]:
        name = rival["named"].rsplit("/ilacs-", 1)[-1].removesuffix(".framework")
        pair = rival["paired"]
        if name in ("middle-leaders", "limit-worse", "middle-worse", "leaders"):
            out["pair-" + name] = f"{pair['only_framework']} to {pair['only_rival']} " \
                f"(p {p_words(pair['p'])})"
    for name, said in (("ilacs", ilacs), ("sif", sif)):
        common = said["most_common"]
        out[name + "-common"] = f"{common['agree']} of {said['compared']} " \
            f"({percent(common['agree'], said['compared'])})"
        out[name + "-ceiling"] = str(said["ceiling"]["agree"])
    return out


def main():
    document, folder, write = sys.argv[1], sys.argv[2], "--write" in sys.argv[3:]
    names = ("ilacs", "ilacs-2022", "sif", "ilacs-all", "sif-all", "cover-2006",
             "cover-2009", "cover-2010", "cover-2011")
    files = {n: json.load(open(f"{folder}/{n}.json", encoding="utf-8")) for n in names}
    text, wrong, used = open(document, encoding="utf-8").read(), 0, set()
    for name, block in blocks(files).items():
        pattern = re.compile(f"(<!-- begin {name} -->)(.*?)(<!-- end {name} -->)", re.S)
        found = pattern.search(text)
        if not found:
            wrong += 1
            print(f"{document} has no place for {name}")
            continue
        used.add(name)
        said = "\n" + block + "\n" if "\n" in block else block
        if found.group(2) != said and not write:
            wrong += 1
            print(f"{document}: {name} is not what the program says:\n{said}")
        text = pattern.sub(lambda m, s=said: m.group(1) + s + m.group(3), text)
    if write:
        open(document, "w", encoding="utf-8").write(text)
    print(f"{len(used)} figures and tables of the document, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
