"""Whether pages of a site say what their data says.

site_pages.py measures SITE ALL.csv    pages of measures and their CSV beside the output of
                                       assay measure --all
site_pages.py choice SITE              assets/data.js beside the pages of measures

Prints what differs, one a line.
"""

import csv
import glob
import html
import json
import os
import re
import sys
from decimal import ROUND_HALF_UP, Decimal


def text_of(cell):
    return html.unescape(re.sub(r"<[^>]*>", "", cell)).strip()


def tables_of(path):
    """The rows of each table as texts, by its caption."""
    with open(path, encoding="utf-8") as page:
        text = page.read()
    for table in re.findall(r"<table.*?</table>", text, re.S):
        caption = text_of(re.search(r"<caption.*?</caption>", table, re.S).group(0))
        yield caption, [[text_of(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
                        for row in re.findall(r"<tr.*?</tr>", table, re.S)]


def shown(number, decimals, percent):
    """A number as pages show it: half up, thousands grouped, a true minus sign."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(number).quantize(step, rounding=ROUND_HALF_UP)
    said = f"{abs(rounded):,.{decimals}f}" + ("%" if percent else "")
    return ("\u2212" if rounded < 0 else "") + said


def all_authorities(path):
    for caption, rows in tables_of(path):
        if caption.endswith(": every authority"):
            return rows
    return []


def compare_table(path, rows):
    table = all_authorities(path)
    heads = table[0] if table else []
    figures = {row[0]: row[heads.index("Figure")] for row in table[1:]}
    # Regions and England are in the CSV and not among the authorities.
    by_name = {row["area"]: row for row in rows}
    for name, figure in figures.items():
        value = by_name[name]["value"]
        if not value:
            if re.search(r"\d", figure):
                yield f"{path}: {name} shows {figure}, and has no figure"
            continue
        percent = figure.endswith("%")
        digits = figure.rstrip("%").partition(".")[2]
        if figure != shown(value, len(digits), percent):
            yield f"{path}: {name} shows {figure}, and is {value}"
    if not figures:
        yield f"{path}: no table of every authority"


def measures(site, path):
    wanted = {}
    with open(path, encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            wanted.setdefault((row.pop("measure"), row["period"]), []).append(row)
    for name in sorted(glob.glob(os.path.join(site, "measure", "*.csv"))):
        with open(name, encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        page = name[:-3] + "html"
        facts = {row[0]: row[1] for caption, table in tables_of(page)
                 if caption == "About this measure" for row in table[1:]}
        key = (facts.get("Name in the data"), rows[0]["period"])
        if wanted.get(key) != rows:
            yield f"{name}: not what assay measure says of {key}"
        yield from compare_table(page, rows)


def choice(site):
    with open(os.path.join(site, "assets", "data.js"), encoding="utf-8") as text:
        data = json.loads(text.read().split("const ASSAY = ", 1)[1].rstrip().rstrip(";"))
    if not data["measures"] or not data["areas"]:
        yield "nothing to choose from"
    for measure in data["measures"]:
        page = os.path.join(site, "measure", measure["page"] + ".html")
        figures = {row[0]: row[2] for row in all_authorities(page)[1:]}
        values = measure["values"].split("|")
        if len(values) != len(data["areas"]) or len(measure["beside"]) != len(values):
            yield f"{page}: {len(values)} figures of {len(data['areas'])} authorities"
        for (area, _), value in zip(data["areas"], values):
            said = figures.get(area, "")
            number = re.search(r"\d", value)
            if number and value + measure["sign"] != said:
                yield f"{page}: {area} shows {said}, the choice {value}"
            if not number and re.search(r"\d", said):
                yield f"{page}: {area} shows {said}, the choice nothing"


if __name__ == "__main__":
    verb, *rest = sys.argv[1:]
    found = list({"measures": measures, "choice": choice}[verb](*rest))
    print("\n".join(found[:20]), end="")
    sys.exit(1 if found else 0)
