/* The orientation profile: the tables of statements to tick become choices, and their totals a
   picture. It works in the page: nothing is sent or kept. */
"use strict";

const BOX = "☐";
const SVG = "http://www.w3.org/2000/svg";

const fillIn = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, place) => values[place]);

function make(tag, attributes, content = [], namespace = "http://www.w3.org/1999/xhtml") {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/* A line of a table, that is a number, a statement and boxes, as a group of choices. The words of
   the statement are moved and not copied, with the links in them. */
function choices(line, marks, { id, dataset }) {
  const [number, statement] = line.cells;
  const ends = { [marks[0]]: dataset.lowest, [marks.at(-1)]: dataset.highest };
  const options = marks.map((mark) => {
    const name = `statement-${number.textContent}`;
    const radio = make("input", { type: "radio", form: id, name, value: mark });
    if (ends[mark]) radio.setAttribute("aria-label", `${mark}, ${ends[mark]}`);
    return make("label", {}, [radio, mark]);
  });
  const legend = make("legend", {}, [`${number.textContent}. `, ...statement.childNodes]);
  return make("fieldset", {}, [legend, make("div", {}, options)]);
}

/* Put choices in the place of a table; the marks to choose from head its columns. */
function choose(table, form) {
  const marks = [...table.tHead.rows[0].cells].slice(2).map((cell) => cell.textContent);
  const groups = [...table.tBodies[0].rows].map((line) => choices(line, marks, form));
  const total = make("p", { class: "total" });
  const scale = make("p", { class: "scale" }, [form.dataset.scale]);
  const block = make("div", { class: "statements" }, [scale, ...groups, total]);
  (table.closest(".scroll") ?? table).replaceWith(block);
  const number = groups.length;
  return { block, total, number, least: number * marks[0], most: number * marks.at(-1) };
}

/* Bars one below the other, with lengths in percent and em, so that words keep their size on every
   screen. The end of a bar is marked, for the least total has no length. */
function draw(picture, bars) {
  const LINE = 3;
  const height = bars.length * LINE + 1;
  const { least, most } = bars[0];
  const text = (x, y, anchor, words, kind = "") =>
    make("text", { x: `${x}%`, y: `${y}em`, "text-anchor": anchor, class: kind }, [words], SVG);
  const box = (kind, x, y, width, height) =>
    make("rect", { class: kind, x: `${x}%`, y: `${y}em`, width, height: `${height}em` }, [], SVG);
  const bar = (sum, y) => {
    const share = (100 * (sum - least)) / (most - least);
    return [box("bar", 0, y, `${share}%`, 0.8), box("bar", share, y - 0.2, 4, 1.2)];
  };
  const lines = bars.flatMap(({ label, left, sum, words }, index) => [
    text(0, index * LINE + 1, "start", label),
    text(100, index * LINE + 1, "end", words, left ? "unanswered" : ""),
    box("track", 0, index * LINE + 1.5, "100%", 0.8),
    ...(left ? [] : bar(sum, index * LINE + 1.5)),
  ]);
  const scale = [[0, "start", least], [50, "middle", (least + most) / 2], [100, "end", most]];
  const ticks = scale.map(([x, anchor, sum]) => text(x, height - 0.2, anchor, sum, "tick"));
  picture.setAttribute("height", `${height}em`);
  picture.replaceChildren(...lines, ...ticks);
}

function orientationProfile(form) {
  const tables = [...document.querySelectorAll("article table")];
  const isAbove = (table) => form.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_PRECEDING;
  const lines = [...tables.filter(isAbove).at(-1).tBodies[0].rows];
  const isForm = (table) => table.textContent.includes(BOX);
  const parts = tables.filter(isForm).map((table) => choose(table, form));
  const status = form.querySelector("[role=status]");

  const show = ({ block, total, number, least, most }, index) => {
    const answers = [...block.querySelectorAll(":checked")].map((radio) => Number(radio.value));
    const left = number - answers.length;
    const sum = answers.reduce((one, other) => one + other, 0);
    const words = left ? fillIn(form.dataset.left, { left }) : String(sum);
    total.textContent = left ? words : fillIn(form.dataset.total, { sum, most });
    const { cells } = lines[index];
    const cell = cells[cells.length - 1];
    cell.textContent = words;
    for (const element of [total, cell]) element.classList.toggle("unanswered", left > 0);
    return { label: cells[0].textContent, left, sum, words, least, most };
  };
  const update = () => {
    const bars = parts.map(show);
    draw(form.querySelector("svg"), bars);
    const left = bars.reduce((number, bar) => number + bar.left, 0);
    const all = parts.reduce((number, part) => number + part.number, 0);
    const totals = bars.map(({ label, sum }) => `${label} ${sum}`).join(", ");
    const { open, done } = status.dataset;
    status.textContent = fillIn(left ? open : done, { left, all, totals });
  };

  for (const { block } of parts) block.addEventListener("change", update);
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    update();
  });
  parts[0].block.previousElementSibling.before(form.querySelector("template").content);
  update();
  form.hidden = false;
}

orientationProfile(document.getElementById("orientation-profile"));
