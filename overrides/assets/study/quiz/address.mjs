/**
 * A quiz as the query of an address, and back. Pure.
 *
 * @typedef {import("../practice/question-order.mjs").Choice & { exam: boolean, minutes: number }} QuizChoice `minutes` 0: 90 s a question.
 * @typedef {"chapters" | "levels" | "kinds"} List
 * @typedef {{ has: (name: List, value: string) => boolean, find: (id: string) => string | undefined }} Known
 *   Whether the site has that chapter, level or kind; today's id for an id of today or of before.
 */

import { quoteAll, readLists, shorten, sortOut, writeQuery } from "../practice/address.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";

/** @type {Readonly<QuizChoice>} */
export const FIRST_CHOICE = Object.freeze({
  seed: "",
  n: 10,
  chapters: [],
  levels: [],
  kinds: [],
  ids: null,
  shuffled: true,
  exam: false,
  minutes: 0,
});

/** @type {List[]} */
export const LISTS = ["chapters", "levels", "kinds"];

/** @type {(value: string, most: number) => boolean} */
const isCount = (value, most) => /^[1-9]\d{0,3}$/.test(value) && Number(value) <= most;

/**
 * What single parameters may say, and what that changes in the choice.
 * @type {[name: string, isGood: (value: string) => boolean, read: (value: string) => Partial<QuizChoice>][]}
 */
const SINGLES = [
  ["seed", (value) => /^[\w-]{1,40}$/.test(value), (seed) => ({ seed })],
  ["n", (value) => value === "all" || isCount(value, 1000), (value) => ({ n: value === "all" ? 0 : Number(value) })],
  ["order", (value) => value === "written", () => ({ shuffled: false })],
  ["mode", (value) => value === "exam", () => ({ exam: true })],
  ["minutes", (value) => isCount(value, 600), (value) => ({ minutes: Number(value) })],
];

/**
 * Return the choice that a query makes, and a sentence for everything in it that had to be left out.
 * @param {string} query
 * @param {Known} known
 * @returns {{ choice: QuizChoice, complaints: string[] }}
 */
export function readAddress(query, known) {
  /** @type {string[]} */
  const complaints = [];
  /** @type {QuizChoice} */
  const choice = { ...FIRST_CHOICE };
  const values = readQuery(query);
  for (const [name, isGood, read] of SINGLES.filter(([name]) => values.has(name))) {
    const value = /** @type {string} */ (values.get(name));
    if (isGood(value)) Object.assign(choice, read(value));
    else complaints.push(`The address says “${name}=${shorten(value)}”, which this quiz cannot use; it was left out.`);
  }
  const lists = readLists(values, LISTS, known.has);
  Object.assign(choice, lists.chosen);
  complaints.push(...lists.complaints);
  if (values.has("ids")) {
    const { good, bad } = sortOut(values.get("ids"), (id) => known.find(id) !== undefined);
    choice.ids = good.length ? [...new Set(good.map((id) => /** @type {string} */ (known.find(id))))] : null;
    if (bad.length) complaints.push(`No longer here, so skipped: ${quoteAll(bad)}.`);
    if (!good.length) complaints.push("None of the questions that the address names is here.");
  }
  return { choice, complaints };
}

/**
 * Return the query that makes the choice, empty if nothing was chosen.
 * @param {QuizChoice} choice
 */
export function writeAddress(choice) {
  const { seed, n, ids, shuffled, exam, minutes } = choice;
  return writeQuery([
    ["seed", seed],
    ...(ids ? [["ids", ids.join(",")]] : [["n", n === FIRST_CHOICE.n && !seed ? "" : n || "all"]]),
    ...(ids ? [] : LISTS.map((list) => [list, choice[list].join(",")])),
    ["order", shuffled ? "" : "written"],
    ["mode", exam ? "exam" : ""],
    ["minutes", minutes || ""],
  ]);
}
