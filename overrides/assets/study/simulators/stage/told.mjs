/** The story as the build wrote it into the page: what each of its parts says, and what it asks before. */

import { asElements, make } from "../../nodes.mjs";

/** @type {(figure: HTMLElement, part: number) => HTMLElement | undefined} */
const findItem = (figure, part) => asElements(figure.querySelectorAll(".study-simulator__story > li"))[part];

/**
 * Return the question that is asked before a part, if one is.
 * @param {HTMLElement} figure
 * @param {number} part
 * @returns {HTMLElement | null}
 */
export const findQuestion = (figure, part) =>
  findItem(figure, part)?.querySelector(".study-simulator__ask .study-question") ?? null;

/**
 * Return what a part of the story says; of a run that is not told, that it is the reader's own.
 * @param {HTMLElement} figure
 * @param {number} part -1 in free play.
 * @param {number} count Parts of the story.
 * @returns {Node[]}
 */
export function tellPart(figure, part, count) {
  if (part < 0) return count ? [make("p", {}, "Your own run: ", make("b", {}, "free play"), ".")] : [];
  const says = findItem(figure, part)?.querySelector(".study-simulator__says");
  return [
    make("p", { class: "study-stage__part" }, `${part + 1} of ${count}`),
    ...(says?.cloneNode(true).childNodes ?? []),
  ];
}
