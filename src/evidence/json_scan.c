#include "evidence/json_scan.h"

#include <assert.h>

static struct str from(struct str s, size_t at)
{
    assert(at <= s.len);
    return (struct str){s.at + at, s.len - at};
}

/* The length of the string at the front, quotes included; 0 where it does not close. */
static size_t string_length(struct str s)
{
    for (size_t i = 1; i < s.len; i++) {
        if (s.at[i] == '\\')
            i++;
        else if (s.at[i] == '"')
            return i + 1;
    }
    return 0;
}

static bool ends_value(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ' ' || c == '\n' || c == '\r' ||
           c == '\t';
}

/* The length of what brackets hold, by their depth; 0 where they do not close. */
static size_t nested_length(struct str s)
{
    size_t depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == '"') {
            size_t string = string_length(from(s, i));
            if (string == 0)
                return 0;
            i += string - 1;
        } else if (c == '[' || c == '{') {
            depth++;
        } else if (c == ']' || c == '}') {
            if (--depth == 0)
                return i + 1;
        }
    }
    return 0;
}

static size_t value_length(struct str s)
{
    if (s.len == 0)
        return 0;
    if (s.at[0] == '"')
        return string_length(s);
    if (s.at[0] == '[' || s.at[0] == '{')
        return nested_length(s);
    size_t len = 0;
    while (len < s.len && !ends_value(s.at[len]))
        len++;
    return len;
}

/* Passes the bracket that opens, or the comma before the next; false at the end. */
static bool enter(struct str *rest, char open)
{
    *rest = str_trim(*rest);
    if (rest->len == 0 || (rest->at[0] != open && rest->at[0] != ','))
        return false;
    *rest = str_trim(from(*rest, 1));
    return rest->len > 0;
}

static bool take_value(struct str *rest, struct str *value)
{
    size_t len = value_length(*rest);
    if (len == 0)
        return false;
    *value = (struct str){rest->at, len};
    *rest = from(*rest, len);
    return true;
}

bool json_scan_element(struct str *rest, struct str *element)
{
    return enter(rest, '[') && take_value(rest, element);
}

/* Passes a key and its colon: what is left starts with the value. */
static bool take_key(struct str *rest, struct str *key)
{
    if (!enter(rest, '{') || rest->at[0] != '"' || !take_value(rest, key))
        return false;
    *rest = str_trim(*rest);
    if (rest->len == 0 || rest->at[0] != ':')
        return false;
    *rest = str_trim(from(*rest, 1));
    *key = json_scan_text(*key);
    return true;
}

bool json_scan_pair(struct str *rest, struct str *key, struct str *value)
{
    return take_key(rest, key) && take_value(rest, value);
}

struct str json_scan_open(struct str object, struct str key)
{
    struct str rest = object, name, value;
    while (take_key(&rest, &name)) {
        if (str_equal(name, key))
            return rest;
        if (!take_value(&rest, &value))
            break;
    }
    return STR("");
}

struct str json_scan_member(struct str object, struct str key)
{
    struct str rest = json_scan_open(object, key), value;
    return take_value(&rest, &value) ? value : STR("");
}

struct str json_scan_text(struct str value)
{
    if (value.len >= 2 && value.at[0] == '"')
        return (struct str){value.at + 1, value.len - 2};
    return str_equal(value, STR("null")) ? STR("") : value;
}
