# Prints JSON as lines of path, tab, value: judgements.0.grade.label <tab> 2.  Array members
# count from 0; a line break inside a text becomes a blank; null, true, numbers as they stand.
{ text = text $0 " " }

function blanks() { sub(/^[ \t\r]+/, "", text) }

function take(n,    got) {
    got = substr(text, 1, n)
    text = substr(text, n + 1)
    return got
}

function quoted(    got) {
    if (!match(text, /^"([^"\\]|\\.)*"/)) { print "broken text at " substr(text, 1, 40); exit 1 }
    got = take(RLENGTH)
    got = substr(got, 2, length(got) - 2)
    gsub(/\\n|\\t|\\r/, " ", got)
    gsub(/\\"/, "\"", got)
    gsub(/\\\//, "/", got)
    gsub(/\\\\/, "\\", got)
    return got
}

function value(path,    c, n, key) {
    blanks()
    c = substr(text, 1, 1)
    if (c == "{" || c == "[") {
        take(1); blanks()
        for (n = 0; substr(text, 1, 1) !~ /^[]}]$/; n++) {
            if (text == "") { print "broken: it ends early"; exit 1 }
            key = n
            if (c == "{") { key = quoted(); blanks(); take(1) }
            value(path == "" ? key : path "." key)
            blanks()
            if (substr(text, 1, 1) == ",") { take(1); blanks() }
        }
        take(1)
        if (n == 0) print path "\tnone"
    } else if (c == "\"") {
        print path "\t" quoted()
    } else if (match(text, /^[-+.0-9a-zA-Z]+/)) {
        print path "\t" take(RLENGTH)
    } else { print "broken at " substr(text, 1, 40); exit 1 }
}

END { value("") }
