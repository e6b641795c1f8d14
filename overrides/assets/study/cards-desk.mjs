/** What `<study-cards>` is made of: a desk above the cards, on which one thing at a time is shown. */

import { readCards } from "./cards-bank.mjs";
import { showBrowse } from "./cards-browse.mjs";
import { dayOf } from "./cards-days.mjs";
import { readMemories } from "./cards-schedule.mjs";
import { findDeck, readAddress, writeAddress } from "./cards-session.mjs";
import { showStart } from "./cards-start.mjs";
import { openStores, readAims, settleCards } from "./cards-store.mjs";
import { beginStudy } from "./cards-study.mjs";
import { mix } from "./deck.mjs";
import { make } from "./nodes.mjs";
import { makeKeyList } from "./quiz-keys.mjs";

const KEYS = [
  ["Space or Enter", "show the answer, then say Good"],
  ["1 2 3 4", "Again, Hard, Good, Easy"],
  ["u", "take the last grade back"],
  ["?", "open this list"],
];

/** Lay the desk above the cards of the element, until `signal` is aborted. */
export function open(host, signal) {
  const bank = readCards(host);
  if (!bank.list.length) return;
  const desk = new Desk(host, bank);
  host.querySelector("h2").before(desk.node);
  signal.addEventListener("abort", () => desk.leave());
  addEventListener("hashchange", () => desk.followHash("article, h2"), { signal });
  desk.stores.cards.watch(() => desk.refresh?.(), signal);
  desk.stores.settings.watch(() => desk.refresh?.(), signal);
  desk.openAddress();
}

export class Desk {
  #view = make("div", { class: "study-quiz__view" });
  #status = make("p", { class: "study-quiz__hidden", role: "status" });
  #notices = make("div", { class: "study-quiz__notices" });
  #records;
  #memories;

  /** What keys do in what is shown, by key. */
  keys = {};
  /** Draws what is shown anew after another tab wrote. */
  refresh = null;

  constructor(host, bank) {
    this.host = host;
    this.bank = bank;
    this.stores = openStores((sentence) => this.complain([sentence]));
    settleCards(this.stores.cards, bank, (sentence) => this.complain([sentence]));
    const isOn = this.stores.settings.read()["single-keys"]?.on !== false;
    this.keyList = makeKeyList(isOn, (on) => this.set("single-keys", { on }), KEYS, "the flashcards");
    this.node = make(
      "section",
      { class: "study-quiz__desk study-cards__desk", "aria-label": "Flashcards", onkeydown: (event) => this.#press(event) },
      ...[this.#notices, this.#view, this.keyList, this.#status],
    );
  }

  get today() {
    return dayOf(this.host.clock());
  }

  get aims() {
    return readAims(this.stores.settings.read());
  }

  get memories() {
    const records = this.stores.cards.read();
    if (records !== this.#records) [this.#records, this.#memories] = [records, readMemories(records)];
    return this.#memories;
  }

  get deck() {
    return findDeck(this.bank.list, this.choice);
  }

  set(name, value) {
    this.stores.settings.update((all) => ({ ...all, [name]: { ...value, at: this.host.clock() } }));
  }

  openAddress() {
    const { choice, complaints } = readAddress(location.search, this.bank.names);
    this.complain(complaints);
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
    beginStudy(this, mix(this.deck, String(this.host.clock()), ({ id }) => id).map(({ id }) => id), true);
  }

  browse() {
    this.choose({ mode: "browse" });
    this.focus(showBrowse(this));
  }

  start() {
    this.choose({ mode: "", find: "" });
    this.focus(showStart(this));
  }

  /** Replace what the desk shows. */
  show(state, ...nodes) {
    this.keys = {};
    this.refresh = null;
    this.#view.replaceChildren(...nodes.flat().filter(Boolean));
    this.host.dataset.state = state;
    for (const hidden of this.host.querySelectorAll(":scope > [hidden], .study-cards > [hidden]")) hidden.hidden = false;
  }

  say(text) {
    this.#status.textContent = text;
  }

  focus(node) {
    node.focus({ preventScroll: true });
    const { top } = this.node.getBoundingClientRect();
    if (top < 0 || top > innerHeight / 2) this.node.scrollIntoView();
  }

  complain(sentences) {
    this.#notices.append(...sentences.map((sentence) => make("p", { role: "status" }, sentence)));
  }

  leave() {
    this.show("", []);
    delete this.host.dataset.state;
    this.node.remove();
  }

  #press(event) {
    const { key, target } = event;
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.repeat) return;
    const isOwn = target.closest("a, button, summary, label") && (key === "Enter" || key === " ");
    if (isOwn || target.closest("input, select, textarea, [contenteditable]")) return;
    const isOn = key === "Enter" || this.stores.settings.read()["single-keys"]?.on !== false;
    const act = key === "?" ? () => this.#toggleKeyList() : this.keys[key];
    if (!isOn || !act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  #toggleKeyList() {
    this.keyList.open = !this.keyList.open;
    this.keyList.firstChild.focus();
  }
}
