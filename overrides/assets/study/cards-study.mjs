/** One card after the other: front, back, grade, until each was right once. */

import { count, describeSpan } from "./cards-days.mjs";
import { findRest } from "./cards-session.mjs";
import { addReview, takeBack } from "./cards-store.mjs";
import { copyInside, make, makeButton } from "./nodes.mjs";

const GRADES = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };
const SWIPE = 80;

/**
 * Show the first card of a session.
 * @param {import("./cards-desk.mjs").Desk} desk
 * @param {string[]} ids
 * @param {boolean} cram Whether the schedule is left alone.
 */
export function beginStudy(desk, ids, cram) {
  new Study(desk, ids, cram).showNext();
}

class Study {
  constructor(desk, ids, cram) {
    Object.assign(this, { desk, ids, cram, log: [] });
  }

  /** The ids still to come, without those that another tab has done meanwhile. */
  get rest() {
    const { schedule, today, aims, memories, bank } = this.desk;
    const isOpen = (id) => !memories.has(id) || schedule.findDue(memories.get(id), aims, today) <= today;
    const isMine = (id) => this.log.some((entry) => entry.id === id);
    return findRest(this.ids, this.log, bank.get).filter((id) => this.cram || isMine(id) || isOpen(id));
  }

  showNext() {
    const [id] = this.rest;
    if (id) this.showFront(id);
    else this.showEnd();
  }

  showFront(id) {
    const show = () => this.showBack(id);
    const card = this.makeCard(id);
    card.addEventListener("click", ({ target }) => target.closest("a, button, summary, pre") || show());
    this.desk.show("taking", this.makeHead(), card, makeBar(makeButton("Show the answer", show, { "data-rank": "first", "aria-keyshortcuts": "Space" })));
    this.desk.listenTo({ " ": show, u: () => this.undo() });
    this.desk.focus(card);
  }

  showBack(id) {
    const { article } = this.desk.bank.get(id);
    const back = make("div", { class: "study-cards__back", id: "study-back", tabindex: "-1", role: "group", "aria-label": "Answer", "aria-describedby": "study-back" }, ...copyInside(article.querySelector(".study-card__back")));
    back.querySelector("summary").remove();
    const card = this.makeCard(id, back);
    const grades = this.cram ? [1, 3] : [1, 2, 3, 4];
    const act = (grade) => () => this.grade(id, grade);
    const buttons = grades.map((grade) => makeGrade(grade, this.foretell(id, grade), act(grade)));
    listenToSwipes(card, act(1), act(3));
    this.desk.show("taking", this.makeHead(), card, makeBar(...buttons));
    this.desk.listenTo({ ...Object.fromEntries(grades.map((grade) => [grade, act(grade)])), " ": act(3), u: () => this.undo() });
    this.desk.focus(back);
  }

  /** Return in words when the card would come next. */
  foretell(id, grade) {
    if (grade === 1) return "soon";
    if (this.cram) return "done";
    const { schedule, today, aims, memories } = this.desk;
    const memory = schedule.learn(memories.get(id) ?? null, today, grade);
    return describeSpan(Math.max(1, schedule.findDue(memory, aims, today) - today));
  }

  grade(id, grade) {
    const { cards, today } = this.desk;
    const next = this.foretell(id, grade);
    const entry = { id, verdict: grade > 1 ? "right" : "wrong", grade };
    if (!this.cram) {
      cards.update((records) => {
        entry.before = records[id];
        const changed = addReview(records, id, today, grade, Math.max(this.desk.now(), (records[id]?.at ?? 0) + 1));
        entry.after = changed[id];
        return changed;
      });
      if (!this.log.length) navigator.storage?.persist?.().catch(() => {});
    }
    this.log = [...this.log, entry];
    this.desk.say(`${GRADES[grade]}, ${grade === 1 ? "comes again" : `next in ${next}`}. ${count(this.rest.length, "card")} left.`);
    this.showNext();
  }

  undo() {
    const entry = this.log.at(-1);
    if (!entry) return;
    this.log = this.log.slice(0, -1);
    if (entry.after) this.desk.cards.update((records) => takeBack(records, entry.id, entry.before, entry.after));
    this.showFront(entry.id);
    this.desk.say(`${GRADES[entry.grade]} taken back.`);
  }

  makeUndo() {
    return makeButton("Undo", () => this.undo(), { class: "study-quiz__plain", disabled: !this.log.length, "aria-keyshortcuts": "u" });
  }

  makeHead() {
    const { rest } = this;
    const left = count(rest.length, "card");
    const done = this.ids.length - rest.length;
    return make(
      "div",
      { class: "study-cards__head" },
      make("p", {}, make("b", {}, `${left} left`), this.cram ? " · cramming, nothing is scheduled" : ""),
      make("progress", { max: this.ids.length, value: done, "aria-label": `${done} of ${this.ids.length} done` }),
      this.makeUndo(),
      makeButton("End", () => this.showEnd(), { class: "study-quiz__plain" }),
    );
  }

  makeCard(id, back) {
    const { article, chapter, level } = this.desk.bank.get(id);
    const left = Math.min(this.rest.length - 1, 2);
    const { chapters, levels } = this.desk.bank.names;
    return make(
      "article",
      { class: "study-cards__card", tabindex: "-1", "aria-label": "Card", "aria-describedby": "study-front", "data-left": String(left), "data-side": back ? "back" : "front" },
      make("p", { class: "study-cards__index" }, chapters.get(chapter), make("span", { class: "study-level", "data-level": level }, levels.get(level))),
      make("div", { class: "study-cards__front", id: "study-front" }, ...copyInside(article.querySelector(".study-card__front"))),
      back,
    );
  }

  showEnd() {
    const { desk, log, rest } = this;
    const seen = new Set(log.map(({ id }) => id));
    const missed = new Set(log.filter(({ grade }) => grade === 1).map(({ id }) => id)).size;
    const title = make("h2", { class: "study-quiz__title", tabindex: "-1" }, rest.length ? "Stopped here" : "Done for today");
    const left = rest.length ? ` ${count(rest.length, "card")} left for later.` : "";
    desk.show(
      "done",
      title,
      make("p", { class: "study-quiz__about" }, `${count(seen.size, "card")}: ${seen.size - missed} known at once, ${missed} missed first.${left}`),
      make(
        "div",
        { class: "study-quiz__start" },
        makeButton("Back to the decks", () => desk.start(), { "data-rank": "first" }),
        rest.length > 0 && makeButton("Go on", () => this.showNext()),
        this.makeUndo(),
      ),
    );
    desk.listenTo({ u: () => this.undo() });
    desk.focus(title);
  }
}

const makeBar = (...buttons) => make("div", { class: "study-cards__bar" }, ...buttons);

const makeGrade = (grade, next, act) =>
  make(
    "button",
    { type: "button", class: "study-quiz__button", "data-grade": String(grade), "data-rank": grade === 3 && "first", "aria-keyshortcuts": String(grade), onclick: act },
    make("b", {}, GRADES[grade]),
    " ",
    make("span", {}, next),
  );

/** Call `left` or `right` when a finger sweeps the card aside; everything can be done without. */
function listenToSwipes(card, left, right) {
  let from = null;
  card.addEventListener("pointerdown", (event) => (from = event.pointerType === "touch" && !event.target.closest("pre") ? event : null));
  card.addEventListener("pointerup", ({ clientX, clientY }) => {
    if (!from || Math.abs(clientY - from.clientY) > SWIPE / 2) return;
    const way = clientX - from.clientX;
    if (way < -SWIPE) left();
    else if (way > SWIPE) right();
  });
}
