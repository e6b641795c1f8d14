/** All cards of a deck as a list that can be searched: the cards as the build wrote them. */

import { count } from "./days.mjs";
import { textOf } from "../nodes.mjs";

/** Show the list with what is searched for, and return the field to type in. */
export function showBrowse(desk) {
  const texts = new Map(desk.deck.map(({ id, article }) => [id, textOf(article).toLowerCase()]));
  const [label, found, back] = desk.copy('[data-side="list"]').children;
  const field = label.lastElementChild;
  field.value = desk.choice.find;
  const search = () => {
    const asked = desk.choice.find.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = new Set([...texts].filter(([, text]) => asked.every((word) => text.includes(word))).map(([id]) => id));
    for (const { id, article } of desk.bank.list) article.hidden = !hits.has(id);
    for (const part of desk.host.querySelectorAll(".study-cards")) {
      const isEmpty = !part.querySelector("article:not([hidden])");
      for (const node of [part, part.previousElementSibling]) node.hidden = isEmpty;
    }
    found.textContent = `${count(hits.size, "card")} of ${desk.bank.list.length}`;
  };
  field.addEventListener("input", () => {
    desk.choose({ find: field.value.trim() });
    search();
  });
  back.addEventListener("click", () => desk.start());
  desk.show("browsing", label, found, back);
  search();
  return field;
}
