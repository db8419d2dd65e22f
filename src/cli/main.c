/* assay VERB …: finds the verb, reads its options, runs it, and turns how it ended into
 * an exit code: 0 done, 1 done with findings that need a person, 2 wrong usage, 3 input
 * that could not be read, 4 our fault. */
#include "base/os.h"
#include "cli/verb.h"
#include "version.h"

static const struct verb *const verbs[] = {
    &verb_rate,    &verb_letter,  &verb_trace,    &verb_frameworks, &verb_check,
    &verb_load,    &verb_loads,   &verb_measure,  &verb_profile,    &verb_export,
    &verb_publish, &verb_similar, &verb_backtest, &verb_synth,      &verb_associate,
    &verb_babies,  &verb_return,  &verb_postcodes};
enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

static const struct verb *find_verb(struct str name)
{
    for (size_t i = 0; i < VERB_COUNT; i++) {
        if (str_equal(name, str_of(verbs[i]->usage->verb)))
            return verbs[i];
    }
    return NULL;
}

static struct str overview(struct arena *a)
{
    struct buf out = buf_new(a, 64 * KIB);
    buf_add(&out, STR("Assay turns evidence about an area's children's services into a "
                      "judgement that\nanyone can check.\n\nusage: assay VERB …\n\n"));
    for (size_t i = 0; i < VERB_COUNT; i++)
        buf_format(&out, "  %-12s %s\n", verbs[i]->usage->verb, verbs[i]->usage->what);
    buf_add(&out, STR("\n'assay VERB --help' shows a verb's options and an example; "
                      "'assay --version' the version.\n"));
    return buf_text(&out);
}

static status unknown_verb(struct str name, struct fault *why)
{
    struct str names[VERB_COUNT];
    for (size_t i = 0; i < VERB_COUNT; i++)
        names[i] = str_of(verbs[i]->usage->verb);
    struct str nearest = str_nearest(name, names, VERB_COUNT);
    if (nearest.len)
        return fault_set(why, ERR_USAGE, "there is no verb '%.*s'; did you mean '%.*s'?",
                         STR_ARG(name), STR_ARG(nearest));
    return fault_set(why, ERR_USAGE, "there is no verb '%.*s'; see 'assay --help'",
                     STR_ARG(name));
}

static status run(struct arena *a, char *const *argv, size_t count, enum ending *ending,
                  struct fault *why)
{
    struct str name = count ? str_of(argv[0]) : STR("--help");
    if (str_equal(name, STR("--help")) || str_equal(name, STR("-h")) ||
        str_equal(name, STR("help")))
        return os_print(overview(a), why);
    if (str_equal(name, STR("--version")))
        return os_print(STR("assay " ASSAY_VERSION "\n"), why);
    const struct verb *verb = find_verb(name);
    if (!verb)
        return unknown_verb(name, why);
    struct args args;
    TRY(args_read(a, verb->usage, argv + 1, count - 1, &args, why));
    if (args.help)
        return os_print(usage_text(a, verb->usage), why);
    return verb->run(a, &args, ending, why);
}

static struct str fault_line(struct arena *a, const struct fault *why)
{
    struct buf out = buf_new(a, 4 * KIB);
    if (why->file[0])
        buf_format(&out, "%s:", why->file);
    if (why->line)
        buf_format(&out, "%u:", why->line);
    if (why->line && why->column)
        buf_format(&out, "%u:", why->column);
    buf_format(&out, "%s%s", why->file[0] ? " " : "assay: ", why->text);
    struct buf shown = buf_new(a, 4 * KIB);
    buf_shown(&shown, buf_text(&out), 2 * KIB);
    buf_char(&shown, '\n');
    return buf_text(&shown);
}

int main(int argc, char **argv)
{
    static const int exit_codes[] = {
        [ERR_USAGE] = 2, [ERR_IO] = 3, [ERR_FORMAT] = 3, [ERR_LIMIT] = 3, [ERR_BUG] = 4};
    struct arena *a = arena_new(3072 * MIB);
    struct fault why = {0};
    enum ending ending = ENDING_DONE;
    size_t count = argc > 0 ? (size_t)argc - 1 : 0;
    status st = run(a, argv + 1, count, &ending, &why);
    int code = st ? exit_codes[st] : (int)ending;
    if (st)
        os_print_error(fault_line(a, &why));
    arena_free(a);
    return code;
}
