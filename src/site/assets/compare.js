/* The choice of authorities on the page that compares: up to ten of them, a topic's
 * measures, one table.  Figures are in data.js; the choice is kept in the address, so that
 * it can be passed on.  Nothing is loaded, stored or sent. */
(function () {
  "use strict";

  var MOST = 10;
  var place = document.getElementById("choice");
  if (!place || typeof ASSAY === "undefined") return;

  var missing = { s: "suppressed", a: "not applicable", v: "not available", c: "not collected",
    f: "too few children", o: "did not exist then", u: "no figure, without a reason" };
  var beside = { b: "\u25b2\u00a0better", s: "\u25cf\u00a0similar", w: "\u25bc\u00a0worse", h: "\u25c6\u00a0higher", l: "\u25c6\u00a0lower" };
  var fills = { b: "g g1", w: "g g4" };

  function make(name, properties, children) {
    var element = Object.assign(document.createElement(name), properties || {});
    (children || []).forEach(function (child) { element.append(child); });
    return element;
  }

  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u2019']/g, "").toLowerCase().trim();
  }

  /* ---- What is chosen */

  var topics = ASSAY.measures.map(function (m) { return m.topic; })
    .filter(function (topic, i, all) { return all.indexOf(topic) === i; });
  var areas = [];
  var topic = -1;

  function read() {
    var parts = decodeURIComponent(location.hash.slice(1)).split("/");
    areas = parts[0].split(",").map(function (slug) {
      return ASSAY.areas.findIndex(function (area) { return area[1] === slug; });
    }).filter(function (at, i, all) { return at >= 0 && all.indexOf(at) === i; }).slice(0, MOST);
    topic = parts.length > 1 && topics[Number(parts[1])] ? Number(parts[1]) : -1;
  }

  function keep() {
    var slugs = areas.map(function (at) { return ASSAY.areas[at][1]; }).join(",");
    location.replace("#" + slugs + (topic < 0 ? "" : "/" + topic));
  }

  function measures() {
    if (topic < 0) return ASSAY.chosen.map(function (at) { return ASSAY.measures[at]; });
    return ASSAY.measures.filter(function (m) { return m.topic === topics[topic]; });
  }

  /* ---- The form */

  var input = make("input", { type: "search", id: "choice-area", autocomplete: "off" });
  input.setAttribute("list", "choice-areas");
  var list = make("datalist", { id: "choice-areas" }, ASSAY.areas.map(function (area) {
    return make("option", { value: area[0] });
  }));
  var add = make("button", { type: "button", className: "button", textContent: "Add" });
  var select = make("select", { id: "choice-topic" },
    [make("option", { value: "-1", textContent: "A first look" })].concat(topics.map(function (name, i) {
      return make("option", { value: String(i), textContent: name });
    })));
  var says = make("p", { className: "quiet" });
  var tags = make("ul", { className: "tags" });
  var table = make("div");
  says.setAttribute("role", "status");

  function label(text, of, more) {
    return make("div", {}, [make("label", { htmlFor: of.id, textContent: text }), of].concat(more || []));
  }

  function tell(text) { says.textContent = text; }

  function choose() {
    var wanted = fold(input.value);
    var found = ASSAY.areas.map(function (area, at) { return at; })
      .filter(function (at) { return wanted && fold(ASSAY.areas[at][0]).includes(wanted); });
    var exact = found.filter(function (at) { return fold(ASSAY.areas[at][0]) === wanted; });
    var at = exact.length ? exact[0] : found.length === 1 ? found[0] : -1;
    if (!wanted) return tell("Type the name of an authority.");
    if (at < 0) return tell(found.length ? found.length + " authorities match: type more of the name." : "No authority matches.");
    if (areas.includes(at)) return tell(ASSAY.areas[at][0] + " is chosen already.");
    if (areas.length === MOST) return tell("Ten are chosen: take one away first.");
    areas.push(at);
    input.value = "";
    keep();
    show();
    tell(ASSAY.areas[at][0] + " added, " + areas.length + " of " + MOST + ".");
  }

  function takeAway(at) {
    areas = areas.filter(function (other) { return other !== at; });
    keep();
    show();
    tell(ASSAY.areas[at][0] + " taken away.");
    input.focus();
  }

  /* ---- The table */

  function cell(measure, at) {
    var text = measure.values.split("|")[at], kind = measure.beside[at];
    if (missing[text]) return make("td", { textContent: missing[text] });
    var word = beside[kind] ? beside[kind] + " " : "";
    var said = word + text + measure.sign;
    if (!fills[kind]) return make("td", { textContent: said });
    return make("td", {}, [make("span", { className: fills[kind], textContent: said })]);
  }

  function head(text, scope, way) {
    var th = make("th", { scope: scope }, [way ? make("a", { href: way, textContent: text }) : text]);
    return th;
  }

  function row(measure) {
    return make("tr", {}, [head(measure.name, "row", "../measure/" + measure.page + ".html"),
      make("td", { textContent: measure.england || "none" })]
      .concat(areas.map(function (at) { return cell(measure, at); })));
  }

  function show() {
    tags.replaceChildren.apply(tags, areas.map(function (at) {
      var off = make("button", { type: "button", className: "button quiet-button", textContent: "Take away " + ASSAY.areas[at][0] });
      off.addEventListener("click", function () { takeAway(at); });
      return make("li", {}, [off]);
    }));
    select.value = String(topic);
    table.replaceChildren();
    if (!areas.length) return;
    var heads = make("tr", {}, [head("Measure", "col"), head("England", "col")].concat(areas.map(function (at) {
      return head(ASSAY.areas[at][0], "col", "../area/" + ASSAY.areas[at][1] + ".html");
    })));
    var region = make("div", { className: "wide", tabIndex: 0 }, [make("table", {}, [
      make("caption", { id: "choice-caption", textContent: "Chosen authorities, each beside England" }),
      make("thead", {}, [heads]), make("tbody", {}, measures().map(row))])]);
    region.setAttribute("role", "group");
    region.setAttribute("aria-labelledby", "choice-caption");
    table.append(region);
  }

  add.addEventListener("click", choose);
  input.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    choose();
  });
  select.addEventListener("change", function () {
    topic = Number(select.value);
    keep();
    show();
  });
  window.addEventListener("hashchange", function () { read(); show(); });

  place.append(make("section", {}, [
    make("h2", { textContent: "Your choice" }),
    make("p", { textContent: "Up to ten authorities. Better and worse are beside England and beyond chance." }),
    make("div", { className: "finder" }, [label("Authority", input, [list]), add, label("Measures", select)]),
    says, tags, table]));
  read();
  show();
})();
