/** `<study-offline>`: says what the site takes on the reader's device, and stores it for a reader who saves data. */

import { asTarget, make } from "../nodes.mjs";
import { canStore, install, measureStored, watchStored } from "./registration.mjs";

export class StudyOfflineElement extends HTMLElement {
  connectedCallback() {
    const draw = async () => this.replaceChildren(...describe(await measureStored()));
    watchStored(draw);
    draw();
  }
}

/** @param {number} size In bytes. */
function describe(size) {
  if (size) return [`${(size / 1e6).toFixed(1)} MB are kept on this device: the site works without a network.`];
  if (!canStore()) return ["This browser does not keep the site for reading without a network."];
  /** @param {Event} event */
  const store = async ({ target }) => {
    /** @type {HTMLButtonElement} */ (target).disabled = true;
    if (!(await install())) asTarget(target).replaceWith("This browser does not allow it.");
  };
  return ["The site is not kept on this device yet. ", make("button", { type: "button", onclick: store }, "Keep it")];
}
