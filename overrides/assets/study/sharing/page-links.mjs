/** Passing links on: of the page, and of each of its sections. */

import { addressOf, copyAddress } from "./copy-address.mjs";
import { asElement, asElements, asTarget, make, textOf } from "../nodes.mjs";
import { dropTrailingSigns } from "./damaged-links.mjs";

const SHOWN = 4000;

/** Let the `#` behind each heading copy its link as well, and the buttons that the build wrote pass on the page's. */
export function passOnLinks() {
  const status = make("p", { class: "study-said", role: "status" });
  asElement(document.querySelector("article")).append(status);
  /** @type {number | undefined} */
  let timer;
  /** @param {string} text */
  const say = (text) => {
    clearTimeout(timer);
    status.textContent = text;
    timer = setTimeout(() => (status.textContent = ""), SHOWN);
  };
  for (const link of asElements(document.querySelectorAll("article a.headerlink"))) {
    link.title = "Copy the link to this section";
    link.setAttribute("aria-label", `Copy the link to “${textOf(link.parentElement).replace(/#$/, "")}”`);
  }
  for (const place of asElements(document.querySelectorAll(".study-share"))) place.dataset.state = "ready";
  document.addEventListener("click", ({ target, ctrlKey, metaKey, shiftKey }) => {
    const link = /** @type {HTMLAnchorElement | null} */ (asTarget(target).closest("article a.headerlink"));
    if (link && !ctrlKey && !metaKey && !shiftKey) copyAddress(addressOf(link.hash), say);
    else if (asTarget(target).matches('.study-share [value="copy"]')) copyAddress(addressOf(), say);
    else if (asTarget(target).matches('.study-share [value="share"]')) share(say);
  });
}

/** @param {(text: string) => void} say */
async function share(say) {
  try {
    await navigator.share({ title: document.title, url: addressOf() });
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") say("This could not be shared: copy the link");
  }
}

/** Go to the section of a link that came with signs of the text around it. */
export function followHash() {
  const hash = dropTrailingSigns(location.hash);
  if (hash !== location.hash && document.getElementById(hash.slice(1))) location.replace(hash);
}
