/* Which concepts and pages answer a query, and in which order. Nothing here touches a page: names
   come from the language's file of names, pages from Pagefind. */

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

export const plain = (text, language) => fold(wordsOf(text, language).join(" "));

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
export function titleFit(query, title) {
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
