/**
 * Searching with MiniSearch what the build wrote for search: titles and names from the start, texts as they come. Pure.
 *
 * @typedef {{ location: string, title: string, names?: string }} Described An entry as the index has it.
 * @typedef {{ file: string, lead: string, boost: number, entries: Described[] }} Group Entries whose texts lie in `file`;
 *   `lead` is the file to fetch first for them.
 * @typedef {{ location: string, title: { code: boolean, pieces: string[] }[], text: string[], score: number,
 *   terms: Record<string, boolean> }} Item A result; `terms` says which words it has.
 * @typedef {{ location: string, title: string, text: string, lead: string, boost: number, plain: string,
 *   simple: string }} Entry `plain` and `simple` are title and text as they are compared.
 * @typedef {{ entry: Entry, score: number, terms: Record<string, boolean> }} Hit
 * @typedef {Map<string, number>} Rates How much each entry is about a word, by location.
 */

// @ts-types="../../../../tests/types/minisearch.d.ts"
import { default as MiniSearch } from "../vendor/minisearch/index.mjs";
import { cutExcerpt, splitTitle } from "./excerpt.mjs";
import { findWords, level, listForms, stem } from "./words.mjs";

const IN_TITLE = 4;
const IN_NAMES = 0.25;
const PART_OF_WORD = 0.6;
const LIKE_WORD = 0.3;
const TYPO = 0.25;
const SHORT = 2;
const TEXTS_AT_ONCE = 2;
const MOST = 0.5;
/** What a sentence weighs that candidates say and should not: its section is about the right one. */
const SLIP = 0.6;

/**
 * @template Indexed
 * @param {string[]} fields
 * @returns {MiniSearch<Indexed>}
 */
const makeIndex = (fields) => new MiniSearch({ idField: "location", fields, tokenize: listForms, processTerm: stem });

export class SearchIndex {
  /** @type {Map<string, Entry>} */
  #entries = new Map();
  /** @type {MiniSearch<Described>} */
  #titles = makeIndex(["title", "names"]);
  /** @type {MiniSearch<{ location: string, text: string }>} */
  #texts = makeIndex(["text"]);
  #missing;

