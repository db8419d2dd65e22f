/* Runs a fuzz target over its corpus without libFuzzer: replay FOLDER.  One TAP line a
 * file; a target that objects does so by ending the process. */
#include <stdio.h>

#include "base/os.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t size);

static status replay(struct arena *a, struct str folder, struct fault *why)
{
    struct str *names = NULL;
    size_t count = 0;
    TRY(os_list_folder(a, folder, &names, &count, why));
    printf("1..%zu\n", count);
    for (size_t i = 0; i < count; i++) {
        struct str input = {0};
        TRY(os_read_file(a, os_join(a, folder, names[i]), 8 * MIB, &input, why));
        LLVMFuzzerTestOneInput((const unsigned char *)input.at, input.len);
        printf("ok %zu - %.*s\n", i + 1, STR_ARG(names[i]));
        fflush(stdout);
    }
    return OK;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: replay FOLDER\n", stderr);
        return 2;
    }
    struct fault why = {0};
    struct arena *a = arena_new(256 * MIB);
    status bad = replay(a, str_of(argv[1]), &why);
    if (bad)
        fprintf(stderr, "replay: %s: %s\n", why.file, why.text);
    arena_free(a);
    return bad ? 1 : 0;
}
