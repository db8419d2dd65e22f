#!/bin/sh
# same_bytes.sh SCRATCH: every example is rated and its letter written in two surroundings
# that differ in language, time zone and working folder; the bytes must not differ.
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
