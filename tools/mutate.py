"""Breaks the judgement and the shipped frameworks on purpose and sees whether a test notices.

mutate.py BUILD-FOLDER [--sample N] [--seed S] [--room NAME] [--only TEXT] [--least PERCENT] [--list]

The build folder holds libassay as a shared library.  Each mutant is one object compiled
anew and one library linked, in a folder of its own; every test then runs against that
library until one fails.  A mutant that a compiler (or `assay check`, for a framework)
refuses is none and is not counted.  Exit 1 where fewer than PERCENT (90) are noticed.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import queue
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import threading
import time

import mutants

FRAMEWORKS = "frameworks_embedded.c"
# What bounds a mutant's memory under AddressSanitizer, which needs the address space itself.
SANITIZER = "detect_leaks=0:hard_rss_limit_mb=2048:allocator_may_return_null=1"
SKIPPED = 77  # the exit code of a test that had nothing to do
NOT_OK = re.compile(rb"^not ok(?!.*# SKIP).*\n", re.M)


class Build:
    """What meson knows: how to compile a source, link the library and run the tests."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        commands = json.loads((self.folder / "compile_commands.json").read_text())
        self.commands = {c["output"]: c for c in commands
                         if c["output"].startswith("libassay.so")}
        ninja = ["ninja", "-C", str(self.folder), "-t", "commands", "libassay.so"]
        steps = subprocess.run(ninja, capture_output=True, check=True, text=True).stdout
        self.link_command = shlex.split(steps.splitlines()[-1])
        meson = ["meson", "introspect", "--tests", str(self.folder)]
        self.tests = json.loads(subprocess.run(meson, capture_output=True, check=True).stdout)
        self.expected = {}  # how each test ends, and in how many seconds, without a mutant
        self.noticed = collections.Counter()
        self.lock = threading.Lock()

    def object_of(self, source):
        """The object's path and its compile command, without the names of either."""
        for output, command in self.commands.items():
            if (self.folder / command["file"]).resolve() == source.resolve():
                words, kept = shlex.split(command["command"]), []
                while words:
                    word = words.pop(0)
                    if word in ("-o", "-c", "-MF", "-MQ"):
                        words.pop(0)
                    elif word != "-MD":
                        kept.append(word)
                return output, kept
        raise SystemExit(f"mutate: {source} is not part of libassay")

    def in_order(self):
        """The tests, those that notice most per second first."""
        def worth(test):
            return -self.noticed[test["name"]] / self.seconds(test)
        with self.lock:
            return sorted(self.tests, key=lambda t: (worth(t), self.seconds(t)))

    def seconds(self, test):
        return self.expected[test["name"]][1]


def end(child):
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def run(command, seconds, place, known=None, **more):
    """How the command ends: its exit code, or None past its time, and its `not ok` lines.
    Where `known` ones are given, the first other one ends the command at once."""
    with open(place / "output", "w+b") as output:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output,
                                 stderr=subprocess.STDOUT, start_new_session=True, **more)
        until = time.monotonic() + seconds
        while True:
            try:
                code = child.wait(0.05)
                break
            except subprocess.TimeoutExpired:
                said = NOT_OK.findall((place / "output").read_bytes())
                if known is not None and not set(said) <= set(known):
                    end(child)
                    return None, tuple(said)
                if time.monotonic() > until:
                    end(child)
                    return None, ()
        return code, tuple(NOT_OK.findall((place / "output").read_bytes()))


def run_test(build, test, place, limit, known=None):
    environment = {**os.environ, **test["env"], "TMPDIR": str(place),
                   "LD_LIBRARY_PATH": str(place), "ASAN_OPTIONS": SANITIZER}
    return run(test["cmd"], limit, place, known, cwd=test["workdir"] or build.folder,
               env=environment)


def works(command, seconds, place, **more):
    return run(command, seconds, place, **more) == (0, ())


def link(build, place, changed, object_file):
    swapped = {"libassay.so": str(place / "libassay.so"), changed: str(object_file)}
    command = [swapped.get(word, word) for word in build.link_command]
    return works(command, 60, place, cwd=build.folder)


def build_mutant(build, mutant, text, place):
    """Links the mutant's library into `place`; False where it is no valid mutant."""
    source = pathlib.Path(mutant.path)
    if source.suffix == ".framework":
        shelf = place / "frameworks"
        shutil.copytree(source.parent, shelf, dirs_exist_ok=True)
        (shelf / source.name).write_text(mutant.apply(text))
        if not works([build.folder / "assay", "check", shelf / source.name], 10,
                     place, cwd=build.folder):
            return False
        changed = place / FRAMEWORKS
        files = sorted(shelf.glob("*.framework"))
        run([build.folder / "embed", changed, *files], 10, place)
        output, command = build.object_of(build.folder / FRAMEWORKS)
    else:
        changed = place / source.name
        changed.write_text(mutant.apply(text))
        output, command = build.object_of(source)
    made = place / "changed.o"
    return (works([*command, "-c", changed, "-o", made], 60, place, cwd=build.folder)
            and link(build, place, output, made))


