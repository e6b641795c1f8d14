/**
 * The questions of a page: in short as the build listed them, in full from the files of their chapters.
 *
 * @import { Kind, Summary } from "./question-order.mjs"
 * @typedef {Summary & { fixed: boolean, readonly article: HTMLElement | null }} Question `fixed` says that its options
 *   stay in their order; `article` is nothing as long as the chapter is not loaded.
 * @typedef {Question & { readonly article: HTMLElement }} LoadedQuestion
 * @typedef {"levels" | "kinds" | "topics"} NamedPart
 * @typedef {Record<NamedPart | "chapters", Map<string, string>>} Names What readers see, by slug.
 */

import { asElement, asElements, asPresent, asText, textOf } from "../nodes.mjs";
import { ChapterFiles } from "./chapter-files.mjs";

const NONE = "-";

const readList = (text = NONE) => (text === NONE ? [] : text.split(","));

/** @param {Element | null} part */
const readNames = (part) =>
  new Map(
    [.../** @type {Iterable<HTMLDataElement>} */ (part?.children ?? [])].map((data) => [data.value, textOf(data)]),
  );

export class Bank {
  #questions;
  #files;
  #addresses;
  #root;

  /** @type {Map<string, string>} Today's id by former id. */
  former = new Map();

  /** @type {Names} */
  names;

  /** @type {Question[]} In written order. */
  list;

  /**
   * Read the index of a page.
   * @param {Document} page
   * @param {string} file Name of the file that each chapter has beside its page.
   * @param {string | URL} base Address of the page.
   */
  constructor(page, file, base) {
    const template = /** @type {HTMLTemplateElement | null} */ (page.querySelector(".study-index"));
    const index = template?.content ?? page.createDocumentFragment();
    this.#root = new URL(template?.dataset.root ?? "", base);
    const sections = [...asElements(index.querySelectorAll("[data-chapter]"))];
    /** @type {(section: HTMLElement) => [string, string]} */
    const nameOf = (section) => [asText(section.dataset.chapter), textOf(section.querySelector("b"))];
    const [levels, kinds, topics] = ["levels", "kinds", "topics"].map((part) =>
      readNames(index.querySelector(`[data-part="${part}"]`))
    );
    this.names = { chapters: new Map(sections.map(nameOf)), levels, kinds, topics };
    this.list = this.#readRows(sections);
    this.#questions = new Map(this.list.map((question) => [question.id, question]));
    this.#addresses = new Map(
      sections.map((section) => [asText(section.dataset.chapter), new URL(`${section.dataset.url}${file}/`, base)]),
    );
    this.#files = new ChapterFiles((chapter) => /** @type {URL} */ (this.#addresses.get(chapter)));
  }

  /**
   * @param {HTMLElement[]} sections
   * @returns {Question[]}
   */
  #readRows(sections) {
    const [levels, kinds, topics] = [this.names.levels, this.names.kinds, this.names.topics].map((names) => // By its place, which stands for it in a row.
    /** @type {Record<string, string>} */ (/** @type {object} */ ([...names.keys()])));
    const rows = sections.flatMap((section) => {
      const lines = asElement(section.querySelector("pre")).textContent.trim().split("\n");
      return lines.map((line) => [asText(section.dataset.chapter), ...line.split(" ")]);
    });
    return rows.map(([chapter, id, code, about, near, was], place) => {
      for (const old of readList(was)) this.former.set(old, id);
      const findArticle = () => this.#files.find(chapter, id);
      return {
        id,
        chapter,
        level: levels[code[0]],
        kind: /** @type {Kind} */ (kinds[code[1]]),
        fixed: code[2] === "f",
        topics: readList(about).map((topic) => topics[topic] ?? topic),
        near: readList(near).map((step) => rows[place + Number(step)][1]),
        get article() {
          return findArticle();
        },
      };
    });
  }

  /** @param {string | undefined} id */
  get = (id) => this.#questions.get(/** @type {string} */ (id));

  /** @type {(part: keyof Names, slug: string) => boolean} */
  has = (part, slug) => this.names[part].has(slug);

  /**
   * Return today's id for an id of today or of before, nothing if the question turned out not to be there any more.
   * @param {string} id
   */
  find = (id) => {
    const today = this.#questions.has(id) ? id : this.former.get(id);
    return this.isGone(/** @type {string} */ (today)) ? undefined : today;
  };

  /**
   * Return whether the chapter of a question is here without it, and so on the host: the page is older than the site.
   * @param {string} id
   */
  isGone(id) {
    return this.#isMissing(id) && this.#files.isRenewed(/** @type {Question} */ (this.get(id)).chapter);
  }

  /** @param {string} id */
  #isMissing(id) {
    const question = this.get(id);
    return Boolean(question && this.#files.isLoaded(question.chapter) && !question.article);
  }

  /**
   * Return the address of a question's own page.
   * @param {string} id
   */
  addressOf(id) {
    return new URL(`q/${id}/`, this.#root);
  }

  /**
   * Return whether all is here that can be had of questions.
   * @param {string[]} ids
   */
  isLoaded(ids) {
    /** @param {string} chapter */
    const isHere = (chapter) => this.#files.isLoaded(chapter);
    return this.#chaptersOf(ids).every(isHere) && ids.every((id) => !this.#isMissing(id) || this.isGone(id));
  }

  /**
   * Return the names of the chapters that are still needed for questions.
   * @param {string[]} ids
   */
  findMissing(ids) {
    const missing = this.#chaptersOf(ids).filter((chapter) => !this.#files.isLoaded(chapter));
    return missing.map((chapter) => this.names.chapters.get(chapter));
  }

  /**
   * Load the texts of questions; a chapter that lacks one of them may come from a cache, and is loaded again.
   * @param {string[]} ids
   */
  async load(ids) {
    await Promise.all(this.#chaptersOf(ids).map((chapter) => this.#files.load(chapter)));
    const missing = ids.filter((id) => this.#isMissing(id) && !this.isGone(id));
    await Promise.all(this.#chaptersOf(missing).map((chapter) => this.#files.renew(chapter)));
  }

  /**
   * Load the texts of questions that come next, in their order; a reader who saves data gets only the next.
   * @param {string[]} ids
   */
  loadAhead(ids) {
    const chapters = this.#chaptersOf(ids);
    this.#files.loadAhead(navigator.connection?.saveData ? chapters.slice(0, 1) : chapters);
  }

  /** @param {string[]} ids */
  #chaptersOf(ids) {
    return [...new Set(asPresent(ids.map((id) => this.get(id)?.chapter).filter(Boolean)))];
  }
}
