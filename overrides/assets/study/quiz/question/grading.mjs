/**
 * Marking an answer. Pure: plain values in, a verdict out.
 *
 * @import { Kind } from "../../practice/question-order.mjs"
 * @typedef {"right" | "half" | "wrong"} Verdict
 * @typedef {[left: string, right: string]} Pair
 * @typedef {string[] | Pair[]} Given Texts chosen, ordered or typed; pairs for `match`. Never positions.
 * @typedef {{ kind: Exclude<Kind, "match" | "number">, right: string[], unit?: undefined }} TextKey The right options, all accepted forms,
 *   the steps in order, or the printed text.
 * @typedef {{ kind: "number", right: string[], value: number, tolerance?: number, unit?: string }} NumberKey
 * @typedef {{ kind: "match", right: Pair[] }} PairKey
 * @typedef {TextKey | NumberKey | PairKey} Key
 * @typedef {(key: Key, given: Given) => Verdict} Mark
 */

/** @type {Record<string, number>} */
const SECONDS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86400 };
/** @type {Record<string, string[]>} */
const SAME_UNIT = {
  ms: ["millisecond", "milliseconds", "msec"],
  s: ["sec", "secs", "second", "seconds"],
  min: ["mins", "minute", "minutes"],
  h: ["hr", "hrs", "hour", "hours"],
  d: ["day", "days"],
  "%": ["percent"],
};
const NUMBER = /^[~≈=]?\s*(?:about\s+)?([+-]?\d[\d\s_,.'’]*?)\s*([^\d\s_,.'’].*)?$/i;
const GROUPED = /^[+-]?[1-9]\d{0,2}([\s_,'’]\d{3})+(\.\d+)?$/;

/**
 * Return the text as it counts: case, space, backticks, quotes round it and a full stop after it do not.
 * @param {string} text
 */
export function foldText(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[`\s]/g, "")
    .replace(/[’‘]/g, "'")
    .replace(/^["'“”]+|["'“”.;]+$/g, "");
}

/** @param {string} unit */
function foldUnit(unit) {
  const parts = unit
    .trim()
    .toLowerCase()
    .replace(/\.$/, "")
    .split(/\s*(?:\/|\bper\b)\s*/);
  /** @param {string} part */
  const fold = (part) =>
    Object.keys(SAME_UNIT).find((name) => SAME_UNIT[name].includes(part)) ?? part.replace(/(.)s$/, "$1");
  return parts.map((part) => (part in SECONDS ? part : fold(part))).join("/");
}

/**
 * Return the number that was typed, in the unit asked for, or the sentence that tells what to type instead.
 * @param {string} text
 * @param {string} unit
 * @returns {{ value: number, problem?: undefined } | { problem: string }}
 */
export function readNumber(text, unit = "") {
  const [, digits, typed = ""] = NUMBER.exec(text.normalize("NFKC").trim()) ?? [];
  const compact = digits &&
    (GROUPED.test(digits) ? digits.replace(/[\s_,'’]/g, "") : digits.replace(/[\s_'’]/g, "").replace(",", "."));
  const value = Number(compact);
  if (!digits || Number.isNaN(value)) return { problem: unit ? `Type a number, in ${unit}.` : "Type a number." };
  const [from, to] = [foldUnit(typed), foldUnit(unit)];
  if (!typed || from === to) return { value };
  if (from in SECONDS && to in SECONDS) return { value: (value * SECONDS[from]) / SECONDS[to] };
  return { problem: unit ? `Give the number in ${unit}.` : "Give the number without a unit." };
}

/**
 * Return the verdict on what was given; nothing given is wrong.
 * @param {Key} key
 * @param {Given} given
 * @returns {Verdict}
 */
export function markAnswer(key, given) {
  return given.length ? /** @type {Mark} */ (MARKS[key.kind])(key, given) : "wrong";
}

const MARKS = {
  /** @type {(key: TextKey, given: string[]) => Verdict} */
  options: (key, given) => (key.right.includes(given[0]) ? "right" : "wrong"),
  several: markSeveral,
  typed: markTyped,
  trace: markTrace,
  number: markNumber,
  order: markOrder,
  match: markMatch,
};

/**
 * @param {number} hits
 * @param {number} count
 * @param {boolean} [half]
 * @returns {Verdict}
 */
function grade(hits, count, half = hits > 0) {
  if (hits === count) return "right";
  return half ? "half" : "wrong";
}

/** @type {(key: TextKey, given: string[]) => Verdict} */
function markSeveral({ right }, given) {
  const hits = given.filter((text) => right.includes(text)).length;
  const false_ = given.length - hits;
  return grade(hits - false_, right.length, hits > false_);
}

/** @type {(key: TextKey, given: string[]) => Verdict} */
function markTyped({ right }, given) {
  const typed = foldText(given[0]);
  const forms = right.map(foldText);
  const bare = forms.map((form) => /^([\d.,]+)[a-z%/]+$/.exec(form)?.[1]);
  if (forms.includes(typed) || (typed && bare.includes(typed))) return "right";
  return forms.some((form) => isSlip(form, typed)) ? "half" : "wrong";
}

/** @type {(key: TextKey, given: string[]) => Verdict} */
function markTrace({ right }, given) {
  const [printed, typed] = [right[0], given[0]].map((text) =>
    text
      .trim()
      .split(/\s*\n\s*/)
      .map(foldText)
  );
  const hits = printed.filter((line, index) => line === typed[index]).length;
  if (typed.length > printed.length) return hits ? "half" : "wrong";
  return grade(hits, printed.length, hits > 0 || isSlip(printed.join(""), typed.join("")));
}

/** @type {(key: NumberKey, given: string[]) => Verdict} */
function markNumber({ value, tolerance = 0, unit }, given) {
  const typed = readNumber(given[0], unit);
  if ("problem" in typed) return "wrong";
  const off = Math.abs(typed.value - value);
  const rounding = Math.abs(value) * 1e-9;
  return grade(Number(off <= tolerance + rounding), 1, off <= Math.max(tolerance * 2, Math.abs(value) / 10));
}

/** @type {(key: TextKey, given: string[]) => Verdict} */
function markOrder({ right }, given) {
  const follows = right
    .slice(1)
    .filter((step, index) => given.indexOf(step) === given.indexOf(right[index]) + 1).length;
  return grade(follows, right.length - 1, follows * 2 >= right.length - 1);
}

/** @type {(key: PairKey, given: Pair[]) => Verdict} */
function markMatch({ right }, given) {
  const chosen = new Map(given);
  return grade(right.filter(([left, side]) => chosen.get(left) === side).length, right.length);
}

/**
 * Return whether one letter was missed, added or swapped in a word long enough for that to be a slip of the hand.
 * @param {string} form
 * @param {string} typed
 */
function isSlip(form, typed) {
  if (form.length < 10 || form.replace(/\D/g, "") !== typed.replace(/\D/g, "")) return false;
  let [start, end] = [0, 0];
  while (start < form.length && form[start] === typed[start]) start += 1;
  while (end < form.length - start && end < typed.length - start && form.at(-1 - end) === typed.at(-1 - end)) end += 1;
  const [left, right] = [form.slice(start, form.length - end), typed.slice(start, typed.length - end)];
  return (left.length < 2 && right.length < 2) || (left.length === 2 && right === left[1] + left[0]);
}
