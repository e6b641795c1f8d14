/** A question that nobody but the reader can mark, practised on its own page as the flashcard that it is. */

import { asElement } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { CardsPanel } from "../cards/cards-panel.mjs";
import { beginStudy } from "../cards/study.mjs";
import { findQuestion, showInPlace, takeParts } from "./page-parts.mjs";

/**
 * Show the card of a page's question; one that is not due yet may be turned, and leaves the schedule alone.
 * @param {HTMLElement} host
 * @param {Document} page The flashcards'.
 * @param {URL} address Of the flashcards.
 */
export async function open(host, page, address) {
  const schedule = await import("../cards/schedule.mjs");
  const bank = new Bank(page, "cards", address);
  const { id } = findQuestion(host);
  if (!bank.get(id)) throw new Error(`The flashcards do not have ${id}`);
  await bank.load([id]);
  takeParts(host, page);
  const panel = new SingleCard(host, bank, schedule, address);
  const memory = panel.memories.get(id);
  const isEarly = memory && schedule.findDue(memory, panel.aims, panel.today) > panel.today;
  showInPlace(host, panel.node);
  beginStudy(panel, [id], Boolean(isEarly));
  panel.focus(asElement(panel.node.querySelector("article")));
}

class SingleCard extends CardsPanel {
  #address;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   * @param {import("../cards/schedule.mjs").Schedule} schedule
   * @param {URL} address
   */
  constructor(host, bank, schedule, address) {
    super(host, bank, schedule);
    this.#address = address;
  }

  /**
   * Leave for the flashcards: this page has no decks.
   * @override
   */
  start() {
    location.assign(this.#address);
  }
}
