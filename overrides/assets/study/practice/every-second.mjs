/** Clocks of what is shown. */

/**
 * Call `tick` every second until something else is shown.
 * @param {() => void} tick
 * @param {AbortSignal} changing
 */
export function everySecond(tick, changing) {
  const timer = setInterval(tick, 1000);
  changing.addEventListener("abort", () => clearInterval(timer));
}
