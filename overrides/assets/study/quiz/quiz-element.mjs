/** `<study-quiz>`: questions one at a time, chosen from all or named by the address. */

import { asElement } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { defineElement } from "../practice/element.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { QuizPanel } from "./quiz-panel.mjs";

const PLACEHOLDER = ".study-quiz__placeholder";

/**
 * Lay the panel in its place once that is here, until `signal` is aborted.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openQuiz(host, signal) {
  await arrival(() => host.querySelector(`${PLACEHOLDER} + *`));
  const bank = new Bank(document, "questions", document.baseURI);
  if (signal.aborted || !bank.list.length) return;
  // Questions have stood on this page: links to one lead to where it is now.
  const named = bank.find(location.hash.slice(1));
  if (named) return location.replace(bank.addressOf(named));
  const panel = new QuizPanel(host, bank);
  asElement(host.querySelector(PLACEHOLDER)).replaceWith(panel.node);
  signal.addEventListener("abort", () => panel.leave());
  panel.open(signal);
}

defineElement("study-quiz", openQuiz);
