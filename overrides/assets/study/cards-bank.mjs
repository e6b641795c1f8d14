/** The cards of the flashcards page, read from the HTML that the build wrote. */

import { textOf } from "./nodes.mjs";
import { nameLevels, readWords } from "./slugs.mjs";

/**
 * Return every card inside `root`, and the names of chapters, levels and topics by slug.
 * @param {ParentNode} root
 */
export function readCards(root) {
  const former = new Map();
  const list = [...root.querySelectorAll("article.study-card")].map((article) => {
    const { card: id, level, chapter, topics, near, was } = article.dataset;
    for (const old of readWords(was)) former.set(old, id);
    return { id, level, chapter, topics: readWords(topics), near: readWords(near), article };
  });
  const cards = new Map(list.map((card) => [card.id, card]));
  const name = (slugs, describe) => new Map([...new Set(slugs)].map((slug) => [slug, describe(slug)]));
  const findLabel = (slug) => textOf(root.querySelector(`[data-topic="${CSS.escape(slug)}"]`)) || slug;
  const findTitle = (slug) => textOf(root.querySelector(`h2#${CSS.escape(slug)}`)?.firstChild) || slug;
  return {
    list,
    former,
    get: (id) => cards.get(id),
    names: {
      chapters: name(list.map(({ chapter }) => chapter), findTitle),
      levels: nameLevels(list),
      topics: name(list.flatMap(({ topics }) => topics).sort(), findLabel),
    },
  };
}

/** Return what a card asks, as text. */
export const findAsk = ({ article }) => textOf(article.querySelector(".study-card__front > p"));
