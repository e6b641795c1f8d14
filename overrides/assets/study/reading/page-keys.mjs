/** Single keys of every page: to the search box, to the page before and the one behind. */

import { asTarget } from "../nodes.mjs";
import { hasSingleKeys } from "../storage.mjs";

const SEARCH = ["/", "f", "s"];
const PANELS = "study-quiz, study-cards";
const TAKING = ":is(study-quiz, study-cards)[data-state=taking]";
/** @type {Record<string, string>} */
const PAGES = { p: "prev", ",": "prev", n: "next", ".": "next" };

/**
 * Listen for the keys. What an element of the page has used does not come here.
 * @param {() => void} search Opens the box.
 */
export function listenForKeys(search) {
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (asTarget(target).closest?.("input, select, textarea, [contenteditable]") || !hasSingleKeys()) return;
    const page = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel="${PAGES[key]}"]`));
    if (!page && !SEARCH.includes(key)) return;
    if (page && isPractising(target)) return;
    event.preventDefault();
    if (page) location.assign(page.href);
    else search();
  });
}

/**
 * Return whether a reader is where single keys answer and grade: in a panel, or on a page whose panel shows a question.
 * @param {EventTarget | null} target
 */
const isPractising = (target) => Boolean(asTarget(target).closest?.(PANELS) ?? document.querySelector(TAKING));
