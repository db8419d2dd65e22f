"""Whether every link of a site leads somewhere: site_links.py FOLDER.

Reads every page; prints what is wrong, one a line: a link to a file or an anchor that is not
there, an address that is not relative, an id that is there twice, and what the pages' own
policy forbids (inline script and style, attributes that run).
"""

import os
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "wbr", "area", "base"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.wrong, self.open = [], {}, [], []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("href", "src", "action", "poster", "data", "srcset"):
                self.links.append(value or "")
            if name == "id":
                self.ids[value] = self.ids.get(value, 0) + 1
            if name == "style" or name.startswith("on"):
                self.wrong.append(f"<{tag} {name}=...>")
            if name in ("aria-labelledby", "aria-describedby", "for"):
                self.links += ["#" + part for part in (value or "").split()]
        if tag == "style" or (tag == "script" and "src" not in dict(attributes)):
            self.wrong.append(f"<{tag}> inside the page")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes what is not open")


def read(folder):
    pages, files = {}, set()
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(where, name), folder)
            files.add(path)
            if not name.endswith(".html"):
                continue
            page = Page()
            with open(os.path.join(folder, path), encoding="utf-8") as text:
                page.feed(text.read())
            page.close()
            pages[path] = page
    return pages, files


def complaints(folder):
    pages, files = read(folder)
    if not pages:
        yield "there is no page"
    reached = set()
    for path, page in sorted(pages.items()):
        for what in page.wrong + [f"<{tag}> is never closed" for tag in page.open]:
            yield f"{path}: {what}"
        for name, times in page.ids.items():
            if times > 1:
                yield f"{path}: the id {name} is there {times} times"
        for link in set(page.links):
            target, anchor = urldefrag(link)
            if ":" in target or target.startswith("/"):
                yield f"{path}: {link} is not relative"
                continue
            to = os.path.normpath(os.path.join(os.path.dirname(path), unquote(target))) \
                if target else path
            reached.add(to)
            if to not in files:
                yield f"{path}: {link} leads to no file"
            elif anchor and to in pages and unquote(anchor) not in pages[to].ids:
                yield f"{path}: {link} leads to no place on that page"
    for path in sorted(set(pages) - reached):
        yield f"{path}: no page leads here"


if __name__ == "__main__":
    found = list(complaints(sys.argv[1]))
    print("\n".join(found))
    sys.exit(1 if found else 0)
