"""Branch and MC/DC coverage of sources, all or nothing: coverage.py BUILD-FOLDER PATTERN...

Reads all.profdata and libassay.so of the build folder.  A branch side never taken, or a condition never shown to
decide its decision alone, is an error unless its line carries `/* mcdc: reason */`; those
left out are listed with their reasons.  Exit 1 where anything is missing.
"""
import json
import pathlib
import re
import subprocess
import sys

LEFT_OUT = re.compile(r"/\*\s*mcdc:\s*(.+?)\s*\*/")


def export(folder):
    """What llvm-cov knows of each file of the library, by resolved path."""
    command = ["llvm-cov-19", "export", "-format=text", f"-instr-profile={folder}/all.profdata",
               f"{folder}/libassay.so"]
    done = subprocess.run(command, capture_output=True, check=True)
    return {pathlib.Path(folder, file["filename"]).resolve(): file
            for file in json.loads(done.stdout)["data"][0]["files"]}


def untaken(branch, is_case):
    """The sides of a branch that no run took; a case label is only ever reached or not."""
    taken, not_taken = branch[4:6]
    if taken == 0:
        yield "never reached" if is_case else "never true here"
    if not_taken == 0 and not is_case:
        yield "never false here"


def gaps(file, text):
    """(line, column, what is missing) of a file."""
    for branch in file.get("branches", []):
        line, column = branch[:2]
        is_case = text[line - 1][column - 1:].startswith(("case ", "default"))
        for what in untaken(branch, is_case):
            yield line, column, what
    for expansion in file.get("expansions", []):
        line, column = expansion["source_region"][:2]
        for branch in expansion.get("branches", []):
            for what in untaken(branch, False):
                yield line, column, what + ", inside the macro"
    for record in file.get("mcdc_records", []):
        for number, shown in enumerate(record[-1], 1):
            if not shown:
                yield record[0], record[1], f"condition {number} never decides this alone"
    for line, column, count, has_count, is_entry, is_gap in file["segments"]:
        if has_count and is_entry and not is_gap and count == 0:
            yield line, column, "never reached"


def unmeasurable(sources):
    """Decisions too tangled for the compiler to measure, by its own warning."""
    for source in sources:
        command = ["clang-19", "-std=c17", "-DNDEBUG", "-Isrc", "-c", "-o", "/dev/null",
                   "-fprofile-instr-generate", "-fcoverage-mapping", "-fcoverage-mcdc", str(source)]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
        for line in said.splitlines():
            if "MC/DC" in line:
                yield line


def unmeasured(sources, known):
    """Sources with decisions of which the build holds no coverage."""
    decides = re.compile(r"\b(if|for|while|switch) \(")
    return [s for s in sources if s not in known and decides.search(s.read_text())]


# Files of the room that do not judge: they count and report verdicts.  Their gaps are
# counted and said, and are no error.
REPORTS = "backtest"


def main(folder, *patterns):
    top = pathlib.Path().resolve()
    sources = sorted({path for pattern in patterns for path in top.glob(pattern)})
    reports = [s for s in sources if s.name.startswith(REPORTS)]
    sources = [s for s in sources if s not in reports]
    known = export(folder)
    missing, left_out, decisions, branches = [], [], 0, 0
    for path in (s for s in sources if s in known):
        file, text = known[path], path.read_text().splitlines()
        decisions += len(file.get("mcdc_records", []))
        branches += 2 * len(file.get("branches", []))
        for line, column, what in sorted(set(gaps(file, text))):
            place = f"{path.relative_to(top)}:{line}:{column}"
            reason = LEFT_OUT.search(text[line - 1])
            if reason:
                left_out.append(f"left out  {place}: {what}: {reason.group(1)}")
            else:
                missing.append(f"{place}: {what}; test it, or mark the line /* mcdc: reason */")
    for path in (s for s in reports if s in known):
        open_gaps = len(set(gaps(known[path], path.read_text().splitlines())))
        print(f"{path.relative_to(top)}: {open_gaps} gaps, not counted: it reports and does not judge")
    missing += [f"{s}: not in the coverage build at all" for s in unmeasured(sources, known)]
    missing += unmeasurable(sources)
    for line in left_out + missing:
        print(line)
    print(f"{len(sources)} files: {branches} branch sides and {decisions} decisions of several conditions; "
          f"{len(missing)} gaps, {len(left_out)} left out with a reason")
    return 1 if missing or not sources else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
