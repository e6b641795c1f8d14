/**
 * Formulas and texts of an incident, as the build parsed them. Pure.
 *
 * @typedef {number | string | Operation} Tree A number, a name, or an operation and what it works on.
 * @typedef {object} Operation Begins with its name, `[string, ...Tree[]]`, which a type cannot say of itself.
 * @property {number} length
 *
 * @typedef {string | [tree: Tree, style: string]} Part Of a text: words, or a value and how it is written.
 * @typedef {(name: string) => number} Lookup The value of a name.
 */

const NOISE = 1e-9;

/** @type {Record<string, (...parts: number[]) => number>} */
const OPERATIONS = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => (other === 0 ? 0 : one / other),
  "<": (one, other) => Number(one < other),
  "<=": (one, other) => Number(one <= other),
  ">": (one, other) => Number(one > other),
  ">=": (one, other) => Number(one >= other),
  "==": (one, other) => Number(one === other),
  "!=": (one, other) => Number(one !== other),
  not: (one) => Number(!one),
  ceil: (value) => Math.ceil(value - NOISE),
  floor: (value) => Math.floor(value + NOISE),
  max: Math.max,
  min: Math.min,
};

/**
 * Return the value of a formula; what is true is 1, and what divides by nothing is 0.
 * @param {Tree} tree
 * @param {Lookup} find
 * @returns {number}
 */
export function work(tree, find) {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string") return find(tree);
  const [operation, ...parts] = /** @type {[string, ...Tree[]]} */ (tree);
  if (operation === "and") return Number(parts.every((part) => work(part, find)));
  if (operation === "or") return Number(parts.some((part) => work(part, find)));
  if (operation === "if") return work(work(parts[0], find) ? parts[1] : parts[2], find);
  return OPERATIONS[operation](...parts.map((part) => work(part, find)));
}

/**
 * Return the names that a formula asks for.
 * @param {Tree} tree
 * @returns {string[]}
 */
export function listNames(tree) {
  if (typeof tree === "string") return [tree];
  return typeof tree === "number" ? [] : /** @type {[string, ...Tree[]]} */ (tree).slice(1).flatMap(listNames);
}

/**
 * Return a text with its values in it.
 * @param {readonly Part[]} parts
 * @param {Lookup} find
 * @param {(seconds: number) => string} showClock
 */
export const fillText = (parts, find, showClock) =>
  parts.map((part) => typeof part === "string" ? part : showValue(work(part[0], find), part[1], showClock)).join("")
    .trim();

/** @type {(value: number, style: string, showClock: (seconds: number) => string) => string} */
function showValue(value, style, showClock) {
  if (style === "clock") return showClock(value);
  if (style === "d") return String(Math.round(value));
  const digits = style ? Number(style) : Math.abs(value) >= 100 ? 0 : 1;
  const shown = value.toLocaleString("en-US", {
    minimumFractionDigits: style ? digits : 0,
    maximumFractionDigits: digits,
  });
  return shown === "-0" ? "0" : shown;
}
