#include "cli/args.h"

#include <string.h>

#include "base/buf.h"

static const struct option *find_option(const struct usage *usage, struct str name)
{
    for (size_t i = 0; i < usage->option_count; i++) {
        if (str_equal(name, str_of(usage->options[i].name)))
            return &usage->options[i];
    }
    return NULL;
}

static status unknown_option(struct arena *a, const struct usage *usage, struct str name,
                             struct fault *why)
{
    struct str *names = arena_make(a, struct str, usage->option_count);
    for (size_t i = 0; i < usage->option_count; i++)
        names[i] = str_of(usage->options[i].name);
    struct str nearest = str_nearest(name, names, usage->option_count);
    if (nearest.len)
        return fault_set(why, ERR_USAGE,
                         "there is no option --%.*s; did you mean --%.*s?", STR_ARG(name),
                         STR_ARG(nearest));
    return fault_set(why, ERR_USAGE, "there is no option --%.*s; see 'assay %s --help'",
                     STR_ARG(name), usage->verb);
}

static bool was_given(const struct args *args, const struct option *option)
{
    for (size_t i = 0; i < args->given_count; i++) {
        if (args->given[i].option == option)
            return true;
    }
    return false;
}

/* Reads the option at argv[*at], as --name VALUE or --name=VALUE. */
static status read_option(struct arena *a, struct args *args, char *const *argv,
                          size_t count, size_t *at, struct fault *why)
{
    struct str value, text = str_of(argv[*at] + 2);
    bool joined = memchr(text.at, '=', text.len) != NULL;
    struct str name = str_cut(text, '=', &value);
    const struct option *option = find_option(args->usage, name);
    if (!option)
        return unknown_option(a, args->usage, name, why);
    if (!option->many && was_given(args, option))
        return fault_set(why, ERR_USAGE, "--%s is given twice; it is taken once",
                         option->name);
    if (!option->value && joined)
        return fault_set(why, ERR_USAGE, "--%s takes no value", option->name);
    if (option->value && !joined) {
        if (*at + 1 == count)
            return fault_set(why, ERR_USAGE, "--%s needs a value: %s", option->name,
                             option->value);
        value = str_of(argv[++*at]);
    }
    if (option->value && value.len == 0)
        return fault_set(why, ERR_USAGE, "--%s is empty; it needs a value: %s",
                         option->name, option->value);
    args->given[args->given_count++] = (struct given){option, value};
    return OK;
}

status args_read(struct arena *a, const struct usage *usage, char *const *argv,
                 size_t count, struct args *out, struct fault *why)
{
    struct args args = {.usage = usage,
                        .given = arena_make(a, struct given, count),
                        .words = arena_make(a, struct str, count)};
    for (size_t i = 0; i < count; i++) {
        struct str text = str_of(argv[i]);
        if (str_equal(text, STR("--help")) || str_equal(text, STR("-h")))
            args.help = true;
        else if (str_starts(text, STR("--")))
            TRY(read_option(a, &args, argv, count, &i, why));
        else
            args.words[args.word_count++] = text;
    }
    *out = args;
    return OK;
}

bool args_flag(const struct args *args, const char *name)
{
    return was_given(args, find_option(args->usage, str_of(name)));
}

struct str args_value(const struct args *args, const char *name)
{
    const struct option *option = find_option(args->usage, str_of(name));
    for (size_t i = 0; i < args->given_count; i++) {
        if (args->given[i].option == option)
            return args->given[i].value;
    }
    return (struct str){0};
}

struct str *args_values(struct arena *a, const struct args *args, const char *name,
                        size_t *count)
{
    const struct option *option = find_option(args->usage, str_of(name));
    struct str *values = arena_make(a, struct str, args->given_count);
    *count = 0;
    for (size_t i = 0; i < args->given_count; i++) {
        if (args->given[i].option == option)
            values[(*count)++] = args->given[i].value;
    }
    return values;
}

static bool is_among(struct str name, struct str names)
{
    while (names.len) {
        struct str rest;
        if (str_equal(str_cut(names, ' ', &rest), name))
            return true;
        names = rest;
    }
    return false;
}

status args_only(const struct args *args, const char *takes, struct fault *why)
{
    const char *verb = args->usage->verb;
    for (size_t i = 0; i < args->given_count; i++) {
        const char *name = args->given[i].option->name;
        if (!is_among(str_of(name), str_of(takes)))
            return fault_set(why, ERR_USAGE,
                             "'assay %s %.*s' has no option --%s; see 'assay %s --help'",
                             verb, STR_ARG(args->words[0]), name, verb);
    }
    return OK;
}

struct str usage_text(struct arena *a, const struct usage *usage)
{
    struct buf out = buf_new(a, 64 * KIB);
    buf_format(&out, "usage: assay %s\n\n%s\n\n", usage->synopsis, usage->what);
    for (size_t i = 0; i < usage->option_count; i++) {
        const struct option *option = &usage->options[i];
        struct str flag =
            arena_format(a, "--%s%s%s", option->name, option->value ? " " : "",
                         option->value ? option->value : "");
        buf_format(&out, "  %-26.*s %s\n", STR_ARG(flag), option->help);
    }
    buf_format(&out, "  %-26s this page\n\nFor example:\n%s", "--help", usage->example);
    return buf_text(&out);
}
