/** `<study-cards>`: the flashcards of the site, each shown when it is due. */

import { asElement } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { defineElement } from "../practice/element.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { CardsPanel } from "./cards-panel.mjs";

/**
 * Lay the panel above the list of chapters, until `signal` is aborted.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openCards(host, signal) {
  const [schedule] = await Promise.all([import("./schedule.mjs"), arrival()]);
  const bank = new Bank(document, "cards", document.baseURI);
  if (signal.aborted || !bank.list.length) return;
  const panel = new CardsPanel(host, bank, schedule);
  asElement(host.querySelector(".study-chapters")).before(panel.node);
  signal.addEventListener("abort", () => panel.leave());
  addEventListener("hashchange", () => panel.followHash(), { signal });
  panel.cards.watch(() => panel.refresh?.(), signal);
  panel.settings.watch(() => panel.refresh?.(), signal);
  panel.open();
}

defineElement("study-cards", openCards);
