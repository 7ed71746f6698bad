/* What the pages of the site do beyond Material. Everything works without this file, too. */
"use strict";

/* Material fetches sitemap.xml beside every alternate page, to guess where a language menu should
   lead; our menu knows. It looks for rel="alternate", letter by letter. */
for (const link of document.querySelectorAll("link[rel=alternate][hreflang]")) link.rel = "alternate ";

/* Letters without accents, case and ligatures, for comparison. */
const fold = (text) =>
  text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/’/g, "'")
    .normalize("NFD").replace(/\p{M}/gu, "");

/* The filter of the glossary's index. */
function filterIndex(form) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const entries = [...document.querySelectorAll(".letter dl > div")].map((element) => ({
    element,
    words: fold(element.querySelector("dt").textContent),
  }));
  const sections = [...document.querySelectorAll("section.letter")];
  const apply = () => {
    const wanted = fold(input.value.trim());
    let shown = 0;
    for (const entry of entries) {
      entry.element.hidden = !entry.words.includes(wanted);
      if (!entry.element.hidden) shown += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector("dl > div:not([hidden])");
    status.textContent = !wanted ? "" : shown
      ? status.dataset.shown.replace("#", shown)
      : status.dataset.none;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", apply);
  apply();
}

/* Sorting the table of all terms by any of its columns. */
function sortTable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const sortBy = (column) => {
    const up = heads[column].getAttribute("aria-sort") !== "ascending";
    const rank = (row) => Number(row.cells[column].dataset.rank);
    const rows = [...body.rows].sort((a, b) => (up ? rank(a) - rank(b) : rank(b) - rank(a)));
    heads.forEach((head) => head.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.setAttribute("aria-label", head.dataset.label);
    button.addEventListener("click", () => sortBy(column));
    head.replaceChildren(button);
  });
}

document.querySelectorAll("form.glossary-filter").forEach(filterIndex);
document.querySelectorAll("table.bilingual").forEach(sortTable);
