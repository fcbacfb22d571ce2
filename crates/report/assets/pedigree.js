"use strict";
(() => {
  const data = JSON.parse(document.getElementById("pedigrees").textContent);
  const dialog = document.getElementById("pedigree");
  const title = document.getElementById("pedigree-title");
  const value = dialog.querySelector(".pedigree-number");
  const facts = dialog.querySelector("dl");
  const command = dialog.querySelector(".walk code");
  const PREFIX = "#pedigree=";

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };
  const fact = (term, text, code) => {
    if (!text) return;
    const pair = document.createElement("div");
    const meaning = document.createElement("dd");
    meaning.append(code ? element("code", text) : text);
    pair.append(element("dt", term), meaning);
    facts.append(pair);
  };
  const withoutMarks = (cell) => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("sup").forEach((mark) => mark.remove());
    return copy.textContent.trim();
  };
  const idOf = (indicator, group) => data.country + "/" + indicator + (group ? "/" + group : "");

  // The headings above a row of the table, outermost first: the breakdown, then the outer levels.
  const headings = (row) => {
    const found = {};
    for (let at = row.previousElementSibling; at; at = at.previousElementSibling) {
      if (at.dataset.group !== undefined) continue;
      if (!found[at.className]) found[at.className] = at.textContent;
    }
    return [found.by, found.within].filter(Boolean);
  };

  const open = (indicator, group) => {
    const entry = data.indicators && data.indicators[indicator];
    const article = document.querySelector(`article[data-indicator="${CSS.escape(indicator)}"]`);
    const row = article && article.querySelector(`tr[data-group="${CSS.escape(group)}"]`);
    if (!entry || !row) return false;
    const id = idOf(indicator, group);
    const [by, ...outer] = headings(row);
    const label = [...outer, row.querySelector("th").textContent].join(", ");
    const heads = [...row.closest("table").querySelectorAll("thead th")].map((head) => head.textContent);
    const cells = [...row.children];
    title.textContent = group ? entry.title + ": " + label : entry.title;
    value.textContent = withoutMarks(cells[1]) + " ";
    const interval = withoutMarks(cells[2]);
    const held = cells[2].classList.contains("why");
    if (interval) value.append(element("small", held ? interval : heads[2] + " " + interval));

    facts.replaceChildren();
    fact("Number", id, true);
    fact("Group", group ? by + ": " + label : "everybody in the base");
    cells.slice(3).forEach((cell, at) => fact(heads[at + 3], withoutMarks(cell)));
    const marks = row.querySelector("sup");
    const notes = marks ? marks.textContent.split(",") : [];
    article.querySelectorAll(".notes li").forEach((note) => {
      if (notes.includes(note.querySelector("sup").textContent)) fact("Note", note.querySelector("span").textContent);
    });
    fact("Population", entry.population);
    fact("Base", entry.base);
    fact("Period", entry.period);
    fact("Base as computed", entry.among, true);
    fact("Counts when", entry.value, true);
    fact("Method", entry.method);
    fact("Source", entry.source);
    fact("Defined at", entry.defined, true);
    fact("Records", entry.file, true);
    fact("Hash of the records", entry.records, true);
    fact("Hash of the definitions", entry.definitions, true);
    fact("Program", entry.program);
    command.textContent = "cairn trace STUDY '" + id.replaceAll("'", "'\\''") + "'";
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    address(PREFIX + encodeURI(id));
    return true;
  };
  const address = (hash) => {
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      // A page opened in a way that forbids it keeps its address.
    }
  };
  const openFromAddress = () => {
    if (!location.hash.startsWith(PREFIX)) return;
    let id;
    try {
      id = decodeURIComponent(location.hash.slice(PREFIX.length));
    } catch {
      return;
    }
    const [country, indicator, ...group] = id.split("/");
    if (country === data.country && indicator) open(indicator, group.join("/"));
  };

  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-group]");
    if (!place || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target.closest("a");
    if (link && !link.hash.startsWith("#definition-")) return;
    // A paragraph or a card opens by its number only; a row of a figure or table anywhere, unless text is selected.
    if (!link && (!place.matches("tr, .block li") || !getSelection().isCollapsed)) return;
    if (open(place.closest("[data-indicator]").dataset.indicator, place.dataset.group)) event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => address(""));
  window.addEventListener("hashchange", openFromAddress);

  // Where styles cannot open them, tables are opened for printing here, and closed again.
  const tables = () => document.querySelectorAll("main details");
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...tables()].filter((table) => !table.open);
    closed.forEach((table) => (table.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((table) => (table.open = false)));

  // On a small screen the contents begin closed, so that the summary is in sight.
  if (matchMedia("(max-width: 64rem)").matches) {
    const contents = document.querySelector("nav details");
    if (contents) contents.open = false;
  }
  openFromAddress();
})();
