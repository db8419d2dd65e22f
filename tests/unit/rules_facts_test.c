/* Every rule of a return is declared as its facts list has it
 * (tests/cases/returns/rules_903_facts.csv, rules_cin_facts.csv): code, severity, fields,
 * years, and of the looked-after return tables; a census is one file and has them all.
 * `fields_read` stands where the Department's list names a column that the table has not
 * or leaves out the one that is tested: docs/returns-differences.md says which. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/csv.h"
#include "base/os.h"
#include "records/check.h"

enum { CODE_AT, SEVERITY_AT, FIELDS_AT, FIELDS_READ_AT, TABLES_AT, YEARS_AT, COLUMNS };

static const char *const severities[] = {[SEVERITY_ERROR] = "error",
                                         [SEVERITY_QUERY] = "query",
                                         [SEVERITY_WARNING] = "warning",
                                         [SEVERITY_CHECK] = "check"};

struct facts_list {
    enum return_kind kind;
    const char *path;
    size_t rules;
};

struct facts {
    const struct facts_list *list;
    struct arena *arena;
    struct csv csv;
    struct csv_record record;
};

static void facts_open(struct facts *f, const struct facts_list *list)
{
    struct str text;
    struct fault why = {0};
    f->list = list;
    f->arena = arena_new(64 * MIB);
    assert_int_equal(os_read_file(f->arena, str_of(list->path), MIB, &text, &why), OK);
    csv_open(&f->csv, f->arena, text, (struct csv_limits){0});
    assert_true(csv_next(&f->csv, &f->record, &why));
    assert_int_equal(f->record.count, COLUMNS);
}

static bool facts_next(struct facts *f)
{
    struct fault why = {0};
    return csv_next(&f->csv, &f->record, &why);
}

static bool is_listed(struct str list, struct str word)
{
    while (list.len > 0)
        if (str_equal(str_cut(list, '|', &list), word))
            return true;
    return false;
}

static bool names_year(const struct facts *f, int year)
{
    struct str said = arena_format(f->arena, "%d", year);
    return is_listed(f->record.cells[YEARS_AT], said);
}

static unsigned bits_named(struct str list, const char *after, struct arena *a)
{
    unsigned count, bits = 0;
    const struct table_shape *shapes = table_shapes(RETURN_903, &count);
    for (unsigned t = 0; t < count; t++) {
        struct str name = arena_format(a, "%.*s%s", STR_ARG(shapes[t].name), after);
        if (is_listed(list, name))
            bits |= BIT(t);
    }
    return bits;
}

/* The number of things that are declared otherwise than listed; each is printed. */
static size_t differences(const struct facts *f, const struct check *check)
{
    const struct str *cell = f->record.cells;
    bool of_903 = f->list->kind == RETURN_903;
    struct str fields = cell[cell[FIELDS_READ_AT].len ? FIELDS_READ_AT : FIELDS_AT];
    const struct {
        bool differs;
        const char *what;
    } found[] = {
        {!str_equal(str_of(severities[check->severity]), cell[SEVERITY_AT]), "severity"},
        {!str_equal(str_of(check->fields), fields), "fields"},
        {of_903 && check->tables & ~bits_named(cell[TABLES_AT], "", f->arena), "tables"},
        {check->last & ~bits_named(cell[TABLES_AT], "_last", f->arena), "tables of last"},
        {strlen(check->message) <= 20, "message"},
        {strlen(check->source) <= 10, "source"},
    };
    size_t count = 0;
    for (size_t i = 0; i < sizeof found / sizeof *found; i++)
        if (found[i].differs) {
            print_message("%s: %s differs from the list\n", check->code, found[i].what);
            count++;
        }
    return count;
}

static void every_rule_is_declared_as_the_facts_have_it(void **state)
{
    const struct facts_list *list = *state;
    struct facts f;
    size_t rules = 0, missing = 0, different = 0;
    for (facts_open(&f, list); facts_next(&f); rules++)
        for (int year = YEAR_FIRST; year <= YEAR_LAST; year++) {
            struct str code = f.record.cells[CODE_AT];
            const struct check *check = check_find(list->kind, code, year);
            if ((check != NULL) != names_year(&f, year)) {
                print_message("%.*s: %s in %d\n", STR_ARG(code),
                              check ? "is no rule" : "is missing", year);
                missing++;
            } else if (check) {
                different += differences(&f, check);
            }
        }
    assert_int_equal(rules, list->rules);
    assert_int_equal(missing, 0);
    assert_int_equal(different, 0);
    arena_free(f.arena);
}

static void no_check_is_declared_that_is_no_rule(void **state)
{
    const struct facts_list *list = *state;
    struct facts f;
    struct arena *a = arena_new(8 * MIB);
    size_t count;
    const struct check *const *all = checks_of(a, list->kind, &count);
    for (size_t i = 0; i < count; i++) {
        bool found = false;
        for (facts_open(&f, list); facts_next(&f);)
            found = found || str_equal(f.record.cells[CODE_AT], str_of(all[i]->code));
        arena_free(f.arena);
        if (!found)
            fail_msg("%s is no rule", all[i]->code);
    }
    arena_free(a);
}

static void one_code_stands_once_a_year(void **state)
{
    const struct facts_list *list = *state;
    struct arena *a = arena_new(8 * MIB);
    size_t count;
    const struct check *const *all = checks_of(a, list->kind, &count);
    for (size_t i = 1; i < count; i++)
        if (strcmp(all[i - 1]->code, all[i]->code) == 0)
            assert_int_equal(all[i - 1]->years & all[i]->years, 0);
    arena_free(a);
}

#define HOLDS_OF(test, list) cmocka_unit_test_prestate(test, (void *)&(list))

int main(void)
{
    struct facts_list looked_after = {RETURN_903,
                                      "tests/cases/returns/rules_903_facts.csv", 333};
    struct facts_list in_need = {RETURN_CIN, "tests/cases/returns/rules_cin_facts.csv",
                                 109};
    const struct CMUnitTest tests[] = {
        HOLDS_OF(every_rule_is_declared_as_the_facts_have_it, looked_after),
        HOLDS_OF(no_check_is_declared_that_is_no_rule, looked_after),
        HOLDS_OF(one_code_stands_once_a_year, looked_after),
        HOLDS_OF(every_rule_is_declared_as_the_facts_have_it, in_need),
        HOLDS_OF(no_check_is_declared_that_is_no_rule, in_need),
        HOLDS_OF(one_code_stands_once_a_year, in_need),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
