/**
 * When a card is due: FSRS-6 with its default weights over the card's log, from which everything else follows. Pure.
 *
 * @typedef {[day: number, grade: number]} Review Grades are 1 Again, 2 Hard, 3 Good, 4 Easy.
 * @typedef {{ at: number, log: Review[], gone?: boolean }} CardRecord `at` is the time of the last review; `gone` says
 *   that the site no longer has the card.
 * @typedef {Record<string, CardRecord>} CardRecords By id of the question.
 * @typedef {{ stability: number, difficulty: number, day: number, grade: number, first: number, ahead?: boolean }} Memory
 *   What the reviews left: the day and grade of the last, the day of the first; `ahead` if the last has a day to come.
 * @typedef {Map<string, Memory>} Memories By id of the question.
 * @typedef {typeof import("./schedule.mjs")} Schedule
 * @typedef {{ perDay: number, retention: number, interview: number }} Aims `interview` is a day, 0 for none.
 */

// @ts-types="../../../../tests/types/ts-fsrs.d.ts"
import { FSRSAlgorithm } from "../vendor/ts-fsrs/index.mjs";

const LONGEST = 36_500;
const algorithm = new FSRSAlgorithm({});

/**
 * Return the memory after one more review; nights count, so two reviews of one day are no days apart.
 * @param {Memory | null} memory
 * @param {number} day
 * @param {number} grade
 * @returns {Memory}
 */
export function learn(memory, day, grade) {
  const days = memory ? Math.max(0, day - memory.day) : 0;
  return { ...algorithm.next_state(memory, days, grade), day, grade, first: memory?.first ?? day };
}

/**
 * Return what the reviews left, or null if there were none.
 * @param {Review[]} log
 * @returns {Memory | null}
 */
export const replay = (log) =>
  log.reduce((memory, [day, grade]) => learn(memory, day, grade), /** @type {Memory | null} */ (null));

/**
 * Return reviews whose days never run backwards and never lie ahead of today, whatever clock they were made under: a day
 * to come is taken for that of the review before, or behind, and a day too early for that of the review before.
 * @param {Review[]} log
 * @param {number} today
 * @returns {Review[]}
 */
export function believe(log, today) {
  let last = log.map(([day]) => day).find((day) => day <= today) ?? today;
  return log.map(([day, grade]) => [last = day > today ? last : Math.max(last, day), grade]);
}

/**
 * Return records with the days of their reviews as `believe` reads them.
 * @param {CardRecords} records
 * @param {number} today
 * @returns {CardRecords}
 */
export const believeRecords = (records, today) =>
  Object.fromEntries(
    Object.entries(records).map(([id, record]) => [id, { ...record, log: believe(record.log, today) }]),
  );

/**
 * Return the memories by id, without those of cards that the site no longer has.
 * @param {CardRecords} records
 * @param {number} today
 * @returns {Memories}
 */
export const readMemories = (records, today) =>
  new Map(
    Object.entries(records).flatMap(([id, { log, gone }]) =>
      gone ? [] : [[id, {
        .../** @type {Memory} */ (replay(believe(log, today))),
        ahead: /** @type {Review} */ (log.at(-1))[0] > today,
      }]]
    ),
  );

/**
 * Return the predicted chance, 0 to 1, to recall the card on a day.
 * @param {Memory} memory
 * @param {number} day
 */
export const recallOn = (memory, day) => algorithm.forgetting_curve(Math.max(0, day - memory.day), memory.stability);

/**
 * Return after how many days the chance to recall falls to the retention.
 * @param {Memory} memory
 * @param {number} retention
 */
export function findInterval({ stability }, retention) {
  const days = Math.round(stability * algorithm.calculate_interval_modifier(retention));
  return Math.min(LONGEST, Math.max(1, days));
}

/**
 * Return the day on which the card is due: at once after a miss or a review of a day to come, and never later than on the
 * eve of the interview.
 * @param {Memory} memory
 * @param {Aims} aims
 * @param {number} today
 */
export function findDue(memory, { retention, interview }, today) {
  if (memory.grade === 1 || memory.ahead) return memory.day;
  const due = memory.day + findInterval(memory, retention);
  const eve = interview - 1;
  return today <= eve && memory.day < eve ? Math.min(due, eve) : due;
}
