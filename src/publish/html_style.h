/* The style sheet of every page, inside the page: neutral, readable at 320 px and on
 * paper. Text contrast is 7:1 or more; colour never carries a meaning alone. */
#ifndef ASSAY_PUBLISH_HTML_STYLE_H
#define ASSAY_PUBLISH_HTML_STYLE_H

#include "publish/html.h"

/* Writes it into the style element just opened. */
void html_style(struct html *h);

#endif
