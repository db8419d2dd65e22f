#!/bin/sh
# growth.sh: loading, profiling and benchmarking a synthetic nation of 153 areas and one of
# 1,530, and how the second's times stand to the first's: 10 is growth in step with the areas.
# Then the same with the real data where it is there ($ASSAY_DATA, else ../shared/data).
set -eu
work=build/bench-nations
mkdir -p "$work"

# median TEXT: of a line that bench-clock printed.
median() { awk '{ for (i = 1; i <= NF; i++) if ($i == "ms") print $(i - 3) }'; }

# pass STORE NAME: the benchmark pass, printed as bench-clock prints.
pass() {
    build/bench-benchmark 5 "$1" | awk -v name="$2" '/^benchmark pass/ {
        gsub(",", ""); printf "%-36s %8.2f %8.2f %8s ms\n", name, $4, $7, "-" }'
}

# clock_all STORE FOLDER... : prints and keeps the three lines.
clock_all() {
    store=$1
    shift
    build/bench-clock 1 "load, $what" sh -c 'rm -f "$0" "$0"-*; exec build/assay load --quiet --db "$0" "$@"' \
        "$store" "$@"
    build/bench-clock 3 "profile --all, $what" build/assay profile --db "$store" --all --format json
    pass "$store" "benchmark pass, $what"
}

for areas in 153 1530; do
    what="$areas synthetic areas"
    folder=$work/$areas
    build/bench-clock 1 "synth nation, $what" \
        build/assay synth nation --areas "$areas" --out "$folder" | tee "$work/$areas.times"
    clock_all "$work/$areas.db" "$folder" | tee -a "$work/$areas.times"
done
echo "1,530 areas to 153, median to median:"
median <"$work/153.times" >"$work/few"
median <"$work/1530.times" >"$work/many"
cut -d, -f1 "$work/153.times" | paste -d '|' - "$work/few" "$work/many" |
    awk -F'|' '{ printf "  %-34s %5.1f times\n", $1, $3 / $2 }'

data=${ASSAY_DATA:-../shared/data}
if [ -d "$data" ]; then
    what="real data"
    clock_all "$work/real.db" "$data/lait" "$data/csc" "$data/lookups" "$data/inspections" \
        "$data/settings" "$data/history/national_indicators_2007_2014.csv.gz" 2>/dev/null
else
    echo "no real data in $data: not timed"
fi
