/** Searching beside the page: fetches what search knows with the first message, and answers the newest question. */

import { prepare, search } from "./search-engine.mjs";

let newest = "";
let loading = null;

addEventListener("message", async ({ data: query }) => {
  newest = query;
  try {
    const entries = await (loading ??= load());
    if (query && query === newest) postMessage({ query, found: search(entries, query) });
  } catch {
    loading = null;
    if (query === newest) postMessage({ query });
  }
});

async function load() {
  const reply = await fetch("../../search/index.json");
  if (!reply.ok) throw new Error(reply.statusText);
  return prepare((await reply.json()).docs);
}
