/** What the build wrote for scripts to copy and fill, found by the names in `data-part`. */

import { make } from "../nodes.mjs";

/**
 * Return the named parts inside a node, by their names.
 * @param {ParentNode} node
 * @returns {Record<string, HTMLElement>}
 */
export const findParts = (node) =>
  Object.fromEntries([...node.querySelectorAll("[data-part]")].map((part) => [part.dataset.part, part]));

/**
 * Return a copy of a part that the build wrote into an element, as `node`, and the parts inside the copy.
 * @param {HTMLElement} host
 * @param {string} name
 * @returns {Record<string, HTMLElement>}
 */
export function copyPart(host, name) {
  const part = host.querySelector(".study-parts").content.querySelector(`[data-part="${name}"]`);
  const node = part.cloneNode(true);
  return { ...findParts(node), node };
}

/** Return a button that calls `act`. */
export const makeButton = (label, act, attributes = {}) =>
  make("button", { type: "button", class: "study-panel__button", onclick: act, ...attributes }, label);

/** Return what is to be said of a trouble, as the build wrote it into an element. */
export const describeTrouble = (host, trouble) =>
  host.querySelector(".study-troubles").content.querySelector(`[data-trouble="${trouble}"]`).textContent;

/**
 * Return a function that shows a sentence about each trouble once.
 * @param {(sentence: string) => void} notify
 */
export function makeReport(host, notify) {
  const told = new Set();
  return (trouble) => told.has(trouble) || (told.add(trouble), notify(describeTrouble(host, trouble)));
}
