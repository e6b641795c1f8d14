/** Offering to work a calculator with numbers of one's own; until then its table stands as the build wrote it. */

import { asElement, asElements } from "../nodes.mjs";
import { copyAddress } from "../sharing/copy-address.mjs";

/** Let each button open its calculator; one whose numbers the address holds is opened at once. */
export function offerCalculators() {
  const asked = [...new URLSearchParams(location.search).keys()];
  for (const element of asElements(document.querySelectorAll(".study-calculator"))) {
    const button = asElement(element.querySelector("button"));
    button.addEventListener("click", () => open(element, true));
    element.dataset.state = "ready";
    if (asked.some((key) => key === element.id || key.startsWith(`${element.id}.`))) open(element, false);
  }
}

/**
 * @param {HTMLElement} element
 * @param {boolean} focus
 */
async function open(element, focus) {
  const { openCalculator } = await import("./calculator.mjs");
  openCalculator(element, copyAddress);
  if (focus) asElement(element.querySelector("input")).focus();
}
