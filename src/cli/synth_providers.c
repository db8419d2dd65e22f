/* The list of made-up homes and agencies, in the layout of Ofsted's combined list. */
#include "base/os.h"
#include "cli/synth_returns.h"
#include "publish/xlsx.h"
#include "synth/return_files.h"

enum { LIST_COLUMNS = 6 };

static void provider_row(void *context, struct arena *a, size_t row,
                         struct export_cell *cells)
{
    const struct world *world = context;
    const struct home *home = &world->homes[row];
    cells[0].text = home->urn;
    cells[1].text = arena_format(a, "Made-up provider %zu", row + 1);
    cells[2].text = home->codes;
    cells[3].text = home->provider;
    cells[4].day = home->closed ? WORLD_CLOSED : DATE_NONE;
    cells[5].text = home->at->postcode;
}

status synth_providers(struct arena *a, struct str folder, const struct world *world,
                       struct fault *why)
{
    static const struct export_column columns[LIST_COLUMNS] = {
        {"URN", EXPORT_TEXT, 12, ""},
        {"Provider name", EXPORT_TEXT, 30, ""},
        {"Placement code", EXPORT_TEXT, 30, ""},
        {"Placement provider code", EXPORT_TEXT, 24, ""},
        {"Deregistration date", EXPORT_DAY, 20, ""},
        {"Setting address postcode", EXPORT_TEXT, 24, ""}};
    struct export_table table = {.name = "Providers",
                                 .title = STR(MADE_NOTICE),
                                 .columns = columns,
                                 .column_count = LIST_COLUMNS,
                                 .row_count = world->home_count,
                                 .row = provider_row,
                                 .context = (void *)(uintptr_t)world};
    struct export_book book = {.title = STR("Made-up providers"),
                               .attribution = STR(MADE_NOTICE),
                               .at = date_of(2020, 1, 1),
                               .tables = &table,
                               .table_count = 1};
    struct xlsx_press press = {0};
    struct buf out = buf_new(a, 4 * MIB);
    TRY(xlsx_open(&press, why));
    TRY(xlsx_render(&press, &book, &out, why));
    return os_write_file(os_join(a, folder, STR("synthetic-providers.xlsx")),
                         buf_text(&out), why);
}
