/** One question after the other: asked, a silence, the answer with its reason, a moment to grade. */

import { copyInside, make, textOf } from "../nodes.mjs";
import { hearHeadset } from "./headset.mjs";
import { findSilence } from "./playlist.mjs";
import { playClip, say, wait } from "./voice.mjs";

/**
 * @typedef {"ask" | "think" | "answer" | "rest"} Step
 * @typedef {{ id: string, level: string, chapter: string, article: HTMLElement }} Asked
 * @typedef {object} Plan
 * @property {Asked[]} cards
 * @property {number} factor Of the silences.
 * @property {SpeechSynthesisVoice | undefined} voice
 * @property {boolean} isSilent Whether nothing is to be heard.
 * @property {URL} clips Where the clips lie.
 * @property {(id: string, grade: number) => void} grade
 * @property {(asked: number, known: number) => void} end
 */

/** @type {Record<Step, Step | undefined>} */
const NEXT = { ask: "think", think: "answer", answer: "rest", rest: undefined };
const REST = 6;
const [AGAIN, GOOD] = [1, 3];
const GRADES = ["Again", "Hard", "Good", "Easy"];

export class Session {
  #plan;
  #place = 0;
  #known = 0;
  /** @type {Step} */
  #step = "ask";
  #graded = false;
  #running = new AbortController();
  #over = new AbortController();
  #heading = make("p", { class: "study-drill__place" });
  #front = make("div", { class: "study-drill__front", tabindex: "-1" });
  #silence = make("p", { class: "study-drill__silence" });
  #back = make("div", { class: "study-drill__back" });
  #pause = make("button", { type: "button", class: "study-drill__button", onclick: () => this.togglePause() });
  #on = make("button", { type: "button", class: "study-drill__button", onclick: () => this.goOn() });
  #grades = make(
    "div",
    { class: "study-drill__bar", role: "group", "aria-label": "How was it?" },
    GRADES.map((name, number) =>
      make("button", { type: "button", class: "study-drill__button", onclick: () => this.grade(number + 1) }, name)
    ),
  );

  /** @param {Plan} plan */
  constructor(plan) {
    this.#plan = plan;
    const bar = make(
      "div",
      { class: "study-drill__bar" },
      this.#pause,
      this.#on,
      make("button", {
        type: "button",
        class: "study-drill__button",
        onclick: () => this.end(),
      }, "End"),
    );
    this.node = make(
      "section",
      { class: "study-drill__session", "aria-label": "Drill" },
      this.#heading,
      this.#front,
      this.#silence,
      this.#back,
      this.#grades,
      bar,
    );
  }

  begin() {
    const keys = {
      pause: () => this.#halt(),
      resume: () => this.#go(this.#step),
      next: () => (this.#isOpen() ? this.grade(GOOD) : this.goOn()),
      previous: () => (this.#isOpen() ? this.grade(AGAIN) : this.#go("ask")),
    };
    hearHeadset(keys, this.#over.signal);
    this.#show();
    this.#go("ask");
    this.#front.focus();
  }

  /** Show the answer now, or ask the next question. */
  goOn() {
    if (this.#isOpen()) this.#ask(this.#place + 1);
    else this.#go("answer");
  }

  togglePause() {
    if (this.#running.signal.aborted) this.#go(this.#step);
    else this.#halt();
  }

  /** @param {number} grade */
  grade(grade) {
    if (!this.#graded) {
      this.#graded = true;
      if (grade > AGAIN) this.#known += 1;
      this.#plan.grade(this.#card.id, grade);
    }
    this.#ask(this.#place + 1);
  }

  end() {
    this.#running.abort();
    this.#over.abort();
    this.node.remove();
    this.#plan.end(this.#place, this.#known);
  }

  get #card() {
    return /** @type {Asked} */ (this.#plan.cards[this.#place]);
  }

  #isOpen = () => this.#step === "answer" || this.#step === "rest";

  /** @param {number} place */
  #ask(place) {
    this.#running.abort();
    this.#place = place;
    this.#graded = false;
    if (place >= this.#plan.cards.length) return this.end();
    this.#show();
    this.#go("ask");
    this.#front.focus();
  }

  #show() {
    const { article, chapter } = this.#card;
    const [front, back] = [".study-card__front", ".study-card__back"].map((part) => article.querySelector(part));
    this.#heading.textContent = `${this.#place + 1} of ${this.#plan.cards.length} · ${chapter}`;
    this.#front.replaceChildren(...(front ? copyInside(front) : []));
    this.#back.replaceChildren(...(back ? copyInside(back) : []));
    this.#back.querySelector("summary")?.remove();
    for (const extra of this.#back.querySelectorAll(".study-links, .study-sources")) {
      extra.classList.add("study-drill__links");
    }
  }

  #halt() {
    this.#running.abort();
    this.#pause.textContent = "Go on";
    this.#silence.textContent = "Paused";
  }

  /** @param {Step} step */
  #go(step) {
    this.#running.abort();
    this.#running = new AbortController();
    this.#step = step;
    this.#pause.textContent = "Pause";
    this.#on.textContent = this.#isOpen() ? "Next question" : "Show the answer";
    this.#back.hidden = this.#grades.hidden = !this.#isOpen();
    this.#silence.textContent = "";
    this.#perform(step, this.#running.signal);
  }

  /**
   * @param {Step} step
   * @param {AbortSignal} signal
   */
  async #perform(step, signal) {
    const { factor } = this.#plan;
    if (step === "ask") await this.#say(0, textOf(this.#front), signal);
    else if (step === "answer") await this.#say(1, this.#readBack(), signal);
    else {
      const seconds = step === "think" ? findSilence(this.#card.level, factor) : REST;
      const words = step === "think" ? "Say it now" : "How was it?";
      await wait(seconds, signal, (left) => (this.#silence.textContent = `${words} ${left}\u{a0}s`));
    }
    if (signal.aborted) return;
    const next = NEXT[step];
    if (next) this.#go(next);
    else this.#ask(this.#place + 1);
  }

  /**
   * Have the hosts of the episodes say it where they have, else a voice of the browser.
   * @param {number} number Of the clip.
   * @param {string} text
   * @param {AbortSignal} signal
   */
  async #say(number, text, signal) {
    const { voice, isSilent, clips } = this.#plan;
    const name = this.#card.article.dataset.aloud?.split(" ")[number];
    if (name && !isSilent && (await playClip(new URL(name, clips), signal))) return;
    await say(text, isSilent ? undefined : voice, signal);
  }

  #readBack() {
    const copy = /** @type {HTMLElement} */ (this.#back.cloneNode(true));
    for (const extra of copy.querySelectorAll(".study-drill__links, .study-rubric")) extra.remove();
    return textOf(copy);
  }
}
