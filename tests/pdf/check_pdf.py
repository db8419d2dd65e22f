#!/usr/bin/env python3
"""Holds PDFs to what Assay promises of them: check_pdf.py PDF [HTML]...

Each complaint is `FILE: PROPERTY: what is wrong`; the exit code is 1 where there is one.
Needs qpdf and pdfinfo (poppler-utils), and nothing of Assay.

The text of the HTML, against which the structure's text is held, is what its body says
outside the contents list, the skip link, the label of what opens and closes, and what is
hidden from screen readers; of a chart in two widths the wide one counts: the text
of each block (heading, paragraph, item, cell, caption) in order, white space folded,
composed (NFC), without what is never seen (soft hyphens).  Before an item stands its bullet or number, as browsers show it; a figure
is its description.  A block is compared with its kind: a heading of depth 2 is no
paragraph, a head cell no data cell.
"""
import base64
import html.parser
import json
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree

PAINTS = set("S s f F f* B B* b b* sh Do Tj TJ ' \" EI".split())


def fold(text):
    text = re.sub("[\u00ad\u200b-\u200d\u2060\ufeff]", "", text)
    return unicodedata.normalize("NFC", re.sub(r"[ \t\n\r\f]+", " ", text)).strip(" ")


class Pdf:
    """The objects of a file, by qpdf's JSON (version 2, streams inside)."""

    def __init__(self, path):
        out = subprocess.run(
            ["qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline",
             "--decode-level=generalized", path],
            capture_output=True, check=False).stdout
        self.objects = json.loads(out)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]

    def get(self, value):
        """The value itself, where it is a reference to one; of a stream, its dictionary."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects.get("obj:" + value, {"value": None})
            value = found["stream"]["dict"] if "stream" in found else found["value"]
        return value

    def bytes(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def key(self, dictionary, *names):
        for name in names:
            dictionary = self.get((self.get(dictionary) or {}).get(name))
        return dictionary


def text_of(value):
    """A text string of qpdf's JSON."""
    return value[2:] if isinstance(value, str) and value.startswith("u:") else None


def pages_of(pdf, node, reference):
    if pdf.key(node, "/Type") == "/Pages":
        return [p for kid in pdf.key(node, "/Kids") for p in pages_of(pdf, pdf.get(kid), kid)]
    return [(reference, node)]


# ---- The structure: elements in the order in which they are read


class Element:
    def __init__(self, pdf, reference, parent):
        node = pdf.get(reference)
        self.reference, self.parent, self.node = reference, parent, node
        self.role, self.kids = node.get("/S", "")[1:], []
        kids = pdf.get(node.get("/K", []))
        for kid in kids if isinstance(kids, list) else [kids]:
            value = pdf.get(kid)
            if isinstance(value, int):
                self.kids.append(("mark", node.get("/Pg"), value))
            elif value.get("/Type") == "/MCR":
                self.kids.append(("mark", value["/Pg"], value["/MCID"]))
            elif value.get("/Type") == "/OBJR":
                self.kids.append(("object", value.get("/Pg"), value["/Obj"]))
            else:
                self.kids.append(("element", Element(pdf, kid, self), None))

    def elements(self):
        return [kid[1] for kid in self.kids if kid[0] == "element"]

    def walk(self):
        yield self
        for element in self.elements():
            yield from element.walk()


def attributes(pdf, element, owner):
    found = pdf.get(element.node.get("/A", []))
    for one in found if isinstance(found, list) else [found]:
        one = pdf.get(one)
        if isinstance(one, dict) and one.get("/O") == owner:
            return one
    return {}


# ---- Page contents: operators, with strings and inline dictionaries skipped


TOKEN = re.compile(
    rb"%[^\n\r]*|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|<<|>>|<[0-9A-Fa-f\s]*>|"
    rb"/[^\s()<>\[\]{}/%]*|\[|\]|[^\s()<>\[\]{}/%]+", re.S)


