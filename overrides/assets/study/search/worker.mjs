/** Searching beside the page: fetches what search knows with the first message, and answers the newest question. */

import { findNearest, findWords } from "../sharing/nearest.mjs";
import { prepare, search } from "./engine.mjs";

let newest = "";
let loading = null;

addEventListener("message", async ({ data: query }) => {
  if (typeof query === "object") return find(findWords(query.lost));
  newest = query;
  try {
    const entries = await (loading ??= load());
    if (query && query === newest) postMessage({ query, found: search(entries, query) });
  } catch {
    loading = null;
    if (query === newest) postMessage({ query });
  }
  return undefined;
});

/** Answer a reader whose address leads nowhere: at once with its words, then with what is nearest, if that can be had. */
async function find(words) {
  postMessage({ words, near: [] });
  if (!words.length) return;
  const entries = await load().catch(() => []);
  postMessage({ words, near: findNearest(words, entries.map(({ doc }) => doc)) });
}

async function load() {
  const reply = await fetch("../../../search/index.json");
  if (!reply.ok) throw new Error(reply.statusText);
  return prepare((await reply.json()).docs);
}
