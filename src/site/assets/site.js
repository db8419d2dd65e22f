/* What pages gain where scripts run: tables that are put in another order, and a box that
 * looks rows up.  Pages are whole without it.  Nothing is loaded, stored or sent. */
(function () {
  "use strict";

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  /* ---- Order */

  function keyOf(row, column) {
    var cell = row.cells[column];
    var text = cell.dataset.sort !== undefined ? cell.dataset.sort : cell.textContent.trim();
    var number = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    var numeric = cell.classList.contains("n") || /^\d+$/.test(text);
    return { text: text, number: numeric && number ? parseFloat(number[0]) : null,
             none: text === "" || (numeric && !number) };
  }

  /* What has no value stands last in either direction. */
  function compare(a, b, sign) {
    if (a.none || b.none) return a.none - b.none;
    if (a.number !== null && b.number !== null) return sign * (a.number - b.number);
    return sign * a.text.localeCompare(b.text, "en-GB");
  }

  function sortBy(table, heads, column) {
    var head = heads[column];
    var first = head.classList.contains("n") ? "descending" : "ascending";
    var other = first === "ascending" ? "descending" : "ascending";
    var order = head.getAttribute("aria-sort") === first ? other : first;
    var sign = order === "ascending" ? 1 : -1;
    var rows = Array.from(table.tBodies[0].rows).map(function (row, at) {
      return { row: row, at: at, key: keyOf(row, column) };
    });
    rows.sort(function (a, b) { return compare(a.key, b.key, sign) || a.at - b.at; });
    rows.forEach(function (r) { table.tBodies[0].appendChild(r.row); });
    heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", order);
  }

  function makeSortable(table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = make("button", { type: "button", className: "sort" });
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () { sortBy(table, heads, column); });
    });
  }

  /* ---- Looking up */

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f\u2019']/g, "").toLowerCase();
  }

  /* One box for all tables that are looked up, before the first of them: by their first
   * column and, where there is one, by region. */
  function makeSearched(tables) {
    var several = tables.length > 1;
    var place = several ? tables[0].closest("section") : tables[0].parentElement;
    var heads = Array.from(tables[0].tHead.rows[0].cells);
    var region = heads.findIndex(function (head) { return plain(head.textContent).trim() === "region"; });
    var nouns = plain(heads[0].textContent) + (region < 0 ? "" : " or region");
    var rows = tables.flatMap(function (table) { return Array.from(table.tBodies[0].rows); });
    var box = make("div", { className: "finder" });
    var field = make("div");
    var input = make("input", { type: "search", id: "find", autocomplete: "off" });
    var label = make("label", { htmlFor: input.id, textContent: "Search by " + nouns });
    var says = make("p", { className: "quiet" });
    says.setAttribute("role", "status");
    field.append(label, input);
    box.append(field, says);
    place.before(box);
    function hideEmpty(table) {
      var left = Array.from(table.tBodies[0].rows).some(function (row) { return !row.hidden; });
      table.closest("section").hidden = several && !left;
    }
    input.addEventListener("input", function () {
      var words = plain(input.value).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var text = row.cells[0].textContent + (region < 0 ? "" : " " + row.cells[region].textContent);
        row.hidden = !words.every(function (word) { return plain(text).includes(word); });
        shown += row.hidden ? 0 : 1;
      });
      tables.forEach(hideEmpty);
      says.textContent = words.length ? shown + " of " + rows.length + " shown" : "";
    });
    /* One match is where the reader wants to go. */
    input.addEventListener("keydown", function (event) {
      var left = rows.filter(function (row) { return !row.hidden; });
      var link = left.length === 1 && left[0].querySelector("a");
      if (event.key === "Enter" && link) link.click();
    });
  }

  var searched = Array.from(document.querySelectorAll("table.searched"));
  if (searched.length) makeSearched(searched);
  document.querySelectorAll("table.sortable").forEach(makeSortable);
})();
