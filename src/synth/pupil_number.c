#include "synth/pupil_number.h"

/* Each digit times its place, 2 to 13, modulo 23: rule 1510 of the census. */
struct str pupil_number(struct arena *a, uint64_t number)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    enum { DIGITS = 12 };
    char *text = arena_alloc(a, DIGITS + 1);
    unsigned sum = 0;
    uint64_t left = number + UINT64_C(1000000000);
    for (int i = DIGITS; i > 0; i--, left /= 10) {
        text[i] = (char)('0' + left % 10);
        sum += (unsigned)(left % 10) * (unsigned)(i + 1);
    }
    text[0] = letters[sum % 23];
    return (struct str){text, DIGITS + 1};
}
