#!/bin/sh
# Every fact of the four published assessments is where examples_facts.csv says it is, and
# the examples hold nothing else.
#
# One row of the table is one fact: the example, the fact in a few words, the evidence ids
# that hold it (`file:record` with the header as record 1, or `file:id`), and what the first
# of these rows must show; or "not held: " and the reason, which the example's README.md
# must give too.  One test an example; each fault on a line of its own below it.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."

# Prints each cell of a CSV file as: file, record, column, text (tab-separated).  No example
# has a line break inside a cell, and this refuses one that has.
cells() {
    awk -v file="$2" '
        function cut(line,    n, i, c, text, quoted) {
            n = 0; text = ""; quoted = 0
            for (i = 1; i <= length(line); i++) {
                c = substr(line, i, 1)
                if (quoted && c == "\"" && substr(line, i + 1, 1) == "\"") { text = text c; i++ }
                else if (c == "\"") quoted = !quoted
                else if (c == "," && !quoted) { cell[++n] = text; text = "" }
                else text = text c
            }
            cell[++n] = text
            if (quoted) { print "open quote: " FILENAME ":" FNR > "/dev/stderr"; exit 2 }
            return n
        }
        {
            n = cut($0)
            if (FNR == 1) { columns = n; for (i = 1; i <= n; i++) name[i] = cell[i] }
            else if (n != columns) {
                print FILENAME ":" FNR ": " n " cells, expected " columns > "/dev/stderr"; exit 2
            }
            else for (i = 1; i <= n; i++) print file "\t" FNR "\t" name[i] "\t" cell[i]
        }' "$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cells tests/cases/examples_facts.csv facts > "$work/facts"
status=0
tests=0
for folder in examples/*/; do
    example=$(basename "$folder")
    grep -q "^$example," tests/cases/examples_facts.csv || continue
    : > "$work/rows"
    for file in "$folder"*.csv; do
        cells "$file" "$(basename "$file" .csv)" >> "$work/rows"
    done
    result=ok
    awk -F '\t' -v example="$example" -v readme="${folder}README.md" '
        function fault(text) { print text; faults = 1 }
        FILENAME ~ /rows$/ {
            row = $1 ":" $2
            records[row] = 1
            text[row] = text[row] " " $4
            if ($3 == "id" && $4 != "") named[$1 ":" $4] = row
            next
        }
        $2 != record { record = $2; mine = 0 }
        $3 == "example" { mine = ($4 == example) }
        !mine { next }
        $3 == "fact" { fact = $4; facts++ }
        $3 == "evidence" { evidence = $4 }
        $3 == "shows" {
            if (evidence ~ /^not held: ./) { reasons[substr(evidence, 11)] = 1; next }
            n = split(evidence, ids, " ")
            if (n == 0) fault(fact ": no evidence and no reason")
            for (i = 1; i <= n; i++) {
                row = (ids[i] in named) ? named[ids[i]] : ids[i]
                if (!(row in records)) fault(fact ": there is no " ids[i])
                else if (i == 1 && ($4 == "" || !index(text[row], $4)))
                    fault(fact ": " ids[i] " does not show \"" $4 "\"")
                claimed[row] = 1
            }
        }
        END {
            for (row in records)
                if (!(row in claimed) && row !~ /^(areas|measures):/)
                    fault(row " is no fact of the letter:" text[row])
            while ((getline line < readme) > 0) said = said " " line
            for (reason in reasons)
                if (!index(said, reason)) fault("README.md does not say: " reason)
            if (facts == 0) fault("no facts")
            exit faults
        }' "$work/rows" "$work/facts" > "$work/faults" || result='not ok' status=1
    tests=$((tests + 1))
    echo "$result $tests - every fact of $example has its row, and every row its fact"
    sed 's/^/# /' "$work/faults"
done
echo "1..$tests"
[ "$tests" -gt 0 ] || status=1
exit $status
