/**
 * The panel of the mock interview: begins, resumes and remembers interviews, and shows the step that each is at.
 *
 * @import { FormWith } from "../nodes.mjs"
 * @import { Bank, LoadedQuestion } from "../practice/bank.mjs"
 * @import { PanelParts } from "../practice/panel.mjs"
 * @import { Records } from "../progress-store.mjs"
 * @import { InterviewChoice } from "./address.mjs"
 * @import { Answer, Interview } from "./interview.mjs"
 * @typedef {{ node: HTMLElement, ask: HTMLElement, before: HTMLElement, time: HTMLElement, line: HTMLProgressElement,
 *   next: HTMLElement, fold: HTMLDetailsElement, notes: HTMLTextAreaElement }} AskedParts
 * @typedef {{ said: HTMLElement, slips: HTMLElement, model: HTMLElement, next: HTMLElement }} Marks
 * @typedef {object} OwnParts
 * @property {{ node: HTMLElement, title: HTMLElement, about: HTMLElement, starts: HTMLElement, start: HTMLButtonElement,
 *   choices: FormWith<Iterable<HTMLInputElement>>, choose: HTMLDetailsElement, pair: HTMLDetailsElement,
 *   interviewer: HTMLAnchorElement, copied: HTMLElement, "copy-candidate": HTMLElement,
 *   "copy-interviewer": HTMLElement }} view
 * @property {{ node: HTMLElement, place: HTMLElement, back: HTMLButtonElement, end: HTMLElement }} head
 * @property {AskedParts} asked
 * @property {{ node: HTMLElement, ask: HTMLElement, before: HTMLElement, took: HTMLElement,
 *   heard: HTMLElement } & Marks} marking
 * @property {AskedParts & Marks & { stop: HTMLElement, followups: HTMLElement }} sheet
 * @property {{ node: HTMLElement, title: HTMLElement, about: HTMLElement, starts: HTMLElement, better: HTMLElement,
 *   due: HTMLElement, times: HTMLElement, list: HTMLElement, tables: HTMLElement }} result
 * @typedef {PanelParts & OwnParts} InterviewParts What the build wrote for the mock interview.
 */

import { dayOf } from "../cards/days.mjs";
import { Panel } from "../practice/panel.mjs";
import { makeSeed } from "../practice/question-order.mjs";
import { readAddress, writeAddress } from "./address.mjs";
import { showStep } from "./asking.mjs";
import { chooseInterview } from "./choosing.mjs";
import * as held from "./interview.mjs";
import { findMissed, makeDue } from "./outcome.mjs";
import { Recorder } from "./recorder.mjs";
import { showResult } from "./result.mjs";
import { showSetup } from "./setup.mjs";

/** @extends {Panel<InterviewParts>} */
export class InterviewPanel extends Panel {
  recorder = new Recorder();
  #interviews;
  #cards;
  /** @type {HTMLElement[]} */
  #warnings = [];

  /** @type {Interview | null} The interview that is shown, as it was stored last. */
  #shown = null;

  /** Until when the time of the interview is counted. */
  #since = 0;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   */
  constructor(host, bank) {
    super(host, bank);
    this.#interviews = this.openStore("interviews", { merge: held.mergeInterviews });
    this.#cards = this.openStore("cards");
  }

  random = () => Math.random();

