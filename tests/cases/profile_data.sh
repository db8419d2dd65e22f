#!/bin/sh
# Every authority of England profiled from the data folder: each figure has its origin,
# nothing is said as NaN, NA, -100 or None, and two runs give the same bytes.  Skipped where
# the data is absent.
set -eu
LC_ALL=C
export LC_ALL
assay=${ASSAY:-build/assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
data=${ASSAY_DATA:-../shared/data}
if [ ! -d "$data" ]; then
    echo "1..0 # SKIP no data folder"
    exit 77
fi
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
none() { [ "$(grep -cE -- "$1" "$2")" -eq 0 ]; }
# How often a text stands in a file.
occurrences() { grep -oF -- "$1" "$2" | wc -l; }
at_least() { [ "$(occurrences "$2" "$3")" -ge "$1" ]; }

code=0
"$assay" load --quiet --db "$scratch/db" "$data/lait" "$data/csc/indicator_counts.csv.gz" \
    "$data/lookups" "$data/inspections" "$data/settings/school_ratings_2026.csv.gz" \
    "$data/settings/school_inspections_2005_2020.csv.gz" \
    "$data/settings/social_care_providers_2015_2025.csv.gz" \
    "$data/history/national_indicators_2007_2014.csv.gz" >/dev/null 2>&1 || code=$?
check "the data is loaded, with what a person should look at" [ "$code" -le 1 ]
all="$scratch/all.json"
"$assay" profile --all --format json --db "$scratch/db" >"$all"
"$assay" profile --all --format json --db "$scratch/db" >"$scratch/again.json"
check "two runs, the same bytes" cmp -s "$all" "$scratch/again.json"
check "153 authorities" [ "$(wc -l <"$all")" -eq 153 ]
check "no figure is not a number" none ':-?(NaN|nan|inf|Infinity)[,}]' "$all"
check "no word stands for a missing one" none '"(NA|None|N/A|null|-)"' "$all"
# A figure is "value":NUMBER; its measure's object ends with its evidence.
check "every figure has an origin" none \
    '"value":-?[0-9][^{}]*"evidence":\[\][,}]' "$all"
check "there are figures" at_least 50000 '"value":' "$all"
check "an inspection without an overall grade is one" at_least 1 '"life":"current"' "$all"

# The published map of measures and their counts; names hold no quotes.
head -n 1 "$all" | tr '{' '\n' >"$scratch/first.txt"
unpaired() {
    sed 1d "$data/lait/measure_to_counts.csv" | while IFS= read -r line; do
        name=${line%,*,*,*,*,*,*} rest=${line#"${line%,*,*,*,*,*,*}",}
        name=${name#\"} name=${name%\"}
        grep -F "\"id\":\"$name\"," "$scratch/first.txt" |
            grep -qF "\"counts_of\":\"indicator_counts:${rest%%,*}\"" || echo "$name"
    done
}
check "every pair of the map of counts is found from the figures" [ -z "$(unpaired)" ]
check "a trend over years is said" at_least 1000 '"trend":{"years":5' "$all"
check "a change of definition is said" at_least 100 '"break":{"from":2022' "$all"

"$assay" profile --all --format html --out "$scratch/html" --quiet --db "$scratch/db"
cat "$scratch"/html/*.html >"$scratch/html.txt"
check "153 pages" [ "$(find "$scratch/html" -name '*.html' | wc -l)" -eq 153 ]
check "no cell says NaN, NA, -100 or None" none \
    '>-?(NaN|nan|NA|None|inf)( |%|<)|>-100<' "$scratch/html.txt"
check "no provider is named by its number" none 'SC[0-9]{6}' "$scratch/html.txt"
check "every page carries an attribution" at_least 153 \
    'Open Government Licence v3.0' "$scratch/html.txt"

# Days of the past, of all authorities of the time.
for day in 2010-12-31 2013-03-31 2016-09-01 2021-03-31 2023-04-01; do
    "$assay" profile --all --at "$day" --db "$scratch/db" >"$scratch/past.txt"
    check "all of England on $day" [ -s "$scratch/past.txt" ]
    check "nothing of $day is not a number" none '(^|[ (])-?(nan|NaN|inf)([ ,)%]|$)' \
        "$scratch/past.txt"
done
one() { "$assay" profile --db "$scratch/db" "$@" >"$scratch/one.txt"; }
one --area Brent
check "Brent, inspected in 2026, has no overall grade" none \
    '^Overall effectiveness ' "$scratch/one.txt"
one --area Northamptonshire
check "Northamptonshire is looked at on its last day" grep -q '^31 March 2021' \
    "$scratch/one.txt"
one --area "City of London"
check "the neighbours of the City of London are a weak comparison" grep -q \
    'Weak comparison' "$scratch/one.txt"

echo "1..$count"
exit $failed
