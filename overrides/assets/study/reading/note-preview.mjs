/**
 * What stands behind a mark, without leaving the sentence: the source of a footnote, the figure that is quoted.
 *
 * Pointer or keyboard on the mark shows it. A tap leads to a source, and opens a figure, where a second one leads on.
 */

import { copyInside, make } from "../nodes.mjs";

const QUOTE = ".study-quote";

/** Show sources and figures beside their marks on this page. */
export function previewNotes() {
  /** @type {HTMLElement | null} */
  let shown = null;
  /** @type {Element | null | undefined} */
  let wanted = null;
  let pointer = "";
  const hide = () => {
    shown?.remove();
    shown = wanted = null;
  };
  /** @param {Element | null | undefined} reference */
  const show = async (reference) => {
    if (reference && reference === wanted) return;
    hide();
    wanted = reference;
    const note = await (reference?.matches(QUOTE) ? readFigure(reference) : readNote(reference));
    if (!note || !reference || reference !== wanted) return;
    shown = make("span", { class: "study-term__definition study-note", popover: "manual" }, ...note);
    if (reference.matches(QUOTE)) reference.after(shown);
    else reference.append(shown);
    shown.showPopover?.();
  };
  document.addEventListener("pointerdown", ({ pointerType }) => (pointer = pointerType));
  // One that scrolls the page does not end here.
  document.addEventListener("pointerup", ({ target }) => find(target) || hide());
  document.addEventListener("pointerover", ({ target, pointerType }) => pointerType !== "touch" && show(find(target)));
  document.addEventListener(
    "focusin",
    ({ target }) => /** @type {Element} */ (target).matches(":focus-visible") && show(find(target)),
  );
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  document.addEventListener("click", (event) => {
    const quote = /** @type {Element} */ (event.target).closest(QUOTE);
    if (!quote || pointer !== "touch" || !event.detail || quote === wanted) return;
    event.preventDefault();
    show(quote);
  });
}

/**
 * Return the mark that an event is about: one that it began on, or whose preview it did.
 * @param {EventTarget | null} target
 */
function find(target) {
  const element = /** @type {Element} */ (target);
  const mark = element.closest?.(".study-note")?.previousElementSibling ?? element;
  return mark.closest?.(`sup[id^="fnref"], ${QUOTE}`);
}

/** @param {Element | null | undefined} reference */
function readNote(reference) {
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (reference?.querySelector("a"));
  const note = link && document.getElementById(link.hash.slice(1));
  const parts = [...note?.querySelectorAll("p") ?? []].flatMap(copyInside);
  return note && parts.filter((part) => !(part instanceof Element && part.matches(".footnote-backref")));
}

/** @param {Element} reference */
async function readFigure(reference) {
  const quote = /** @type {HTMLAnchorElement} */ (reference);
  const { findFigure } = await import("../receipts/figure.mjs").catch(() => ({ findFigure: () => [] }));
  const [name, ...said] = await findFigure(quote);
  const label = name ? make("strong", {}, ...copyInside(name)) : "The receipt cannot be shown here. ";
  const link = make("a", { href: quote.href }, "The run, its method and its limits");
  return [label, ...said.map((part) => make("span", { class: "study-note__part" }, ...copyInside(part))), link];
}
