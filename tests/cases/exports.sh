#!/bin/sh
# assay export: the same rows as CSV, XLSX and JSON, read back by other tools; no formula
# from hostile names; figures loaded again are the same; what is internal stays; and every
# JSON that a program may rely on keeps to its schema.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
out=$scratch/tables db=$scratch/nation.db
every="--format csv --format xlsx --format json"

# ---- A synthetic nation
"$assay" synth nation --areas 20 --seed 5 --out "$scratch/nation" --quiet
"$assay" load --quiet --db "$db" "$scratch/nation"
area=$(awk -F, 'FNR == 7 { print $2 }' "$scratch/nation/synthetic-area-registry.csv")
slug=$(printf %s "$area" | tr 'A-Z ' 'a-z-')
# shellcheck disable=SC2086 # words of their own
ends "an area, in every form" 0 export --area "$area" --db "$db" $every --out "$out"
says "each file is named" 8 "$(wc -l <"$scratch/out")"
says "other tools read the same rows from CSV, XLSX and JSON" "" \
    "$(python3 tests/exports/check_tables.py "$out/$slug" || true)"
# shellcheck disable=SC2086
ends "all of them together" 0 export --england --db "$db" $every --out "$out"
says "the same of England" "" "$(python3 tests/exports/check_tables.py "$out/england" || true)"
says "England and its regions have rows of their own" "National Regional" \
    "$(awk -F, 'NR > 1 && $3 ~ /National|Regional/ { print $3 }' "$out/england-figures.csv" |
        sort -u | tr '\n' ' ' | sed 's/ $//')"
# shellcheck disable=SC2086
(TZ=Asia/Tokyo && export TZ && "$assay" export --area "$area" --db "$db" $every --quiet \
    --out "$scratch/again")
says "the same bytes again, in another time zone" "" \
    "$(for file in "$scratch"/again/*; do cmp "$file" "$out/${file##*/}"; done)"
ends "one table" 0 export --area "$area" --db "$db" --what settings --out "$scratch/one"
says "and its notes" "$slug-notes.csv $slug-settings.csv" \
    "$(cd "$scratch/one" && echo *)"
says "no setting is named" 0 "$(grep -cE 'urn|SYN[0-9]' "$out/$slug-settings.csv" || true)"
says "each row has its attribution" 0 \
    "$(sed 1d "$out/$slug-inspections.csv" | grep -cv 'Synthetic data' || true)"
ends "every area" 0 export --all --db "$db" --what figures --quiet --out "$scratch/all"
says "has a file" 20 "$(find "$scratch/all" -name '*-figures.csv' | wc -l)"

# ---- A measure, and back
ends "a measure" 0 export --measure LACStable_2016on --db "$db" --out "$scratch/measure"
from=$(ls "$scratch"/measure/measure-*-figures.csv)
# Its regions are in no register; its areas in one that does not say that they are made up.
grep -v ',Regional,' "$from" >"$scratch/back.csv"
sed 1d "$scratch/nation/synthetic-area-registry.csv" >"$scratch/areas.csv"
"$assay" load --quiet --db "$scratch/back.db" "$scratch/back.csv" "$scratch/areas.csv"
figures() { # MEASURE STORE: area, value, missing and counts, the latest year's and before
    "$assay" measure "$1" --db "$2" --format csv |
        awk -F, 'NR > 1 { print $1, $4, $5, $6, $7 }'
}
says "is read back the same" "" "$(figures LACStable_2016on "$db" >"$scratch/1" &&
    figures back:LACStable_2016on "$scratch/back.db" >"$scratch/2" &&
    diff "$scratch/1" "$scratch/2" | head -n 5)"
says "with all its years" 1 "$(awk 'END { print (NR >= 100) }' "$scratch/1")"

# ---- Hostile names
registry=$scratch/hostile-areas.csv
# shellcheck disable=SC2016 # a formula
{
    printf '%s\n' 'la_number,la_name,region,type' \
        '"301","=HYPERLINK(""http://example.org"",""x"")",London,OLB' \
        "\"302\",\"=cmd|' /C calc'!A0\",London,OLB" '"303","@SUM(1+1)",London,OLB'
} >"$registry"
{
    printf '%s' 'time_period,time_identifier,geographic_level,country_code,country_name,' \
        'region_code,region_name,old_la_code,new_la_code,la_name,indicator,indicator_name,value'
    echo
    for code in 301 302 303; do
        printf '%s\n' "2025,Reporting year,Local authority,E92000001,England,,,$code,,x,=1+1,+evil,-5.5"
    done
} >"$scratch/hostile.csv"
"$assay" load --quiet --db "$scratch/hostile.db" "$scratch/hostile.csv" "$registry"
# shellcheck disable=SC2086
ends "hostile names leave" 0 export --measure 'hostile:=1+1' --db "$scratch/hostile.db" \
    $every --out "$scratch/hostile"
