/**
 * The panel of the flashcards: what is chosen, what is known of the cards, and what of it is shown.
 *
 * @import { Child, FormWith } from "../nodes.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { PanelParts } from "../practice/panel.mjs"
 * @import { Records } from "../progress-store.mjs"
 * @import { CardList } from "./card-list.mjs"
 * @import { Memories, Schedule } from "./schedule.mjs"
 * @import { CardsChoice } from "./session.mjs"
 * @typedef {{ interview: HTMLInputElement, retention: HTMLSelectElement, "new-per-day": HTMLInputElement }} SettingsFields
 * @typedef {object} OwnParts
 * @property {{ node: HTMLElement, title: HTMLElement, today: HTMLElement, decks: HTMLElement,
 *   settings: FormWith<SettingsFields>, filter: HTMLDetailsElement, plan: HTMLElement }} view
 * @property {{ node: HTMLElement, left: HTMLElement, note: HTMLElement, bar: HTMLProgressElement,
 *   undo: HTMLButtonElement, end: HTMLElement }} head
 * @property {{ node: HTMLElement, chapter: HTMLElement, level: HTMLElement, front: HTMLElement }} card
 * @property {{ node: HTMLElement }} back
 * @property {{ node: HTMLElement, turn: HTMLElement }} bar-front
 * @property {{ node: HTMLElement }} bar-back
 * @property {{ node: HTMLElement, title: HTMLElement, about: HTMLElement, decks: HTMLElement, undo: HTMLButtonElement,
 *   "go-on": HTMLElement }} finish
 * @property {{ node: HTMLElement, field: HTMLInputElement, found: HTMLElement, chapters: HTMLElement,
 *   decks: HTMLElement }} list
 * @typedef {PanelParts & OwnParts} CardsParts What the build wrote for the flashcards.
 */

import { mix } from "../practice/question-order.mjs";
import { Panel } from "../practice/panel.mjs";
import { showList } from "./card-list.mjs";
import { dayOf } from "./days.mjs";
import { findDeck, readAddress, writeAddress } from "./session.mjs";
import { showStart } from "./start.mjs";
import { readAims, settleCards } from "./store.mjs";
import { beginStudy } from "./study.mjs";

/** @extends {Panel<CardsParts>} */
export class CardsPanel extends Panel {
  /** @type {{ records: Records, today: number, memories: Memories } | undefined} */
  #read;

  /** @type {(() => void) | null} Draws what is shown anew after another tab wrote. */
  refresh = null;

  /** @type {CardList | null} The list of cards, while it is shown. */
  list = null;

  /** @type {CardsChoice} */
  choice = readAddress("", this.bank.has).choice;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   * @param {Schedule} schedule
   */
  constructor(host, bank, schedule) {
    super(host, bank);
    this.schedule = schedule;
    this.cards = this.openStore("cards");
    settleCards(this.cards, bank, this.report);
  }

  get today() {
    return dayOf(this.now());
  }

  get aims() {
    return readAims(this.settings.read());
  }

  get memories() {
    const records = this.cards.read();
    const { today } = this;
    if (records !== this.#read?.records || today !== this.#read.today) {
      this.#read = { records, today, memories: this.schedule.readMemories(records, today) };
    }
    return this.#read.memories;
  }

  get deck() {
    return findDeck(this.bank.list, this.choice);
  }

  open() {
    const { choice, complaints } = readAddress(location.search, this.bank.has);
    for (const sentence of complaints) this.notify(sentence);
    this.choice = choice;
    if (this.followHash(choice.mode === "browse")) return;
    if (choice.mode === "browse") showList(this);
    else if (choice.mode === "cram") this.cram();
    else showStart(this);
  }

  /**
   * Open the list at the card or, if such count, the chapter that the address points at, and return whether it points at
   * one. On arrival a chapter counts only for the list: without it, it is a line of the page.
   */
  followHash(withChapters = true) {
    const named = decodeHash();
    const card = this.bank.get(this.bank.find(named));
    const chapter = card?.chapter ?? (withChapters && this.bank.names.chapters.has(named) && named);
    if (!chapter) return false;
    if (this.list?.goTo({ chapter, card: card?.id })) return true;
    this.choose({ chapters: [], levels: [], topics: [], find: "", mode: "browse" });
    showList(this, { chapter, card: card?.id });
    return true;
  }

  /**
   * Change the choice, and the address with it.
   * @param {Partial<CardsChoice>} change
   */
  choose(change) {
    this.choice = { ...this.choice, ...change };
    const query = writeAddress(this.choice);
    const hash = this.choice.mode === "browse" ? location.hash : "";
    history.replaceState(history.state, "", `${location.pathname}${query}${hash}`);
  }

  /** @param {string[]} ids */
  study(ids) {
    this.choose({ mode: "", find: "" });
    beginStudy(this, ids, false);
  }

  cram() {
    this.choose({ mode: "cram", find: "" });
    beginStudy(this, mix(this.deck, String(this.now()), ({ id }) => id).map(({ id }) => id), true);
  }

  browse() {
    this.choose({ mode: "browse" });
    this.focus(showList(this));
  }

  /** Show the start and return its heading. */
  showStart() {
    this.choose({ mode: "", find: "" });
    return showStart(this);
  }

  start() {
    this.focus(this.showStart());
  }

  /**
   * @param {string} state
   * @param {...(Child | Child[])} nodes
   * @override
   */
  show(state, ...nodes) {
    this.refresh = null;
    this.list = null;
    return super.show(state, ...nodes);
  }

  /**
   * Let single keys do what they do in what is shown.
   * @param {Record<string, () => void>} acts By key.
   */
  listenTo(acts) {
    this.useKey = (key) => Boolean(acts[key]) && (acts[key](), true);
  }

  /** @param {HTMLElement} node */
  focus(node) {
    node.focus({ preventScroll: true });
    const { top } = this.node.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.node.scrollIntoView();
  }
}

/** Return what the address points at; percent signs in it may stand for nothing. */
function decodeHash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}