  /**
   * Show what the address asks for, follow the browser's back button and other tabs, until `signal` is aborted.
   * @param {AbortSignal} signal
   */
  open(signal) {
    this.#interviews.watch((all) => this.#follow(all), signal);
    addEventListener("popstate", () => this.focus(this.#arrive()), { signal });
    addEventListener("pagehide", () => this.#count(), { signal });
    signal.addEventListener("abort", () => this.recorder.drop());
    this.#arrive();
  }

  /** @returns {HTMLElement} */
  #arrive() {
    this.#count();
    const { choice, complaints } = readAddress(location.search, this.bank);
    this.#warn(complaints);
    const stored = choice.seed && this.#list().find((interview) => isOf(interview, choice));
    return stored ? this.resume(stored) : this.showSetup(choice);
  }

  /**
   * Show sentences until an interview begins.
   * @param {string[]} sentences
   */
  #warn(sentences) {
    for (const warning of this.#warnings.splice(0)) warning.remove();
    this.#warnings.push(...sentences.map((sentence) => this.notify(sentence)));
  }

  /**
   * Say once in this interview why something cannot be.
   * @param {string} sentence
   */
  complain(sentence) {
    if (!this.#warnings.some(({ textContent }) => textContent === sentence)) this.#warnings.push(this.notify(sentence));
  }

  /** Return the stored interviews, those begun last first. */
  #list() {
    const stored = Object.values(this.#interviews.read()).filter(held.isInterview);
    return stored.sort((one, other) => other.begun - one.begun);
  }

  /** Return the interview that was left last before its end. */
  findUnfinished() {
    return this.#list().find(({ endedAt, total }) => !endedAt && total > 0);
  }

  /**
   * Return a choice that names its questions, so that its address gives the same to everybody.
   * @param {InterviewChoice} choice
   * @returns {InterviewChoice}
   */
  settle(choice) {
    const seeded = { ...choice, seed: choice.seed || makeSeed(this.random) };
    return { ...seeded, ids: chooseInterview(this.bank.list, seeded) };
  }

  /**
   * Begin the interview that a choice makes.
   * @param {InterviewChoice} choice
   */
  begin(choice) {
    const settled = this.settle(choice);
    this.recorder.drop();
    this.#warn([]);
    this.#store(held.beginInterview(settled, settled.ids ?? [], this.now(), this.#list()));
    this.#since = this.now();
    this.focus(this.goOn(this.interview));
  }

  /**
   * Go on with an interview where it was left, and return the heading of what is shown.
   * @param {Interview} stored
   */
  resume(stored) {
    this.#since = this.now();
    return this.goOn(held.followIds(stored, this.bank.find));
  }

  /** The interview that is shown, as it was stored last. */
  get interview() {
    return /** @type {Interview} */ (this.#shown);
  }

  /** Whether the reader wants answers recorded. */
  get records() {
    return this.settings.read().recording?.on === true;
  }

  /** How long the step that is shown has taken. */
  get spent() {
    return this.interview.spent + Math.max(0, this.now() - this.#since);
  }

  /** Return what is stored of the answer to the question that is shown. */
  get answer() {
    return held.findAnswer(this.interview, this.interview.ids[this.interview.here]);
  }

  /**
   * Show the step that an interview is at, and return the heading of what is shown.
   * @param {Interview} interview
   * @returns {HTMLElement}
   */
  goOn(interview) {
    this.#shown = interview;
    this.setAddress(interview.choice);
    const { ids, here, endedAt } = interview;
    if (endedAt || here >= ids.length) return showResult(this, interview);
    return this.showLoaded([ids[here]], () => showStep(this, interview), () => this.resume(interview));
  }

  /**
   * Count the time until now, change the interview, store it, and return it as it is stored.
   * @param {(interview: Interview, now: number) => Interview} change
   */
  change(change) {
    const now = this.now();
    const counted = held.spend(this.interview, Math.max(0, now - this.#since), now);
    this.#since = now;
    return this.#store(change(counted, now));
  }

  /**
   * Remember something of the answer that is shown.
   * @param {Partial<Answer>} change
   */
  note(change) {
    const { ids, here } = this.interview;
    return this.change((interview, now) => held.noteAnswer(interview, ids[here], change, now));
  }

  /**
   * Change the interview and show the step that it is at then; at its end missed cards become due.
   * @param {(interview: Interview, now: number) => Interview} change
   */
  move(change) {
    const before = this.interview.endedAt;
    const interview = this.change(change);
    if (interview.endedAt && !before) this.#end(interview);
    this.focus(this.goOn(interview));
  }

  /** @param {Interview} interview */
  #end(interview) {
    this.recorder.release();
    const now = this.now();
    const missed = interview.choice.asks ? [] : findMissed(interview);
    if (missed.length) this.#cards.update((records) => makeDue(records, missed, dayOf(now), now));
  }

  /**
   * Go on after the end with the questions that are left.
   * @param {Interview} interview
   */
  reopen(interview) {
    this.#since = this.now();
    this.move(() => ({ ...interview, endedAt: 0, at: interview.at + 1 }));
  }

  #count() {
    if (this.host.dataset.state === "taking" && this.#shown) this.change((interview) => interview);
  }

  /**
   * @param {Interview} interview
   * @returns {Interview}
   */
  #store(interview) {
    const name = held.nameInterview(interview);
    /** @param {Records} all */
    const merge = (all) =>
      held.selectNewest({
        ...all,
        [name]: held.isInterview(all[name]) ? held.mergeInterviews(all[name], interview) : interview,
      });
    return (this.#shown = this.#interviews.update(merge)[name]);
  }

  /**
   * Show the interview anew after another tab has gone on with it.
   * @param {Records} all
   */
  #follow(all) {
    const shown = this.#shown;
    const stored = shown && all[held.nameInterview(shown)];
    if (!["taking", "done"].includes(this.host.dataset.state ?? "") || !held.isInterview(stored)) return;
    if (!shown || stored.at <= shown.at) return;
    const isSame = stored.here === shown.here && stored.step === shown.step && stored.endedAt === shown.endedAt;
    if (isSame) return void (this.#shown = stored);
    const hadFocus = this.node.contains(document.activeElement);
    const heading = this.resume(stored);
    if (hadFocus) this.focus(heading);
    this.announce("This interview went on in another tab.");
  }

  /** @param {InterviewChoice} choice */
  showSetup(choice) {
    this.#shown = null;
    this.recorder.drop();
    this.setAddress(choice);
    return showSetup(this, choice);
  }

  /** Show the start as the address would have it for a new interview. */
  showStart() {
    return this.showSetup({ ...readAddress(location.search, this.bank).choice, seed: "", ids: null });
  }

  /**
   * Name in the address what is shown; the back button leads from an interview to its start.
   * @param {InterviewChoice} choice
   */
  setAddress(choice) {
    const query = writeAddress(choice);
    if (query === location.search) return;
    const isStep = Boolean(choice.seed) && !new URLSearchParams(location.search).has("seed");
    history[isStep ? "pushState" : "replaceState"](history.state, "", `${location.pathname}${query}`);
  }

  /** @param {HTMLElement} node */
  focus(node) {
    node.focus({ preventScroll: true });
    if (this.node.getBoundingClientRect().top < 0) this.node.scrollIntoView({ block: "start" });
  }
}

/**
 * Return whether an interview is a run of a choice.
 * @param {Interview} interview
 * @param {InterviewChoice} choice
 */
const isOf = (interview, choice) => writeAddress(interview.choice) === writeAddress(choice);
