#include <assert.h>

#include "publish/html.h"
#include "publish/html_body.h"
#include "publish/html_style.h"
#include "publish/render.h"

static const struct html_body_options alone = {.evidence = {"", 0}};

/* ---- The page */

static void put_meta(struct html *h, const char *name, struct str content)
{
    if (content.len == 0)
        return;
    html_void(h, "meta");
    html_attribute(h, "name", str_of(name));
    html_attribute(h, "content", content);
    html_line(h);
}

static struct str page_title(const struct document *d)
{
    if (date_is_none(d->at) || d->area.len == 0)
        return d->title;
    return arena_format(d->arena, "%.*s: %.*s, %.*s", STR_ARG(d->title), STR_ARG(d->area),
                        STR_ARG(date_words(d->arena, d->at)));
}

static void put_head(struct html *h, const struct document *d)
{
    html_open(h, "head");
    html_line(h);
    html_void(h, "meta");
    html_attribute(h, "charset", STR("utf-8"));
    html_line(h);
    html_put(h, "title", page_title(d));
    html_line(h);
    put_meta(h, "viewport", STR("width=device-width, initial-scale=1"));
    put_meta(h, "description", d->notice);
    put_meta(h, "generator", arena_format(d->arena, "Assay %.*s", STR_ARG(d->version)));
    put_meta(h, "rights", d->attribution);
    put_meta(h, "assay:notice", d->notice);
    put_meta(h, "assay:framework", d->framework);
    put_meta(h, "assay:area", d->area);
    put_meta(h, "assay:at", date_iso(d->arena, d->at));
    put_meta(h, "assay:sha256", d->sha256);
    html_open(h, "style");
    html_line(h);
    html_style(h);
    html_close(h, "style");
    html_line(h);
    html_close(h, "head");
    html_line(h);
}

static void put_notice(struct html *h, struct str notice)
{
    html_open(h, "a");
    html_attribute(h, "class", STR("skip"));
    html_attribute(h, "href", STR("#main"));
    html_text(h, STR("Skip to the text"));
    html_close(h, "a");
    html_line(h);
    html_open(h, "header");
    html_attribute(h, "class", STR("notice"));
    html_put(h, "p", notice);
    html_close(h, "header");
    html_line(h);
}

static void put_kicker(struct html *h, struct str text)
{
    if (text.len == 0)
        return;
    html_open(h, "p");
    html_attribute(h, "class", STR("kicker"));
    html_text(h, text);
    html_close(h, "p");
    html_line(h);
}

static void put_main(struct html *h, const struct document *d)
{
    html_open(h, "main");
    html_attribute(h, "id", STR("main"));
    html_attribute(h, "tabindex", STR("-1"));
    html_line(h);
    put_kicker(h, d->area);
    put_kicker(h, date_is_none(d->at) ? STR("") : date_words(d->arena, d->at));
    html_put(h, "h1", d->title);
    html_line(h);
    html_body(h, d, alone);
    html_close(h, "main");
    html_line(h);
}

static void put_foot(struct html *h, const struct document *d)
{
    html_open(h, "footer");
    html_line(h);
    html_put(h, "p", d->notice);
    html_line(h);
    if (d->attribution.len)
        html_put(h, "p", d->attribution);
    if (d->version.len)
        html_put(h, "p", arena_format(d->arena, "Assay %.*s.", STR_ARG(d->version)));
    if (d->sha256.len) {
        html_open(h, "p");
        html_text(h, STR("SHA-256 "));
        html_open(h, "span");
        html_attribute(h, "class", STR("id"));
        html_text(h, d->sha256);
        html_close(h, "span");
        html_close(h, "p");
    }
    html_close(h, "footer");
    html_line(h);
}

static void open_division(struct html *h, struct str class)
{
    html_open(h, "div");
    html_attribute(h, "class", class);
    html_line(h);
}

/* Only print shows this one; on screen the banner and the footer say the same. */
static void put_running(struct html *h, struct str notice)
{
    html_open(h, "div");
    html_attribute(h, "class", STR("running"));
    html_attribute(h, "aria-hidden", STR("true"));
    html_put(h, "span", notice);
    html_close(h, "div");
    html_line(h);
}

static void put_body(struct html *h, const struct document *d)
{
    html_open(h, "body");
    html_line(h);
    put_notice(h, d->notice);
    open_division(h, STR("paper"));
    put_running(h, d->notice);
    open_division(h, STR("page"));
    open_division(h, STR("columns"));
    html_contents(h, d, alone);
    put_main(h, d);
    html_close(h, "div");
    put_foot(h, d);
    html_close(h, "div");
    html_close(h, "div");
    html_line(h);
    html_close(h, "body");
    html_line(h);
}

void render_html(const struct document *d, struct buf *out)
{
    struct html h = html_new(out);
    html_markup(&h, markup_own(STR("<!DOCTYPE html>\n")));
    html_open(&h, "html");
    html_attribute(&h, "lang", d->language);
    html_line(&h);
    put_head(&h, d);
    put_body(&h, d);
    html_close(&h, "html");
    html_line(&h);
    assert(h.depth == 0);
}
