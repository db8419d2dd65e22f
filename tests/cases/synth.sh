#!/bin/sh
# A synthetic nation from end to end: written twice the same, loaded without a remark, profiled,
# and one measure worked out again from the files themselves.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
nation=$scratch/nation db=$scratch/nation.db

ends "a nation is written" 0 synth nation --areas 45 --seed 7 --out "$nation"
"$assay" synth nation --areas 45 --seed 7 --out "$scratch/again" --quiet
"$assay" synth nation --areas 45 --seed 8 --out "$scratch/other" --quiet
says "the same seed gives the same bytes" "" "$(diff -r "$nation" "$scratch/again")"
says "another seed gives other figures" 1 \
    "$(cmp -s "$nation/synthetic-base-data.csv" "$scratch/other/synthetic-base-data.csv" || echo 1)"
ends "it is loaded, and nothing needs a person" 0 load --db "$db" "$nation"
says "nothing is remarked on" "" "$(cat "$scratch/err")"
says "every file is a load" "$(find "$nation" -type f | wc -l)" "$(wc -l <"$scratch/out")"
ends "loaded again nothing happens" 0 load --db "$db" "$nation"
says "as each is known" 0 "$(grep -vc 'already loaded' "$scratch/out")"

"$assay" loads --json --db "$db" >"$scratch/loads"
says "each load says that it is synthetic" "$(wc -l <"$scratch/loads")" \
    "$(grep -c '"publisher":"Synthetic, made by Assay".*"attribution":"Synthetic data made by Assay; no real area, child or inspection."' "$scratch/loads")"
area=$(sed -n 5p "$nation/synthetic-area-registry.csv" | cut -d, -f2)
ends "an area is profiled" 0 profile --db "$db" --area "$area" --format html --out "$scratch/page"
page=$(find "$scratch/page" -name '*.html')
says "no page claims a licence" 0 "$(grep -c 'Open Government Licence' "$page")"
says "its first notice says what it is" 1 \
    "$(grep -c '<header class="notice"><p>Synthetic data made by Assay; no real area' "$page")"
"$assay" profile --db "$db" --all --format json --quiet >"$scratch/all"
says "all that exist are profiled" 45 "$(wc -l <"$scratch/all")"

# Rank, neighbours' mean and England's value of a measure of which less is better.
"$assay" measure LACStable_2016on --period 2025 --db "$db" >"$scratch/measure"
awk -F, -v year=2025 '
    FNR <= 2 { next }
    FILENAME ~ /neighbours/ { of[$1, ++n[$1]] = $4; next }
    $1 == "LACStable_2016on" && $(NF - 3) == year { value[$NF] = $(NF - 1) }
    END {
        for (a in value) {
            if (value[a] == "-" || a ~ /^9[789]/)
                continue
            rank = 1; sum = with = 0
            for (b in value)
                rank += b !~ /^9[789]/ && value[b] != "-" && value[b] + 0 < value[a] + 0
            for (i = 1; i <= n[a]; i++)
                if (value[of[a, i]] != "-") {
                    sum += value[of[a, i]]; with++
                }
            printf "%s %s %d %.9f %s\n", a, value[a] + 0, rank, sum / with, value[970] + 0
        }
    }' "$nation/synthetic-neighbours-2025.csv" "$nation/synthetic-base-data.csv" |
    sort >"$scratch/expected"
awk -F, 'NR > 1 && $5 == "" { printf "%s %s %d %.9f %s\n", $2, $4, $12, $15, $18 }' \
    "$scratch/measure" | sort >"$scratch/found"
says "a measure is what the files give" "$(cat "$scratch/expected")" "$(cat "$scratch/found")"
says "of nearly every area" 1 "$([ "$(wc -l <"$scratch/found")" -gt 36 ] && echo 1)"

# Authorities whose counts are shown, and those hidden, add up to what the regions say.
awk -F, '
    FNR <= 2 { next }
    $2 != "referrals" { next }
    $(NF - 9) == "National" { nation[$1] = $(NF - 4) }
    $(NF - 9) == "Regional" { regions[$1] += $(NF - 4) }
    $(NF - 9) == "Local authority" { if ($(NF - 1) == "c") hidden[$1] = 1; areas[$1] += $(NF - 4) }
    END {
        for (year in nation) {
            sure = !hidden[year] && areas[year] != nation[year]
            if (regions[year] != nation[year] || areas[year] > nation[year] || sure)
                print year, areas[year], regions[year], nation[year]
        }
    }' "$nation/synthetic-indicator-counts.csv" >"$scratch/sums"
says "areas add up to regions and the nation" "" "$(cat "$scratch/sums")"
says "small counts are hidden" 0 \
    "$(awk -F, 'FNR > 2 && $(NF - 9) == "Local authority" && $(NF - 4) >= 1 && $(NF - 4) <= 5' \
        "$nation/synthetic-indicator-counts.csv" | wc -l)"

printf 'la_number,la_name,region,type\n301,Barnet,Outer London,OLB\n' >"$scratch/real.csv"
ends "published data is kept out of a synthetic store" 3 load --db "$db" "$scratch/real.csv"
says "which says why" 1 "$(grep -c 'the store holds synthetic data' "$scratch/err")"
"$assay" load --quiet --db "$scratch/real.db" "$scratch/real.csv"
ends "and synthetic data out of another" 1 load --db "$scratch/real.db" "$nation"
says "not one file of it is loaded" "" "$(cat "$scratch/out")"

ends "nothing else is made" 2 synth village --out "$scratch/x"
ends "a folder is needed" 2 synth nation
ends "nine areas are too few" 2 synth nation --areas 9 --out "$scratch/x"
ends "a number is needed" 2 synth nation --areas many --out "$scratch/x"
says "and told of" "assay: --areas 'many': expected a whole number" "$(cat "$scratch/err")"
ends "a folder that cannot be made" 3 synth nation --areas 10 --out "$nation/synthetic-dictionary.csv"
planned
