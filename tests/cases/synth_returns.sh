#!/bin/sh
# Made-up returns from end to end: clean ones on which every check of every year finds nothing,
# and damaged ones on which everything expected is found, and nothing on any other child.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
authority=420

# checks_903 YEAR FOLDER: how the check ends; its report is in FOLDER/report
checks_903() {
    "$assay" return check --kind 903 --year "$1" "$2/this" --last "$2/last" \
        --authority $authority --postcodes "$2/synthetic-postcodes.csv" \
        --providers "$2/synthetic-providers.xlsx" --format csv --out "$2/report" --quiet \
        >/dev/null || echo $?
}
checks_cin() {
    "$assay" return check --kind cin --year "$1" "$2/synthetic-cin-$1.xml" \
        --authority $authority --format csv --out "$2/report" --quiet >/dev/null || echo $?
}
# compared FOLDER: expected findings, those not found, findings on children not damaged, codes
# expected, further findings on damaged children
compared() {
    awk -F, '
        FNR == 1 { next }
        FILENAME ~ /expected.csv$/ {
            damaged[$1] = 1; codes[$2] = 1; expected++
            wanted[$1 "," $2 "," $3 "," $4] = 1
            next
        }
        {
            found[$5 "," $1 "," $3 "," $4] = found[$5 "," $1 "," $3 ","] = 1
            if (!($5 in damaged)) alarms++
            findings++
        }
        END {
            for (w in wanted) { different++; if (!(w in found)) missed++ }
            for (c in codes) kinds++
            print expected, missed + 0, alarms + 0, kinds, findings - (different - missed)
        }' "$1/expected.csv" "$1/report/findings.csv"
}
field() { echo "$2" | cut -d' ' -f"$1"; }
# further FOLDER: codes found on damaged children beside those expected, with how often
further() {
    awk -F, '
        FNR == 1 { next }
        FILENAME ~ /expected.csv$/ { wanted[$1 "," $2] = 1; next }
        !(($5 "," $1) in wanted) { count[$1]++ }
        END { for (c in count) printf "%s %d\n", c, count[c] }' \
        "$1/expected.csv" "$1/report/findings.csv" | sort -k2,2nr -k1,1 | tr '\n' ';'
}
# found_all NAME FOLDER LEAST: recall is whole, there is no false alarm, and so many codes are in it
found_all() {
    all=$(compared "$2")
    says "$1: all of $(field 1 "$all") expected findings" 0 "$(field 2 "$all")"
    says "$1: nothing on a child that is not damaged" 0 "$(field 3 "$all")"
    says "$1: at least $3 checks are put to the test" 1 \
        "$([ "$(field 4 "$all")" -ge "$3" ] && echo 1)"
    echo "# $(field 5 "$all") further findings on damaged children: $(further "$2")"
}

for year in 2023 2024 2025 2026 2027; do
    clean=$scratch/clean-$year damaged=$scratch/damaged-$year
    ends "$year: a return is made" 0 \
        synth 903 --children 4000 --year $year --seed $year --last --out "$clean" --quiet
    says "$year: no check finds anything" "" "$(checks_903 $year "$clean")"
    ends "$year: a damaged return is made" 0 synth 903 --children 12000 --year $year \
        --seed $year --last --damage 40 --out "$damaged" --quiet
    says "$year: its check ends so" 1 "$(checks_903 $year "$damaged")"
    found_all "$year" "$damaged" 270
    rm -r "$damaged"
done
says "it has last year's children, who go on" 1 "$([ "$(cut -d, -f1 "$clean/this/synthetic-header.csv" \
    "$clean/last/synthetic-header.csv" | sort | uniq -d | wc -l)" -gt 2000 ] && echo 1)"

for year in 2023 2024 2025 2026; do
    clean=$scratch/cin-$year damaged=$scratch/cin-damaged-$year
    ends "$year: a census is made" 0 \
        synth cin --children 4000 --year $year --seed $year --out "$clean" --quiet
    says "$year: no rule finds anything" "" "$(checks_cin $year "$clean")"
    "$assay" synth cin --children 8000 --year $year --seed $year --damage 40 --out "$damaged" --quiet
    says "$year: the check of a damaged one ends so" 1 "$(checks_cin $year "$damaged")"
    found_all "census of $year" "$damaged" 95
