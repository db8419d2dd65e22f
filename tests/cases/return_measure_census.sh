#!/bin/sh
# assay return measure of a census as a person runs it, on six children worked out by hand: figures, small
# numbers, what is not computed and why, the store; and that no child's identifier is anywhere but in the list of
# children that was asked for.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
census=$scratch/census.xml out=$scratch/report db=$scratch/store.db
# child ID EPISODES
child() {
    echo "<Child><ChildIdentifiers><LAchildID>$1</LAchildID><PersonBirthDate>2015-03-04</PersonBirthDate></ChildIdentifiers>"
    echo "<ChildCharacteristics><Ethnicity>MWBC</Ethnicity></ChildCharacteristics>$2</Child>"
}
# episode REFERRED SOURCE CLOSED REASON NFA INSIDE
episode() {
    echo "<CINdetails><CINreferralDate>$1</CINreferralDate><ReferralSource>$2</ReferralSource><CINclosureDate>$3</CINclosureDate>
<ReasonForClosure>$4</ReasonForClosure>$6<ReferralNFA>$5</ReferralNFA></CINdetails>"
}
# plan BEGAN ENDED BEFORE REVIEWS
plan() {
    echo "<ChildProtectionPlans><CPPstartDate>$1</CPPstartDate><CPPendDate>$2</CPPendDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>$3</NumberOfPreviousCPP>$4</ChildProtectionPlans>"
}
# write REFERENCE_DATE
write() {
    echo "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>$1</ReferenceDate></CollectionDetails><Source><LEA>340</LEA></Source></Header><Children>"
    # assessed in 26 working days, not in need
    child CANARY1 "$(episode 2025-05-01 6 2025-06-12 RC8 false "<Assessments>
<AssessmentActualStartDate>2025-05-01</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-06-10</AssessmentAuthorisationDate></Assessments>")"
    child CANARY2 "$(episode 2025-05-01 2A '' '' true '')"
    # referred again; enquiry, conference after 8 working days, plan, review on its last day
    child CANARY3 "$(episode 2025-04-10 6 2025-04-30 RC7 false '')$(episode 2025-09-01 6 '' '' false "<Section47>
<S47ActualStartDate>2025-09-02</S47ActualStartDate><DateOfInitialCPC>2025-09-12</DateOfInitialCPC>
<ICPCnotRequired>false</ICPCnotRequired></Section47>$(plan 2025-09-12 '' 0 '<Reviews><CPPreviewDate>2025-12-12</CPPreviewDate></Reviews>')")"
    # a plan of 730 days
    child CANARY4 "$(episode 2024-03-01 1A '' '' false "$(plan 2024-03-31 2026-03-30 1 '')")"
    child CANARY5 "$(episode 2025-02-30 1A '' '' false '')" # no such day
    # unborn; waits for an assessment
    child 'CANARY&quot;6' "$(episode 2026-03-02 3C '' '' false '')" |
        sed 's/PersonBirthDate/ExpectedPersonBirthDate/g; s/2015-03-04/2026-06-01/; s/MWBC/NOBT/'
    echo "</Children></Message>"
}
write 2026-03-31 >"$census"
measure="return measure --kind cin --year 2026 $census"

# shellcheck disable=SC2086 # words
ends "measures are printed" 0 $measure
says "with the year and the conventions they hang on" "1 1" \
    "$(grep -c '^Children in need, collection of 2026 (1 April 2025 to 31 March 2026): 6 children' "$scratch/out") $(
        grep -c '^Conventions: review-tolerance=0; working-days=published; minority=not-white-british; local-minority=not given' \
            "$scratch/out")"
says "and what was not computed, with the reason" 1 "$(grep -c 'local-minority=PERCENT gives it: PAF_CPR_BME' "$scratch/out")"
says "no identifier is printed" 0 "$(cat "$scratch/out" "$scratch/err" | grep -c CANARY || :)"

# shellcheck disable=SC2086
ends "as files, with the children" 0 $measure --population 10000 --convention local-minority=25 --format csv --children --out "$out"
# is FIGURE "NUMERATOR,DENOMINATOR,VALUE,PUBLISHED"
is() { says "$1" "$1,$2" "$(grep "^$1," "$out/measures.csv")"; }
is CIN_REF 5,,5,c
is CIN_REF_RATE 5,10000,5,c
is REREF 1,5,20,c
is REREF_CHILD 1,4,25,c
is NFA 1,5,20,c
is NOT_IN_NEED 1,5,20,c
is NI68 1,5,20,c
is REF_SOURCE.police 3,5,60,c
is REF_SOURCE.housing 0,5,0,c
is LOC_BACKLOG 2,,2,c
is ASSESS_45 1,1,100,c
is ASSESS_DUR.21_30 1,,1,c
is ASSESS_DUR.61 0,,0,0
is ASSESS_DUR.median 26,1,26,c
is ASSESS_OVER '0,0,,z'
is S47_RATE 1,10000,1,c
is ICPC_15 1,1,100,c
is ICPC_BANDS.0_10 1,,1,c
is ICPC_CPP 1,1,100,c
is CPP_31M 1,,1,c
is CPP_START.rate 1,10000,1,c
is CPP_2ND 0,1,0,c
is NI64 1,1,100,c
is CPP_2Y_31M 0,1,0,c
is CPP_REV 1,1,100,c
is CPP_CATEGORY.initial_neglect 1,1,100,c
is PAF_CPR_BME 1,1,4,c
is CIN_31M 3,,3,c
is CIN_DUR.open_3m 1,3,33.333333333333336,c
says "33 measures, each of the list" 33 "$(sed 1d "$out/measures.csv" | sed 's/[.,].*//' | sort -u | wc -l | tr -d ' ')"
says "who it is" REREF,numerator,CANARY3, "$(grep '^REREF,numerator' "$out/children-internal.csv")"
says "an identifier is quoted where it must be" 'LOC_BACKLOG,numerator,"CANARY""6",' \
    "$(grep '^LOC_BACKLOG,numerator.*6' "$out/children-internal.csv")"
