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

# England, where the data folder is: a store made from nothing, and what is read from it.
data=${ASSAY_DATA:-../shared/data}
if [ -d "$data" ]; then
    db=build/bench.db
    runs=$((runs > 9 ? 9 : runs))
    echo "England, $runs runs of each"
    clock "load, everything" sh -c "rm -f $db $db-wal $db-shm
        build/assay load --quiet --db $db '$data' 2>build/bench.err || [ \$? = 1 ]"
    clock "profile --all --format json" sh -c \
        "build/assay profile --all --format json --db $db >build/bench.out"
    clock "measure, one of all years" sh -c \
        "build/assay measure CareLeaverEET --db $db >build/bench.out"
    ninja -C build bench-benchmark >/dev/null
    build/bench-benchmark 21 "$db" || failed=1
    rm -f "$db" "$db-wal" "$db-shm" build/bench.out build/bench.err
fi
exit "$failed"
