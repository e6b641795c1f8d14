/**
 * Practice: one question at a time, its reasons at once, a miss again a few questions later.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Given, Verdict } from "./question/grading.mjs"
 * @import { QuizPanel } from "./quiz-panel.mjs"
 * @import { Entry, Session } from "./session.mjs"
 */

import { clash, findQueue } from "../practice/question-order.mjs";
import { makeButton } from "../practice/parts.mjs";
import { asElement, make } from "../nodes.mjs";
import { describeVerdict, makeReasons } from "./question/feedback.mjs";
import { fillQuestion, makeAsk, makeMaterial } from "./question/form.mjs";
import { markAnswer } from "./question/grading.mjs";
import { readTask } from "./question/task.mjs";
import { findFirstAnswers, tally } from "./score.mjs";
import { endSession, moveOn, noteAnswer, noteDraft } from "./session.mjs";

/**
 * Show the question that is next in the session, the answer just given, or the result.
 * @param {QuizPanel} panel
 * @param {Session} session
 */
export function showPractice(panel, session) {
  if (session.log.length > session.passed) {
    const entry = /** @type {Entry} */ (session.log.at(-1));
    return panel.showPart(session, [entry.id], () => showAnswered(panel, session, entry));
  }
  const rest = findRest(panel, session);
  const [id] = rest;
  if (id) return panel.showPart(session, [id], () => showQuestion(panel, session, rest));
  return panel.showResult(panel.save(endSession(session, panel.now())));
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 */
function findRest({ bank }, { ids, log }) {
  return findQueue(ids, log, (one, other) => clash(bank.get(one), bank.get(other)) > 3);
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {string[]} rest
 */
function showQuestion(panel, session, [id, ...others]) {
  const question = /** @type {LoadedQuestion} */ (panel.bank.get(id));
  let current = session;
  /** @type {(given: Given, sure: string) => void} */
  const finish = (given, sure) => {
    const verdict = given.length ? markAnswer(readTask(question).key, given) : "wrong";
    /** @type {Entry} */
    const entry = { id, given, verdict, sure, at: panel.now() };
    const answered = panel.save(noteAnswer(current, entry));
    if (answered.endedAt) return panel.focus(panel.goOn(answered));
    panel.remember(entry);
    panel.focus(showAnswered(panel, answered, entry));
    panel.announce(`${describeVerdict(entry, question.kind)}. ${describeScore(answered)}.`);
  };
  const parts = panel.copy("question");
  const { fields, readSure } = fillQuestion(parts, question, {
    choice: session.choice,
    draft: session.drafts[id],
    actions: [
      makeButton("Answer", null, { type: "submit", "data-rank": "first" }),
      makeButton("I do not know", () => finish([], readSure())),
      makeEnd(panel, () => current),
    ],
    note: (given, sure) => (current = panel.save(noteDraft(current, id, given, sure, panel.now()))),
    answer: finish,
  });
  panel.showQuestion(fields, makeProgress(session, id), parts.node);
  panel.bank.loadAhead(others);
  return asElement(parts.node.querySelector("h2"));
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {Entry} entry
 */
function showAnswered(panel, session, entry) {
  const question = /** @type {LoadedQuestion} */ (panel.bank.get(entry.id));
  const rest = findRest(panel, session);
  const done = rest.length === 0;
  const next = makeButton(
    done ? "See the result" : "Next question",
    () => panel.focus(panel.goOn(panel.save(moveOn(session, panel.now())))),
    { "data-rank": "first" },
  );
  const verdict = make(
    "h3",
    { class: "study-quiz__result", tabindex: "-1", "data-verdict": entry.verdict },
    `${describeVerdict(entry, question.kind)}.`,
  );
  const returns = entry.verdict === "right" ? "" : "This one returns until it was right once.";
  panel.show(
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
      returns && make("p", { class: "study-panel__how" }, returns),
      ...makeReasons(question, entry, session.choice),
    ),
    make("div", { class: "study-panel__actions" }, next, !done && makeEnd(panel, () => session)),
  );
  panel.bank.loadAhead(rest);
  return verdict;
}

/** @type {(panel: QuizPanel, find: () => Session) => HTMLElement} */
const makeEnd = (panel, find) =>
  makeButton("End here", () => panel.focus(panel.showResult(panel.save(endSession(find(), panel.now())))), {
    class: "study-panel__plain",
  });

/** @param {Session} session */
function describeScore({ ids, log }) {
  const { right, half, wrong } = tally(ids, findFirstAnswers(log));
  return [`${right} right`, half && `${half} half right`, `${wrong} wrong`].filter(Boolean).join(", ");
}

/**
 * @param {Session} session
 * @param {string} id
 */
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

/**
 * Return one mark a question, as on an answer sheet; said in words elsewhere.
 * @param {string[]} ids
 * @param {string} here
 * @param {(id: string) => Verdict | ""} stateOf
 */
export const makeStrip = (ids, here, stateOf) =>
  make(
    "div",
    { class: "study-quiz__strip", "aria-hidden": "true" },
    ...ids.map((id) => make("span", { "data-state": stateOf(id), "data-here": id === here })),
  );
