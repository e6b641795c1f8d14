/** The files in which the build put what is asked of each chapter: fetched when needed, held while the page is open. */

import { fetchPage } from "../fetched-page.mjs";

export class ChapterFiles {
  #addressOf;
  /** @type {Map<string, Document>} */
  #pages = new Map();
  /** @type {Map<string, Promise<void>>} */
  #loading = new Map();
  /** @type {Set<string>} */
  #renewed = new Set();
  /** @type {string[]} */
  #ahead = [];

  /** @param {(chapter: string) => URL} addressOf Where the file of a chapter lies. */
  constructor(addressOf) {
    this.#addressOf = addressOf;
  }

  /** @param {string} chapter */
  isLoaded(chapter) {
    return this.#pages.has(chapter);
  }

  /**
   * Return the article of a question, nothing if its chapter is not loaded or does not have it.
   * @param {string} chapter
   * @param {string} id
   */
  find(chapter, id) {
    return this.#pages.get(chapter)?.getElementById(id) ?? null;
  }

  /**
   * Return whether a chapter has what its host has now, and not only what some cache on the way had.
   * @param {string} chapter
   */
  isRenewed(chapter) {
    return this.#renewed.has(chapter);
  }

  /**
   * Load a chapter past every cache, in place of what is here; if that fails, this stays.
   * @param {string} chapter
   */
  async renew(chapter) {
    await this.#fetch(chapter, "reload").catch(() => {});
    this.#renewed.add(chapter);
  }

  /**
   * Load a chapter; what failed once is tried again when it is asked for again.
   * @param {string} chapter
   * @returns {Promise<void>}
   */
  load(chapter) {
    if (this.isLoaded(chapter)) return Promise.resolve();
    if (!this.#loading.has(chapter)) {
      const forget = () => this.#loading.delete(chapter);
      this.#loading.set(chapter, this.#fetch(chapter).finally(forget));
    }
    return /** @type {Promise<void>} */ (this.#loading.get(chapter));
  }

  /**
   * Load chapters one after the other, until others are wanted; those that fail are left for when they are needed.
   * @param {string[]} chapters
   */
  async loadAhead(chapters) {
    this.#ahead = chapters;
    for (const chapter of chapters) {
      if (this.#ahead !== chapters) return;
      await this.load(chapter).catch(() => {});
    }
  }

  /**
   * @param {string} chapter
   * @param {RequestCache} [cache]
   */
  async #fetch(chapter, cache = "default") {
    const url = this.#addressOf(chapter);
    const page = await fetchPage(url, "body[data-fetched]", { cache });
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (page.querySelectorAll("a[href]"))) {
      link.href = new URL(/** @type {string} */ (link.getAttribute("href")), url).href;
    }
    this.#pages.set(chapter, page);
  }
}
