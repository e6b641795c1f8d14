/** Glossary terms in the text. Pointer, focus and tap work without script; this lets Escape close what they opened. */

import { asElements } from "../nodes.mjs";

/** Asked of the focus itself: a definition in the top layer is not within the focus of its term. @param {Element} term */
const isOpen = (term) => term.matches(":hover") || term.contains(document.activeElement);

/** Let Escape close the definition that pointer or focus opened, until both have left its term. */
export function dismissTerms() {
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const term of asElements(document.querySelectorAll("study-term"))) {
      if (isOpen(term)) term.dataset.state = "dismissed";
    }
  });
  for (const leaving of /** @type {const} */ (["pointerout", "focusout"])) {
    document.addEventListener(leaving, ({ target, relatedTarget }) => {
      const left = /** @type {Element} */ (target);
      const term = /** @type {HTMLElement | undefined} */ (left.closest?.("study-term"));
      if (term && !term.contains(/** @type {Element | null} */ (relatedTarget)) && !isOpen(term)) {
        delete term.dataset.state;
      }
    });
  }
}