def marked_content(contents):
    """(operator, the stack of open marks) for each operator that paints or marks."""
    stack, operands, depth = [], [], 0
    for match in TOKEN.finditer(contents):
        token = match.group()
        if token in (b"<<", b">>"):
            depth += 1 if token == b"<<" else -1
        if token[:1] in b"/(<[%]>" or depth or re.fullmatch(rb"[-+.\d]+", token):
            operands.append(token)
            continue
        operator = token.decode("latin-1")
        if operator in ("BDC", "BMC"):
            number = None
            if b"/MCID" in operands:
                number = int(operands[operands.index(b"/MCID") + 1])
            stack.append((operands[0].decode("latin-1"), number))
            yield operator, list(stack)
        elif operator == "EMC":
            if not stack:
                yield "EMC without BDC", []
            else:
                stack.pop()
        elif operator in PAINTS:
            yield operator, list(stack)
        operands = []
    if stack:
        yield "BDC without EMC", []


# ---- Fonts, those of drawings too


def fonts_of(pdf, resources, seen):
    resources = pdf.get(resources) or {}
    for reference in (pdf.key(resources, "/Font") or {}).values():
        yield pdf.get(reference)
    for reference in (pdf.key(resources, "/XObject") or {}).values():
        if reference not in seen:
            seen.add(reference)
            yield from fonts_of(pdf, pdf.key(reference, "/Resources"), seen)


# ---- The text of the structure and of the HTML, as [kind, text]


KINDS = {"P": "P", "TH": "TH", "TD": "TD", "Caption": "Caption", "Lbl": "Lbl", "LBody": "LI",
         **{f"H{n}": f"H{n}" for n in range(1, 7)}}


class Blocks:
    """Texts gathered into blocks, each of the kind of what holds it."""

    def __init__(self):
        self.blocks, self.text = [], ""

    def flush(self, kinds):
        text, self.text = fold(self.text), ""
        if text:
            kind = next((k for k in reversed(kinds) if k != "P"), "P") if kinds else "none"
            self.blocks.append((kind, text))


def structure_blocks(path):
    out = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=False)
    gathered, stack = Blocks(), []

    def kinds():
        return [KINDS[role] for _, role in stack if role in KINDS]

    for line in out.stdout.decode("utf-8").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        line = line.strip(" ")
        if line.startswith('"') and line.endswith('"') and len(line) > 1:
            if not any(role == "Figure" for _, role in stack):  # it is its Alt
                gathered.text += line[1:-1]
        elif re.match(r"[A-Z][A-Za-z0-9]*(:| \(|$)", line) and not line.startswith("Object "):
            role = re.match(r"[A-Za-z0-9]+", line).group()
            while stack and stack[-1][0] >= depth:
                if stack[-1][1] != "Link":
                    gathered.flush(kinds())
                stack.pop()
            if role != "Link":
                gathered.flush(kinds())
            stack.append((depth, role))
        elif stack and line and not line.startswith(("/", "Object ")):
            gathered.text += "\n" + line  # a text over two lines
    while stack:
        if stack[-1][1] != "Link":
            gathered.flush(kinds())
        stack.pop()
    return gathered.blocks


class HtmlText(html.parser.HTMLParser):
    KIND = {"p": "P", "li": "LI", "th": "TH", "td": "TD", "caption": "Caption",
            "figcaption": "P", **{f"h{n}": f"H{n}" for n in range(1, 7)}}
    INLINE = {"span", "a", "sup", "sub", "strong", "em", "b", "i", "abbr", "time", "code"}
    VOID = {"meta", "link", "br", "hr", "img", "input"}

    def __init__(self):
        super().__init__()
        self.gathered, self.stack, self.figures = Blocks(), [], []
        self.title, self.headings = "", []

    def kinds(self):
        return [self.KIND[tag] for tag, _ in self.stack if tag in self.KIND]

    def hidden(self):
        return any(skipped for _, skipped in self.stack)

    def is_narrow(self):
        return any(tag == "div" and skipped for tag, skipped in self.stack)

    def in_body(self):
        return any(tag == "body" for tag, _ in self.stack)

    def handle_starttag(self, tag, attrs):
        if tag in self.VOID:
            return
        attrs = dict(attrs)
        skipped = (tag in ("nav", "style", "script", "summary", "svg") or attrs.get("class") == "skip"
                   or attrs.get("aria-hidden") == "true"
                   or "chart-narrow" in attrs.get("class", ""))
        if tag not in self.INLINE and not self.hidden():
            self.gathered.flush(self.kinds())
        if tag == "li" and not self.hidden():
            lists = [entry for entry in self.stack if entry[0] in ("ul", "ol")]
            number = lists[-1][2] = lists[-1][2] + 1
            self.gathered.blocks.append(
                ("Lbl", f"{number}." if lists[-1][0] == "ol" else "\u2022"))
        entry = Entry([tag, skipped, 0])
        self.stack.append(entry)

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        if tag not in self.INLINE and not self.hidden():
            self.gathered.flush(self.kinds())
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if self.stack and self.stack[-1][0] == "title" and not self.in_body():
            self.title += data
        if self.stack and self.stack[-1][0] == "desc" and not self.is_narrow():
            self.figures.append(fold(data))
        if self.in_body() and not self.hidden():
            self.gathered.text += data


