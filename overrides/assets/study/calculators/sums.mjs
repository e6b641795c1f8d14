/**
 * The sums of a calculator. Pure; the build works the same ones, see `study.calculators.formula`.
 *
 * @typedef {number | string | Operation} Tree A number, a name, or an operation and what it works on.
 * @typedef {object} Operation Begins with its name, `[string, ...Tree[]]`, which a type cannot say of itself.
 * @property {number} length
 *
 * @typedef {{ factor: number, from: number, to: number, values: number[] }} Input `factor` base units are one of its unit.
 * @typedef {{ cases: string[], inputs: Record<string, Input>, results: Record<string, { factor: number, sum: Tree }> }} Sums
 */

const NOISE = 1e-9;

/** @type {Record<string, (...parts: number[]) => number>} */
const OPERATIONS = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => one / other,
  ceil: (value) => Math.ceil(value - NOISE),
  floor: (value) => Math.floor(value + NOISE),
  max: Math.max,
  min: Math.min,
};

/**
 * Return every result by its name, in its unit; one that divides by nothing is not finite.
 * @param {Sums} sums
 * @param {Record<string, number>} given Each input in its unit.
 * @returns {Record<string, number>}
 */
export function workSums({ inputs, results }, given) {
  const known = Object.fromEntries(Object.entries(inputs).map(([name, { factor }]) => [name, given[name] * factor]));
  return Object.fromEntries(
    Object.entries(results).map(([name, { factor, sum }]) => [name, (known[name] = work(sum, known)) / factor]),
  );
}

/** @type {(sum: Tree, known: Record<string, number>) => number} */
function work(sum, known) {
  if (typeof sum === "number") return sum;
  if (typeof sum === "string") return known[sum];
  const [operation, ...parts] = /** @type {[string, ...Tree[]]} */ (sum);
  return OPERATIONS[operation](...parts.map((part) => work(part, known)));
}

/**
 * Return the number that a reader typed, with or without commas, or NaN.
 * @param {string} typed
 */
export const readNumber = (typed) => (/\d/.test(typed) ? Number(typed.replace(/[\s,_]/g, "")) : NaN);

/**
 * Return a number as a reader sees it: whole from a thousand up, else so many figures.
 * @param {number} value
 */
export function showNumber(value, figures = 3) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 999.5 && figures === 3) return Math.round(value).toLocaleString("en");
  return Number(value.toPrecision(figures)).toLocaleString("en", { maximumFractionDigits: 20 });
}
