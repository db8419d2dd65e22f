#!/bin/sh
# assay measure --format svg on a small nation of six authorities: which charts can be
# drawn, what they say, and what is said where one cannot be.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
ends() { # ends NAME CODE ARGUMENT...
    name=$1 code=$2 found=0
    shift 2
    "$assay" measure --db "$scratch/db" "$@" >"$scratch/out" 2>"$scratch/err" || found=$?
    says "$name" "$code" "$found"
}
holds() { # holds NAME TEXT FILE
    says "$1" yes "$(if grep -qF -- "$2" "$3"; then echo yes; else echo no; fi)"
}

awk 'BEGIN {
    print "time_period,time_identifier,geographic_level,country_code,country_name," \
        "region_code,region_name,old_la_code,new_la_code,la_name," \
        "reviewed_number,plans_denominator,reviewed_percent"
    split("301 302 303 304 305 306", code, " ")
    split("Barking and Dagenham|Barnet|Bexley|Brent|Bromley|\"Croydon, London\"", name, "|")
    split("24 81 15 0 1 c", num, " ")
    split("325 263 148 20 29 c", den, " ")
    split("7.4 30.8 10.1 0.0 3.4 c", percent, " ")
    for (year = 2021; year <= 2025; year++) {
        for (i = 1; i <= 6; i++)
            printf "%d,Reporting year,Local authority,E92000001,England,E13000002,London," \
                "%s,E0900000%d,%s,%s,%s,%s\n", year, code[i], i, name[i], num[i], den[i],
                percent[i]
        printf "%d,Reporting year,National,E92000001,England,,,,,,120,790,15.2\n", year
    }
}' >"$scratch/reviews.csv"
printf '%s\n' la_number,la_name,region,type '306,"Croydon, London",Outer London,OLB' \
    '302,Barnet,Outer London,OLB' \
    >"$scratch/areas.csv"
"$assay" load --quiet --db "$scratch/db" "$scratch/reviews.csv" "$scratch/areas.csv"
id=reviews:reviewed_percent

for chart in bars funnel; do
    ends "a $chart chart of all" 0 $id --format svg --chart $chart
    says "it is one drawing" "<svg xmlns=" "$(cut -c 1-11 "$scratch/out")"
    holds "it counts what is not shown" "Not shown: 1 suppressed." "$scratch/out"
    cp "$scratch/out" "$scratch/first"
    ends "and once more" 0 $id --format svg --chart $chart
    says "the same bytes" yes "$(cmp -s "$scratch/first" "$scratch/out" && echo yes)"
done
ends "a funnel with an area marked" 0 $id --format svg --chart funnel --area Barnet
holds "says where it lies" "Barnet lies " "$scratch/out"
ends "a trend" 0 $id --format svg --chart trend --area 302
holds "names area and figure" "<title id=\"f-1-t\">Barnet, " "$scratch/out"
holds "and draws the area's line" 'stroke="#12436D"' "$scratch/out"
ends "a trend of nobody" 2 $id --format svg --chart trend
holds "asks for the area" "name it with --area" "$scratch/err"
ends "a trend without a figure" 1 $id --format svg --chart trend --area 306
says "draws nothing" 0 "$(wc -c <"$scratch/out")"
holds "but says so" "no figure in 2025" "$scratch/err"
ends "a map without one loaded" 1 $id --format svg --chart map
holds "says what is wanting" "no map of hexagons is loaded" "$scratch/err"
printf '%s\n' la_number,gss_code,name,region,q,r 301,E1,A,London,0,0 302,E2,B,London,1,0 \
    303,E3,C,London,0,1 306,E6,D,London,1,1 >"$scratch/hexmap.csv"
"$assay" load --quiet --db "$scratch/db" "$scratch/hexmap.csv"
ends "with one" 0 $id --format svg --chart map --area 302
holds "counts what it shows" "1 authorities higher than England" "$scratch/out"
ends "an unknown chart" 2 $id --format svg --chart pie
holds "names those there are" "expected trend, bars, funnel or map" "$scratch/err"
ends "an unknown measure" 2 reviews:reviewed_percen --format svg --chart bars
holds "names the nearest" "did you mean 'reviews:reviewed_percent'" "$scratch/err"
ends "an unknown period" 2 $id --format svg --chart bars --period 1999
ends "an unknown area" 2 $id --format svg --chart bars --area Atlantis
planned
