/** A question before its answer: what is asked, its controls, and how sure the reader is. */

import { copyInside, copyOf, make } from "../../nodes.mjs";
import { readTask } from "./task.mjs";
import { makeFields } from "./fields.mjs";

/**
 * Fill the form of a question.
 * @param {HTMLFormElement} form As the build wrote it.
 * @param {Record<string, HTMLElement>} parts What it consists of.
 * @param {import("../../practice/bank.mjs").Question} question
 * @param {object} options
 * @param {{ shuffled: boolean, seed: string }} options.choice
 * @param {{ given: import("./grading.mjs").Given, sure: string }} [options.draft] What was put down before.
 * @param {Node[]} options.actions Buttons below the question.
 * @param {(given: import("./grading.mjs").Given, sure: string) => void} options.note Told of every change.
 * @param {(given: import("./grading.mjs").Given, sure: string) => void} options.answer
 */
export function fillQuestion(form, parts, question, { choice, draft, actions, note, answer }) {
  const fields = makeFields(question, readTask(question), choice, draft?.given ?? []);
  const { task, legend, complaint } = parts;
  const { sure } = form.elements;
  const hows = [...task.querySelectorAll("[data-kind]")].filter(({ dataset }) => dataset.kind === question.kind);
  legend.append(makeAsk(question));
  task.replaceChildren(legend, ...makeMaterial(question), ...hows, ...fields.nodes.filter(Boolean));
  parts.actions.append(...actions);
  sure.value = draft?.sure ?? "";
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    complaint.textContent = fields.problem();
    if (!complaint.textContent) answer(fields.read(), sure.value);
  });
  form.addEventListener("input", () => {
    complaint.textContent = "";
    note(fields.read(), sure.value);
  });
  return { fields, readSure: () => sure.value };
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
