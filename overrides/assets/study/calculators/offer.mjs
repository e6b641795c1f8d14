/** Offering to work a calculator with numbers of one's own; until then its table stands as the build wrote it. */

import { asElement, asElements, make } from "../nodes.mjs";
import { copyAddress } from "../sharing/copy-address.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";

/** Let each button open its calculator; one whose numbers the address holds is opened at once. */
export function offerCalculators() {
  const asked = readQuery(location.search);
  for (const element of asElements(document.querySelectorAll(".study-calculator"))) {
    asElement(element.querySelector("button")).addEventListener("click", () => open(element, asked, true));
    element.dataset.state = "ready";
    const isNamed = [...asked.keys()].some((key) => key === element.id || key.startsWith(`${element.id}.`));
    if (isNamed) open(element, asked, false);
  }
}

/**
 * @param {HTMLElement} element
 * @param {URLSearchParams} asked
 * @param {boolean} focus
 */
async function open(element, asked, focus) {
  if (element.dataset.state === "opening") return;
  element.dataset.state = "opening";
  try {
    const { openCalculator } = await import("./calculator.mjs");
    openCalculator(element, asked, copyAddress);
    if (focus) asElement(element.querySelector("input")).focus();
  } catch {
    element.dataset.state = "ready";
    const line = asElement(element.querySelector(".study-calculator__acts"));
    line.querySelector("[role=status]")?.remove();
    line.append(make("span", { role: "status" }, "This needs what was not loaded. Is there a network?"));
  }
}
