/* The spine of a letter: which figures of an evidence folder it takes, beside what, and
 * what it says where there is nothing to lay them beside. */
#include "fixture_folder.h"

#include "publish/figure_evidence.h"

#define AREAS                                                                            \
    "name,la_code,region,type\nEastmere,301,North,unitary\nA,302,North,unitary\n"        \
    "B,303,North,unitary\nC,304,South,unitary\nD,305,South,unitary\n"                    \
    "E,306,South,unitary\nEngland,,,country\n"
#define NEIGHBOURS                                                                       \
    "area,neighbour,rank,closeness,model\nEastmere,A,1,close,2025\n"                     \
    "Eastmere,B,2,close,2025\nEastmere,C,3,close,2025\nEastmere,D,4,close,2025\n"        \
    "Eastmere,E,5,close,2025\n"
#define MEASURES                                                                         \
    "id,name,unit,polarity,decimals\nneet,Young people not in work,%,low,1\n"            \
    "lac,Children looked after,children,none,0\nalone,Asked of nobody else,%,high,0\n"

static const struct sheet whole[] = {
    {"areas.csv", AREAS},
    {"neighbours.csv", NEIGHBOURS},
    {"measures.csv", MEASURES},
    {"values.csv", "measure,area,period,value,numerator,denominator\n"
                   "neet,Eastmere,2009,12,60,500\nneet,A,2009,6,,\nneet,B,2009,7,,\n"
                   "neet,C,2009,5,,\nneet,D,2009,6.5,,\nneet,E,2009,5.5,,\n"
                   "neet,England,2009,6.2,,\nneet,Eastmere,2008,9,45,500\n"
                   "lac,Eastmere,2009,306,,\nlac,England,2009,60900,,\n"
                   "alone,Eastmere,2009,50,,\n"},
};

static const struct sheet bare[] = {
    {"areas.csv", "name,la_code\nEastmere,301\n"},
    {"measures.csv", MEASURES},
    {"values.csv", "measure,area,period,value\nneet,Eastmere,2009,12\n"},
};

static struct doc *spine_of(struct folder *f, struct document **d)
{
    struct profile_options options = {.average = AVERAGE_MEAN};
    const struct area *area = evidence_area(f->evidence, STR("Eastmere"));
    assert_non_null(area);
    const struct profile *profile =
        profile_build(f->arena, f->evidence, area, date_of(2010, 12, 1), &options);
    *d = document_new(f->arena);
    (*d)->title = STR("A letter");
    (*d)->notice = STR("A test.");
    (*d)->root->text = (*d)->title;
    return figure_spine_of_evidence(*d, (*d)->root, profile);
}

static const struct doc *cell_of(const struct doc *row, size_t column)
{
    const struct doc *cell = row->first;
    for (size_t i = 0; i < column; i++)
        cell = cell->next;
    return cell;
}

static void the_latest_figures_stand_beside_neighbours_and_england(void **state)
{
    static const char *const expected[] = {"Young people not in work, 2009",
                                           "12.0%",
                                           "\xe2\x96\xbc worse",
                                           "6.0%",
                                           "6.2%",
                                           "5.6% to 6.9%",
                                           "5.0% to 12.0%"};
    struct folder f;
    struct document *d = NULL;
    struct str why = STR("");
    (void)state;
    FOLDER(&f, whole);
    const struct doc *figure = spine_of(&f, &d);
    assert_int_equal(figure->node, DOC_FIGURE);
    const struct doc *row = figure->first->first->next;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_string_equal(cell_of(row, i)->text.at, expected[i]);
    assert_string_equal(cell_of(row, 1)->ids[0].at, "values:2");
    assert_true(
        str_equal(cell_of(row->next, 0)->text, STR("Children looked after, 2009")));
    assert_true(str_equal(cell_of(row->next, 2)->text, STR("no direction, not tested")));
    assert_null(row->next->next); /* what nobody else has is not drawn */
    assert_true(document_is_sound(d, &why));
    folder_close(&f);
}

static void without_anybody_beside_it_a_sentence_stands(void **state)
{
    struct folder f;
    struct document *d = NULL;
    (void)state;
    FOLDER(&f, bare);
    const struct doc *made = spine_of(&f, &d);
    assert_int_equal(made->node, DOC_PARAGRAPH);
    assert_true(str_starts(made->first->text, STR("No indicator has a figure both")));
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_figures_stand_beside_neighbours_and_england),
        cmocka_unit_test(without_anybody_beside_it_a_sentence_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
