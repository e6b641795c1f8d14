/**
 * A system design as it is held against the clock. Pure.
 *
 * @typedef {object} Board
 * @property {string} design `chapter/anchor`.
 * @property {number} here Place of the part.
 * @property {boolean} compared Whether the part is compared with the chapter's.
 * @property {number} spent Milliseconds of the whole design; time away from the page does not count.
 * @property {number[]} times Milliseconds of the whole at the end of each part.
 * @property {string} notes
 * @property {string[]} said What of the rubric was heard, as it is worded.
 * @property {number} of How many lines the rubric has.
 * @property {number} begun
 * @property {number} endedAt 0 while it goes on.
 * @property {number} at
 */

/**
 * Return the board of a design that has just begun.
 * @param {string} design
 * @param {number} now
 * @returns {Board}
 */
export const beginBoard = (design, now) => ({
  design,
  here: 0,
  compared: false,
  spent: 0,
  times: [],
  notes: "",
  said: [],
  of: 0,
  begun: now,
  endedAt: 0,
  at: now,
});

/**
 * Return the board one step further: a part compared, then the next part, at last the end.
 * @param {Board} board
 * @param {number} parts How many parts the design has.
 * @param {number} now
 * @returns {Board}
 */
export function goOn(board, parts, now) {
  const { here, compared, times, spent } = board;
  const at = Math.max(now, board.at + 1);
  if (!compared) return { ...board, compared: true, times: [...times.slice(0, here), spent], at };
  if (here + 1 === parts) return { ...board, endedAt: now, at };
  return { ...board, here: here + 1, compared: false, at };
}

/**
 * Return how long each part took.
 * @param {Board} board
 */
export const measureParts = ({ times }) => times.map((time, place) => time - (times[place - 1] ?? 0));

/**
 * Return whether a stored value can be taken for a board.
 * @param {any} value
 * @returns {value is Board}
 */
export const isBoard = (value) =>
  typeof value?.design === "string" && Number.isInteger(value.here) && value.here >= 0 &&
  [value.spent, value.at].every(Number.isFinite) &&
  [value.times, value.said].every(Array.isArray);
