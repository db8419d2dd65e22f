#include "records/return_cin.h"

#include <assert.h>

#include "records/authorities.h"
#include "records/day.h"

/* The declaration, the outermost element and the Header stand in the first 64 KiB. */
#define HEAD_MOST (64 * KIB)

struct opening {
    struct arena *arena;
    struct return_cin *r;
    int year;
    bool found;
};

static void set_aside(struct opening *o, struct str path, struct str text)
{
    struct return_cin *r = o->r;
    if (r->unread_count == r->unread_capacity)
        r->unread = arena_grow(o->arena, struct unread, r->unread, r->unread_count,
                               &r->unread_capacity);
    r->unread[r->unread_count++] = (struct unread){.file = path, .text = text};
}

/* ---- What it is */

static struct str behind(struct str text, struct str mark)
{
    while (text.len > 0 && !str_starts(text, mark)) {
        text.at++;
        text.len--;
    }
    return text;
}

/* The name of the first element; empty where there is none, or it is no XML, and "!"
 * where a document type comes first. */
static struct str outermost(struct str head)
{
    if (str_starts(head, STR("\xef\xbb\xbf")))
        head = (struct str){head.at + 3, head.len - 3};
    for (head = str_trim(head); head.len > 1 && head.at[0] == '<';
         head = str_trim(head)) {
        struct str end = str_starts(head, STR("<!--")) ? STR("-->") : STR("?>");
        if (head.at[1] != '?' && head.at[1] != '!') {
            struct str tag = {head.at + 1, head.len - 1};
            struct str name = tag_name_cin(tag);
            return (struct str){tag.at, (size_t)(name.at - tag.at) + name.len};
        }
        if (head.at[1] == '!' && end.len == 2)
            return STR("!"); /* a document type */
        head = behind(head, end);
        head = head.len > end.len ? (struct str){head.at + end.len, head.len - end.len}
                                  : STR("");
    }
    return STR("");
}

/* The first bytes as UTF-8, or as the file declares them. */
static struct str read_head(struct arena *a, const struct file_cin *file)
{
    size_t got = 0;
    char *at = arena_alloc(a, HEAD_MOST);
    if (!os_file_read_at(&file->file, 0, at, HEAD_MOST, &got))
        return STR("");
    return slices_text(a, file->letters, (struct str){at, got});
}

static const char *why_none(struct str name)
{
    if (name.len == 0)
        return "it is no XML, which a census is; nothing of it is read";
    if (str_equal(name, STR("!")))
        return "a document type is declared; it is refused, since no return has one";
    if (str_equal(name, STR("EXPSSDA903")))
        return "it is a return on children looked after: check it with --kind 903";
    return "it is XML, but no census of children in need, which begins with <Message>; "
           "nothing of it is read";
}

/* What a declaration says that the bytes do not bear out is not believed: UTF-16 is seen
 * by its bytes, and what is not is written in bytes. */
static struct str encoding_of(struct arena *a, const struct file_cin *file,
                              struct str head)
{
    struct slices_from from = {.text = head, .element = STR("Child")};
    struct str said = slices_encoding(slices_open(a, &from));
    bool plain =
        str_equal_fold(said, STR("utf-8")) ||
        (said.len >= 6 && str_equal_fold((struct str){said.at, 6}, STR("utf-16")));
    return file->letters != LETTERS_BYTES || plain ? STR("") : said;
}

/* ---- The Header */

struct header_cin {
    struct arena *arena;
    struct str name, collection, year, reference, lea;
};

static void on_start(void *to, struct str name)
{
    struct header_cin *h = to;
    h->name = arena_copy(h->arena, name);
}

static void on_end(void *to, struct str text)
{
    struct header_cin *h = to;
    struct {
        struct str name, *to;
    } wanted[] = {{STR("Collection"), &h->collection},
                  {STR("Year"), &h->year},
                  {STR("ReferenceDate"), &h->reference},
                  {STR("LEA"), &h->lea}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (str_equal(h->name, wanted[i].name) && !wanted[i].to->at)
            *wanted[i].to = arena_copy(h->arena, text);
    h->name = STR("");
}

/* Reads it; a sentence where it cannot be, or is not there. */
static struct str read_header(struct arena *a, const struct file_cin *file,
                              struct str head, struct header_cin *out)
{
    struct slices_from from = {
        .text = head, .element = STR("Header"), .prefix = file->prefix};
    struct slices *slices = slices_open(a, &from);
    struct xml_events events = {out, on_start, on_end};
    struct fault why = {0};
    struct slice slice;
    *out = (struct header_cin){.arena = a};
    if (!slices_next(slices, &slice, &why))
        return why.code ? arena_copy(a, str_of(why.text))
                        : STR("it has no Header, so the year and the reference date of "
                              "the census are not known");
    if (!slice.wrong &&
        file->module->read(file->encoding, slice.bytes, &events, &why) == OK)
        return STR("");
    *out = (struct header_cin){.arena = a};
    return arena_format(a,
                        "its Header cannot be read (%s), so the year and the reference "
                        "date of the census are not known",
                        slice.wrong ? "it is not closed" : why.text);
}

static void say_about(struct return_cin *r, int year, const struct header_cin *header)
{
    struct return_about *about = &r->about;
    *about = (struct return_about){.kind = RETURN_CIN,
                                   .form = FORM_XML,
                                   .year = year,
                                   .start = DATE_NONE,
                                   .last_start = DATE_NONE,
                                   .last_end = DATE_NONE,
                                   .header_year = header->year,
                                   .header_reference = header->reference,
                                   .lea = str_trim(header->lea)};
    unsigned count;
    const struct table_shape *shapes = table_shapes(RETURN_CIN, &count);
    for (unsigned t = 0; t < count; t++)
        about->has[t] = shapes[t].from <= year;
    about->reference = about->end = day_of_census(str_trim(header->reference));
    if (!date_is_none(about->end))
        about->start = date_add_days(date_add_years(about->end, -1), 1);
    const struct authority_code *code = authority_of(about->lea);
    if (code)
        about->authority = str_of(code->ons);
}

/* ---- One file */

static void pass_start(void *to, struct str name)
{
    (void)to, (void)name;
}

static void pass_end(void *to, struct str text)
{
    (void)to, (void)text;
}

/* The encoding is one that the reader of XML knows, and one in which a byte that looks
 * like ASCII is ASCII, since children are cut by such bytes. */
static bool knows_encoding(const struct file_cin *file)
{
    static const struct str plain[] = {{"iso-8859-", 9}, {"windows-125", 11},
                                       {"cp125", 5},     {"us-ascii", 8},
                                       {"ascii", 5},     {"latin", 5}};
    struct str said = file->encoding;
    struct fault why;
    struct xml_events nobody = {NULL, pass_start, pass_end};
    bool known = said.len == 0;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        struct str start = {said.at, plain[i].len};
        known = known || (said.len >= start.len && str_equal_fold(start, plain[i]));
    }
    return known && file->module->read(said, STR("<x/>"), &nobody, &why) == OK;
}

