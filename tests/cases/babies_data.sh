#!/bin/sh
# 100 babies of England's published rates beside a script that shares no code, and beside the
# studies that followed children.  Skipped where the data, or Python, is absent.
set -eu
LC_ALL=C
export LC_ALL
assay=${ASSAY:-build/assay}
data=${ASSAY_DATA:-../shared/data}
if [ ! -d "$data" ] || ! command -v python3 >/dev/null; then
    echo "1..0 # SKIP no data folder, or no python3"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0 failed=0
check() { # NAME, then a command
    name=$1
    shift
    count=$((count + 1))
    if "$@"; then
        echo "ok $count - $name"
    else
        failed=1
        echo "not ok $count - $name"
    fi
}
code=0
"$assay" load --quiet --db "$scratch/db" "$data/lait" "$data/csc/indicator_counts.csv.gz" \
    "$data/lookups" >/dev/null 2>&1 || code=$?
check "the data is loaded, with what a person should look at" [ "$code" -le 1 ]
for area in 340 201 302 420 330 857 886 928; do
    "$assay" babies --db "$scratch/db" --area $area --at 2026-06-01 --format json
done >"$scratch/babies.json"
check "eight areas have their babies" [ "$(wc -l <"$scratch/babies.json")" -eq 8 ]
check "a script that shares no code expects the same" \
    python3 tests/data/babies.py --json "$scratch/babies.json" "$data"
# of England: 30.8, 29.9, 25.0, 6.9, 3.7; the studies say 35.4, 32.3, 25.3, 6.9, 3.3
cat >"$scratch/near.py" <<'P'
import json, sys
found = {s["id"]: s["england"] for s in json.loads(open(sys.argv[1]).readline())["stages"]}
for stage, ours, study, within in (("referred", 30.8, 35.4, 5), ("assessed", 29.9, 32.3, 3),
                                   ("in-need", 25.0, 25.3, 1), ("plan", 6.9, 6.9, 0.2),
                                   ("care", 3.7, 3.3, 0.5)):
    expected = found[stage]["expected"]
    print("#", stage, expected, "study", study)
    assert abs(expected - ours) < 0.06 and abs(expected - study) <= within, stage
assert found["entrant"] is None  # a total, not a rate
P
check "England's rates come as near the studies as docs/babies.md says" \
    python3 "$scratch/near.py" "$scratch/babies.json"
echo "1..$count"
exit $failed
