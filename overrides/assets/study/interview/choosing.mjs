/** Which questions an interviewer asks, and how far the follow-ups go. Pure. */

import { chooseIds } from "../practice/question-order.mjs";

/**
 * @import { Summary } from "../practice/question-order.mjs"
 * @import { InterviewChoice } from "./address.mjs"
 */

/** How many questions fit into so many minutes: two minutes to answer, one for follow-ups, half a minute to look back. */
export const LENGTHS = new Map([[10, 3], [25, 7], [45, 12]]);

const EVERY_LEVEL = ["junior", "mid", "senior", "staff"];
export const LEVELS = EVERY_LEVEL.slice(1);

/** @param {string} level */
const rank = (level) => EVERY_LEVEL.indexOf(level);

/**
 * Return the questions of an interview, the easier first: of the job's level and of the one below it, from as many
 * chapters as can be.
 * @param {Summary[]} questions
 * @param {InterviewChoice} choice
 */
export function chooseInterview(questions, { ids, seed, length, level, chapters }) {
  if (ids) return ids;
  const levels = EVERY_LEVEL.slice(rank(level) - 1, rank(level) + 1);
  const n = /** @type {number} */ (LENGTHS.get(length));
  const chosen = chooseIds(questions, { seed, n, chapters, levels, kinds: [], ids: null, shuffled: true });
  const ranks = new Map(questions.map((question) => [question.id, rank(question.level)]));
  return chosen.sort((one, other) => Number(ranks.get(one)) - Number(ranks.get(other)));
}

/**
 * Return the places of the follow-ups that are asked: up to the level of the job, the first in any case.
 * @param {string[]} levels Of the follow-ups, as they are written.
 * @param {string} level Of the job.
 */
export function findAsked(levels, level) {
  const places = levels.map((_, place) => place);
  const fitting = places.filter((place) => rank(levels[place]) <= rank(level));
  return fitting.length ? fitting : places.slice(0, 1);
}
