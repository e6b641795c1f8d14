/** Keys of every page: Ctrl K or ⌘K and single ones to the search box, single ones to the page before and behind. */

import { asTarget } from "../nodes.mjs";
import { hasSingleKeys } from "../storage.mjs";

/** On these keyboards ⌘ does what Ctrl does elsewhere, and Ctrl K cuts a line. */
const isApple = /^(Mac|iP)/.test(navigator.platform);
const SEARCH = ["/", "f", "s"];
const PANELS = "study-quiz, study-cards";
const TAKING = ":is(study-quiz, study-cards)[data-state=taking]";
/** @type {Record<string, string>} */
const PAGES = { p: "prev", ",": "prev", n: "next", ".": "next" };

/**
 * Return whether the keys for the search box are pressed, which hold wherever the reader is.
 * @param {KeyboardEvent} event
 */
const callsSearch = ({ key, altKey, ctrlKey, metaKey, shiftKey }) =>
  key.toLowerCase() === "k" && !altKey && !shiftKey && (isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey);

/**
 * Listen for the keys. What an element of the page has used does not come here.
 * @param {() => void} search Opens the box.
 */
export function listenForKeys(search) {
  const form = document.querySelector(".md-search__form");
  form?.setAttribute("data-keys", isApple ? "⌘K" : "Ctrl K");
  form?.querySelector("input")?.setAttribute("aria-keyshortcuts", isApple ? "Meta+K" : "Control+K");
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (callsSearch(event)) {
      event.preventDefault();
      return search();
    }
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
