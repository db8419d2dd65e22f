/* Writes a C file that holds the shipped frameworks: embed OUTPUT.c FILE.framework...
 * Runs on the machine that builds, before libassay exists, so it stands on C alone. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char suffix[] = ".framework";

static const char *base_name(const char *path)
{
    const char *name = path;
    for (const char *p = path; *p; p++)
        if (*p == '/' || *p == '\\')
            name = p + 1;
    return name;
}

/* Ids compare without the suffix: "a" stands before "a-1" though "a." follows "a-". */
static int by_id(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    const char *x = base_name(*left), *y = base_name(*right);
    size_t m = strcspn(x, "."), n = strcspn(y, ".");
    int order = strncmp(x, y, m < n ? m : n);
    return order ? order : (m > n) - (m < n);
}

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "embed: %s %s: %s\n", what, path,
            errno ? strerror(errno) : "bad name");
    return 1;
}

/* One literal a line; bytes outside printable ASCII as three octal digits, which unlike
 * hexadecimal escapes cannot swallow the character that follows. */
static size_t write_text(FILE *in, FILE *out)
{
    size_t count = 0;
    int c = 0, previous = '\n';
    fputs("        \"", out);
    for (; (c = getc(in)) != EOF; previous = c, count++) {
        if (previous == '\n' && count > 0)
            fputs("\"\n        \"", out);
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < ' ' || c > '~' || c == '?') /* no trigraphs */
            fprintf(out, "\\%03o", (unsigned)c);
        else
            putc(c, out);
    }
    fputs("\",\n", out);
    return count;
}

static int write_entry(const char *path, FILE *out)
{
    const char *name = base_name(path);
    size_t len = strlen(name), tail = sizeof(suffix) - 1;
    errno = 0;
    if (len <= tail || strcmp(name + len - tail, suffix) != 0)
        return fail("not a .framework file:", path);
    FILE *in = fopen(path, "rb");
    if (!in)
        return fail("cannot open", path);
    fprintf(out, "    {\n        \"%.*s\",\n", (int)(len - tail), name);
    fprintf(out, "        \"frameworks/%s\",\n", name);
    size_t count = write_text(in, out);
    fprintf(out, "        %zu,\n    },\n", count);
    int bad = ferror(in);
    fclose(in);
    return bad ? fail("cannot read", path) : 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: embed OUTPUT.c FILE.framework...\n", stderr);
        return 2;
    }
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        return fail("cannot write", argv[1]);
    int count = argc - 2, bad = 0;
    qsort(argv + 2, (size_t)count, sizeof(*argv), by_id);
    fputs("/* Made by tools/embed.c from frameworks/. */\n"
          "#include \"framework/shipped.h\"\n\n"
          "const struct shipped_framework shipped_frameworks[] = {\n",
          out);
    for (int i = 0; i < count && !bad; i++)
        bad = write_entry(argv[i + 2], out);
    fprintf(out,
            "    {NULL, NULL, NULL, 0},\n};\n\n"
            "const size_t shipped_framework_count = %d;\n",
            count);
    if (fclose(out) != 0 && !bad)
        bad = fail("cannot write", argv[1]);
    return bad;
}