def verdict(build, mutant, text, place):
    if not build_mutant(build, mutant, text, place):
        return "invalid"
    for test in build.in_order():
        ending, seconds = build.expected[test["name"]]
        if run_test(build, test, place, max(2.0, 6 * seconds), ending[1]) != ending:
            with build.lock:
                build.noticed[test["name"]] += 1
            return "killed"
    return "survived"


def baseline(build, place):
    """How each test ends with an unchanged library; the number of those that end badly."""
    if not link(build, place, None, ""):
        raise SystemExit("mutate: cannot link libassay.so\n" + (place / "output").read_text())
    bad = 0
    for test in build.tests:
        start = time.monotonic()
        ending = run_test(build, test, place, 120)
        build.expected[test["name"]] = ending, time.monotonic() - start
        if ending not in ((0, ()), (SKIPPED, ())):
            bad += 1
            print(f"{test['name']} fails without a mutant, {len(ending[1])} times")
    return bad


def find_mutants(room, only):
    sources = sorted(pathlib.Path("src").glob("*/*.[ch]"))
    known = set(re.findall(r"\w+", " ".join(s.read_text() for s in sources)))
    texts, found = {}, []
    for path in sorted(pathlib.Path("src", room).glob("*.c")):
        texts[str(path)] = path.read_text()
        found += mutants.of_c(str(path), texts[str(path)], known)
    for path in sorted(pathlib.Path("frameworks").glob("*.framework")):
        texts[str(path)] = path.read_text()
        found += mutants.of_framework(str(path), texts[str(path)])
    return texts, [m for m in found if only in m.path]


def judge_all(build, chosen, texts, workers):
    places = queue.SimpleQueue()
    for place in workers:
        places.put(place)

    def judge(mutant):
        place = places.get()
        try:
            return mutant, verdict(build, mutant, texts[mutant.path], place)
        finally:
            places.put(place)

    with concurrent.futures.ThreadPoolExecutor(len(workers)) as pool:
        for mutant, result in pool.map(judge, chosen):
            if result == "survived":
                text = texts[mutant.path].splitlines()[mutant.line - 1].strip()
                print(f"survived  {mutant}\n          {text[:90]}", flush=True)
            yield mutant, result


def report(results, least, seconds):
    by_file = collections.defaultdict(collections.Counter)
    for mutant, result in results:
        by_file[mutant.path][result] += 1
    total = sum(by_file.values(), collections.Counter())
    print(f"{'file':44} killed survived invalid")
    for path, count in by_file.items():
        print(f"{path:44} {count['killed']:6} {count['survived']:8} {count['invalid']:7}")
    counted = total["killed"] + total["survived"]
    score = 100 * total["killed"] / counted if counted else 0
    print(f"mutate: {total['killed']} of {counted} mutants noticed, {score:.1f}% "
          f"(at least {least:g}% wanted), {seconds:.0f} s")
    return 0 if score >= least else 1


def main():
    parser = argparse.ArgumentParser(prog="./run mutate")
    parser.add_argument("folder")
    parser.add_argument("--sample", type=int, metavar="N", help="only N of the mutants")
    parser.add_argument("--seed", type=int, default=1, help="which N")
    parser.add_argument("--room", default="judgement", help="of src/, beside the frameworks")
    parser.add_argument("--only", default="", metavar="TEXT", help="files with TEXT in their path")
    parser.add_argument("--least", type=float, default=90, metavar="PERCENT")
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    chosen = parser.parse_args()
    texts, found = find_mutants(chosen.room, chosen.only)
    if chosen.sample and chosen.sample < len(found):
        picked = random.Random(chosen.seed).sample(range(len(found)), chosen.sample)
        found = [found[i] for i in sorted(picked)]
    if chosen.list:
        print(*found, sep="\n")
        return 0
    start = time.monotonic()
    build = Build(chosen.folder)
    workers = [build.folder / "mutants" / str(i) for i in range(os.cpu_count() or 1)]
    for place in workers:
        place.mkdir(parents=True, exist_ok=True)
    # A mutant may allocate or print without end.
    limits = [(resource.RLIMIT_FSIZE, 64 << 20)]
    if "-fsanitize=address" not in build.link_command:
        limits.append((resource.RLIMIT_AS, 4 << 30))
    for limit, most in limits:
        resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    bad = baseline(build, workers[0])
    results = list(judge_all(build, found, texts, workers))
    return report(results, chosen.least, time.monotonic() - start) or min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
