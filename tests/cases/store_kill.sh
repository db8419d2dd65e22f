#!/bin/sh
# A load killed at any moment leaves whole loads only.  ASSAY_KILLS runs (20) load a folder of
# small files, each run killed with kill -9 after a different time; after each, the store is
# sound and holds every load that was acknowledged (its line printed), each with all its rows.
# Then a run that is left alone loads the rest, and the store says the same as one that was
# never killed.  Last, a disk that is full, where one can be made (root): the load says so,
# and the store is as it was.
set -eu
LC_ALL=C
export LC_ALL
kills=${ASSAY_KILLS:-20}
assay=${ASSAY:-build/assay}
case $assay in /*) ;; *) assay=$PWD/$assay ;; esac
scratch=$(mktemp -d)
mounted=
tidy_up() {
    [ -z "$mounted" ] || umount "$mounted"
    rm -rf "$scratch"
}
trap tidy_up EXIT
count=0
ok() {
    count=$((count + 1))
    echo "ok $count - $1"
}
no() {
    count=$((count + 1))
    echo "not ok $count - $1"
    exit 1
}

# ---- Files in the Department's tidy layout: 12, each with other figures and 3,000 rows.

files=12 rows=3000
mkdir "$scratch/data"
file=0
while [ $file -lt $files ]; do
    file=$((file + 1))
    awk -v file="$file" -v rows="$rows" 'BEGIN {
        print "time_period,time_identifier,geographic_level,country_code,country_name," \
            "region_code,region_name,old_la_code,new_la_code,la_name,figure_" file
        for (i = 0; i < rows; i++) {
            area = 200 + i % 150
            printf "%d,Financial year,Local authority,E92000001,England,E12000001," \
                "North East,%d,E0900%04d,Area %d,%d\n", \
                2000 + int(i / 150), area, area, area, i * 7 + file
        }
    }' >"$scratch/data/file$(printf %02d $file).csv"
done

load() { "$assay" load --db "$1" "$scratch/data"; }
# What a store says, whatever order it was loaded in: file and rows of each load.
says() { "$assay" loads --db "$1" | sed 's/^ *[0-9]*  *//; s|[^ ]*/||' | sort; }

echo "1..3"
"$assay" load --db "$scratch/whole.db" "$scratch/data" >"$scratch/whole.log" ||
    no "files are loaded without a finding"

# ---- Killed while loading.

db=$scratch/killed.db
: >"$scratch/acknowledged"
# sound RUN: the store is whole, and nothing acknowledged is missing.
sound() {
    [ -e "$db" ] || return 0
    if command -v sqlite3 >/dev/null 2>&1; then
        check=$(sqlite3 "$db" 'PRAGMA integrity_check; PRAGMA foreign_key_check')
        [ "$check" = ok ] || no "run $1: integrity_check says $check"
    fi
    "$assay" loads --db "$db" >"$scratch/loads" 2>"$scratch/why" ||
        { grep -q 'nothing has been loaded' "$scratch/why" && : >"$scratch/loads"; } ||
        no "run $1: $(cat "$scratch/why")"
    grep -cv "^ *[0-9]*  *$rows rows" "$scratch/loads" >"$scratch/part" || :
    [ "$(cat "$scratch/part")" = 0 ] || no "run $1: a load that is not whole"
    while read -r name; do
        grep -qF "/$name" "$scratch/loads" || no "run $1: $name was acknowledged and is gone"
    done <"$scratch/acknowledged"
}
run=0 killed=0
while [ $run -lt "$kills" ]; do
    run=$((run + 1))
    # From 2 ms up, in steps that do not fall in with the time of a load.
    pause=$(awk -v run="$run" 'BEGIN { printf "%.4f", 0.002 + (run * 37 % 101) * 0.002 }')
    # Not through load(): the process to kill is the program, not a shell around it.
    "$assay" load --db "$db" "$scratch/data" >"$scratch/log" 2>/dev/null &
    job=$!
    sleep "$pause"
    kill -9 "$job" 2>/dev/null && killed=$((killed + 1))
    wait "$job" 2>/dev/null || :
    sed -n 's|^.*/\(file[0-9]*\.csv\): .* load [0-9]*$|\1|p' "$scratch/log" \
        >>"$scratch/acknowledged"
    sound "$run"
    # Once all is loaded there is nothing left to interrupt: start again.
    if [ "$(wc -l <"$scratch/loads")" -ge $files ]; then
        rm -f "$db" "$db-wal" "$db-shm"
        : >"$scratch/acknowledged"
    fi
done
[ "$killed" -gt 0 ] || no "no run was killed in time; nothing was shown"
ok "$kills runs, $killed killed in time: nothing acknowledged lost, nothing half done"

load "$db" >/dev/null || no "the store takes the rest after the last kill"
says "$db" >"$scratch/killed.says"
says "$scratch/whole.db" | diff - "$scratch/killed.says" ||
    no "the store says the same as one that was never killed"
ok "the store says the same as one that was never killed"

# ---- A full disk.

mkdir "$scratch/small"
if mount -t tmpfs -o size=600k none "$scratch/small" 2>/dev/null; then
    mounted=$scratch/small
    db=$scratch/small/full.db
    code=0
    load "$db" >"$scratch/log" 2>"$scratch/why" || code=$?
    [ "$code" = 3 ] || no "a full disk ends the run with 3, not $code"
    grep -q 'disk is full' "$scratch/why" || no "a full disk: $(cat "$scratch/why")"
    sed -n 's|^.*/\(file[0-9]*\.csv\): .* load [0-9]*$|\1|p' "$scratch/log" \
        >"$scratch/acknowledged"
    sound "of the full disk"
    ok "a full disk is said to be full, and the store keeps what it had"
else
    ok "a full disk # SKIP none can be mounted here"
fi
