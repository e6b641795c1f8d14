/** Offering diagrams on the whole screen; without script their links lead to them as files. */

import { asElement, asElements, make } from "../nodes.mjs";

/** Put a button in place of each link to a diagram; what shows it is loaded when one is pressed. */
export function offerFullScreen() {
  for (const link of asElements(document.querySelectorAll("a.study-diagram__open"))) {
    const figure = asElement(link.closest("figure"));
    const title = asElement(figure.querySelector("figcaption > span")).textContent;
    const button = make("button", { type: "button", class: link.className, "aria-label": `Full screen: ${title}` });
    button.textContent = link.textContent;
    button.addEventListener("click", async () => {
      try {
        const { showFigure } = await import("./figure-viewer.mjs");
        showFigure(figure, title);
      } catch {
        location.assign(/** @type {HTMLAnchorElement} */ (link).href);
      }
    });
    link.replaceWith(button);
  }
}
