/** One card after the other: front, back, grade, until each was right once. */

import { count, describeSpan } from "./days.mjs";
import { findRest } from "./session.mjs";
import { addReview, takeBack } from "./store.mjs";
import { copyInside } from "../nodes.mjs";

const GRADES = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };
const SWIPE = 80;

/**
 * Show the first card of a session.
 * @param {import("./desk.mjs").Desk} desk
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
    const card = this.makeCard(id, "front");
    const bar = this.desk.copy('[data-side="front"]');
    bar.firstElementChild.addEventListener("click", show);
    card.addEventListener("click", ({ target }) => target.closest("a, button, summary, pre") || show());
    this.desk.show("taking", this.makeHead(), card, bar);
    this.desk.listenTo({ " ": show, u: () => this.undo() });
    this.desk.focus(card);
  }

  showBack(id) {
    const { article } = this.desk.bank.get(id);
    const [card, back, bar] = [this.makeCard(id, "back"), ...[".study-cards__back", '[data-side="back"]'].map((piece) => this.desk.copy(piece))];
    back.append(...copyInside(article.querySelector(".study-card__back")));
    back.querySelector("summary").remove();
    card.append(back);
    const act = (grade) => () => this.grade(id, grade);
    const acts = { " ": act(3), u: () => this.undo() };
    for (const button of [...bar.children]) {
      const grade = Number(button.dataset.grade);
      if (this.cram && grade % 2 === 0) {
        button.remove();
        continue;
      }
      button.lastElementChild.textContent = this.foretell(id, grade);
      button.addEventListener("click", act(grade));
      acts[grade] = act(grade);
    }
    listenToSwipes(card, act(1), act(3));
    this.desk.show("taking", this.makeHead(), card, bar);
    this.desk.listenTo(acts);
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

  prepareUndo(button) {
    button.disabled = !this.log.length;
    button.addEventListener("click", () => this.undo());
  }

  makeHead() {
    const left = this.rest.length;
    const done = this.ids.length - left;
    const head = this.desk.copy(".study-cards__head");
    const [text, progress, undo, end] = head.children;
    text.firstElementChild.textContent = `${count(left, "card")} left`;
    if (this.cram) text.append(" · cramming, nothing is scheduled");
    Object.assign(progress, { max: this.ids.length, value: done, ariaLabel: `${done} of ${this.ids.length} done` });
    this.prepareUndo(undo);
    end.addEventListener("click", () => this.showEnd());
    return head;
  }

  makeCard(id, side) {
    const { article, chapter, level } = this.desk.bank.get(id);
    const { chapters, levels } = this.desk.bank.names;
    const card = this.desk.copy("article");
    const [index, front] = card.children;
    const [chapterName, levelName] = index.children;
    Object.assign(card.dataset, { left: Math.min(this.rest.length - 1, 2), side });
    chapterName.textContent = chapters.get(chapter);
    levelName.textContent = levels.get(level);
    levelName.dataset.level = level;
    front.append(...copyInside(article.querySelector(".study-card__front")));
    return card;
  }

  showEnd() {
    const { desk, log, rest } = this;
    const seen = new Set(log.map(({ id }) => id)).size;
    const missed = new Set(log.filter(({ grade }) => grade === 1).map(({ id }) => id)).size;
    const end = desk.copy('[data-side="end"]');
    const [title, about, { children: buttons }] = end.children;
    const [back, goOn, undo] = buttons;
    const left = rest.length ? ` ${count(rest.length, "card")} left for later.` : "";
    title.textContent = rest.length ? "Stopped here" : "Done for today";
    about.textContent = `${count(seen, "card")}: ${seen - missed} known at once, ${missed} missed first.${left}`;
    back.addEventListener("click", () => desk.start());
    goOn.addEventListener("click", () => this.showNext());
    this.prepareUndo(undo);
    if (!rest.length) goOn.remove();
    desk.show("done", ...end.children);
    desk.listenTo({ u: () => this.undo() });
    desk.focus(title);
  }
}

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
