#!/bin/sh
# Every rank, band, neighbours' mean and median, region and England that `assay measure`
# prints of the comparison tool's measures, against tests/data/benchmarks.py, which works
# them out from the published files by itself.  Skipped without the data or without python3.
set -eu
data=${ASSAY_DATA:-../shared/data}
[ -d "$data/lait" ] || { echo "1..0 # SKIP no data folder $data"; exit 77; }
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$ASSAY" load --quiet --db "$scratch/db" "$data/lait/bds_long.csv.gz" \
    "$data/lait/data_dictionary.csv" "$data/lait/la_code_list.csv" \
    "$data/lait/statistical_neighbours_2025.csv" "$data/lookups/la_lookup.csv" \
    "$data/lookups/la_name_aliases.csv" || [ $? -eq 1 ]
"$ASSAY" measure --all --db "$scratch/db" >"$scratch/said.csv"
told=0
python3 tests/data/benchmarks.py "$data" <"$scratch/said.csv" >"$scratch/compared" || told=1
sed 's/^/# /' "$scratch/compared"
[ $told -eq 0 ] || printf 'not '
echo "ok 1 - assay measure agrees with a script of its own on every measure and period"
echo 1..1
exit $told
