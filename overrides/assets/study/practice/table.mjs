/**
 * The one table of the flashcards: a caption, a heading for each column, and rows that begin with their name.
 *
 * @typedef {string | number | Node} Cell
 */

import { make } from "../nodes.mjs";

/**
 * Return a table.
 * @param {string} caption
 * @param {string[]} head
 * @param {Cell[][]} rows
 */
export function makeTable(caption, head, rows) {
  /** @type {(tag: string, scope: string | null, content: Cell) => HTMLElement} */
  const cell = (tag, scope, content) => make(tag, { scope }, content instanceof Node ? content : String(content));
  const body = rows.map(([name, ...cells]) =>
    make("tr", {}, cell("th", "row", name), ...cells.map((content) => cell("td", null, content)))
  );
  return make(
    "table",
    { class: "study-panel__table" },
    make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...head.map((label) => cell("th", "col", label)))),
    make("tbody", {}, ...body),
  );
}
