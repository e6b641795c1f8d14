/**
 * Searching what the build wrote for search. There is no index to make: looking through all of the text takes a few
 * milliseconds, and names such as `max.poll.interval.ms` stay whole. Pure.
 *
 * @typedef {{ location: string, title: string, text: string, boost?: number }} Doc `title` is HTML, `text` is text.
 * @typedef {{ doc: Doc, page: Doc, title: string, text: string }} Entry A page or a section, made ready by `prepare`.
 * @typedef {string[]} Pieces Text; every second piece is a hit.
 * @typedef {{ location: string, title: { code: boolean, pieces: Pieces }[], text: Pieces, score: number,
 *   terms: Record<string, boolean> }} Item A result; `terms` says which words it has.
 */

import { makePattern } from "./words.mjs";

const IN_TITLE = 8;
const PART_OF_WORD = 0.2;
const OTHER_FORM = 0.7;
const MOST_COUNTED = 3;
const TEASER = 170;

const TAG = /(<[^>]*>)/g;
const ENTITIES = { lt: "<", gt: ">", quot: '"', amp: "&" };
const LETTER = /[\p{L}\p{N}]/u;

/**
 * Return the entries to search in, each with its page, which is the first that bears the address without a hash.
 * @param {Doc[]} docs
 * @returns {Entry[]}
 */
export function prepare(docs) {
  const pages = new Map();
  return docs.map((doc) => {
    const [path] = doc.location.split("#");
    if (!pages.has(path)) pages.set(path, doc);
    return { doc, page: pages.get(path), title: level(unescape(doc.title.replace(TAG, ""))), text: level(doc.text) };
  });
}

/**
 * Return what is found, best first, sections behind the best of their page; a page without a hit of its own comes along.
 * @param {Entry[]} entries
 * @param {string} query
 * @returns {Item[][]}
 */
export function search(entries, query) {
  const words = findWords(query);
  const rates = words.map((word) => entries.map((entry) => rate(entry, word)));
  const weights = rates.map((row) => Math.log(1 + entries.length / (1 + row.filter(Boolean).length)));
  const phrase = words.join(" ");
  const found = [];
  entries.forEach((entry, index) => {
    const hits = words.map((_, number) => rates[number][index]);
    const share = sum(weights.filter((_, number) => hits[number])) / sum(weights);
    if (!(share >= 0.5)) return;
    const score = sum(hits.map((hit, number) => hit * weights[number])) * share ** 2 * likeness(entry, phrase);
    found.push({ entry, score, terms: Object.fromEntries(words.map((word, number) => [word, hits[number] > 0])) });
  });
  found.sort((one, other) => other.score - one.score);
  const groups = new Map();
  for (const { entry, score, terms } of found) {
    const group = groups.get(entry.page) ?? groups.set(entry.page, []).get(entry.page);
    group.push(show(entry.doc, words, { score, terms }));
  }
  for (const [page, group] of groups) {
    if (group.some(({ location }) => location === page.location)) continue;
    group.push(show({ ...page, text: "" }, words, { score: 0, terms: {} }));
  }
  return [...groups.values()];
}

/** Return the words of a query; a single letter counts only where there is nothing else. */
function findWords(query) {
  const words = level(query).split(/[\s,;:()[\]"“”?!]+/).map((word) => word.replace(/^[.'’]+|[.'’]+$/g, ""));
  const long = words.filter((word) => word.length > 1);
  return [...new Set(long.length ? long : words.filter(Boolean))];
}

/** Return text in which only what matters to search differs, of the same length: small letters, hyphens as spaces. */
const level = (text) => text.toLowerCase().replace(/[-‐-―]/g, " ").replace(/’/g, "'");

/** Return how much of an entry a word is; a title that says little else counts most. */
function rate({ doc, title, text }, word) {
  const [inTitle] = count(title, word);
  const [best, times] = count(text, word);
  const covered = inTitle && Math.min(1, word.length / title.length);
  return (IN_TITLE * inTitle * (0.5 + covered) + best * (1 + Math.min(times, MOST_COUNTED) / MOST_COUNTED)) * (doc.boost ?? 1);
}

/** Return how well a word is met at best, and how often it is met: as such, in another form, inside another word. */
function count(text, word) {
  const stem = word.length > 5 ? word.replace(/(ing|es|ed|[se])$/, "") : word;
  let [best, times] = [0, 0];
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + stem.length)) {
    const begins = at === 0 || !LETTER.test(text[at - 1]);
    if (!begins && stem.length < 4) continue;
    const whole = text.startsWith(word, at) && !LETTER.test(text[at + word.length] ?? " ");
    best = Math.max(best, begins ? (whole ? 1 : OTHER_FORM) : PART_OF_WORD);
    times += begins ? 1 : PART_OF_WORD;
  }
  return [best, times];
}

/** Return a factor for an entry that has the words side by side, as its whole title, in it or in its text. */
function likeness({ title, text }, phrase) {
  if (title.split(/[()]/).some((part) => part.trim() === phrase)) return 4;
  if (!phrase.includes(" ")) return 1;
  return title.includes(phrase) ? 2 : text.includes(phrase) ? 1.4 : 1;
}

function show({ location, title, text }, words, rest) {
  const runs = [];
  let code = false;
  for (const part of title.split(TAG)) {
    if (part.startsWith("<")) code = part === "<code>";
    else if (part) runs.push({ code, pieces: split(unescape(part), words) });
  }
  return { location, title: runs, text: text && split(cut(text, words), words), ...rest };
}

/** Return the piece of a text that begins with the sentence of its first hit, or with the text if there is none. */
function cut(text, words) {
  const flat = level(text);
  const first = Math.min(...words.map((word) => flat.indexOf(word)).filter((at) => at >= 0));
  const sentence = first < Infinity ? text.lastIndexOf(". ", first) + 1 : 0;
  const start = first < Infinity && first - sentence > TEASER / 2 ? text.lastIndexOf(" ", first - TEASER / 3) : sentence;
  const piece = text.slice(start, start + TEASER).trim();
  return `${start > sentence ? "…" : ""}${piece}${start + TEASER < text.length ? "…" : ""}`;
}

/** Return a text in pieces, every second of them a word of the query. */
const split = (text, words) => text.split(makePattern(words));

const unescape = (html) => html.replace(/&(lt|gt|quot|amp);/g, (_, name) => ENTITIES[name]);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
