/** `<study-lost data-root="…">`: offers what is nearest to the address that was asked for, on the page for lost readers. */

import { make } from "../nodes.mjs";
import { openWorker } from "../search/box.mjs";

export class StudyLostElement extends HTMLElement {
  connectedCallback() {
    const root = new URL(/** @type {string} */ (this.dataset.root), location.href);
    const worker = openWorker();
    worker.addEventListener("message", ({ data }) => this.replaceChildren(...describe(data, root)));
    worker.postMessage({ lost: location.pathname.replace(root.pathname, "") + location.hash });
  }
}

/**
 * Return pages and sections like the address, and a search for its words.
 * @param {import("../search/worker.mjs").Near} found
 * @param {URL} root
 */
function describe({ words, near }, root) {
  const search = new URL(root);
  search.searchParams.set("q", words.join(" "));
  const items = near.map(({ location, title }) =>
    make("li", {}, make("a", { href: new URL(location, root) }, title.replaceAll("`", "")))
  );
  return [
    ...(items.length ? [make("h2", {}, "Did you mean?"), make("ul", {}, items)] : []),
    ...(words.length ? [make("p", {}, make("a", { href: search }, `Search for “${words.join(" ")}”`))] : []),
  ];
}
