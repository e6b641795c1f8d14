/** `<study-share>`: passing on the address of the page; links that the build wrote inside it stay behind its buttons. */

import { addressOf, copyAddress, makeStatus } from "./copy-address.mjs";
import { make } from "./nodes.mjs";

export class StudyShareElement extends HTMLElement {
  #made = [];

  connectedCallback() {
    const { node, say } = makeStatus();
    const buttons = [makeButton("Copy link", () => copyAddress(addressOf(), say))];
    if (navigator.share) buttons.push(makeButton("Share", () => share(say)));
    this.prepend(...buttons);
    this.append(node);
    this.#made = [...buttons, node];
  }

  disconnectedCallback() {
    for (const node of this.#made) node.remove();
  }
}

const makeButton = (label, act) => make("button", { type: "button", onclick: act }, label);

async function share(say) {
  try {
    await navigator.share({ title: document.title, url: addressOf() });
  } catch (error) {
    if (error.name !== "AbortError") say("This could not be shared: copy the link");
  }
}
