/** A question before its answer: what is asked, its controls, and how sure the reader is. */

import { copyInside, copyOf, make } from "./nodes.mjs";
import { readTask } from "./quiz-task.mjs";
import { makeFields } from "./quiz-fields.mjs";

const SURE = ["guess", "unsure", "sure"];

/**
 * Return the form of a question.
 * @param {import("./practice-bank.mjs").Question} question
 * @param {object} options
 * @param {{ shuffled: boolean, seed: string }} options.choice
 * @param {{ given: import("./answers.mjs").Given, sure: string }} [options.draft] What was put down before.
 * @param {Node[]} options.actions Buttons below the question.
 * @param {(given: import("./answers.mjs").Given, sure: string) => void} options.note Told of every change.
 * @param {(given: import("./answers.mjs").Given, sure: string) => void} options.answer
 */
export function makeQuestion(question, { choice, draft, actions, note, answer }) {
  const fields = makeFields(question, readTask(question), choice, draft?.given ?? []);
  const complaint = make("p", { class: "study-quiz__complaint", role: "alert" });
  const readSure = () => form.querySelector('input[name="sure"]:checked')?.value ?? "";
  const submit = (event) => {
    event.preventDefault();
    complaint.textContent = fields.problem();
    if (!complaint.textContent) answer(fields.read(), readSure());
  };
  const changed = () => {
    complaint.textContent = "";
    note(fields.read(), readSure());
  };
  const form = make(
    "form",
    { class: "study-quiz__form", onsubmit: submit, oninput: changed },
    make(
      "fieldset",
      { class: "study-quiz__task" },
      make("legend", {}, makeAsk(question)),
      ...makeMaterial(question),
      ...fields.nodes,
    ),
    makeSure(draft?.sure),
    complaint,
    make("div", { class: "study-quiz__actions" }, ...actions),
  );
  return { form, fields, readSure };
}

/** Return the heading of a question, which takes the focus. */
export const makeAsk = (question, tag = "h2") =>
  make(
    tag,
    { class: "study-quiz__ask", tabindex: "-1" },
    ...copyInside(question.article.querySelector(".study-question__ask")),
  );

/** Return what else is shown of a question before and after its answer: level and kind, code, hint. */
export function makeMaterial({ article }) {
  return [...article.querySelectorAll(":scope > :is(.study-meta, pre, .highlight, .study-hint)")].map(copyOf);
}

function makeSure(chosen) {
  const choices = SURE.map((value) =>
    make(
      "label",
      {},
      make("input", { type: "radio", name: "sure", value, checked: value === chosen }),
      make("span", {}, value),
    ),
  );
  return make(
    "fieldset",
    { class: "study-quiz__sure" },
    make("legend", {}, "How sure are you? (optional)"),
    ...choices,
  );
}
