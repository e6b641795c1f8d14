/**
 * One thing at a time until the time is over: a chapter to say, a card, the traps of a chapter, then three sentences.
 *
 * @import { Schedule } from "../../cards/schedule.mjs"
 * @import { Store } from "../../progress-store.mjs"
 * @import { Run, Step } from "./run.mjs"
 * @typedef {{ node: HTMLElement, part: HTMLElement, left: HTMLElement, line: HTMLProgressElement, end: HTMLElement,
 *   about: HTMLElement, ask: HTMLElement, text: HTMLElement, bar: HTMLElement, status: HTMLElement }} Parts
 */

import { asElement, asPresent, copyInside, make, textOf } from "../../nodes.mjs";
import { everySecond } from "../../practice/every-second.mjs";
import { copyPart, makeButton } from "../../practice/parts.mjs";
import { loadMaterial } from "./load-material.mjs";
import { beginRun, endRun, findClosing, findEnd, findStep, isRun, passStep, readFirstSentence } from "./run.mjs";

/** @typedef {Awaited<ReturnType<typeof loadMaterial>>} Material */

const MINUTE = 60_000;
const RUN = "run";
const NAMES = { say: "Say it", card: "Cards", traps: "Do not slip", spare: "More cards" };

export class LastMinutes {
  #host;
  #offer;
  #schedule;
  #store;
  #signal;
  #closing = new AbortController();
  /** @type {Parts} */
  #parts;
  /** @type {Material} */
  #material = /** @type {Material} */ (/** @type {unknown} */ (null));
  /** @type {Step | null | undefined} What is shown: nothing at the end, undefined before anything. */
  #step;

  /**
   * @param {HTMLElement} host
   * @param {HTMLElement} offer
   * @param {Schedule} schedule
   * @param {Store} store
   * @param {AbortSignal} signal
   */
  constructor(host, offer, schedule, store, signal) {
    this.#host = host;
    this.#offer = offer;
    this.#schedule = schedule;
    this.#store = store;
    this.#signal = signal;
    this.#parts = copyPart(host, "run");
  }

  now = () => Date.now();

