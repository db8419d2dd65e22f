#!/bin/sh
# Framework files with mistakes made on purpose: `assay check` must find each of them, in one
# run, at its line, with a word that helps, and nothing else.
#
# NAME.expected has a line a mistake: the line of the file, or first-last where more than one
# is fair, then what its message must hold; `A | B` is either.  Prints `ok N - name` or
# `not ok N - name: …`; exits 1 when one fails.
set -eu
LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../../.." && pwd)
assay=${ASSAY:-$top/build/assay}
[ -x "$assay" ] || { echo "no program at $assay" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
: > "$work/all"
for expected in "$here"/*.expected; do
    file=${expected%.expected}.framework
    name=$(basename "$file")
    code=0
    (cd "$here" && "$assay" check "$name") > "$work/out" 2>&1 || code=$?
    awk -v code="$code" -v name="$name" -v expected="$expected" '
        # A message begins with file:line:column; what follows without one belongs to it.
        index($0, name ":") == 1 && match($0, /:[0-9]+:[0-9]+: /) {
            line[++n] = substr($0, length(name) + 2) + 0
            text[n] = substr($0, RSTART + RLENGTH)
            next
        }
        n { text[n] = text[n] " " $0 }
        END {
            print (code == 0 ? "not ok" : "ok") " - " name " fails" (code == 0 ? ": exit 0" : "")
            while ((getline want < expected) > 0) {
                lines = want; sub(/ .*/, "", lines); sub(/^[^ ]* /, "", want)
                first = lines; last = lines; sub(/-.*/, "", first); sub(/.*-/, "", last)
                either = split(want, word, / \| /)
                found = 0; got = ""
                for (i = 1; i <= n && !found; i++) {
                    if (used[i] || line[i] < first + 0 || line[i] > last + 0) continue
                    got = got " [" text[i] "]"
                    for (j = 1; j <= either; j++)
                        if (index(tolower(text[i]), tolower(word[j]))) found = i
                }
                used[found] = 1
                print (found ? "ok" : "not ok") " - " name ":" lines " " want \
                    (found ? "" : ": got" (got == "" ? " no message at this line" : got))
            }
            for (i = 1; i <= n; i++)
                if (!used[i]) print "not ok - " name ":" line[i] " one message a mistake: got also [" text[i] "]"
        }' "$work/out" >> "$work/all"
done
awk '{ sub(/ok -/, "ok " NR " -"); print } /^not/ { bad++ }
     END { print "1.." NR; print "# " NR - bad " as expected, " bad + 0 " not"; exit bad > 0 }' "$work/all"
