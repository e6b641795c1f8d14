/** The words of queries and texts: names such as `max.poll.interval.ms` are one word, found whole and by part. Pure. */

const SIGNS = /[\\^$.*+?()[\]{}|/]/g;
const WORD = /[\p{L}\p{N}_](?:[\p{L}\p{N}._=']*[\p{L}\p{N}])?/gu;
const PART = /(?<=[._='])(?=[\p{L}\p{N}])|(?<=\p{Ll})(?=\p{Lu})/u;
const ENDING = /(ing|es|ed|[se])$/;
const SHORT = 5;

/**
 * Return a pattern that meets every one of the words, whatever its case; signs in them are no pattern.
 * @param {string[]} words
 */
export const makePattern = (words) =>
  new RegExp(`(${words.map((word) => word.replace(SIGNS, "\\$&")).join("|")})`, "giu");

/**
 * Return text in which only what matters to search differs, of the same length: hyphens as spaces.
 * @param {string} text
 */
export const level = (text) => text.replace(/[-‐-―]/g, " ").replace(/’/g, "'");

/**
 * Return the words of a query, each once; a single letter counts only where there is nothing else.
 * @param {string} query
 */
export function findWords(query) {
  const words = [...new Set(level(query).toLowerCase().match(WORD))];
  const long = words.filter((word) => word.length > 1);
  return long.length ? long : words;
}

/**
 * Return what the words of a text are found by: each whole, from each of its parts to the end, and before a value.
 * So `acks=all` is met by its beginning, and `NotEnoughReplicasException` by `EnoughReplicas`.
 * @param {string} text
 * @returns {string[]}
 */
export function listForms(text) {
  /** @type {string[]} */
  const forms = [];
  for (const word of level(text).match(WORD) ?? []) {
    const parts = word.split(PART);
    parts.forEach((_, index) => forms.push(parts.slice(index).join("")));
    if (word.includes("=")) forms.push(word.slice(0, word.indexOf("=")));
  }
  return forms;
}

/**
 * Return the form by which a word is compared: small letters, without the endings that words of language take.
 * @param {string} word
 */
export function stem(word) {
  const small = word.toLowerCase();
  return small.length > SHORT ? small.replace(ENDING, "") : small;
}
