/** What a question's page takes over from the page of quiz or flashcards. */

import { asElement } from "../nodes.mjs";

/**
 * Put the templates of a page into an element of this one.
 * @param {HTMLElement} host
 * @param {Document} page
 */
export function takeParts(host, page) {
  host.append(...page.querySelectorAll(".study-parts, .study-troubles"));
}

/**
 * Show a panel in place of the question as the build wrote it.
 * @param {HTMLElement} host
 * @param {HTMLElement} panel
 */
export function showInPlace(host, panel) {
  const article = asElement(host.querySelector(".study-question"));
  article.hidden = true;
  article.after(panel);
}

/**
 * Return the question of a page, and its article.
 * @param {HTMLElement} host
 */
export function findQuestion(host) {
  const article = asElement(host.querySelector(".study-question"));
  return { article, id: /** @type {string} */ (article.dataset.question) };
}
