# C without its comments and literals, line for line: comments become blanks, literals "".
FNR == 1 { in_comment = 0 }
{
    line = $0
    out = ""
    while (line != "") {
        if (in_comment) {
            end = index(line, "*/")
            if (!end)
                break
            line = substr(line, end + 2)
            in_comment = 0
        } else if (match(line, /\/\*|\/\/|"|'/)) {
            mark = substr(line, RSTART, RLENGTH)
            out = out substr(line, 1, RSTART - 1) " "
            rest = substr(line, RSTART + RLENGTH)
            if (mark == "//")
                break
            if (mark == "/*") {
                in_comment = 1
                line = rest
            } else {
                out = out mark mark
                match(rest, mark == "\"" ? /^([^"\\]|\\.)*"/ : /^([^'\\]|\\.)*'/)
                line = RSTART ? substr(rest, RLENGTH + 1) : ""
            }
        } else {
            out = out line
            break
        }
    }
    print FILENAME ":" FNR ": " out
}
