/* assay return checks: every check of a year, in words. */
#include "base/json.h"
#include "base/os.h"
#include "cli/returns.h"

static void put_tables(struct buf *out, const struct check *check, enum return_kind kind)
{
    unsigned count, told = 0;
    const struct table_shape *shapes = table_shapes(kind, &count);
    for (unsigned t = 0; t < count; t++)
        if (check->tables & BIT(t))
            buf_format(out, "%s%.*s", told++ ? ", " : "", STR_ARG(shapes[t].name));
    for (unsigned t = 0; t < count; t++)
        if (check->last & BIT(t))
            buf_format(out, "%s%.*s of last year", told++ ? ", " : "",
                       STR_ARG(shapes[t].name));
    static const struct {
        unsigned need;
        const char *words;
    } needs[] = {{NEEDS_POSTCODES, "postcodes"},
                 {NEEDS_PROVIDERS, "providers"},
                 {NEEDS_AUTHORITY, "the authority"},
                 {NEEDS_UASC | NEEDS_UASC_NOW, "who is an unaccompanied asylum seeker"},
                 {NEEDS_REFERENCE, "the reference date"},
                 {NEEDS_XML, "the XML form"}};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (check->needs & needs[i].need)
            buf_format(out, "%s%s", told++ ? ", " : "", needs[i].words);
}

static void put_text(struct buf *out, const struct check *check, enum return_kind kind)
{
    buf_format(out, "%s (%s) %s\n    fields: %s\n    needs: ", check->code,
               severity_word(check->severity), check->message, check->fields);
    put_tables(out, check, kind);
    buf_format(out, "\n    source: %s\n", check->source);
}

static void put_json(struct json *j, const struct check *check, enum return_kind kind)
{
    struct buf needs = buf_new(j->out->arena, 4 * KIB);
    put_tables(&needs, check, kind);
    json_object(j);
    json_put_text(j, "code", str_of(check->code));
    json_put_text(j, "severity", str_of(severity_word(check->severity)));
    json_put_text(j, "fields", str_of(check->fields));
    json_put_text(j, "needs", buf_text(&needs));
    json_put_text(j, "message", str_of(check->message));
    json_put_text(j, "source", str_of(check->source));
    json_end_object(j);
}

status returns_list(struct arena *a, const struct args *args, struct fault *why)
{
    enum return_kind kind;
    int year;
    size_t count;
    TRY(returns_kind(args, &kind, &year, why));
    const struct check *const *checks = checks_of(a, kind, &count);
    struct buf out = buf_new(a, 16 * MIB);
    struct json j = json_new(&out, true);
    bool as_json = args_flag(args, "json");
    if (as_json)
        json_array(&j);
    for (size_t i = 0; i < count; i++) {
        if (!(checks[i]->years & YEAR_BIT(year)))
            continue;
        if (as_json)
            put_json(&j, checks[i], kind);
        else
            put_text(&out, checks[i], kind);
    }
    if (as_json)
        json_end_array(&j);
    if (as_json)
        buf_char(&out, '\n');
    TRY(buf_status(&out, why));
    return os_print(buf_text(&out), why);
}
