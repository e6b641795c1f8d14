/**
 * What a quiz came to. Pure.
 *
 * @typedef {import("./session.mjs").Entry} Entry
 * @typedef {{ right: number, half: number, wrong: number, of: number }} Tally
 */

const SIGNS = { right: "■", half: "◧", wrong: "□" };

/** Return the first answer to each question, by id: the one that scores. */
export function findFirstAnswers(log) {
  const first = new Map();
  for (const entry of log) if (!first.has(entry.id)) first.set(entry.id, entry);
  return first;
}

/**
 * Return how many questions were right, half right and wrong at the first try.
 * @param {string[]} ids
 * @param {Map<string, Entry>} first
 * @returns {Tally}
 */
export function tally(ids, first) {
  const count = (verdict) => ids.filter((id) => first.get(id)?.verdict === verdict).length;
  return { right: count("right"), half: count("half"), wrong: count("wrong"), of: ids.length };
}

/** Return the ids that were not right at the first try, what the reader was sure of first. */
export function findMissed(ids, first) {
  const missed = ids.filter((id) => first.has(id) && first.get(id).verdict !== "right");
  return [...missed.filter((id) => isSureMiss(first.get(id))), ...missed.filter((id) => !isSureMiss(first.get(id)))];
}

/** Return whether the reader was sure and not right. */
export const isSureMiss = (entry) => entry.sure === "sure" && entry.verdict !== "right";

/** Return a tally as words. */
export function describeTally({ right, half, of }, tries = "at the first try") {
  return `${right} of ${of} right ${tries}${half ? `, ${half} half right` : ""}`.replace(/ (?=,|$)/, "");
}

/** Return a result to paste into a message: one sign a question, nothing of what was asked, and the link. */
export function describeResult(title, ids, first, link) {
  const signs = ids.map((id) => SIGNS[first.get(id)?.verdict] ?? "·").join("");
  return `${title}: ${describeTally(tally(ids, first))}\n${signs}\nThe same questions: ${link}`;
}

/** Return minutes and seconds as a clock shows them. */
export function describeTime(milliseconds) {
  const seconds = Math.ceil(Math.abs(milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
