#!/bin/sh
# bench.sh RUNS: whole processes, as a person or a script starts them.  Times are printed to
# be read and recorded; none is asserted, since machines differ.
set -eu
runs=$1

failed=0
clock() { build/bench-clock "$runs" "$@" || failed=1; }

printf '%-36s %8s %8s %8s    %7s\n' "$runs runs of each" median least most memory
clock "start and stop" build/assay --version
clock "check, all frameworks" build/assay check frameworks/*.framework
for folder in examples/*/; do
    folder=${folder%/}
    name=$(basename "$folder")
    subject=$(awk -f tools/examples.awk "$folder/published.csv")
    set -- --framework "${subject%%,*}" --area "${subject#*,}" --evidence "$folder"
    clock "rate $name" build/assay rate "$@"
    clock "rate --explain $name" build/assay rate "$@" --explain
    clock "rate --sensitivity $name" build/assay rate "$@" --sensitivity
    clock "letter $name" build/assay letter "$@" --format html,text --out build/bench-letters
done
exit "$failed"
