/** What `<study-cards>` is made of: a desk above the cards, on which one thing at a time is shown. */

import { showBrowse } from "./browse.mjs";
import { dayOf } from "./days.mjs";
import { findDeck, readAddress, writeAddress } from "./session.mjs";
import { showStart } from "./start.mjs";
import { readAims, settleCards } from "./store.mjs";
import { beginStudy } from "./study.mjs";
import { mix } from "../practice/question-order.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { readBank } from "../practice/bank.mjs";
import { Desk } from "../practice/desk.mjs";

/** Lay the desk above the cards of the element, until `signal` is aborted. */
export async function openCards(host, signal) {
  const [schedule] = await Promise.all([import("./schedule.mjs"), arrival()]);
  const bank = readBank(document);
  if (signal.aborted || !bank.list.length) return;
  const desk = new CardsDesk(host, bank, schedule);
  host.querySelector("h2").before(desk.node);
  signal.addEventListener("abort", () => desk.leave());
  addEventListener("hashchange", () => desk.followHash("article, h2"), { signal });
  desk.cards.watch(() => desk.refresh?.(), signal);
  desk.settings.watch(() => desk.refresh?.(), signal);
  desk.open();
}

export class CardsDesk extends Desk {
  #records;
  #memories;

  /** Draws what is shown anew after another tab wrote. */
  refresh = null;

  constructor(host, bank, schedule) {
    super(host);
    this.bank = bank;
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
    if (records !== this.#records) [this.#records, this.#memories] = [records, this.schedule.readMemories(records)];
    return this.#memories;
  }

  get deck() {
    return findDeck(this.bank.list, this.choice);
  }

  open() {
    const { choice, complaints } = readAddress(location.search, this.bank.has);
    for (const sentence of complaints) this.complain(sentence);
    this.choice = choice;
    if (this.followHash(choice.mode === "browse" ? "article, h2" : "article")) return;
    if (choice.mode === "browse") showBrowse(this);
    else if (choice.mode === "cram") this.cram();
    else showStart(this);
  }

  /**
   * Open the list at the card or chapter that the address points at, and return whether it points at one. On arrival a
   * chapter counts only for the list: the theme puts one into the address of any page that is scrolled.
   */
  followHash(kinds) {
    const target = this.host.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]:is(${kinds})`);
    if (!target) return false;
    this.choose({ chapters: [], levels: [], topics: [], find: "", mode: "browse" });
    showBrowse(this);
    const back = target.querySelector("details");
    if (back) back.open = true;
    target.scrollIntoView();
    return true;
  }

  /** Change the choice, and the address with it. */
  choose(change) {
    this.choice = { ...this.choice, ...change };
    const query = writeAddress(this.choice);
    const hash = this.choice.mode === "browse" ? location.hash : "";
    history.replaceState(history.state, "", `${location.pathname}${query}${hash}`);
  }

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
    this.focus(showBrowse(this));
  }

  start() {
    this.choose({ mode: "", find: "" });
    this.focus(showStart(this));
  }

  show(state, ...nodes) {
    this.refresh = null;
    for (const hidden of this.host.querySelectorAll(":scope > [hidden], .study-cards > [hidden]")) hidden.hidden = false;
    return super.show(state, ...nodes);
  }

  /** Let single keys do what they do in what is shown, by key. */
  listenTo(acts) {
    this.useKey = (key) => Boolean(acts[key]) && (acts[key](), true);
  }

  focus(node) {
    node.focus({ preventScroll: true });
    const { top } = this.node.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.node.scrollIntoView();
  }
}
