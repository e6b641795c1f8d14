/** Short names as the build writes them on questions and cards, and the whole names of some. Pure. */

const LEVELS = ["junior", "mid", "senior", "staff"];

/** Return the words of an attribute. */
export const readWords = (text) => (text ?? "").split(" ").filter(Boolean);

/**
 * Return the names of the levels that occur, the lowest first.
 * @param {{ level: string }[]} list
 * @returns {Map<string, string>}
 */
export function nameLevels(list) {
  const found = LEVELS.filter((level) => list.some((one) => one.level === level));
  return new Map(found.map((level) => [level, level[0].toUpperCase() + level.slice(1)]));
}
