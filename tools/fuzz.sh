#!/bin/sh
# fuzz.sh BUILD-FOLDER [SECONDS] [TARGET]: replays each target's corpus, then feeds it new
# input for SECONDS (10).  What it finds stays in BUILD-FOLDER/found, never in the tree.
set -eu
folder=$1 seconds=${2:-10} only=${3:-}
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
ran=0 running=0

# Seconds a single input may take, and MiB in all: "under a second with bounded memory"
# under sanitizers, which cost about a factor of four in time and three in memory.
limits="-timeout=5 -rss_limit_mb=1024 -print_final_stats=0"

fuzz_one() {
    name=$1 program=$folder/$1_fuzz
    corpus=tests/fuzz/corpus/$name found=$folder/found/$name
    mkdir -p "$found" "$corpus"
    options="$limits -artifact_prefix=$found/bad-"
    [ ! -f "tests/fuzz/$name.dict" ] || options="$options -dict=tests/fuzz/$name.dict"
    log=$folder/$name.log
    # shellcheck disable=SC2086 # one word an option
    if "$program" $options -runs=0 "$corpus" >"$log" 2>&1 && {
        [ "$seconds" = 0 ] ||
            "$program" $options -max_total_time="$seconds" "$found" "$corpus" >"$log" 2>&1
    }; then
        runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1/p' "$log" | tail -n 1)
        echo "ok $name: $(ls "$corpus" | wc -l) files of corpus, ${runs:-0} runs in ${seconds} s"
    else
        tail -n 40 "$log"
        echo "not ok $name: run again with $program $(ls -t "$found"/bad-* 2>/dev/null | head -n 1)"
    fi
}

for program in "$folder"/*_fuzz; do
    name=$(basename "$program" _fuzz)
    [ -x "$program" ] && { [ -z "$only" ] || [ "$only" = "$name" ]; } || continue
    ran=$((ran + 1)) running=$((running + 1))
    fuzz_one "$name" >"$folder/$name.says" &
    [ "$running" -lt "$cores" ] || { wait && running=0; }
done
wait
[ "$ran" -gt 0 ] || {
    echo "fuzz: no target ${only:-at all} in $folder" >&2
    exit 1
}
failed=0
for program in "$folder"/*_fuzz; do
    said=$folder/$(basename "$program" _fuzz).says
    [ -f "$said" ] || continue
    cat "$said"
    ! grep -q '^not ok' "$said" || failed=$((failed + 1))
    rm "$said"
done
echo "$((ran - failed)) passed, $failed failed"
[ "$failed" = 0 ]
