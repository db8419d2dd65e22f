#!/bin/sh
# assay return fix: repairs are proposed and change nothing, are applied to copies, are undone
# to the byte, and are refused on a file that they were not made for.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
now=$scratch/now fix="return fix --kind 903 --year 2026"
mkdir "$now"
printf '%s\n' CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB 'C1,1,2015-02-01,wbri,,,' \
    'C2,F, 03/04/2012 ,WBRI,UN1,1.0,01-02-2024' '"C,3",F,25/03/2012,WBRI,,0,' \
    'C4,2,"05 Mar 2014",WBRI,,,' >"$now/header.csv"
# CR LF, no line end at the end, a Windows-1252 letter in a cell that is not touched
printf 'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n' \
    >"$now/episodes.csv"
printf 'C1,2025-05-01T00:00:00,S,v2,N1,U1,PR\351,,,,ab1 0aa,AB1 0AA,1234567.0\r\nC2,01/06/25,S,V2 ,N1,U1,,,,,,,' \
    >>"$now/episodes.csv"
cp -r "$now" "$scratch/before"

# shellcheck disable=SC2086 # words
ends "repairs are proposed" 0 $fix "$now" --out "$scratch/fix"
says "nothing is changed by it" "" "$(diff -r "$now" "$scratch/before")"
says "each is one line of the list" 13 "$(sed 1d "$scratch/fix/fixes.csv" | wc -l)"
says "the summary says how many" "13 safe repairs." "$(head -n 1 "$scratch/out")"
says "a year of two digits is left" 0 "$(grep -c '01/06/25"' "$scratch/fix/fixes.csv")"
says "a line says where and what" '"header.csv","Header",1,"C1","DOB","2015-02-01","01/02/2015","date",44' \
    "$(grep 2015-02-01 "$scratch/fix/fixes.csv")"
says "only the owner may read the list" "600 600" \
    "$(stat -c %a "$scratch/fix/fixes.csv" "$scratch/fix/fixes.diff" | xargs)"
# shellcheck disable=SC2086
ends "they are applied to copies" 0 $fix "$now" --apply "$scratch/fix/fixes.csv" --out "$scratch/fixed"
says "nothing is changed by that" "" "$(diff -r "$now" "$scratch/before")"
says "the copy has the repaired rows" 'C1,M,01/02/2015,WBRI,,,
C2,F,03/04/2012,WBRI,UN1,1,01/02/2024
"C,3",F,25/03/2012,WBRI,,0,
C4,F,"05/03/2014",WBRI,,,' "$(sed 1d "$scratch/fixed/header.csv")"
says "only the owner may read the copies" 600 "$(stat -c %a "$scratch/fixed/header.csv")"
if command -v patch >"$scratch/which"; then
    cp -r "$now" "$scratch/patched"
    (cd "$scratch/patched" && patch -s -p0 --binary <../fix/fixes.diff)
    says "patch makes the same of the diff" "" "$(diff -r "$scratch/patched" "$scratch/fixed")"
fi
# shellcheck disable=SC2086
ends "a repaired return has nothing left to repair" 0 $fix "$scratch/fixed" --out "$scratch/again"
says "and says so" "0 safe repairs." "$(head -n 1 "$scratch/out")"
# shellcheck disable=SC2086
ends "they are undone" 0 $fix "$scratch/fixed" --undo "$scratch/fix/fixes.csv" --out "$scratch/undone"
says "to the byte" "" "$(diff -r "$scratch/undone" "$now")"

sed '/"DOB"/d' "$scratch/fix/fixes.csv" >"$scratch/some.csv"
# shellcheck disable=SC2086
ends "a list may be shortened" 0 $fix "$now" --apply "$scratch/some.csv" --out "$scratch/some"
says "what was taken out stays" 1 "$(grep -c 2015-02-01 "$scratch/some/header.csv")"
# shellcheck disable=SC2086
ends "and undone so" 0 $fix "$scratch/some" --undo "$scratch/some.csv" --out "$scratch/some2"
says "to the byte again" "" "$(diff -r "$scratch/some2" "$now")"
# shellcheck disable=SC2086
ends "nothing is written over" 2 $fix "$now" --apply "$scratch/fix/fixes.csv" --out "$now"
sed 's/^C1,1/C1,X1/' "$now/header.csv" >"$scratch/other.csv"
mkdir "$scratch/other" && mv "$scratch/other.csv" "$scratch/other/header.csv"
cp "$now/episodes.csv" "$scratch/other"
# shellcheck disable=SC2086
ends "another file of that name is refused" 3 $fix "$scratch/other" --apply "$scratch/fix/fixes.csv" \
    --out "$scratch/refused"
