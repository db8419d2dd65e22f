/* A number as a chart and its table show it: rounded half up, thousands grouped, with a
 * true minus sign and, of a percentage, its sign.  The table says exactly what is drawn.
 */
#ifndef ASSAY_PUBLISH_NUMBER_H
#define ASSAY_PUBLISH_NUMBER_H

#include "base/arena.h"

struct number_form {
    int decimals; /* 0 to 6 */
    bool percent;
};

/* "22.6%", "−1,204"; from 1e12 on "1.2e+20"; empty where it is no finite number. */
struct str number_text(struct arena *a, double x, struct number_form form);
/* "20.1% to 25.3%", one number where both are said alike; empty where either is none. */
struct str number_range(struct arena *a, double low, double high,
                        struct number_form form);

#endif
