/** Practice: one question at a time, its reasons at once, a miss again a few questions later. */

import { markAnswer } from "./grading.mjs";
import { clash, findQueue } from "../practice/question-order.mjs";
import { make, makeButton } from "../nodes.mjs";
import { readTask } from "./task.mjs";
import { describeVerdict, makeReasons } from "./feedback.mjs";
import { fillQuestion, makeAsk, makeMaterial } from "./question.mjs";
import { findFirstAnswers, tally } from "./score.mjs";
import { endSession, moveOn, noteAnswer, noteDraft } from "./session.mjs";

/** Show the question that is next in the session, the answer just given, or the result. */
export function showPractice(stage, session) {
  if (session.log.length > session.passed) return showAnswered(stage, session, session.log.at(-1));
  const [id] = findRest(stage, session);
  if (id) return stage.whenHere([id], () => showQuestion(stage, session, id));
  return stage.showResult(stage.save(endSession(session, stage.now())));
}

function findRest({ bank }, { ids, log }) {
  return findQueue(ids, log, (one, other) => clash(bank.get(one), bank.get(other)) > 3);
}

function showQuestion(stage, session, id) {
  const question = stage.bank.get(id);
  let current = session;
  const finish = (given, sure) => {
    const verdict = given.length ? markAnswer(readTask(question).key, given) : "wrong";
    const entry = { id, given, verdict, sure, at: stage.now() };
    stage.remember(entry);
    const answered = stage.save(noteAnswer(current, entry));
    stage.focus(showAnswered(stage, answered, entry));
    stage.say(`${describeVerdict(entry, question.kind)}. ${describeScore(answered)}.`);
  };
  const form = stage.copy("form.study-quiz__form");
  const { fields, readSure } = fillQuestion(form, question, {
    choice: session.choice,
    draft: session.drafts[id],
    actions: [
      makeButton("Answer", null, { type: "submit", "data-rank": "first" }),
      makeButton("I do not know", () => finish([], readSure())),
      makeEnd(stage, () => current),
    ],
    note: (given, sure) => (current = stage.save(noteDraft(current, id, given, sure, stage.now()))),
    answer: finish,
  });
  stage.showQuestion(fields, makeProgress(session, id), form);
  return form.querySelector("h2");
}

function showAnswered(stage, session, entry) {
  const question = stage.bank.get(entry.id);
  const done = findRest(stage, session).length === 0;
  const next = makeButton(
    done ? "See the result" : "Next question",
    () => stage.focus(showPractice(stage, stage.save(moveOn(session, stage.now())))),
    { "data-rank": "first" },
  );
  const verdict = make(
    "h3",
    { class: "study-quiz__result", tabindex: "-1", "data-verdict": entry.verdict },
    `${describeVerdict(entry, question.kind)}.`,
  );
  const returns = entry.verdict === "right" ? "" : "This one returns until it was right once.";
  stage.show(
    "taking",
    makeProgress(session, entry.id),
    make(
      "div",
      { class: "study-quiz__task" },
      makeAsk(question),
      ...makeMaterial(question).filter((node) => !node.matches(".study-hint")),
    ),
    make(
      "section",
      { class: "study-quiz__feedback", "aria-label": "Feedback" },
      verdict,
      returns && make("p", { class: "study-quiz__how" }, returns),
      ...makeReasons(question, entry, session.choice),
    ),
    make("div", { class: "study-quiz__actions" }, next, !done && makeEnd(stage, () => session)),
  );
  return verdict;
}

const makeEnd = (stage, find) =>
  makeButton("End here", () => stage.focus(stage.showResult(stage.save(endSession(find(), stage.now())))), {
    class: "study-quiz__plain",
  });

function describeScore({ ids, log }) {
  const { right, half, wrong } = tally(ids, findFirstAnswers(log));
  return [`${right} right`, half && `${half} half right`, `${wrong} wrong`].filter(Boolean).join(", ");
}

function makeProgress(session, id) {
  const first = findFirstAnswers(session.log);
  const seen = first.has(id);
  const again = session.log.slice(0, session.passed).some((entry) => entry.id === id);
  const place = `Question ${first.size + (seen ? 0 : 1)} of ${session.ids.length}`;
  return make(
    "div",
    { class: "study-quiz__progress" },
    make("p", {}, make("b", {}, again ? "Once more" : place), first.size > 0 && ` · ${describeScore(session)}`),
    makeStrip(session.ids, id, (other) => first.get(other)?.verdict ?? ""),
  );
}

/** Return one mark a question, as on an answer sheet; said in words elsewhere. */
export const makeStrip = (ids, here, stateOf) =>
  make(
    "div",
    { class: "study-quiz__strip", "aria-hidden": "true" },
    ...ids.map((id) => make("span", { "data-state": stateOf(id), "data-here": id === here })),
  );
