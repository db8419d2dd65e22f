#!/bin/sh
# assay backtest on a few invented inspections: what is compared and what is not, the shape
# of the JSON, rivals, coverage where there is nothing to compare, and wrong usage.
here=$(dirname "$0")
# shellcheck source=tests/cases/page.inc
. "$here/../page.inc"
# The same in one line, for sentences that break at the page's width.
flat() { tr '\n' ' ' | tr -s ' '; }

# inspection CODE NAME START leaders protection care[/leavers] overall
inspection() {
    framework=ilacs
    [ "$7" != - ] || framework='ilacs 2026'
    row="$1,$2,E09000001,$framework,standard inspection,$3,$3,$3"
    echo "$row,impact of leaders on social work practice,$(grade "$4"),report.pdf"
    echo "$row,children who need help and protection,$(grade "$5"),report.pdf"
    case $6 in
    */*)
        echo "$row,children in care,$(grade "${6%/*}"),report.pdf"
        echo "$row,care leavers,$(grade "${6#*/}"),report.pdf"
        ;;
    *) echo "$row,children in care and care leavers,$(grade "$6"),report.pdf" ;;
    esac
    [ "$7" = - ] || echo "$row,overall effectiveness,$(grade "$7"),report.pdf"
}
grade() {
    case $1 in
    1) echo outstanding,1 ;;
    2) echo good,2 ;;
    3) echo requires improvement to be good,3 ;;
    4) echo inadequate,4 ;;
    *) echo not judged, ;;
    esac
}
{
    echo la_code,la_name,ons_code,framework,event_type,start_date,end_date,published_date,judgement,grade,grade_number,source_file
    inspection 301 Northmere 2018-06-04 2 2 2 2
    inspection 301 Northmere 2022-05-09 2 3 2 3
    inspection 302 Southmere 2019-03-04 2 2 4 4
    inspection 302 Southmere 2024-05-13 1 2 2/1 2
    inspection 303 Eastmere 2021-02-01 2 x 2 2
    inspection 303 Eastmere 2026-04-27 2 2 2/2 -
} >"$scratch/inspections.csv"
cat >"$scratch/areas.csv" <<'CSV'
la_number,la_name,region,type
301,Northmere,Outer London,OLB
302,Southmere,Outer London,OLB
303,Eastmere,Outer London,OLB
CSV
"$assay" load --quiet --db "$scratch/db" "$scratch/areas.csv" "$scratch/inspections.csv"
backtest() { "$assay" backtest --db "$scratch/db" "$@"; }

# ---- What is compared

backtest --framework ilacs-2018 >"$scratch/page"
flat <"$scratch/page" >"$scratch/text"
says "agreement comes with its n and its interval" \
    "in 2 of 4 (50.0%; 95% interval 15.0 to 85.0)" "$scratch/text"
says "and with what kind of agreement it is" "In sample: the rule was fitted" "$scratch/text"
says "differences have a direction" "a better grade than was published in 2 and a worse one in 0" \
    "$scratch/text"
says "a part that was not judged leaves the whole open" \
    "In 1 more the rules leave several grades open" "$scratch/text"
says "no overall grade is asked for from April 2026" "Not compared: 1 that gave no such grade" \
    "$scratch/text"
says "a limit stands alone" "Experience inadequate: where it holds the published grade is inadequate in 1 of 1" \
    "$scratch/text"
says "every disagreement is listed with its parts" \
    "Parts: leaders 1, protection 2, in-care 2, care-leavers 1." "$scratch/text"
# shellcheck disable=SC1111 # the quotes are those of the page
says "and its steps" "1. The middle grade of its parts is “Outstanding”." "$scratch/text"
# shellcheck disable=SC1111
says "and the steps of the other" "Not capped at “Inadequate”: protection is “Requires improvement to be good”" \
    "$scratch/text"

# ---- JSON

backtest --framework ilacs --json >"$scratch/json"
backtest --framework ilacs-2018 --format json | sed 's/"named": "ilacs-2018"/"named": "ilacs"/' |
    cmp -s - "$scratch/json" && ok "--json is --format json, and a family is its framework" ||
    no "--json is --format json, and a family is its framework"
tr -d '\n ' <"$scratch/json" >"$scratch/line"
says "the promised shape" '"judgement":"overall","compared":4,"agree":2,' "$scratch/line"
says "by class" '"by":{"report":[4,2],' "$scratch/line"
says "by period" '"2018-01-01to2022-12-31":[3,2],"2023-01-01to2026-03-31":[1,0],' "$scratch/line"
says "disagreements with parts and direction" '"direction":"better"' "$scratch/line"
says "what is open has a range" '"computed":null,"range":[{"label":"2","words":"Good"},{"label":"4","words":"Inadequate"}]' \
    "$scratch/line"

# ---- Other rules

backtest --framework ilacs-2018 --split 2020-01-01 \
    --rival "$here/ilacs-leaders.framework" --rival "$here/ilacs-worst.framework" |
    flat >"$scratch/rivals"
says "a rival has its own agreement" "The grade of leaders alone 5 2 40.0%" "$scratch/rivals"
says "and is paired with the framework" "1 : 0 1" "$scratch/rivals"
says "another time is another test" "2 of 2 (100.0%) 0 of 2 (0.0%)" "$scratch/rivals"
says "the choice of a rule is tested on the other part" "Chosen on the earlier part" \
    "$scratch/rivals"
backtest --framework ilacs-2018 --format html >"$scratch/html"
says "a page" "<h1" "$scratch/html"
says "with its source" "Back-test of ilacs-2018" "$scratch/html"

# ---- Nothing to compare

for framework in annual-assessment-2010 annual-rating-2009 apa-2006 sif-2013 area-send-2023 jtai; do
    backtest --framework $framework | flat >"$scratch/none"
    backtest --framework $framework --json >"$scratch/none.json"
    says "$framework: no agreement without evidence" '"agree": null' "$scratch/none.json"
    says "$framework: and why" "So no agreement is computed" "$scratch/none"
    says_not "$framework: and no share of any" "95% interval" "$scratch/none"
done
backtest --framework annual-assessment-2010 --at 2010-12-09 | flat >"$scratch/none"
says "coverage is of a day" "on 9 December 2010" "$scratch/none"
says "and says what is asked for" "Grades of primary schools" "$scratch/none"

# ---- Wrong usage

refuses() {
    name=$1 text=$2
    shift 2
    code=0
    backtest "$@" >"$scratch/out.txt" 2>"$scratch/err" || code=$?
    if [ "$code" -eq 2 ] && grep -qF -- "$text" "$scratch/err"; then
        ok "$name"
    else
        no "$name: exit $code, $(cat "$scratch/err")"
    fi
}
refuses "a framework is named" "name the framework"
refuses "a misspelt one brings the nearest" "did you mean 'ilacs-2018'" --framework ilacs-2081
refuses "a judgement that is not computed" "both entered and computed" \
    --framework ilacs-2018 --judgement leaders
refuses "a rival without such a judgement" "both entered and computed" \
    --framework ilacs-2018 --rival area-send-2023
refuses "a day is a day" "YYYY-MM-DD" --framework ilacs-2018 --split 2020
refuses "a form it knows" "text, json or html" --framework ilacs-2018 --format pdf
refuses "one form at a time" "--json" --framework ilacs-2018 --format html --json

echo "1..$count"
exit $failed
