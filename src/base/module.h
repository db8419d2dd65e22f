/* Parts of the program that are opened when used, since linking their libraries would
 * slow every start: a shared library beside the program's own file, never searched for
 * elsewhere.  With base/os.h the only part of the core that touches the system. */
#ifndef ASSAY_BASE_MODULE_H
#define ASSAY_BASE_MODULE_H

#include "base/fault.h"

/* Opens the module `name` ("assay-sheets") and finds a symbol in it.  The module stays
 * open until the process ends; opening it again is cheap.  ERR_IO where there is none. */
status module_open(const char *name, const char *symbol, const void **out,
                   struct fault *why);

#endif
