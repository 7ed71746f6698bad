/* The calculator of customer lifetime value. It works in the page: nothing is sent or kept. */
"use strict";

/* The number that a text says in the format of a language, or NaN. The format of another language
   is not guessed at: 1.234 means a thousand to one reader and hardly more than one to another. */
function readNumber(text, language) {
  const parts = new Intl.NumberFormat(language).formatToParts(1234567.8);
  const sign = (type) => parts.find((part) => part.type === type).value;
  const decimal = sign("decimal");
  // Where groups are parted by a space, readers type any space; \s has the no-break ones, too.
  const group = /\s/.test(sign("group")) ? "\\s" : `\\${sign("group")}`;
  const shape = `^[-−]?(?=\\D?\\d)(\\d{1,3}(${group}\\d{3})+|\\d*)(\\${decimal}\\d*)?$`;
  const plain = text.trim();
  if (!new RegExp(shape).test(plain)) return NaN;
  const [whole, fraction = ""] = plain.replace("−", "-").split(decimal);
  return Number(`${whole.replace(/[^\d-]/g, "")}.${fraction}`);
}

/* The number in an entry, and what is wrong with it: the name of the sentence that says so. */
function judge(input, language) {
  const text = input.value.trim();
  if (!text) return { problem: input.required ? "empty" : "" };
  const { percent, full, most } = input.dataset;
  const number = readNumber(percent === undefined ? text : text.replace(/\s*%$/, ""), language);
  if (Number.isNaN(number)) return { problem: "number" };
  if (number < 0) return { problem: "negative" };
  if (full && number >= 100) return { problem: "full" };
  return { number, problem: number > most ? "large" : "" };
}

/* m·r / (1 + i − r), or with a first margin now m·(1 + i) / (1 + i − r). For r near 1, rounding
   can make 1 + i − r zero, but not 1 − r + i. */
function lifetimeValue({ m, r, i, now }) {
  return (m * (now ? 1 + i : r)) / (1 - r + i);
}

/* One margin and no more, at the time of the first one in the formula. */
function oneOffValue({ m, i, now }) {
  return now ? m : m / (1 + i);
}

/* The retention rate at which the value equals the cost, or that any rate or none will do. The
   value comes near to `limit` as the rate comes near to 1. */
function breakEven({ m, i, now, cost }) {
  const rate = now ? (1 + i) * (1 - m / cost) : (cost * (1 + i)) / (m + cost);
  const limit = m && (m * (now ? 1 + i : 1)) / i;
  if (cost === 0 || rate <= 0) return { kind: "any" };
  return limit > cost ? { kind: "found", rate } : { kind: "none", limit };
}

/* Numbers as the readers of a language write them. */
function formats(language) {
  const format = (options) => {
    const { format } = new Intl.NumberFormat(language, options);
    return (number) => format(number);
  };
  return {
    plain: format({ maximumFractionDigits: 12 }),
    amount: format({
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      trailingZeroDisplay: "stripIfInteger",
    }),
    percent: format({ style: "percent", maximumFractionDigits: 1 }),
  };
}

function valueCalculator(form) {
  const language = document.documentElement.lang;
  const { plain, amount, percent } = formats(language);
  const { margin, retention, discount, cost, now } = form.elements;
  const inputs = [margin, retention, discount, cost];
  const status = form.querySelector("[role=status]");
  const part = (name) => form.querySelector(`[data-part=${name}]`);

  /* Put the sentence of a name into an element, or nothing; the element has its sentences. */
  const say = (element, name, values, source = element) => {
    const sentence = source.dataset[name] ?? "";
    const text = sentence.replace(/\{(\w+)\}/g, (_, place) => values[place]);
    // What has not changed is not announced again.
    if (element.textContent !== text) element.textContent = text;
  };
  const comment = (input, { number, problem }) => {
    const entry = input.value.trim();
    const surprise = number > 0 && number < 1 ? "small" : "";
    const values = { entry, example: plain(1234.5), most: plain(input.dataset.most) };
    say(document.getElementById(`${input.id}-problem`), problem || surprise, values, input);
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  const showEven = (known) => {
    part("even").hidden = known.cost === undefined;
    if (part("even").hidden) return;
    const { kind, rate, limit } = breakEven(known);
    // A rate below 1 is not shown as 100 %.
    const shown = percent(Math.min(rate, 0.999));
    const values = { rate: shown, limit: amount(limit), cost: amount(known.cost) };
    say(part("even-rate"), kind, values);
    say(part("even-note"), kind, values);
  };
  const show = (known) => {
    const timing = known.now ? "now" : "later";
    const value = amount(lifetimeValue(known));
    const values = { m: plain(known.m), r: plain(known.r), i: plain(known.i), value };
    say(status, "result", values);
    say(part("sum"), timing, values);
    part("once").textContent = amount(oneOffValue(known));
    say(part("once-note"), timing, values);
    showEven(known);
  };

  /* While someone types, no entry is found fault with that was not before. */
  const update = (settled) => {
    const entries = inputs.map((input) => judge(input, language));
    inputs.forEach((input, index) => {
      if (settled || input.hasAttribute("aria-invalid")) comment(input, entries[index]);
    });
    const wrong = inputs.find((_, index) => entries[index].problem);
    part("results").hidden = Boolean(wrong);
    if (wrong) {
      say(status, settled ? "problem" : "");
      return wrong;
    }
    const [m, r, i, c] = entries.map((entry) => entry.number);
    show({ m, r: r / 100, i: i / 100, cost: c, now: now.checked });
  };

  form.addEventListener("input", () => update(false));
  form.addEventListener("change", () => update(true));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update(true)?.focus();
  });
  part("reset").addEventListener("click", () => {
    form.reset();
    update(true);
  });
  update(true);
  form.hidden = false;
}

valueCalculator(document.getElementById("value-calculator"));
