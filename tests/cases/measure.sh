#!/bin/sh
# assay measure on a table of six authorities that is loaded with its published limits:
# the columns, their order, and values worked out by hand.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"

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
    >"$scratch/areas.csv"
"$assay" load --quiet --db "$scratch/db" "$scratch/reviews.csv" "$scratch/areas.csv"
measure() { "$assay" measure --db "$scratch/db" "$@"; }
id=reviews:reviewed_percent

says "the columns are those promised" \
    "area,la_code,period,value,missing,numerator,denominator,low95,high95,low998,high998,rank,rank_of,quartile,neighbours_mean,neighbours_median,region_value,england_value,against_england" \
    "$(measure $id | head -n 1)"
says "a year is what a period begins with" 6 "$(measure $id --period 2025 | sed 1d | wc -l)"
says "without a year all are printed" 30 "$(measure $id | sed 1d | wc -l)"
says "a figure beyond chance" "302 2025 30.8 81 263 25.528852 36.620958 higher" \
    "$(measure $id --period 2025 | awk -F, '$2 == 302 {
        printf "%s %s %s %s %s %.6f %.6f %s", $2, $3, $4, $6, $7, $8, $9, $19 }')"
says "what is missing is said in a word" ',2025,,suppressed,,,,,,,,,,,,,15.2,unknown' \
    "$(measure $id --period 2025 | sed -n 's/^"Croydon, London",306//p')"
says "JSON names its conventions" 1 \
    "$(measure $id --period 2025 --format json | grep -c '"quantiles":"type 7"')"
says "all measures have a column of their own" "measure,area" \
    "$(measure --all | sed -n '1s/,la_code.*//p')"

says "changes are columns behind the promised ones" \
    "change_from,change,change_z,change_is,break_from,trend_from,trend_years,trend_test,trend_z,trend_p,trend_is" \
    "$(measure $id --changes | sed -n '1s/.*against_england,//p')"
says "five years alike are no trend" "2024,0,0,similar,,2021,5,Cochran-Armitage,0,1,similar" \
    "$(measure $id --period 2025 --changes | sed -n 's/^[^,]*,302,.*higher,//p')"
says "a file without limits has none to compare" 0 \
    "$(measure $id --format json | grep -c published_limits || true)"

# 24 of 325 is 7.3846%, Wilson 5.0124 to 10.7525 and 4.0182 to 13.1839 (99.8%).
awk 'BEGIN {
    print "time_period,time_identifier,geographic_level,country_code,country_name," \
        "region_code,region_name,old_la_code,new_la_code,la_name,numerator,denominator," \
        "late_percent,late_percent_lower_95,late_percent_upper_95," \
        "late_percent_lower_99_8,late_percent_upper_99_8"
    for (i = 1; i <= 6; i++)
        printf "2025,Reporting year,Local authority,E92000001,England,E13000002,London," \
            "30%d,E0900000%d,Area %d,24,325,7.3846,5.0124,10.7525,4.0182,%s\n", i, i, i,
            i == 3 ? "13.5" : "13.1839"
}' >"$scratch/limits.csv"
"$assay" load --quiet --db "$scratch/db" "$scratch/limits.csv"
measure limits:late_percent --format json >"$scratch/limits.json"
says "published limits at 95% agree with ours" 1 "$(grep -c \
    '"published_limits":{"decimals":4,"at95":{"compared":12,"same_as_printed":12,' \
    "$scratch/limits.json")"
says "and one at 99.8% that differs is told" 1 "$(grep -c \
    '"at998":{"compared":12,"same_as_printed":11,"greatest_difference":0.316.*"greatest_at":"303"' \
    "$scratch/limits.json")"
says "a figure shows both" 6 "$(grep -o '"published":{"low95":5.0124,"high95":10.7525' \
    "$scratch/limits.json" | wc -l)"

ends "an unknown measure is wrong usage" 2 measure --db "$scratch/db" reviews:reviewed_percents
says "and the nearest is named" 1 "$(grep -c "did you mean '$id'" "$scratch/err")"
ends "a year without figures is wrong usage" 2 measure --db "$scratch/db" $id --period 2019
ends "a format that there is not" 2 measure --db "$scratch/db" $id --format svg
ends "a model that is not loaded" 2 measure --db "$scratch/db" $id --model 2007
ends "no measure at all" 2 measure --db "$scratch/db"
ends "no store" 3 measure --db "$scratch/none" $id
planned
