"""What a mutant is: one small change of a C source or of a framework file.

`of_c` and `of_framework` read a file and yield every mutant of it.  The patterns rely on
the layout clang-format and the framework language give: blanks around binary operators.
"""
import dataclasses
import datetime
import re


@dataclasses.dataclass(frozen=True)
class Mutant:
    path: str
    start: int  # offsets into the text
    end: int
    line: int
    column: int
    old: str
    new: str

    def apply(self, text):
        return text[:self.start] + self.new + text[self.end:]

    def __str__(self):
        old, new = (re.sub(r"\s+", " ", t) for t in (self.old, self.new))
        return f"{self.path}:{self.line}:{self.column}: `{old}` became `{new}`"


def blank(text, pattern, flags=0):
    """The text with whatever matches replaced by as many blanks, line ends kept."""
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group(0)), text, flags=flags)


def make(path, text, start, end, new):
    before = text.rfind("\n", 0, start)
    return Mutant(path, start, end, text.count("\n", 0, start) + 1, start - before,
                  text[start:end], new)


def swaps(path, text, masked, pattern, news):
    """One mutant for each match of the pattern's first group and each of its news."""
    for match in re.finditer(pattern, masked):
        for new in news(match):
            if new != match.group(1):
                yield make(path, text, match.start(1), match.end(1), new)


# ---- C

OPERATORS = {"<": ("<=", ">"), "<=": ("<", ">="), ">": (">=", "<"), ">=": (">", "<="),
             "==": ("!=",), "!=": ("==",), "&&": ("||",), "||": ("&&",),
             "+": ("-",), "-": ("+",), "+=": ("-=",), "-=": ("+=",)}
OPPOSITES = {"worse": "better", "better": "worse", "worst": "best", "best": "worst",
             "min": "max", "max": "min", "first": "last", "last": "first",
             "lower": "upper", "upper": "lower", "low": "high", "high": "low"}


