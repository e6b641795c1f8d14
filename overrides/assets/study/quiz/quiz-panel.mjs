/**
 * The panel of the quiz: begins, resumes and remembers sessions, and shows the part that each is at.
 *
 * @import { Child, FormWith } from "../nodes.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { PanelParts } from "../practice/panel.mjs"
 * @import { Records } from "../progress-store.mjs"
 * @import { QuizChoice } from "./address.mjs"
 * @import { Fields } from "./question/fields.mjs"
 * @import { QuestionParts } from "./question/form.mjs"
 * @import { Entry, Session } from "./session.mjs"
 * @typedef {Iterable<HTMLInputElement> & { n: Iterable<HTMLInputElement>, minutes: HTMLInputElement }} SetupFields
 * @typedef {object} OwnParts
 * @property {{ node: HTMLElement, title: HTMLElement, about: HTMLElement, starts: HTMLElement,
 *   start: HTMLButtonElement, choose: HTMLDetailsElement, choices: FormWith<SetupFields>, clock: HTMLElement }} view
 * @property {QuestionParts} question
 * @property {{ node: HTMLElement, place: HTMLElement, clock: HTMLElement, late: HTMLElement,
 *   "hand-in": HTMLElement }} progress
 * @property {{ node: HTMLElement, said: HTMLElement, text: HTMLTextAreaElement, send: HTMLElement,
 *   "copy-result": HTMLElement, "copy-link": HTMLElement }} share
 * @typedef {PanelParts & OwnParts} QuizParts What the build wrote for the quiz.
 */

import { chooseIds, makeSeed } from "../practice/question-order.mjs";
import { Panel } from "../practice/panel.mjs";
import { followFormer } from "../progress-store.mjs";
import { readAddress, writeAddress } from "./address.mjs";
import { rememberAnswer } from "./answers.mjs";
import { showExam } from "./exam.mjs";
import { showPractice } from "./practice.mjs";
import { findKeys } from "./question/form.mjs";
import { showResult } from "./result.mjs";
import { beginSession, followIds, isSession, mergeSessions, selectNewest } from "./session.mjs";
import { showSetup } from "./setup.mjs";

/** @extends {Panel<QuizParts>} */
export class QuizPanel extends Panel {
  #sessions;
  #answers;
  /** @type {HTMLElement[]} */
  #warnings = [];

  /** @type {Session | null} The session that is shown, as it was stored last. */
  #shown = null;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   */
  constructor(host, bank) {
    super(host, bank);
    this.#sessions = this.openStore("quiz", { merge: mergeSessions });
    this.#answers = this.openStore("answers");
    this.#answers.update((records) => followFormer(records, bank.former));
  }

  random = () => Math.random();

  /**
   * Show what the address asks for, and follow what other tabs make of it until `signal` is aborted.
   * @param {AbortSignal} signal
   */
  open(signal) {
    this.#sessions.watch((all) => this.#follow(all), signal);
    const { choice, complaints } = readAddress(location.search, this.bank);
    this.#warn(complaints);
    const stored = this.#sessions.read()[writeAddress(choice)];
    if (choice.seed && isSession(stored)) this.resume(stored);
    else this.showSetup(choice);
  }

