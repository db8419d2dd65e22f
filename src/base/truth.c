#include "base/truth.h"

truth truth_and(truth a, truth b)
{
    return a < b ? a : b;
}

truth truth_or(truth a, truth b)
{
    return a > b ? a : b;
}

truth truth_not(truth a)
{
    return (truth)(TRUTH_TRUE - a);
}

truth truth_at_least(unsigned need, unsigned sure, unsigned open)
{
    if (sure >= need)
        return TRUTH_TRUE;
    return sure + open >= need ? TRUTH_UNKNOWN : TRUTH_FALSE;
}

const char *truth_word(truth t)
{
    static const char *const words[] = {"false", "unknown", "true"};
    return words[t];
}
