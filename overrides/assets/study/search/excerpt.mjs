/** What is shown of an entry that was found: its title and a piece of its text, with the words that were looked for. Pure. */

import { level, makePattern } from "./words.mjs";

/** @typedef {string[]} Pieces Text; every second piece is a hit. */

const LONGEST = 170;

/**
 * Return a title in runs of language and of code, which stands between backticks.
 * @param {string} title
 * @param {string[]} words
 * @returns {{ code: boolean, pieces: Pieces }[]}
 */
export function splitTitle(title, words) {
  const runs = title.split("`").map((text, index) => ({ code: index % 2 === 1, pieces: splitHits(text, words) }));
  return runs.filter(({ pieces }) => pieces.join(""));
}

/**
 * Return the piece of a text that begins with the sentence of its first hit, or with the text if there is none.
 * @param {string} text
 * @param {string[]} words
 * @returns {Pieces}
 */
export function cutExcerpt(text, words) {
  if (!text) return [];
  const small = level(text).toLowerCase();
  const first = Math.min(...words.map((word) => small.indexOf(word)).filter((at) => at >= 0));
  const sentence = first < Infinity ? text.lastIndexOf(". ", first) + 1 : 0;
  const isFar = first < Infinity && first - sentence > LONGEST / 2;
  const start = isFar ? text.lastIndexOf(" ", first - LONGEST / 3) : sentence;
  const piece = text.slice(start, start + LONGEST).trim();
  return splitHits(`${start > sentence ? "…" : ""}${piece}${start + LONGEST < text.length ? "…" : ""}`, words);
}

/** @type {(text: string, words: string[]) => Pieces} */
const splitHits = (text, words) => text.split(makePattern(words));
