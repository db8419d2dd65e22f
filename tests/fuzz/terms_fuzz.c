/* Whatever the bytes asked for: reading ends; every term lies within the text, in its
 * order, and apart; looking finds what reading added;
 * and every theme says why. */
#include <stdlib.h>
#include <string.h>

#include "fixture_fuzz.h"
#include "profile/themes.h"

static void uses_lie_in_order(struct term_uses uses, struct str text,
                              const struct terms *terms)
{
    const char *at = text.at;
    for (size_t i = 0; i < uses.count; i++) {
        struct str word = uses.at[i].word;
        must(word.len > 0 && word.at >= at && word.at + word.len <= text.at + text.len);
        must(uses.at[i].term >= 0 && (size_t)uses.at[i].term < terms_count(terms));
        at = word.at + word.len;
    }
}

static void same(struct term_uses a, struct term_uses b)
{
    must(a.count == b.count);
    for (size_t i = 0; i < a.count; i++)
        must(a.at[i].term == b.at[i].term && a.at[i].word.at == b.at[i].word.at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new(256 * MIB);
    char *bytes = malloc(size + !size), room[TERM_LONGEST];
    if (!bytes)
        abort();
    if (size)
        memcpy(bytes, data, size);
    struct str text = {bytes, size};
    struct terms *terms = terms_new(a);
    struct themes *themes = themes_new(a, terms);
    terms_look(terms, a, text);
    struct term_uses read = terms_read(terms, a, text);
    uses_lie_in_order(read, text, terms);
    same(read, terms_look(terms, a, text));
    theme_set set = themes_of(themes, read);
    for (size_t i = 0; i < themes_count(); i++)
        must(themes_has(set, i) == (themes_why(themes, read, i).len > 0));
    must(terms_stem(text, room) <= TERM_LONGEST);
    free(bytes);
    arena_free(a);
    return 0;
}
