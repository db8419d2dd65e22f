#!/bin/sh
# PDF, held to what it promises (tests/pdf/check_pdf.py): the letters of the examples,
# documents made to be hard to set, and documents drawn by chance; and the check itself,
# held against files from which one property is missing. Skipped without qpdf and poppler.
set -eu
LC_ALL=C
export LC_ALL
top=$(cd "$(dirname "$0")/../.." && pwd)
assay=${ASSAY:-$top/build/assay}
documents=${PDF_DOCUMENTS:-$(dirname "$assay")/pdf-documents}
for tool in qpdf fix-qdf pdfinfo pdftotext python3; do
    command -v "$tool" >/dev/null || { echo "1..0 # SKIP needs $tool"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top"
number=0 failed=0

ok() { # STATUS NAME
    number=$((number + 1))
    if [ "$1" = 0 ]; then
        echo "ok $number - $2"
    else
        failed=$((failed + 1))
        echo "not ok $number - $2"
        sed 's/^/# /' "$work/says" | cut -c1-500
    fi
}

check() { # PDF: held against the HTML beside it
    code=0
    python3 tests/pdf/check_pdf.py "$1" "${1%.pdf}.html" >"$work/says" 2>&1 || code=$?
    ok "$code" "$(basename "$1" .pdf) is tagged, complete and says what its HTML says"
}

letters() { # FOLDER
    for folder in examples/*/; do
        subject=$(awk -f tools/examples.awk "${folder}published.csv")
        "$assay" letter --framework "${subject%%,*}" --area "${subject#*,}" \
            --evidence "$folder" --format html,pdf --out "$1" --quiet >/dev/null || [ $? = 1 ]
    done
}

letters "$work/letters"
for pdf in "$work"/letters/*.pdf; do
    check "$pdf"
done

"$documents" "$work/made"
for pdf in "$work"/made/*.pdf; do
    check "$pdf"
done

code=0
"$documents" "$work/chance" 1 10 >"$work/says" 2>&1 || code=$?
for pdf in "$work"/chance/*.pdf; do
    python3 tests/pdf/check_pdf.py "$pdf" "${pdf%.pdf}.html" >"$work/said" 2>&1 || {
        code=1
        cat "$work/said" >>"$work/says"
    }
done
ok "$code" "10 documents drawn by chance are sound"

code=0
pages=$(pdfinfo "$work/made/forty-pages.pdf" | awk '/^Pages/ { print $2 }')
echo "it has $pages pages" >"$work/says"
[ "$pages" -ge 40 ] || code=1
ok "$code" "the long document has 40 pages or more"

code=0
letters "$work/again"
"$documents" "$work/made-again"
{ diff -r "$work/letters" "$work/again" && diff -r "$work/made" "$work/made-again"; } \
    >"$work/says" 2>&1 || code=1
ok "$code" "the same document gives the same bytes again"

# Other surroundings: fonts, language, folder, an order of documents.
code=0
mkdir "$work/home"
(
    unset LC_ALL
    LANG=de_DE.UTF-8 HOME=$work/home FONTCONFIG_FILE=/dev/null FC_LANG=ja TZ=Asia/Tokyo \
        "$documents" "$work/elsewhere"
) && diff -r "$work/made" "$work/elsewhere" >"$work/says" 2>&1 || code=1
ok "$code" "surroundings change no byte"

code=0
mkdir "$work/breaks"
python3 tests/pdf/break_pdf.py "$work/made/each-kind.pdf" "$work/made/each-kind.html" \
    "$work/breaks" >"$work/broken" || code=$?
grep -v '^ok\|^1\.\.' "$work/broken" >"$work/says" || :
ok "$code" "each property taken away is noticed ($(grep -c '^ok' "$work/broken") breaks)"

echo "1..$number"
[ "$failed" = 0 ]
