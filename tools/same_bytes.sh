#!/bin/sh
# same_bytes.sh SCRATCH: every example is rated and its letter written in two surroundings
# that differ in language, time zone and working folder; so is England loaded, profiled and
# measured.  The bytes must not differ.
set -eu
scratch=$1
top=$(pwd)
mkdir -p "$scratch/locales"

# German writes 1,5 for 1.5: a number that went through the C library's locale would show.
localedef -i de_DE -f UTF-8 "$scratch/locales/de_DE.UTF-8" || [ -d "$scratch/locales/de_DE.UTF-8" ]

# Exit 1 only means that there are findings.
answer() {
    "$top/build/assay" "$@" || [ $? = 1 ]
}

answer_all() {
    out=$1 from=$2
    mkdir -p "$out"
    for folder in "$top"/examples/*/; do
        name=$(basename "$folder")
        row=$(awk -f "$top/tools/examples.awk" "$folder/published.csv")
        set -- --framework "${row%%,*}" --area "${row#*,}" --evidence "$from/$name"
        answer rate "$@" --json >"$out/$name.json"
        answer rate "$@" --explain >"$out/$name.txt"
        answer rate "$@" --sensitivity >"$out/$name.sensitivity"
        answer letter "$@" --format html,text --out "$out/letters" >/dev/null
    done
}

(export LC_ALL=C TZ=UTC0 && answer_all "$scratch/one" examples)
(export LC_ALL=de_DE.UTF-8 LOCPATH="$scratch/locales" TZ=XXX-14 LINES=10 COLUMNS=40 &&
    answer_all "$scratch/two" examples)
diff -r "$scratch/one" "$scratch/two"
# An answer of no bytes would be the same anywhere.
[ -n "$(ls "$scratch/one/letters")" ] && [ -z "$(find "$scratch/one" -type f -size 0)" ]

# --- England: stores, profiles, measures ---------------------------------------------

# The whole data folder where it is, and always the small nation of the tests.
data=${ASSAY_DATA:-$top/../shared/data}
nation="$top/tests/cases/profile"

# england OUT FILE...: what a store of these files says, and no more than that of measures
# and profiles; load numbers and attributions, which stand in the order of loads, are left
# out.
england() {
    out=$1
    shift
    mkdir -p "$out"
    rm -f "$out/db" "$out/db-wal" "$out/db-shm"
    answer load --quiet --db "$out/db" "$@" 2>"$out/remarks"
    say_england "$out"
}
say_england() {
    answer measure --all --changes --db "$1/db" >"$1/measures.csv"
    answer profile --all --format json --db "$1/db" |
        sed 's/"evidence":\[[^]]*\]//g; s/"attribution":\[[^]]*\]//' >"$1/profiles.json"
    answer profile --all --format html --out "$1/pages" --quiet --db "$1/db"
}
same() { # same ONE TWO WHAT
    cmp "$1/measures.csv" "$2/measures.csv" && cmp "$1/profiles.json" "$2/profiles.json" &&
        [ -s "$1/measures.csv" ] && [ -s "$1/profiles.json" ] && return
    echo "$3" >&2
    exit 1
}

backwards() { # FILE...: the same, the last first
    reversed=
    for file; do reversed="\"$file\" $reversed"; done
    echo "$reversed"
}

(export LC_ALL=C TZ=UTC0 && england "$scratch/nation-one" "$nation"/*.csv)
(export LC_ALL=de_DE.UTF-8 LOCPATH="$scratch/locales" TZ=XXX-14 &&
    england "$scratch/nation-two" "$nation"/*.csv)
same "$scratch/nation-one" "$scratch/nation-two" "language or time zone shows"
diff -r "$scratch/nation-one/pages" "$scratch/nation-two/pages"
cmp "$scratch/nation-one/remarks" "$scratch/nation-two/remarks"

# Files that do not say the same thing twice may come in any order.
eval "england \"\$scratch/nation-back\" $(backwards "$nation"/*.csv)"
same "$scratch/nation-one" "$scratch/nation-back" "the order of loads shows"

# What is undone and loaded again is as it was.
for load in 2 5 1; do answer loads undo "$load" --db "$scratch/nation-one/db" >/dev/null; done
england_again="$scratch/nation-one"
cp "$scratch/nation-one/measures.csv" "$scratch/nation-two/measures.csv"
answer load --quiet --db "$england_again/db" "$nation"/*.csv 2>/dev/null
say_england "$england_again"
same "$scratch/nation-one" "$scratch/nation-two" "a load undone and loaded again shows"

if [ -d "$data" ]; then
    (export LC_ALL=C TZ=UTC0 && england "$scratch/england-one" "$data")
    (export LC_ALL=de_DE.UTF-8 LOCPATH="$scratch/locales" TZ=XXX-14 &&
        england "$scratch/england-two" "$data")
    same "$scratch/england-one" "$scratch/england-two" "language or time zone shows in England"
    diff -r "$scratch/england-one/pages" "$scratch/england-two/pages"
fi
rm -rf "$scratch"/nation-* "$scratch"/england-*
