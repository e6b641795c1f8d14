/** What `<study-quiz>` is made of: a desk above the questions. The quiz begins with those that have arrived. */

import { chooseIds, makeSeed } from "../practice/question-order.mjs";
import { make } from "../nodes.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { readBank } from "../practice/bank.mjs";
import { Desk } from "../practice/desk.mjs";
import { followFormer } from "../progress-store.mjs";
import { readAddress, writeAddress } from "./address.mjs";
import { showExam } from "./exam.mjs";
import { showPractice } from "./practice.mjs";
import { showResult } from "./result.mjs";
import { beginSession, followIds, isSession, keepSessions, mergeSessions } from "./session.mjs";
import { showSetup } from "./setup.mjs";

const FRAME = ".study-quiz__frame";

/** Lay the desk in its place once all above the questions is here, until `signal` is aborted. */
export async function openQuiz(host, signal) {
  await arrival(() => host.querySelector(`${FRAME} + *`));
  const bank = readBank(document);
  if (signal.aborted || !bank.list.length) return;
  const desk = new QuizDesk(host, bank);
  host.querySelector(FRAME).replaceWith(desk.node);
  signal.addEventListener("abort", () => desk.leave());
  desk.open();
}

export class QuizDesk extends Desk {
  #sessions;
  #answers;
  #doubts = [];

  constructor(host, bank) {
    super(host);
    this.bank = bank;
    this.#sessions = this.openStore("quiz", { merge: mergeSessions });
    this.#answers = this.openStore("answers");
    this.#answers.update((records) => followFormer(records, bank.former));
  }

  random = () => Math.random();

  open() {
    const { choice, complaints } = readAddress(location.search, this.bank);
    this.#doubt(complaints);
    const stored = this.#sessions.read()[writeAddress(choice)];
    if (choice.seed && isSession(stored)) this.resume(stored);
    else this.showSetup(choice);
  }

  /** Complain until a quiz begins. */
  #doubt(sentences) {
    this.#doubts.push(...sentences.map((sentence) => this.complain(sentence)));
  }

  /**
   * Begin the quiz that a choice makes; a new seed is drawn if it names none. The questions of a new quiz are turned so
   * that it begins with one that is here; what an address names is for everybody in the same order.
   */
  begin(choice) {
    const seeded = { ...choice, seed: choice.seed || makeSeed(this.random) };
    const ids = chooseIds(this.bank.list, seeded);
    const findFirst = () => (choice.seed || choice.ids ? 0 : ids.findIndex((id) => this.#isHere(id)));
    const begin = () => {
      const first = findFirst();
      const turned = [...ids.slice(first), ...ids.slice(0, first)];
      for (const doubt of this.#doubts) doubt.remove();
      const session = beginSession(first ? { ...seeded, ids: turned } : seeded, turned, this.now());
      return this.#take(this.save(session));
    };
    this.focus(this.#when(() => findFirst() >= 0, begin));
  }

  /** Go on with a session where it was left, and return the heading of what is shown. */
  resume(stored) {
    const session = followIds(stored, this.bank.find);
    const gone = stored.ids.filter((id) => !this.bank.find(id));
    if (gone.length) this.#doubt([`No longer here, so skipped: ${gone.join(", ")}.`]);
    return this.whenHere(session.ids, () => this.#take(session));
  }

  #take(session) {
    this.setAddress(session.choice);
    if (session.endedAt || !session.ids.length) return this.showResult(session);
    return session.choice.exam ? showExam(this, session) : showPractice(this, session);
  }

  showSetup(choice) {
    this.setAddress(choice);
    return showSetup(this, choice);
  }

  showResult(session) {
    return showResult(this, session);
  }

  /** Whether the text of a question has arrived, and what follows it. */
  #isHere(id) {
    return document.readyState !== "loading" || Boolean(this.bank.get(id)?.article?.nextElementSibling);
  }

  /** Return the heading that `show` returns, as soon as the questions are here; until then that of a sentence. */
  whenHere(ids, show) {
    return this.#when(() => ids.every((id) => this.#isHere(id)), show);
  }

  #when(test, show) {
    if (test()) return show();
    const title = make("h2", { class: "study-quiz__title", tabindex: "-1" }, "The question is on its way");
    const changing = this.show("taking", title);
    arrival(test).then(() => changing.aborted || this.focus(show()));
    return title;
  }

  /** Return the session as stored: merged with what another tab made of it. */
  save(session) {
    const key = writeAddress(session.choice);
    const merge = (all) =>
      keepSessions({ ...all, [key]: isSession(all[key]) ? mergeSessions(all[key], session) : session });
    return this.#sessions.update(merge)[key];
  }

  /** Keep the last answer to a question, by its id and the texts chosen. */
  remember({ id, ...answer }) {
    this.#answers.update((all) => ({ ...all, [id]: { ...answer, times: (all[id]?.times ?? 0) + 1 } }));
  }

  /** Return the session that was left last before its end. */
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
    const rank = (id) => (answers[id].sure === "sure" ? 0 : 1);
    return missed.sort((one, other) => rank(one) - rank(other));
  }

  setAddress(choice) {
    const query = writeAddress(choice);
    if (query !== location.search)
      history.replaceState(history.state, "", `${location.pathname}${query}${query ? "" : location.hash}`);
  }

  /** Show a question: single keys work on its fields. */
  showQuestion(fields, ...nodes) {
    const signal = this.show("taking", ...nodes);
    this.useKey = (key) => {
      const index = /[1-9]/.test(key) ? Number(key) - 1 : "abcdefghi".indexOf(key.toLowerCase());
      if (key.length > 1) return false;
      if (index >= 0 && fields.choose?.(index)) return true;
      if (!fields.typed || key === " ") return false;
      fields.typed.focus();
      return "typed";
    };
    return signal;
  }

  focus(node) {
    node?.focus({ preventScroll: true });
    if (node?.matches("h2")) this.node.scrollIntoView({ block: "start" });
    else node?.scrollIntoView({ block: "nearest" });
  }
}
