#!/bin/sh
# assay return check and checks of the children in need census, as a person runs them: made files of
# every year's shape, of several encodings, damaged and hostile ones, in all four formats.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
report=$scratch/report

# header YEAR; child IDENTIFIER SEX-ELEMENT REST: parts of a census
header() {
    printf '<?xml version="1.0" encoding="utf-8"?>\n<Message>\n <Header><CollectionDetails>'
    printf '<Collection>CIN</Collection><Year>%s</Year><ReferenceDate>%s-03-31</ReferenceDate>' "$1" "$1"
    printf '</CollectionDetails><Source><LEA>301</LEA></Source></Header>\n <Children>\n'
}
child() {
    printf '<Child><ChildIdentifiers><LAchildID>%s</LAchildID><UPNunknown>UN1</UPNunknown>' "$1"
    printf '<PersonBirthDate>%s-05-01</PersonBirthDate>%s' $((year - 3)) "$2"
    printf '</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>'
    printf '<Disability>NONE</Disability></Disabilities></ChildCharacteristics>%s</Child>\n' "$3"
}
# An episode that every check passes.
episode() {
    printf '<CINdetails><CINreferralDate>%s-06-02</CINreferralDate><ReferralSource>1A</ReferralSource>' $((year - 1))
    printf '<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>false</ReferralNFA><Assessments>'
    printf '<AssessmentActualStartDate>%s-06-02</AssessmentActualStartDate>' $((year - 1))
    printf '<AssessmentAuthorisationDate>%s-06-20</AssessmentAuthorisationDate>' $((year - 1))
    printf '<FactorsIdentifiedAtAssessment><AssessmentFactors>2B</AssessmentFactors>'
    printf '</FactorsIdentifiedAtAssessment></Assessments></CINdetails>'
}
footer() {
    printf ' </Children>\n</Message>\n'
}
# Findings on children and on what could not be read, as "code table row child".
found() {
    sed 1d "$scratch/out" | cut -d, -f1,3-5 | grep -v ',,,$' | tr ',' ' ' | xargs
}
# census FILE: how a check of the file ends, with the findings as CSV in out
census() {
    ends "$1" "$2" return check --kind cin --year "$year" "$3" --format csv
}

for year in 2023 2024 2025 2026; do
    sex='<Sex>F</Sex>'
    [ "$year" -ge 2025 ] || sex='<GenderCurrent>2</GenderCurrent>'
    { header "$year"; child C1 "$sex" "$(episode)"; child C2 "$sex" "$(episode)"; footer; } >"$scratch/$year.xml"
    census "the census of $year is read" 1 "$scratch/$year.xml"
    says "nothing is wrong with its children" "" "$(found)"
    says "nothing was left unread" "" "$(grep -E '^(FILE|ROW|CHILD),' "$scratch/out" || :)"
    ends "its checks are listed" 0 return checks --kind cin --year "$year" --json
    says "all that the facts list has for $year" \
        "$(awk -F, -v y="$year" 'NR > 1 && $NF ~ y' tests/cases/returns/rules_cin_facts.csv | wc -l)" \
        "$(grep -c '"code"' "$scratch/out")"
done

sex='<Sex>F</Sex>'
{
    header 2026
    child C1 '<Sex>X</Sex>' "$(episode)<CINdetails><ReferralSauce>1A</ReferralSauce></CINdetails>"
    child SECRET1 "$sex" '<CINdetails></Child><Child>'
    child '' "$sex" "$(episode)"
    child C1 "$sex" "$(episode)<CINdetails><CINreferralDate>02/06/2025</CINreferralDate></CINdetails>"
    footer
} >"$scratch/bad.xml"
census "a damaged census is checked" 1 "$scratch/bad.xml"
says "a child that is damaged is a finding" 1 "$(grep -c '^CHILD,error' "$scratch/out")"
says "an element that is not known is one" 1 "$(grep -c '^FILE,error.*ReferralSauce' "$scratch/out")"
says "a code that is wrong is at its row" "4180 ChildIdentifiers 1 C1" "$(found | grep -o '4180 [A-Za-z]* 1 C1')"
says "a child without an identifier is one of its own" "8500 ChildIdentifiers 3 8500 ChildIdentifiers 4" \
    "$(found | grep -o '8500 [A-Za-z]* [0-9]*' | xargs)"
says "one identifier twice is on both" "8510 ChildIdentifiers 1 C1 8510 ChildIdentifiers 5 C1" \
    "$(found | grep -o '8510 [A-Za-z]* [0-9]* C1' | xargs)"
says "rows are numbered through the file" "CINdetails 6 C1" "$(found | grep -o 'CINdetails 6 C1' | sort -u)"
says "standard error is silent" "" "$(cat "$scratch/err")"

cp "$scratch/out" "$scratch/findings"
for format in csv json html; do
    ends "$format is written" 1 return check --kind cin --year 2026 "$scratch/bad.xml" --format $format \
        --out "$report"
