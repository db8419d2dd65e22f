#include "framework/compile.h"

#include <assert.h>

#include "base/sha256.h"
#include "framework/check.h"
#include "framework/parse.h"

/* Families of inspections that no framework file describes: the regulator's inspections
 * of settings, joint area reviews, of which evidence folders keep what is said, and the
 * visits to councils found inadequate. */
static const struct str families_elsewhere[] = {
    {"setting", 7}, {"jar", 3}, {"monitoring-visit", 16}};

enum { ELSEWHERE = sizeof families_elsewhere / sizeof families_elsewhere[0] };

struct unit {
    struct reporter report;
    struct plan *plan;
    bool read;
};

static void complain_large(struct reporter *report)
{
    complain_error(report, (struct place){1, 1},
                   "the file is larger than 1 MiB, which no framework needs to be");
}

/* Reads a file; one that is too large is taken as empty. */
static void read_file(struct arena *a, const struct framework_source *file,
                      struct unit *unit, struct checker *checker)
{
    struct framework_source source = *file;
    unit->read = source.text.len <= FRAMEWORK_FILE_MAX;
    unit->plan = arena_make(a, struct plan, 1);
    checker->arena = a;
    checker->report = &unit->report;
    checker->plan = unit->plan;
    if (!unit->read) {
        complain_large(&unit->report);
        checker->in = arena_make(a, struct syntax, 1);
        checker->in->stopped = true;
        return;
    }
    checker->in = framework_parse(a, &source, &unit->report);
    unit->plan->text_sha256 = sha256_hex(a, source.text);
}

static void add_family(struct str *names, size_t *count, const struct regime *regime)
{
    names[(*count)++] = regime->id;
    names[(*count)++] = regime->family;
}

static struct choices families_of(struct arena *a, const struct world *world)
{
    size_t known = world->known ? world->known->count : 0, count = 0;
    struct str *names =
        arena_make(a, struct str, 2 * (known + world->file_count) + ELSEWHERE);
    for (size_t i = 0; i < ELSEWHERE; i++)
        names[count++] = families_elsewhere[i];
    for (size_t i = 0; i < world->file_count; i++)
        add_family(names, &count, &world->files[i].plan->regime);
    for (size_t i = 0; i < known; i++)
        add_family(names, &count, &world->known->plans[i]->regime);
    return (struct choices){names, count};
}

/* Two files with one id would hide each other. */
static void check_ids(const struct world *world, size_t at)
{
    const struct checker *c = &world->files[at];
    for (size_t i = 0; i < at; i++) {
        const struct checker *other = &world->files[i];
        if (c->in->id.text.len > 0 && str_equal(c->in->id.text, other->in->id.text)) {
            complain_error(c->report, c->in->id.place, "%.*s has the same id",
                           STR_ARG(complain_quote(c->report, other->in->file)));
            return;
        }
    }
}

void framework_compile(struct arena *a, const struct framework_source *files,
                       size_t count, const struct registry *known,
                       const struct plan **plans, struct complaints *complaints)
{
    assert(files || count == 0);
    if (!complaints->arena)
        complaints->arena = a;
    struct unit *units = arena_make(a, struct unit, count);
    struct checker *checkers = arena_make(a, struct checker, count);
    struct world world = {.files = checkers, .file_count = count, .known = known};
    for (size_t i = 0; i < count; i++) {
        units[i].report = complain_new(a, files[i].file);
        read_file(a, &files[i], &units[i], &checkers[i]);
        check_declare(&checkers[i]);
    }
    world.families = families_of(a, &world);
    for (size_t i = 0; i < count; i++) {
        checkers[i].world = &world;
        check_ids(&world, i);
        check_finish(&checkers[i]);
    }
    for (size_t i = 0; i < count; i++) {
        complain_finish(&units[i].report, complaints);
        plans[i] = units[i].report.errors == 0 ? units[i].plan : NULL;
    }
}

struct str complaint_line(struct arena *a, const struct complaint *complaint)
{
    return arena_format(a, "%.*s:%u:%u: %s: %.*s", STR_ARG(complaint->file),
                        (unsigned)complaint->place.line,
                        (unsigned)complaint->place.column,
                        complaint->severity == SEVERITY_ERROR ? "error" : "warning",
                        STR_ARG(complaint->text));
}
