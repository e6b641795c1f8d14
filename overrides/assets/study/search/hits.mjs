/** The words that a reader searched for, marked on the page that the search led to; the page itself stays as it is. */

import { makePattern } from "./words.mjs";

/** Mark the words of `?h=` in the article, where the browser can paint over text without changing it. */
export function markHits(article = document.querySelector("article")) {
  const words = (new URLSearchParams(location.search).get("h") ?? "").split(/\s+/).filter(Boolean);
  if (!words.length || !article || !globalThis.Highlight) return;
  const pattern = makePattern(words);
  const hits = new Highlight();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    for (const { 0: hit, index } of node.data.matchAll(pattern)) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + hit.length);
      hits.add(range);
    }
  }
  CSS.highlights.set("study-hit", hits);
}
