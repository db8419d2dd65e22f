/* The reader of evidence folders.  The input is several files, each headed by a line that
 * starts with '#' and names it.  Whatever they hold, the reader ends, evidence ids are
 * unique, every remark is one line of text, and what refers to a row refers to one that
 * was taken. */
#include "../unit/fixture_regimes.h"
#include "evidence/folder.h"
#include "fixture_fuzz.h"

enum { FILES_MAX = 16 };

static struct str line_of(struct str *text)
{
    return str_cut(*text, '\n', text);
}

/* Where the next file starts: at a '#' that starts a line. */
static size_t length_of_file(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '#' && (i == 0 || text.at[i - 1] == '\n'))
            return i;
    return text.len;
}

static size_t split(struct str input, struct folder_file files[FILES_MAX])
{
    size_t count = 0;
    while (input.len > 0 && input.at[0] == '#' && count < FILES_MAX) {
        struct str name = line_of(&input);
        size_t len = length_of_file(input);
        name.at++;
        name.len--;
        files[count++] = (struct folder_file){.name = name, .text = {input.at, len}};
        input.at += len;
        input.len -= len;
    }
    return count;
}

static void check_remarks(struct arena *a, const struct remarks *remarks)
{
    size_t bad;
    for (size_t i = 0; i < remarks->count; i++) {
        struct str line = remark_line(a, &remarks->at[i]);
        must(str_is_utf8(line, &bad));
        must(!str_contains(line, STR("\n")));
        must(str_is_utf8(remarks->at[i].found, &bad));
    }
}

static void check_rows(const struct evidence *e)
{
    enum table table;
    size_t index;
    for (size_t i = 0; i < e->findings_count; i++) {
        const struct finding *finding = &e->findings[i];
        must(evidence_find(e, finding->row.id, &table, &index));
        must(table == TABLE_FINDINGS && index == i);
        must(finding->area != NULL);
        size_t steps = 0;
        for (const struct finding *at = finding; at; at = at->follows)
            must(steps++ <= e->findings_count);
    }
    for (size_t i = 0; i < e->inspections_count; i++) {
        const struct inspection *inspection = &e->inspections[i];
        must(evidence_find(e, inspection->row.id, &table, &index));
        must(table == TABLE_INSPECTIONS && index == i);
        must(inspection->area && !date_is_none(inspection->start));
        must(!inspection->same_as || !inspection->same_as->same_as);
    }
    for (size_t i = 0; i < e->judgements_count; i++)
        must(e->judgements[i].inspection && e->judgements[i].grade.scale);
    for (size_t i = 0; i < e->values_count; i++)
        must(e->values[i].measure && e->values[i].value.den > 0);
    for (size_t i = 0; i < e->areas_count; i++)
        evidence_latest(e, &e->areas[i]);
    for (size_t i = 0; i < e->unread_count; i++)
        must(!evidence_find(e, e->unread[i].row.id, &table, &index));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct folder_file files[FILES_MAX];
    struct fixture_regimes regimes;
    struct arena *a = arena_new(256 * MIB);
    struct remarks remarks = remarks_new(a);
    struct amendment what[] = {
        {.id = STR("findings:2"), .column = STR("kind"), .value = STR("award")},
        {.id = STR("inspections:3"), .column = STR("start"), .absent = true}};
    struct folder_options options = {.regimes = fixture_regimes_make(&regimes),
                                     .amendments = what,
                                     .amendment_count = size % 2 ? 2 : 0};
    struct evidence *evidence = NULL;
    struct fault why = {0};
    size_t count = split((struct str){(const char *)bytes, size}, files);
    if (folder_read_files(a, files, count, &options, &evidence, &remarks, &why) == OK) {
        check_remarks(a, &remarks);
        check_rows(evidence);
    }
    arena_free(a);
    return 0;
}
