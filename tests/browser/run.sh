#!/bin/sh
# Every kind of page, made from the examples and a synthetic nation, looked at in Chromium
# by look.mjs.  usage: run.sh PROGRAM FOLDER; the last line is "N passed, N failed".
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
assay=$1 out=$2
rm -rf "$out"
mkdir -p "$out"
db=$out/nation.db

"$assay" synth nation --areas 40 --seed 7 --quiet --out "$out/nation"
"$assay" load --quiet --db "$db" "$out/nation"
"$assay" publish --all --db "$db" --out "$out/site" --quiet
area=$(basename "$(ls "$out"/site/area/*.html | head -n 1)" .html)
name=$("$assay" profile --all --db "$db" --format json | head -n 1 |
    sed 's/.*"area": *"\([^"]*\)".*/\1/')
# A folder's decisions or published grades name its framework and area.
for example in "$top"/examples/*/; do
    for table in published decisions; do
        [ -f "$example/$table.csv" ] || continue
        subject=$(sed -n '2s/^\([^,]*,[^,]*\),.*/\1/p' "$example/$table.csv")
        "$assay" letter --framework "${subject%%,*}" --area "${subject#*,}" \
            --evidence "$example" --format html --out "$out/letters" --quiet || [ $? = 1 ]
        break
    done
done
"$assay" letter --framework area-profile-2026 --area "$name" --db "$db" --format html \
    --out "$out/letters" --quiet || [ $? = 1 ]
"$assay" profile --area "$name" --db "$db" --format html --out "$out/profile" --quiet
for verb in similar babies; do
    "$assay" $verb --area "$name" --db "$db" --format html >"$out/$verb.html" || [ $? = 1 ]
done
for verb in backtest associate; do
    "$assay" $verb --framework ilacs-2018 --db "$db" --format html >"$out/$verb.html" ||
        [ $? = 1 ]
done

# One of each kind of the site's pages, and all of those that stand alone.
set --
for folder in "$out/site" "$out"/site/*/; do
    for page in "$folder"/index.html "$folder/$area.html" \
        $(find "$folder" -maxdepth 1 -name '*.html' | sort | head -n 2); do
        case " $* " in *" $page "*) continue ;; esac
        [ ! -f "$page" ] || set -- "$@" "$page"
    done
done
for page in "$out"/site/*.html "$out"/letters/*.html "$out"/profile/*.html "$out"/*.html; do
    case " $* " in *" $page "*) ;; *) set -- "$@" "$page" ;; esac
done

cd "$top/tests/browser"
code=0
node look.mjs "$@" >"$out/looked.tap" || code=$?
grep -v '^ok' "$out/looked.tap" || :
passed=$(grep -c '^ok' "$out/looked.tap" || :)
failed=$(grep -c '^not ok' "$out/looked.tap" || :)
[ $((passed + failed)) -ge 20 ] || failed=$((failed + 1))
echo "$passed passed, $failed failed"
[ "$code" = 0 ] && [ "$failed" = 0 ]
