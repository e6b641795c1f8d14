/**
 * What an interview came to. Pure.
 *
 * @import { Records } from "../progress-store.mjs"
 * @import { Interview } from "./interview.mjs"
 */

import { addReview } from "../cards/store.mjs";
import { findAnswer } from "./interview.mjs";

/** How long an answer should take, in milliseconds. */
export const RIGHT_TIME = { least: 60_000, most: 120_000 };

/**
 * Return the ids of the questions whose rubric the reader has gone through.
 * @param {Interview} interview
 */
export const findMarked = (interview) => interview.ids.filter((id) => findAnswer(interview, id).of > 0);

/**
 * Return the points made, how many there were, and the traps, of some questions.
 * @param {Interview} interview
 * @param {string[]} ids
 */
export function countPoints(interview, ids) {
  const answers = ids.map((id) => findAnswer(interview, id));
  /** @param {(answer: import("./interview.mjs").Answer) => number} measure */
  const sum = (measure) => answers.reduce((total, answer) => total + measure(answer), 0);
  return { said: sum(({ said }) => said.length), of: sum(({ of }) => of), slips: sum(({ slips }) => slips.length) };
}

/**
 * Return the ids of the questions that were not answered in full, those that lack most first.
 * @param {Interview} interview
 */
export function findMissed(interview) {
  /** @param {string} id */
  const lack = (id) => {
    const { said, slips, of } = findAnswer(interview, id);
    return of - said.length + slips.length;
  };
  return findMarked(interview).filter(lack).sort((one, other) => lack(other) - lack(one));
}

/**
 * Return in words how a time stands to the one to two minutes that an answer should take.
 * @param {number} time
 */
export function judgeTime(time) {
  if (time < RIGHT_TIME.least) return "short";
  return time > RIGHT_TIME.most ? "long" : "right";
}

/**
 * Return the cards with those of some questions as missed today, so that they are due at once.
 * @param {Records} records
 * @param {string[]} ids
 * @param {number} day
 * @param {number} now
 */
export const makeDue = (records, ids, day, now) =>
  ids.reduce((all, id) => addReview(all, id, day, 1, Math.max(now, (all[id]?.at ?? 0) + 1)), records);
