/** Sources without leaving the sentence: pointer or keyboard on the number of a footnote shows it; a tap leads to it. */

import { copyInside, make } from "../nodes.mjs";

/** Show footnotes beside their numbers on this page. */
export function previewNotes() {
  let shown = null;
  const hide = () => {
    shown?.remove();
    shown = null;
  };
  const show = (reference) => {
    if (shown && reference === shown.parentElement) return;
    hide();
    const note = reference && document.getElementById(reference.querySelector("a").hash.slice(1));
    if (!note) return;
    shown = make("span", { class: "study-term__definition study-note", popover: "manual" });
    for (const paragraph of note.querySelectorAll("p")) shown.append(...copyInside(paragraph));
    shown.querySelector(".footnote-backref")?.remove();
    reference.append(shown);
    shown.showPopover?.();
  };
  const find = (node) => node.closest?.('sup[id^="fnref"]');
  document.addEventListener("pointerover", ({ target, pointerType }) => pointerType !== "touch" && show(find(target)));
  document.addEventListener("focusin", ({ target }) => target.matches(":focus-visible") && show(find(target)));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
}
