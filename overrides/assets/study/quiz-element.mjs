/** `<study-quiz>`: an interactive quiz over the questions that the build wrote inside it. */

import { chooseIds, makeSeed } from "./deck.mjs";
import { make } from "./nodes.mjs";
import { describeTrouble, followFormer, openStore } from "./progress.mjs";
import { readAddress, writeAddress } from "./quiz-address.mjs";
import { readBank } from "./quiz-bank.mjs";
import { showExam } from "./quiz-exam.mjs";
import { makeKeyList, pressKey } from "./quiz-keys.mjs";
import { showPractice } from "./quiz-practice.mjs";
import { showResult } from "./quiz-result.mjs";
import { beginSession, followIds, isSession, keepSessions, mergeSessions } from "./quiz-session.mjs";
import { showSetup } from "./quiz-setup.mjs";

export class StudyQuizElement extends HTMLElement {
  #leaving;
  #changing;
  #desk;
  #view;
  #status;
  #notices;
  #keyList;
  #fields = null;
  #forgetful = "";
  #sessions;
  #answers;
  #settings;

  connectedCallback() {
    this.bank = readBank(this);
    if (!this.bank.list.length) return;
    this.#leaving = new AbortController();
    this.#view = make("div", { class: "study-quiz__view" });
    this.#status = make("p", { class: "study-quiz__hidden", role: "status" });
    this.#notices = make("div", { class: "study-quiz__notices" });
    this.#openStores();
    this.#keyList = makeKeyList(this.#singleKeys, (on) =>
      this.#settings.update((all) => ({ ...all, "single-keys": { on, at: this.now() } })),
    );
    this.#desk = make(
      "section",
      { class: "study-quiz__desk", "aria-label": "Quiz" },
      this.#notices,
      this.#view,
      this.#keyList,
      this.#status,
    );
    this.#desk.addEventListener("keydown", (event) => this.#press(event));
    const heading = this.querySelector("h1");
    const frame = this.querySelector(".study-quiz__frame");
    if (frame) frame.replaceWith(this.#desk);
    else if (heading) heading.after(this.#desk);
    else this.prepend(this.#desk);
    this.#open();
  }

  disconnectedCallback() {
    this.#leaving?.abort();
    this.#changing?.abort();
    this.#desk?.remove();
    delete this.dataset.state;
  }

  now = () => Date.now();
  random = () => Math.random();

  #openStores() {
    const options = { version: 1, report: (trouble) => this.#warn(trouble) };
    this.#sessions = openStore("quiz", { ...options, merge: mergeSessions });
    this.#answers = openStore("answers", options);
    this.#settings = openStore("settings", options);
    this.#answers.update((records) => followFormer(records, this.bank.former));
  }

  #warn(trouble) {
    if (this.#forgetful) return;
    this.#forgetful = describeTrouble(trouble, "The quiz works, but your answers");
    this.#complain([this.#forgetful]);
  }

  #complain(sentences) {
    this.#notices.append(...sentences.map((sentence) => make("p", { role: "status" }, sentence)));
  }

  get #singleKeys() {
    return this.#settings.read()["single-keys"]?.on !== false;
  }

  #press(event) {
    const goOn = this.dataset.state === "taking" ? this.#view.querySelector('[data-rank="first"]') : null;
    pressKey(event, { fields: this.#fields, goOn, list: this.#keyList, singleKeys: this.#singleKeys });
  }

  #open() {
    const { choice, complaints } = readAddress(location.search, this.bank);
    this.#complain(complaints);
    const stored = this.#sessions.read()[writeAddress(choice)];
    if (choice.seed && isSession(stored)) this.resume(stored);
    else this.showSetup(choice);
  }

  /** Begin the quiz that a choice makes; a new seed is drawn if it names none. */
  begin(choice) {
    const seeded = { ...choice, seed: choice.seed || makeSeed(this.random) };
    const session = beginSession(seeded, chooseIds(this.bank.list, seeded), this.now());
    this.#notices.replaceChildren();
    if (this.#forgetful) this.#complain([this.#forgetful]);
    this.focus(this.resume(this.save(session)));
  }

  /** Go on with a session where it was left, and return the heading of what is shown. */
  resume(stored) {
    const session = followIds(stored, this.bank.find);
    const gone = stored.ids.filter((id) => !this.bank.find(id));
    if (gone.length) this.#complain([`No longer here, so skipped: ${gone.join(", ")}.`]);
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

  /** Replace what the desk shows; timers and keys of what was shown before end. */
  show(state, ...nodes) {
    this.#changing?.abort();
    this.#changing = new AbortController();
    this.#fields = null;
    this.#view.replaceChildren(...nodes.flat().filter(Boolean));
    if (this.dataset.state !== state) this.dataset.state = state;
    for (const code of this.#view.querySelectorAll("pre > code")) {
      if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
    }
  }

  /** Let single keys work on the controls of the question shown. */
  listenTo(fields) {
    this.#fields = fields;
  }

  /** Call `tick` every second until something else is shown. */
  everySecond(tick) {
    const timer = setInterval(tick, 1000);
    this.#changing.signal.addEventListener("abort", () => clearInterval(timer));
  }

  say(text) {
    this.#status.textContent = text;
  }

  /** Move the focus to the heading of what is shown: to the top of the desk, or to a verdict if it is out of sight. */
  focus(heading) {
    heading?.focus({ preventScroll: true });
    if (heading?.matches("h2")) this.#desk.scrollIntoView({ block: "start" });
    else heading?.scrollIntoView({ block: "nearest" });
  }
}
