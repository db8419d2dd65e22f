#!/bin/sh
# assay return measure as a person runs it, on nine children worked out by hand: the files and who may read
# them, the conventions, and the figures in the store; and that no child's identifier is anywhere but in the
# list of children that was asked for.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
now=$scratch/now last=$scratch/last out=$scratch/report db=$scratch/store.db
mkdir "$now" "$last"
episodes=CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
# row FILE CHILD BEGINS RNE LS PLACE ENDS REC PL_POST
row() { echo "$2,$3,$4,$5,N1,$6,PR1,$7,$8,,,$9," >>"$1/episodes.csv"; }
echo "$episodes" >"$now/episodes.csv"
echo "$episodes" >"$last/episodes.csv"
for n in 1 2 3 4 5 6; do # fostered all year
    row "$now" CANARY00$n 01/02/2023 S C2 U4 '' '' "AB$n 1AB"
    row "$last" CANARY00$n 01/02/2023 S C2 U4 '' '' "AB$n 1AB"
done
row "$now" CANARY007 01/05/2025 S V2 U4 01/08/2025 X1 'AB7 1AB' # three placements
row "$now" CANARY007 01/08/2025 P V2 K2 01/10/2025 X1 'AB7 2AB'
row "$now" CANARY007 01/10/2025 P V2 U1 '' '' 'AB7 3AB'
row "$now" 'CANARY,"8"' 01/05/2025 S V2 U4 01/08/2025 E4A 'AB8 1AB' # not there on 31 March
row "$now" CANARY009 31/02/2025 S V2 U4 '' '' 'AB9 1AB'               # no such day
sed -i 's/^CANARY,"8"/"CANARY,""8"""/' "$now/episodes.csv"
printf '%s\n' CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB CANARY001,M,01/02/2012,WBRI,,, CANARY002,F,01/02/2012,WBRI,,, \
    CANARY003,F,01/04/2009,WBRI,,, CANARY004,F,01/02/2016,WBRI,,, >"$now/header.csv"
measure="return measure --kind 903 --year 2026 $now"

# shellcheck disable=SC2086 # words
ends "measures are printed" 0 $measure
says "with the conventions they hang on" 1 "$(grep -c '^Conventions: placements=rne; review-tolerance=0;' "$scratch/out")"
says "and what was not computed, with the reason" 1 "$(grep -c 'Reviews was not loaded: NI66' "$scratch/out")"
says "no identifier is printed" 0 "$(cat "$scratch/out" "$scratch/err" | grep -c CANARY || :)"

# shellcheck disable=SC2086
ends "as files, with the children" 0 $measure --last "$last" --format csv --children --out "$out"
says "three files and nothing else" "children-internal.csv measures-notes.csv measures.csv" "$(cd "$out" && echo *)"
says "which only the owner may read" "600 600 600" "$(stat -c %a "$out"/* | xargs)"
says "measures have the columns that are promised" measure,numerator,denominator,value,published \
    "$(head -n 1 "$out/measures.csv")"
says "children have the columns that are promised" measure,role,child,reason \
    "$(head -n 1 "$out/children-internal.csv")"
says "seven are looked after" CLA_31M,7,,7,7 "$(grep '^CLA_31M,' "$out/measures.csv")"
says "a rate without a population is not computed" CLA_31M.rate,,,,x "$(grep '^CLA_31M.rate,' "$out/measures.csv")"
says "one of seven moved twice: exact, and hidden" STAB_3,1,7,14.285714285714286,c \
    "$(grep '^STAB_3,' "$out/measures.csv")"
says "all seven are fostered" CLA_FOSTER,7,7,100,100 "$(grep '^CLA_FOSTER,' "$out/measures.csv")"
says "nobody adopted: 0 of 1, hidden since 1 is" ADOPT_PCT,0,1,0,c "$(grep '^ADOPT_PCT,' "$out/measures.csv")"
says "two years with one carer, of those under 16" STAB_2Y,3,3,100,c "$(grep '^STAB_2Y,' "$out/measures.csv")"
says "of two who are long in care the age is unknown, one is 16" "excluded=3 missing=3 numerator=3" \
    "$(awk -F, '$1 == "STAB_2Y" { n[$2]++ } END { print "excluded=" n["excluded"], "missing=" n["missing"],
        "numerator=" n["numerator"] }' "$out/children-internal.csv")"
says "every child has its place in each measure that is computed" "9" \
    "$(grep -c '^NI62,' "$out/children-internal.csv")"
says "who it is" NI62,numerator,CANARY007, "$(grep '^NI62,numerator' "$out/children-internal.csv")"
says "an identifier is quoted where it must be" \
    'NI62,excluded,"CANARY,""8""",not looked after on the last day of the year' \
    "$(grep '^NI62,excluded' "$out/children-internal.csv")"
says "a day that is none costs one child" 'NI62,missing,CANARY009,an episode has no DECOM that can be read' \
    "$(grep '^NI62,missing' "$out/children-internal.csv")"
says "no identifier is in the measures" 0 "$(cat "$out/measures.csv" "$out/measures-notes.csv" | grep -c CANARY || :)"
says "each figure has its row of notes" "" "$(cut -d, -f1 "$out/measures.csv" | tail -n +2 >"$scratch/a"
    cut -d, -f1 "$out/measures-notes.csv" | tail -n +2 | diff - "$scratch/a")"

# shellcheck disable=SC2086
"$assay" $measure --last "$last" --format csv >"$scratch/csv"
says "without --out the same measures are printed" "" "$(cmp "$scratch/csv" "$out/measures.csv")"
mkdir "$scratch/turned"
for f in header episodes; do
    head -n 1 "$now/$f.csv" >"$scratch/turned/$f.csv"
    sed 1d "$now/$f.csv" | sort -r >>"$scratch/turned/$f.csv"
