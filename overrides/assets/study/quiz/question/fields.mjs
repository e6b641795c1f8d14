/**
 * The controls of a question, by kind, around native inputs.
 *
 * @import { Child } from "../../nodes.mjs"
 * @import { LoadedQuestion, Question } from "../../practice/bank.mjs"
 * @import { Given, Pair } from "./grading.mjs"
 * @import { ChoiceTask, Option, PairTask, Task, TypedTask } from "./task.mjs"
 * @typedef {{ shuffled: boolean, seed: string }} Order
 * @typedef {{ text: string, inputs: HTMLInputElement[], set: HTMLElement, find: () => number }} Line A left side, and the
 *   place of what is chosen for it.
 * @typedef {object} Fields
 * @property {Child[]} nodes
 * @property {() => Given} read What the reader has put down, as texts.
 * @property {() => string} problem A sentence if that is not an answer yet, else "".
 * @property {(index: number) => boolean} [choose] Do what the key of that number does; whether it was used.
 * @property {HTMLInputElement | HTMLTextAreaElement} [typed] The field to type into.
 */

import { readNumber } from "./grading.mjs";
import { mix } from "../../practice/question-order.mjs";
import { asText, copyInside, make } from "../../nodes.mjs";

/** @param {number} index */
export const letterOf = (index) => String.fromCharCode(65 + index);

/**
 * Return options, steps or sides in the order that the seed gives them, or as written.
 * @type {(items: Option[], question: Question, choice: Order) => Option[]}
 */
export const arrange = (items, question, choice) =>
  question.fixed || !choice.shuffled ? items : mix(items, `${choice.seed}\n${question.id}`, ({ text }) => text);

/**
 * Return the controls for a question.
 * @param {LoadedQuestion} question
 * @param {Task} task
 * @param {Order} choice
 * @param {Given} given What was put down before.
 */
export function makeFields(question, task, choice, given) {
  const makeOwn = /** @type {(question: Question, task: Task, choice: Order, given: Given) => Fields} */ (
    MAKERS[question.kind]
  );
  return makeOwn(question, task, choice, given);
}

/**
 * @param {"checkbox" | "radio"} type
 * @param {string} name
 * @param {string} letter
 * @param {Element} node
 * @param {boolean} checked
 */
function makeRow(type, name, letter, node, checked) {
  const input = make("input", { type, name, class: "study-quiz__input", checked });
  const bubble = make("span", { class: "study-quiz__bubble" }, letter);
  const text = make("span", {}, ...copyInside(node));
  return { input, bubble, row: make("label", { class: "study-quiz__option" }, input, bubble, " ", text) };
}

/** @param {HTMLInputElement} input */
function press(input) {
  input.focus();
  input.click();
}

/** @type {(question: Question, task: ChoiceTask, choice: Order, given: string[]) => Fields} */
function makeOptions(question, task, choice, given) {
  const several = question.kind === "several";
  const options = arrange(task.choices, question, choice);
  const rows = options.map(({ node, text }, index) =>
    makeRow(several ? "checkbox" : "radio", "option", letterOf(index), node, given.includes(text))
  );
  const read = () => options.filter((_, index) => rows[index].input.checked).map(({ text }) => text);
  return {
    nodes: rows.map(({ row }) => row),
    read,
    problem: () => (read().length ? "" : "Choose an option first."),
    choose: (index) => Boolean(rows[index]) && (press(rows[index].input), true),
  };
}

/** @type {(question: Question, task: ChoiceTask, choice: Order, given: string[]) => Fields} */
function makeSteps(question, task, choice, given) {
  const steps = arrange(task.choices, question, choice);
  let picked = given.filter((text) => steps.some((step) => step.text === text));
  const rows = steps.map(({ node, text }) => makeRow("checkbox", "step", "", node, picked.includes(text)));
  const place = make("span", { class: "study-panel__hidden", role: "status" });
  const number = () =>
    rows.forEach(({ bubble }, index) => {
      bubble.textContent = asText(picked.indexOf(steps[index].text) + 1 || "–");
    });
  rows.forEach(({ input }, index) => {
    const { text } = steps[index];
    input.addEventListener("input", () => {
      picked = picked.filter((other) => other !== text);
      if (input.checked) picked.push(text);
      place.textContent = input.checked ? `Place ${picked.length}` : "No place";
      number();
    });
  });
  number();
  return {
    nodes: [...rows.map(({ row }) => row), place],
    read: () => picked,
    problem: () =>
      picked.length === steps.length ? "" : `Give every step a number: ${steps.length - picked.length} left.`,
    choose: (index) => Boolean(rows[index]) && (press(rows[index].input), true),
  };
}