done
says "what is written is what is printed" "" "$(diff "$scratch/findings" "$report/findings.csv")"
says "the summary says what it is" \
    "Children in need, collection of 2026 (1 April 2025 to 31 March 2026)" "$(head -n 1 "$scratch/out")"
says "every check of the year is in checks.csv" \
    "$("$assay" return checks --kind cin --year 2026 --json | grep -c '"code"')" \
    "$(sed 1d "$report/checks.csv" | wc -l)"
says "a date that cannot be read, one that is not there, and a damaged child: not run for three" 1 \
    "$(grep -c '^1104,passed,0,0,3,' "$report/checks.csv")"
says "JSON has the same findings" "$(sed 1d "$report/findings.csv" | wc -l)" \
    "$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["findings"]))' "$report/report.json")"
says "the page has the child and the code" 1 "$(grep -q 'C1' "$report/report.html" && grep -c '>8510<' "$report/report.html" | sed 's/[1-9][0-9]*/1/')"
says "only the owner may read the files" "600 600 600 600" \
    "$(stat -c %a "$report/checks.csv" "$report/findings.csv" "$report/report.html" "$report/report.json" | xargs)"
ends "a summary for a person" 1 return check --kind cin --year 2026 "$scratch/bad.xml"
says "says what could not be read" "2 files, rows or children could not be read." \
    "$(grep 'children could not be read' "$scratch/out")"

# ---- Encodings
cp "$scratch/2026.xml" "$scratch/utf8.xml"
for form in UTF-16LE UTF-16BE; do
    iconv -f UTF-8 -t $form "$scratch/utf8.xml" >"$scratch/$form.xml"
    census "$form is read" 1 "$scratch/$form.xml"
    says "and the same is found" "" "$(found)"
done
printf '\357\273\277' | cat - "$scratch/utf8.xml" >"$scratch/marked.xml"
census "a mark before UTF-8 is passed" 1 "$scratch/marked.xml"
says "and all is read" "" "$(found)"
{ header 2026 | sed 's/utf-8/windows-1252/'; printf '%s' "$(child C1 "$sex" "$(episode)")" | sed 's/WBRI/WBR\o351/'; footer; } \
    >"$scratch/windows.xml"
census "Windows-1252 is read" 1 "$scratch/windows.xml"
says "its letters too" "4220 ChildCharacteristics 1 C1" "$(found)"

# ---- Hostile
{
    printf '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    for level in b c d e f g h; do
        printf '<!ENTITY %s "&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;">' $level a a a a a a a a a a
    done
    printf ']><Message><Children><Child>&h;</Child></Children></Message>'
} >"$scratch/bomb.xml"
census "an entity bomb is refused" 3 "$scratch/bomb.xml"
says "and says why" 1 "$(grep -c 'a document type is declared; it is refused' "$scratch/err")"
{
    header 2026
    printf '<Child><CINdetails><ReferralSource>'
    head -c 30000000 /dev/zero | tr '\0' 'x'
    printf '</ReferralSource></CINdetails></Child>'
    child C2 "$sex" "$(episode)"
    printf '<Child>'
    yes '<a>' | head -n 5000 | tr -d '\n'
    footer
} >"$scratch/large.xml"
census "a cell of 30 MB and elements 5,000 deep cost their children" 1 "$scratch/large.xml"
says "and no other" "CHILD FILE CHILD" "$(sed 1d "$scratch/out" | cut -d, -f1-2 | grep -E '^[A-Z]+,|error' | cut -d, -f1 | xargs)"
head -c 700 "$scratch/2026.xml" >"$scratch/cut.xml"
census "a file that is cut" 1 "$scratch/cut.xml"
says "is said to be" 1 "$(grep -c '^FILE,error.*cut short' "$scratch/out")"
head -c 5000 "$assay" >"$scratch/rubbish.xml"
census "rubbish is no census" 3 "$scratch/rubbish.xml"

# ---- What is given
ends "a census whose rules are not known" 2 return check --kind cin --year 2027 "$scratch/2026.xml"
says "is refused with the reason" 1 "$(grep -c 'the rules of that census are not known' "$scratch/err")"
ends "last year's is not looked at" 2 return check --kind cin --year 2026 "$scratch/2026.xml" --last "$scratch/2025.xml"
ends "nor are lists of providers" 2 return check --kind cin --year 2026 "$scratch/2026.xml" --providers "$scratch/2025.xml"
ends "a looked-after return is no census" 3 return check --kind cin --year 2026 tests/cases/returns/README
mkdir "$scratch/folder"
cp "$scratch/2026.xml" "$scratch/folder/a.xml"
cp "$scratch/2025.xml" "$scratch/folder/b.xml"
year=2026
census "of a folder one census is read" 1 "$scratch/folder"
says "the other is a finding" 1 "$(grep -c '^FILE,error.*another census was given before' "$scratch/out")"
planned
