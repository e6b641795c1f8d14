/**
 * `<study-reply data-question data-card data-styles>`: a question's own page, where it can be answered. What that takes is
 * fetched when the reader begins; until then the question stands as the build wrote it.
 *
 * @typedef {{ open(host: HTMLElement, page: Document, address: URL, place: number | null): Promise<void> | void }} Opener
 */

import { fetchPage } from "../fetched-page.mjs";
import { asElement, asTarget, make } from "../nodes.mjs";
import { SITE_ROOT } from "../site-root.mjs";
import { loadStylesheet } from "../stylesheet-loader.mjs";

/** Whose panel it takes to answer. */
const PAGES = { question: "quiz/", card: "flashcards/" };

export class StudyReplyElement extends HTMLElement {
  connectedCallback() {
    const offer = asElement(this.querySelector(".study-reply"));
    if (!offer) return;
    const begin = /** @param {number | null} place */ (place) => this.#open(offer, place);
    asElement(offer.querySelector("button")).addEventListener("click", () => begin(null));
    const list = this.querySelector(".study-question > :is(.study-options, .study-steps)");
    list?.addEventListener("click", ({ target }) => {
      const item = asTarget(target).closest("li");
      const isSelecting = getSelection()?.type === "Range";
      if (item && !isSelecting && !asTarget(target).closest("a")) begin([...list.children].indexOf(item));
    });
    this.dataset.state = "ready";
  }

  /**
   * @param {HTMLElement} offer
   * @param {number | null} place Of the option that is chosen already.
   */
  async #open(offer, place) {
    if (this.dataset.state !== "ready") return;
    this.dataset.state = "opening";
    offer.querySelector("[role=status]")?.remove();
    const way = /** @type {"question" | "card"} */ (offer.dataset.way);
    const address = new URL(PAGES[way], SITE_ROOT);
    const module = new URL(/** @type {string} */ (this.dataset[way]), document.baseURI);
    try {
      const [opener, loaded] = await Promise.all([
        /** @type {Promise<Opener>} */ (import(module.href)),
        fetchPage(address, ".study-parts"),
        loadStylesheet(this.dataset.styles),
      ]);
      await opener.open(this, loaded, address, place);
    } catch {
      this.dataset.state = "ready";
      offer.append(make("span", { role: "status" }, "This needs what was not loaded. Is there a network?"));
    }
  }
}
