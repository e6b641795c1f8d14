/** What is offered to a reader whose address leads nowhere; loaded only there. */

import { findNearest, findWords } from "./nearest.mjs";
import { make } from "./nodes.mjs";

/** Show pages and sections like the address, and a search for its words, in an element of a site at `root`. */
export async function showNearest(element, root) {
  const words = findWords(location.pathname.replace(root.pathname, "") + location.hash);
  if (!words.length) return;
  const search = new URL(root);
  search.searchParams.set("q", words.join(" "));
  const link = make("p", {}, make("a", { href: search }, `Search for “${words.join(" ")}”`));
  element.replaceChildren(link);
  const near = findNearest(words, await readEntries(root));
  if (!near.length) return;
  const items = near.map((entry) => make("li", {}, make("a", { href: new URL(entry.location, root) }, plain(entry.title))));
  element.replaceChildren(make("h2", {}, "Did you mean?"), make("ul", {}, ...items), link);
}

/** Return what search knows; nothing if it cannot be had, since the page's own links are enough to go on. */
async function readEntries(root) {
  try {
    const reply = await fetch(new URL("search/index.json", root));
    return reply.ok ? (await reply.json()).docs : [];
  } catch {
    return [];
  }
}

/** Return the text of a title that search keeps as HTML. */
const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent;
