/**
 * One quiz as it is taken. Pure: every function returns a new session; two tabs' sessions can be merged.
 *
 * @import { QuizChoice } from "./address.mjs"
 * @import { Given, Verdict } from "./question/grading.mjs"
 * @typedef {{ id: string, given: Given, verdict: Verdict, sure: string, at: number }} Entry
 * @typedef {{ given: Given, sure: string, at: number }} Draft
 * @typedef {object} Session
 * @property {QuizChoice} choice
 * @property {string[]} ids
 * @property {Entry[]} log Every answer, oldest first; in an exam filled when it is handed in.
 * @property {number} passed How many answers of the log the reader has moved on from.
 * @property {Record<string, Draft>} drafts Not answered yet.
 * @property {Record<string, { on: boolean, at: number }>} flags
 * @property {number} here Place of the question shown in an exam.
 * @property {number} [begun] Which of two runs is the later one, whatever the clock said; `startedAt` if absent.
 * @property {number} startedAt
 * @property {number} endedAt 0 while it goes on.
 * @property {number} at When it last changed; behind every change before, whatever the clock said.
 */

import { asPresent } from "../nodes.mjs";
import { mergeRecords } from "../progress-store.mjs";

const MOST_SESSIONS = 6;
const SECONDS_A_QUESTION = 90;

/**
 * Return a moment behind all that the session knows: a clock may have run ahead and been corrected.
 * @type {(session: Session, now: number) => number}
 */
const after = ({ at }, now) => Math.max(now, at + 1);

/**
 * Return a session that has just begun, behind all others.
 * @param {QuizChoice} choice
 * @param {string[]} ids
 * @param {number} now
 * @param {Session[]} [others]
 * @returns {Session}
 */
export function beginSession(choice, ids, now, others = []) {
  const begun = Math.max(now, ...others.map(({ at }) => at + 1));
  return { ...EMPTY, choice, ids, begun, startedAt: now, at: begun };
}

const EMPTY = Object.freeze({ log: [], passed: 0, drafts: {}, flags: {}, here: 0, endedAt: 0 });

/**
 * Return the session with what the reader has put down, but not yet answered.
 * @type {(session: Session, id: string, given: Given, sure: string, now: number) => Session}
 */
export function noteDraft(session, id, given, sure, now) {
  const at = after(session, now);
  return { ...session, drafts: { ...session.drafts, [id]: { given, sure, at } }, at };
}

/**
 * Return the session with one more answer.
 * @type {(session: Session, entry: Entry) => Session}
 */
export function noteAnswer(session, entry) {
  const at = after(session, entry.at);
  return dropAnswered({ ...session, log: [...session.log, { ...entry, at }], at });
}

/**
 * Return the session without drafts that became answers: those not newer than the question's last answer.
 * @param {Session} session
 * @returns {Session}
 */
function dropAnswered(session) {
  const answeredAt = new Map(session.log.map(({ id, at }) => [id, at]));
  const open = Object.entries(session.drafts).filter(([id, draft]) => draft.at > (answeredAt.get(id) ?? 0));
  return { ...session, drafts: Object.fromEntries(open) };
}

/**
 * Return the session after the reader has read about all answers so far.
 * @type {(session: Session, now: number) => Session}
 */
export const moveOn = (session, now) => ({ ...session, passed: session.log.length, at: after(session, now) });

/**
 * Return the exam at another of its questions.
 * @type {(session: Session, here: number, now: number) => Session}
 */
export const moveTo = (session, here, now) => ({ ...session, here, at: after(session, now) });

/**
 * Return the session with a question flagged, or no longer.
 * @type {(session: Session, id: string, on: boolean, now: number) => Session}
 */
export function noteFlag(session, id, on, now) {
  const at = after(session, now);
  return { ...session, flags: { ...session.flags, [id]: { on, at } }, at };
}

/**
 * Return the session as finished.
 * @type {(session: Session, now: number) => Session}
 */
