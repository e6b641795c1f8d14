/**
 * The list of every step of a run so far.
 *
 * @import { Run } from "../engine.mjs"
 */

import { history } from "../engine.mjs";
import { showTime } from "../drawing/times.mjs";
import { asElement, make } from "../../nodes.mjs";

/** Steps that are listed. */
const MOST_STEPS = 200;

/**
 * List the last steps; each leads to its place in the run, and the focus stays with the one that is shown.
 * @param {HTMLElement} steps
 * @param {Run} run
 * @param {number} at The step that is shown.
 * @param {(index: number) => void} show
 */
export function drawSteps(steps, run, at, show) {
  const list = asElement(steps.querySelector("ol"));
  const hasFocus = list.contains(document.activeElement);
  const runs = history(run).slice(1).slice(-MOST_STEPS);
  list.replaceChildren(...runs.map(({ index, step }) => {
    const time = make("time", {}, showTime(step?.time ?? 0));
    const button = { type: "button", "aria-current": index === at && "step", onclick: () => show(index) };
    return make("li", { "data-kind": step?.kind }, make("button", button, time, ` ${step?.said}`));
  }));
  if (hasFocus) asElement(list.querySelector("[aria-current]")).focus();
}
