#!/bin/sh
# assay profile on a small nation of invented authorities (the CSV files beside this script):
# one whole page as an analyst reads it, NAME.expected, and what each option changes.
# ACCEPT=1 writes the expected page anew; look at the difference before keeping it.
here=$(dirname "$0")
# shellcheck source=tests/cases/page.inc
. "$here/../page.inc"

for file in "$here"/*.csv; do
    "$assay" load --quiet --db "$scratch/db" "$file" 2>"$scratch/err" || {
        cat "$scratch/err"
        no "$file is loaded"
    }
done
profile() { "$assay" profile --db "$scratch/db" "$@"; }
# The same in one line, for sentences that break at the page's width.
flat() { tr '\n' ' ' | tr -s ' '; }

# ---- The whole page

profile --area northmere >"$scratch/page"
[ -z "${ACCEPT:-}" ] || cp "$scratch/page" "$here/northmere.expected"
if cmp -s "$scratch/page" "$here/northmere.expected"; then
    ok "the page of Northmere is as expected"
else
    no "the page of Northmere is as expected"
    diff "$here/northmere.expected" "$scratch/page" || :
fi

# ---- Days and lives

profile --area Northmere --at 2022-01-01 | flat >"$scratch/2022"
says "a day before the latest inspection shows the one before" \
    "ILACS standard inspection, 11 to 22 October 2021" "$scratch/2022"
says_not "nothing that came later is in it" "2026" "$scratch/2022"
says "the overall grade of that time is shown" "Overall effectiveness Good" "$scratch/2022"
says "what that inspection asked for is open then" "The timeliness of initial visits." \
    "$scratch/2022"
profile --area Northmere --at 2023-04-01 | flat >"$scratch/2023"
says "a visit does not close what an inspection asked for" \
    "The timeliness of initial visits." "$scratch/2023"
profile --area Mereshire | flat >"$scratch/ended"
says "an authority that ended is looked at on its last day" "31 March 2019" "$scratch/ended"
says "and its successors are named" "passed to Northmere and Eastmere" "$scratch/ended"
profile --area Northmere --at 2018-01-01 | flat >"$scratch/before"
says "before an authority began there is nothing to show" \
    "On 1 January 2018 this authority did not exist." "$scratch/before"
says_not "and nothing is shown" "At a glance" "$scratch/before"
profile --area Northmere --period 2024 --format json >"$scratch/period"
says "a period shows its own figures" '"period":"2024"' "$scratch/period"
says_not "and no other's" '"period":"2025"' "$scratch/period"

# ---- Comparators

profile --area Northmere --against england | flat >"$scratch/england"
says "England can be the comparator" "tested against England" "$scratch/england"
profile --area Northmere --average median | flat >"$scratch/median"
says "the average used is named" "the median of its statistical neighbours" \
    "$scratch/median"
profile --area Southmere | flat >"$scratch/weak"
says "neighbours of whom none is close are a weak comparison" "Weak comparison" \
    "$scratch/weak"

# ---- All of them, and forms

profile --all --format json >"$scratch/all.json"
if [ "$(wc -l <"$scratch/all.json")" -eq 12 ]; then
    ok "all twelve authorities of the day, and not the one that ended"
else
    no "all twelve authorities of the day, and not the one that ended"
fi
LC_ALL=C.UTF-8 profile --all --format json | cmp -s - "$scratch/all.json" &&
    ok "the same bytes in another locale" || no "the same bytes in another locale"
profile --all --format html --out "$scratch/out" >"$scratch/named"
if [ "$(grep -c '\.html$' "$scratch/named")" -eq 12 ] &&
    [ -s "$scratch/out/profile--northmere--2026-06-17.html" ]; then
    ok "a page each, named by area and day"
else
    no "a page each, named by area and day"
fi
cat "$scratch"/out/*.html "$scratch/all.json" "$scratch/page" >"$scratch/every"
says_not "no home is named by its number" "SC90000" "$scratch/every"
if grep -qE '(^|[^A-Za-z])(NaN|nan|NA|None|-100)([^A-Za-z0-9.]|$)' "$scratch/every"; then
    no "what is missing is said in words"
else
    ok "what is missing is said in words"
fi

# ---- Wrong usage

refuses() {
    name=$1 text=$2
    shift 2
    code=0
    profile "$@" >"$scratch/out.txt" 2>"$scratch/err" || code=$?
    if [ "$code" -eq 2 ] && grep -qF -- "$text" "$scratch/err"; then
        ok "$name"
    else
        no "$name: exit $code, $(cat "$scratch/err")"
    fi
}
refuses "a misspelt name brings the nearest" "did you mean 'Northmere'" --area Northmeer
refuses "an area or all" "--area, or use --all"
refuses "a day or a period" "exclude each other" --area Northmere --at 2024-01-01 \
    --period 2024
refuses "a day is a day" "YYYY-MM-DD" --area Northmere --at 31/03/2024
refuses "a comparator it knows" "neighbours, region or england" --area Northmere \
    --against wales
refuses "a model that is loaded" "no statistical neighbours of that year" \
    --area Northmere --model 1999

echo "1..$count"
exit $failed
