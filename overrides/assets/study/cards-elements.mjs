/** The elements of the flashcards: what each does, and the scheduler with it, is loaded only where one stands. */

const makeElement = (load) =>
  class extends HTMLElement {
    #leaving;

    /** Tells the time in milliseconds; tests put another in its place. */
    clock = () => Date.now();

    async connectedCallback() {
      const { signal } = (this.#leaving = new AbortController());
      const { open } = await load();
      if (!signal.aborted) await open(this, signal);
    }

    disconnectedCallback() {
      this.#leaving.abort();
    }
  };

export const StudyCardsElement = makeElement(() => import("./cards-desk.mjs"));
export const StudyProgressElement = makeElement(() => import("./cards-progress.mjs"));
export const StudyDueElement = makeElement(() => import("./cards-due.mjs"));
