#!/bin/sh
# The static site of a small synthetic nation, and of the data folder where there is one:
# every link and anchor leads somewhere, nothing is loaded from elsewhere, no page has
# inline script or style, and the bytes are the same twice, on one thread and on two.
# shellcheck source=tests/cases/says.inc
. "$(dirname "$0")/says.inc"

# What every site must keep, whatever it is of.
check_site() { # NAME FOLDER
    broken=$(python3 tests/cases/site_links.py "$2" 2>&1 | head -n 20) || true
    says "$1: every link and anchor leads somewhere, nothing lies outside" "" "$broken"
    says "$1: no text says NaN, NA or None" 0 \
        "$(find "$2" -name '*.html' -exec grep -lE '>(None|-?(NaN|nan|NA|inf))(%|<)' {} + | wc -l)"
    # Lines of enquiry name homes by number and grade, which is what may be said of them.
    says "$1: no provider is named by its number" 0 \
        "$(find "$2/area" "$2/trace" -name '*.html' -exec grep -lE 'SC[0-9]{6}' {} + | wc -l)"
    says "$1: every page says whom it does not come from" 0 \
        "$(find "$2" -name '*.html' -exec grep -LE \
            'Not issued or endorsed|Compiled by Assay' {} + | wc -l)"
    says "$1: and says it above the text" 0 \
        "$(find "$2" -name '*.html' -exec grep -L 'class="site-notice"' {} + | wc -l)"
    says "$1: no file is left half written" 0 "$(find "$2" -name '*.part' | wc -l)"
}

# ---- A nation that does not exist

"$assay" synth nation --areas 12 --seed 3 --out "$scratch/nation" --quiet
"$assay" load --quiet --db "$scratch/db" "$scratch/nation" >/dev/null
ends "a site is written" 0 publish --all --db "$scratch/db" --out "$scratch/one" --threads 1
says "it says what and where" 1 "$(grep -c '^12 authorities, .*/one/index.html$' "$scratch/out")"
ends "again, on two threads" 0 publish --all --db "$scratch/db" --out "$scratch/two" \
    --threads 2 --quiet
says "quiet is quiet" "" "$(cat "$scratch/out" "$scratch/err")"
says "one thread and two give the same bytes" "" "$(diff -r "$scratch/one" "$scratch/two")"
says "an authority has its page" 12 "$(find "$scratch/one/area" -name '*.html' | wc -l)"
says "and the evidence of each is a page" 12 "$(find "$scratch/one/trace" -name '*.html' | wc -l)"
check_site "a synthetic nation" "$scratch/one"
says "every page of synthetic data says so" 0 \
    "$(find "$scratch/one" -name '*.html' -exec grep -L 'Synthetic data' {} + | wc -l)"

# A page stands on rows: a mark on the area's page, the row on the page of its evidence.
page=$(find "$scratch/one/area" -name '*.html' | sort | head -n 1)
mark=$(grep -oE 'href="\.\./trace/[^"]*#[0-9]+-[0-9]+"' "$page" | head -n 1 | sed 's/.*#//; s/"//')
says "a figure is one step from its row" 1 "$(grep -c "<tr id=\"$mark\">" \
    "$scratch/one/trace/$(basename "$page")")"

# The checks themselves see what is broken on purpose.
cp -r "$scratch/one" "$scratch/broken"
rm "$scratch/broken/trace/$(basename "$page")"
printf '<a href="https://example.org/x"><b style="color:red">' >>"$scratch/broken/index.html"
broken=$(python3 tests/cases/site_links.py "$scratch/broken" 2>&1) || true
for what in "leads to no file" "is not relative" "<b style" "is never closed"; do
    says "a broken site is found out: $what" yes \
        "$(case $broken in *"$what"*) echo yes ;; *) echo no ;; esac)"
done

# ---- What is asked wrongly

ends "a folder is needed" 2 publish --all --db "$scratch/db"
ends "an authority or all" 2 publish --db "$scratch/db" --out "$scratch/none"
ends "not both" 2 publish --all --area Nowhere --db "$scratch/db" --out "$scratch/none"
ends "an authority that there is not" 2 publish --area Nowhere --db "$scratch/db" \
    --out "$scratch/none"
ends "a day that is none" 2 publish --all --at yesterday --db "$scratch/db" \
    --out "$scratch/none"
ends "a day before any authority began" 2 publish --all --at 1066-10-14 --db "$scratch/db" \
    --out "$scratch/none"
ends "no threads" 2 publish --all --threads 0 --db "$scratch/db" --out "$scratch/none"
ends "threads that are no number" 2 publish --all --threads two --db "$scratch/db" \
    --out "$scratch/none"
says "nothing was written" no "$([ -e "$scratch/none" ] && echo yes || echo no)"
: >"$scratch/file"
ends "a file where the folder should be" 3 publish --all --db "$scratch/db" \
    --out "$scratch/file"

# ---- One authority

name=$(sed -n 's/.*<h1>\(.*\)<\/h1>.*/\1/p' "$page" | head -n 1)
ends "one authority alone" 0 publish --area "$name" --area "$name" --db "$scratch/db" \
    --out "$scratch/single" --quiet
says "has one page" 1 "$(find "$scratch/single/area" -name '*.html' | wc -l)"
check_site "one authority alone" "$scratch/single"

# ---- England, from the data folder

data=${ASSAY_DATA:-../shared/data}
if [ -d "$data" ]; then
    code=0
    "$assay" load --quiet --db "$scratch/england" "$data/lait" "$data/lookups" \
        "$data/csc/indicator_counts.csv.gz" "$data/inspections" \
        "$data/settings/school_ratings_2026.csv.gz" \
        "$data/settings/social_care_providers_2015_2025.csv.gz" >/dev/null 2>&1 || code=$?
    says "the data is loaded, with what a person should look at" yes \
        "$([ "$code" -le 1 ] && echo yes || echo no)"
    ends "England is written" 0 publish --all --db "$scratch/england" \
        --out "$scratch/england-site" --quiet
    says "153 authorities" 153 "$(find "$scratch/england-site/area" -name '*.html' | wc -l)"
    says "every page of an area asks what its evidence raises" 0 \
        "$(find "$scratch/england-site/area" -name '*.html' -exec \
            grep -L 'Questions that the evidence raises' {} + | wc -l)"
    # Every page of a few: one without a grade, the smallest, one that is new, two large.
    ends "five of England's are written" 0 publish --area Brent --area "City of London" \
        --area Cumberland --area Birmingham --area Kent --db "$scratch/england" \
        --out "$scratch/five" --quiet
    check_site "five of England's" "$scratch/five"
else
    echo "# no data folder: the site of England is not written"
fi

planned
