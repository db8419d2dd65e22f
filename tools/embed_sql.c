/* Writes a C file that holds the store's migrations: embed_sql OUTPUT.c FILE.sql...  Runs
 * on the machine that builds, so it stands on C alone. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "embed_sql: %s %s: %s\n", what, path, strerror(errno));
    return 1;
}

/* One literal a line; comments are for readers of the file. */
static void write_line(const char *line, FILE *out)
{
    if (strncmp(line, "--", 2) == 0)
        return;
    fputs("    \"", out);
    for (const char *c = line; *c && *c != '\n'; c++) {
        if (*c == '"' || *c == '\\')
            putc('\\', out);
        putc(*c, out);
    }
    fputs("\\n\"\n", out);
}

static int write_file(const char *path, FILE *out)
{
    char line[400];
    FILE *in = fopen(path, "rb");
    if (!in)
        return fail("cannot open", path);
    while (fgets(line, sizeof line, in))
        write_line(line, out);
    fputs("    ,\n", out);
    int bad = ferror(in);
    fclose(in);
    return bad ? fail("cannot read", path) : 0;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("usage: embed_sql OUTPUT.c FILE.sql...\n", stderr);
        return 2;
    }
    FILE *out = fopen(argv[1], "wb");
    if (!out)
        return fail("cannot write", argv[1]);
    fputs("/* Made by tools/embed_sql.c from src/store/schema/. */\n"
          "#include \"store/schema.h\"\n\n"
          "const char *const store_migrations[] = {\n",
          out);
    int bad = 0;
    for (int i = 2; i < argc && !bad; i++)
        bad = write_file(argv[i], out);
    fprintf(out, "};\n\nconst size_t store_migration_count = %d;\n", argc - 2);
    if (fclose(out) != 0 && !bad)
        bad = fail("cannot write", argv[1]);
    return bad;
}
