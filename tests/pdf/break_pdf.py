#!/usr/bin/env python3
"""Takes one property after another away from a sound PDF, and asks check_pdf.py to notice:
break_pdf.py PDF HTML SCRATCH-FOLDER.  Each break is an edit of the file laid bare by qpdf
(--qdf); the check must complain of the property that is gone.
"""
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

FOOT = rb"/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n"

# property, what is done, the pattern, its replacement (the first one found, or all)
BREAKS = [
    ("tagged", "not marked", rb"/Marked true", b"/Marked false", 1),
    ("tagged", "without a structure tree", rb"/StructTreeRoot \d+ 0 R", b"", 1),
    ("lang", "without a language", rb"/Lang \([^)]*\)", b"", 1),
    ("lang", "with a language that is none", rb"/Lang \([^)]*\)", b"/Lang (English)", 1),
    ("title", "the file's name shown instead", rb"/DisplayDocTitle true",
     b"/DisplayDocTitle false", 1),
    ("title", "without a title", rb"(/Subject \([^)]*\)\s*)/Title (\([^\n]*\)|<[^>]*>)", rb"\1", 1),
    ("xmp", "without XMP", rb"/Metadata \d+ 0 R", b"", 1),
    ("xmp", "no PDF/UA part", rb"<pdfuaid:part>1", b"<pdfuaid:part>2", 1),
    ("tabs", "a page without tab order", rb"/Tabs /S", b"", 1),
    ("headings", "the title no heading", rb"/S /H1", b"/S /H3", 1),
    ("headings", "a depth skipped", rb"/S /H2", b"/S /H4", 1),
    ("alt", "a figure without words", rb"/Alt (\([^\n]*\)|<[^>]*>)", b"", 1),
    ("alt", "a figure with other words", rb"/Alt (\([^\n]*\)|<[^>]*>)", b"/Alt (Something)", 1),
    ("bbox", "a figure nowhere", rb"/BBox \[[^\]]*\](?=\s*/O )", b"", 1),
    ("scope", "a head without scope", rb"/Scope /Column", b"", 1),
    ("scope", "a row's head without scope", rb"/Scope /Row", b"", 1),
    ("scope", "a head of no column", rb"/Scope /Column", b"/Scope /Row", 1),
    ("table", "a head cell that is data", rb"/S /TH\b", b"/S /TD", 1),
    ("table", "a table without body", rb"/S /TBody", b"/S /Div", 1),
    ("list", "a list not numbered", rb"/ListNumbering /\w+", b"", 1),
    ("list", "an item without label", rb"/S /Lbl", b"/S /Span", 1),
    ("painted", "an artifact unmarked", rb"/Artifact\s*<<[^>]*>>\s*BDC\s", b"/Lost <</A 1>> BDC\n", 1),
    ("painted", "words before everything", rb"stream\n(?=/\w+ ?<<)", b"stream\n0 0 9 9 re f\n", 1),
    ("marks", "a tag of no element", rb"/P\s*<</MCID 0>>BDC", b"/P<</MCID 999>>BDC", 1),
    ("marks", "a mark in a mark", rb"(/\w+\s*<</MCID \d+>>BDC\n)BT",
     rb"\1/Artifact<</Type/Layout>>BDC EMC /P<</MCID 998>>BDC EMC BT", 1),
    ("parents", "a page that is another", rb"/StructParents 0\b", b"/StructParents 1", 1),
    ("tounicode", "a font without text", rb"/ToUnicode \d+ 0 R", b"", 1),
    ("embedded", "a font left out", rb"/FontFile2 \d+ 0 R", b"", 0),
    ("cidtogid", "codes that are no glyphs", rb"/CIDToGIDMap (\d+ 0 R|/Identity)", b"", 1),
    ("links", "a link without words", rb"/Contents \(Evidence \d+\)", b"", 1),
    ("links", "a link of no element", rb"/StructParent \d+", b"", 1),
    ("links", "a link to nowhere", rb"/Dest \[\s*\d+ 0 R\s*/XYZ(?=[^\]]*\]\s*/F 4)", b"/Dest [ null /XYZ", 1),
    ("bookmarks", "without bookmarks", rb"/Outlines \d+ 0 R", b"", 1),
    ("bookmarks", "a bookmark of another name",
     rb"(/Parent \d+ 0 R\s*)/Title (\([^\n]*\)|<[^>]*>)", rb"\1/Title (Another)", 1),
    ("notice", "a page without the notice", FOOT + rb"BT[^E]*?ET", b"/Artifact<</A 1>>BDC", 1),
    ("numbers", "a page without its number", rb"(" + FOOT + rb"BT[^E]*?ET\nEMC\n)" +
     FOOT + rb"BT[^E]*?ET",
     rb"\1/Artifact<</A 1>>BDC", 1),
    ("text", "a paragraph that is a note", rb"/S /P\b", b"/S /Note", 1),
    ("list", "an item without body", rb"/S /LBody", b"/S /Div", 1),
    ("text", "a code of another letter", rb"<0003> ?<[0-9A-F]{4}>", b"<0003><0041>", 0),
    ("text", "words out of order", rb"(/K \[\s*)(\d+ 0 R)(\s+)(\d+ 0 R)", rb"\1\4\3\2", 1),
    ("syntax", "cut off", None, None, 0),
]


def lay_bare(path, out):
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", "--no-original-object-ids",
                    path, out], check=True)
    with open(out, "rb") as file:
        return file.read()


def complaints(pdf, html):
    done = subprocess.run([sys.executable, os.path.join(HERE, "check_pdf.py"), pdf, html],
                          capture_output=True, check=False)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def broken(bare, pattern, replacement, count, path):
    if pattern is None:
        data = bare[:len(bare) * 2 // 3]
        with open(path, "wb") as file:
            file.write(data)
        return True
    data, done = re.subn(pattern, replacement, bare, count=count)
    if not done or data == bare:
        return False
    with open(path + ".bare", "wb") as file:
        file.write(data)
    with open(path, "wb") as file:
        subprocess.run(["fix-qdf", path + ".bare"], stdout=file, check=True)
    return True


def main(pdf, html, scratch):
    failed = 0
    bare_path = os.path.join(scratch, "bare.pdf")
    bare = lay_bare(pdf, bare_path)
    out, _ = complaints(bare_path, html)
    print(f"1..{len(BREAKS) + 1}")
    if "sound" not in out:
        failed += 1
        print(f"not ok 1 - laid bare it is as sound as before: {out}")
    else:
        print("ok 1 - laid bare it is as sound as before")
    for number, (prop, what, pattern, replacement, count) in enumerate(BREAKS, 2):
        path = os.path.join(scratch, "broken.pdf")
        out, err = "the pattern is not in the file", ""
        if broken(bare, pattern, replacement, count, path):
            out, err = complaints(path, html)
        if re.search(rf"^[^\n]*\.pdf: {prop}: ", out, re.M):
            print(f"ok {number} - {what}: {prop}")
        else:
            failed += 1
            print(f"not ok {number} - {what}: {prop} was expected, said was {out} {err}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
