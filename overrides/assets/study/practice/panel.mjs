/**
 * The panel of quiz and flashcards, as the build wrote it: one thing is shown at a time, keys work, changes are announced.
 *
 * @import { Child } from "../nodes.mjs"
 * @import { Records, StoreOptions } from "../progress-store.mjs"
 * @import { Bank } from "./bank.mjs"
 * @typedef {object} PanelParts What the build wrote for every panel.
 * @property {{ node: HTMLElement, notices: HTMLElement, view: HTMLElement, keys: HTMLDetailsElement,
 *   single: HTMLInputElement, status: HTMLElement }} panel
 * @property {{ node: HTMLElement, title: HTMLElement, again: HTMLElement, start: HTMLElement }} failure
 * @typedef {{ focus(node: HTMLElement): void, showStart(): HTMLElement }} Shown What each panel has of its own.
 */

import { asElements, asPresent, asTarget, make } from "../nodes.mjs";
import { openStore } from "../progress-store.mjs";
import { copyPart, makeReport } from "./parts.mjs";

const OWN_KEYS = "a, button, summary, select, .study-panel__keys";
const TYPED_INTO = "textarea, select, input:not([type=radio], [type=checkbox])";

/** @template {PanelParts} Parts What the build wrote for it, by name. */
export class Panel {
  /** @type {PanelParts["panel"]} */
  #parts;
  #changing = new AbortController();

  /**
   * What single keys do in what is shown: gets the key and where it was pressed, and returns whether it was used, or
   * "typed" if the key is still to be typed.
   * @type {((key: string, target: Element) => boolean | "typed") | null}
   */
  useKey = null;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   */
  constructor(host, bank) {
    this.host = host;
    this.bank = bank;
    this.#parts = this.copy("panel");
    this.node = this.#parts.node;
    this.report = makeReport(host, (sentence) => this.notify(sentence));
    this.settings = this.openStore("settings");
    this.node.addEventListener("keydown", (event) => this.#press(event));
    const { single } = this.#parts;
    single.checked = this.#hasSingleKeys;
    single.addEventListener("change", () => this.set("single-keys", { on: single.checked }));
  }

  now = () => Date.now();

  /**
   * @param {string} name
   * @param {Partial<StoreOptions>} [options]
   */
  openStore(name, options) {
    return openStore(name, { version: 1, report: this.report, ...options });
  }

  /**
   * Remember what the reader has set.
   * @param {string} name
   * @param {object} value
   */
  set(name, value) {
    this.settings.update((all) => ({ ...all, [name]: { ...value, at: this.now() } }));
  }

  /**
   * Return a copy of a part that the build wrote, as `node`, with the parts inside it.
   * @template {keyof Parts & string} Name
   * @param {Name} name
   * @returns {Parts[Name]}
   */
  copy(name) {
    return copyPart(this.host, name);
  }

  /**
   * Replace what the panel shows; timers and keys of what was shown before end, and the signal of that is aborted.
   * @param {string} state
   * @param {...(Child | Child[])} nodes
   */
  show(state, ...nodes) {
    this.#changing.abort();
    this.#changing = new AbortController();
    this.useKey = null;
    this.#parts.view.replaceChildren(...asPresent(nodes.flat().filter(Boolean)));
    if (this.host.dataset.state !== state) this.host.dataset.state = state;
    for (const code of asElements(this.#parts.view.querySelectorAll("pre > code"))) {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    }
    return this.#changing.signal;
  }

  /**
   * Show something about questions as soon as their texts are here, and return the node that takes the focus: until then
   * the heading of a sentence, in place of which a failure puts the offer to try again.
   * @param {string[]} ids
   * @param {() => HTMLElement} show Shows it and returns the node that takes the focus.
   * @param {() => HTMLElement} skip Does so without questions that turned out not to be there any more.
   */
  showLoaded(ids, show, skip) {
    const showNow = () => (ids.some((id) => this.bank.isGone(id)) ? skip() : show());
    if (this.bank.isLoaded(ids)) return showNow();
    const title = make("h2", { class: "study-panel__title", tabindex: "-1" }, "The question is on its way");
    const changing = this.show("taking", title);
    /** @param {() => HTMLElement} next */
    const replaceBy = (next) => {
      if (changing.aborted) return;
      const hasFocus = document.activeElement === title;
      const shown = next();
      if (hasFocus) /** @type {this & Shown} */ (this).focus(shown);
    };
    this.bank.load(ids).then(
      () => replaceBy(showNow),
      () => replaceBy(() => this.#showFailure(ids, show, skip)),
    );
    return title;
  }

  /**
   * @param {string[]} ids
   * @param {() => HTMLElement} show
   * @param {() => HTMLElement} skip
   */
  #showFailure(ids, show, skip) {
    const { node, title, again, start } = this.copy("failure");
    const panel = /** @type {this & Shown} */ (this);
    const retry = () => panel.focus(this.showLoaded(ids, show, skip));
    title.textContent = `The questions of ${
      this.bank.findMissing(ids).map((name) => `“${name}”`).join(", ")
    } could not be loaded`;
    again.addEventListener("click", retry);
    start.addEventListener(
      "click",
      () => panel.focus(panel.showStart()),
    );
    addEventListener("online", retry, { signal: this.show("taking", node) });
    return title;
  }

  /** @param {string} text */
  announce(text) {
    this.#parts.status.textContent = text;
  }

  /**
   * Show a sentence above all else, and return its node.
   * @param {string} sentence
   */
  notify(sentence) {
    const notice = make("p", { role: "status" }, sentence);
    this.#parts.notices.append(notice);
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

  /** @param {KeyboardEvent} event */
  #press(event) {
    const target = asTarget(event.target);
    const { key, altKey, ctrlKey, metaKey, defaultPrevented, isComposing, repeat } = event;
    if (altKey || metaKey || defaultPrevented || isComposing || repeat) return;
    const used = key === "Enter" ? this.#goOn(target, ctrlKey) : !ctrlKey && this.#useSingle(findKey(event), target);
    if (!used) return;
    event.stopPropagation();
    if (used !== "typed") event.preventDefault();
  }

  /**
   * @param {Element} target
   * @param {boolean} ctrlKey
   */
  #goOn(target, ctrlKey) {
    const first = this.host.dataset.state === "taking" &&
      /** @type {HTMLElement | null} */ (this.#parts.view.querySelector('[data-rank="first"]'));
    if (!first || target.closest(OWN_KEYS) || (target.matches("textarea") && !ctrlKey)) return false;
    first.click();
    return true;
  }

  /**
   * @param {string} key
   * @param {Element} target
   */
  #useSingle(key, target) {
    if (!this.#hasSingleKeys || target.matches(TYPED_INTO)) return false;
    if (key !== "?") return !(key === " " && target.closest(OWN_KEYS)) && this.useKey?.(key, target);
    const { keys } = this.#parts;
    keys.open = !keys.open;
    /** @type {HTMLElement} */ (keys.firstElementChild).focus();
    return true;
  }
}

/**
 * Return the key as it is named on it: digits too where they need the shift key, as on French keyboards.
 * @param {KeyboardEvent} event
 */
const findKey = ({ key, code, shiftKey }) => (!shiftKey && /^Digit\d$/.test(code) ? code.slice(-1) : key);
