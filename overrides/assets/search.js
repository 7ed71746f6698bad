/* The search, loaded when it is first used. Two indexes answer: the names of the concepts, which know
   plurals, abbreviations, the other languages and a wrong letter, and Pagefind's, which knows the
   text of all pages. */
/* Where the rules are says the button that opens the search: their name changes with them. */
const { dataset } = document.querySelector(".search-opener");
const { arrange, findNames, fold, plain, prepare, tellingWords, titleFit, wordsOf } =
  await import(new URL(dataset.order, location));

/* Pagefind has read straight apostrophes. */
const curled = (text) => text.replace(/(?<=\p{L})'(?=\p{L})/gu, "’");

/* Whether a marked word is one of the query’s: Pagefind marks any with the same first letters if no
   page has the word. */
const isMeant = (wanted) => ({ words }) =>
  words.some((word) => wanted.some((part) =>
    word.startsWith(part.slice(0, Math.max(3, part.length - 3)))));

/* Pages from Pagefind: those with all words of a query, or else those with most of them. */
export function pageIndex(pagefind, data, root) {
  const entry = new RegExp(`/glossary/(${data.concepts.map(({ id }) => id).join("|")})/$`);
  const load = (query) => async (result) => {
    const { url, meta, excerpt, sub_results: parts } = await result.data();
    const words = (excerpt.match(/(?<=<mark>).*?(?=<\/mark>)/g) ?? []).map(fold);
    const concept = new URL(url, root).pathname.match(entry)?.[1];
    // Entries all have the same sections.
    const sections = parts.filter(({ anchor }) => !concept && anchor && anchor.element !== "h1")
      .map((part) => ({ ...part, fit: titleFit(query, plain(part.title, data)) }));
    const weight = (part) => part.weighted_locations.reduce((sum, at) => sum + at.balanced_score, 0);
    const section = sections.sort((a, b) =>
      (a.fit ?? Infinity) - (b.fit ?? Infinity) || weight(b) - weight(a))[0];
    // The sections of an index only list what has a page of its own.
    const fits = [titleFit(query, plain(meta.title, data)), meta.kind ? section?.fit : undefined];
    const fit = Math.min(...fits.filter((one) => one !== undefined));
    return { url, title: curled(meta.title), kind: meta.kind, excerpt, section, concept, words, fit };
  };
  const anyOf = async (words) => {
    const found = new Map();
    for (const word of words)
      for (const result of (await pagefind.search(word)).results) {
        const { hits, score } = found.get(result.id) ?? { hits: 0, score: 0 };
        found.set(result.id, { result, hits: hits + 1, score: score + result.score });
      }
    const ranked = [...found.values()].sort((a, b) => b.hits - a.hits || b.score - a.score);
    return ranked.filter(({ hits }) => hits === ranked[0].hits).map(({ result }) => result);
  };
  return async (text) => {
    const words = tellingWords(text, data);
    const { results } = await pagefind.search(words.join(" "));
    const all = results.length || words.length < 2 ? results : await anyOf(words);
    const FIRST = 12;
    const loadOne = load(plain(text, data));
    const pages = await Promise.all(all.slice(0, FIRST).map(loadOne));
    const meant = pages.filter(isMeant(words.map(fold)));
    return { pages: meant, rest: meant.length ? all.slice(FIRST) : [], load: loadOne };
  };
}

/* Text as nodes, in which Pagefind has marked words. */
function excerptNodes(html) {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&#39;": "'", "&amp;": "&" };
  return html.split(/<\/?mark>/).flatMap((part, index) => {
    const text = curled(part.replace(/&(?:lt|gt|quot|#x27|#39|amp);/g, (entity) => entities[entity]));
    if (!(index % 2)) return [text];
    // Marked with the word is the punctuation after it.
    const [word] = text.match(/^.*[\p{L}\p{N}]/u) ?? [text];
    return [element("mark", {}, [word]), text.slice(word.length)];
  });
}

/* Text as nodes, in which the words that begin as a word of the query are marked. */
function markedNodes(text, query, data) {
  const wanted = tellingWords(query, data).map(fold);
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((part, index) =>
    index % 2 && wanted.some((word) => fold(part).startsWith(word))
      ? element("mark", {}, [part]) : part);
}

function element(tag, attributes, content = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

/* Milliseconds without a key until a query is asked; results shown at first, and pages more. */
const [TYPING, SHOWN, MORE] = [120, 10, 20];

/* The dialog: a form, a line that says how many results there are, and a list of links. */
class Search {
  constructor() {
    this.home = new URL(dataset.root + dataset.home, location);
    this.root = new URL(dataset.root, location);
    const template = document.getElementById("search-dialog");
    this.dialog = template.content.firstElementChild.cloneNode(true);
    const find = (selector) => this.dialog.querySelector(selector);
    [this.input, this.status, this.list, this.more] =
      ["input", "[role=status]", "ol", ".search__more"].map(find);
    document.body.append(this.dialog);
    this.names = fetch(dataset.names).then((answer) => answer.json()).then(prepare);
    this.pages = this.loadPages(new URL(dataset.pages, location));
    this.listen(find("form"), find(".search__close"));
  }

  /* Null without Pagefind's files, and where a policy forbids WebAssembly, for which Pagefind would
     wait forever. */
  async loadPages(script) {
    const data = await this.names;
    try {
      new WebAssembly.Module(EMPTY_MODULE);
      const pagefind = await import(script);
      await pagefind.options({ baseUrl: this.root.pathname, excerptLength: 24 });
      await pagefind.init();
      return pageIndex(pagefind, data, this.root);
    } catch {
      return null;
    }
  }

  listen(form, close) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finished?.then(() => this.links()[0]?.click());
    });
    this.input.addEventListener("input", (event) => {
      this.finished = this.search(this.input.value, event.inputType ? TYPING : 0);
    });
    this.more.addEventListener("click", () => this.showMore());
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => {
      const leaves = event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (leaves || event.target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("keydown", (event) => this.move(event));
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.input.select();
  }

  links() {
    return [...this.list.querySelectorAll(".search__link")];
  }

  /* Arrow keys go from the entry through the results and back. Escape closes, even where a browser
     would first empty the entry. */
  move(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.dialog.close();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [this.input, ...this.links()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
  }

  /* Answer a query, after a pause in which another letter may come. */
  async search(text, pause) {
    this.query = text;
    this.dialog.setAttribute("aria-busy", "true");
    if (pause) await new Promise((resolve) => { setTimeout(resolve, pause); });
    const data = await this.names;
    if (this.query !== text) return;
    const asks = wordsOf(text, data).length > 0;
    const matches = asks ? findNames(text, data) : [];
    if (asks && !this.ready) this.wait(matches, text, data);
    const find = await this.pages;
    this.ready = true;
    const { pages, rest, load } = (asks && await find?.(text)) || { pages: [], rest: [] };
    if (this.query !== text) return;
    this.show(arrange(text, matches, pages, data), { rest, load, text, data });
    this.status.textContent = asks ? this.summary(!find) : "";
    this.dialog.dataset.query = text;
    this.dialog.removeAttribute("aria-busy");
  }

  /* While Pagefind's files come, what the names know. */
  wait(matches, text, data) {
    this.status.textContent = this.status.dataset.wait;
    this.show(arrange(text, matches, [], data), { rest: [], text, data });
  }

  summary(namesOnly) {
    const { none, one, other, some, ...words } = this.status.dataset;
    const number = this.list.childElementCount;
    const found = this.more.hidden ? [none, one][number] ?? other : some;
    const said = found.replace("{number}", number).replace("{query}", this.query.trim());
    return namesOnly ? `${said} ${words.namesOnly}` : said;
  }

  show(results, more) {
    const items = results.map((result) => this.item(result, more.text, more.data));
    this.list.replaceChildren();
    this.append(items, SHOWN, more);
  }

  /* Show so many results, without those that are there already: an entry that has been found by its
     name is among Pagefind's pages, too. */
  append(items, number, more) {
    const known = new Set(this.links().map((link) => link.href));
    const fresh = items.filter((item) => {
      const { href } = item.querySelector("a");
      return !known.has(href) && known.add(href);
    });
    this.list.append(...fresh.slice(0, number));
    this.waiting = { ...more, items: fresh.slice(number) };
    this.more.hidden = !this.waiting.items.length && !more.rest.length;
  }

  async showMore() {
    const { items, rest, load, text, data } = this.waiting;
    const shown = this.list.childElementCount;
    const pages = await Promise.all(rest.slice(0, MORE).map(load));
    const more = [...items, ...pages.map((page) => this.item(page, text, data))];
    this.append(more, more.length, { rest: rest.slice(MORE), load, text, data });
    this.status.textContent = this.summary(false);
    (this.links()[shown] ?? this.input).focus();
  }

  /* A result: a concept that has been found by a name, or a page. */
  item({ concept, name, ...page }, text, data) {
    const { entry, guide } = this.list.dataset;
    const marked = (words) => markedNodes(words, text, data);
    return name
      ? resultItem({
        href: new URL(`glossary/${concept.id}/`, this.home), title: marked(concept.term), kind: entry,
        below: nameBelow(name, marked), excerpt: marked(concept.excerpt),
      })
      : resultItem({
        href: page.url, title: marked(page.title), kind: concept ? entry : page.kind && guide,
        below: sectionBelow(page.section), excerpt: excerptNodes(page.excerpt),
      });
  }
}

function resultItem({ href, title, kind, below, excerpt }) {
  const link = element("a", { class: "search__link", href }, title);
  const tag = kind ? [" ", element("span", { class: "tag" }, [kind])] : [];
  return element("li", {}, [
    element("p", { class: "search__title" }, [link, ...tag]),
    ...(below ? [element("p", { class: "search__below" }, [below])] : []),
    element("p", { class: "search__excerpt" }, excerpt),
  ]);
}

/* Another name than the term, if it was the one that fits. */
function nameBelow({ kind, lang, text }, marked) {
  if (kind === "term" || kind === "forms") return null;
  return element(kind === "avoid" ? "s" : "span", { lang }, marked(text));
}

function sectionBelow(section) {
  return section && element("a", { href: section.url }, [curled(section.title)]);
}

let search = null;

/* Open the dialog. Fails if the names cannot be had. */
export async function open() {
  search ??= new Search();
  search.open();
  await search.names;
}
