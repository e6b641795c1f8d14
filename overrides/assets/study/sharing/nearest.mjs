/** The pages and sections nearest to an address that is none. Pure. */

const LIKE = 0.5;
const FRAME = new Set(["q", "html", "htm", "md", "index", "chapters", "the", "a", "is"]);

/**
 * Return the words of an address, without those that tell nothing about a page.
 * @param {string} path Percent signs may stand for nothing.
 */
export function findWords(path) {
  const text = path.replace(/(%[0-9a-f]{2})+/gi, (code) => {
    try {
      return decodeURIComponent(code);
    } catch {
      return " ";
    }
  });
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word && !FRAME.has(word)))];
}

/**
 * Return the entries whose address or title is most like the words, best first; none that is not like any of them.
 * @template {{ location: string, title: string }} Entry
 * @param {string[]} words
 * @param {Entry[]} entries
 * @returns {Entry[]}
 */
export function findNearest(words, entries, count = 4) {
  const scored = entries.map((entry) => ({ entry, score: compare(words, entry) }));
  const near = scored.filter(({ score }) => score > 0).sort((one, other) => other.score - one.score);
  return near.slice(0, count).map(({ entry }) => entry);
}

/**
 * Return how like an entry is: each word by its best likeness, an address being worth more than a title.
 * @param {string[]} words
 * @param {{ location: string, title: string }} entry
 */
function compare(words, { location, title }) {
  const own = findWords(location);
  const told = findWords(title);
  const score = words.reduce((sum, word) => sum + 2 * best(word, own) + best(word, told), 0);
  return score / (words.length + 0.1 * own.length);
}

/** @type {(word: string, others: string[]) => number} */
const best = (word, others) => {
  const likeness = Math.max(0, ...others.map((other) => liken(word, other)));
  return likeness > LIKE ? likeness : 0;
};

/**
 * Return 1 for equal words, less the fewer pairs of letters they share.
 * @param {string} one
 * @param {string} other
 */
function liken(one, other) {
  if (one === other) return 1;
  const pairs = pairsOf(one);
  const others = pairsOf(other);
  return (2 * pairs.filter((pair) => others.includes(pair)).length) / (pairs.length + others.length) || 0;
}

/** @param {string} word */
const pairsOf = (word) =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, start) => word.slice(start, start + 2));