stem=$scratch/hostile/measure-hostile-1-1
says "as no formula" "" "$(python3 tests/exports/check_tables.py "$stem" || true)"
says "each with an apostrophe" 3 "$(grep -cE ",'?\"?'[=@].*,hostile:=1\+1,'\+evil," \
    "$stem-figures.csv")"
says "beside a negative number, which stays one" 3 "$(grep -c ',-5.5,' "$stem-figures.csv")"

# ---- What is internal
sed 's/,value$/,value,data_status/; s/,-5\.5$/,-5.5,Internal/; s/=1+1,+evil/ours,Ours/' \
    "$scratch/hostile.csv" >"$scratch/inside.csv"
"$assay" load --quiet --db "$scratch/hostile.db" "$scratch/inside.csv"
ends "an internal measure stays" 2 export --measure inside:ours --db "$scratch/hostile.db" \
    --out "$scratch/inside"
says "and is named" 1 "$(grep -c "'inside:ours' of 2025 is internal" "$scratch/err")"
says "nothing is written" 0 "$(find "$scratch/inside" -type f 2>/dev/null | wc -l)"
ends "another measure may go" 0 export --measure 'hostile:=1+1' --db "$scratch/hostile.db" \
    --out "$scratch/other"
ends "England may not, since it holds all" 2 export --england --db "$scratch/hostile.db" \
    --out "$scratch/inside"
ends "for use inside it is written" 0 export --measure inside:ours --internal \
    --db "$scratch/hostile.db" --out "$scratch/inside"
says "and says so" "3 1" "$(grep -c ',Internal,' \
    "$scratch/inside/internal-measure-inside-ours-figures.csv") $(grep -c \
    'not to leave the organisation' "$scratch/inside/internal-measure-inside-ours-notes.csv")"

# ---- Wrong usage
ends "nothing asked for" 2 export --db "$db" --out "$out"
ends "two things asked for" 2 export --all --england --db "$db" --out "$out"
ends "no folder" 2 export --all --db "$db"
ends "no such form" 2 export --all --db "$db" --format ods --out "$out"
ends "no such table" 2 export --all --db "$db" --what people --out "$out"
ends "no such measure" 2 export --measure Nothing --db "$db" --out "$out"
ends "no store" 3 export --all --db "$scratch/none" --out "$out"

# ---- Schemas
valid() { # NAME SCHEMA FILE...
    name=$1 schema=docs/schemas/$2.schema.json
    shift 2
    says "$name" "" "$(python3 tests/schema/validate.py "$schema" "$@" || true)"
}
valid "exports keep to their schema" export "$out/$slug.json" "$out/england.json" "$stem.json"
says "and a broken one is told" "" \
    "$(python3 tests/schema/validate.py --mutate 300 docs/schemas/export.schema.json \
        "$stem.json" || true)"
"$assay" profile --all --db "$db" --format json >"$scratch/profile.json"
valid "profiles" profile "$scratch/profile.json"
"$assay" measure --all --db "$db" --format json >"$scratch/measure.json"
valid "measures" measure "$scratch/measure.json"
"$assay" similar --area "$area" --db "$db" --json >"$scratch/similar.json" || true
valid "who else" similar "$scratch/similar.json"
"$assay" backtest --framework ilacs-2018 --db "$db" --json >"$scratch/backtest.json" || true
valid "back-tests" backtest "$scratch/backtest.json"
"$assay" associate --framework ilacs-2018 --db "$db" --json >"$scratch/associate.json" || true
valid "associations" associate "$scratch/associate.json"
for folder in examples/*/; do
    subject=$(awk -f tools/examples.awk "$folder/published.csv")
    "$assay" rate --framework "${subject%%,*}" --area "${subject#*,}" --evidence "$folder" \
        --json >"$scratch/rate.json" || true
    valid "the rating of $folder" rate "$scratch/rate.json"
done
says "a broken rating is told" "" \
    "$(python3 tests/schema/validate.py --mutate 300 docs/schemas/rate.schema.json \
        "$scratch/rate.json" || true)"

planned
