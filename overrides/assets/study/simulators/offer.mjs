/** Setting up simulators: until one comes near, its story stands as the build wrote it. */

import { asElements } from "../nodes.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";

/** How far from the screen a simulator is set up. */
const NEAR = "600px";

/** Set up each simulator that comes near the screen or is touched; one whose run the address holds, at once. */
export function offerSimulators() {
  const figures = asElements(document.querySelectorAll(".study-simulator"));
  const observer = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) open(/** @type {HTMLElement} */ (target));
  }, { rootMargin: NEAR });
  const asked = readQuery(location.search);
  /** @param {HTMLElement} figure */
  async function open(figure) {
    if (figure.dataset.state) return;
    figure.dataset.state = "opening";
    observer.unobserve(figure);
    try {
      const { openStage } = await import("./stage/open-stage.mjs");
      await openStage(figure);
    } catch {
      delete figure.dataset.state; // The text is there; whoever comes back to it tries again.
    }
  }
  for (const figure of figures) {
    observer.observe(figure);
    for (const name of ["pointerenter", "focusin"]) figure.addEventListener(name, () => open(figure));
    if (asked.has(figure.id)) open(figure);
  }
}
