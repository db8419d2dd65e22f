#!/bin/sh
# assay return check and checks, and assay postcodes, as a person runs them: the files they write, who may
# read them, how they end, and that nothing of a child is left anywhere else.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
now=$scratch/now last=$scratch/last report=$scratch/report
mkdir "$now" "$last"
header=CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
printf '%s\n' $header 'SECRET1,X,01/02/2015,WBRI,,,' '"SECRET,2",M,,WBRI,,,' >"$now/a.csv"
printf '%s\n' $header 'SECRET1,M,01/02/2015,WBRI,,,' >"$last/b.csv"
check="return check --kind 903 --year 2026"

# shellcheck disable=SC2086 # words
ends "findings end it with 1" 1 $check "$now" --last "$last" --format csv --out "$report"
says "the summary says how many" "2 children; 2 rows and 1 of last year." "$(sed -n 2p "$scratch/out")"
says "findings have the columns that are promised" \
    code,severity,table,row,child,fields,message "$(head -n 1 "$report/findings.csv")"
says "a finding points to table, row and child" '101,error,Header,1,SECRET1,SEX' \
    "$(grep '^101,' "$report/findings.csv" | cut -d, -f1-6)"
says "an identifier is quoted where it must be" '102,error,Header,2,"SECRET,2",DOB' \
    "$(grep '^102,' "$report/findings.csv" | cut -d, -f1-7)"
says "checks have the columns that are promised" \
    code,status,rows,children,children_not_run,reason "$(head -n 1 "$report/checks.csv")"
says "a check that found rows failed" 101,failed,1,1,0, "$(grep '^101,' "$report/checks.csv")"
says "every check of the year is there, and no other" \
    "$("$assay" return checks --kind 903 --year 2026 --json | grep -c '"code"')" \
    "$(sed 1d "$report/checks.csv" | wc -l)"
says "each check is there once" "" "$(cut -d, -f1 "$report/checks.csv" | sort | uniq -d)"
says "what is not run has a reason" "" "$(grep ',not-run,' "$report/checks.csv" | grep ',$' || :)"
says "what lacks a table is not run" 1 \
    "$(grep -c ',not-run,0,0,2,Episodes was not loaded$' "$report/checks.csv" | sed 's/^[1-9][0-9]*$/1/')"
says "only the owner may read the files" "600 600" \
    "$(stat -c %a "$report/findings.csv" "$report/checks.csv" | xargs)"
says "nothing else is left" "checks.csv
findings.csv" "$(ls "$report")"
# shellcheck disable=SC2086
ends "the checks beside the summary need a folder too" 1 $check "$now" --format text --out "$scratch/text"
says "it is made" checks.csv "$(ls "$scratch/text")"
says "standard error is silent" "" "$(cat "$scratch/err")"

# shellcheck disable=SC2086
"$assay" $check "$now" --last "$last" --format csv >"$scratch/screen" || :
says "without --out the findings are printed" "" "$(diff "$scratch/screen" "$report/findings.csv")"
# shellcheck disable=SC2086
"$assay" $check "$now" --last "$last" --format json >"$scratch/json" || :
says "JSON is one object, with the same findings" \
    "$(sed 1d "$report/findings.csv" | wc -l)" \
    "$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["findings"]))' "$scratch/json")"
printf '%s\n' $header >"$scratch/clean.csv"
# shellcheck disable=SC2086
ends "a return of no children has checks that could not run" 0 $check "$scratch/clean.csv" --quiet
says "quiet is silent" "" "$(cat "$scratch/out")"

mkdir "$scratch/twice"
printf '%s\n' $header 'C1,M,01/02/2015,WBRI,A1,,' 'C2,M,01/02/2015,WBRI,UN1,,' \
    'C3,M,01/02/2015,WBRI,A1,,' 'C4,M,01/02/2015,WBRI,UN1,,' >"$scratch/twice/a.csv"
# shellcheck disable=SC2086
"$assay" $check "$scratch/twice" --format csv >"$scratch/screen" || :
says "a pupil number of two children is flagged on both" 'Header,1,C1 Header,3,C3' \
    "$(grep '^444,' "$scratch/screen" | cut -d, -f3-5 | xargs)"

printf 'a,b\n1,2\n' >"$now/notes.csv"
# shellcheck disable=SC2086
ends "a file of a folder that is not known is a finding" 1 $check "$now" --format csv
says "it is told as one" 1 "$(grep -c '^FILE,error,,,,,' "$scratch/out")"
# shellcheck disable=SC2086
ends "named itself it cannot be read" 3 $check "$now/notes.csv"
ends "a census whose rules are not known is refused, not passed" 2 return checks --kind cin --year 2027
says "every rule of the year is reported" \
    "$(awk -F, 'NR > 1 && $NF ~ /2026/' tests/cases/returns/rules_903_facts.csv | wc -l)" \
    "$(sed 1d "$report/checks.csv" | wc -l)"
