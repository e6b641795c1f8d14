/**
 * One card after the other: front, back, grade, until each was right once.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { CardsPanel } from "./cards-panel.mjs"
 * @import { CardRecord, Memory } from "./schedule.mjs"
 * @typedef {{ id: string, verdict: string, grade: number, before?: CardRecord, after?: CardRecord }} Entry A grade given,
 *   with the card's record before and after it if it is stored.
 */

import { count, describeSpan } from "./days.mjs";
import { findRest } from "./session.mjs";
import { addReview, takeBack } from "./store.mjs";
import { asElement, asElements, asTarget, copyInside } from "../nodes.mjs";

/** @type {Record<number, string>} */
const GRADES = { 1: "Again", 2: "Hard", 3: "Good", 4: "Easy" };
const SWIPE = 80;

/**
 * Show the first card of a session.
 * @param {CardsPanel} panel
 * @param {string[]} ids
 * @param {boolean} cram Whether the schedule is left alone.
 */
export function beginStudy(panel, ids, cram) {
  new Study(panel, ids, cram).showNext();
}

class Study {
  #panel;
  #ids;
  #cram;
  /** @type {Entry[]} */
  #log = [];

  /**
   * @param {CardsPanel} panel
   * @param {string[]} ids
   * @param {boolean} cram Whether the schedule is left alone.
   */
  constructor(panel, ids, cram) {
    this.#panel = panel;
    this.#ids = ids;
    this.#cram = cram;
  }

  /** The ids still to come, without those that another tab has done meanwhile or that are not there any more. */
  get #rest() {
    const { schedule, today, aims, memories, bank } = this.#panel;
    /** @param {string} id */
    const isOpen = (id) => {
      const memory = memories.get(id);
      return !memory || schedule.findDue(memory, aims, today) <= today;
    };
    /** @param {string} id */
    const isMine = (id) => this.#log.some((entry) => entry.id === id);
    const rest = findRest(this.#ids, this.#log, bank.get).filter((id) => !bank.isGone(id));
    return rest.filter((id) => this.#cram || isMine(id) || isOpen(id));
  }

  showNext() {
    this.#panel.focus(this.#findNext());
  }

  /** @returns {HTMLElement} */
  #findNext() {
    const [id] = this.#rest;
    return id ? this.#showCard(id) : this.#showEnd();
  }

