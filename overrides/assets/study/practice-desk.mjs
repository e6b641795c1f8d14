/** The desk of quiz and flashcards, as the build wrote it: one thing is shown at a time, keys work, changes are said. */

import { make } from "./nodes.mjs";
import { describeTrouble, openStore } from "./progress.mjs";

const OWN_KEYS = "a, button, summary, select, .study-quiz__keys";
const TYPED_INTO = "textarea, select, input:not([type=radio], [type=checkbox])";

/** Return a copy of the desk that the build wrote into an element. */
export const copyDesk = (host) => host.querySelector(".study-desk").content.firstElementChild.cloneNode(true);

/**
 * Return a function that opens stores by their names; each trouble is told once, as a sentence.
 * @param {string} works What works all the same, for `describeTrouble`.
 * @param {(sentence: string) => void} report
 */
export function prepareStores(works, report) {
  const told = new Set();
  const tell = (trouble) => told.has(trouble) || (told.add(trouble), report(describeTrouble(trouble, works)));
  return (name, options) => openStore(name, { version: 1, report: tell, ...options });
}

export class Desk {
  #view;
  #status;
  #notices;
  #keyList;
  #changing = new AbortController();

  /**
   * What single keys do in what is shown: gets the key and where it was pressed, and returns whether it was used, or
   * "typed" if the key is still to be typed.
   * @type {((key: string, target: Element) => boolean | "typed") | null}
   */
  useKey = null;

  constructor(host, works) {
    this.host = host;
    this.node = copyDesk(host);
    [this.#notices, this.#view, this.#keyList, this.#status] = this.node.children;
    this.openStore = prepareStores(works, (sentence) => this.complain(sentence));
    this.settings = this.openStore("settings");
    this.node.addEventListener("keydown", (event) => this.#press(event));
    const single = this.#keyList.querySelector("input");
    single.checked = this.#hasSingleKeys;
    single.addEventListener("change", () => this.set("single-keys", { on: single.checked }));
  }

  now = () => Date.now();

  /** Remember what the reader has set. */
  set(name, value) {
    this.settings.update((all) => ({ ...all, [name]: { ...value, at: this.now() } }));
  }

  /** Return copies of the nodes that are shown first. */
  copyStart() {
    return [...copyDesk(this.host).children[1].children];
  }

  /** Replace what the desk shows; timers and keys of what was shown before end, and the signal of that is aborted. */
  show(state, ...nodes) {
    this.#changing.abort();
    this.#changing = new AbortController();
    this.useKey = null;
    this.#view.replaceChildren(...nodes.flat().filter(Boolean));
    if (this.host.dataset.state !== state) this.host.dataset.state = state;
    for (const code of this.#view.querySelectorAll("pre > code")) {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    }
    return this.#changing.signal;
  }

  say(text) {
    this.#status.textContent = text;
  }

  /** Show a sentence above all else, and return its node. */
  complain(sentence) {
    const notice = make("p", { role: "status" }, sentence);
    this.#notices.append(notice);
    return notice;
  }

  leave() {
    this.#changing.abort();
    this.node.remove();
    delete this.host.dataset.state;
  }

  get #hasSingleKeys() {
    return this.settings.read()["single-keys"]?.on !== false;
  }

  #press(event) {
    const { key, target, altKey, ctrlKey, metaKey, defaultPrevented, isComposing, repeat } = event;
    if (altKey || metaKey || defaultPrevented || isComposing || repeat) return;
    const used = key === "Enter" ? this.#goOn(target, ctrlKey) : !ctrlKey && this.#useSingle(key, target);
    if (!used) return;
    event.stopPropagation();
    if (used !== "typed") event.preventDefault();
  }

  #goOn(target, ctrlKey) {
    const first = this.host.dataset.state === "taking" && this.#view.querySelector('[data-rank="first"]');
    if (!first || target.closest(OWN_KEYS) || (target.matches("textarea") && !ctrlKey)) return false;
    first.click();
    return true;
  }

  #useSingle(key, target) {
    if (!this.#hasSingleKeys || target.matches(TYPED_INTO)) return false;
    if (key !== "?") return !(key === " " && target.closest(OWN_KEYS)) && this.useKey?.(key, target);
    this.#keyList.open = !this.#keyList.open;
    this.#keyList.firstElementChild.focus();
    return true;
  }
}