  /**
   * Show sentences until a quiz begins.
   * @param {string[]} sentences
   */
  #warn(sentences) {
    this.#warnings.push(...sentences.map((sentence) => this.notify(sentence)));
  }

  /**
   * Begin the quiz that a choice makes; a new seed is drawn if it names none.
   * @param {QuizChoice} choice
   */
  begin(choice) {
    const seeded = { ...choice, seed: choice.seed || makeSeed(this.random) };
    const key = writeAddress(seeded);
    const others = Object.values(this.#sessions.read()).filter(isSession);
    const session = beginSession(seeded, chooseIds(this.bank.list, seeded), this.now(), others);
    this.#sessions.update((all) => selectNewest({ ...all, [key]: session }, key));
    for (const warning of this.#warnings) warning.remove();
    this.focus(this.goOn(session));
  }

  /**
   * Go on with a session where it was left, and return the heading of what is shown.
   * @param {Session} stored
   * @returns {HTMLElement}
   */
  resume(stored) {
    const session = followIds(stored, this.bank.find);
    const gone = stored.ids.filter((id) => !this.bank.find(id));
    if (gone.length) this.#warn([`No longer here, so skipped: ${gone.join(", ")}.`]);
    return this.goOn(session);
  }

  /**
   * Show the part that a session is at, and return the heading of what is shown.
   * @param {Session} session
   * @returns {HTMLElement}
   */
  goOn(session) {
    this.#shown = session;
    this.setAddress(session.choice);
    if (session.endedAt || !session.ids.length) return this.showResult(session);
    return session.choice.exam ? showExam(this, session) : showPractice(this, session);
  }

  /** @param {QuizChoice} choice */
  showSetup(choice) {
    this.setAddress(choice);
    return showSetup(this, choice);
  }

  /** Show the start as the address would have it for a new quiz. */
  showStart() {
    return this.showSetup({ ...readAddress(location.search, this.bank).choice, seed: "" });
  }

  /** @param {Session} session */
  showResult(session) {
    return showResult(this, session);
  }

  /**
   * Show a part of a session as soon as the texts of its questions are here; see `showLoaded`.
   * @param {Session} session
   * @param {string[]} ids
   * @param {() => HTMLElement} show
   */
  showPart(session, ids, show) {
    return this.showLoaded(ids, show, () => this.resume(session));
  }

  /**
   * Return the session as stored: merged with what another tab made of it.
   * @param {Session} session
   * @returns {Session}
   */
  save(session) {
    const key = writeAddress(session.choice);
    /** @param {Records} all */
    const merge = (all) =>
      selectNewest({ ...all, [key]: isSession(all[key]) ? mergeSessions(all[key], session) : session }, key);
    return (this.#shown = this.#sessions.update(merge)[key]);
  }

  /**
   * Show the session anew after another tab has answered in it, ended it or begun it again.
   * @param {Records} all
   */
  #follow(all) {
    const shown = this.#shown;
    const stored = shown && all[writeAddress(shown.choice)];
    if (this.host.dataset.state !== "taking" || !isSession(stored)) return;
    const isSame = shown && stored.begun === shown.begun && stored.endedAt === shown.endedAt;
    if (isSame && stored.log.length === shown.log.length) return;
    const hadFocus = this.node.contains(document.activeElement);
    const heading = this.resume(stored);
    if (hadFocus) this.focus(heading);
    this.announce("This quiz went on in another tab.");
  }

  /**
   * Store the last answer to a question, by its id and the texts chosen.
   * @param {Entry} entry
   */
  remember(entry) {
    rememberAnswer(this.#answers, entry);
  }

  /**
   * Return the session that was left last before its end.
   * @returns {Session | undefined}
   */
  findUnfinished() {
    return Object.values(this.#sessions.read())
      .filter(
        (session) =>
          isSession(session) && !session.endedAt && (session.log.length || Object.keys(session.drafts).length),
      )
      .sort((one, other) => other.at - one.at)[0];
  }

  /** Return the questions whose last answer was not right, what the reader was sure of first. */
  findMissedBefore() {
    const answers = this.#answers.read();
    const missed = this.bank.list.map(({ id }) => id).filter((id) => answers[id] && answers[id].verdict !== "right");
    /** @param {string} id */
    const rank = (id) => (answers[id].sure === "sure" ? 0 : 1);
    return missed.sort((one, other) => rank(one) - rank(other));
  }

  /** @param {QuizChoice} choice */
  setAddress(choice) {
    const query = writeAddress(choice);
    if (query !== location.search) {
      history.replaceState(history.state, "", `${location.pathname}${query}${query ? "" : location.hash}`);
    }
  }

  /**
   * Show a question: single keys work on its fields.
   * @param {Fields} fields
   * @param {...Child} nodes
   */
  showQuestion(fields, ...nodes) {
    const signal = this.show("taking", ...nodes);
    this.useKey = findKeys(fields);
    return signal;
  }

  /** @param {HTMLElement} node */
  focus(node) {
    node.focus({ preventScroll: true });
    if (node.matches("h2")) this.node.scrollIntoView({ block: "start" });
    else node.scrollIntoView({ block: "nearest" });
  }
}
