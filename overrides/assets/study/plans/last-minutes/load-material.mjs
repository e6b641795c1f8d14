/**
 * What the last minutes are made of: the page's own spoken answers and questions, the cards, what is stored of the reader.
 *
 * @import { Schedule } from "../../cards/schedule.mjs"
 * @typedef {{ title: string, say: Element, url: string }} Chapter
 */

import { fetchPage } from "../../fetched-page.mjs";
import { asElement, asElements, asText, textOf } from "../../nodes.mjs";
import { readReader } from "../reader.mjs";
import { rankCards, rankChapters } from "../readiness.mjs";

const MOST_TRAPS = 4;

/**
 * Return what the reader needs most, and where its texts are.
 * @param {HTMLElement} host
 * @param {Schedule} schedule
 */
export async function loadMaterial(host, schedule) {
  const { bank, known } = await readReader(host.dataset.cards, schedule);
  const chapters = readChapters();
  const ranked = rankChapters({ ...known, chapters: [...chapters.keys()] });
  return {
    bank,
    chapters,
    ranked: { chapters: ranked, cards: rankCards(known) },
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
