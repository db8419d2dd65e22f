#include "publish/pdf.h"

#include "base/module.h"
#include "publish/pdf_module.h"
#include "version.h"

#ifndef ASSAY_FONTS
#define ASSAY_FONTS "/usr/share/fonts/truetype" /* Debian's; meson's -Dfonts=FOLDER */
#endif

static status open_module(struct pdf_press *press, struct fault *why)
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
    atomic_store(&press->module, module);
    return OK;
}

/* Fonts that no thread is using, or new ones. */
static status take_fonts(struct pdf_press *press, struct pdf_fonts **out,
                         struct fault *why)
{
    for (int i = 0; i < PDF_THREADS_MOST; i++) {
        *out = atomic_exchange(&press->idle[i], NULL);
        if (*out)
            return OK;
    }
    return atomic_load(&press->module)->open(STR(ASSAY_FONTS), out, why);
}

static void give_back(struct pdf_press *press, struct pdf_fonts *fonts)
{
    for (int i = 0; i < PDF_THREADS_MOST; i++) {
        struct pdf_fonts *none = NULL;
        if (atomic_compare_exchange_strong(&press->idle[i], &none, fonts))
            return;
    }
    atomic_load(&press->module)->close(fonts);
}

status pdf_render(struct pdf_press *press, const struct document *d, struct buf *out,
                  struct fault *why)
{
    struct pdf_fonts *fonts;
    if (!atomic_load(&press->module))
        TRY(open_module(press, why));
    TRY(take_fonts(press, &fonts, why));
    status st = atomic_load(&press->module)->render(fonts, d, out, why);
    give_back(press, fonts);
    return st;
}

void pdf_close(struct pdf_press *press)
{
    for (int i = 0; i < PDF_THREADS_MOST; i++) {
        struct pdf_fonts *fonts = atomic_exchange(&press->idle[i], NULL);
        if (fonts)
            atomic_load(&press->module)->close(fonts);
    }
}
