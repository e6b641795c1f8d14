/** `<study-anchors>`: makes the `#` behind every heading of its article copy the link to that section as well. */

import { addressOf, copyAddress, makeStatus } from "./copy-address.mjs";
import { textOf } from "./nodes.mjs";

export class StudyAnchorsElement extends HTMLElement {
  #leaving;

  connectedCallback() {
    const article = this.closest("article");
    if (!article) return;
    this.#leaving = new AbortController();
    const { node, say } = makeStatus();
    this.replaceChildren(node);
    for (const link of article.querySelectorAll("a.headerlink")) {
      const heading = link.parentElement.cloneNode(true);
      heading.querySelector(".headerlink").remove();
      link.title = "Copy the link to this section";
      link.setAttribute("aria-label", `Copy the link to “${textOf(heading)}”`);
    }
    article.addEventListener(
      "click",
      (event) => {
        const link = event.target.closest("a.headerlink");
        if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copyAddress(addressOf(link.hash), say);
      },
      { signal: this.#leaving.signal },
    );
  }

  disconnectedCallback() {
    this.#leaving?.abort();
    this.replaceChildren();
  }
}
