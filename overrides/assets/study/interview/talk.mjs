/** A spoken question, read from what the build wrote of it. */

import { asElement, asElements, copyInside } from "../nodes.mjs";

/**
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @typedef {{ level: string, ask: Node[], say: Node[] }} Followup
 */

/**
 * Return the points of the rubric, or the traps, as they are worded.
 * @param {LoadedQuestion} question
 * @param {"rubric" | "traps"} list
 */
export const readList = ({ article }, list) => [...asElements(article.querySelectorAll(`.study-${list} > li`))];

/**
 * Return what is asked, for the inside of a heading.
 * @param {LoadedQuestion} question
 */
export const readAsk = ({ article }) => copyInside(asElement(article.querySelector(".study-question__ask")));

/**
 * Return the model answer.
 * @param {LoadedQuestion} question
 */
export const readSay = ({ article }) => copyInside(asElement(article.querySelector(".study-answer")));

/**
 * Return the links to the section that teaches it and to its own page.
 * @param {LoadedQuestion} question
 */
export const readLinks = ({ article }) => [...asElements(article.querySelectorAll(".study-links a"))];

/**
 * Return what is asked next, in its order.
 * @param {LoadedQuestion} question
 * @returns {Followup[]}
 */
export function readFollowups({ article }) {
  return [...article.querySelectorAll(".study-followups > div")].map((pair) => {
    const [ask, say] = [pair.querySelector("dt"), pair.querySelector("dd")].map((node) => copyInside(asElement(node)));
    const level = asElement(pair.querySelector(".study-level")).dataset.level;
    return { level: /** @type {string} */ (level), ask: ask.slice(1), say };
  });
}
