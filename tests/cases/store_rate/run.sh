#!/bin/sh
# assay rate, letter and trace on a store: the small nation of tests/cases/profile judged
# as a folder about one of its authorities would be.
here=$(dirname "$0")
# shellcheck source=tests/cases/page.inc
. "$here/../page.inc"
# is NAME EXPECTED FOUND
is() { if [ "$2" = "$3" ]; then ok "$1"; else no "$1: expected \"$2\", found \"$3\""; fi; }
# ends NAME CODE ARGUMENT...: what it printed is in $scratch/out and $scratch/err
ends() {
    name=$1 code=$2 found=0
    shift 2
    "$assay" "$@" >"$scratch/out" 2>"$scratch/err" || found=$?
    is "$name" "$code" "$found"
}

for file in "$here"/../profile/*.csv; do
    "$assay" load --quiet --db "$scratch/db" "$file" >/dev/null 2>&1
done

# ---- Figures, settings, events: one question each

ends "the probe of Northmere is answered" 0 rate --framework "$here/probe.framework" \
    --area Northmere --db "$scratch/db" --json
for question in homes schools inspections asked plans neet reviewed; do
    is "$question is true" true "$(awk -v id="$question" '
        /"questions"/ { on = 1 }
        on && index($0, "\"id\": \"" id "\"") {
            getline
            gsub(/.*: "|",/, "")
            print
            exit
        }' "$scratch/out")"
done
says "the figure's row is cited" '"3:' "$scratch/out"

# ---- A regime

ends "a regime is run on the store" 0 rate --framework ilacs-2018 --area 701 --db "$scratch/db"
says "the latest inspection counts" "in-care: Outstanding (entered)" "$scratch/out"
says_not "no overall grade since April 2026" "overall:" "$scratch/out"
ends "on an earlier day the one before" 0 rate --framework ilacs --area Northmere \
    --db "$scratch/db" --at 2024-03-31
says "one grade for care until 2023" "care: Good (entered)" "$scratch/out"
says "the overall grade of then" "overall: Good (entered)" "$scratch/out"
ends "--all takes who lived on the day" 1 rate --framework ilacs-2018 --all \
    --db "$scratch/db" --json --quiet
says_not "not who had ended" '"area":"Mereshire"' "$scratch/out"
is "one line an authority" "$(wc -l <"$scratch/out")" "$(grep -c '"area":' "$scratch/out")"
ends "sensitivity works on a store" 0 rate --framework ilacs-2018 --area Northmere \
    --db "$scratch/db" --sensitivity
says "it tries the entered grades" "single changes tried" "$scratch/out"
ends "a let may be another" 0 rate --framework "$here/probe.framework" --area Northmere \
    --db "$scratch/db" --what-if schools=9
says "and the result is marked" "What if" "$scratch/out"

# ---- Letters and traces

ends "a letter is written" 0 letter --framework ilacs-2018 --area Northmere --db "$scratch/db" \
    --out "$scratch/letters" --format text
letter=$(cat "$scratch/out")
says "with what needs to improve" "The offer to care leavers who live outside the county." "$letter"
says "and where it stands" "inspections.csv" "$letter"
id=$("$assay" rate --framework ilacs-2018 --area Northmere --db "$scratch/db" --at 2024-03-31 |
    sed -n 's/.*(\([0-9]*:[0-9]*\/overall\)).*/\1/p')
ends "an id leads back to its load" 0 trace "$id" --db "$scratch/db"
says "to the file" "inspections.csv, row 5" "$scratch/out"
says "and to what it says" "overall effectiveness: good" "$scratch/out"
ends "its users are named" 0 trace "${id%/*}" --db "$scratch/db" --framework ilacs-2018 \
    --area Northmere --at 2024-03-31
says "by rule" "overall, entered" "$scratch/out"
ends "as JSON" 0 trace "$id" --db "$scratch/db" --json
says "with the publisher" '"publisher": "Ofsted"' "$scratch/out"

# ---- Lines of enquiry

enquiry="$here/enquiry.framework"
ends "lines of enquiry are drawn up" 0 rate --framework "$enquiry" --area Northmere \
    --db "$scratch/db"
