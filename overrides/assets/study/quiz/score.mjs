/**
 * What a quiz came to. Pure.
 *
 * @import { Verdict } from "./question/grading.mjs"
 * @import { Entry } from "./session.mjs"
 * @typedef {Map<string, Entry>} FirstAnswers By id of the question.
 * @typedef {{ right: number, half: number, wrong: number, of: number }} Tally
 */

import { asPresent } from "../nodes.mjs";

/** @type {Record<Verdict, string>} */
const SIGNS = { right: "■", half: "◧", wrong: "□" };

/**
 * Return the first answer to each question, by id: the one that scores.
 * @param {Entry[]} log
 */
export function findFirstAnswers(log) {
  /** @type {FirstAnswers} */
  const first = new Map();
  for (const entry of log) if (!first.has(entry.id)) first.set(entry.id, entry);
  return first;
}

/**
 * Return how many questions were right, half right and wrong at the first try.
 * @param {string[]} ids
 * @param {FirstAnswers} first
 * @returns {Tally}
 */
export function tally(ids, first) {
  /** @param {Verdict} verdict */
  const count = (verdict) => ids.filter((id) => first.get(id)?.verdict === verdict).length;
  return { right: count("right"), half: count("half"), wrong: count("wrong"), of: ids.length };
}

/**
 * Return the ids that were not right at the first try, what the reader was sure of first.
 * @param {string[]} ids
 * @param {FirstAnswers} first
 */
export function findMissed(ids, first) {
  const answers = asPresent(ids.map((id) => first.get(id)).filter(Boolean));
  const missed = answers.filter(({ verdict }) => verdict !== "right");
  return [...missed.filter(isSureMiss), ...missed.filter((entry) => !isSureMiss(entry))].map(({ id }) => id);
}

/**
 * Return whether the reader was sure and not right.
 * @param {Entry} entry
 */
export const isSureMiss = (entry) => entry.sure === "sure" && entry.verdict !== "right";

/**
 * Return a tally as words.
 * @param {Tally} tally
 * @param {string} [tries]
 */
export function describeTally({ right, half, of }, tries = "at the first try") {
  return `${right} of ${of} right ${tries}${half ? `, ${half} half right` : ""}`.replace(/ (?=,|$)/, "");
}

/**
 * Return a result to paste into a message: one sign a question, nothing of what was asked, and the link.
 * @param {string} title
 * @param {string[]} ids
 * @param {FirstAnswers} first
 * @param {string} link
 */
export function describeResult(title, ids, first, link) {
  const signs = ids.map((id) => SIGNS[/** @type {Verdict} */ (first.get(id)?.verdict)] ?? "·").join("");
  return `${title}: ${describeTally(tally(ids, first))}\n${signs}\nThe same questions: ${link}`;
}

/**
 * Return minutes and seconds as a clock shows them.
 * @param {number} milliseconds
 */
export function describeTime(milliseconds) {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