/* *wrong gets why it is no census that can be read; NULL where it is one. */
static status recognise(struct opening *o, struct file_cin *file, struct str head,
                        const char **wrong, struct fault *why)
{
    struct str name = outermost(head);
    size_t prefix = name.len;
    while (prefix > 0 && name.at[prefix - 1] != ':')
        prefix--;
    struct str local = {name.at + prefix, name.len - prefix};
    *wrong = str_equal(local, STR("Message")) ? NULL : why_none(local);
    if (*wrong)
        return OK;
    file->prefix = arena_copy(o->arena, (struct str){name.at, prefix});
    file->encoding = arena_copy(o->arena, encoding_of(o->arena, file, head));
    TRY(returns_module_open(&file->module, why));
    if (!knows_encoding(file))
        *wrong = "the encoding that it declares is not read; save it as UTF-8";
    return OK;
}

/* Of a census that is to be read. */
static void take_header(struct opening *o, const struct header_cin *header,
                        struct str doubt)
{
    struct return_cin *r = o->r;
    say_about(r, o->year, header);
    if (doubt.len)
        set_aside(o, r->file.path, doubt);
    if (r->about.lea.len && !r->about.authority.len)
        set_aside(o, r->file.path,
                  arena_format(o->arena,
                               "its Header says LEA %.*s, which is no authority that "
                               "makes returns; --authority says which it is",
                               STR_ARG(r->about.lea)));
}

static status look_into(struct opening *o, struct file_cin *file, const char **wrong,
                        struct fault *why)
{
    struct header_cin header = {.arena = o->arena};
    struct arena *scratch = arena_new(16 * MIB);
    file->letters = scan_letters(scan_new(scratch, &file->file));
    struct str head = read_head(scratch, file), doubt = STR("");
    status st = recognise(o, file, head, wrong, why);
    if (!st && !*wrong) {
        doubt = read_header(o->arena, file, head, &header);
        if (header.collection.len && !str_equal_fold(header.collection, STR("CIN")))
            *wrong = "its Header says that it is another collection than CIN; nothing of "
                     "it is read";
        else if (o->found)
            *wrong = "another census was given before; a census is one file, and this "
                     "one is not read";
    }
    arena_free(scratch);
    if (st || *wrong)
        return st;
    o->r->file = *file;
    o->found = true;
    take_header(o, &header, doubt);
    return OK;
}

static status take_file(struct opening *o, const struct given_file *given,
                        struct fault *why)
{
    struct file_cin file = {.path = given->path,
                            .year = o->year,
                            .elements = elements_cin_of(o->arena, o->year)};
    const char *wrong = NULL;
    TRY(os_file_open(given->path, &file.file, why));
    status st = look_into(o, &file, &wrong, why);
    if (st || wrong)
        os_file_close(&file.file);
    if (st || !wrong)
        return st;
    if (!given->in_folder)
        return fault_at(why, ERR_FORMAT, given->path, 0, 0, "%s", wrong);
    set_aside(o, given->path, str_of(wrong));
    return OK;
}

/* ---- The whole */

status return_cin_open(struct arena *a, int year, struct given_files given,
                       struct return_cin *out, struct fault *why)
{
    struct opening o = {.arena = a, .r = out, .year = year};
    assert(year >= YEAR_FIRST && year <= CENSUS_LAST);
    *out = (struct return_cin){0};
    for (size_t i = 0; i < given.count; i++) {
        if (given.at[i].last)
            return fault_set(why, ERR_USAGE,
                             "--last: no check of the census looks at last year's");
        TRY(take_file(&o, &given.at[i], why));
    }
    if (!o.found)
        return fault_set(why, ERR_FORMAT,
                         "no census of children in need was given; it is a file of XML "
                         "that begins with <Message> (docs/returns.md)");
    return index_cin_new(&out->file, out->unread, out->unread_count, &out->index, why);
}

void return_cin_close(struct return_cin *r)
{
    index_cin_free(r->index);
    r->index = NULL;
    if (r->file.module)
        os_file_close(&r->file.file);
    r->file.module = NULL;
}

struct child_source return_cin_source(struct return_cin *r)
{
    return index_cin_source(r->index);
}
