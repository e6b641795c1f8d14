/**
 * Searching in the background: fetches titles with the first message and answers the newest question from them, then
 * once more when the texts are there that make the answer better. All texts come where the offline copy has them, or
 * where the reader asks for them.
 *
 * @import { Described, Group, Item } from "./search-index.mjs"
 * @typedef {{ query: string, all?: boolean }} Asked
 * @typedef {{ words: string[], near: Described[] }} Near What is like an address.
 * @typedef {{ query: string, found?: Item[][], busy?: boolean, partial?: boolean }} Answer Without
 *   `found` nothing could be loaded; `busy` says that a better answer follows, `partial` that there are texts left.
 */

import { findNearest, findWords } from "../sharing/nearest.mjs";
import { SearchIndex } from "./search-index.mjs";

const INDEX = new URL("../../../search/index.json", location.href);
const PAUSE = 250;

/** @type {Asked | undefined} */
let newest;
/** @type {Promise<{ index: SearchIndex, isLocal: boolean } | void> | null} */
let loading = null;
/** @type {Map<string, Promise<void>>} By file, of what is loaded or on its way. */
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

/** @type {(index: SearchIndex, query: string, found: Item[][], busy: boolean) => void} */
const reply = (index, query, found, busy) =>
  postMessage({ query, found, busy, partial: !busy && index.missing.length > 0 });

/**
 * Answer a reader whose address leads nowhere: at once with its words, then with what is nearest, if that can be had.
 * @param {string[]} words
 */
async function find(words) {
  postMessage({ words, near: [] });
  if (!words.length) return;
  /** @type {{ groups: Group[] }} */
  const { groups } = await fetchJson(INDEX).catch(() => ({ groups: [] }));
  const near = findNearest(words, groups.flatMap(({ entries }) => entries));
  postMessage({ words, near });
}

async function load() {
  /** @type {{ groups: Group[] }} */
  const { groups } = await fetchJson(INDEX);
  const index = new SearchIndex(groups);
  const isLocal = await isStored(index.missing);
  if (isLocal) addTexts(index, index.missing);
  return { index, isLocal };
}

/**
 * Return whether this device has all of the files.
 * @param {string[]} files
 */
async function isStored(files) {
  const stored = files.map((file) => self.caches?.match(new URL(file, INDEX), { ignoreSearch: true }));
  return (await Promise.all(stored).catch(() => [undefined])).every(Boolean);
}

/**
 * Add texts to the index as they come; what cannot be had is asked for again by the next question.
 * @param {SearchIndex} index
 * @param {string[]} files
 */
async function addTexts(index, files) {
  /** @param {string} file */
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

/** @param {string | URL} file */
async function fetchJson(file) {
  const reply = await fetch(new URL(file, INDEX));
  if (!reply.ok) throw new Error(reply.statusText);
  return reply.json();
}
