/** Elements that a script brings to life where they stand on a page. */

/**
 * Define an element that `open` fills whenever it comes into a page; the signal is aborted when it leaves.
 * @param {string} name
 * @param {(host: HTMLElement, signal: AbortSignal) => void} open
 */
export function defineElement(name, open) {
  const element = class extends HTMLElement {
    /** @type {AbortController | undefined} */
    #leaving;

    connectedCallback() {
      this.#leaving = new AbortController();
      open(this, this.#leaving.signal);
    }

    disconnectedCallback() {
      this.#leaving?.abort();
    }
  };
  customElements.define(name, element);
}