  /** @param {Group[]} groups */
  constructor(groups) {
    this.#missing = new Set(groups.map(({ file }) => file));
    for (const { lead, boost, entries } of groups) {
      for (const { location, title } of entries) {
        const weight = title.startsWith("“") ? boost * SLIP : boost;
        this.#entries.set(location, {
          location,
          title,
          text: "",
          lead,
          boost: weight,
          plain: simplify(title),
          simple: "",
        });
      }
      this.#titles.addAll(entries);
    }
  }

  /** Files of texts that are not here yet. */
  get missing() {
    return [...this.#missing];
  }

  /** Every entry, as the index has it. */
  get entries() {
    return [...this.#entries.values()];
  }

  /** @param {string} file @param {Record<string, string>} texts By location. */
  addTexts(file, texts) {
    if (!this.#missing.delete(file)) return;
    for (const [location, text] of Object.entries(texts)) {
      Object.assign(/** @type {Entry} */ (this.#entries.get(location)), { text, simple: simplify(text) });
      this.#texts.add({ location, text });
    }
  }

  /**
   * Return what is found, best first, sections behind the best of their page; a page without a hit of its own comes
   * along. `wanted` are files of texts that would make the results better.
   * @param {string} query
   * @returns {{ found: Item[][], wanted: string[] }}
   */
  search(query) {
    const words = findWords(query);
    if (!words.length) return { found: [], wanted: [] };
    const exact = words.map((word) => this.#rate(word, false));
    const rates = exact.map((rate, index) => (rate.size ? rate : this.#rate(words[index], TYPO)));
    const groups = this.#group(this.#rank(words, rates));
    const best = groups.slice(0, TEXTS_AT_ONCE + 1).map(([{ entry }]) => entry.lead);
    const wanted = exact.every((rate) => rate.size) && groups.length
      ? [...new Set(best)].slice(0, TEXTS_AT_ONCE)
      : this.missing;
    return {
      found: groups.map((group) => group.map((hit) => show(hit, words))),
      wanted: wanted.filter((file) => this.#missing.has(file)),
    };
  }

  /**
   * Return how much each entry is about a word: as much as its title is, or its text.
   * @param {string} word
   * @param {number | false} fuzzy How many of its letters may differ.
   */
  #rate(word, fuzzy) {
    /** @type {Rates} */
    const rates = new Map();
    /** @type {import("../../../../tests/types/minisearch.d.ts").SearchOptions} */
    const options = {
      tokenize: () => [word],
      prefix: word.length > SHORT,
      fuzzy: (term) => term.length > SHORT * 2 && fuzzy,
      maxFuzzy: SHORT,
      weights: { prefix: PART_OF_WORD, fuzzy: LIKE_WORD },
      boost: { title: IN_TITLE, names: IN_NAMES },
    };
    for (const index of [this.#titles, this.#texts]) {
      for (const { id, score } of index.search(word, options)) rates.set(id, Math.max(rates.get(id) ?? 0, score));
    }
    return rates;
  }

  /**
   * Return the entries that have most of what the words weigh, best first.
   * @param {string[]} words
   * @param {Rates[]} rates
   */
  #rank(words, rates) {
    const weights = weigh(rates, this.#entries.size);
    const phrase = words.join(" ");
    /** @type {Hit[]} */
    const hits = [];
    for (const entry of this.#entries.values()) {
      const scores = rates.map((rate) => rate.get(entry.location) ?? 0);
      const share = sum(weights.filter((_, index) => scores[index])) / sum(weights);
      if (!(share >= MOST)) continue;
      const score = sum(scores) * share ** 2 * entry.boost * likeness(entry, phrase);
      hits.push({ entry, score, terms: Object.fromEntries(words.map((word, index) => [word, scores[index] > 0])) });
    }
    return hits.sort((one, other) => other.score - one.score);
  }

  /**
   * Return hits by page.
   * @param {Hit[]} hits
   */
  #group(hits) {
    /** @type {Map<string, Hit[]>} */
    const groups = new Map();
    for (const hit of hits) {
      const [page] = hit.entry.location.split("#");
      groups.set(page, [...(groups.get(page) ?? []), hit]);
    }
    for (const [page, group] of groups) {
      const entry = this.#entries.get(page);
      if (!entry || group.some((hit) => hit.entry === entry)) continue;
      group.push({ entry: { ...entry, text: "" }, score: 0, terms: {} });
    }
    return [...groups.values()];
  }
}

/**
 * Return what each word weighs: more the fewer entries have it; one that none has, as much as the others on average.
 * @param {Rates[]} rates
 * @param {number} count Of all entries.
 */
function weigh(rates, count) {
  const weights = rates.map(({ size }) => size && Math.log(1 + count / size));
  const met = weights.filter(Boolean);
  return weights.map((weight) => weight || sum(met) / met.length);
}

/**
 * Return a factor for an entry that has the words side by side, as its whole title, in it or in its text.
 * @param {Entry} entry
 * @param {string} phrase
 */
function likeness({ plain, simple }, phrase) {
  if (plain.split(/[()]/).some((part) => part.trim() === phrase)) return 4;
  if (!phrase.includes(" ")) return 1;
  return plain.includes(phrase) ? 2 : simple.includes(phrase) ? 1.4 : 1;
}

/** @type {(hit: Hit, words: string[]) => Item} */
const show = ({ entry, score, terms }, words) => ({
  location: entry.location,
  title: splitTitle(entry.title, words),
  text: cutExcerpt(entry.text, words),
  score,
  terms,
});

/** @param {string} text */
const simplify = (text) => level(text).replaceAll("`", "").toLowerCase();
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
