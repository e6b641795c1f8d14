/** Menu and search in a narrow window: labels open them by hand, and the buttons in the labels by keys. */

import { asElements, asText } from "../nodes.mjs";

/** Let the buttons do what their labels do, and Escape close the menu. */
export function reachToggles() {
  for (const button of asElements(document.querySelectorAll(".md-header label > button"))) {
    const label = /** @type {HTMLLabelElement} */ (button.parentElement);
    const toggle = /** @type {HTMLInputElement} */ (label.control);
    button.addEventListener("click", () => toggle.click());
    if (!button.ariaExpanded) continue;
    const tell = () => (button.ariaExpanded = asText(toggle.checked));
    toggle.addEventListener("change", tell);
    addEventListener("keydown", ({ key }) => key === "Escape" && toggle.checked && toggle.click());
    tell();
  }
}
