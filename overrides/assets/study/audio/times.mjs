/** The arithmetic of listening. */

export const SPEEDS = [0.75, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];
export const SLEEPS = [0, 5, 10, 15, 30, 45];

/**
 * Return a time as players show it.
 * @param {number} seconds
 */
export function describeTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/**
 * Return a speed that there is, 1 for anything else.
 * @param {unknown} speed
 */
export const readSpeed = (speed) => SPEEDS.find((known) => known === speed) ?? 1;

/**
 * Return where to begin: where somebody stopped, a moment earlier to find back, or at 0 if that was the end.
 * @param {unknown} stopped
 * @param {number} length
 */
export function findStart(stopped, length) {
  const seconds = Number(stopped);
  return seconds > 5 && seconds < length - Math.min(10, length / 20) ? seconds - 2 : 0;
}

/**
 * Return the number of the last turn that has begun, -1 before the first.
 * @param {number[]} begins In rising order.
 * @param {number} seconds
 */
export function findTurn(begins, seconds) {
  let [low, high] = [0, begins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (/** @type {number} */ (begins[middle]) <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Return bytes in words.
 * @param {number} bytes
 */
export const describeSize = (bytes) => `${(bytes / 1e6).toFixed(1)}\u{a0}MB`;
