/**
 * Exam: a clock, flags, free movement and a review sheet; nothing is explained before it is handed in.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Given, Verdict } from "./question/grading.mjs"
 * @import { QuizPanel } from "./quiz-panel.mjs"
 * @import { Session } from "./session.mjs"
 */

import { everySecond } from "../practice/every-second.mjs";
import { makeButton } from "../practice/parts.mjs";
import { asElement, make } from "../nodes.mjs";
import { fillQuestion } from "./question/form.mjs";
import { markAnswer } from "./question/grading.mjs";
import { readTask } from "./question/task.mjs";
import { describeTime } from "./score.mjs";
import { findTimeLeft, handIn, moveTo, noteDraft, noteFlag } from "./session.mjs";

const SHEET = -1;
const WARNINGS = [300, 60];

/**
 * Show the question of the exam that the reader is at, or the review sheet.
 * @param {QuizPanel} panel
 * @param {Session} session
 * @returns {HTMLElement}
 */
export function showExam(panel, session) {
  const id = session.ids[session.here];
  return id ? panel.showPart(session, [id], () => showQuestion(panel, session)) : showSheet(panel, session);
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {number} here
 */
function goTo(panel, session, here) {
  panel.focus(panel.goOn(panel.save(moveTo(session, here, panel.now()))));
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 */
function showQuestion(panel, session) {
  const { ids, here } = session;
  const id = ids[here];
  let current = session;
  /** @param {Session} changed */
  const save = (changed) => (current = panel.save(changed));
  /** @param {number} step */
  const go = (step) => () => goTo(panel, current, here + step < ids.length ? here + step : SHEET);
  const flag = makeButton(
    "Flag",
    () => {
      const on = !isFlagged(current, id);
      save(noteFlag(current, id, on, panel.now()));
      flag.setAttribute("aria-pressed", String(on));
    },
    { "aria-pressed": String(isFlagged(session, id)), class: "study-panel__button study-quiz__flag" },
  );
  const parts = panel.copy("question");
  const { fields } = fillQuestion(parts, /** @type {LoadedQuestion} */ (panel.bank.get(id)), {
    choice: session.choice,
    draft: session.drafts[id],
    actions: [
      makeButton(here + 1 < ids.length ? "Next" : "To the review sheet", go(1), { "data-rank": "first" }),
      makeButton("Back", go(-1), { disabled: here === 0 }),
      flag,
      makeButton("Review sheet", () => goTo(panel, current, SHEET), { class: "study-panel__plain" }),
    ],
    note: (given, sure) => save(noteDraft(current, id, given, sure, panel.now())),
    answer: go(1),
  });
  const { head, tick } = makeHead(panel, session, `Question ${here + 1} of ${ids.length}`, () => current);
  everySecond(tick, panel.showQuestion(fields, head, parts.node));
  panel.bank.loadAhead([...ids.slice(here + 1), ...ids]);
  return asElement(parts.node.querySelector("h2"));
}

/** @type {(session: Session, id: string) => boolean} */
const isFlagged = (session, id) => Boolean(session.flags[id]?.on);

/**
 * @param {Session} session
 * @param {string} id
 */
function describeState(session, id) {
  const state = session.drafts[id]?.given.length ? "answered" : "empty";
  return isFlagged(session, id) ? `${state}, flagged` : state;
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 */
function showSheet(panel, session) {
  const empty = session.ids.filter((id) => describeState(session, id).startsWith("empty")).length;
  const title = make("h2", { tabindex: "-1", class: "study-panel__title" }, "Review sheet");
  const rows = session.ids.map((id, index) =>
    make(
      "li",
      {},
      make(
        "button",
        {
          type: "button",
          class: "study-quiz__cell",
          "data-state": describeState(session, id),
          onclick: () => goTo(panel, session, index),
        },
        make("span", { class: "study-panel__hidden" }, "Question "),
        make("b", {}, String(index + 1)),
        " ",
        make("span", {}, describeState(session, id)),
      ),
    )
  );
  const { head, tick } = makeHead(panel, session, empty ? `${empty} still empty` : "All answered", () => session);
  const changing = panel.show(
    "taking",
    head,
    title,
    make("ol", { class: "study-quiz__cells" }, ...rows),
    make(
      "div",
      { class: "study-panel__actions" },
      makeButton("Hand in", () => finish(panel, session), { "data-rank": "first" }),
      makeButton("Back to the questions", () => goTo(panel, session, 0)),
    ),
  );
  everySecond(tick, changing);
  return title;
}

/**
 * Hand in what is stored: another tab may have put down more, or have handed it in.
 * @param {QuizPanel} panel
 * @param {Session} shown
 */
function finish(panel, shown) {
  const session = panel.save(shown);
  if (session.endedAt) return panel.focus(panel.goOn(session));
  /** @type {(id: string, given: Given) => Verdict} */
  const mark = (id, given) => markAnswer(readTask(/** @type {LoadedQuestion} */ (panel.bank.get(id))).key, given);
  const end = () => {
    const ended = panel.save(handIn(session, mark, panel.now()));
    for (const entry of ended.log) panel.remember(entry);
    return panel.showResult(ended);
  };
  panel.focus(panel.showPart(session, session.ids, end));
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {string} where
 * @param {() => Session} current
 */
function makeHead(panel, session, where, current) {
  const { node: head, place, clock, late, "hand-in": button } = panel.copy("progress");
  place.textContent = where;
  button.addEventListener("click", () => finish(panel, current()));
  let before = Infinity;
  const tick = () => {
    const left = findTimeLeft(session, panel.now());
    clock.textContent = left > 0 ? `${describeTime(left)} left` : `${describeTime(left)} over`;
    const seconds = Math.ceil(left / 1000);
    const warning = WARNINGS.find((limit) => before > limit && seconds <= limit && before !== Infinity);
    if (warning) panel.announce(`${warning / 60} minute${warning > 60 ? "s" : ""} left.`);
    if (left <= 0 && late.hidden) {
      late.hidden = false;
      panel.announce("Time is up.");
    }
    before = seconds;
  };
  tick();
  return { head, tick };
}
