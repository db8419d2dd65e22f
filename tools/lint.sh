#!/bin/sh
# What compilers do not check.  Every complaint is `file:line: what is wrong; what to do`.
# A limit may be broken by an entry in tools/lint-allow that gives the reason.
set -u
cd "$(dirname "$0")/.." || exit 1
export LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cores=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
failed=0 passed=0

sources=$(find src -name '*.c' | sort)
headers=$(find src -name '*.h' | sort)
all_c=$(find src tests tools bench \( -name '*.c' -o -name '*.h' \) | sort)
core=$(for room in base evidence measures records profile framework judgement; do
    find "src/$room" -name '*.c' 2>/dev/null
done | sort)
echo '#define ASSAY_VERSION "lint"' >"$scratch/version.h" # meson makes the real one
compile="-std=c17 -Isrc -I$scratch $(pkg-config --cflags libxml-2.0 harfbuzz)"

# Runs a check; whatever it prints is a complaint.
check() {
    name=$1
    shift
    ("$@") >"$scratch/says" 2>&1
    if [ ! -s "$scratch/says" ]; then
        passed=$((passed + 1))
        echo "ok $name"
    else
        failed=$((failed + 1))
        cat "$scratch/says"
        echo "not ok $name"
    fi
}

stripped() { awk -f tools/strip.awk $all_c; }

# ---- Shape

include_direction() {
    awk '
    BEGIN {
        may["base"] = "base"
        may["evidence"] = "base evidence"
        may["measures"] = "base evidence measures"
        may["records"] = "base evidence records"
        may["store"] = "base evidence store"
        may["synth"] = "base evidence records synth"
        may["framework"] = "base evidence framework"
        may["profile"] = "base evidence measures profile"
        may["judgement"] = may["profile"] " framework judgement"
        may["publish"] = may["judgement"] " publish"
        may["site"] = may["publish"] " site"
        may["cli"] = may["site"] " records store synth cli"
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        split(FILENAME, path, "/")
        split($0, quoted, "\"")
        target = quoted[2]
        if (target == "version.h")
            next
        if (split(target, part, "/") != 2)
            print FILENAME ":" FNR ": includes \"" target "\"; write it from src, as \"room/file.h\""
        else if (index(" " may[path[2]] " ", " " part[1] " ") == 0)
            print FILENAME ":" FNR ": " path[2] " may not include " part[1] \
                "; move what is shared down, or turn the call round (architecture, Rooms)"
    }' $sources $headers
}

