/** Exam: a clock, flags, free movement and a review sheet; nothing is explained before it is handed in. */

import { markAnswer } from "./grading.mjs";
import { make, makeButton } from "../nodes.mjs";
import { readTask } from "./task.mjs";
import { fillQuestion } from "./question.mjs";
import { describeTime } from "./score.mjs";
import { findDeadline, handIn, noteDraft, noteFlag } from "./session.mjs";

const SHEET = -1;
const WARNINGS = [300, 60];

/** Show the question of the exam that the reader is at, or the review sheet. */
export function showExam(stage, session) {
  const id = session.ids[session.here];
  return id ? stage.whenHere([id], () => showQuestion(stage, session)) : showSheet(stage, session);
}

function goTo(stage, session, here) {
  stage.focus(showExam(stage, stage.save({ ...session, here, at: stage.now() })));
}

function showQuestion(stage, session) {
  const { ids, here } = session;
  const id = ids[here];
  let current = session;
  const keep = (changed) => (current = stage.save(changed));
  const go = (step) => () => goTo(stage, current, here + step < ids.length ? here + step : SHEET);
  const flag = makeButton(
    "Flag",
    () => {
      const on = !isFlagged(current, id);
      keep(noteFlag(current, id, on, stage.now()));
      flag.setAttribute("aria-pressed", String(on));
    },
    { "aria-pressed": String(isFlagged(session, id)), class: "study-quiz__button study-quiz__flag" },
  );
  const form = stage.copy("form.study-quiz__form");
  const { fields } = fillQuestion(form, stage.bank.get(id), {
    choice: session.choice,
    draft: session.drafts[id],
    actions: [
      makeButton(here + 1 < ids.length ? "Next" : "To the review sheet", go(1), { "data-rank": "first" }),
      makeButton("Back", go(-1), { disabled: here === 0 }),
      flag,
      makeButton("Review sheet", () => goTo(stage, current, SHEET), { class: "study-quiz__plain" }),
    ],
    note: (given, sure) => keep(noteDraft(current, id, given, sure, stage.now())),
    answer: go(1),
  });
  const { head, tick } = makeHead(stage, session, `Question ${here + 1} of ${ids.length}`, () => current);
  everySecond(tick, stage.showQuestion(fields, head, form));
  return form.querySelector("h2");
}

const isFlagged = (session, id) => Boolean(session.flags[id]?.on);

function describeState(session, id) {
  const state = session.drafts[id]?.given.length ? "answered" : "empty";
  return isFlagged(session, id) ? `${state}, flagged` : state;
}

function showSheet(stage, session) {
  const empty = session.ids.filter((id) => describeState(session, id).startsWith("empty")).length;
  const title = make("h2", { tabindex: "-1", class: "study-quiz__title" }, "Review sheet");
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
          onclick: () => goTo(stage, session, index),
        },
        make("span", { class: "study-quiz__hidden" }, "Question "),
        make("b", {}, String(index + 1)),
        " ",
        make("span", {}, describeState(session, id)),
      ),
    ),
  );
  const { head, tick } = makeHead(stage, session, empty ? `${empty} still empty` : "All answered", () => session);
  const changing = stage.show(
    "taking",
    head,
    title,
    make("ol", { class: "study-quiz__cells" }, ...rows),
    make(
      "div",
      { class: "study-quiz__actions" },
      makeButton("Hand in", () => finish(stage, session), { "data-rank": "first" }),
      makeButton("Back to the questions", () => goTo(stage, session, 0)),
    ),
  );
  everySecond(tick, changing);
  return title;
}

function finish(stage, session) {
  const mark = (id, given) => markAnswer(readTask(stage.bank.get(id)).key, given);
  const end = () => {
    const ended = stage.save(handIn(session, mark, stage.now()));
    for (const entry of ended.log) stage.remember(entry);
    return stage.showResult(ended);
  };
  stage.focus(stage.whenHere(session.ids, end));
}

/** Call `tick` every second until something else is shown. */
function everySecond(tick, changing) {
  const timer = setInterval(tick, 1000);
  changing.addEventListener("abort", () => clearInterval(timer));
}

function makeHead(stage, session, where, current) {
  const head = stage.copy(".study-quiz__progress");
  const [place, late] = head.children;
  const clock = place.lastElementChild;
  place.firstElementChild.textContent = where;
  late.lastElementChild.addEventListener("click", () => finish(stage, current()));
  let before = Infinity;
  const tick = () => {
    const left = findDeadline(session) - stage.now();
    clock.textContent = left > 0 ? `${describeTime(left)} left` : `${describeTime(left)} over`;
    const seconds = Math.ceil(left / 1000);
    const warning = WARNINGS.find((limit) => before > limit && seconds <= limit && before !== Infinity);
    if (warning) stage.say(`${warning / 60} minute${warning > 60 ? "s" : ""} left.`);
    if (left <= 0 && late.hidden) {
      late.hidden = false;
      stage.say("Time is up.");
    }
    before = seconds;
  };
  tick();
  return { head, tick };
}