done
"$assay" return measure --kind 903 --year 2026 "$scratch/turned" --last "$last" --format csv >"$scratch/csv"
says "the order of rows changes no figure" "" "$(cmp "$scratch/csv" "$out/measures.csv")"
# shellcheck disable=SC2086
"$assay" $measure --format json >"$scratch/json"
says "JSON says what it is and by which conventions" "local, provisional, internal True 9" \
    "$(python3 -c 'import json, sys
m = json.load(open(sys.argv[1]))
print(m["standing"], "placements=rne" in m["conventions"], m["children"])' "$scratch/json")"
says "what is not computed has no numbers there" "None None None" \
    "$(python3 -c 'import json, sys
print(*[m[k] for m in json.load(open(sys.argv[1]))["measures"] if m["measure"] == "CLA_31M.rate"
    for k in ("numerator", "denominator", "value")])' "$scratch/json")"
says "no identifier is in JSON" 0 "$(grep -c CANARY "$scratch/json" || :)"
# shellcheck disable=SC2086
"$assay" $measure --population 36039 --format csv >"$scratch/csv"
says "a rate of a population" CLA_31M.rate,7,36039,1.942340242515053,2 "$(grep '^CLA_31M.rate' "$scratch/csv")"
# shellcheck disable=SC2086
"$assay" $measure --convention placements=rows --format csv >"$scratch/csv"
says "a convention changes what it is about" STAB_3,1,7 "$(grep '^STAB_3,' "$scratch/csv" | cut -d, -f1-3)"

# shellcheck disable=SC2086
{
    ends "a convention that is none" 2 $measure --convention moves=rows
    ends "a value that is none" 2 $measure --convention placements=often
    ends "a convention of the census" 2 $measure --convention minority=not-white
    ends "a list of children needs a place" 2 $measure --children
    ends "figures need an authority" 2 $measure --load --db "$db"
    ends "a form that is none" 2 $measure --format html
    ends "a population that is none" 2 $measure --population few
    ends "a file that is not there" 3 return measure --kind 903 --year 2026 "$scratch/none"
}
says "nothing was made of the store" "" "$(ls "$db" 2>/dev/null)"

cat >"$scratch/areas.csv" <<'AREAS'
la_number,la_name,region,type
340,Knowsley,North West,Met
341,Liverpool,North West,Met
AREAS
cat >"$scratch/ons_mid-year_population_estimates_2012_to_2024.csv" <<'POPULATION'
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,population_estimate
2025,Reporting year,Local authority,E92000001,England,E12000002,North West,340,E08000011,Knowsley,Children aged 0 to 17 years,35000
2024,Reporting year,Local authority,E92000001,England,E12000002,North West,340,E08000011,Knowsley,Children aged 0 to 17 years,36039
POPULATION
"$assay" load --quiet --db "$db" "$scratch/areas.csv" "$scratch"/ons_*.csv
# shellcheck disable=SC2086
{
    ends "figures are loaded" 0 $measure --authority 340 --load --db "$db" --quiet
    ends "of the same return once" 0 $measure --authority 340 --load --db "$db"
    says "which is said" "local return 903 2026 340: already loaded" "$(tail -n 1 "$scratch/out")"
    says "the population is of the middle of the year before" 1 "$(grep -c '^Population aged 0 to 17: 35000' "$scratch/out")"
    ends "another result takes its place" 0 $measure --authority E08000011 --load --db "$db" --convention placements=rows
}
# shellcheck disable=SC2086
ends "a store may be made by it" 0 $measure --authority 340 --load --db "$scratch/own.db" --quiet
says "which only its owner may read then" 600 "$(stat -c %a "$scratch/own.db")"
says "one load of the two stands" 1 "$("$assay" loads --db "$db" | grep local-return | grep -vc undone)"
says "a figure goes by its published name" "2026 7 2" \
    "$("$assay" measure LACnum --db "$db" | awk -F, '$2 == 340 { printf "%s %s ", $3, $4 }')$("$assay" measure LAC --db "$db" |
        awk -F, '$2 == 340 { printf "%.0f", $4 }')"
says "one that is not published by a local one, with its counts" "1 7" \
    "$("$assay" measure local:NI62 --db "$db" | awk -F, '$2 == 340 { print $6, $7 }')"
ends "a profile shows it" 0 profile --area Knowsley --db "$db"
says "with where it is from" 1 "$(tr '\n' ' ' <"$scratch/out" | grep -c 'Computed by Assay from a local return')"
ends "an export refuses it" 2 export --area Knowsley --db "$db" --format csv --out "$scratch/export"
ends "and so does a publication" 2 publish --all --db "$db" --out "$scratch/site"
letter="letter --framework area-profile-2026 --area Knowsley --db $db --format text"
# shellcheck disable=SC2086
{
    ends "a letter that holds it is refused" 2 $letter --out "$scratch/letters"
    says "and not written" "" "$(ls "$scratch/letters")"
    "$assay" $letter --internal --out "$scratch/letters" >"$scratch/out" 2>"$scratch/err" || :
}
says "unless it is for use inside, as its name says" 1 "$(find "$scratch/letters" -name 'internal-*.txt' | wc -l)"
says "and its first line" 1 "$(head -n 1 "$scratch"/letters/internal-*.txt | grep -c '^Internal: it holds figures of a local return')"
says "no identifier is in the store or anything that was written" "" \
    "$(grep -rla CANARY "$scratch" | grep -v -e "^$now" -e "^$last" -e "^$scratch/turned" -e children-internal.csv || :)"
planned
