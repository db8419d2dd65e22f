"""Counts the tests of the last `meson test`: count_tests.py BUILD-FOLDER.

Each TAP line is a test; a program that ends badly without a `not ok` of its own (a crash, a
time-out) is one failure more.  Prints what was skipped and what failed, then one line
"N passed, N failed", with ", N skipped" where some were.  Exit 1 where a test failed or none ran.
"""
import json
import pathlib
import re
import sys

LINE = re.compile(r"^(not )?ok\b[^\n#]*(#\s*skip)?[^\n]*", re.M | re.I)


def main(folder):
    passed, failed, skipped = 0, [], []
    log = pathlib.Path(folder, "meson-logs", "testlog.json")
    for row in log.read_text(encoding="utf-8").splitlines():
        test = json.loads(row)
        bad = 0
        for line in LINE.finditer(test.get("stdout", "")):
            where = f"{test['name']}: {line.group(0).strip()}"
            if line.group(2):
                skipped.append(where)
            elif line.group(1):
                bad += 1
                failed.append(where)
            else:
                passed += 1
        if not any(LINE.finditer(test.get("stdout", ""))) and test["result"] == "OK":
            passed += 1  # a program without TAP is one test
        if test["result"] == "SKIP" and not any(s.startswith(test["name"]) for s in skipped):
            skipped.append(test["name"])
        if test["result"] not in ("OK", "SKIP") and not bad:
            failed.append(f"{test['name']}: ended as {test['result']}")
    for line in skipped:
        print("skipped:", line)
    for line in failed:
        print("failed:", line)
    tail = f", {len(skipped)} skipped" if skipped else ""
    print(f"{passed} passed, {len(failed)} failed{tail}")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
