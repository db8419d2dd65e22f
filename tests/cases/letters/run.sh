#!/bin/sh
# The letter of Northmere, an authority that does not exist, and what follows when a word, a
# row or a file of its evidence changes.  Usage: run.sh [CASES-FILE... [-- NAME]]
#
# A *.cases file holds presets and cases; a line is one step, `#` begins a comment line:
#   preset NAME | case NAME       the steps up to the next one; a case begins with northmere/
#   use NAME                      the steps of a preset of this file
#   cell FILE RECORD COLUMN=TEXT  one cell (the header is record 1)
#   drop FILE RECORD...           rows;  keep FILE N: the first N records only
#   add FILE ROW                  one row as it stands;  remove FILE...;  empty FILE...
#   sh COMMAND                    anything else, run inside the copied folder
#   framework ID|FILE, area NAME, at DATE|none, whatif KEY=VALUE, args WORDS
#   let NAME = EXPR; probe CONDITION
#                                 rate a one-line framework that grades the condition
#   command WORDS                 the whole command line instead; DIR is the folder
# and what must hold, with `not` for the contrary:
#   exit N|N-M         standing|at|area|framework TEXT
#   judgement ID       the lines below speak of it (else of the first one)
#   status|origin TEXT grade|proposed|computed LABEL|none      range LABEL...
#   words TEXT         the words of the grade
#   suggested RULE TRUTH LABEL|none      suggested none
#   step RULE truth|before|after|basis|evidence|text TEXT       step RULE none
#   question ID TRUTH  findings none | findings TEXT (somewhere in one of them; A | B: either)
#   output TEXT        somewhere in what was printed, on either stream
#   truth true|false|unknown             what the probe came to
# Prints `ok N - name` or `not ok N - name: expected, got`, and a final count; 1 when one fails.
# A case whose name ends in `?` hangs on a reading that the design leaves open: its failure
# is printed as `# open` and does not count.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
assay=${ASSAY:-$top/build/assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
[ -x "$assay" ] || { echo "no program at $assay" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

files=
while [ $# -gt 0 ] && [ "$1" != -- ]; do files="$files $1"; shift; done
[ $# -eq 0 ] || shift
only=${1:-}
# shellcheck disable=SC2086  # a list of names without blanks
[ -n "$files" ] || files=$(echo "$here"/*.cases)
mkdir "$work/presets" "$work/cases"

# One file a preset and one a case, numbered in order.
split() {
    # shellcheck disable=SC2086
    awk -v out="$work" -v only="$only" '
        FNR == 1 { nth++ }     # a preset belongs to its file
        /^[ \t]*(#|$)/ { next }
        { sub(/^[ \t]+/, "") }
        $1 == "preset" { to = out "/presets/" nth "-" $2; next }
        $1 == "use" { $0 = "use " nth "-" $2 }
        $1 == "case" {
            if (to != "") close(to)
            sub(/^case +/, "")
            to = only == "" || $0 == only ? sprintf("%s/cases/%04d", out, ++n) : "/dev/null"
            print "name " $0 > to
            next
        }
        { print > to }' $files
}

# Prints a CSV file with one cell of one record changed.
set_cell() {
    awk -v record="$2" -v column="${3%%=*}" -v text="${3#*=}" '
        function cut(line,    i, c, cell, quoted) {
            n = 0; cell = ""; quoted = 0
            for (i = 1; i <= length(line); i++) {
                c = substr(line, i, 1)
                if (c == "\"") quoted = !quoted
                if (c == "," && !quoted) { cells[++n] = cell; cell = "" } else cell = cell c
            }
            cells[++n] = cell
        }
        NR == 1 { cut($0); for (i = 1; i <= n; i++) if (cells[i] == column) at = i }
        NR == record {
            if (!at) { print "no column " column > "/dev/stderr"; exit 2 }
            cut($0)
            if (text ~ /[",]/) { gsub(/"/, "\"\"", text); text = "\"" text "\"" }
            cells[at] = text
            line = cells[1]
            for (i = 2; i <= n; i++) line = line "," cells[i]
            print line
            next
        }
        { print }
        END { if (NR < record) { print "no record " record > "/dev/stderr"; exit 2 } }' "$1"
}

change() {
    file=$dir/$1
    cat > "$work/changed"
    cp "$work/changed" "$file"
}

# shellcheck disable=SC2086  # word lists on purpose
step() {
    verb=${1%% *}
    rest=${1#"$verb"}
    rest=${rest# }
    case $verb in
    name) name=$rest ;;
    use) steps "$work/presets/$rest" ;;
    cell)
        file=${rest%% *}; rest=${rest#* }
        set_cell "$dir/$file" "${rest%% *}" "${rest#* }" | change "$file" ;;
    drop)
        file=${rest%% *}
        awk -v gone=" ${rest#* } " 'index(gone, " " NR " ") == 0' "$dir/$file" | change "$file" ;;
    keep) head -n "${rest#* }" "$dir/${rest%% *}" | change "${rest%% *}" ;;
    add) printf '%s\n' "${rest#* }" >> "$dir/${rest%% *}" ;;
    remove) for file in $rest; do rm "$dir/$file"; done ;;
    empty) for file in $rest; do : > "$dir/$file"; done ;;
    sh) (cd "$dir" && sh -euc "$rest") ;;
    framework) case $rest in *.framework) framework=$here/$rest ;; *) framework=$rest ;; esac ;;
    area) area=$rest ;;
    at) at=$rest ;;
    whatif) printf '%s\n' "$rest" >> "$work/whatif" ;;
    args) args=$rest ;;
    command) command=$rest ;;
    let) printf 'let %s\n' "$rest" >> "$work/lets" ;;
    probe) printf '%s\n' "$rest" > "$work/condition"; framework=$work/probe.framework ;;
    *) printf '%s\n' "$1" >> "$work/expected" ;;
    esac
}

steps() {
    while IFS= read -r line <&3; do
        step "$line"
    done 3< "$1"
}

probe() {
    cat "$here/probe.head"
    cat "$work/lets"
    printf 'judgement probe on answer {\n    propose { "Yes" when %s  "No" otherwise } basis local "test"\n}\n' \
        "$(cat "$work/condition")"
}

# shellcheck disable=SC2086
run_case() {
    rm -rf "$work/folder"
    cp -R "$here/northmere" "$work/folder"
    dir=$work/folder name='' framework=annual-rating-2009 area=Northmere at=2009-12-09
    args='' command=''
    : > "$work/expected"; : > "$work/whatif"; : > "$work/lets"; : > "$work/condition"
    steps "$1"
    [ ! -s "$work/condition" ] || probe > "$work/probe.framework"
    if [ -n "$command" ]; then
        (cd "$work" && eval "\"\$assay\" $(echo "$command" | sed "s|DIR|folder|g")") \
            > "$work/out" 2> "$work/err" < /dev/null && code=0 || code=$?
    else
        set -- rate --framework "$framework" --evidence "$work/folder" --json $args
        [ "$area" = none ] || set -- "$@" --area "$area"
        [ "$at" = none ] || set -- "$@" --at "$at"
        while IFS= read -r key; do set -- "$@" --what-if "$key"; done < "$work/whatif"
        "$assay" "$@" > "$work/out" 2> "$work/err" < /dev/null && code=0 || code=$?
    fi
    case $(head -c 1 "$work/out") in
    '{' | '[') awk -f "$here/flatten.awk" "$work/out" > "$work/flat" || : ;;
    *) : > "$work/flat" ;;
    esac
    cat "$work/out" "$work/err" > "$work/both"
    awk -v code="$code" -v expected="$work/expected" -v flat="$work/flat" \
        -v both="$work/both" -f "$here/compare.awk" < /dev/null
}

split
count=0 failed=0 open=0
for file in "$work"/cases/*; do
    count=$((count + 1))
    name=$file
    wrong=$(run_case "$file" 2>&1) || wrong="$wrong (the case could not be run)"
    name=$(sed -n 's/^name //p' "$file")
    if [ -z "$wrong" ]; then
        echo "ok $count - $name"
    elif [ "${name%\?}" != "$name" ]; then
        open=$((open + 1))
        echo "ok $count - $name # open: $(echo "$wrong" | tr '\n' ';')"
    else
        failed=$((failed + 1))
        echo "not ok $count - $name: $(echo "$wrong" | tr '\n' ';')"
    fi
done
echo "1..$count"
echo "# $((count - failed - open)) as expected, $failed not, $open on an open reading"
[ "$failed" -eq 0 ]
