#!/usr/bin/env python3
"""Lays the letters of the four examples beside what was published.

examples_facts.csv says which rows of evidence hold each fact of the four published
assessments, and what the first of them shows.  Here every such row must be told in the
letter itself, outside the index, and what it shows must stand there.  Where the folder of
reference texts is there as well (ASSAY_REFERENCE, else ../shared/reference), every number of
its table of facts must stand in the letter, and no run of eight words of the letter may be
found in its texts.

Usage: letters_facts.py [PROGRAM]; prints TAP."""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1
                          else os.environ.get("ASSAY", TOP + "/build/assay"))
REFERENCE = os.environ.get("ASSAY_REFERENCE", TOP + "/../shared/reference")
LETTERS = [  # example, framework, area, the letter's number in the table of facts
    ("knowsley-2006", "apa-2006", "Knowsley", "L002"),
    ("knowsley-rating-2009", "annual-rating-2009", "Knowsley", "L000"),
    ("knowsley-slac-2010", "slac-2010", "Knowsley", "L004"),
    ("sefton-2011", "annual-assessment-2011", "Sefton", "L003"),
]
INDEX = "Evidence index"
AFTER = {"How the grades were reached", "The basis of each rule", "Judgements",
         "Figures beside other areas", "What is not known", "Data annex", INDEX,
         "Sources and version"}
MONTHS = ("January February March April May June July August September October November "
          "December").split()
RUN = 8  # words


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def letter_of(example, framework, area):
    with tempfile.TemporaryDirectory() as out:
        done = subprocess.run(
            [PROGRAM, "letter", "--framework", framework, "--area", area, "--evidence",
             f"{TOP}/examples/{example}", "--format", "json", "--out", out, "--quiet"],
            stdout=subprocess.PIPE, check=False, text=True)
        if done.returncode > 1:
            sys.exit(f"assay letter --framework {framework}: exit {done.returncode}")
        with open(done.stdout.split()[0], encoding="utf-8") as file:
            return json.load(file)


class Letter:
    """What stands on which row: in the letter, and in its index."""

    def __init__(self, document):
        self.said, self.index, self.texts, self.proper = {}, {}, [], []
        for key in ("title", "area", "notice"):
            self.texts.append(document[key])
        self.texts.append(day_words(document["at"]))
        self.walk(document["document"], None, None)

    def walk(self, node, section, row):
        if node["node"] == "section" and section is None and "text" in node:
            section = "" if row is None else node["text"]
        if node["node"] == "row":
            row = " ".join(c.get("text", "") for c in node.get("children", []))
            if "anchor" in node:
                self.index[node["anchor"]] = row
        text = node.get("text", "")
        if section != INDEX:
            if text:
                self.texts.append(text)
            if node["node"] == "sentence" and section not in AFTER:
                self.proper.append(text)
            for name in node.get("evidence", []):
                self.said.setdefault(name, []).append(row if row and node["node"] == "cell"
                                                      else text)
        for child in node.get("children", []):
            if node["node"] == "section" and child["node"] == "section" and section == "":
                self.walk(child, child.get("text", ""), None)
            else:
                self.walk(child, section, row if node["node"] != "section" else None)


def day_words(day):
    year, month, date = day.split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"


def names_of(example):
    """file:record and file:id of each row, to the id that a letter gives it."""
    names = {}
    for file in sorted(os.listdir(f"{TOP}/examples/{example}")):
        if not file.endswith(".csv"):
            continue
        for record, row in enumerate(rows_of(f"{TOP}/examples/{example}/{file}"), 2):
            own = f"{file[:-4]}:{row.get('id') or record}"
            names[f"{file[:-4]}:{record}"] = names[own] = own
    return names


def shows(letter, own, what):
    said = " ".join(letter.said.get(own, []) + [letter.index.get(own, "")]).casefold()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", what):
        words = day_words(what)
        return words in " ".join(letter.texts) or words[words.index(" ") + 1:].casefold() in said
    forms = {what, what.replace("-", " "), what.replace(",", "")}
    if re.fullmatch(r"\d{4,}", what):
        forms.add(f"{int(what):,}")
    return any(form.casefold() in said for form in forms)


def inspections_told(example, letter):
    """Those of which a judgement is told."""
    names, told = names_of(example), set()
    if not os.path.exists(f"{TOP}/examples/{example}/judgements.csv"):
        return told
    for record, row in enumerate(rows_of(f"{TOP}/examples/{example}/judgements.csv"), 2):
        if names[f"judgements:{record}"] in letter.said:
            told.add("inspections:" + row["inspection"])
    return told


