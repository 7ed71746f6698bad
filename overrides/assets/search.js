/* The search, loaded when it is first used. Two indexes answer: the names of the concepts, which know
   plurals, abbreviations, the other languages and a wrong letter, and Pagefind's, which knows the
   text of all pages. The functions down to `arrange` decide what is found and in which order; they
   touch no page. */

/* Letters for comparison: without accents, case, ligatures and marks, parted by single spaces. */
export const fold = (text) =>
  text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss").replace(/ø/g, "o")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

/* The words of a text that count: without articles, also elided ones, and possessive endings. */
export function wordsOf(text, { determiners = [], elisions = [], possessives = [] }) {
  const one = (list) => list.map(fold).join("|") || "(?!)";
  const elided = new RegExp(`^(?:${one(elisions)})'(?=.)`, "i");
  const owned = new RegExp(`'(?:${one(possessives)})$`, "i");
  const small = new Set(determiners.map(fold));
  const words = text.normalize("NFC").replace(/\u00ad/g, "").replace(/[’ʼ]/g, "'")
    .split(/[^\p{L}\p{M}\p{N}']+/u)
    .map((word) => word.replace(/^'+|'+$/g, "").replace(elided, "").replace(owned, ""))
    .filter((word) => fold(word));
  return words.some((word) => !small.has(fold(word)))
    ? words.filter((word) => !small.has(fold(word))) : words;
}

/* The words that tell something of a page: not the shortest ones beside longer ones. */
export function tellingWords(text, language) {
  const words = wordsOf(text, language);
  return words.some((word) => word.length > 2) ? words.filter((word) => word.length > 2) : words;
}

const plain = (text, language) => fold(wordsOf(text, language).join(" "));

/* Whether one letter is wrong: missing, added, another, or in the place of its neighbor. */
export function isNear(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const rest = (text, from) => text.slice(at + from);
  if (rest(one, 1) === rest(other, 1) || rest(one, 0) === rest(other, 1)) return true;
  if (rest(one, 1) === rest(other, 0)) return true;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && rest(one, 2) === rest(other, 2);
}

/* How a name answers a query, the lower the better; undefined if it does not. */
const [SAME, START, NEAR, WORDS, INSIDE] = [0, 1, 2, 3, 4];
function fit(query, name) {
  if (query === name || query.replaceAll(" ", "") === name.replaceAll(" ", "")) return SAME;
  if (query.length < 2) return undefined;
  if (name.startsWith(query)) return START;
  if (query.length > 2 && isNear(query, name)) return NEAR;
  const words = name.split(" ");
  if (query.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return WORDS;
  if (` ${query} `.includes(` ${name} `)) return INSIDE;
  return undefined;
}

/* How the title of a page or section answers a query: as a name does, but for a wrong letter. */
function titleFit(query, title) {
  // A plural, too, is the same.
  if (title.startsWith(query)) return title.length < query.length + 3 ? SAME : START;
  const words = title.split(" ");
  const holds = query.split(" ").every((part) => words.some((word) => word.startsWith(part)));
  return holds ? WORDS : undefined;
}

/* The names of all concepts, ready to be looked through. The kinds are in the order in which one is
   preferred to another. */
export function prepare(data) {
  const kinds = ["term", "names", "forms", "avoid"];
  const concepts = data.concepts.map((concept) => {
    const own = kinds.flatMap((kind, rank) =>
      [concept[kind] ?? []].flat().map((text) => ({ text, kind, rank })));
    const other = Object.entries(concept.other ?? {}).flatMap(([lang, texts]) =>
      texts.map((text) => ({ text, lang, kind: "other", rank: kinds.length })));
    const names = [...own, ...other].map((name) => ({ ...name, key: plain(name.text, data) }));
    return { ...concept, names };
  });
  return { ...data, concepts };
}

/* The concepts that a query names, the best first: each with the name that fits best, and how. */
export function findNames(text, data) {
  const query = plain(text, data);
  const best = (concept) => concept.names
    .map((name) => ({ name, fit: fit(query, name.key) }))
    .filter((match) => match.fit !== undefined)
    .sort((a, b) => a.fit - b.fit || a.name.rank - b.name.rank)[0];
  const share = ({ fit, name }) => (fit === INSIDE ? -name.key.length : name.key.length);
  return data.concepts
    .map((concept) => ({ concept, ...best(concept) }))
    .filter((match) => match.name)
    .sort((a, b) => a.fit - b.fit || a.name.rank - b.name.rank || share(a) - share(b));
}

/* Concepts that a query names before pages that mention it, with these exceptions: a page of just
   that title comes before names that are not the same, and one whose title begins so before names
   that only hold the words; if pages have the word as it is, it has no wrong letter and is no
   beginning of a word of another language; a name that is less than half of the query is only a
   part of what is asked for. */
export function arrange(text, matches, pages, data) {
  const query = plain(text, data);
  const isWord = !query.includes(" ") && pages.some(({ words }) => words.includes(query));
  const weak = ({ fit, name }) =>
    (isWord && (fit === NEAR || (fit !== SAME && name.lang))) ||
    (fit === INSIDE && name.key.length <= query.length / 2);
  const named = new Set(matches.filter((match) => !weak(match)).map(({ concept }) => concept.id));
  const others = pages.filter((page) => !named.has(page.concept));
  const onPages = new Set(others.map((page) => page.concept));
  const titled = (...fits) => others.filter(({ fit }) => fits.includes(fit));
  const names = (...fits) => matches.filter((match) => fits.includes(match.fit) && !weak(match));
  return [
    ...names(SAME), ...titled(SAME),
    ...names(START, NEAR), ...titled(START),
    ...names(WORDS, INSIDE), ...titled(WORDS), ...titled(Infinity),
    ...matches.filter((match) => weak(match) && !onPages.has(match.concept.id)),
  ];
}

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
    const fits = [titleFit(query, plain(meta.title, data)), section?.fit];
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
  return html.split(/<\/?mark>/).map((part, index) => {
    const text = curled(part.replace(/&(?:lt|gt|quot|#x27|#39|amp);/g, (entity) => entities[entity]));
    return index % 2 ? element("mark", {}, [text]) : text;
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

/* The dialog: a form, a line that says how many results there are, and a list of links. */
class Search {
  constructor(opener) {
    const { dataset } = opener;
    this.opener = opener;
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

  /* Without Pagefind's files, or where a policy forbids its WebAssembly, names are all there is. */
  async loadPages(script) {
    const data = await this.names;
    const pagefind = await import(script);
    await pagefind.options({ baseUrl: this.root.pathname, excerptLength: 24 });
    await pagefind.init();
    return pageIndex(pagefind, data, this.root);
  }

  listen(form, close) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.finished?.then(() => this.links()[0]?.click());
    });
    this.input.addEventListener("input", () => { this.finished = this.search(this.input.value); });
    this.more.addEventListener("click", () => this.showMore());
    close.addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => this.opener.focus());
    this.dialog.addEventListener("keydown", (event) => this.move(event));
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.select();
  }

  links() {
    return [...this.list.querySelectorAll(".search__link")];
  }

  /* Arrow keys go from the entry through the results and back. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [this.input, ...this.links()];
    const at = stops.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(at + step, stops.length - 1))].focus();
  }

  async search(text) {
    this.query = text;
    const data = await this.names;
    if (!wordsOf(text, data).length) return this.show(text, [], data);
    const matches = findNames(text, data);
    this.dialog.setAttribute("aria-busy", "true");
    if (!this.ready) this.status.textContent = this.status.dataset.wait;
    let found = { pages: [], rest: [] };
    try {
      found = await (await this.pages)(text);
      this.ready = true;
    } catch {
      this.failed = true;
    }
    if (this.query !== text) return undefined;
    return this.show(text, arrange(text, matches, found.pages, data), data, found.rest, found.load);
  }

  show(text, results, data, rest = [], load = null) {
    const SHOWN = 10;
    const items = results.map((result) => this.item(result, text, data));
    this.waiting = { items: items.slice(SHOWN), rest, load, text, data };
    this.list.replaceChildren(...items.slice(0, SHOWN));
    this.more.hidden = !this.waiting.items.length && !rest.length;
    const { none, one, other, namesOnly } = this.status.dataset;
    const number = results.length + rest.length;
    const words = number ? (number === 1 ? one : other) : none;
    const said = words.replace("{number}", number).replace("{query}", text.trim());
    this.status.textContent = text.trim() ? [said, this.failed ? namesOnly : ""].join(" ").trim() : "";
    this.dialog.dataset.query = text;
    this.dialog.removeAttribute("aria-busy");
  }

  async showMore() {
    const { items, rest, load, text, data } = this.waiting;
    const MORE = 20;
    const pages = await Promise.all(rest.slice(0, MORE).map(load));
    const more = [...items, ...pages.map((page) => this.item(page, text, data))];
    this.list.append(...more);
    this.waiting = { items: [], rest: rest.slice(MORE), load, text, data };
    this.more.hidden = rest.length <= MORE;
    more[0]?.querySelector("a").focus();
  }

  item({ concept, name, ...page }, text, data) {
    const { entry, guide } = this.list.dataset;
    const isName = Boolean(name);
    const href = isName ? new URL(`glossary/${concept.id}/`, this.home).href : page.url;
    const title = isName ? concept.term : page.title;
    const kind = isName || concept ? entry : page.kind && guide;
    const link = element("a", { class: "search__link", href }, markedNodes(title, text, data));
    const head = element("p", { class: "search__title" },
      [link, ...(kind ? [" ", element("span", { class: "tag" }, [kind])] : [])]);
    const parts = [head];
    if (isName && name.kind !== "term" && name.kind !== "forms")
      parts.push(element("p", { class: "search__name" },
        [element(name.kind === "avoid" ? "s" : "span", { lang: name.lang }, markedNodes(name.text, text, data))]));
    if (page.section)
      parts.push(element("p", { class: "search__name" },
        [element("a", { href: page.section.url }, [curled(page.section.title)])]));
    const excerpt = isName ? markedNodes(concept.excerpt, text, data) : excerptNodes(page.excerpt);
    return element("li", {}, [...parts, element("p", { class: "search__excerpt" }, excerpt)]);
  }
}

let search = null;

/* Open the dialog; the opener says in its data where the indexes are. */
export function open(opener) {
  search ??= new Search(opener);
  search.open();
}
