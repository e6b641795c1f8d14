/**
 * One mock interview as it is held. Pure: every function returns a new one; those of two tabs or devices can be merged.
 *
 * @import { InterviewChoice } from "./address.mjs"
 * @typedef {object} Answer
 * @property {number[]} took Milliseconds of the answer, then of each follow-up.
 * @property {string} notes
 * @property {string[]} said The points of the rubric that were made, as they are worded.
 * @property {string[]} slips The traps that were fallen into.
 * @property {number} of How many points there were; 0 before they were looked at.
 * @property {number} at
 * @typedef {object} Interview
 * @property {InterviewChoice} choice
 * @property {string[]} ids
 * @property {number} here Place of the question that is asked.
 * @property {number} step 0 while it is answered, then the number of the follow-up, behind them the rubric.
 * @property {number} spent Milliseconds in this step so far; time away from the page does not count.
 * @property {number} total Milliseconds in the whole of it so far.
 * @property {Record<string, Answer>} answers By id of the question.
 * @property {number} begun Which of two runs is the later one, whatever the clock said.
 * @property {number} endedAt 0 while it goes on.
 * @property {number} at When it last changed.
 */

import { mergeRecords } from "../progress-store.mjs";

const MOST_INTERVIEWS = 40;

/** @type {Answer} */
const EMPTY = { took: [], notes: "", said: [], slips: [], of: 0, at: 0 };

/** @type {(interview: Interview, now: number) => number} */
const after = ({ at }, now) => Math.max(now, at + 1);

/**
 * Return an interview that has just begun, behind all others.
 * @param {InterviewChoice} choice
 * @param {string[]} ids
 * @param {number} now
 * @param {Interview[]} others
 * @returns {Interview}
 */
export function beginInterview(choice, ids, now, others) {
  const begun = Math.max(now, ...others.map(({ at }) => at + 1));
  return { choice, ids, here: 0, step: 0, spent: 0, total: 0, answers: {}, begun, endedAt: 0, at: begun };
}

/**
 * Return the key under which an interview is stored: every run has its own.
 * @param {Interview} interview
 */
export const nameInterview = ({ begun, choice }) => `${begun.toString(36)}-${choice.seed}`;

/**
 * Return what is stored of the answer to a question.
 * @param {Interview} interview
 * @param {string} id
 * @returns {Answer}
 */
export const findAnswer = ({ answers }, id) => ({ ...EMPTY, ...answers[id] });

/**
 * Return the interview after so many more milliseconds.
 * @param {Interview} interview
 * @param {number} time
 * @param {number} now
 * @returns {Interview}
 */
export const spend = (interview, time, now) => ({
  ...interview,
  spent: interview.spent + time,
  total: interview.total + time,
  at: after(interview, now),
});

/**
 * Return the interview with a change of one answer.
 * @param {Interview} interview
 * @param {string} id
 * @param {Partial<Answer>} change
 * @param {number} now
 * @returns {Interview}
 */
export function noteAnswer(interview, id, change, now) {
  const at = after(interview, now);
  return { ...interview, answers: { ...interview.answers, [id]: { ...findAnswer(interview, id), ...change, at } }, at };
}

/**
 * Return the interview at its next step: another follow-up, the rubric, the next question; `asked` is how many
 * follow-ups the question has. Whoever was at the last one finds it ended.
 * @param {Interview} interview
 * @param {number} asked
 * @param {number} now
 * @returns {Interview}
 */
export function goOn(interview, asked, now) {
  const { ids, here, step, spent } = interview;
  const id = ids[here];
  if (step > asked) {
    const next = { ...interview, here: here + 1, step: 0, spent: 0, at: after(interview, now) };
    return here + 1 < ids.length ? next : endInterview(next, now);
  }
  const took = [...findAnswer(interview, id).took.slice(0, step), spent];
  return { ...noteAnswer(interview, id, { took }, now), step: step + 1, spent: 0 };
}

/**
 * Return the interview one step back, or at the rubric of the question before; `asked` is how many follow-ups that has.
 * @param {Interview} interview
 * @param {(id: string) => number} countAsked
 * @param {number} now
 * @returns {Interview}
 */
export function goBack(interview, countAsked, now) {
  const { ids, here, step } = interview;
  const at = after(interview, now);
  if (!step) return { ...interview, here: here - 1, step: countAsked(ids[here - 1]) + 1, spent: 0, at };
  return { ...interview, step: step - 1, spent: findAnswer(interview, ids[here]).took[step - 1] ?? 0, at };
}

/**
 * Return the interview as ended, at the question where it is.
 * @param {Interview} interview
 * @param {number} now
 * @returns {Interview}
 */
export const endInterview = (interview, now) => ({ ...interview, endedAt: now, at: after(interview, now) });

/**
 * Return one interview of two that are the same run: where the later change left it, with the newest of every answer.
 * @param {Interview} one
 * @param {Interview} other
 * @returns {Interview}
 */
export function mergeInterviews(one, other) {
  const [older, newer] = one.at > other.at ? [other, one] : [one, other];
  return { ...newer, total: Math.max(one.total, other.total), answers: mergeRecords(older.answers, newer.answers) };
}

/** @param {unknown} value */
const isList = (value) => Array.isArray(value);

/**
 * Return whether a stored value can be taken for an interview.
 * @param {any} value
 * @returns {value is Interview}
 */
export function isInterview(value) {
  const { choice, ids, here, step, answers } = value ?? {};
  if (![ids, choice?.chapters, choice?.ids ?? []].every(isList)) return false;
  if (![here, step, value.spent, value.total, value.begun, value.at].every(Number.isFinite)) return false;
  return typeof answers === "object" && answers !== null &&
    Object.values(answers).every((answer) => [answer?.took, answer?.said, answer?.slips].every(isList));
}

/**
 * Return the interviews worth storing, by name: the newest.
 * @param {import("../progress-store.mjs").Records} records
 */
export const selectNewest = (records) =>
  Object.fromEntries(
    Object.entries(records)
      .filter(([, interview]) => isInterview(interview))
      .sort(([, one], [, other]) => other.at - one.at)
      .slice(0, MOST_INTERVIEWS),
  );

/**
 * Return the interview with every former id replaced by today's, and without questions that are gone.
 * @param {Interview} interview
 * @param {(id: string) => string | undefined} find
 * @returns {Interview}
 */
export function followIds(interview, find) {
  const known = interview.ids.map((id) => ({ id, today: find(id) })).filter(({ today }) => today !== undefined);
  if (known.length === interview.ids.length && known.every(({ id, today }) => id === today)) return interview;
  const here = interview.ids.slice(0, interview.here).filter((id) => find(id) !== undefined).length;
  const isHere = find(interview.ids[interview.here]) !== undefined;
  const answers = Object.fromEntries(
    known.flatMap(({ id, today }) => (interview.answers[id] ? [[today, interview.answers[id]]] : [])),
  );
  const ids = known.map(({ today }) => /** @type {string} */ (today));
  return { ...interview, ids, answers, here, ...(isHere ? {} : { step: 0, spent: 0 }) };
}