class Entry(list):
    """[tag, skipped, items so far], that unpacks as the first two."""

    def __iter__(self):
        return iter((self[0], self[1]))


# ---- The properties


class Check:
    def __init__(self, path, html_path):
        self.path, self.complaints = path, []
        self.html = None
        if html_path:
            self.html = HtmlText()
            self.html.feed(open(html_path, encoding="utf-8").read())
            self.html.close()

    def say(self, prop, what):
        self.complaints.append(f"{self.path}: {prop}: {what}")

    def run(self):
        self.syntax()
        try:
            self.pdf = Pdf(self.path)
        except (ValueError, KeyError):
            self.say("syntax", "qpdf cannot take it apart")
            return self.complaints
        self.root = self.pdf.key(self.pdf.trailer, "/Root")
        self.pages = pages_of(self.pdf, self.pdf.key(self.root, "/Pages"), None)
        self.catalog()
        self.title()
        self.fonts()
        tree = self.pdf.key(self.root, "/StructTreeRoot")
        if not tree or not tree.get("/K"):
            self.say("tagged", "there is no structure tree")
            return self.complaints
        kids = self.pdf.get(tree["/K"])
        self.document = Element(self.pdf, kids[0] if isinstance(kids, list) else tree["/K"], None)
        self.elements = list(self.document.walk())
        self.parents = self.parent_tree(tree)
        for prop in (self.headings, self.figures, self.tables, self.lists, self.painted,
                     self.links, self.bookmarks, self.page_text, self.text):
            prop()
        return self.complaints

    def syntax(self):
        done = subprocess.run(["qpdf", "--check", self.path], capture_output=True, check=False)
        if done.returncode:
            self.say("syntax", (done.stderr or done.stdout).decode("utf-8", "replace").strip())

    def catalog(self):
        pdf, root = self.pdf, self.root
        if pdf.key(root, "/MarkInfo", "/Marked") is not True:
            self.say("tagged", "MarkInfo does not say Marked")
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", text_of(root.get("/Lang")) or ""):
            self.say("lang", "the catalog names no language")
        if pdf.key(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
            self.say("title", "DisplayDocTitle is not set")
        for number, (_, page) in enumerate(self.pages, 1):
            if page.get("/Tabs") != "/S":
                self.say("tabs", f"page {number} has no tab order by structure")

    def title(self):
        info = text_of(self.pdf.key(self.pdf.trailer, "/Info", "/Title"))
        if not info:
            self.say("title", "the document information has none")
        if self.html and info is not None and fold(info) != fold(self.html.title):
            self.say("title", f"it is {info!r}, in the HTML {self.html.title!r}")
        metadata = self.root.get("/Metadata")
        if not metadata:
            self.say("xmp", "there is none")
            return
        tree = xml.etree.ElementTree.fromstring(self.pdf.bytes(metadata))
        dc, ua = "{http://purl.org/dc/elements/1.1/}", "{http://www.aiim.org/pdfua/ns/id/}"
        described = tree.find(f".//{dc}title")
        if described is None or "".join(described.itertext()).strip() != (info or "").strip():
            self.say("xmp", "its title is not that of the document information")
        if tree.findtext(f".//{ua}part") != "1":
            self.say("xmp", "pdfuaid:part is not 1")

    def fonts(self):
        seen, names = set(), set()
        for _, page in self.pages:
            for font in fonts_of(self.pdf, page.get("/Resources"), seen):
                names.add(json.dumps(font, sort_keys=True))
        for font in map(json.loads, sorted(names)):
            self.font(font)
        if not names:
            self.say("fonts", "there are none")

    def font(self, font):
        pdf, name = self.pdf, font.get("/BaseFont", "?")
        if "/ToUnicode" not in font:
            self.say("tounicode", f"{name} has no ToUnicode")
        inner = font
        if font.get("/Subtype") == "/Type0":
            inner = pdf.get(pdf.get(font["/DescendantFonts"])[0])
        if inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            self.say("cidtogid", f"{name} has no CIDToGIDMap")
        descriptor = pdf.get(inner.get("/FontDescriptor")) or {}
        if not any(f"/FontFile{n}" in descriptor for n in ("", "2", "3")):
            if font.get("/Subtype") != "/Type3":
                self.say("embedded", f"{name} is not embedded")

    def parent_tree(self, tree):
        numbers = self.pdf.get(self.pdf.key(tree, "/ParentTree", "/Nums")) or []
        return {numbers[i]: numbers[i + 1] for i in range(0, len(numbers) - 1, 2)}

    def headings(self):
        depth, count = 0, 0
        for element in self.elements:
            if not re.fullmatch(r"H[1-6]", element.role):
                continue
            own = int(element.role[1])
            count += own == 1
            if own > depth + 1:
                self.say("headings", f"H{own} follows H{depth}")
            depth = own
        if count != 1:
            self.say("headings", f"{count} headings of depth 1")

    def figures(self):
        alts = []
        for element in self.elements:
            if element.role != "Figure":
                continue
            alts.append(fold(text_of(element.node.get("/Alt")) or ""))
            if not alts[-1]:
                self.say("alt", "a figure has no alternative text")
            if len(attributes(self.pdf, element, "/Layout").get("/BBox", [])) != 4:
                self.say("bbox", "a figure does not say where it stands")
        if self.html and alts != self.html.figures:
            self.say("alt", f"figures say {alts}, in the HTML {self.html.figures}")

    def tables(self):
        for element in self.elements:
            if element.role == "TH":
                scope = attributes(self.pdf, element, "/Table").get("/Scope")
                head = element.parent.parent.role == "THead"
                if scope not in (("/Column",) if head else ("/Row", "/Column")):
                    self.say("scope", f"a head cell has the scope {scope}")
            if element.role == "Table":
                self.table(element)

    def table(self, table):
        rows = [e for e in table.walk() if e.role == "TR"]
        widths = {sum(1 for e in row.elements() if e.role in ("TH", "TD")) for row in rows}
        if len(widths) != 1 or not rows[0].elements()[0].role == "TH":
            self.say("table", f"rows of {sorted(widths)} cells, or no head cell at first")
        if [e.role for e in table.elements()] != ["Caption", "THead", "TBody"]:
            self.say("table", "is not caption, heads and body")

    def lists(self):
        for element in self.elements:
            if element.role == "L":
                if "/ListNumbering" not in attributes(self.pdf, element, "/List"):
                    self.say("list", "a list does not say how it is numbered")
                if any(e.role != "LI" for e in element.elements()):
                    self.say("list", "a list holds what is no item")
            if element.role == "LI" and [e.role for e in element.elements()] != ["Lbl", "LBody"]:
                self.say("list", "an item is not label and body")

    def painted(self):
        owned = {}
        for element in self.elements:
            for kind, page, number in element.kids:
                if kind == "mark":
                    if (page, number) in owned:
                        self.say("marks", f"mark {number} of {page} has two owners")
                    owned[page, number] = element
        for number, (reference, page) in enumerate(self.pages, 1):
            found = self.painted_on(number, page)
            of_page = {mark for at, mark in owned if at == reference}
            if found != of_page:
                self.say("marks", f"page {number}: {sorted(found ^ of_page)[:5]} are not both "
                                  "painted and in the structure")
            row = self.pdf.get(self.parents.get(page.get("/StructParents"))) or []
            for mark in found & of_page:
                if mark >= len(row) or row[mark] != owned[reference, mark].reference:
                    self.say("parents", f"page {number}: mark {mark} leads to another element")

    def painted_on(self, number, page):
        contents = page["/Contents"]
        contents = contents if isinstance(contents, list) else [contents]
        found = set()
        for operator, stack in marked_content(b"\n".join(map(self.pdf.bytes, contents))):
            if operator in ("BDC", "BMC"):
                if stack[-1][1] is not None and stack[-1][1] in found:
                    self.say("marks", f"page {number}: mark {stack[-1][1]} is painted twice")
                found |= {stack[-1][1]} - {None}
            elif not any(name == "/Artifact" or mark is not None for name, mark in stack):
                self.say("painted", f"page {number}: {operator} outside any tag or artifact")
            if sum(1 for name, mark in stack if name == "/Artifact" or mark is not None) > 1:
                self.say("marks", f"page {number}: a mark inside a mark")
        return found

    def links(self):
        holders = {}
        for element in self.elements:
            for kind, _, value in element.kids:
                if kind == "object":
                    holders[value] = element
            if element.role == "Link" and not any(k[0] == "object" for k in element.kids):
                self.say("links", "a Link leads nowhere")
        for number, (_, page) in enumerate(self.pages, 1):
            for reference in self.pdf.get(page.get("/Annots")) or []:
                link = self.pdf.get(reference)
                holder = holders.pop(reference, None)
                if holder is None or holder.role != "Link":
                    self.say("links", f"page {number}: a link is not in the structure")
                elif self.parents.get(link.get("/StructParent")) != holder.reference:
                    self.say("links", f"page {number}: a link's parent is another element")
                if not text_of(link.get("/Contents")):
                    self.say("links", f"page {number}: a link is not described")
                target = self.pdf.get(link.get("/Dest")) or [None]
                if "/A" not in link and target[0] not in [r for r, _ in self.pages]:
                    self.say("links", f"page {number}: a link leads to no page")
        for reference in holders:
            self.say("links", f"{reference} is in the structure and on no page")

    def bookmarks(self):
        titles = []

        def walk(reference):
            while reference:
                node = self.pdf.get(reference)
                titles.append(fold(text_of(node.get("/Title")) or ""))
                walk(node.get("/First"))
                reference = node.get("/Next")

        walk((self.pdf.key(self.root, "/Outlines") or {}).get("/First"))
        if self.html:
            wanted = [text for kind, text in self.html.gathered.blocks
                      if re.fullmatch(r"H[2-6]", kind)]
            if [unicodedata.normalize("NFC", t) for t in titles] != wanted:
                self.say("bookmarks", f"{len(titles)} that are not the {len(wanted)} headings")

    def page_text(self):
        notice = None
        if self.html:
            notice = next((text for kind, text in self.html.gathered.blocks if kind == "P"), "")
        out = subprocess.run(["pdftotext", "-layout", self.path, "-"], capture_output=True,
                             check=False).stdout.decode("utf-8").split("\f")
        for number in range(1, len(self.pages) + 1):
            foot = re.search(rf"Page {number} of {len(self.pages)}\b", out[number - 1])
            if not foot:
                self.say("numbers", f"page {number} does not say which it is")
            first = " ".join((notice or "").split()[:6])
            tail = " ".join(out[number - 1].split("\n")[-6:])
            if first and first not in fold(tail):
                self.say("notice", f"it is not at the foot of page {number}")

    def text(self):
        if not self.html:
            return
        left, right = structure_blocks(self.path), self.html.gathered.blocks
        for i in range(max(len(left), len(right))):
            one = left[i] if i < len(left) else None
            other = right[i] if i < len(right) else None
            if one != other:
                self.say("text", f"block {i + 1} is {one}, in the HTML {other}")
                return


def main(arguments):
    complaints, checked, i = [], 0, 0
    while i < len(arguments):
        pdf, html_path = arguments[i], None
        if i + 1 < len(arguments) and arguments[i + 1].endswith(".html"):
            html_path, i = arguments[i + 1], i + 1
        complaints += Check(pdf, html_path).run()
        checked, i = checked + 1, i + 1
    print("\n".join(complaints) if complaints else f"{checked} sound")
    return 1 if complaints or not checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
