/**
 * A quoted figure without leaving the sentence, taken from the page of its receipt.
 *
 * Pointer or keyboard on the quote shows it; a tap opens it, and a second one leads to the receipt.
 */

import { fetchPage } from "../fetched-page.mjs";
import { make } from "../nodes.mjs";

const QUOTE = ".study-quote";

/** @type {HTMLElement | null} */
let shown = null;
/** @type {HTMLAnchorElement | null} */
let wanted = null;
/** @type {Map<string, Promise<Document>>} By address. */
const pages = new Map();

function hide() {
  shown?.remove();
  shown = wanted = null;
}

/** @param {HTMLAnchorElement | null} quote */
async function show(quote) {
  if (quote && quote === wanted) return;
  hide();
  wanted = quote;
  const content = quote && await describe(quote);
  if (!content || quote !== wanted || shown) return;
  shown = make("span", { class: "study-term__definition study-note", popover: "manual" }, ...content);
  quote.after(shown);
  shown.showPopover?.();
}

/**
 * Return the quote that an event is about: one that it began on, or whose preview it did.
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null}
 */
function find(target) {
  const element = /** @type {Element} */ (target);
  if (shown?.contains(element)) return wanted;
  return element.closest?.(QUOTE) ?? null;
}

/**
 * Return what stands in the preview: the figure as its receipt has it, and the way to the receipt.
 * @param {HTMLAnchorElement} quote
 */
async function describe({ href, hash }) {
  const link = make("a", { href }, "The run, its method and its limits");
  /** @type {(string | HTMLElement)[]} */
  const content = [];
  for (const part of await findFigure(href.slice(0, -hash.length), hash.slice(1))) {
    const isFirst = !content.length;
    content.push(make(isFirst ? "strong" : "span", { class: !isFirst && "study-note__part" }, ...part.childNodes));
  }
  return [...(content.length ? content : ["The receipt cannot be shown here. "]), link];
}

/**
 * Return the name of a figure and what its receipt says of it, as elements of their own; nothing if it cannot be read.
 * @param {string} address
 * @param {string} id
 */
async function findFigure(address, id) {
  if (!pages.has(address)) pages.set(address, fetchPage(address, ".study-figures"));
  try {
    const parts = [];
    const name = (await pages.get(address))?.getElementById(id);
    for (let part = /** @type {Element | null | undefined} */ (name); part;) {
      parts.push(/** @type {Element} */ (part.cloneNode(true)));
      part = part.nextElementSibling?.localName === "dd" ? part.nextElementSibling : null;
    }
    return parts;
  } catch {
    pages.delete(address);
    return [];
  }
}

document.addEventListener("pointerover", ({ target, pointerType }) => pointerType !== "touch" && show(find(target)));
// One that scrolls the page does not end here.
document.addEventListener("pointerup", ({ target }) => find(target) || hide());
document.addEventListener(
  "focusin",
  ({ target }) => /** @type {Element} */ (target).matches(":focus-visible") && show(find(target)),
);
document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
document.addEventListener("click", (event) => {
  const quote = find(event.target);
  // A browser that does not say what was clicked with follows the link.
  if (!quote?.contains(/** @type {Node} */ (event.target)) || quote === wanted) return;
  if (/** @type {PointerEvent} */ (event).pointerType !== "touch") return;
  event.preventDefault();
  show(quote);
});
show(document.querySelector(`${QUOTE}:hover, ${QUOTE}:focus-visible`));
