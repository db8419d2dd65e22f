# Compares what the program said (flat: path, tab, value; both: all it printed; code: how it
# ended) with the lines of expected.  Prints a line for each that does not hold.
function load(    line, tab) {
    while ((getline line < flat) > 0) {
        tab = index(line, "\t")
        path[++paths] = substr(line, 1, tab - 1)
        said[path[paths]] = substr(line, tab + 1)
    }
    while ((getline line < both) > 0) printed = printed line "\n"
    while ((getline line < expected) > 0) wanted[++wants] = line
}

function at_path(name) { return name in said ? said[name] : "(absent)" }

# The label of a grade, `none` where it is null.
function grade(name) {
    if (name ".label" in said) return said[name ".label"]
    if (name in said) return said[name] == "null" ? "none" : said[name]
    return "(absent)"
}

# The labels of a list of grades, or its texts.
function list(name,    all, n) {
    for (n = 0; (name "." n in said) || (name "." n ".label" in said); n++)
        all = all (n ? " " : "") grade(name "." n)
    return n ? all : (name in said ? said[name] : "(absent)")
}

function holds(hay, needle,    either, n, i) {
    n = split(needle, either, / \| /)
    for (i = 1; i <= n; i++) if (index(tolower(hay), tolower(either[i]))) return 1
    return 0
}

# All values below a path, one after another.
function below(name,    all, i) {
    for (i = 1; i <= paths; i++)
        if (index(path[i], name ".") == 1 && said[path[i]] != "none") all = all " " said[path[i]]
    return all
}

# Where the step of a rule of this judgement is, at any depth.
function step_at(rule,    i) {
    for (i = 1; i <= paths; i++)
        if (index(path[i], judgement ".") == 1 && path[i] ~ /steps\.[0-9]+\.rule$/ && said[path[i]] == rule)
            return substr(path[i], 1, length(path[i]) - 5)
    return ""
}

function judgement_at(id,    i) {
    for (i = 1; i <= paths; i++)
        if (path[i] ~ /^judgements\.[0-9]+\.id$/ && said[path[i]] == id)
            return substr(path[i], 1, length(path[i]) - 3)
    return "(no judgement " id ")"
}

function suggested(    all, n, base) {
    for (n = 0; (base = judgement ".suggested." n) ".rule" in said; n++)
        all = all (n ? ", " : "") said[base ".rule"] " " at_path(base ".truth") " " grade(base ".grade")
    return n ? all : "none"
}

function question(id,    n) {
    for (n = 0; ("questions." n ".id") in said; n++)
        if (said["questions." n ".id"] == id) return at_path("questions." n ".truth")
    return "(absent)"
}

function is(what, got, want) {
    if ((got == want) == no) wrong(what " " want, what " " got)
}
function has(what, got, want) {
    if (holds(got, want) == no) wrong(what " with " want, "[" substr(got, 1, 300) "]")
}
function wrong(want, got) { print "expected " (no ? "not " : "") want ", got " got }

function of_step(rest,    rule, part, text, at) {
    rule = rest; sub(/ .*/, "", rule)
    part = substr(rest, length(rule) + 2); text = part
    sub(/ .*/, "", part); text = substr(text, length(part) + 2)
    at = step_at(rule)
    if (part == "none") return is("step", at == "" ? "none" : rule, "none")
    if (at == "") return wrong("step " rest, "no such step")
    if (part == "truth") is(rule " truth", at_path(at ".truth"), text)
    else if (part == "before" || part == "after") is(rule " " part, list(at "." part), text)
    else if (part == "evidence") has(rule " evidence", " " list(at ".evidence") " ", " " text " ")
    else if (part == "basis") has(rule " basis", below(at ".basis"), text)
    else has(rule " text", at_path(at ".text") " " below(at ".steps"), text)
}

function check(line,    verb, rest, parts) {
    no = sub(/^not /, "", line)
    verb = line; sub(/ .*/, "", verb)
    rest = substr(line, length(verb) + 2)
    if (verb == "judgement") judgement = judgement_at(rest)
    else if (verb == "exit") {
        split(rest, parts, "-")
        if (parts[2] == "") parts[2] = parts[1]
        if ((code >= parts[1] && code <= parts[2]) == no) wrong("exit " rest, "exit " code)
    }
    else if (verb ~ /^(standing|at|area|framework)$/) is(verb, at_path(verb), rest)
    else if (verb == "status" || verb == "origin") is(verb, at_path(judgement "." verb), rest)
    else if (verb ~ /^(grade|proposed|computed)$/) is(verb, grade(judgement "." verb), rest)
    else if (verb == "range") is(verb, list(judgement ".range"), rest)
    else if (verb == "words") is(verb, at_path(judgement ".grade.words"), rest)
    else if (verb == "suggested") is(verb, suggested(), rest)
    else if (verb == "question") { split(rest, parts, " "); is(rest, question(parts[1]), parts[2]) }
    else if (verb == "step") of_step(rest)
    else if (verb == "findings" && rest == "none") is("findings", at_path("findings") == "none" ? "none" : below("findings"), "none")
    else if (verb == "findings") has("findings", below("findings"), rest)
    else if (verb == "output") has("output", printed, rest)
    else if (verb == "truth") {
        verb = list(judgement ".range")
        is("truth", verb == "1" ? "true" : verb == "2" ? "false" : verb == "1 2" ? "unknown" : verb " " printed, rest)
    }
    else print "what is `" line "`?"
}

BEGIN {
    judgement = "judgements.0"
    load()
    for (i = 1; i <= wants; i++) check(wanted[i])
}