done

# The same seed gives the same bytes; more children leave those before as they are.
again=$scratch/again
"$assay" synth 903 --children 4000 --year 2027 --seed 2027 --last --out "$again" --quiet
says "the same seed gives the same bytes" "" \
    "$(diff -r "$again" "$scratch/clean-2027" | grep -v '^Only in .*: report$')"
"$assay" synth 903 --children 3000 --year 2027 --seed 2027 --out "$scratch/fewer" --quiet
says "a child is the same among fewer" "" \
    "$(grep -vxFf "$again/this/synthetic-episodes.csv" "$scratch/fewer/this/synthetic-episodes.csv")"
says "without --last there is none" "" "$(find "$scratch/fewer" -name last)"
"$assay" synth 903 --children 4000 --year 2027 --seed 1 --out "$scratch/other" --quiet
says "another seed gives other children" 1 \
    "$(cmp -s "$again/this/synthetic-header.csv" "$scratch/other/this/synthetic-header.csv" || echo 1)"

# The XML form has the same children; checks that only it allows are run.
ends "the XML form is made" 0 synth 903 --children 4000 --year 2027 --seed 2027 --last \
    --format xml --out "$scratch/xml" --quiet
says "no check finds anything in it" "" "$(checks_903 2027 "$scratch/xml")"
says "nor is 105 not run" 1 "$(grep -c '^105,passed,' "$scratch/xml/report/checks.csv")"
ends "a damaged XML form is made" 0 synth 903 --children 12000 --year 2027 --seed 2027 --last \
    --damage 40 --format xml --out "$scratch/damaged-xml" --quiet
says "its check ends so" 1 "$(checks_903 2027 "$scratch/damaged-xml")"
found_all "XML" "$scratch/damaged-xml" 270

# Everything says that it is made up, or is so plainly.
says "the XML says so" 1 "$(grep -c 'Synthetic data made by Assay' "$scratch/xml/this/synthetic-903.xml")"
says "the census says so" 1 "$(grep -c 'Synthetic data made by Assay' "$scratch/cin-2026/synthetic-cin-2026.xml")"
says "a file says so beside the tables" 1 "$(grep -c 'Synthetic data made by Assay' "$again/README.txt")"
says "every child's number begins with SYN" "" "$(tail -n +2 "$again/this/synthetic-header.csv" | grep -v '^SYN')"
says "every postcode is of an area that does not exist" "" \
    "$(tail -n +2 "$again/synthetic-postcodes.csv" | grep -v '^ZZ[1-5] ')"

ends "more than all cannot be damaged" 2 synth 903 --damage 101 --out "$scratch/no"
ends "a year without rules is refused" 2 synth 903 --year 2022 --out "$scratch/no"
ends "a census without rules is refused" 2 synth cin --year 2027 --out "$scratch/no"
ends "last year's census is none" 2 synth cin --last --out "$scratch/no"
ends "a nation has no children of its own" 2 synth nation --children 5 --out "$scratch/no"
ends "the other form beside this one would be two returns" 2 \
    synth 903 --children 5 --year 2027 --last --format xml --out "$again"
ends "so would last year's of another" 2 synth 903 --children 5 --year 2027 --out "$again"
ends "so would a census" 2 synth cin --children 5 --out "$again"
ends "faults of another would be expected" 2 \
    synth cin --children 5 --year 2026 --out "$scratch/cin-damaged-2026"
ends "the same may be made anew" 0 synth 903 --children 5 --year 2027 --last --out "$again" --quiet
ends "nobody is no return" 2 synth cin --children 0 --out "$scratch/no"
ends "a folder must be named" 2 synth cin --children 5
says "nothing was written" "" "$(find "$scratch" -name no)"
planned
