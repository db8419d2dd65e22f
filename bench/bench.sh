#!/bin/sh
# bench.sh RUNS: whole processes, as a person or a script starts them.  Times are printed to
# be read and recorded; none is asserted, since machines differ.
set -eu
runs=$1

field() {
    awk -F, -v name="$2" '{ sub(/\r$/, "") }
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i; next }
        column { print $column; exit }' "$1/published.csv"
}

clock() { build/bench-clock "$runs" "$@"; }

printf '%-36s %8s %8s %8s    %7s\n' "$runs runs of each" median least most memory
clock "start and stop" build/assay --version
clock "check, all frameworks" build/assay check frameworks/*.framework
for folder in examples/*/; do
    folder=${folder%/}
    name=$(basename "$folder")
    framework=$(field "$folder" framework) area=$(field "$folder" area)
    set -- --framework "$framework" --area "$area" --evidence "$folder"
    clock "rate $name" build/assay rate "$@"
    clock "rate --explain $name" build/assay rate "$@" --explain
    clock "rate --sensitivity $name" build/assay rate "$@" --sensitivity
    clock "letter $name" build/assay letter "$@" --format html,text --out build/bench-letters
done
