#include "publish/xlsx.h"

#include <assert.h>

#include "base/module.h"
#include "publish/xlsx_module.h"

status xlsx_open(struct xlsx_press *press, struct fault *why)
{
    const void *found;
    if (press->module)
        return OK;
    TRY(module_open("assay-xlsx", XLSX_MODULE_SYMBOL, &found, why));
    const struct xlsx_module *module = found;
    if (module->version != XLSX_MODULE_VERSION ||
        module->book_size != sizeof(struct export_book) ||
        module->table_size != sizeof(struct export_table) ||
        module->cell_size != sizeof(struct export_cell))
        return fault_set(why, ERR_IO,
                         "assay-xlsx, beside the program, is of another build; install "
                         "both together");
    press->module = module;
    return OK;
}

status xlsx_render(const struct xlsx_press *press, const struct export_book *book,
                   struct buf *out, struct fault *why)
{
    assert(press->module);
    return press->module->render(book, out, why);
}
