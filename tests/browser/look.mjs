// Looks at pages as people do: node look.mjs FILE.html…
// Each page, opened from its file with nothing but the folder: no accessibility violation
// (axe: WCAG 2.2 A and AA), nothing loaded from elsewhere, no error on the console, no
// sideways scrolling at 320 px or 1200 px, text in charts that can be read, everything a
// mouse reaches within reach of the keyboard and seen when it is there, and with scripts
// off the same headings and links.  Prints TAP; exits 1 where a page fails.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const wide = { width: 1200, height: 900 };
const narrow = { width: 320, height: 640 };
const stops = 40; // of the keyboard walk
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const listen = (page, url, wrong) => {
    page.on("console", (said) => said.type() === "error" && wrong.push(`console: ${said.text()}`));
    page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
    page.on("requestfailed", (asked) => wrong.push(`not loaded: ${asked.url()}`));
    page.on("request", (asked) => {
        const local = asked.url().startsWith("file:") || asked.url().startsWith("data:");
        if (!local) wrong.push(`asks elsewhere: ${asked.url()}`);
    });
};

// What stands past the right edge, outside of regions that scroll by themselves.
const overflowing = () => {
    const edge = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= edge) return [];
    const scrolls = (e) => {
        for (let at = e.parentElement; at; at = at.parentElement)
            if (["auto", "scroll", "hidden"].includes(getComputedStyle(at).overflowX)) return true;
        return false;
    };
    return [...document.querySelectorAll("body *")]
        .filter((e) => e.getBoundingClientRect().right > edge + 1 && !scrolls(e))
        .slice(0, 3)
        .map((e) => `${e.tagName.toLowerCase()}.${e.className} reaches ${Math.round(e.getBoundingClientRect().right)}`);
};

// Text of charts against what it stands on: the last mark drawn before it that covers its
// middle, else the page.
const paleText = () => {
    const parse = (said) => (said.match(/[\d.]+/g) || [0, 0, 0]).map(Number);
    const light = ([r, g, b]) => {
        const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const behind = (svg, text) => {
        const box = text.getBoundingClientRect();
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        let found = "rgb(255, 255, 255)";
        for (const mark of svg.querySelectorAll("rect,polygon,path,circle")) {
            if (mark.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_PRECEDING) continue;
            const fill = getComputedStyle(mark).fill, at = mark.getBoundingClientRect();
            if (fill !== "none" && x > at.left && x < at.right && y > at.top && y < at.bottom) found = fill;
        }
        return found;
    };
    const pale = [];
    for (const svg of document.querySelectorAll("svg")) {
        if (!svg.getClientRects().length) continue;
        for (const text of svg.querySelectorAll("text")) {
            if (!text.textContent.trim()) continue;
            const ink = light(parse(getComputedStyle(text).fill));
            const paper = light(parse(behind(svg, text)));
            const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
            if (ratio < 4.5) pale.push(`“${text.textContent.trim().slice(0, 30)}” ${ratio.toFixed(1)}:1`);
        }
    }
    return pale.slice(0, 3);
};

// Text smaller than 11 px at the width it is shown.
const smallText = () => {
    const small = [];
    for (const text of document.querySelectorAll("svg text")) {
        const box = text.getBoundingClientRect();
        const scale = text.getScreenCTM() ? text.getScreenCTM().a : 1;
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        if (box.width > 0 && size < 10.9) small.push(`“${text.textContent.trim().slice(0, 30)}” ${size.toFixed(1)} px`);
    }
    return small.slice(0, 3);
};

// Where the focus is: something seen, inside the window, with a mark of its own.
const focused = () => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const box = at.getBoundingClientRect(), style = getComputedStyle(at);
    const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const shown = box.width > 0 && box.height > 0 && style.visibility !== "hidden";
    const path = at.id || at.getAttribute("href") || at.textContent.trim().slice(0, 30);
    return { path: `${at.tagName.toLowerCase()} ${path}`, marked, shown };
};

async function walk(page, wrong) {
    const total = await page.evaluate(() => document.querySelectorAll(
        "a[href],button,input,select,textarea,summary,[tabindex='0']").length);
    for (let i = 0; i < Math.min(stops, total); i++) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(focused);
        if (!at) return wrong.push(`keyboard: lost after ${i} of ${total} stops`);
        if (!at.shown) wrong.push(`keyboard: ${at.path} is not seen`);
        if (!at.marked) wrong.push(`keyboard: ${at.path} has no mark of focus`);
    }
}

async function lookAt(page, wrong, name) {
    for (const text of await page.evaluate(overflowing)) wrong.push(`${name}: ${text}`);
    for (const text of await page.evaluate(paleText)) wrong.push(`${name}: pale: ${text}`);
    for (const text of await page.evaluate(smallText)) wrong.push(`${name}: small: ${text}`);
    const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), rules);
    for (const v of found.violations)
        wrong.push(`${name}: axe ${v.id}: ${v.help} (${v.nodes.length}): ${v.nodes[0].target}`);
}

const outline = () => ({
    title: document.querySelector("h1")?.textContent.trim(),
    words: document.querySelector("main").textContent.trim().split(/\s+/).length,
    links: document.querySelectorAll("a[href]").length,
});

// Scripts may add a chooser; the page itself, its text and its links stand without them.
async function withoutScripts(browser, url, before, wrong) {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: wide });
    const page = await context.newPage();
    await page.goto(url);
    const title = (await page.locator("h1").first().textContent()).trim();
    const words = (await page.locator("main").textContent()).trim().split(/\s+/).length;
    const links = await page.locator("a[href]").count();
    if (title !== before.title) wrong.push(`scripts off: the heading is “${title}”`);
    if (words < 0.6 * before.words) wrong.push(`scripts off: ${words} words of ${before.words}`);
    if (links < before.links) wrong.push(`scripts off: ${links} links of ${before.links}`);
    await context.close();
}

async function look(browser, file) {
    const wrong = [], url = pathToFileURL(file).href;
    const context = await browser.newContext({ viewport: wide, bypassCSP: true });
    const page = await context.newPage();
    listen(page, url, wrong);
    await page.goto(url);
    await page.addScriptTag({ content: axe });
    const before = await page.evaluate(outline);
    if (!before.title) wrong.push("no heading");
    await lookAt(page, wrong, "1200 px");
    await page.setViewportSize(narrow);
    await lookAt(page, wrong, "320 px");
    await page.setViewportSize(wide);
    await walk(page, wrong);
    await context.close();
    await withoutScripts(browser, url, before, wrong);
    return wrong;
}

const files = process.argv.slice(2);
if (files.length === 0) {
    console.log("not ok 1 - no pages were named");
    process.exit(1);
}
const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files=false"],
});
let failed = 0;
console.log(`1..${files.length}`);
for (const [i, file] of files.entries()) {
    const wrong = await look(browser, file);
    failed += wrong.length > 0;
    console.log(`${wrong.length ? "not ok" : "ok"} ${i + 1} - ${file.split("/").filter(Boolean).slice(-2).join("/")}`);
    for (const text of wrong.slice(0, 12)) console.log(`# ${text}`);
}
await browser.close();
process.exit(failed ? 1 : 0);
