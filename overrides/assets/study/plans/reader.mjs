/**
 * What is known of the reader, for plans that are made of it.
 *
 * @import { Schedule } from "../cards/schedule.mjs"
 */

import { dayOf } from "../cards/days.mjs";
import { readAims, selectValid } from "../cards/store.mjs";
import { fetchPage } from "../fetched-page.mjs";
import { asText } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { openStore } from "../progress-store.mjs";

/**
 * Return the cards of the site and what is stored of them; without the page of the flashcards there are none.
 * @param {string | undefined} cards Address of the flashcards.
 * @param {Schedule} schedule
 */
export async function readReader(cards, schedule) {
  const address = new URL(asText(cards), document.baseURI);
  const page = await fetchPage(address, ".study-index").catch(() => new Document());
  const bank = new Bank(page, "cards", address);
  const [records, answers, settings] = ["cards", "answers", "settings"].map((name) =>
    openStore(name, { version: 1 }).read()
  );
  const [today, aims] = [dayOf(Date.now()), readAims(settings)];
  const memories = schedule.readMemories(selectValid(records), today);
  const due = [...memories.values()].filter((memory) => schedule.findDue(memory, aims, today) <= today).length;
  const known = {
    cards: bank.list,
    chapters: [...bank.names.chapters.keys()],
    expected: readExpected(),
    memories,
    answers,
    day: Math.max(today, aims.interview),
    schedule,
  };
  return { bank, due, known, today };
}

/** Return the ids of the questions that this page says to expect. */
function readExpected() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.study-list a[href*="/q/"]'));
  return [...links].map(({ href }) => asText(new URL(href).pathname.split("/").at(-2)));
}
