#!/bin/sh
# The back-tests of docs/backtest.md on the published inspections: every inspection's
# standing, every agreement and every paired count against tests/data/backtest.py, which
# works them out from the published table by itself; the figures of the document; the
# coverage reports.  Skipped without the data.  WRITE=1 writes the document's tables anew.
set -eu
LC_ALL=C
export LC_ALL
assay=${ASSAY:-build/assay}
data=${ASSAY_DATA:-../shared/data}
[ -d "$data/inspections" ] || { echo "1..0 # SKIP no data folder $data"; exit 77; }
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
count=0
failed=0
check() { # NAME, then a command
    name=$1
    shift
    count=$((count + 1))
    if "$@" >"$scratch/says" 2>&1; then
        echo "ok $count - $name"
    else
        failed=1
        sed 's/^/# /' "$scratch/says"
        echo "not ok $count - $name"
    fi
}
load() { # DB, then what is loaded: some rows of the data are known to need a person
    db=$1 code=0
    shift
    "$assay" load --quiet --db "$db" "$@" >/dev/null 2>&1 || code=$?
    [ "$code" -le 1 ]
}
run() { # NAME DB, then options
    name=$1 db=$2
    shift 2
    "$assay" backtest --json --db "$db" "$@" >"$scratch/$name.json"
}
rivals() {
    for file in tests/cases/backtest/"$1"-*.framework; do
        printf -- '--rival %s ' "$file"
    done
}

check "the inspections are loaded" load "$scratch/db" "$data/inspections" "$data/lookups"
check "and everything about authorities and settings" load "$scratch/all.db" \
    "$data/inspections" "$data/lookups" "$data/settings/school_inspections_2005_2020.csv.gz" \
    "$data/settings/school_details_2018.csv.gz" \
    "$data/settings/social_care_providers_2015_2025.csv.gz" \
    "$data/history/national_indicators_2007_2014.csv.gz" \
    "$data/history/annual_ratings_named.csv" "$data/history/annual_ratings_distribution.csv" \
    "$data/originals/Childrens_social_care_in_England_2023_underlying_data.ods"

# ---- Agreement, against a script of its own

# shellcheck disable=SC2046 # one word an option
run ilacs "$scratch/db" --framework ilacs-2018 $(rivals ilacs)
# shellcheck disable=SC2046
run ilacs-2022 "$scratch/db" --framework ilacs-2018 $(rivals ilacs) --split 2022-01-01
# shellcheck disable=SC2046
run sif "$scratch/db" --framework sif-2013 $(rivals sif)
for file in tests/cases/backtest/*.framework; do
    run "rule-$(basename "$file" .framework)" "$scratch/db" --framework "$file"
done
cat "$scratch/ilacs.json" "$scratch/ilacs-2022.json" "$scratch/sif.json" \
    "$scratch"/rule-*.json >"$scratch/every.json"
check "every standing, agreement and pair as a script of its own has them" sh -c \
    "python3 tests/data/backtest.py '$data' <'$scratch/every.json'"

# What the reference research counted by hand.
agrees() { # FILE COMPARED AGREE
    grep -q "^  \"compared\": $2,$" "$scratch/$1.json" &&
        grep -q "^  \"agree\": $3,$" "$scratch/$1.json"
}
check "the fitted roll-up agrees with 304 of 313" agrees ilacs 313 304
check "a plain middle, ties worse, with 295" agrees rule-ilacs-middle-worse 313 295
check "ties better, with 291" agrees rule-ilacs-middle-better 313 291
check "the leaders' grade alone with 269" agrees rule-ilacs-leaders 313 269
check "the earlier framework's limit with 39 of 39" agrees rule-sif-limit 39 39
check "and its fitted rule with 161 of 166" agrees sif 166 161

# ---- With all that is loaded

run ilacs-all "$scratch/all.db" --framework ilacs-2018
run sif-all "$scratch/all.db" --framework sif-2013
check "an inspection dated otherwise in another file counts once" agrees ilacs-all 313 304

# ---- Coverage, and no agreement

run cover-2006 "$scratch/all.db" --framework apa-2006
run cover-2009 "$scratch/all.db" --framework annual-rating-2009 --at 2009-12-09
run cover-2010 "$scratch/all.db" --framework annual-assessment-2010 --at 2010-12-09
run cover-2011 "$scratch/all.db" --framework annual-assessment-2011 --at 2011-11-08
for year in 2006 2009 2010 2011; do
    check "no agreement is quoted for $year" grep -q '^  "agree": null,$' \
        "$scratch/cover-$year.json"
    check "nor any interval" sh -c "! grep -q low95 '$scratch/cover-$year.json'"
done

# ---- The document, and the same bytes

if [ -n "${WRITE:-}" ]; then
    python3 tests/data/backtest_doc.py docs/backtest.md "$scratch" --write
fi
check "the figures of docs/backtest.md are those computed" python3 \
    tests/data/backtest_doc.py docs/backtest.md "$scratch"
for form in text json html; do
    "$assay" backtest --framework ilacs-2018 --format $form --db "$scratch/db" >"$scratch/1"
    LC_ALL=C.UTF-8 "$assay" backtest --framework ilacs-2018 --format $form \
        --db "$scratch/db" >"$scratch/2"
    check "the same bytes twice, as $form" cmp "$scratch/1" "$scratch/2"
done

echo "1..$count"
exit $failed