# shellcheck disable=SC2086
ends "a file that is not there" 3 $check "$scratch/none"
ends "a year that has no checks" 2 return check --kind 903 --year 2020 "$now"
ends "no kind" 2 return check --year 2026 "$now"
# shellcheck disable=SC2086
ends "an authority that is none" 2 $check "$now" --authority 999
# shellcheck disable=SC2086
ends "a form that is none" 2 $check "$now" --format docx

printf '%s\n%b,X,01/02/2015,WBRI,,,\n' $header '\033[31mRED\007' >"$scratch/steers.csv"
# shellcheck disable=SC2086
ends "an identifier may not steer the screen" 1 $check "$scratch/steers.csv"
says "it is shown without that" 1 "$(grep -c '^  ?\[31MRED? ' "$scratch/out")"
# shellcheck disable=SC2086
ends "nor may the name of a file" 3 $check "$(printf '%b' "$scratch/\033[31mred")"
says "it is named without that" 1 "$(grep -c '/?\[31mred: ' "$scratch/err")"

printf '%s\n' $header '=CMD|X,X,01/02/2015,WBRI,,,' >"$scratch/formula.csv"
# shellcheck disable=SC2086
ends "an identifier is no formula" 1 $check "$scratch/formula.csv" --format csv
says "to a spreadsheet" "'=CMD|X" "$(grep '^101,' "$scratch/out" | cut -d, -f5)"

# What a part does not take is not passed over in silence.
# shellcheck disable=SC2086
for option in --json --load --children "--apply x" "--convention placements=rows" "--population 5" "--db x"; do
    ends "check has no $option" 2 $check "$now" $option
done
says "nothing is printed of the return then" "" "$(cat "$scratch/out")"
# shellcheck disable=SC2086
ends "a folder that is empty text is not standard output" 2 $check "$now" --format csv --out ''
ends "the list of checks is of no file" 2 return checks --kind 903 --year 2026 "$now"
ends "nor has it a form beside JSON" 2 return checks --kind 903 --year 2026 --format csv
ends "convert chooses its form" 2 return convert --kind 903 --year 2026 "$now" --format xml --out "$scratch/no"
ends "fix has no lists" 2 return fix --kind 903 --year 2026 "$now" --postcodes x --out "$scratch/no"
ends "measure repairs nothing" 2 return measure --kind 903 --year 2026 "$now" --apply x
says "nothing was written by them" "" "$(ls "$scratch/no" 2>/dev/null)"

printf '%s\n' 'postcode,easting,northing,district_code' 'AB1 0AA,385386,801193,S12000033' \
    'BR1 1AA,540000,169000,E09000006' >"$scratch/postcodes.csv"
gzip -k "$scratch/postcodes.csv"
ends "an index is built" 0 postcodes "$scratch/postcodes.csv" --out "$scratch/index"
ends "and of a packed list" 0 postcodes "$scratch/postcodes.csv.gz" --out "$scratch/index2"
says "they are the same" "" "$(cmp "$scratch/index" "$scratch/index2")"
ends "an index may be built anew" 0 postcodes "$scratch/postcodes.csv" --out "$scratch/index"
cp "$scratch/postcodes.csv" "$scratch/list.csv"
ends "a list is not written over by its index" 2 postcodes "$scratch/list.csv" --out "$scratch/list.csv"
says "it is as it was" "" "$(cmp "$scratch/list.csv" "$scratch/postcodes.csv")"
mkdir "$scratch/nobody" && printf 'a,b\n1,2\n' >"$scratch/nobody/notes.csv"
# shellcheck disable=SC2086
ends "last year's folder without a return of it" 3 $check "$now" --last "$scratch/nobody"
# shellcheck disable=SC2086
ends "one return is not that of two years" 2 $check "$now" --last "$now/../now"
ends "a list that is none" 3 postcodes "$now/a.csv" --out "$scratch/index3"
says "nothing is written of it" "" "$(ls "$scratch/index3" 2>/dev/null)"
for list in index postcodes.csv postcodes.csv.gz; do
    # shellcheck disable=SC2086
    ends "postcodes from $list" 0 $check "$scratch/clean.csv" --postcodes "$scratch/$list" --quiet
done
head -c 60 "$scratch/index" >"$scratch/cut"
# shellcheck disable=SC2086
ends "an index cut short" 3 $check "$scratch/clean.csv" --postcodes "$scratch/cut"
planned
