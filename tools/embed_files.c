/* Writes a C file that holds the site's assets: embed_files OUTPUT.c FILE...  Runs on the
 * machine that builds, so it stands on C alone. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* C17 promises literals of 4,095 bytes; an array of numbers has no such limit. */
static int fail(const char *what, const char *path)
{
    fprintf(stderr, "embed_files: %s %s: %s\n", what, path, strerror(errno));
    return 1;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int write_bytes(const char *path, int number, FILE *out)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return fail("cannot open", path);
    fprintf(out, "static const char file_%d[] = {", number);
    int c = 0;
    for (size_t i = 0; (c = getc(in)) != EOF; i++)
        fprintf(out, "%s%d,", i % 20 ? "" : "\n    ", c > 127 ? c - 256 : c);
    fputs("0};\n\n", out); /* an empty file is an array too */
    int bad = ferror(in);
    fclose(in);
    return bad ? fail("cannot read", path) : 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: embed_files OUTPUT.c FILE...\n", stderr);
        return 2;
    }
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        return fail("cannot write", argv[1]);
    fputs("/* Made by tools/embed_files.c from src/site/assets/. */\n"
          "#include \"site/assets.h\"\n\n",
          out);
    int bad = 0;
    for (int i = 2; i < argc && !bad; i++)
        bad = write_bytes(argv[i], i, out);
    fputs("const struct site_asset site_assets[] = {\n", out);
    for (int i = 2; i < argc; i++)
        fprintf(out, "    {\"%s\", file_%d, sizeof file_%d - 1},\n", base_name(argv[i]),
                i, i);
    fprintf(out, "};\n\nconst size_t site_asset_count = %d;\n", argc - 2);
    if (fclose(out) != 0 && !bad)
        bad = fail("cannot write", argv[1]);
    return bad;
}
