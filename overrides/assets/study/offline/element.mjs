/** `<study-offline>`: says what the site takes on the reader's device, and keeps it for a reader who saves data. */

import { make } from "../nodes.mjs";
import { canKeep, install, measureKept, watchKept } from "./registration.mjs";

export class StudyOfflineElement extends HTMLElement {
  connectedCallback() {
    const draw = async () => this.replaceChildren(...describe(await measureKept()));
    watchKept(draw);
    draw();
  }
}

function describe(size) {
  if (size) return [`${(size / 1e6).toFixed(1)} MB are kept on this device: the site works without a network.`];
  if (!canKeep()) return ["This browser does not keep the site for reading without a network."];
  const keep = async ({ target }) => {
    target.disabled = true;
    if (!(await install())) target.replaceWith("This browser does not allow it.");
  };
  return ["The site is not kept on this device yet. ", make("button", { type: "button", onclick: keep }, "Keep it")];
}
