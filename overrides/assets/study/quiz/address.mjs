/**
 * A quiz as the query of an address, and back. Pure.
 *
 * @typedef {import("../practice/question-order.mjs").Choice & { exam: boolean, minutes: number }} QuizChoice `minutes` 0: 90 s a question.
 * @typedef {"chapters" | "levels" | "kinds"} List
 * @typedef {{ has: (name: List, value: string) => boolean, find: (id: string) => string | undefined }} Known
 *   Whether the site has that chapter, level or kind; today's id for an id of today or of before.
 */

import { readIds, readLists, readSingles, readsSeed, writeQuery } from "../practice/address.mjs";
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

/** @type {import("../practice/address.mjs").Single<QuizChoice>[]} */
const SINGLES = [
  readsSeed((seed) => ({ seed })),
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
  const values = readQuery(query);
  const singles = readSingles(values, SINGLES, "quiz");
  const lists = readLists(values, LISTS, known.has);
  const { ids, complaints } = readIds(values, known.find);
  return {
    choice: { ...FIRST_CHOICE, ...singles.chosen, ...lists.chosen, ids },
    complaints: [...singles.complaints, ...lists.complaints, ...complaints],
  };
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
