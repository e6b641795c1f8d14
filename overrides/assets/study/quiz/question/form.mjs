/**
 * A question before its answer: what is asked, its controls, and how sure the reader is.
 *
 * @import { FormWith } from "../../nodes.mjs"
 * @import { LoadedQuestion } from "../../practice/bank.mjs"
 * @import { Fields } from "./fields.mjs"
 * @import { Given } from "./grading.mjs"
 * @typedef {{ node: FormWith<{ sure: RadioNodeList }>, task: HTMLElement, legend: HTMLElement, complaint: HTMLElement,
 *   actions: HTMLElement }} QuestionParts What the build wrote for a question.
 */

import { asElement, asElements, asPresent, copyInside, copyOf, make } from "../../nodes.mjs";
import { readTask } from "./task.mjs";
import { makeFields } from "./fields.mjs";

/**
 * Fill the form of a question.
 * @param {QuestionParts} parts
 * @param {LoadedQuestion} question
 * @param {object} options
 * @param {HTMLElement} [options.ask] What is asked, if that is not the heading of the panel.
 * @param {{ shuffled: boolean, seed: string }} options.choice
 * @param {{ given: Given, sure: string }} [options.draft] What was put down before.
 * @param {Node[]} options.actions Buttons below the question.
 * @param {(given: Given, sure: string) => void} options.note Told of every change.
 * @param {(given: Given, sure: string) => void} options.answer
 */
export function fillQuestion(parts, question, { ask = makeAsk(question), choice, draft, actions, note, answer }) {
  const fields = makeFields(question, readTask(question), choice, draft?.given ?? []);
  const { node: form, task, legend, complaint } = parts;
  const { sure } = form.elements;
  const hows = [...asElements(task.querySelectorAll("[data-kind]"))].filter(({ dataset }) =>
    dataset.kind === question.kind
  );
  legend.append(ask);
  task.replaceChildren(legend, ...makeMaterial(question), ...hows, ...asPresent(fields.nodes.filter(Boolean)));
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

/**
 * Return what single keys do to the fields of a question.
 * @param {Fields} fields
 * @returns {(key: string) => boolean | "typed"}
 */
export const findKeys = (fields) => (key) => {
  const index = /[1-9]/.test(key) ? Number(key) - 1 : "abcdefghi".indexOf(key.toLowerCase());
  if (key.length > 1) return false;
  if (index >= 0 && fields.choose?.(index)) return true;
  if (!fields.typed || key === " ") return false;
  fields.typed.focus();
  return "typed";
};

/**
 * Return the heading of a question, which takes the focus.
 * @param {LoadedQuestion} question
 */
export const makeAsk = (question) =>
  make(
    "h2",
    { class: "study-quiz__ask", tabindex: "-1" },
    ...copyInside(asElement(question.article.querySelector(".study-question__ask"))),
  );

/**
 * Return what else is shown of a question before and after its answer: level and kind, code, hint.
 * @param {LoadedQuestion} question
 */
export function makeMaterial({ article }) {
  const nodes = [...asElements(article.querySelectorAll(":scope > :is(.study-meta, pre, .highlight, .study-hint)"))];
  return asPresent(nodes.map(copyOf).filter(Boolean));
}