export const endSession = (session, now) => ({
  ...session,
  passed: session.log.length,
  endedAt: now,
  at: after(session, now),
});

/**
 * Return the exam as handed in, unless it was before.
 * @param {Session} session
 * @param {(id: string, given: Given) => Verdict} mark Gives the verdict on what was put down for a question.
 * @param {number} now
 */
export function handIn(session, mark, now) {
  if (session.endedAt) return session;
  const at = after(session, now);
  const log = session.ids.map((id) => {
    const { given = [], sure = "" } = session.drafts[id] ?? {};
    return { id, given, sure, verdict: mark(id, given), at };
  });
  return endSession({ ...session, log }, now);
}

/**
 * Return how many milliseconds of an exam are left, below 0 when its time is over; never more than it has.
 * @param {Session} session
 * @param {number} now
 */
export function findTimeLeft({ choice, ids, startedAt }, now) {
  const length = (choice.minutes ? choice.minutes * 60 : ids.length * SECONDS_A_QUESTION) * 1000;
  return Math.min(length, startedAt + length - now);
}

/**
 * Return the session with every former id replaced by today's, and without questions that are gone.
 * @param {Session} session
 * @param {(id: string) => string | undefined} find
 * @returns {Session}
 */
export function followIds(session, find) {
  /** @type {<Value>(records: Record<string, Value>) => Record<string, Value>} */
  const rename = (records) =>
    Object.fromEntries(Object.entries(records).flatMap(([id, record]) => (find(id) ? [[find(id), record]] : [])));
  return {
    ...session,
    ids: [...new Set(asPresent(session.ids.map(find).filter(Boolean)))],
    log: session.log.flatMap((entry) =>
      find(entry.id) ? [{ ...entry, id: /** @type {string} */ (find(entry.id)) }] : []
    ),
    drafts: rename(session.drafts),
    flags: rename(session.flags),
  };
}

/**
 * Return one session with the answers of both, but none given after the end; of two different runs, the later one.
 * @param {Session} one
 * @param {Session} other
 * @returns {Session}
 */
export function mergeSessions(one, other) {
  const [runOfOne, runOfOther] = [one, other].map(({ begun, startedAt }) => begun ?? startedAt);
  if (runOfOne !== runOfOther) return runOfOne > runOfOther ? one : other;
  const [older, newer] = one.at > other.at ? [other, one] : [one, other];
  const [ended] = [one, other].filter(({ endedAt }) => endedAt).sort((a, b) => a.at - b.at);
  const entries = new Map([...older.log, ...newer.log].map((entry) => [`${entry.at} ${entry.id}`, entry]));
  const log = ended?.log ?? [...entries.values()].sort((a, b) => a.at - b.at);
  return dropAnswered({
    ...newer,
    log,
    passed: ended ? log.length : Math.min(Math.max(one.passed, other.passed), log.length),
    drafts: mergeRecords(older.drafts, newer.drafts),
    flags: mergeRecords(older.flags, newer.flags),
    endedAt: ended?.endedAt ?? 0,
  });
}

/**
 * Return the sessions that are worth storing: the one in hand, by its key, and the newest others.
 * @param {import("../progress-store.mjs").Records} sessions
 * @param {string} key
 */
export const selectNewest = (sessions, key) =>
  Object.fromEntries(
    Object.entries(sessions)
      .filter(([, session]) => isSession(session))
      .sort(([a, one], [b, other]) => Number(b === key) - Number(a === key) || other.at - one.at)
      .slice(0, MOST_SESSIONS),
  );

/**
 * Return whether a stored value can be taken for a session.
 * @param {any} value
 * @returns {value is Session}
 */
export function isSession(value) {
  const { ids, log, choice, drafts, flags } = value ?? {};
  const lists = [ids, log, choice?.chapters, choice?.levels, choice?.kinds, choice?.ids ?? []];
  if (!lists.every(Array.isArray) || !drafts || !flags) return false;
  return [...log, ...Object.values(drafts)].every((answer) => Array.isArray(answer?.given));
}
