/**
 * A mock interview as the query of an address, and back. Pure.
 *
 * @typedef {object} InterviewChoice
 * @property {number} length Minutes.
 * @property {string} level Of the job.
 * @property {string[]} chapters None for all.
 * @property {string} seed
 * @property {string[] | null} ids Its questions, where a link names them.
 * @property {boolean} asks Whether this is the view of the interviewer.
 * @typedef {import("../quiz/address.mjs").Known} Known
 */

import { readIds, readLists, readSingles, readsSeed, writeQuery } from "../practice/address.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";
import { LENGTHS, LEVELS } from "./choosing.mjs";

/** @type {Readonly<InterviewChoice>} */
export const FIRST_CHOICE = Object.freeze({
  length: 25,
  level: "senior",
  chapters: [],
  seed: "",
  ids: null,
  asks: false,
});

/** @type {import("../practice/address.mjs").Single<InterviewChoice>[]} */
const SINGLES = [
  readsSeed((seed) => ({ seed })),
  ["length", (value) => LENGTHS.has(Number(value)), (value) => ({ length: Number(value) })],
  ["level", (value) => LEVELS.includes(value), (level) => ({ level })],
  ["view", (value) => value === "interviewer", () => ({ asks: true })],
];

/**
 * Return the choice that a query makes, and a sentence for everything in it that had to be left out.
 * @param {string} query
 * @param {Known} known
 * @returns {{ choice: InterviewChoice, complaints: string[] }}
 */
export function readAddress(query, known) {
  const values = readQuery(query);
  const singles = readSingles(values, SINGLES, "interview");
  const lists = readLists(values, /** @type {const} */ (["chapters"]), known.has);
  const { ids, complaints } = readIds(values, known.find);
  return {
    choice: { ...FIRST_CHOICE, ...singles.chosen, ...lists.chosen, ids },
    complaints: [...singles.complaints, ...lists.complaints, ...complaints],
  };
}

/**
 * Return the query that makes the choice, empty if nothing was chosen.
 * @param {InterviewChoice} choice
 */
export function writeAddress({ length, level, chapters, seed, ids, asks }) {
  const isChosen = seed || ids || asks;
  return writeQuery([
    ["length", length === FIRST_CHOICE.length && !isChosen ? "" : length],
    ["level", level === FIRST_CHOICE.level && !isChosen ? "" : level],
    ["chapters", ids ? "" : chapters.join(",")],
    ["seed", seed],
    ["ids", ids?.join(",") ?? ""],
    ["view", asks ? "interviewer" : ""],
  ]);
}
