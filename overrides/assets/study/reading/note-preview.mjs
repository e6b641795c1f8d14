/** Sources without leaving the sentence: pointer or keyboard on the number of a footnote shows it; a tap leads to it. */

import { copyInside, make } from "../nodes.mjs";

/** Show footnotes beside their numbers on this page. */
export function previewNotes() {
  /** @type {HTMLElement | null} */
  let shown = null;
  const hide = () => {
    shown?.remove();
    shown = null;
  };
  /** @param {Element | null | undefined} reference */
  const show = (reference) => {
    if (shown && reference === shown.parentElement) return;
    hide();
    const link = /** @type {HTMLAnchorElement | null} */ (reference?.querySelector("a"));
    const note = link && document.getElementById(link.hash.slice(1));
    if (!note) return;
    shown = make("span", { class: "study-term__definition study-note", popover: "manual" });
    for (const paragraph of note.querySelectorAll("p")) shown.append(...copyInside(paragraph));
    shown.querySelector(".footnote-backref")?.remove();
    /** @type {Element} */ (reference).append(shown);
    shown.showPopover?.();
  };
  /** @param {EventTarget | null} target */
  const find = (target) => /** @type {Element} */ (target).closest?.('sup[id^="fnref"]');
  document.addEventListener("pointerover", ({ target, pointerType }) => pointerType !== "touch" && show(find(target)));
  document.addEventListener(
    "focusin",
    ({ target }) => /** @type {Element} */ (target).matches(":focus-visible") && show(find(target)),
  );
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}
