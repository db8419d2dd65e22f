#!/bin/sh
# What the README and the docs show is what the program prints.  In every ```console block
# a line `$ assay …` is run from the top of the project and what it prints is compared with
# the lines below it; a line `…` stands for any number of lines.  Messages on standard error
# are not shown, and an exit code of 1 (findings that need a person) is as good as 0.
set -eu
LC_ALL=C
export LC_ALL
cd "$(dirname "$0")/../.."
assay=${ASSAY:-build/assay}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf build/tour # the README's own store, made anew

# One file a command: NUMBER.command and NUMBER.shown.
take_blocks() {
    awk -v work="$work" -v start="$2" '
        /^```console$/ { inside = 1; next }
        /^```$/ { inside = 0; if (shown) close(shown); shown = ""; next }
        inside && /^\$ assay / {
            n++
            command = work "/" (start + n) ".command"
            shown = work "/" (start + n) ".shown"
            print FILENAME ":" FNR > command
            print substr($0, 9) > command
            close(command)
            printf "" > shown
            next
        }
        inside && shown { print > shown }
        END { print n + 0 }' "$1"
}

# Does the output fit what is shown, where … takes any lines?
fits() {
    awk '
        NR == FNR { shown[++m] = $0; next }
        { out[++n] = $0 }
        END {
            i = j = 1; skip = 0
            while (i <= m) {
                if (shown[i] == "…") { skip = 1; i++; continue }
                while (skip && j <= n && out[j] != shown[i]) j++
                if (j > n || out[j] != shown[i]) {
                    print "  shown:   " shown[i]
                    print "  printed: " (j > n ? "(nothing more)" : out[j])
                    exit 1
                }
                i++; j++; skip = 0
            }
            if (!skip && j <= n) { print "  printed, not shown: " out[j]; exit 1 }
        }' "$1" "$2"
}

# The table of the README: | example | framework | published | reproduced | entered | … |
tally() {
    "$assay" rate --framework "$2" --all --evidence "examples/$1" --quiet |
        sed -n 's/^Of \([0-9]*\) published grades*: \([0-9]*\) reproduced, \([0-9]*\) entered, \([0-9]*\) disagreeing, \([0-9]*\) undetermined\.$/\1 | \2 | \3 | \4 | \5/p'
}

count=0
for page in README.md docs/*.md; do
    [ -e "$page" ] || continue
    count=$((count + $(take_blocks "$page" "$count")))
done
examples=$(find examples -mindepth 1 -maxdepth 1 -type d | wc -l)
echo "1..$((count + examples))"
status=0
n=$count
for folder in examples/*/; do
    n=$((n + 1))
    example=$(basename "$folder")
    framework=$(sed -n "s/^| $example | \([a-z0-9-]*\) | .*/\1/p" README.md)
    row="| $example | $framework | $(tally "$example" "$framework") |"
    if grep -qxF "$row" README.md; then
        echo "ok $n - README.md: $row"
    else
        echo "not ok $n - README.md lacks: $row"
        status=1
    fi
done
i=0
while [ "$i" -lt "$count" ]; do
    i=$((i + 1))
    place=$(sed -n 1p "$work/$i.command")
    words=$(sed -n 2p "$work/$i.command")
    code=0
    eval "\"\$assay\" $words" > "$work/out" 2> "$work/err" || code=$?
    if [ "$code" -gt 1 ]; then
        echo "not ok $i - $place assay $words (exit $code)"
        sed 's/^/  /' "$work/err"
        status=1
    elif fits "$work/$i.shown" "$work/out" > "$work/why"; then
        echo "ok $i - $place assay $words"
    else
        echo "not ok $i - $place assay $words"
        cat "$work/why"
        status=1
    fi
done
[ "$count" -gt 0 ] || status=1
exit "$status"