def fact_faults(example, letter):
    names, count = names_of(example), 0
    letter.told = inspections_told(example, letter)
    for fact in rows_of(f"{TOP}/tests/cases/examples_facts.csv"):
        if fact["example"] != example or fact["evidence"].startswith("not held"):
            continue
        count += 1
        for place, name in enumerate(fact["evidence"].split()):
            own = names[name]
            if own.startswith(("areas:", "measures:", "settings:")):
                continue  # told by name, by the figures, and by their grades
            if own in letter.told:
                continue
            if own not in letter.said:
                yield f"{fact['fact']}: {own} is not told"
            elif place == 0 and not shows(letter, own, fact["shows"]):
                yield f"{fact['fact']}: {own} does not show \"{fact['shows']}\""
    if count == 0:
        yield "no facts"


NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORDS = {w: str(n) for n, w in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}


def numbers_in(text):
    found = {n.replace(",", "").rstrip(".") for n in NUMBER.findall(text)}
    return found | {WORDS[w] for w in re.findall(r"[a-z]+", text.casefold()) if w in WORDS}


def number_faults(number, letter):
    """Figures of the published letter that are nowhere in ours."""
    said = numbers_in(" ".join(letter.texts))
    for fact in rows_of(f"{REFERENCE}/letters_facts.csv"):
        if fact["letter"] != number or fact["statement_type"] in ("signatory", "scale"):
            continue
        if fact["area"] == "meta" and fact["statement_type"] not in ("date", "grade"):
            continue
        for figure in NUMBER.findall(re.sub(r"\d{4}-\d\d(-\d\d)?", "", fact["value"])):
            figure = re.sub("0{6}$", "", figure.replace(",", ""))  # "150 million"
            if figure not in said:
                yield f"{fact['subject']}: {fact['value']} ({fact['period']}): no {figure}"


def runs_of(text):
    words = re.findall(r"[a-z0-9'%&-]+", text.casefold().replace("\u2019", "'"))
    return {tuple(words[i:i + RUN]) for i in range(len(words) - RUN + 1)}


def copied(letters):
    theirs = {}
    titles = set()  # of regimes and judgements: names as well
    for file in sorted(os.listdir(f"{TOP}/frameworks")):
        with open(f"{TOP}/frameworks/{file}", encoding="utf-8") as text:
            titles |= {run for title in re.findall(r'"([^"]*)"', text.read())
                       if len(title) < 120 for run in runs_of(title)}
    for example, _ in letters:
        titles |= {run for row in rows_of(f"{TOP}/examples/{example}/measures.csv")
                   for run in runs_of(row["name"])}
    for file in sorted(os.listdir(REFERENCE)):
        if "indicators" in file:  # names of measures, which are what they are
            continue
        with open(f"{REFERENCE}/{file}", encoding="utf-8", errors="replace") as text:
            for line in text:
                for run in runs_of(line):
                    theirs[run] = file
    for example, letter in letters:
        for sentence in letter.proper:
            for run in sorted(runs_of(sentence)):
                if run in theirs and run not in titles:
                    yield f"{example}: \"{' '.join(run)}\" stands in {theirs[run]}"


def main():
    held = os.path.exists(f"{REFERENCE}/letters_facts.csv")
    print(f"1..{2 * len(LETTERS) + 1}")
    letters, tests, failed = [], 0, False
    def report(name, faults, skip=False):
        nonlocal tests, failed
        tests += 1
        failed |= bool(faults)
        print(f"{'not ok' if faults else 'ok'} {tests} - {name}" +
              (" # SKIP the reference texts are not here" if skip else ""))
        for fault in faults:
            print(f"# {fault}")
    for example, framework, area, number in LETTERS:
        letter = Letter(letter_of(example, framework, area))
        letters.append((example, letter))
        report(f"the letter of {example} tells every fact that was published",
               list(fact_faults(example, letter)))
        report(f"every number of that letter's facts stands in the letter of {example}",
               list(number_faults(number, letter)) if held else [], not held)
    report("no run of eight words of a letter stands in the reference texts",
           list(copied(letters)) if held else [], not held)
    return failed


if __name__ == "__main__":
    sys.exit(main())
