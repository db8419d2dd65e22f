#!/bin/sh
# assay similar on the data folder: what is found says why and what followed; the same bytes
# twice and in another locale; wrong words are refused.  Skipped where the data is absent.
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
says() { grep -qF -- "$1" "$2"; }
none() { [ "$(grep -cE -- "$1" "$2")" -eq 0 ]; }
similar() { "$assay" similar --db "$scratch/db" "$@"; }
# refused WORDS OPTION…: exit 2 and a message with these words
refused() {
    words=$1
    shift
    code=0
    similar "$@" >"$scratch/out" 2>"$scratch/err" || code=$?
    [ "$code" -eq 2 ] && [ ! -s "$scratch/out" ] && says "$words" "$scratch/err"
}

code=0
"$assay" load --quiet --db "$scratch/db" "$data/lookups" "$data/inspections" \
    >/dev/null 2>&1 || code=$?
check "the data is loaded, with what a person should look at" [ "$code" -le 1 ]

# ---- A text

similar --text "health histories for care leavers" --json >"$scratch/text"
check "the items are the 3,705 but 36 strengths" \
    says '"items_compared":3669,"strengths_left_out":36' "$scratch/text"
check "the theme says which words put it there" \
    says '"id":"health-histories","title":"Care leavers'"'"' health histories and documents","because":"health histories"' "$scratch/text"
check "a match says which words it shares" \
    says '"asked":"health histories","found":"Health information"' "$scratch/text"
check "every match has its evidence" none '"text":"[^"]*","evidence":\[\],"score"' "$scratch/text"
check "what followed all is there to compare with" says '"theme":"all"' "$scratch/text"
check "no number is not a number" none ':-?(NaN|nan|inf)' "$scratch/text"
similar --text "health histories for care leavers" --json >"$scratch/again"
check "two runs, the same bytes" cmp -s "$scratch/text" "$scratch/again"
LC_ALL=C.UTF-8 similar --text "health histories for care leavers" --format json >"$scratch/again"
check "another locale and --format json, the same bytes" cmp -s "$scratch/text" "$scratch/again"
similar --text "zeppelins" >"$scratch/none"
check "words that nobody used are named" says "No item has the word" "$scratch/none"

# ---- Areas: every one of England

areas=$(cut -d, -f1 "$data/inspections/authority_inspections.csv" | sort -u | grep -E '^[0-9]+$')
for area in $areas; do
    similar --area "$area" --format html >"$scratch/area" || echo "$area" >>"$scratch/bad"
    none '(>|[ (])-?(nan|NaN|inf)([ ,)<%]|$)' "$scratch/area" || echo "$area" >>"$scratch/bad"
done
check "every authority has a page" [ ! -e "$scratch/bad" ]
similar --area Knowsley --json >"$scratch/area"
check "an area's items are laid beside others" says '"matches":[{"la_code":' "$scratch/area"
similar --area Knowsley --at 2012-12-31 >"$scratch/early" 2>"$scratch/err" && code=0 || code=$?
check "a day before the first list is refused with a reason" [ "$code" -eq 2 ]
check "and says what is missing" says "no improvement areas are held" "$scratch/err"
similar --area Knowsley --at 2019-01-01 --json >"$scratch/early"
check "nothing after the day is seen" none '"(start|end)":"(2019-[01][0-9]-[0-9]*|202)' \
    "$scratch/early"

# ---- Wrong use

check "neither area nor text" refused "name an authority"
check "both" refused "name an authority" --area Knowsley --text risk
check "a theme that is misspelt" refused "did you mean 'supervision'" --text risk --theme supervison
check "no such authority" refused "Knowsley" --area Knowsly
check "a limit of none" refused "expected 1 to 200" --text risk --limit 0
check "a limit that is no number" refused "expected 1 to 200" --text risk --limit many
check "a day that is none" refused "expected a date" --text risk --at 2020-02-30
check "a text that is not UTF-8" refused "not UTF-8" --text "$(printf 'risk \377')"
check "a format that is none" refused "expected text, json or html" --text risk --format csv

echo "1..$count"
exit $failed