says "and is not written" "" "$(find "$scratch/refused" -name "header*")"
sort -r "$scratch/fix/fixes.csv" >"$scratch/moved.csv"
# shellcheck disable=SC2086
ends "a list whose lines were moved is refused" 3 $fix "$now" --apply "$scratch/moved.csv" --out "$scratch/x1"
# shellcheck disable=SC2086
ends "a list for a file that is not given is refused" 2 $fix "$now/header.csv" \
    --apply "$scratch/fix/fixes.csv" --out "$scratch/x2"
# shellcheck disable=SC2086
ends "both at once are refused" 2 $fix "$now" --apply "$scratch/some.csv" --undo "$scratch/some.csv" --out "$scratch/x3"
# shellcheck disable=SC2086
ends "without a folder nothing is done" 2 $fix "$now"

# A whole return whose days an export wrote the other way round: every day comes back.
"$assay" synth 903 --children 300 --year 2027 --out "$scratch/made" --quiet
mkdir "$scratch/turned"
for file in "$scratch"/made/this/*.csv; do
    sed -E 's#([0-9]{2})/([0-9]{2})/([0-9]{4})#\3-\2-\1#g' "$file" >"$scratch/turned/$(basename "$file")"
done
turned="return fix --kind 903 --year 2027 $scratch/turned --quiet"
# shellcheck disable=SC2086
{
    ends "days written the other way round are repaired" 0 $turned --out "$scratch/turn"
    ends "in every table" 0 $turned --apply "$scratch/turn/fixes.csv" --out "$scratch/right"
}
says "which is the return as it was" "" "$(diff -rq "$scratch/made/this" "$scratch/right")"

printf '%s' '<?xml version="1.0" encoding="UTF-8"?><Message><Header/><Children><Child><ChildIdentifiers>' \
    '<LAchildID>c1 </LAchildID><Sex>1</Sex><PersonBirthDate>25/03/2012</PersonBirthDate></ChildIdentifiers>' \
    '<CINdetails><CINreferralDate>03/04/2025</CINreferralDate><ReferralSource> 1a</ReferralSource>' \
    '<ReasonForClosure><!-- rc1 -->rc1</ReasonForClosure><ReferralNFA>TRUE</ReferralNFA></CINdetails></Child>' \
    '</Children></Message>' >"$scratch/census.xml"
ends "the census is repaired too" 0 return fix --kind cin --year 2025 "$scratch/census.xml" --out "$scratch/cin"
says "by its elements" 'Sex=M PersonBirthDate=2012-03-25 ReferralSource=1A ReferralNFA=true' \
    "$(sed 1d "$scratch/cin/fixes.csv" | sed 's/"//g' | awk -F, '{ printf "%s%s=%s", s, $5, $7; s = " " }')"
ends "on a copy" 0 return fix --kind cin --year 2025 "$scratch/census.xml" --apply "$scratch/cin/fixes.csv" \
    --out "$scratch/cin2"
ends "and back" 0 return fix --kind cin --year 2025 "$scratch/cin2/census.xml" --undo "$scratch/cin/fixes.csv" \
    --out "$scratch/cin3"
iconv -f UTF-8 -t UTF-16 "$scratch/census.xml" >"$scratch/wide.xml"
ends "a census in UTF-16 is told, not passed" 3 return fix --kind cin --year 2025 "$scratch/wide.xml" --out "$scratch/cin4"
ends "what is no census is told" 3 return fix --kind cin --year 2025 "$now" --out "$scratch/cin5"
mkdir "$scratch/empty"
ends "so is an empty folder" 3 return fix --kind cin --year 2025 "$scratch/empty" --out "$scratch/cin6"
says "to the byte once more" "" "$(cmp "$scratch/census.xml" "$scratch/cin3/census.xml")"
planned