  /**
   * Show the front of a card as soon as its text is here, and return what takes the focus.
   * @param {string} id
   */
  #showCard(id) {
    return this.#panel.showLoaded([id], () => this.#showFront(id), () => this.#findNext());
  }

  /** @param {string} id */
  #showFront(id) {
    const show = () => this.#showBack(id);
    const card = this.#makeCard(id, "front");
    const { node: bar, turn } = this.#panel.copy("bar-front");
    turn.addEventListener("click", show);
    card.addEventListener("click", ({ target }) => {
      const selection = getSelection();
      const isSelecting = selection?.type === "Range" && selection.containsNode(card, true);
      if (!isSelecting && !asTarget(target).closest("a, button, summary, pre")) show();
    });
    this.#panel.show("taking", this.#makeHead(), card, bar);
    this.#panel.listenTo({ " ": show, u: () => this.#undo() });
    this.#panel.bank.loadAhead(this.#rest);
    return card;
  }

  /** @param {string} id */
  #showBack(id) {
    const { article } = /** @type {LoadedQuestion} */ (this.#panel.bank.get(id));
    const card = this.#makeCard(id, "back");
    const { node: back } = this.#panel.copy("back");
    const { node: bar } = this.#panel.copy("bar-back");
    back.append(...copyInside(asElement(article.querySelector(".study-card__back"))));
    asElement(back.querySelector("summary")).remove();
    card.append(back);
    /** @param {number} grade */
    const act = (grade) => () => this.#grade(id, grade);
    /** @type {Record<string, () => void>} */
    const acts = { " ": act(3), u: () => this.#undo() };
    for (const button of asElements(bar.querySelectorAll("[data-grade]"))) {
      const grade = Number(button.dataset.grade);
      if (this.#cram && grade % 2 === 0) {
        button.remove();
        continue;
      }
      asElement(button.querySelector("span")).textContent = this.#foretell(id, grade);
      button.addEventListener("click", act(grade));
      acts[grade] = act(grade);
    }
    listenToSwipes(card, act(1), act(3));
    this.#panel.show("taking", this.#makeHead(), card, bar);
    this.#panel.listenTo(acts);
    this.#panel.focus(back);
  }

  /**
   * Return in words when the card would come next.
   * @param {string} id
   * @param {number} grade
   */
  #foretell(id, grade) {
    if (grade === 1) return "soon";
    if (this.#cram) return "done";
    const { schedule, today, aims, memories } = this.#panel;
    const memory = schedule.learn(memories.get(id) ?? null, today, grade);
    return describeSpan(Math.max(1, schedule.findDue(memory, aims, today) - today));
  }

  /**
   * @param {string} id
   * @param {number} grade
   */
  #grade(id, grade) {
    const { cards, today } = this.#panel;
    const next = this.#foretell(id, grade);
    /** @type {Entry} */
    const entry = { id, verdict: grade > 1 ? "right" : "wrong", grade };
    if (!this.#cram) {
      cards.update((records) => {
        entry.before = records[id];
        const changed = addReview(records, id, today, grade, Math.max(this.#panel.now(), (records[id]?.at ?? 0) + 1));
        entry.after = changed[id];
        return changed;
      });
      if (!this.#log.length) navigator.storage?.persist?.().catch(() => {});
    }
    this.#log = [...this.#log, entry];
    this.#panel.announce(
      `${GRADES[grade]}, ${grade === 1 ? "comes again" : `next in ${next}`}. ${count(this.#rest.length, "card")} left.`,
    );
    this.showNext();
  }

  #undo() {
    const entry = this.#log.at(-1);
    if (!entry) return;
    this.#log = this.#log.slice(0, -1);
    const { before, after } = entry;
    if (after) this.#panel.cards.update((records) => takeBack(records, entry.id, before, after));
    this.#panel.focus(this.#showCard(entry.id));
    this.#panel.announce(`${GRADES[entry.grade]} taken back.`);
  }

  /** @param {HTMLButtonElement} button */
  #prepareUndo(button) {
    button.disabled = !this.#log.length;
    button.addEventListener("click", () => this.#undo());
  }

  #makeHead() {
    const left = this.#rest.length;
    const done = this.#ids.length - left;
    const { node, left: text, note, bar, undo, end } = this.#panel.copy("head");
    text.textContent = `${count(left, "card")} left`;
    if (this.#cram) note.textContent = " · cramming, nothing is scheduled";
    Object.assign(bar, { max: this.#ids.length, value: done, ariaLabel: `${done} of ${this.#ids.length} done` });
    this.#prepareUndo(undo);
    end.addEventListener("click", () => this.#panel.focus(this.#showEnd()));
    return node;
  }

  /**
   * @param {string} id
   * @param {"front" | "back"} side
   */
  #makeCard(id, side) {
    const { article, chapter, level } = /** @type {LoadedQuestion} */ (this.#panel.bank.get(id));
    const { chapters, levels } = this.#panel.bank.names;
    const { node, chapter: chapterName, level: levelName, front } = this.#panel.copy("card");
    Object.assign(node.dataset, { left: Math.min(this.#rest.length - 1, 2), side });
    chapterName.textContent = /** @type {string} */ (chapters.get(chapter));
    levelName.textContent = /** @type {string} */ (levels.get(level));
    levelName.dataset.level = level;
    front.append(...copyInside(asElement(article.querySelector(".study-card__front"))));
    return node;
  }

  #showEnd() {
    const [panel, log, rest] = [this.#panel, this.#log, this.#rest];
    const seen = new Set(log.map(({ id }) => id)).size;
    const missed = new Set(log.filter(({ grade }) => grade === 1).map(({ id }) => id)).size;
    const { node, title, about, decks, undo, "go-on": goOn } = panel.copy("finish");
    const left = rest.length ? ` ${count(rest.length, "card")} left for later.` : "";
    title.textContent = rest.length ? "Stopped here" : "Done for today";
    about.textContent = `${count(seen, "card")}: ${seen - missed} known at once, ${missed} missed first.${left}`;
    decks.addEventListener("click", () => panel.start());
    goOn.addEventListener("click", () => this.showNext());
    this.#prepareUndo(undo);
    if (!rest.length) goOn.remove();
    panel.show("done", ...node.children);
    panel.listenTo({ u: () => this.#undo() });
    return title;
  }
}

/**
 * Call `left` or `right` when a finger sweeps the card aside; everything can be done without.
 * @param {HTMLElement} card
 * @param {() => void} left
 * @param {() => void} right
 */
function listenToSwipes(card, left, right) {
  /** @type {PointerEvent | null} */
  let from = null;
  card.addEventListener("pointerdown", (event) => {
    const target = /** @type {Element} */ (event.target);
    from = event.pointerType === "touch" && !target.closest("pre") ? event : null;
  });
  card.addEventListener("pointerup", ({ clientX, clientY }) => {
    if (!from || Math.abs(clientY - from.clientY) > SWIPE / 2) return;
    const way = clientX - from.clientX;
    if (way < -SWIPE) left();
    else if (way > SWIPE) right();
  });
}
