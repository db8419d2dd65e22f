/* The module assay-sheets: zipped workbooks.  A library of its own, so that the program
 * starts without libxml2 and libzip. */
#include "evidence/sheets_module.h"

#include "evidence/sheets_read.h"

static const struct {
    const char *part;
    const char *format;
    status (*read)(struct package *package, struct grid *grid, struct fault *why);
} kinds[] = {
    {"[Content_Types].xml", "xlsx", sheets_read_xlsx},
    {"content.xml", "ods", sheets_read_ods},
};

static status read_package(struct package *package, struct str name, struct workbook *out,
                           struct fault *why)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct grid *grid;
        if (!package_has(package, kinds[i].part))
            continue;
        TRY(grid_new(package->arena, name, &grid, why));
        TRY(kinds[i].read(package, grid, why));
        out->sheets = grid->sheets;
        out->count = grid->sheet_count;
        out->format = str_of(kinds[i].format);
        return OK;
    }
    return fault_set(why, ERR_FORMAT,
                     "this zip is no workbook; expected XLSX, ODS or CSV (unpack it "
                     "first where it holds them)");
}

static status read_workbook(struct arena *a, struct str name, struct str bytes,
                            struct workbook *out, struct fault *why)
{
    struct package package;
    TRY(package_open(a, bytes, &package, why));
    status st = read_package(&package, name, out, why);
    package_close(&package);
    return st;
}

const struct sheets_module assay_sheets_module = {
    .version = SHEETS_MODULE_VERSION,
    .workbook_size = sizeof(struct workbook),
    .sheet_size = sizeof(struct sheet),
    .read = read_workbook,
};