flat() { tr '\n' ' ' <"$1" | tr -s ' ' >"$scratch/flat"; }
flat "$scratch/out"
says "as questions, not judgements" "questions, not judgements" "$scratch/flat"
says "how many are raised" "Questions that the evidence raises: 2 of 4" "$scratch/flat"
says "one beyond chance, in words" \
    "how sure: a difference beyond chance (95%) in each of the last 2 years" "$scratch/flat"
says "measures go by their names" "Care leavers not in education or work in 2025: 50 against" \
    "$scratch/flat"
says "what could not be answered" "Questions that could not be answered: 1" "$scratch/flat"
says "and what would settle it" "how sure: not known; it would be settled by" "$scratch/flat"
says "how many are not raised" "Not raised: 1" "$scratch/flat"
says_not "no rows unless asked for" "rows:" "$scratch/flat"
ends "--explain names the rows" 0 rate --framework "$enquiry" --area Northmere \
    --db "$scratch/db" --explain
says "of each question" "rows: 3:" "$scratch/out"
ends "as JSON" 0 rate --framework "$enquiry" --area Northmere --db "$scratch/db" --json
says "nothing is graded" '"judgements": []' "$scratch/out"
says "the standing is its own" '"standing": "enquiry"' "$scratch/out"
says "each says how sure" '"how_sure": "counted from the record of inspections and visits"' \
    "$scratch/out"
ends "its letter is a self-evaluation" 0 letter --framework "$enquiry" --area Northmere \
    --db "$scratch/db" --out "$scratch/letters"
flat "$(cat "$scratch/out")"
says "a margin of ours is called one" "A difference of more than 5 is asked about" "$scratch/flat"
says "what is known" "What do we know about practice?" "$scratch/flat"
says "what inspectors asked for" "Pathway plans, and how care leavers share in writing them" \
    "$scratch/flat"
says "nothing is made up" "for the authority to write" "$scratch/flat"
says "no question where none arises" "No question arises from this." "$scratch/flat"
says_not "nothing is called a grade's derivation" "How the grades were reached" "$scratch/flat"

# ---- Letters of earlier inspections, and of none

ends "a letter on a day tells what was known then" 0 letter --framework ilacs-2018 \
    --area Northmere --db "$scratch/db" --at 2024-03-31 --out "$scratch/letters" --format text
letter=$(cat "$scratch/out")
says "its own points" "The timeliness of initial visits." "$letter"
says_not "no later inspection's" "Pathway plans" "$letter"
ends "the letter of an inspection is of the day it was published" 0 letter \
    --framework ilacs-2018 --area Northmere --db "$scratch/db" --out "$scratch/letters"
is "and named so" "$scratch/letters/ilacs-2018--northmere--2026-06-17.html" "$(cat "$scratch/out")"
letter=$(cat "$scratch/out")
says_not "without the earlier one's points" "The timeliness of initial visits." "$letter"
ends "where no inspection is held there is no letter" 1 letter --framework sif-2013 \
    --area Northmere --db "$scratch/db" --out "$scratch/letters"
says "and it says so" "holds no inspection under sif-2013" "$scratch/err"

# ---- Mistakes

ends "two sources are one too many" 2 rate --framework ilacs-2018 --area Northmere \
    --db "$scratch/db" --evidence "$here"
says "and it says so" "exclude each other" "$scratch/err"
ends "rows of a store are not changed" 2 rate --framework ilacs-2018 --area Northmere \
    --db "$scratch/db" --what-if "$id.grade=Good"
says "and it says what may be" "give the name of a let" "$scratch/err"
ends "no such area" 2 rate --framework ilacs-2018 --area Northmare --db "$scratch/db"
says "the nearest is named" "did you mean 'Northmere'?" "$scratch/err"
ends "no such id" 2 trace nonsense --db "$scratch/db"
ends "no such load" 2 trace 99:1 --db "$scratch/db"
ends "no such row" 2 trace 1:99999 --db "$scratch/db"
says "its file is named" "area" "$scratch/err"

echo "1..$count"
exit "$failed"
