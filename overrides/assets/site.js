/* What the pages of the site do beyond Material. Everything works without this file, too. */
"use strict";

/* The palette: the only thing that is kept, and only for who chooses one. Before a choice it is the
   system's, which may change while the page is open. */
const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = (scheme) => { document.body.dataset.mdColorScheme = scheme; };
dark.addEventListener("change", () => {
  if (!localStorage.getItem("palette")) paint(dark.matches ? "slate" : "default");
});
document.querySelector(".palette").addEventListener("click", () => {
  paint(document.body.dataset.mdColorScheme === "slate" ? "default" : "slate");
  localStorage.setItem("palette", document.body.dataset.mdColorScheme);
});

/* A sheet that leads to a section of the page has done its work. */
const sheet = document.getElementById("toc");
sheet?.addEventListener("click", (event) => {
  if (event.target.closest("a") && sheet.matches(":popover-open")) sheet.hidePopover();
});

/* The section that is being read is marked among the sections of the page. */
function follow(links) {
  const parts = new Map(links.map((link) => [document.getElementById(link.hash.slice(1)), link]));
  let current = null;
  const observer = new IntersectionObserver((entries) => {
    const seen = entries.filter((entry) => entry.isIntersecting);
    if (!seen.length) return;
    current?.removeAttribute("aria-current");
    current = parts.get(seen[0].target);
    current.setAttribute("aria-current", "true");
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const part of parts.keys()) if (part) observer.observe(part);
}
if (sheet) follow([...sheet.querySelectorAll("a")]);

/* What scrolls can be reached with the keyboard, and has the name of its section. */
function nameScrollers() {
  let heading = null;
  for (const element of document.querySelectorAll("article :is(h1, h2, h3)[id], .scroll, article pre")) {
    if (element.id) heading = element;
    else if (element.scrollWidth > element.clientWidth) {
      element.tabIndex = 0;
      element.role = "group";
      if (heading) element.setAttribute("aria-labelledby", heading.id);
    }
  }
}
nameScrollers();
addEventListener("resize", nameScrollers);

/* The language menu keeps the place on the page: sections have one id in all languages. */
for (const link of document.querySelectorAll(".languages__link"))
  link.addEventListener("click", () => { link.hash = location.hash; });

/* The search: its link becomes a button, and what it needs is loaded when it is first used. If that
   fails, and from a folder, where scripts cannot load others, there is the link to the glossary. */
const link = document.querySelector(".search-opener");
if (link && location.protocol !== "file:") {
  const opener = document.createElement("button");
  opener.type = "button";
  for (const { name, value } of link.attributes) if (name !== "href") opener.setAttribute(name, value);
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "/ Control+K");
  opener.append(...link.childNodes);
  link.replaceWith(opener);
  const load = async () => {
    const { script, style } = opener.dataset;
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
    const styled = new Promise((resolve, reject) => Object.assign(sheet, { onload: resolve, onerror: reject }));
    document.head.append(sheet);
    const [module] = await Promise.all([import(new URL(script, location)), styled]);
    return module;
  };
  let loaded = null;
  const open = async () => {
    try {
      await (await (loaded ??= load())).open();
    } catch {
      location.assign(link.href);
    }
  };
  opener.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !writes && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isK = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isSlash && !isK) return;
    event.preventDefault();
    open();
  });
}

/* A folder that is read without a server has no pages at its folders' addresses, but files. */
if (location.protocol === "file:")
  for (const link of document.querySelectorAll("a[href]"))
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";

/* On paper, a link says where it goes, and a term has the number of its note at the foot of the text. */
function preparePaper() {
  const notes = [...document.querySelectorAll(".terms dl > div")].map((note) => note.id);
  for (const link of document.querySelectorAll("article a[href]")) {
    const note = notes.indexOf("term-" + link.dataset.concept) + 1;
    const isElsewhere = link.pathname !== location.pathname || link.host !== location.host;
    if (link.matches(".term") && note) link.dataset.note = note;
    else if (isElsewhere && !link.closest(".terms, nav") && link.textContent !== link.href.replace("https://", ""))
      link.dataset.address = link.href;
  }
}
const paper = matchMedia("print");
paper.addEventListener("change", () => paper.matches && preparePaper());

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

/* Cards: what the list at the foot of the page says of a term, beside the term. The link is tied
   to its definition by aria-describedby, so that the card is for the eye alone. */
function cards(links) {
  const OPEN_AFTER = 300;
  const CLOSE_AFTER = 250;
  const card = document.createElement("div");
  card.className = "term-card md-typeset";
  card.setAttribute("aria-hidden", "true");
  card.hidden = true;
  document.body.append(card);
  let owner = null;
  let timer = 0;
  let touched = false;

  const entryOf = (link) => document.getElementById("term-" + link.dataset.concept);
  const fill = (link) => {
    const parts = entryOf(link).cloneNode(true);
    for (const part of parts.querySelectorAll("[id]")) part.removeAttribute("id");
    for (const anchor of parts.querySelectorAll("a")) anchor.tabIndex = -1;
    const list = document.createElement("dl");
    list.append(...parts.childNodes);
    card.replaceChildren(list);
  };
  /* Below the last line of the word, or above the first one where that is in the window. The card
     touches the word: its frame is the gap, so that a slow pointer does not lose it. */
  const place = (link) => {
    const lines = link.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const width = document.documentElement.clientWidth;
    const frame = parseFloat(getComputedStyle(card).paddingLeft);
    const { width: wide, height } = card.getBoundingClientRect();
    const bottom = Math.max(last.bottom, 0);
    const above = Math.floor(scrollY + first.top) - height;
    const below = bottom + height <= innerHeight || above < scrollY;
    const left = (below ? last : first).left - frame;
    card.style.top = (below ? Math.ceil(scrollY + bottom) : above) + "px";
    card.style.left = scrollX + Math.max(0, Math.min(left, width - wide)) + "px";
  };
  const close = () => {
    clearTimeout(timer);
    card.hidden = true;
    owner = null;
  };
  const open = (link) => {
    clearTimeout(timer);
    if (owner === link) return;
    owner = link;
    fill(link);
    card.hidden = false;
    place(link);
  };
  const release = () => {
    if (!owner?.matches(":hover, :focus-visible") && !card.matches(":hover")) close();
  };
  const later = (what, delay) => {
    clearTimeout(timer);
    timer = setTimeout(what, delay);
  };
  const leave = (event) => event.pointerType === "mouse" && later(release, CLOSE_AFTER);

  for (const link of links) {
    if (!entryOf(link)) continue;
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "mouse") later(() => open(link), OPEN_AFTER);
    });
    link.addEventListener("pointerleave", leave);
    link.addEventListener("focus", () => link.matches(":focus-visible") && open(link));
    link.addEventListener("blur", release);
    link.addEventListener("click", (event) => {
      if (!touched || owner === link) return;
      event.preventDefault();
      open(link);
    });
  }
  card.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => {
    touched = false;
    if (event.key === "Escape") close();
  });
  addEventListener("pointerdown", (event) => {
    touched = event.pointerType !== "mouse";
    if (owner && !card.contains(event.target) && !owner.contains(event.target)) close();
  });
  addEventListener("resize", () => owner && place(owner));
}

const terms = document.querySelectorAll("a.term[data-concept]");
if (terms.length) cards(terms);
