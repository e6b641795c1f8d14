/** The desk of quiz and flashcards, as the build wrote it: one thing is shown at a time, keys work, changes are said. */

import { make } from "../nodes.mjs";
import { openStore } from "../progress-store.mjs";

const OWN_KEYS = "a, button, summary, select, .study-quiz__keys";
const TYPED_INTO = "textarea, select, input:not([type=radio], [type=checkbox])";

/** Return a copy of the desk that the build wrote into an element, or of another piece of what it shows. */
export const copyPiece = (host, piece = "section") =>
  host.querySelector(".study-desk").content.querySelector(piece).cloneNode(true);

/** Return what is to be said of a trouble, as the build wrote it into an element. */
export const describeTrouble = (host, trouble) =>
  host.querySelector(".study-troubles").content.querySelector(`[data-trouble="${trouble}"]`).textContent;

/**
 * Return a function that complains of each trouble once.
 * @param {(sentence: string) => void} complain
 */
export function makeReport(host, complain) {
  const told = new Set();
  return (trouble) => told.has(trouble) || (told.add(trouble), complain(describeTrouble(host, trouble)));
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

  constructor(host) {
    this.host = host;
    this.node = copyPiece(host);
    [this.#notices, this.#view, this.#keyList, this.#status] = this.node.children;
    this.report = makeReport(host, (sentence) => this.complain(sentence));
    this.settings = this.openStore("settings");
    this.node.addEventListener("keydown", (event) => this.#press(event));
    const single = this.#keyList.querySelector("input");
    single.checked = this.#hasSingleKeys;
    single.addEventListener("change", () => this.set("single-keys", { on: single.checked }));
  }

  now = () => Date.now();

  openStore(name, options) {
    return openStore(name, { version: 1, report: this.report, ...options });
  }

  /** Remember what the reader has set. */
  set(name, value) {
    this.settings.update((all) => ({ ...all, [name]: { ...value, at: this.now() } }));
  }

  /** Return a copy of a piece that the build wrote. */
  copy(piece) {
    return copyPiece(this.host, piece);
  }

  /** Return copies of the nodes that are shown first. */
  copyStart() {
    return [...this.copy(".study-quiz__view").children];
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
