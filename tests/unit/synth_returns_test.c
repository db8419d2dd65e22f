#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/sha256.h"
#include "synth/faults.h"
#include "synth/pupil_number.h"
#include "synth/return_903.h"
#include "synth/return_cin.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { YEAR_FIRST_MADE = 2023, YEAR_LAST_MADE = 2027 };

struct made {
    struct arena *arena;
    const struct world *world;
    struct life *life;
};

static struct made made_new(void)
{
    struct arena *a = arena_new(256 * MIB);
    return (struct made){a, world_new(a, STR("E06000053")),
                         arena_make(a, struct life, 1)};
}

static struct made_child child_of(const struct made *m, struct arena *a, int year,
                                  uint64_t number)
{
    struct life_options options = {m->world, 1, year};
    struct made_child child = {.arena = a, .kind = RETURN_903, .year = year};
    life_draw(m->life, &options, number);
    return_903_see(a, m->life, &options, year, &child.now);
    return_903_see(a, m->life, &options, year - 1, &child.last);
    child.id = return_903_child(a, number);
    child.born = m->life->born;
    return child;
}

static struct made_child needy_of(struct arena *a, int year, uint64_t number)
{
    struct need need;
    struct made_child child = {.arena = a, .kind = RETURN_CIN, .year = year};
    need_draw(&need, 1, year, number);
    return_cin_see(a, &need, year, &child.now);
    child.born = need.born;
    return child;
}

/* ---- Lives */

static void episodes_follow_each_other(void **state)
{
    struct made m = made_new();
    (void)state;
    for (uint64_t n = 1; n <= 5000; n++) {
        life_draw(m.life, &(struct life_options){m.world, 1, 2026}, n);
        assert_true(m.life->care_count > 0);
        for (size_t i = 0; i < m.life->episode_count; i++) {
            const struct life_episode *e = &m.life->episodes[i], *next = e + 1;
            assert_true(e->start.days >= m.life->born.days);
            assert_true(date_is_none(e->end) || e->end.days > e->start.days);
            if (i + 1 == m.life->episode_count)
                break;
            assert_false(date_is_none(e->end));
            if (str_equal(e->ended, STR("X1")))
                assert_int_equal(e->end.days, next->start.days);
            else
                assert_true(next->start.days > e->end.days &&
                            str_equal(next->why, STR("S")));
        }
    }
    arena_free(m.arena);
}

/* What was open at the end of last year is the first of this year, and is the same. */
static void last_year_and_this_agree(void **state)
{
    struct made m = made_new();
    size_t gone_on = 0;
    (void)state;
    for (uint64_t n = 1; n <= 3000; n++) {
        struct arena *a = arena_new(8 * MIB);
        struct made_child child = child_of(&m, a, 2025, n);
        size_t count = made_count(&child.last, T9_EPISODES);
        const struct made_row *last =
            count ? made_row_of(&child.last, T9_EPISODES, count - 1) : NULL;
        const struct made_row *first = made_row_of(&child.now, T9_EPISODES, 0);
        bool open = last && last->cells[EPISODES_DEC].len == 0;
        if (open) {
            gone_on++;
            assert_non_null(first);
            assert_true(
                str_equal(first->cells[EPISODES_DECOM], last->cells[EPISODES_DECOM]));
            assert_true(str_equal(first->cells[EPISODES_URN], last->cells[EPISODES_URN]));
        }
        arena_free(a);
    }
    assert_true(gone_on > 1000);
    arena_free(m.arena);
}

/* The number that the Department's guide takes for its example. */
static void check_letters_are_the_departments(void **state)
{
    struct arena *a = arena_new(MIB);
    (void)state;
    struct str upn = pupil_number(a, UINT64_C(801200001001) - 1000000000);
    assert_true(str_equal(upn, STR("H801200001001")));
    arena_free(a);
}

/* ---- The same bytes everywhere */

static void assert_text(struct str s, const char *expected)
{
    if (!str_equal(s, str_of(expected)))
        fail_msg("found \"%.*s\"; expected \"%s\"", STR_ARG(s), expected);
}

static void add_rows(struct buf *out, const struct made_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        for (unsigned c = 0; c < COLUMNS_MAX; c++) {
            buf_add(out, rows->at[i].cells[c]);
            buf_char(out, ',');
        }
}

static void the_bytes_are_those_of_every_machine(void **state)
{
    struct made m = made_new();
    struct arena *a = arena_new(256 * MIB);
    struct buf out = buf_new(a, 64 * MIB);
    (void)state;
    for (uint64_t n = 1; n <= 2000; n++) {
        struct made_child child = child_of(&m, a, 2026, n), needy = needy_of(a, 2026, n);
        add_rows(&out, &child.now);
        add_rows(&out, &child.last);
        add_rows(&out, &needy.now);
    }
    assert_int_equal(buf_status(&out, NULL), OK);
    struct str hash = sha256_hex(a, buf_text(&out));
    assert_text(hash, "cca0d204cceb59bfa5203c8b887af9e2d0c9d13a3ac4655915a431aa867e2cd1");
    arena_free(a);
    arena_free(m.arena);
}

/* ---- The words of faults */

