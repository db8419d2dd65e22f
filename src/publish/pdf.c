#include "publish/pdf.h"

#include "base/module.h"
#include "publish/pdf_module.h"

#ifndef ASSAY_FONTS
#define ASSAY_FONTS "/usr/share/fonts/truetype"
#endif

static status open_press(struct pdf_press *press, struct fault *why)
{
    const void *found;
    TRY(module_open("assay-pdf", PDF_MODULE_SYMBOL, &found, why));
    const struct pdf_module *module = found;
    if (module->version != PDF_MODULE_VERSION ||
        module->document_size != sizeof(struct document) ||
        module->doc_size != sizeof(struct doc))
        return fault_set(why, ERR_IO,
                         "assay-pdf, beside the program, is of another build; install "
                         "both together");
    TRY(module->open(STR(ASSAY_FONTS), &press->fonts, why));
    press->module = module;
    return OK;
}

status pdf_render(struct pdf_press *press, const struct document *d, struct buf *out,
                  struct fault *why)
{
    if (!press->module)
        TRY(open_press(press, why));
    return press->module->render(press->fonts, d, out, why);
}

void pdf_close(struct pdf_press *press)
{
    if (press->module)
        press->module->close(press->fonts);
    *press = (struct pdf_press){0};
}
