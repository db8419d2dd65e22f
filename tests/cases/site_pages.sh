#!/bin/sh
# The pages of the site about England, of a small synthetic nation: what they say is what
# the verbs say of the same store, and nothing is there that should not be.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"
lines() { wc -l | tr -d ' '; }
files() { find "$1" -name "$2" | lines; }

"$assay" synth nation --areas 12 --seed 3 --out "$scratch/nation" --quiet
"$assay" load --quiet --db "$scratch/db" "$scratch/nation" >/dev/null
"$assay" publish --all --db "$scratch/db" --out "$scratch/site" --quiet
site=$scratch/site

# ---- Measures

"$assay" measure --all --db "$scratch/db" >"$scratch/all.csv"
says "there are measures" yes "$([ "$(files "$site/measure" '*.csv')" -gt 3 ] && echo yes || echo no)"
says "each measure with a page has its figures beside it" \
    "$(($(files "$site/measure" '*.html') - 1))" "$(files "$site/measure" '*.csv')"
says "the list leads to each of them once" "$(files "$site/measure" '*.csv')" \
    "$(grep -oE 'href="\.\./measure/[^"]*\.html"' "$site/measure/index.html" |
        grep -v index.html | sort -u | lines)"
# Figures beside a page are those of the verb; what the table of the page shows is them,
# rounded, in the same places.
says "figures are those of assay measure, and the table shows them" "" \
    "$(python3 tests/cases/site_pages.py measures "$site" "$scratch/all.csv" 2>&1)"


# The checks themselves see a figure that was changed.
cp -r "$site" "$scratch/broken"
page=$(find "$site/measure" -name '*.html' ! -name index.html | sort | head -n 1)
python3 - "$scratch/broken/measure/$(basename "$page")" <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
head, table = text.split(": every authority</caption>", 1)
table = re.sub(r'<td class="n"[^>]*>[^<]*[0-9][^<]*<', '<td class="n">987654<', table, count=1)
open(sys.argv[1], "w", encoding="utf-8").write(head + ": every authority</caption>" + table)
PYTHON
for what in "measures $scratch/broken $scratch/all.csv" "choice $scratch/broken"; do
    # shellcheck disable=SC2086
    says "a figure changed is found out: ${what%% *}" 1 \
        "$(python3 tests/cases/site_pages.py $what 2>&1 | grep -c 987654)"
done

# ---- England

says "every authority stands in the grid of judgements" 12 \
    "$(sed -n '/Judgements of the latest/,$p' "$site/inspections/index.html" |
        grep -c '<tr><th scope="row"><a href="../area/')"
says "each authority has a page beside its neighbours, and one of 100 babies" "12 12" \
    "$(grep -l '<h1>.* beside its neighbours</h1>' "$site"/compare/*.html | lines) $(files \
        "$site/babies" '*.html')"
says "what may be chosen is what the pages say" "" \
    "$(python3 tests/cases/site_pages.py choice "$site" 2>&1)"
says "every region has its exceptions" "$(grep -oE 'href="\.\./exceptions/[a-z-]+\.html"' \
    "$site/exceptions/index.html" | grep -v index.html | sort -u | lines)" \
    "$(($(files "$site/exceptions" '*.html') - 1))"

# ---- What judges, computes and is stood on

"$assay" frameworks >"$scratch/frameworks"
says "every framework has a page of rules" "$(lines <"$scratch/frameworks")" \
    "$(($(files "$site/rules" '*.html') - 1))"
says "a cap is said in words, with its basis" 1 \
    "$(grep -c 'No better than Inadequate (experience-inadequate) where at least 1 of' \
        "$site/rules/ilacs-2018.html")"
says "an overall grade ends when the inspectors ended it" 1 \
    "$(tr -d '\n' <"$site/rules/ilacs-2018.html" |
        grep -c 'Overall effectiveness</th>.*until 31 March 2026')"
says "methods are the document's sections" "$(grep -c '^## ' docs/methods.md)" \
    "$(grep -c '<h2>' "$site/methods/index.html")"
says "and none of its marks is left" 0 \
    "$(sed -n '/<main/,/<\/main>/p' "$site/methods/index.html" | grep -cE '\*\*|`|^\|' || true)"
says "every load is a row of the sources" "$("$assay" loads --db "$scratch/db" --json |
    grep -c '"sha256"')" "$(grep -c '<tr id="load-' "$site/sources/index.html")"
says "no folder of this machine is told" "" "$(grep -rl "$scratch" "$site" || true)"
says "tables of England are there to download" 4 "$(files "$site/data" '*.csv')"

# ---- No store of measures at all

mkdir "$scratch/little"
cp "$scratch/nation"/*rea* "$scratch/little/" 2>/dev/null || true
if "$assay" load --quiet --db "$scratch/little.db" "$scratch/little" >/dev/null 2>&1 &&
    "$assay" publish --all --at 2024-01-01 --db "$scratch/little.db" --out "$scratch/none" \
        --quiet 2>/dev/null; then
    says "places alone make a site whose links lead somewhere" "" \
        "$(python3 tests/cases/site_links.py "$scratch/none" 2>&1 | head -n 5)"
fi

planned
