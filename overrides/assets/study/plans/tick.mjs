/** The box in which a step of a plan is ticked off. */

import { make } from "../nodes.mjs";

/**
 * Return the box of a step.
 * @param {string} label
 */
export const makeTick = (label) => make("input", { type: "checkbox", "aria-label": `Done: ${label}` });
