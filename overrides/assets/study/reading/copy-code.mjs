/** Code to take along: a button on each block copies it and says so. */

import { asElement, make } from "../nodes.mjs";
import { copyText } from "../sharing/copy-address.mjs";

const SHOWN = 4000;

/** Give each block of code in the text of this page its button, over the block so that nothing moves. */
export function offerCopies() {
  for (const code of document.querySelectorAll("article .highlight > pre > code")) {
    const button = make("button", { type: "button", class: "study-copy", "aria-live": "polite" }, "Copy");
    button.addEventListener("click", async () => {
      button.textContent = (await copyText(asElement(code).innerText.trimEnd())) ? "Copied" : "Select it to copy";
      setTimeout(() => (button.textContent = "Copy"), SHOWN);
    });
    /** @type {Element} */ (code.closest(".highlight")).append(button);
  }
}
