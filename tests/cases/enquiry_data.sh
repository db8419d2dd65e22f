#!/bin/sh
# The lines of enquiry of every authority of England, and what frameworks make of the store:
# nothing is graded, every question is raised somewhere and not raised somewhere, grades are
# those that were published, and inspections are as many as the collection has.  Skipped
# where the data is absent.
set -eu
LC_ALL=C
export LC_ALL
here=$(dirname "$0")
assay=${ASSAY:-build/assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
data=${ASSAY_DATA:-../shared/data}
if [ ! -d "$data" ]; then
    echo "1..0 # SKIP no data folder"
    exit 77
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0
failed=0
# is NAME EXPECTED FOUND
is() {
    count=$((count + 1))
    if [ "$2" = "$3" ]; then
        echo "ok $count - $1"
    else
        failed=1
        echo "not ok $count - $1: expected $2, found $3"
    fi
}

"$assay" load --quiet --db "$scratch/db" "$data/lait" "$data/csc/indicator_counts.csv.gz" \
    "$data/lookups" "$data/inspections" "$data/settings/school_details_2018.csv.gz" \
    "$data/settings/school_ratings_2026.csv.gz" \
    "$data/settings/social_care_providers_2015_2025.csv.gz" >/dev/null 2>&1 || :
rate() { "$assay" rate --db "$scratch/db" --quiet "$@" || [ $? -eq 1 ]; }

# ---- Lines of enquiry

rate --framework area-profile-2026 --all --json >"$scratch/all"
is "every authority has its questions" 153 "$(wc -l <"$scratch/all")"
is "none has a judgement" 153 "$(grep -c '"judgements":\[\]' "$scratch/all")"
is "none is called a rating" 153 "$(grep -c '"standing":"enquiry"' "$scratch/all")"
# One line a question: id and truth.
tr '{' '\n' <"$scratch/all" | sed -n 's/^"id":"\([a-z-]*\)","truth":"\([a-z]*\)".*/\1 \2/p' \
    >"$scratch/questions"
is "each authority is asked all" "$(($(grep -c '^question ' "$here/../../frameworks/area-profile-2026.framework") * 153))" \
    "$(wc -l <"$scratch/questions")"
# Of priority actions none is recorded after an authority's last graded inspection today.
is "each question is raised somewhere, but one" "priority-actions" \
    "$(awk '{ all[$1]; raised[$1] += $2 == "true" }
        END { for (q in all) if (!raised[q]) print q }' "$scratch/questions")"
is "each question is not raised somewhere" "" \
    "$(awk '{ all[$1]; not[$1] += $2 == "false" }
        END { for (q in all) if (!not[q]) print q }' "$scratch/questions")"
rate --framework area-profile-2026 --all --json --at 2021-06-30 >"$scratch/then"
is "that one was raised five years ago" yes \
    "$(grep -q '"id":"priority-actions","truth":"true"' "$scratch/then" && echo yes)"
rate --framework area-profile-2026 --all --json >"$scratch/again"
is "two runs give the same bytes" same "$(cmp -s "$scratch/all" "$scratch/again" && echo same)"
is "each stands on evidence" 0 \
    "$(tr '{' '\n' <"$scratch/all" | grep -c '"truth":"true".*"evidence":\[\]' || :)"

# ---- Grades as they were published

rate --framework ilacs-2018 --all --at 2025-03-31 --json >"$scratch/ilacs"
sed -n 's/.*"area":"\([^"]*\)".*"id":"overall".*"grade":{"label":"[1-4]","words":"\([^"]*\)"}.*"proposed".*"title".*/\1|\2/p;
    s/.*"area":"\([^"]*\)".*"id":"overall","title":"[^"]*","scale":"ilacs","status":"[a-z]*","grade":{"label":"[1-4]","words":"\([^"]*\)"}.*/\1|\2/p' \
    "$scratch/ilacs" | sort -u >"$scratch/ours"
# known FILE: of standard input those lines whose name FILE has; some names are spelt in two
# ways, and what stands in quotes has commas of its own.
known() {
    cut -d'|' -f1 "$1" | sort -u >"$scratch/names"
    while IFS='|' read -r name said; do
        if grep -qxF "$name" "$scratch/names"; then printf '%s|%s\n' "$name" "$said"; fi
    done | sort
}
sed 's/"[^"]*"/quoted/g' "$data/inspections/ods_inspections_as_at_31_march_2025.csv" |
    awk -F, 'NR > 1 { print $2 "|" $6 }' | known "$scratch/ours" >"$scratch/both"
is "at least 140 authorities are compared with the statistics of 31 March 2025" yes \
    "$([ "$(wc -l <"$scratch/both")" -ge 140 ] && echo yes)"
is "all of them have the overall grade published" "" "$(comm -13 "$scratch/ours" "$scratch/both")"

# ---- As many inspections as the collection has

cat >"$scratch/count.framework" <<'END'
framework count-of-sif { title "How many" valid 2013-01-01 to 2026-12-31 }
let sif = count of inspections "sif"
question any "Any?" when sif > 0 basis local
END
rate --framework "$scratch/count.framework" --all --at 2026-06-01 --json |
    sed -n 's/.*"area":"\([^"]*\)".*"rule":"sif".*"range":{"low":\([0-9]*\).*"high":\([0-9]*\).*/\1|\2/p' |
    sort >"$scratch/counted"
# A single inspection and a re-inspection are two, by their days.
awk -F, '$4 == "sif" { key = $2 "|" ($6 ? $6 : $8); if (!(key in seen)) { seen[key]; n[$2]++ } }
    END { for (a in n) print a "|" n[a] }' "$data/inspections/authority_inspections.csv" |
    known "$scratch/counted" >"$scratch/collected"
is "at least 140 authorities are counted" yes \
    "$([ "$(wc -l <"$scratch/collected")" -ge 140 ] && echo yes)"
is "inspections of 2013 to 2017 are as many as the collection has" "" \
    "$(comm -13 "$scratch/counted" "$scratch/collected")"

echo "1..$count"
exit "$failed"
