#!/usr/bin/env python3
"""Reads an export back with other tools than ours: check_tables.py STEM

STEM.xlsx, STEM.json and STEM-TABLE.csv hold the same rows; no cell is a formula; the
workbook has a title, a frozen header row marked as a table, no merged cell, no macro, no
link, and colours of enough contrast.  Prints what is wrong; exit code 1."""
import csv
import glob
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from datetime import date

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LIVE = re.compile("^[\\s\u00a0\ufeff\u200b]*[=+\\-@\uff1d\uff0b\uff0d\uff20\x00-\x1f\x7f]")
wrong = []


def say(text):
    wrong.append(text)
    print(text)


def column_of(reference):
    number = 0
    for letter in re.match("[A-Z]+", reference).group():
        number = number * 26 + ord(letter) - 64
    return number - 1


def unescaped(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)


class Workbook:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        shared = self.part("xl/sharedStrings.xml")
        self.texts = [
            unescaped("".join(t.text or "" for t in si.iter(MAIN + "t")))
            for si in shared.iter(MAIN + "si")
        ]

    def part(self, name):
        return ET.fromstring(self.zip.read(name))

    def sheets(self):
        for i, sheet in enumerate(self.part("xl/workbook.xml").iter(MAIN + "sheet")):
            yield sheet.get("name"), self.part(f"xl/worksheets/sheet{i + 1}.xml"), i + 1

    def cell(self, node):
        value = node.find(MAIN + "v")
        if value is None:
            return None
        return self.texts[int(value.text)] if node.get("t") == "s" else float(value.text)

    def rows(self, sheet):
        for row in sheet.iter(MAIN + "row"):
            cells = {column_of(c.get("r")): self.cell(c) for c in row.iter(MAIN + "c")}
            yield {k: v for k, v in cells.items() if v is not None}


def check_sheet(book, name, sheet, number):
    rows = list(book.rows(sheet))
    if sheet.find(f".//{MAIN}f") is not None:
        say(f"{name}: a formula")
    for tag in ("mergeCells", "hyperlinks", "drawing", "legacyDrawing", "oleObjects"):
        if sheet.find(MAIN + tag) is not None:
            say(f"{name}: {tag}")
    if len(rows[0]) != 1 or not isinstance(rows[0].get(0), str):
        say(f"{name}: no title in the first cell alone")
    pane = sheet.find(f".//{MAIN}pane")
    if pane is None or pane.get("state") != "frozen" or pane.get("ySplit") != "2":
        say(f"{name}: the header does not stay")
    table = book.part(f"xl/tables/table{number}.xml")
    heads = [c.get("name") for c in table.iter(MAIN + "tableColumn")]
    if table.get("headerRowCount", "1") != "1" or not table.get("ref").startswith("A2:"):
        say(f"{name}: the header row is not marked as one")
    if [rows[1].get(i) for i in range(len(heads))] != heads:
        say(f"{name}: the table's columns are not its header")
    style = table.find(MAIN + "tableStyleInfo")
    if style is not None and not style.get("name", "").startswith("TableStyleLight"):
        say(f"{name}: a table style of little contrast: {style.get('name')}")
    for row in rows:
        for value in row.values():
            if isinstance(value, str) and LIVE.match(value):
                say(f"{name}: a live cell: {value[:40]!r}")
    return heads, rows[2:]


def day_number(text):
    return float((date.fromisoformat(text) - date(1899, 12, 30)).days)


def same(kind, of_csv, of_xlsx, of_json):
    if kind == "text":
        safe = of_json or ""
        safe = safe if not LIVE.match(safe) else "'" + safe
        return of_csv == safe and (of_xlsx or "") == safe
    if of_csv == "":
        return of_xlsx is None and of_json is None
    if kind == "date":
        return of_json == of_csv and of_xlsx == day_number(of_csv)
    number = float(of_csv)
    return number == of_json and abs(of_xlsx - number) <= abs(number) * 1e-15


def check_rows(table, path, heads, rows):
    kinds = {c["name"]: c["kind"] for c in table["columns"]}
    with open(path, encoding="utf-8", newline="") as file:
        records = list(csv.reader(file))
    if records[0] != heads or heads != list(kinds):
        say(f"{path}: other columns")
    if len(records) - 1 != len(table["rows"]) or len(rows) < len(table["rows"]):
        say(f"{path}: {len(records) - 1} rows, {len(rows)} in the workbook, "
            f"{len(table['rows'])} in JSON")
    for number, record in enumerate(records[1:]):
        for i, name in enumerate(heads):
            if kinds[name] == "text" and LIVE.match(record[i]):
                say(f"{path}: a live cell: {record[i][:40]!r}")
            if not same(kinds[name], record[i], rows[number].get(i), table["rows"][number][name]):
                say(f"{path}:{number + 2}: {name}: {record[i]!r}, "
                    f"{rows[number].get(i)!r}, {table['rows'][number][name]!r}")


def main(stem):
    book = Workbook(stem + ".xlsx")
    with open(stem + ".json", encoding="utf-8") as file:
        answer = json.load(file)
    tables = {t["name"]: t for t in answer["tables"]}
    for name in book.names:
        if "vba" in name.lower() or "external" in name.lower():
            say(f"{stem}.xlsx: {name}")
    if any(info.date_time[0] != 1980 for info in book.zip.infolist()):
        say(f"{stem}.xlsx: a part says when it was written")
    core = book.zip.read("docProps/core.xml").decode()
    if f"{answer['at']}T00:00:00Z" not in core or "<dc:title>" not in core:
        say(f"{stem}.xlsx: no title, or another day than that of the evidence")
    seen = []
    for name, sheet, number in book.sheets():
        heads, rows = check_sheet(book, name, sheet, number)
        seen.append(name.lower())
        check_rows(tables[name.lower()], f"{stem}-{name.lower()}.csv", heads, rows)
    if sorted(seen) != sorted(tables) or seen[0] != "notes":
        say(f"{stem}.xlsx: sheets {seen}")
    if len(glob.glob(glob.escape(stem) + "-*.csv")) != len(tables):
        say(f"{stem}: not a CSV a table")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