says "a day that is none costs one child" 'CIN_REF,missing,CANARY5,CINreferralDate is blank or cannot be read' \
    "$(grep '^CIN_REF,missing' "$out/children-internal.csv")"
says "no identifier is in the measures" 0 "$(cat "$out/measures.csv" "$out/measures-notes.csv" | grep -c CANARY || :)"

# 30 children alike: nothing is small any more but one of two bands
{
    sed -n '1,/<Children>/p' "$census"
    n=0
    while [ $n -lt 30 ]; do
        n=$((n + 1))
        source=6
        [ $n -gt 4 ] || source=7
        [ $n -le 24 ] || source=4
        child CANARY1$n "$(episode 2025-05-01 $source 2025-06-12 RC7 false '')"
    done
    echo "</Children></Message>"
} >"$scratch/many.xml"
# shellcheck disable=SC2086
"$assay" return measure --kind cin --year 2026 "$scratch/many.xml" --format csv >"$scratch/csv"
says "one band hidden alone could be told: the next smallest is hidden with it" "c c 66.7" \
    "$(for f in legal housing police; do grep "^REF_SOURCE.$f," "$scratch/csv" | sed 's/.*,//'; done | xargs)"

write 31/03/2026 >"$scratch/undated.xml"
ends "as text without a reference date" 0 return measure --kind cin --year 2026 "$scratch/undated.xml"
says "no days are named that are not known" "Children in need, collection of 2026: 6 children" "$(head -n 1 "$scratch/out")"
ends "a convention of children looked after" 2 return measure --kind cin --year 2026 "$census" --convention placements=rows
ends "without a reference date" 0 return measure --kind cin --year 2026 "$scratch/undated.xml" --format csv
says "nothing is computed" "" "$(sed 1d "$scratch/out" | grep -v ',,,,x$' || :)"
ends "a census of another authority than its figures are to be loaded as" 2 \
    return measure --kind cin --year 2026 "$census" --authority 420 --load --db "$db"
says "which is said" 1 "$(grep -c "says that it is of LEA 340" "$scratch/err")"
ends "a census of another year than is asked for" 2 return measure --kind cin --year 2025 "$census"
says "which is said" 1 "$(grep -c 'reference date of the census is 31 March 2026; give --year 2026' "$scratch/err")"
sed 's/CANARY2</CANARY2/' "$census" >"$scratch/damaged.xml"
ends "a child that cannot be read" 1 return measure --kind cin --year 2026 "$scratch/damaged.xml" --format csv
says "costs nobody else anything" CIN_REF,4,,4,c "$(grep '^CIN_REF,' "$scratch/out")"
# shellcheck disable=SC2086
ends "last year's census is not asked for" 2 $measure --last "$census"
ends "a census that has no rules yet" 2 return measure --kind cin --year 2027 "$census"

cat >"$scratch/areas.csv" <<'AREAS'
la_number,la_name,region,type
340,Knowsley,North West,Met
341,Liverpool,North West,Met
AREAS
"$assay" load --quiet --db "$db" "$scratch/areas.csv"
# shellcheck disable=SC2086
ends "figures are loaded" 0 $measure --authority 340 --load --db "$db" --quiet
says "one goes by its published name, with its counts" "2026 100 1 1" \
    "$("$assay" measure CP_conf_15days --db "$db" | awk -F, '$2 == 340 { print $3, $4, $6, $7 }')"
says "one that is not quite what is published by a local one" "2026 20 1 5" \
    "$("$assay" measure local:REREF --db "$db" | awk -F, '$2 == 340 { print $3, $4, $6, $7 }')"
says "and so does an earlier name of a measure" "2026 100 1 1" \
    "$("$assay" measure local:NI67 --db "$db" | awk -F, '$2 == 340 { print $3, $4, $6, $7 }')"
says "no identifier is in the store or anything that was written" "" \
    "$(grep -rla CANARY "$scratch" | grep -v -e '\.xml$' -e children-internal.csv || :)"
planned
