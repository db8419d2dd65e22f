#!/bin/sh
# assay babies on the synthetic nation, which has some of the rates: a page, JSON and HTML
# from them, the same bytes for the same seed, scenarios, and what is missing said.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
"$assay" synth nation --areas 40 --seed 3 --out "$scratch/nation" --quiet
"$assay" load --quiet --db "$scratch/db" "$scratch/nation"
area=$(sed -n 6p "$scratch/nation/synthetic-area-registry.csv" | cut -d, -f2)
babies() { "$assay" babies --db "$scratch/db" --area "$area" "$@"; }

ends "an area has its babies" 0 babies --db "$scratch/db" --area "$area"
says "it is not a forecast, and says so" 1 \
    "$(tr '\n' ' ' <"$scratch/out" | tr -s ' ' | grep -c 'not a forecast of any child')"
says "it says that the nation is synthetic" 1 \
    "$(tr '\n' ' ' <"$scratch/out" | grep -c 'Synthetic data made by Assay')"
says "what is not loaded is said" 1 \
    "$(tr '\n' ' ' <"$scratch/out" | tr -s ' ' | grep -c 'Not known of anybody, since a rate is not loaded: .*found to be in need by 18')"

babies --format json >"$scratch/one.json"
babies --format json >"$scratch/two.json"
babies --format json --seed 2 >"$scratch/other.json"
says "the same seed gives the same bytes" "" "$(cmp "$scratch/one.json" "$scratch/two.json" 2>&1)"
says "another seed gives other babies" 1 "$(cmp -s "$scratch/one.json" "$scratch/other.json" || echo 1)"
says "JSON is one line" 1 "$(wc -l <"$scratch/one.json")"
says "no number is not a number" 0 "$(grep -cE ':-?(nan|inf)' "$scratch/one.json")"
says "every stage is there" 24 "$(grep -o '"form":' "$scratch/one.json" | wc -l)"

babies --format html >"$scratch/page.html"
says "HTML is a page with dots" 1 "$(grep -c '<circle' "$scratch/page.html" | sed 's/^[1-9].*/1/')"
says "and without a script" 0 "$(grep -c '<script' "$scratch/page.html")"

babies --scenario referred=0 --scenario neighbours --format json >"$scratch/what.json"
says "two scenarios" 2 "$(grep -o '"stages":\[{"stage"' "$scratch/what.json" | wc -l)"
says "nobody is referred at a rate of nought" '"value":0,"expected":0,' \
    "$(grep -o '"stage":"referred","rate":"changed","value":0,"expected":0,' "$scratch/what.json" |
        sed 's/.*changed",//')"
says "the area itself is as without them" 1 "$(
    for file in one what; do sed 's/"scenarios".*//' "$scratch/$file.json"; done | uniq | wc -l)"

ends "an area is needed" 2 babies --db "$scratch/db"
ends "an unknown stage is refused" 2 babies --db "$scratch/db" --area "$area" --scenario plans=3
says "and the nearest is named" 1 "$(grep -c "did you mean 'plan'" "$scratch/err")"
ends "so is a form" 2 babies --db "$scratch/db" --area "$area" --format pdf
ends "few runs are refused" 2 babies --db "$scratch/db" --area "$area" --runs 3
ends "a store that is not there" 3 babies --db "$scratch/none" --area "$area"
planned