def mask_c(text):
    text = blank(text, r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|/\*.*?\*/|//[^\n]*', re.S)
    text = blank(text, r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.M)
    for match in re.finditer(r"\b(?:static_)?assert\(", text):
        depth, at = 1, match.end()
        while depth and at < len(text):
            depth += {"(": 1, ")": -1}.get(text[at], 0)
            at += 1
        text = text[:match.start()] + blank(text[match.start():at], r".+") + text[at:]
    return text


def opposite_name(match, known):
    parts = match.group(1).split("_")
    for i, part in enumerate(parts):
        other = OPPOSITES.get(part.lower())
        if other:
            parts[i] = other.upper() if part.isupper() else other
            name = "_".join(parts)
            return [name] if name in known else []
    return []


# Comparisons that only a tie could tell from their neighbour, and on a tie both sides are the
# same: `a > b ? a : b`, the same by a compare function, and a running extreme,
# `if (compare(x, best) > 0) best = x;`.
TIES = (re.compile(r"(?P<a>\w+) (?P<at>[<>]=?) (?P<b>\w+) \? (?:(?P=a) : (?P=b)|(?P=b) : (?P=a))\b"),
        re.compile(r"_compare\((?P<a>\w+), (?P<b>\w+)\) (?P<at>[<>]=?) 0 \? "
                   r"(?:(?P=a) : (?P=b)|(?P=b) : (?P=a))\b"),
        re.compile(r"_compare\((?P<a>[^;]+?), (?P<b>\w+)\) (?P<at>[<>]=?) 0\)\s*"
                   r"(?P=b) = (?P=a);"))
# A set of grades has no bit past the last grade of its scale, so a loop over the grades that
# goes one too far and asks the set for each finds nothing more.
GRADES = re.compile(r"for \(unsigned (?P<i>\w+) = \w+; (?P=i) (?P<at><) "
                    r"(?:scale->count|m->grades); (?P=i)\+\+\)")


def no_change(masked):
    """The (offset, new operator) of changes that no test could see, with the reason above."""
    ties = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
    found = {(m.start("at"), ties[m["at"]]) for p in TIES for m in p.finditer(masked)}
    return found | {(m.start("at"), "<=") for m in GRADES.finditer(masked)}


def of_c(path, text, known):
    """`known` holds every identifier of the sources: an order is only turned round where
    the opposite exists."""
    same = no_change(mask_c(text))
    for mutant in every_of_c(path, text, known):
        if (mutant.start, mutant.new) not in same:
            yield mutant


def every_of_c(path, text, known):
    masked = mask_c(text)

    def each(pattern, news):
        return swaps(path, text, masked, pattern, news)

    yield from each(r"(?<=\s)(<=|>=|==|!=|&&|\|\||<|>|\+=|-=|\+|-)(?=\s)",
                    lambda m: OPERATORS[m.group(1)])
    yield from each(r"(!)(?=[\w(])", lambda m: [""])
    yield from each(r"(?<![\w.{])([01])(?![\w.}])", lambda m: ["1" if m.group(1) == "0" else "0"])
    yield from each(r"\b(true|false)\b",
                    lambda m: ["false" if m.group(1) == "true" else "true"])
    yield from each(r"\b([A-Za-z]\w*_\w+)\b", lambda m: opposite_name(m, known))


# ---- Frameworks

def mask_framework(text, keep_strings):
    string = r'"[^"\n]*"'
    hidden = re.sub(string, lambda m: m.group(0).replace("#", " "), text)
    hidden = blank(hidden, r"#[^\n]*")
    return hidden if keep_strings else blank(hidden, string)


def scales_of(masked):
    """Each scale as a list of (start, end, names) of its entries, best first."""
    for block in re.finditer(r"\bscale\s+[\w-]+\s*\{([^}]*)\}", masked):
        entries = []
        entry = r'([\w+-]+)\s+("[^"]*")((?:\s+or\s+"[^"]*")*)'
        for match in re.finditer(entry, block.group(1)):
            if match.group(1) not in ("or", "means"):
                offset = block.start(1)
                entries.append((offset + match.start(), offset + match.end(2), match.group(2)))
        yield entries


def other_labels(label, scales):
    """The grade next to a label, on each scale that has it."""
    for entries in scales:
        names = [name for _, _, name in entries]
        if label in names:
            at = names.index(label)
            yield names[at + 1] if at + 1 < len(names) else names[at - 1]


def reversed_scales(path, text, scales):
    """Neighbours of a scale change places: the order is the meaning."""
    for entries in scales:
        for (start, middle, _), (middle2, end, _) in zip(entries, entries[1:]):
            new = text[middle2:end] + text[middle:middle2] + text[start:middle]
            yield make(path, text, start, end, new)


def percents(match):
    number = match.group(1)
    step = 1 if "." not in number else 0.1
    for value in (float(number) - step, float(number) + step):
        if 0 <= value <= 100:
            yield f"{value:g}"


def next_day(match):
    day = datetime.date.fromisoformat(match.group(1)) + datetime.timedelta(days=1)
    return [day.isoformat()]


def counts(match):
    number = int(match.group(1))
    return [str(n) for n in (number - 1, number + 1) if n > 0]


def turned(**words):
    return lambda m: [words[m.group(1)]]


def of_framework(path, text):
    masked = mask_framework(text, keep_strings=False)
    full = mask_framework(text, keep_strings=True)
    scales = list(scales_of(full))
    rules = blank(masked, r"\b(?:scale|words)\s+[\w-]+\s*\{[^}]*\}")

    def each(pattern, news, within=masked):
        return swaps(path, text, within, pattern, news)

    yield from each(r"(>=|<=|>|<|!=|=)(?=\s)", lambda m: OPERATORS.get(m.group(1), ()))
    yield from each(r"\bor (better|worse)\b", turned(better="worse", worse="better"))
    yield from each(r"\b(\d+(?:\.\d+)?)%", percents)
    yield from each(r"\b(?:by|at least|weight|than|for)\s+(\d+)\b(?!%)", counts)
    yield from each(r"(?:>=|<=|>|<)\s*(\d+)\b(?![%.])", lambda m: [str(int(m.group(1)) + 1)])
    yield from each(r"\b(better|worse)\b(?=\s|$)(?<=ties better|.ties worse)",
                    turned(better="worse", worse="better"))
    yield from each(r"\b(middle|worst|best)\s+of\b",
                    turned(middle="worst", worst="best", best="worst"))
    yield from each(r"\b(below|above)\s+(?=neighbours|region|England)",
                    turned(below="above", above="below"))
    yield from each(r"\b(above|from)\s+\d+(?:\.\d+)?%", turned(above="from", **{"from": "above"}))
    yield from each(r"\b(?:from|until|valid|to)\s+(\d{4}-\d\d-\d\d)\b", next_day)
    yield from each(r"\b(and|or)\b(?!\s+(?:better|worse|commissioned))",
                    turned(**{"and": "or", "or": "and"}), rules)
    yield from each(r"\b(not )(?!closed)", lambda m: [""], rules)
    labels = r'(?:\b(?:at|is|are|graded)\s+|\n\s*|\{\s*)("[^"\n]*")'
    yield from each(labels, lambda m: other_labels(m.group(1), scales), full)
    yield from reversed_scales(path, text, scales)
