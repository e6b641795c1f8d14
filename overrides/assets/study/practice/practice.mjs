/**
 * What readers practise with, as one script: whoever takes a quiz comes to the cards. It defines the elements itself, so
 * that a page can have it run before its end is here.
 */

import { openCards } from "../cards/desk.mjs";
import { openDue } from "../cards/due.mjs";
import { openProgress } from "../progress/element.mjs";
import { openQuiz } from "../quiz/desk.mjs";

const OPENED_BY = {
  "study-quiz": openQuiz,
  "study-cards": openCards,
  "study-progress": openProgress,
  "study-due": openDue,
};

for (const [name, open] of Object.entries(OPENED_BY)) {
  const element = class extends HTMLElement {
    #leaving;

    connectedCallback() {
      this.#leaving = new AbortController();
      open(this, this.#leaving.signal);
    }

    disconnectedCallback() {
      this.#leaving.abort();
    }
  };
  customElements.define(name, element);
}
