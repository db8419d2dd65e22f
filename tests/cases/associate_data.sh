#!/bin/sh
# assay associate on the data folder: what it says of a sample of measures against
# tests/data/associations.py, which works it out from the published files by itself; the
# same bytes twice; another framework and judgement; what is asked wrongly.  Skipped
# without the data or without python3.
set -eu
LC_ALL=C
export LC_ALL
assay=${ASSAY:-build/assay}
data=${ASSAY_DATA:-../shared/data}
[ -d "$data/lait" ] || { echo "1..0 # SKIP no data folder $data"; exit 77; }
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0
failed=0
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

"$assay" load --quiet --db "$scratch/db" "$data/lait/bds_long.csv.gz" \
    "$data/lait/data_dictionary.csv" "$data/lait/la_code_list.csv" "$data/lookups" \
    "$data/inspections/authority_inspections.csv" "$data/inspections/inspection_events.csv" \
    >/dev/null 2>&1 || [ $? -eq 1 ]
associate() { "$assay" associate --db "$scratch/db" "$@"; }

associate --framework ilacs-2018 --json >"$scratch/all.json"
python3 tests/data/associations.py "$data" Work_Force_Agecy_Rate Ever6_FSM_Prim ChildPov \
    SecPermEx LAC KS2RWM_Higher_STD '%_2yr_olds' FirstYJS <"$scratch/all.json" \
    >"$scratch/compared" || echo DIFFERS >>"$scratch/compared"
sed 's/^/# /' "$scratch/compared"
says_all() { [ "$(grep -c ' r: ' "$scratch/compared")" -eq 8 ] && ! grep -q DIFFERS "$scratch/compared"; }
check "a script of its own finds the same r, tau-b and p" says_all

associate --framework ilacs-2018 --json >"$scratch/again.json"
check "two runs, the same bytes" cmp -s "$scratch/all.json" "$scratch/again.json"
associate --framework ilacs-2018 --draws 500 --seed 7 --all >"$scratch/all.txt"
check "every measure of the text is there" grep -q 'measures, the least p first' \
    "$scratch/all.txt"
not_a_number() { ! grep -qE '(^|[ (])-?(nan|inf)([ ,)]|$)' "$scratch/all.txt"; }
check "nothing is not a number" not_a_number
associate --framework sif-2013 --judgement leadership --draws 500 >"$scratch/sif.txt"
check "the single inspections of before, and another judgement" grep -q \
    'Leadership, management and governance' "$scratch/sif.txt"

refuses() { # CODE, words, arguments
    code=$1 words=$2 found=0
    shift 2
    associate "$@" >/dev/null 2>"$scratch/err" || found=$?
    [ "$found" -eq "$code" ] && grep -qF -- "$words" "$scratch/err"
}
check "a judgement that is not graded is named" refuses 2 "leaders, protection, care" \
    --framework ilacs-2018 --judgement board
check "a framework without inspections in the store" refuses 2 "has no inspection" \
    --framework slac-2010 --judgement safeguarding/overall
check "no draws" refuses 2 "--draws '0'" --framework ilacs-2018 --draws 0
check "a lag beyond the age" refuses 2 "no figure can be both" --framework ilacs-2018 --lag 40
check "a control that is not loaded" refuses 2 "no such measure" --framework ilacs-2018 \
    --control XYZ
check "no framework" refuses 2 "--framework is missing" --json
check "two formats" refuses 2 "exclude each other" --framework ilacs-2018 --json --format html

echo "1..$count"
exit $failed