/** @type {(question: Question, task: PairTask, choice: Order, given: Pair[]) => Fields} */
function makePairs(question, task, choice, given) {
  const sides = arrange(task.sides, question, choice);
  const chosen = new Map(given);
  const lines = task.choices.map((line, index) => makeLine(line, index, sides, chosen.get(line.text)));
  const list = make(
    "ol",
    { class: "study-options", type: "A" },
    ...sides.map(({ node }) => make("li", {}, ...copyInside(node))),
  );
  /** @returns {Pair[]} */
  const read = () => lines.filter(({ find }) => find() >= 0).map(({ text, find }) => [text, sides[find()].text]);
  const left = () => lines.length - read().length;
  return {
    nodes: [list, ...lines.map(({ set }) => set)],
    read,
    problem: () => (left() ? `Give every line a letter: ${left()} left.` : ""),
    choose: (index) => chooseSide(lines, index),
  };
}

/** @type {(option: Option, line: number, sides: Option[], chosen: string | undefined) => Line} */
function makeLine({ text, node }, line, sides, chosen) {
  const inputs = sides.map((side, index) =>
    make("input", {
      type: "radio",
      name: `pair-${line}`,
      class: "study-quiz__input",
      "aria-label": `${letterOf(index)}: ${side.text}`,
      checked: chosen === side.text,
    })
  );
  const bubbles = inputs.map((input, index) =>
    make("label", {}, input, make("span", { class: "study-quiz__bubble", "aria-hidden": "true" }, letterOf(index)))
  );
  const set = make("fieldset", { class: "study-quiz__pair" }, make("legend", {}, ...copyInside(node)), ...bubbles);
  return { text, inputs, set, find: () => inputs.findIndex((input) => input.checked) };
}

/**
 * Give the letter to the line that has the focus, else to the first without one, and go to the next without one.
 * @param {Line[]} lines
 * @param {number} index
 */
function chooseSide(lines, index) {
  const findOpen = () => lines.find(({ find }) => find() < 0);
  const line = lines.find(({ set }) => set.contains(document.activeElement)) ?? findOpen() ?? lines[0];
  if (!line.inputs[index]) return false;
  press(line.inputs[index]);
  findOpen()?.inputs[0].focus();
  return true;
}

/** @type {(question: Question, task: TypedTask, choice: Order, given: string[]) => Fields} */
function makeTyped(question, { key }, _choice, given) {
  const lines = question.kind === "trace" ? key.right[0].split("\n").length : 1;
  const shared = { class: "study-panel__typed", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
  const input = lines > 1
    ? make("textarea", { ...shared, rows: lines + 1 })
    : make("input", { ...shared, type: "text", inputmode: question.kind === "number" ? "decimal" : null });
  input.value = given[0] ?? "";
  const label = question.kind === "number" && key.unit ? `Your answer, in ${key.unit}` : "Your answer";
  const read = () => (input.value.trim() ? [input.value] : []);
  const problem = () => {
    if (!read().length) return "Type an answer first.";
    return (question.kind === "number" && readNumber(input.value, key.unit).problem) || "";
  };
  const how = lines > 1 &&
    make("p", { class: "study-panel__how" }, "One line for each line it prints; Ctrl and Enter answers.");
  return { nodes: [make("label", { class: "study-panel__label" }, label, input), how], read, problem, typed: input };
}

const MAKERS = {
  options: makeOptions,
  several: makeOptions,
  order: makeSteps,
  match: makePairs,
  number: makeTyped,
  typed: makeTyped,
  trace: makeTyped,
};
