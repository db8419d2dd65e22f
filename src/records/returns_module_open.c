#include "base/module.h"
#include "records/returns_module.h"

status returns_module_open(const struct returns_module **out, struct fault *why)
{
    const void *found;
    TRY(module_open("assay-returns", RETURNS_MODULE_SYMBOL, &found, why));
    const struct returns_module *module = found;
    if (module->version != RETURNS_MODULE_VERSION)
        return fault_set(why, ERR_IO,
                         "assay-returns, beside the program, is of another build; "
                         "install both together");
    module->begin();
    *out = module;
    return OK;
}
