/**
 * Searching in the background: fetches titles with the first message and answers the newest question from them, then
 * once more when the texts are there that make the answer better. All texts come where the offline copy has them, or
 * where the reader asks for them.
 *
 * @typedef {{ query: string, all?: boolean }} Asked
 * @typedef {{ query: string, found?: import("./engine.mjs").Item[][], busy?: boolean, partial?: boolean }} Answer Without
 *   `found` nothing could be loaded; `busy` says that a better answer follows, `partial` that there are texts left.
 */

import { findNearest, findWords } from "../sharing/nearest.mjs";
import { SearchIndex } from "./engine.mjs";

const INDEX = new URL("../../../search/index.json", location);
const PAUSE = 250;

let newest;
let loading = null;
const texts = new Map();

addEventListener("message", ({ data }) => (data.lost === undefined ? answer(data) : find(findWords(data.lost))));

/** @param {Asked} asked */
async function answer(asked) {
  const { query, all = false } = asked;
  newest = asked;
  const loaded = await (loading ??= load().catch(forget));
  if (!loaded || !query || newest !== asked) {
    if (!loaded && newest === asked) postMessage({ query });
    return;
  }
  const { index, isLocal } = loaded;
  const { found, wanted } = index.search(query);
  const files = all || isLocal ? index.missing : wanted;
  reply(index, query, found, files.length > 0);
  if (!files.length) return;
  if (!all && !isLocal) await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (newest !== asked) return;
  await addTexts(index, files);
  if (newest === asked) reply(index, query, index.search(query).found, false);
}

/** What could not be loaded is asked for again by the next question. */
function forget() {
  loading = null;
}

const reply = (index, query, found, busy) =>
  postMessage({ query, found, busy, partial: !busy && index.missing.length > 0 });

/** Answer a reader whose address leads nowhere: at once with its words, then with what is nearest, if that can be had. */
async function find(words) {
  postMessage({ words, near: [] });
  if (!words.length) return;
  const { groups } = await fetchJson(INDEX).catch(() => ({ groups: [] }));
  const near = findNearest(words, groups.flatMap(({ entries }) => entries));
  postMessage({ words, near });
}

async function load() {
  const { groups } = await fetchJson(INDEX);
  const index = new SearchIndex(groups);
  const isLocal = await isStored(index.missing);
  if (isLocal) addTexts(index, index.missing);
  return { index, isLocal };
}

/** Whether this device has all of the files. */
async function isStored(files) {
  const stored = files.map((file) => self.caches?.match(new URL(file, INDEX), { ignoreSearch: true }));
  return (await Promise.all(stored).catch(() => [undefined])).every(Boolean);
}

/** Add texts to the index as they come; what cannot be had is asked for again by the next question. */
async function addTexts(index, files) {
  const add = async (file) => {
    try {
      index.addTexts(file, await fetchJson(file));
    } catch {
      texts.delete(file);
    }
  };
  await Promise.all(
    files.map((file) => {
      if (!texts.has(file)) texts.set(file, add(file));
      return texts.get(file);
    }),
  );
}

async function fetchJson(file) {
  const reply = await fetch(new URL(file, INDEX));
  if (!reply.ok) throw new Error(reply.statusText);
  return reply.json();
}
