/** `<study-share>`: passing on the address of the page, with the buttons that the build wrote inside it. */

import { addressOf, copyAddress, makeStatus } from "./copy-address.mjs";

export class StudyShareElement extends HTMLElement {
  #leaving;

  connectedCallback() {
    const { signal } = (this.#leaving = new AbortController());
    const { node, say } = makeStatus();
    const acts = { copy: () => copyAddress(addressOf(), say), share: () => share(say) };
    this.append(node);
    this.addEventListener("click", ({ target }) => acts[target.value]?.(), { signal });
    signal.addEventListener("abort", () => node.remove());
  }

  disconnectedCallback() {
    this.#leaving.abort();
  }
}

async function share(say) {
  try {
    await navigator.share({ title: document.title, url: addressOf() });
  } catch (error) {
    if (error.name !== "AbortError") say("This could not be shared: copy the link");
  }
}
