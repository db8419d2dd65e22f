#!/bin/sh
# returns.sh RUNS: made-up returns, 2 in 100 children damaged, checked whole and written as a
# report; beside each what `wc -l` takes for the same bytes, which is reading alone.  The
# largest authority, a region, and all of England; then how time and memory grow with children.
set -eu
runs=$1
work=build/bench-returns
mkdir -p "$work"

# clock NAME COMMAND... prints a line and keeps it.
clock() {
    build/bench-clock "$runs" "$@" | tee "$work/line"
    cat "$work/line" >>"$work/lines"
}
# against: the last line but one to the last, median to median.
against() {
    tail -n 2 "$work/lines" | awk '{ for (i = 1; i <= NF; i++) if ($i == "ms") t[NR] = $(i - 3) }
        END { printf "  %.1f times reading the same bytes\n", t[1] / t[2] }'
}
: >"$work/lines"

looked_after() {
    folder=$work/903-$1
    build/assay synth 903 --children "$1" --year 2026 --last --damage 2 --out "$folder" --quiet
    clock "check, $1 looked after" build/assay return check --kind 903 --year 2026 "$folder/this" \
        --last "$folder/last" --authority 420 --postcodes "$folder/synthetic-postcodes.csv" \
        --providers "$folder/synthetic-providers.xlsx" --format csv --out "$folder/report"
    clock "wc -l" wc -l "$folder"/this/*.csv "$folder"/last/*.csv
    against
    clock "measure, $1 looked after" build/assay return measure --kind 903 --year 2026 "$folder/this" \
        --last "$folder/last" --authority 420 --postcodes "$folder/synthetic-postcodes.csv" \
        --format csv --out "$folder/measures"
}

census() {
    folder=$work/cin-$1
    build/assay synth cin --children "$1" --year 2025 --damage 2 --out "$folder" --quiet
    clock "check, $1 in need" build/assay return check --kind cin --year 2025 "$folder"/*.xml \
        --format csv --out "$folder/report"
    clock "wc -l" wc -l "$folder"/*.xml
    against
    clock "measure, $1 in need" build/assay return measure --kind cin --year 2025 "$folder"/*.xml \
        --format csv --out "$folder/measures"
}

# grows NAME FEWER MORE: time and memory of two lines, a child.
grows() {
    awk -v few="$1, $2 $4" -v many="$1, $3 $4" -v n="$2" -v m="$3" '
        index($0, few) == 1 || index($0, many) == 1 {
            for (i = 1; i <= NF; i++) if ($i == "ms") { t = $(i - 3); k = $(i + 1) }
            if (index($0, few) == 1) { t0 = t; k0 = k } else { t1 = t; k1 = k }
        }
        END { printf "%s: %.2f times the time a child, %.1f bytes a child more\n", few, t1 / m / (t0 / n),
              (k1 - k0) * 1024 / (m - n) }' "$work/lines"
}

printf '%-36s %8s %8s %8s    %7s\n' "$runs runs of each" median least most memory
looked_after 2000
looked_after 10000
looked_after 100000
census 50000
grows check 10000 100000 "looked after"
# One run is for whether it runs at all: England takes 600 MB of disk.
if [ "$runs" -gt 1 ]; then
    census 650000
    grows check 50000 650000 "in need"
fi
list=${ASSAY_DATA:-../shared/data}/lookups/postcodes_2025.csv.gz
if [ -f "$list" ]; then
    clock "postcodes, an index of the list" build/assay postcodes "$list" --out "$work/postcodes"
fi
rm -rf "$work"