sources_listed() {
    for file in $sources $(find tests/unit -name '*_test.c') $(find frameworks -name '*.framework'); do
        name=$file
        case $file in tests/unit/*) name=$(basename "$file" .c) ;; esac
        grep -qF "'$name'" meson.build || echo "$file:1: not in meson.build; add '$name' to its list"
    done
    for file in $(find tests -name '*_fuzz.c' -o -path 'tests/cases/*.sh' -o -path 'tests/cases/*.cases'); do
        name=${file#tests/cases/}
        case $file in *_fuzz.c) name=$(basename "$file" _fuzz.c) ;; esac
        grep -qF "'$name'" meson.build || echo "$file:1: not in meson.build; add '$name' to its list"
    done
}

file_length() {
    wc -l $all_c | awk '$2 != "total" && $1 > 600 {
        print $2 ":600: " $1 " lines; split it where the noun splits (600 at most)" }'
}

allowed() { # check, then complaints as `place|file:line: text`
    while IFS='|' read -r place text; do
        grep -q "^$1 $place ." tools/lint-allow || echo "$text"
    done
}

functions() {
    ctags -x --language-force=C --kinds-C=f --fields=+neS \
        --_xformat='%{end}|%n|%N|%F|%{signature}' $sources
}

function_length() {
    functions | awk -F'|' '$1 - $2 + 1 > 60 {
        print $4 ":" $3 "|" $4 ":" $2 ": " $3 " has " $1 - $2 + 1 \
            " lines; name its parts as functions (60 at most)" }' | allowed length
}

parameters() {
    functions | awk -F'|' '{
        signature = $5
        gsub(/^\(|(, *\.\.\.)?\)$/, "", signature)
        while (gsub(/\([^()]*\)/, "", signature)) {} # the parameters of a parameter
        count = gsub(/,/, "", signature) + 1
        if (count > 5)
            print $4 ":" $3 "|" $4 ":" $2 ": " $3 " takes " count \
                " parameters; gather them in an options struct (5 at most)" }' | allowed parameters
}

complexity() {
    pmccabe $sources | sed 's/(\([0-9]*\)): /|\1|/' | awk -F'\t' '$1 > 12 {
        split($6, at, "|")
        print at[1] ":" at[3] "|" at[1] ":" at[2] ": " at[3] " branches " $1 \
            " ways; make a table of it or split it (12 at most)" }' | allowed complexity
}

nesting() {
    stripped | awk '/^src\// && match($0, /: +(} else )?(if|for|while|switch|do)[ ({]/) {
        place = substr($0, 1, RSTART - 1)
        match($0, /: +/)
        if (RLENGTH - 2 >= 16)
            print place ": nested four deep; leave early or name the inner part (3 at most)" }'
}

# ---- Words

banned_calls() {
    stripped | awk '{
        place = $1
        sub(/^[^ ]* /, "")
        if (match($0, /(^|[^A-Za-z0-9_])(strcpy|strncpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|rand|srand|localtime|gmtime|system|popen|setlocale|alloca|longjmp)[ ]*\(/))
            print place " calls " substr($0, RSTART, RLENGTH) "); banned, see the house style, rule 28"
        if ($0 ~ /(TODO|FIXME|XXX)/ && $0 !~ /#[0-9]+/)
            print place " a TODO without an issue number; do it or file it" }'
    grep -nE 'TODO|FIXME' $all_c | grep -vE '#[0-9]+' |
        sed 's/$/; a TODO needs an issue number/'
}

# Only libFuzzer's entry point and cmocka's headers are not ours to name.
header_manuals() {
    for header in $headers; do
        case $(head -c 2 "$header") in
        '/*') ;;
        *) echo "$header:1: no first comment; a header opens with its manual" ;;
        esac
    done
}

# The patterns are split so that they do not find themselves.
machine_paths() {
    find . \( -name .git -o -name node_modules -o -name 'build*' \) -prune -o -type f -print | sort |
        xargs grep -nIE '(^|[^A-Za-z0-9_.])/(work|root|home|Users)/[a-z]|[A-Z]:\\\\Users' |
        sed 's/$/; name no path of one machine/'
    find . \( -name .git -o -name node_modules -o -name 'build*' \) -prune -o -type f -print | sort |
        xargs grep -nIE '[d]eb\.debian\.org|[r]egistry\.npmjs|[p]ypi\.org|[p]roxy\.golang|[c]rates\.io|[s]napshot\.debian' |
        sed 's/$/; name no registry host/'
}

# ---- Compilers as judges

parallel() { # a command for each line of input; complaints of all
    xargs -P "$cores" -I FILE sh -c "$1" 2>&1
}

headers_alone() {
    printf '%s\n' $headers | parallel \
        "gcc $compile -Wall -Wextra -Werror -fsyntax-only -x c FILE || echo 'FILE:1: does not compile alone; include what it uses'"
}

# State that outlives a call shows as a symbol of a writable section.
mutable_state() {
    printf '%s\n' $sources | parallel "
        object=$scratch/\$(echo FILE | tr / _).o
        gcc $compile -O0 -fno-pie -w -c FILE -o \"\$object\" &&
        nm \"\$object\" | awk '\$2 ~ /^[bBdDC]\$/ {
            print \"FILE:1: \" \$3 \" is file-scope state that can change; make it const or pass it\" }'"
}

# What needs a library is read elsewhere, or not at all, where there is none.
portable_core() {
    grep -LE '#include <(zlib|zip|sqlite3|libxml/)' $core | parallel \
        "x86_64-w64-mingw32-gcc $compile -Wall -Wextra -Wno-format -Werror -c FILE -o $scratch/\$(echo FILE | tr / _).obj ||
         echo 'FILE:1: does not compile for Windows; keep the system in base/os.c'"
}

layout() {
    printf '%s\n' $all_c | xargs clang-format-19 --dry-run -Werror 2>&1 |
        awk -F: '/^[^ ]+:[0-9]+:/ && !seen[$1]++ {
            print $1 ":" $2 ": not as clang-format lays it out; run clang-format-19 -i " $1 }'
}

tidy() {
    printf '%s\n' $sources | parallel "clang-tidy-19 --quiet FILE -- $compile 2>/dev/null" |
        grep -E ': (error|warning): ' | sed "s|^$(pwd)/||" | sort -u
}

cppcheck_clean() {
    cppcheck -q -j "$cores" --std=c11 --language=c -Isrc --inline-suppr --error-exitcode=1 \
        --enable=warning,performance,portability --suppress=missingIncludeSystem $sources
}

analyser() {
    printf '%s\n' $sources | parallel "gcc $compile -O1 -fanalyzer -Werror -c FILE -o /dev/null"
}

# SC2044, SC2038: none of the tree's file names holds a blank.
shell_scripts() {
    find run .ci/run tools bench tests/cases -name '*.sh' -o -path run -o -path .ci/run |
        xargs shellcheck -x -S warning -e SC2044,SC2038 -f gcc
}

check "includes run one way" include_direction
check "every source is in meson.build" sources_listed
check "files have at most 600 lines" file_length
check "functions have at most 60 lines" function_length
check "functions take at most 5 parameters" parameters
check "functions branch at most 12 ways" complexity
check "nesting is at most 3 deep" nesting
check "no banned calls" banned_calls
check "headers open with their manual" header_manuals
check "no machine paths or registry hosts" machine_paths
check "layout is clang-format's" layout
check "each header compiles alone" headers_alone
check "no mutable state at file scope" mutable_state
check "the core compiles for Windows" portable_core
check "cppcheck" cppcheck_clean
check "gcc -fanalyzer" analyser
check "clang-tidy" tidy
check "shellcheck" shell_scripts
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
