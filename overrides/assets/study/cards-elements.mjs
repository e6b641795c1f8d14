/** The elements of the flashcards: what each does, and the scheduler with it, is loaded only where one stands. */

const makeElement = (load) =>
  class extends HTMLElement {
    #leaving;

    /** Tells the time in milliseconds; tests put another in its place. */
    clock = () => Date.now();

    async connectedCallback() {
      const { signal } = (this.#leaving = new AbortController());
      const open = await load();
      if (!signal.aborted) await open(this, signal);
    }

    disconnectedCallback() {
      this.#leaving.abort();
    }
  };

export const StudyCardsElement = makeElement(async () => (await import("./cards-pages.mjs")).openDesk);
export const StudyProgressElement = makeElement(async () => (await import("./cards-pages.mjs")).openProgress);
export const StudyDueElement = makeElement(async () => (await import("./cards-due.mjs")).open);
