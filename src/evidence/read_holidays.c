/* Bank holidays of England and Wales: GOV.UK's list as JSON, and a table of dates. */
#include <assert.h>

#include "base/buf.h"
#include "evidence/reading.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- the table -----------------------------------------------------------------------
 */

static const char *const needed[] = {"date", "title", "substitute_day"};

static int recognise_table(const struct national_input *input)
{
    return reading_has(input, needed, COUNT(needed)) ? 3 : 0;
}

static bool is_listed(const struct batch *batch, date day)
{
    for (size_t i = 0; i < batch->holidays_count; i++) {
        if (date_compare(batch->holidays[i].on, day) == 0)
            return true;
    }
    return false;
}

static void add_holiday(struct batch *batch, uint32_t row, date day, struct str title)
{
    *batch_add(batch, batch_holiday, holidays) = (struct batch_holiday){
        .row = row, .on = day, .title = arena_copy(batch->arena, title)};
}

static status read_table(const struct national_input *input, struct batch *batch,
                         struct remarks *remarks, struct fault *why)
{
    struct reading r = reading_of(input, batch, remarks);
    TRY(reading_need(&r, needed, COUNT(needed), why));
    int on = reading_column(&r, "date"), title = reading_column(&r, "title");
    while (reading_next(&r)) {
        date day;
        if (!national_date(reading_cell(&r, on), &day))
            reading_bad(&r, REMARK_BAD_ROW, on, "expected a date; the row is not taken");
        else if (is_listed(batch, day))
            reading_bad(&r, REMARK_CONTRADICTION, on,
                        "this day is listed above; the first row is kept");
        else
            add_holiday(batch, r.row.row, day, reading_cell(&r, title));
    }
    reading_end(&r);
    return OK;
}

const struct national_format national_holidays = {
    "bank-holidays", "bank holidays",
    READING_SOURCE("bank-holidays", "Government Digital Service",
                   "UK bank holidays: England and Wales"),
    recognise_table, read_table};

/* --- JSON ----------------------------------------------------------------------------
 */

/* A walk through JSON text that keeps its place and nothing else: what it is asked for is
 * taken, all else is passed over.  Nesting is counted, not recursed into. */
struct walk {
    struct str text;
    size_t at;
    uint32_t line;
};

static char peek(const struct walk *w)
{
    return w->at < w->text.len ? w->text.at[w->at] : '\0';
}

static void pass_space(struct walk *w)
{
    while (w->at < w->text.len) {
        char c = w->text.at[w->at];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
            return;
        w->line += c == '\n';
        w->at++;
    }
}

static bool take(struct walk *w, char c)
{
    pass_space(w);
    if (peek(w) != c || w->at >= w->text.len)
        return false;
    w->at++;
    return true;
}

/* The raw text between quotes, escapes left in. */
static bool take_raw(struct walk *w, struct str *out)
{
    if (!take(w, '"'))
        return false;
    size_t start = w->at;
    while (w->at < w->text.len && w->text.at[w->at] != '"') {
        if ((unsigned char)w->text.at[w->at] < ' ')
            return false;
        w->at += w->text.at[w->at] == '\\' ? 2 : 1;
    }
    if (w->at >= w->text.len)
        return false;
    *out = (struct str){w->text.at + start, w->at - start};
    w->at++;
    return true;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Four hexadecimal digits as UTF-8; surrogates and NUL become U+FFFD. */
static bool add_unicode(struct buf *out, struct str digits)
{
    unsigned code = 0;
    for (size_t i = 0; i < 4; i++) {
        int value = i < digits.len ? hex_value(digits.at[i]) : -1;
        if (value < 0)
            return false;
        code = code * 16 + (unsigned)value;
    }
    if (code == 0 || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        buf_char(out, (char)code);
        return true;
    }
    if (code < 0x800) {
        buf_char(out, (char)(0xc0 | code >> 6));
    } else {
        buf_char(out, (char)(0xe0 | code >> 12));
        buf_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
    }
    buf_char(out, (char)(0x80 | (code & 0x3f)));
    return true;
}

/* One escape behind its backslash; sets how long it is. */
static bool add_escape(struct buf *out, struct str rest, size_t *len)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/     ";
    *len = 1;
    for (size_t i = 0; rest.len && from[i]; i++) {
        if (from[i] == rest.at[0]) {
            buf_char(out, to[i]);
            return true;
        }
    }
    *len = 5;
    return rest.len >= 5 && rest.at[0] == 'u' &&
           add_unicode(out, (struct str){rest.at + 1, 4});
}

