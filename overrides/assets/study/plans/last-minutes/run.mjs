/**
 * The last minutes before an interview as they run off: what comes when, and that it ends on time. Pure.
 *
 * @typedef {"say" | "card" | "traps" | "spare"} Part In their order; `spare` are cards for whoever is faster.
 * @typedef {object} Run
 * @property {number} minutes
 * @property {number} startedAt
 * @property {Record<Part, string[]>} items Slugs of chapters to say and of those whose traps are read, ids of cards.
 * @property {Record<Part, number>} done How many of each are behind the reader.
 * @property {boolean} isReady Whether the reader went to the end before the time was over.
 * @property {number} at
 * @typedef {{ part: Part, item: string, place: number, of: number }} Step
 */

const MINUTE = 60_000;

/** @type {Part[]} */
export const PARTS = ["say", "card", "traps", "spare"];

/** Where each part ends, in fractions of the time before the end. */
const ENDS = { say: 0.42, card: 0.8, traps: 1, spare: 1 };

/** How many of each, by minutes; about a minute for what is said, half a minute for a card, as much for traps. */
const COUNTS = new Map([
  [5, { say: 2, card: 4, traps: 1 }],
  [15, { say: 5, card: 10, traps: 3 }],
  [30, { say: 10, card: 20, traps: 5 }],
]);

/**
 * Return the run that begins now.
 * @param {number} minutes
 * @param {{ chapters: string[], cards: string[] }} ranked What the reader needs most first.
 * @param {number} now
 * @returns {Run}
 */
export function beginRun(minutes, { chapters, cards }, now) {
  const counts = /** @type {{ say: number, card: number, traps: number }} */ (COUNTS.get(minutes));
  return {
    minutes,
    startedAt: now,
    items: {
      say: chapters.slice(0, counts.say),
      card: cards.slice(0, counts.card),
      traps: chapters.slice(0, counts.traps),
      spare: cards.slice(counts.card, counts.card * 4),
    },
    done: { say: 0, card: 0, traps: 0, spare: 0 },
    isReady: false,
    at: now,
  };
}

/** @param {Run} run */
export const findEnd = ({ startedAt, minutes }) => startedAt + minutes * MINUTE;

/**
 * Return when the three sentences are to be on the screen: a minute before the end, half a minute of five.
 * @param {Run} run
 */
export const findClosing = (run) => findEnd(run) - (run.minutes > 5 ? MINUTE : MINUTE / 2);

/**
 * Return what comes now: the first thing of the first part whose time is not over; null if it is the end.
 * @param {Run} run
 * @param {number} now
 * @returns {Step | null}
 */
export function findStep(run, now) {
  const { items, done, isReady, startedAt } = run;
  const share = (now - startedAt) / (findClosing(run) - startedAt);
  if (isReady || share >= 1) return null;
  const part = PARTS.find((name) => done[name] < items[name].length && share < ENDS[name]);
  return part ? { part, item: items[part][done[part]], place: done[part] + 1, of: items[part].length } : null;
}

/**
 * Return the run one thing further; what was missed comes once more among the spare cards.
 * @param {Run} run
 * @param {Step} step
 * @param {boolean} isMissed
 * @param {number} now
 * @returns {Run}
 */
export function passStep(run, { part, item, place }, isMissed, now) {
  const { items, done } = run;
  const again = isMissed && part === "card";
  const spare = again ? [...items.spare.slice(0, done.spare), item, ...items.spare.slice(done.spare)] : items.spare;
  return { ...run, items: { ...items, spare }, done: { ...done, [part]: place }, at: Math.max(now, run.at + 1) };
}

/**
 * Return the run at its end, however much time is left.
 * @param {Run} run
 * @param {number} now
 * @returns {Run}
 */
export const endRun = (run, now) => ({ ...run, isReady: true, at: Math.max(now, run.at + 1) });

/**
 * Return whether a stored value can be taken for a run.
 * @param {any} value
 * @returns {value is Run}
 */
export function isRun(value) {
  const { minutes, startedAt, items, done } = value ?? {};
  return COUNTS.has(minutes) && Number.isFinite(startedAt) &&
    PARTS.every((part) => Array.isArray(items?.[part]) && Number.isInteger(done?.[part]));
}

/**
 * Return the first sentence of a spoken answer.
 * @param {string} text
 */
export const readFirstSentence = (text) => /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
