/** Days as numbers since 1970, as a reader counts them: a new one begins at four in the morning. Pure. */

const DAY = 86_400_000;
const FOUR_HOURS = DAY / 6;

/**
 * Return the day of a moment.
 * @param {number} now
 * @param {number} [offset] What Date's getTimezoneOffset says there.
 */
export const dayOf = (now, offset = new Date(now).getTimezoneOffset()) =>
  Math.floor((now - offset * 60_000 - FOUR_HOURS) / DAY);

/**
 * Return the day of a date written as 2026-12-01, or 0 if that is no date.
 * @param {unknown} text
 */
export const parseDay = (text) => Math.floor(Date.parse(`${text}T00:00Z`) / DAY) || 0;

/**
 * Return the day written as 2026-12-01.
 * @param {number} day
 */
export const writeDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * Return the day in words.
 * @param {number} day
 */
export const describeDay = (day) =>
  new Date(day * DAY).toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });

/**
 * Return a count with its noun.
 * @param {number} number
 * @param {string} noun
 */
export const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

/**
 * Return a number of days in words.
 * @param {number} days
 */
export function describeSpan(days) {
  if (days < 31) return count(days, "day");
  return days < 365 ? count(Math.round(days / 30.4), "month") : count(Number((days / 365).toFixed(1)), "year");
}
