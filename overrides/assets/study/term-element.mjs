/** A glossary term in the text. Pointer, focus and tap work without it; it lets Escape close what they opened. */

export class StudyTermElement extends HTMLElement {
  #listening = null;

  connectedCallback() {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener("pointerenter", () => this.#watch(signal), { signal });
    this.addEventListener("focusin", () => this.#watch(signal), { signal });
    this.addEventListener("pointerleave", () => this.#forget(), { signal });
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.#forget(), { signal });
  }

  disconnectedCallback() {
    this.#forget();
    this.#listening?.abort();
  }

  #watching = null;

  /** The pointer may rest on the term while the focus is elsewhere, so the key is heard on the page. */
  #watch(signal) {
    this.#watching?.abort();
    this.#watching = new AbortController();
    document.addEventListener("keydown", (event) => this.#dismiss(event), {
      signal: AbortSignal.any([signal, this.#watching.signal]),
    });
  }

  #dismiss(event) {
    if (event.key === "Escape") this.dataset.state = "dismissed";
  }

  #forget() {
    if (this.matches(":hover") || this.contains(document.activeElement)) return;
    this.#watching?.abort();
    delete this.dataset.state;
  }
}
