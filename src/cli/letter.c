/* assay letter: a regime's letter or report for an area, in several forms. */
#include "base/os.h"
#include "cli/source.h"
#include "publish/letter_edits.h"
#include "publish/pdf.h"
#include "publish/render.h"

static const struct option options[] = {
    SOURCE_OPTIONS,
    JUDGING_OPTIONS,
    {"format", "html,text,json,pdf,edits", false,
     "the forms wanted, and a sheet to edit sentences in; default html"},
    {"edits", "FILE", false, "an editor's changes: such a sheet, filled in"},
    {"out", "DIR", false, "the folder to write to; made where it is missing"},
    {"internal", NULL, false,
     "letters that hold figures of a local return, too; their files say so"},
    {"quiet", NULL, false, "no findings about the evidence on standard error"}};
static const struct usage usage = {
    .verb = "letter",
    .synopsis =
        "letter --framework ID|FILE (--area A | --all) [--at DATE]\n"
        "               (--evidence DIR… | --db FILE) --out DIR\n"
        "               [--format html,text,json,pdf,edits] [--edits FILE] [--internal]",
    .what = "Writes a regime's letter or report from the evidence, marked as a "
            "reconstruction.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .example = "  assay letter --framework annual-assessment-2011 --area Sefton \\\n"
               "               --evidence examples/sefton-2011 --format html,text --out "
               "letters\n"};

struct form {
    const char *name, *ending;
    void (*render)(const struct document *, struct buf *); /* NULL: in its own way */
};
static const struct form forms[] = {{"html", "html", render_html},
                                    {"text", "txt", render_text},
                                    {"json", "json", render_json},
                                    {"pdf", "pdf", NULL},
                                    {"edits", "edits.csv", NULL}};
enum { FORM_COUNT = sizeof forms / sizeof *forms, FORM_PDF = 3, FORM_EDITS = 4 };

static status read_forms(struct str text, bool wanted[FORM_COUNT], struct fault *why)
{
    struct str rest = text.len ? text : STR("html");
    while (rest.len) {
        struct str name = str_trim(str_cut(rest, ',', &rest));
        bool found = false;
        for (size_t i = 0; i < FORM_COUNT; i++) {
            if (str_equal(name, str_of(forms[i].name)))
                found = wanted[i] = true;
        }
        if (!found)
            return fault_set(
                why, ERR_USAGE,
                "--format '%.*s': expected html, text, json, pdf or edits, with commas "
                "between",
                STR_ARG(name));
    }
    return OK;
}

/* Where every letter goes, and what it is made with. */
struct output {
    struct str folder;
    bool wanted[FORM_COUNT];
    struct pdf_press press;
    bool internal;          /* letters may hold what must not leave their authority */
    struct edits *edits;    /* NULL: none were given */
    struct remarks remarks; /* on them */
};

static status render(struct output *output, size_t form, const struct document *document,
                     struct buf *out, struct fault *why)
{
    if (form == FORM_PDF)
        TRY(pdf_render(&output->press, document, out, why));
    else if (form == FORM_EDITS)
        letter_edits_sheet(document, output->edits, out);
    else
        forms[form].render(document, out);
    return buf_status(out, why);
}

static status refuse_internal(const struct verdict *verdict, struct fault *why)
{
    return fault_set(
        why, ERR_USAGE,
        "the letter of %.*s holds figures computed from records of children, "
        "which have not passed disclosure control; for use inside your "
        "organisation add --internal",
        STR_ARG(verdict->profile->area->name));
}

static status write_letter(struct arena *a, const struct verdict *verdict,
                           struct output *output, struct fault *why)
{
    const struct document *document =
        letter_build_edited(a, verdict, output->edits, &output->remarks);
    struct str name = letter_file_name(a, verdict);
    if (document_is_internal(document)) {
        if (!output->internal)
            return refuse_internal(verdict, why);
        name = arena_format(a, "internal-%.*s", STR_ARG(name));
    }
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (!output->wanted[i])
            continue;
        struct buf out = buf_new(a, 256 * MIB);
        TRY(render(output, i, document, &out, why));
        struct str file = arena_format(a, "%.*s.%s", STR_ARG(name), forms[i].ending);
        struct str path = os_join(a, output->folder, file);
        TRY(os_write_file(path, buf_text(&out), why));
        TRY(os_print(arena_format(a, "%.*s\n", STR_ARG(path)), why));
    }
    return OK;
}

static void say_none(struct arena *a, const struct source *source, size_t area)
{
    const struct cube_area *of =
        &source->england.source.cube->areas[source->places[area]];
    os_print_error(arena_format(a,
                                "%.*s: the store holds no inspection under %.*s by that "
                                "day, so there is no letter\n",
                                STR_ARG(of->name), STR_ARG(source->plan->regime.id)));
}

static status write_letters(const struct source *source, struct output *output,
                            bool *person, struct fault *why)
{
    struct arena *a = arena_new(2048 * MIB);
    status st = OK;
    for (size_t i = 0; i < source->area_count && !st; i++) {
        const struct verdict *verdict = source_judge_letter(a, source, i);
        *person = *person || !verdict || verdict_needs_person(verdict);
        if (verdict)
            st = write_letter(a, verdict, output, why);
        else
            say_none(a, source, i);
        arena_reset(a);
    }
    arena_free(a);
    pdf_close(&output->press);
    return st;
}

static status read_edits(struct arena *a, const struct args *args, struct output *output,
                         struct fault *why)
{
    struct str path = args_value(args, "edits"), text;
    output->remarks = remarks_new(a);
    if (!path.len)
        return OK;
    TRY(os_read_file(a, path, 64 * MIB, &text, why));
    output->edits = arena_make(a, struct edits, 1);
    return edits_read(a, path, text, output->edits, &output->remarks, why);
}

static status run(struct arena *a, const struct args *args, enum ending *ending,
                  struct fault *why)
{
    struct output output = {.folder = args_value(args, "out"),
                            .internal = args_flag(args, "internal")};
    if (!output.folder.len)
        return fault_set(why, ERR_USAGE, "name the folder to write to: --out DIR");
    TRY(read_forms(args_value(args, "format"), output.wanted, why));
    TRY(read_edits(a, args, &output, why));
    struct source source;
    TRY(source_open(a, args, &source, why));
    if (!source.plan->letter)
        return fault_set(why, ERR_USAGE, "the framework '%.*s' has no letter",
                         STR_ARG(source.plan->regime.id));
    TRY(os_make_folder(output.folder, why));
    if (!args_flag(args, "quiet"))
        source_print_remarks(a, &source.remarks);
    bool person = source_needs_person(&source.remarks);
    TRY(write_letters(&source, &output, &person, why));
    if (output.edits)
        edits_remark_unmet(a, output.edits, &output.remarks);
    source_print_remarks(a, &output.remarks);
    person = person || source_needs_person(&output.remarks);
    *ending = person ? ENDING_FINDINGS : ENDING_DONE;
    return OK;
}

const struct verb verb_letter = {&usage, run};
