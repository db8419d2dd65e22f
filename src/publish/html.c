#include "publish/html.h"

#include <assert.h>
#include <string.h>

struct html html_new(struct buf *out)
{
    return (struct html){.out = out};
}

static void end_tag(struct html *h)
{
    if (h->in_tag)
        buf_char(h->out, '>');
    h->in_tag = false;
}

/* Control characters may not stand in HTML at all; a space takes their place. */
static void put_escaped(struct html *h, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '&')
            buf_add(h->out, STR("&amp;"));
        else if (c == '<')
            buf_add(h->out, STR("&lt;"));
        else if (c == '>')
            buf_add(h->out, STR("&gt;"));
        else if (c == '"')
            buf_add(h->out, STR("&quot;"));
        else if (c == '\'')
            buf_add(h->out, STR("&#39;"));
        else
            buf_char(h->out, (c < 0x20 && c != '\n') || c == 0x7f ? ' ' : (char)c);
    }
}

void html_void(struct html *h, const char *element)
{
    end_tag(h);
    buf_format(h->out, "<%s", element);
    h->in_tag = true;
}

void html_open(struct html *h, const char *element)
{
    assert(h->depth < HTML_DEPTH_MAX);
    html_void(h, element);
    h->open[h->depth++] = element;
}

void html_attribute(struct html *h, const char *name, struct str value)
{
    assert(h->in_tag && "an attribute belongs to an element just opened");
    buf_format(h->out, " %s=\"", name);
    put_escaped(h, value);
    buf_char(h->out, '"');
}

void html_text(struct html *h, struct str text)
{
    end_tag(h);
    put_escaped(h, text);
}

void html_close(struct html *h, const char *element)
{
    assert(h->depth > 0 && strcmp(h->open[h->depth - 1], element) == 0);
    end_tag(h);
    h->depth--;
    buf_format(h->out, "</%s>", element);
}

void html_put(struct html *h, const char *element, struct str text)
{
    html_open(h, element);
    html_text(h, text);
    html_close(h, element);
}

void html_line(struct html *h)
{
    end_tag(h);
    buf_char(h->out, '\n');
}

struct markup markup_own(struct str text)
{
    return (struct markup){text};
}

void html_markup(struct html *h, struct markup markup)
{
    end_tag(h);
    buf_add(h->out, markup.text);
}