static bool unescape(struct arena *a, struct str raw, struct str *out)
{
    struct buf text = buf_new(a, raw.len + 1);
    for (size_t i = 0; i < raw.len; i++) {
        size_t len = 0;
        if (raw.at[i] != '\\')
            buf_char(&text, raw.at[i]);
        else if (!add_escape(&text, (struct str){raw.at + i + 1, raw.len - i - 1}, &len))
            return false;
        i += len;
    }
    *out = buf_text(&text);
    return true;
}

static bool is_one_of(char c, char a, char b)
{
    return c == a || c == b;
}

/* Passes one value of any kind: up to the comma or closing mark that follows it. */
static bool pass_value(struct walk *w)
{
    unsigned depth = 0;
    struct str text;
    for (;;) {
        pass_space(w);
        if (w->at >= w->text.len)
            return false;
        char c = peek(w);
        bool closes = is_one_of(c, '}', ']');
        if (depth == 0 && (closes || c == ','))
            return true;
        if (c == '"') {
            if (!take_raw(w, &text))
                return false;
            continue;
        }
        depth += is_one_of(c, '{', '[');
        depth -= closes;
        w->at++;
    }
}

/* Goes to the value of a key of the object that opens here. */
static bool enter(struct walk *w, struct str wanted)
{
    struct str key;
    if (!take(w, '{'))
        return false;
    while (take_raw(w, &key) && take(w, ':')) {
        if (str_equal(key, wanted))
            return true;
        if (!pass_value(w) || !take(w, ','))
            return false;
    }
    return false;
}

struct event {
    struct str title, date;
    uint32_t line;
};

/* One event, its braces included. */
static bool take_event(struct walk *w, struct event *event)
{
    struct str key;
    *event = (struct event){.title = STR(""), .date = STR("")};
    if (!take(w, '{'))
        return false;
    event->line = w->line;
    do {
        if (!take_raw(w, &key) || !take(w, ':'))
            return false;
        struct str *field = str_equal(key, STR("title"))  ? &event->title
                            : str_equal(key, STR("date")) ? &event->date
                                                          : NULL;
        if (field ? !take_raw(w, field) : !pass_value(w))
            return false;
    } while (take(w, ','));
    return take(w, '}');
}

static void say(struct remarks *remarks, const struct sheet *sheet, uint32_t line,
                const char *text)
{
    remarks_add(remarks, &(struct remark){.kind = REMARK_BAD_ROW,
                                          .file = sheet->file,
                                          .line = line,
                                          .text = str_of(text)});
}

static void add_event(struct batch *batch, struct remarks *remarks,
                      const struct sheet *sheet, const struct event *event)
{
    date day;
    struct str title;
    if (!date_parse(event->date, &day) || !unescape(batch->arena, event->title, &title))
        say(remarks, sheet, event->line,
            "expected an event with a title and a date; it is not taken");
    else if (!is_listed(batch, day))
        add_holiday(batch, (uint32_t)batch->rows, day, title);
}

static status broken(const struct sheet *sheet, const struct walk *w, struct fault *why)
{
    return fault_at(why, ERR_FORMAT, sheet->file, w->line, 0,
                    "expected the events of england-and-wales, as GOV.UK's list of bank "
                    "holidays has them");
}

static status read_json(const struct national_input *input, struct batch *batch,
                        struct remarks *remarks, struct fault *why)
{
    const struct sheet *sheet = &input->workbook->sheets[0];
    struct walk w = {.text = sheet->text, .line = 1};
    if (str_starts(w.text, STR("\xef\xbb\xbf")))
        w.at = 3;
    if (!enter(&w, STR("england-and-wales")) || !enter(&w, STR("events")) ||
        !take(&w, '['))
        return broken(sheet, &w, why);
    if (take(&w, ']'))
        return OK;
    do {
        struct event event;
        if (!take_event(&w, &event))
            return broken(sheet, &w, why);
        batch->rows++;
        add_event(batch, remarks, sheet, &event);
    } while (take(&w, ','));
    return take(&w, ']') ? OK : broken(sheet, &w, why);
}

static int recognise_json(const struct national_input *input)
{
    if (input->workbook->count != 1 || input->workbook->sheets[0].kind != SHEET_JSON)
        return 0;
    struct str text = input->workbook->sheets[0].text;
    bool found = str_contains(text, STR("\"england-and-wales\"")) &&
                 str_contains(text, STR("\"events\""));
    return found ? 3 : 0;
}

const struct national_format national_holidays_json = {
    "bank-holidays-json", "GOV.UK's list of bank holidays",
    READING_SOURCE("bank-holidays-json", "Government Digital Service",
                   "UK bank holidays: England and Wales"),
    recognise_json, read_json};
