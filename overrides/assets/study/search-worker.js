/**
 * Takes the place of the theme's search worker (Material 9.8), which is given the whole index on every first visit:
 * this one is given none, says that it is ready, and fetches what search knows when the reader comes to the box.
 *
 * Blank text asks for nothing but to get ready; see `search-warmup.mjs`.
 */

const [SETUP, READY, RESULT] = [0, 1, 3];

let asked = "";
let loading = null;

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) {
    postMessage({ type: READY });
    return;
  }
  asked = message.data;
  if (!asked) {
    postMessage({ type: RESULT, data: { items: [] } });
    return;
  }
  const mine = asked;
  loading ??= load().catch(() => (loading = null));
  const find = await loading;
  if (find && mine === asked && mine.trim()) postMessage({ type: RESULT, data: { items: find(mine) } });
});

async function load() {
  const [{ prepare, search }, reply] = await Promise.all([import("./search-engine.mjs"), fetch("../../search/index.json")]);
  if (!reply.ok) throw new Error(reply.statusText);
  const entries = prepare((await reply.json()).docs);
  return (query) => search(entries, query);
}
