/**
 * What the build wrote for scripts to copy and fill, found by the names in `data-part`.
 *
 * @typedef {import("../progress-store.mjs").Trouble | "forgetful"} Trouble
 */

import { asElement, asElements, make } from "../nodes.mjs";

/**
 * Return the named parts inside a node, by their names.
 * @param {ParentNode} node
 * @returns {Record<string, HTMLElement>}
 */
export const findParts = (node) =>
  Object.fromEntries([...asElements(node.querySelectorAll("[data-part]"))].map((part) => [part.dataset.part, part]));

/**
 * Return a copy of a part that the build wrote into an element, as `node`, and the parts inside the copy.
 * @template Parts
 * @param {HTMLElement} host
 * @param {string} name
 */
export function copyPart(host, name) {
  const template = /** @type {HTMLTemplateElement} */ (host.querySelector(".study-parts"));
  const part = asElement(template.content.querySelector(`[data-part="${name}"]`));
  const node = /** @type {HTMLElement} */ (part.cloneNode(true));
  return /** @type {Parts} */ (/** @type {unknown} */ ({ ...findParts(node), node }));
}

/**
 * Return a button that calls `act`.
 * @param {string} label
 * @param {((event: Event) => unknown) | null} act
 * @param {Record<string, import("../nodes.mjs").Attribute>} [attributes]
 */
export const makeButton = (label, act, attributes = {}) =>
  make("button", { type: "button", class: "study-panel__button", onclick: act, ...attributes }, label);

/**
 * Return what is to be said of a trouble, as the build wrote it into an element.
 * @param {HTMLElement} host
 * @param {Trouble} trouble
 */
export const describeTrouble = (host, trouble) =>
  asElement(
    /** @type {HTMLTemplateElement} */ (host.querySelector(".study-troubles")).content
      .querySelector(`[data-trouble="${trouble}"]`),
  ).textContent;

/**
 * Return a function that shows a sentence about each trouble once.
 * @param {HTMLElement} host
 * @param {(sentence: string) => void} notify
 */
export function makeReport(host, notify) {
  const told = new Set();
  /** @param {Trouble} trouble */
  return (trouble) => told.has(trouble) || (told.add(trouble), notify(describeTrouble(host, trouble)));
}