  /**
   * Begin so many minutes, or go on with those that run.
   * @param {number | null} minutes
   */
  async open(minutes) {
    this.#material = await loadMaterial(this.#host, this.#schedule);
    const running = AbortSignal.any([this.#signal, this.#closing.signal]);
    if (minutes) this.#save(beginRun(minutes, this.#material.ranked, this.now()));
    const { node, end } = this.#parts;
    end.addEventListener("click", () => this.#move((run) => endRun(run, this.now())));
    node.addEventListener("keydown", (event) => this.#press(event));
    this.#offer.hidden = true;
    this.#host.dataset.state = "running";
    const { mdColorScheme } = document.body.dataset;
    document.body.dataset.mdColorScheme = "slate";
    running.addEventListener("abort", () => (document.body.dataset.mdColorScheme = mdColorScheme));
    this.#host.append(node);
    this.#store.watch(() => this.#draw(), running);
    everySecond(() => this.#tick(), running);
    this.#draw();
  }

  /** @returns {Run | null} */
  get #run() {
    const run = this.#store.read()[RUN];
    return isRun(run) ? run : null;
  }

  /** @param {Run} run */
  #save(run) {
    this.#store.update((all) => ({ ...all, [RUN]: run }));
  }

  /** @param {(run: Run) => Run} change */
  #move(change) {
    const run = this.#run;
    if (!run) return this.#close();
    this.#save(change(run));
    this.#step = undefined;
    this.#draw();
  }

  /** Show the time, and the end once it is there; what is shown stays until then. */
  #tick() {
    const run = this.#run;
    if (!run) return;
    const left = findEnd(run) - this.now();
    const { left: text, line } = this.#parts;
    text.textContent = left > 0 ? `${Math.ceil(left / MINUTE)} min left` : "Time";
    line.max = run.minutes * MINUTE;
    line.value = line.max - Math.max(0, left);
    if (this.#step && this.now() >= findClosing(run)) this.#draw();
  }

  #draw() {
    const run = this.#run;
    if (!run) return this.#close();
    const step = findStep(run, this.now());
    const isShown = step ? this.#step?.part === step.part && this.#step.item === step.item : this.#step === null;
    if (isShown && this.#step !== undefined) return;
    this.#step = step;
    const isChapter = step?.part === "say" || step?.part === "traps";
    if (step && isChapter && !this.#material.chapters.has(step.item)) return this.#pass(step);
    this.#tick();
    if (!step) return this.#showReady(run);
    this.#parts.part.textContent = NAMES[step.part] + (step.part === "spare" ? "" : ` · ${step.place} of ${step.of}`);
    this.#parts.end.hidden = false;
    if (step.part === "say") this.#showSay(step);
    else if (step.part === "traps") this.#showTraps(step);
    else this.#showCard(step);
  }

  /**
   * @param {{ about?: string, ask: (Node | string)[], text?: Node[], buttons: HTMLElement[] }} screen
   */
  #show({ about = "", ask, text = [], buttons }) {
    const parts = this.#parts;
    parts.node.dataset.state = this.#step ? "asked" : "ready";
    parts.about.textContent = about;
    parts.ask.replaceChildren(...ask);
    parts.text.replaceChildren(...text);
    parts.text.hidden = !text.length;
    parts.bar.replaceChildren(...buttons);
    parts.ask.focus({ preventScroll: true });
    parts.node.scrollIntoView({ block: "start" });
  }

  /**
   * @param {Step} step
   * @param {boolean} [isMissed]
   */
  #pass(step, isMissed = false) {
    this.#move((run) => passStep(run, step, isMissed, this.now()));
  }

  /** @param {Step} step */
  #showSay(step) {
    const { title, say } =
      /** @type {import("./load-material.mjs").Chapter} */ (this.#material.chapters.get(step.item));
    const next = makeFirst("Next", () => this.#pass(step));
    const show = makeFirst("Show", () => this.#show({ ask: [title], text: copyInside(say), buttons: [next] }));
    this.#show({ about: "In a minute, under your breath:", ask: [title], buttons: [show] });
  }

  /** @param {Step} step */
  async #showCard(step) {
    const { bank } = this.#material;
    this.#show({ ask: ["The card is on its way"], buttons: [makeFirst("Next", () => this.#pass(step))] });
    await bank.load([step.item]).catch(() => {});
    if (this.#step !== step) return;
    const article = bank.get(step.item)?.article;
    if (!article) return this.#pass(step);
    const [ask, ...code] = readFront(article);
    const answer = readBack(article);
    const known = makeFirst("Knew it", () => this.#pass(step));
    const missed = makeButton("Missed", () => this.#pass(step, true));
    const turn = () => this.#show({ ask: [...ask.childNodes], text: [...code, ...answer], buttons: [missed, known] });
    this.#show({ ask: [...ask.cloneNode(true).childNodes], text: code, buttons: [makeFirst("Show", turn)] });
    bank.loadAhead(this.#run?.items.card ?? []);
  }

  /** @param {Step} step */
  async #showTraps(step) {
    const { title } = /** @type {import("./load-material.mjs").Chapter} */ (this.#material.chapters.get(step.item));
    const next = makeFirst("Next", () => this.#pass(step));
    this.#show({ about: "What costs the point:", ask: [title], buttons: [next] });
    const traps = await this.#material.loadTraps(step.item);
    if (this.#step !== step) return;
    if (!traps.length) return this.#pass(step);
    const list = make("ul", {}, ...traps.map((trap) => make("li", {}, ...copyInside(trap))));
    this.#show({ about: "What costs the point:", ask: [title], text: [list], buttons: [next] });
  }

  /** @param {Run} run */
  #showReady(run) {
    const says = run.items.say.map((slug) => this.#material.chapters.get(slug)?.say);
    const sentences = asPresent(says.filter(Boolean)).slice(0, 3).map((say) => readFirstSentence(textOf(say)));
    const list = make("ol", {}, ...sentences.map((sentence) => make("li", {}, sentence)));
    this.#parts.part.textContent = "";
    this.#parts.end.hidden = true;
    this.#show({
      ask: ["You are ready"],
      text: [make("p", {}, "Three sentences to start with:"), list],
      buttons: [makeFirst("Close", () => this.#close())],
    });
    this.#parts.status.textContent = "You are ready.";
  }

  #close() {
    this.#closing.abort();
    this.#store.update(({ [RUN]: _, ...others }) => others);
    this.#parts.node.remove();
    delete this.#host.dataset.state;
    this.#offer.hidden = false;
    asElement(this.#offer.querySelector("button")).focus();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    if (event.key !== "Enter" || event.repeat || target.closest("a, button")) return;
    asElement(this.#parts.bar.querySelector('[data-rank="first"]')).click();
    event.preventDefault();
  }
}

/**
 * Return what a card asks: a sentence, and the code that it is about.
 * @param {HTMLElement} article
 */
const readFront = (article) =>
  copyInside(asElement(article.querySelector(".study-card__front"))).filter((node) => node instanceof Element);

/**
 * Return what a card answers, without links and sources.
 * @param {HTMLElement} article
 */
const readBack = (article) =>
  copyInside(asElement(article.querySelector(".study-card__back"))).filter((node) =>
    !(node instanceof Element && node.matches("summary, .study-links, .study-sources"))
  );

/** @type {(label: string, act: () => void) => HTMLElement} */
const makeFirst = (label, act) => makeButton(label, act, { "data-rank": "first" });
