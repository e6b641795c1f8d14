/**
 * Return a virtual time as a reader sees it; the build shows it alike.
 * @param {number} milliseconds
 */
export function showTime(milliseconds) {
  if (milliseconds < 1000) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 600_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds < 10_800_000) return `${(milliseconds / 60_000).toFixed(1)} min`;
  return `${(milliseconds / 3_600_000).toFixed(1)} h`;
}
