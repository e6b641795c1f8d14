/**
 * All cards of a deck as a list that can be searched: the cards as the build wrote them, chapter by chapter.
 *
 * @import { Question } from "../practice/bank.mjs"
 * @import { CardsPanel } from "./cards-panel.mjs"
 * @typedef {{ chapter?: string, card?: string }} Target A chapter, or a card of it.
 * @typedef {{ chapter: string, cards: Question[], heading: HTMLElement, box: HTMLElement, node: HTMLElement,
 *   state: "" | "loading" | "here" | "failed", loading: Promise<void> }} Section
 */

import { make, textOf } from "../nodes.mjs";
import { makeButton } from "../practice/parts.mjs";
import { count } from "./days.mjs";

/**
 * Show the list with what is searched for, and return the field to type in.
 * @param {CardsPanel} panel
 * @param {Target} [target] Where to scroll, once it is here.
 */
export function showList(panel, target = {}) {
  const list = new CardList(panel);
  const field = list.show();
  if (target.chapter) list.goTo(target);
  return field;
}

export class CardList {
  #panel;
  /** @type {HTMLElement | undefined} */
  #found;
  /** @type {Section[]} */
  #sections;
  /** @type {Map<string, { node: HTMLElement, text: string }>} */
  #cards = new Map();

  /** @param {CardsPanel} panel */
  constructor(panel) {
    this.#panel = panel;
    const chapters = Map.groupBy(panel.deck, ({ chapter }) => chapter);
    this.#sections = [...chapters].map(([chapter, cards]) => this.#makeSection(chapter, cards));
  }

  show() {
    const { node, field, found, chapters, decks } = this.#panel.copy("list");
    this.#found = found;
    field.value = this.#panel.choice.find;
    field.addEventListener("input", () => {
      this.#panel.choose({ find: field.value.trim() });
      this.#search();
    });
    decks.addEventListener("click", () => this.#panel.start());
    chapters.append(
      ...this.#sections.map(({ chapter, heading }) => make("a", { href: `#${chapter}` }, textOf(heading))),
    );
    const list = make("div", { class: "study-cards__list" }, ...this.#sections.map(({ node }) => node));
    const changing = this.#panel.show("browsing", node);
    this.#panel.node.after(list);
    changing.addEventListener("abort", () => list.remove());
    this.#panel.list = this;
    this.#search();
    return field;
  }

  /**
   * Scroll to a chapter or a card and open it; return whether the list has it. What stands above comes first.
   * @param {Target} target
   */
  goTo({ chapter, card }) {
    const index = this.#sections.findIndex((section) => section.chapter === chapter);
    if (index < 0) return false;
    Promise.all(this.#sections.slice(0, index + 1).map(({ loading }) => loading)).then(() => {
      const found = this.#cards.get(/** @type {string} */ (card))?.node;
      const back = found?.querySelector("details");
      if (back) back.open = true;
      (found ?? this.#sections[index].heading).scrollIntoView();
    });
    return true;
  }

  /**
   * @param {string} chapter
   * @param {Question[]} cards
   */
  #makeSection(chapter, cards) {
    const heading = make("h2", {}, this.#panel.bank.names.chapters.get(chapter));
    const box = make("div", { class: "study-cards" });
    const node = make("section", {}, heading, box);
    const section = /** @type {Section} */ (
      /** @type {Partial<Section>} */ ({ chapter, cards, heading, box, node, state: "" })
    );
    section.loading = this.#load(section);
    return section;
  }

  /** @param {Section} section */
  async #load(section) {
    section.state = "loading";
    section.box.replaceChildren(make("p", {}, "The cards are on their way."));
    try {
      await this.#panel.bank.load(section.cards.map(({ id }) => id));
      section.box.replaceChildren(...section.cards.filter(({ article }) => article).map((card) => this.#copy(card)));
      section.state = "here";
    } catch {
      const again = makeButton("Try again", () => (section.loading = this.#load(section)));
      section.box.replaceChildren(make("p", { role: "status" }, "These cards could not be loaded."), again);
      section.state = "failed";
    }
    this.#search();
  }

  /** @param {Question} card */
  #copy({ id, article }) {
    const node = document.importNode(/** @type {HTMLElement} */ (article), true);
    this.#cards.set(id, { node, text: textOf(node).toLowerCase() });
    return node;
  }

  #search() {
    const asked = this.#panel.choice.find.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { node, text } of this.#cards.values()) node.hidden = !asked.every((word) => text.includes(word));
    for (const { node, state, box } of this.#sections) {
      node.hidden = state === "here" && !box.querySelector("article:not([hidden])");
    }
    const hits = [...this.#cards.values()].filter(({ node }) => !node.hidden).length;
    const missing = this.#sections.filter(({ state }) => state !== "here").length;
    const rest = missing ? `, ${count(missing, "chapter")} still to come` : "";
    /** @type {HTMLElement} */ (this.#found).textContent = `${
      count(hits, "card")
    } of ${this.#panel.bank.list.length}${rest}`;
  }
}