static void words_fit_or_do_not(void **state)
{
    static const struct {
        const char *where;
        bool fits;
    } cases[] = {
        {"", true},
        {"REC=X1", true},
        {"REC=E8|X1", true},
        {"REC=E8", false},
        {"REC!X1", false},
        {"REC!", true},
        {"REC=", false},
        {"REC!|X1", false},
        {"first", true},
        {"final", false},
        {"next.REC=", true},
        {"next.next.REC=", false},
        {"prev.REC=X1", false},
        {"DECOM<@DEC", true},
        {"DECOM>@DEC", false},
        {"DEC<@DEC", false},
        {"DECOM<@1/6/2025", true},
        {"DECOM<@1/5/2025", false},
        {"DECOM>@start+29", true},
        {"DECOM>@start+30", false},
        {"@born+10y<@DECOM", true},
        {"@born+10y+1<@DECOM", false},
        {"next.DEC<@end", false},
        {"has:Header", true},
        {"none:OC3", true},
        {"none:Header", false},
        {"has:past.Header", false},
        {"past.Header.SEX=M", false},
        {"Header.SEX=M", true},
        {"Episodes$.REC=", true},
    };
    struct arena *a = arena_new(8 * MIB);
    struct made_child child = {.arena = a, .kind = RETURN_903, .year = 2026};
    (void)state;
    child.born = date_of(2015, 4, 30);
    made_add(a, &child.now, T9_HEADER)->cells[HEADER_SEX] = STR("M");
    struct made_row *row = made_add(a, &child.now, T9_EPISODES);
    row->cells[EPISODES_DECOM] = STR("01/05/2025");
    row->cells[EPISODES_DEC] = STR("02/06/2025");
    row->cells[EPISODES_REC] = STR("X1");
    made_add(a, &child.now, T9_EPISODES)->cells[EPISODES_DECOM] = STR("02/06/2025");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct made_fault fault = FAULT("", "", "Episodes", cases[i].where, "");
        if (fault_fits(&child, &fault, 1) != cases[i].fits)
            fail_msg("\"%s\"", cases[i].where);
    }
    arena_free(a);
}

static void changes_change(void **state)
{
    struct arena *a = arena_new(8 * MIB);
    struct made_child child = {
        .arena = a, .kind = RETURN_903, .year = 2026, .id = STR("C1")};
    (void)state;
    child.born = date_of(2015, 4, 30);
    struct made_row *row = made_add(a, &child.now, T9_EPISODES);
    row->cells[EPISODES_DECOM] = STR("31/12/2025");
    row->cells[EPISODES_REC] = STR("X1");
    struct made_fault fault =
        FAULT("", "", "Episodes", "",
              "DEC:=@DECOM+1 REC:= HOME_POST:=ZZ1_0AA PL_POST:=.HOME_POST twice "
              "add:OC3 new.IN_TOUCH:=YES");
    fault_do(&child, &fault, 0);
    const struct str *cells = child.now.at[0].cells;
    assert_int_equal(child.now.count, 3);
    assert_true(str_equal(cells[EPISODES_DEC], STR("01/01/2026")));
    assert_int_equal(cells[EPISODES_REC].len, 0);
    assert_true(str_equal(cells[EPISODES_PL_POST], STR("ZZ1 0AA")));
    assert_true(str_equal(child.now.at[1].cells[EPISODES_DEC], STR("01/01/2026")));
    assert_true(str_equal(child.now.at[2].cells[OC3_CHILD], STR("C1")));
    assert_true(str_equal(child.now.at[2].cells[OC3_DOB], STR("30/04/2015")));
    assert_true(str_equal(child.now.at[2].cells[OC3_IN_TOUCH], STR("YES")));
    fault = (struct made_fault)FAULT("", "", "Episodes", "", "drop dropall:OC3");
    fault_do(&child, &fault, 0);
    assert_int_equal(made_count(&child.now, T9_EPISODES), 1);
    assert_int_equal(made_count(&child.now, T9_OC3), 0);
    arena_free(a);
}

/* ---- The tables of faults */

/* Children of one year, and which faults fit one of them. */
static void use_all(struct damaging *d, enum return_kind kind, enum made_form form,
                    int year)
{
    struct made m = made_new();
    struct random r = random_stream(1, 1);
    for (uint64_t n = 1; n <= 12000; n++) {
        struct arena *a = arena_new(8 * MIB);
        struct made_child child =
            kind == RETURN_903 ? child_of(&m, a, year, n) : needy_of(a, year, n);
        child.form = form;
        damage_child(d, &child, &r);
        arena_free(a);
    }
    arena_free(m.arena);
}

static void say_unused(const struct damaging *d)
{
    size_t number = 0, unused = 0;
    for (size_t l = 0; l < FAULT_LISTS; l++)
        for (size_t i = 0; i < d->lists[l]->count; i++)
            if (d->used[number++] == 0) {
                print_message("%s (%s) fits nobody\n", d->lists[l]->at[i].name,
                              d->lists[l]->at[i].codes);
                unused++;
            }
    assert_int_equal(unused, 0);
}

static void every_fault_fits_somebody(void **state)
{
    struct arena *a = arena_new(8 * MIB);
    (void)state;
    struct damaging d = damaging_new(a, faults_903), needy = damaging_new(a, faults_cin);
    for (int year = YEAR_FIRST_MADE; year <= YEAR_LAST_MADE; year++) {
        use_all(&d, RETURN_903, MADE_CSV, year);
        use_all(&needy, RETURN_CIN, MADE_XML, year);
    }
    use_all(&d, RETURN_903, MADE_XML, YEAR_LAST_MADE);
    say_unused(&d);
    say_unused(&needy);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(episodes_follow_each_other),
        cmocka_unit_test(last_year_and_this_agree),
        cmocka_unit_test(check_letters_are_the_departments),
        cmocka_unit_test(the_bytes_are_those_of_every_machine),
        cmocka_unit_test(words_fit_or_do_not),
        cmocka_unit_test(changes_change),
        cmocka_unit_test(every_fault_fits_somebody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
