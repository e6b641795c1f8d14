/**
 * The questions of a page, as the build wrote them in short above their texts.
 *
 * @typedef {import("./question-order.mjs").Card & { fixed: boolean, article: HTMLElement | null }} Question `article` is nothing
 *   as long as the page has not arrived so far.
 */

import { textOf } from "../nodes.mjs";

const NAMED = ["chapters", "levels", "kinds", "topics"];

const readWords = (text) => (text ?? "").split(" ").filter(Boolean);

/**
 * Return every question of a page, and the names of chapters, levels, kinds and topics by slug.
 * @param {Document} page
 */
export function readBank(page) {
  const source = page.querySelector(".study-bank")?.content ?? page.createDocumentFragment();
  const former = new Map();
  const list = [...source.querySelectorAll("[data-chapter]")].map(({ value: id, dataset }) => {
    const { chapter, level, kind, topics, near, was, fixed } = dataset;
    for (const old of readWords(was)) former.set(old, id);
    return {
      ...{ id, chapter, level, kind, topics: readWords(topics), near: readWords(near), fixed: fixed !== undefined },
      get article() {
        return page.getElementById(id);
      },
    };
  });
  const questions = new Map(list.map((question) => [question.id, question]));
  const readNames = (part) =>
    new Map([...source.querySelectorAll(`.${part} > data`)].map((data) => [data.value, textOf(data)]));
  const names = Object.fromEntries(NAMED.map((part) => [part, readNames(part)]));
  return {
    list,
    names,
    former,
    get: (id) => questions.get(id),
    /** Return today's id for an id of today or of before. */
    find: (id) => (questions.has(id) ? id : former.get(id)),
    has: (part, slug) => names[part].has(slug),
  };
}
