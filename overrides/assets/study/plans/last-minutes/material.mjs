/**
 * What the last minutes are made of: the page's own spoken answers and questions, the cards, what is stored of the reader.
 *
 * @import { Schedule } from "../../cards/schedule.mjs"
 * @typedef {{ title: string, say: Element, url: string }} Chapter
 */

import { dayOf } from "../../cards/days.mjs";
import { readAims, selectValid } from "../../cards/store.mjs";
import { fetchPage } from "../../fetched-page.mjs";
import { asElement, asElements, asText, textOf } from "../../nodes.mjs";
import { Bank } from "../../practice/bank.mjs";
import { openStore } from "../../progress-store.mjs";
import { rankCards, rankChapters } from "../readiness.mjs";

const MOST_TRAPS = 4;

/**
 * Return what the reader needs most, and where its texts are. Without the page of the flashcards there are no cards.
 * @param {HTMLElement} host
 * @param {Schedule} schedule
 */
export async function loadMaterial(host, schedule) {
  const address = new URL(asText(host.dataset.cards), document.baseURI);
  const page = await fetchPage(address, ".study-index").catch(() => new Document());
  const bank = new Bank(page, "cards", address);
  const [cards, answers, settings] = ["cards", "answers", "settings"].map((name) =>
    openStore(name, { version: 1 }).read()
  );
  const chapters = readChapters();
  const today = dayOf(Date.now());
  const known = {
    cards: bank.list,
    chapters: [...chapters.keys()],
    expected: readExpected(),
    memories: schedule.readMemories(selectValid(cards), today),
    answers,
    day: Math.max(today, readAims(settings).interview),
    schedule,
  };
  return {
    bank,
    chapters,
    ranked: { chapters: rankChapters(known), cards: rankCards(known) },
    /** @param {string} slug */
    loadTraps: async (slug) => {
      const file = new URL("talks/", /** @type {Chapter} */ (chapters.get(slug)).url);
      const talks = await fetchPage(file, "body[data-fetched]").catch(() => new Document());
      return [...asElements(talks.querySelectorAll(".study-traps > li"))].slice(0, MOST_TRAPS);
    },
  };
}

/**
 * Return the chapters whose spoken answers stand on this page, by slug.
 * @returns {Map<string, Chapter>}
 */
function readChapters() {
  return new Map(
    [...document.querySelectorAll(".study-spoken")].map((fold) => {
      /** @type {HTMLAnchorElement} */
      const link = asElement(fold.querySelector(".study-links a"));
      const slug = asText(new URL(link.href).pathname.split("/").at(-2));
      const say = /** @type {Element} */ (fold.querySelector(".study-say"));
      return [slug, { title: textOf(fold.querySelector("summary")), say, url: link.href }];
    }),
  );
}

/** Return the ids of the questions that this page says to expect. */
function readExpected() {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.study-list a[href*="/q/"]'));
  return [...links].map(({ href }) => asText(new URL(href).pathname.split("/").at(-2)));
}
