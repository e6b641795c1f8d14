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
 * @property {number} startedAt
 * @property {number} endedAt 0 while it goes on.
 * @property {number} at When it last changed.
 */

import { asPresent } from "../nodes.mjs";
import { mergeRecords } from "../progress-store.mjs";

const MOST_SESSIONS = 6;
const SECONDS_A_QUESTION = 90;

/**
 * Return a session that has just begun.
 * @type {(choice: QuizChoice, ids: string[], now: number) => Session}
 */
export const beginSession = (choice, ids, now) => ({
  choice,
  ids,
  log: [],
  passed: 0,
  drafts: {},
  flags: {},
  here: 0,
  startedAt: now,
  endedAt: 0,
  at: now,
});

/**
 * Return the session with what the reader has put down, but not yet answered.
 * @type {(session: Session, id: string, given: Given, sure: string, now: number) => Session}
 */
export const noteDraft = (session, id, given, sure, now) => ({
  ...session,
  drafts: { ...session.drafts, [id]: { given, sure, at: now } },
  at: now,
});

/**
 * Return the session with one more answer.
 * @type {(session: Session, entry: Entry) => Session}
 */
export const noteAnswer = (session, entry) => dropAnswered({ ...session, log: [...session.log, entry], at: entry.at });

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
export const moveOn = (session, now) => ({ ...session, passed: session.log.length, at: now });

/**
 * Return the session with a question flagged, or no longer.
 * @type {(session: Session, id: string, on: boolean, now: number) => Session}
 */
export const noteFlag = (session, id, on, now) => ({
  ...session,
  flags: { ...session.flags, [id]: { on, at: now } },
  at: now,
});

/**
 * Return the session as finished.
 * @type {(session: Session, now: number) => Session}
 */
export const endSession = (session, now) => ({ ...session, passed: session.log.length, endedAt: now, at: now });

/**
 * Return the exam as handed in.
 * @param {Session} session
 * @param {(id: string, given: Given) => Verdict} mark Gives the verdict on what was put down for a question.
 * @param {number} now
 */
export function handIn(session, mark, now) {
  const log = session.ids.map((id) => {
    const { given = [], sure = "" } = session.drafts[id] ?? {};
    return { id, given, sure, verdict: mark(id, given), at: now };
  });
  return endSession({ ...session, log }, now);
}

/**
 * Return when the time of an exam is up.
 * @param {Session} session
 */
export const findDeadline = ({ choice, ids, startedAt }) =>
  startedAt + (choice.minutes ? choice.minutes * 60 : ids.length * SECONDS_A_QUESTION) * 1000;

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
 * Return one session with the answers of both; of two different runs, the one begun last.
 * @param {Session} one
 * @param {Session} other
 * @returns {Session}
 */
export function mergeSessions(one, other) {
  if (one.startedAt !== other.startedAt) return one.startedAt > other.startedAt ? one : other;
  const [older, newer] = one.at > other.at ? [other, one] : [one, other];
  const entries = new Map([...older.log, ...newer.log].map((entry) => [`${entry.at} ${entry.id}`, entry]));
  const log = newer.endedAt && newer.choice.exam ? newer.log : [...entries.values()].sort((a, b) => a.at - b.at);
  return dropAnswered({
    ...newer,
    log,
    passed: Math.min(Math.max(one.passed, other.passed), log.length),
    drafts: mergeRecords(older.drafts, newer.drafts),
    flags: mergeRecords(older.flags, newer.flags),
    endedAt: one.endedAt || other.endedAt,
  });
}

/**
 * Return the sessions that are worth storing: the newest few.
 * @param {import("../progress-store.mjs").Records} sessions
 */
export const selectNewest = (sessions) =>
  Object.fromEntries(
    Object.entries(sessions)
      .filter(([, session]) => isSession(session))
      .sort(([, one], [, other]) => other.at - one.at)
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
