/**
 * What a question asks for, read from the HTML that the build wrote.
 *
 * @import { LoadedQuestion } from "../../practice/bank.mjs"
 * @import { Kind } from "../../practice/question-order.mjs"
 * @import { Key, Pair, PairKey, TextKey, NumberKey } from "./grading.mjs"
 * @typedef {{ text: string, node: Element, reason?: Element | null, right?: boolean }} Option An option, a step or a side.
 * @typedef {{ key: TextKey | NumberKey }} TypedTask
 * @typedef {{ choices: Option[], key: TextKey }} ChoiceTask Options or steps as written.
 * @typedef {{ choices: Option[], sides: Option[], key: PairKey }} PairTask Left and right sides as written.
 * @typedef {TypedTask | ChoiceTask | PairTask} Task
 * @typedef {(article: HTMLElement, kind: Kind) => Task} Read
 * @typedef {TextKey["kind"]} TextKind
 */

import { asElement, asElements, textOf } from "../../nodes.mjs";

/** @type {(article: HTMLElement, selector: string) => Option[]} */
const readList = (article, selector) =>
  [...asElements(article.querySelectorAll(`${selector} > li`))].map((node) => ({ text: textOf(node), node }));

/** @type {WeakMap<LoadedQuestion, Task>} */
const tasks = new WeakMap();

/**
 * Return what the question asks for and what counts as right.
 * @param {LoadedQuestion} question
 * @returns {Task}
 */
export function readTask(question) {
  const { article, kind } = question;
  if (!tasks.has(question)) tasks.set(question, /** @type {Read} */ (READERS[kind])(article, kind));
  return /** @type {Task} */ (tasks.get(question));
}

/** @type {(article: HTMLElement, kind: TextKind) => ChoiceTask} */
function readOptions(article, kind) {
  const reasons = [...asElements(article.querySelectorAll(".study-reasons > li"))];
  const choices = readList(article, ".study-options").map((option, index) => ({
    ...option,
    reason: reasons[index]?.querySelector(".study-reasons__why"),
    right: reasons[index]?.dataset.verdict === "right",
  }));
  const right = choices.filter((choice) => choice.right).map((choice) => choice.text);
  return { choices, key: { kind, right } };
}

/** @type {(article: HTMLElement, kind: TextKind) => ChoiceTask} */
function readOrder(article, kind) {
  const right = readList(article, "ol.study-answer").map(({ text }) => text);
  return { choices: readList(article, ".study-steps"), key: { kind, right } };
}

/** @type {(article: HTMLElement, kind: "match") => PairTask} */
function readMatch(article, kind) {
  const pairs = [...asElements(article.querySelectorAll(".study-answer--pairs > div"))];
  /** @type {Pair[]} */
  const right = pairs.map((pair) => [textOf(pair.querySelector("dt")), textOf(pair.querySelector("dd"))]);
  return {
    choices: readList(article, ".study-pairs__left"),
    sides: readList(article, ".study-pairs__right"),
    key: { kind, right },
  };
}

/** @type {(article: HTMLElement, kind: "number") => TypedTask} */
function readNumberTask(article, kind) {
  /** @type {HTMLDataElement} */
  const data = asElement(article.querySelector(".study-answer data"));
  const { tolerance, unit } = data.dataset;
  return { key: { kind, right: [textOf(data)], value: Number(data.value), tolerance: Number(tolerance), unit } };
}

/** @type {(article: HTMLElement, kind: TextKind) => TypedTask} */
function readTyped(article, kind) {
  const accepted = [...asElements(article.querySelectorAll(".study-accept code"))];
  return { key: { kind, right: [asElement(article.querySelector(".study-answer")), ...accepted].map(textOf) } };
}

/** @type {(article: HTMLElement, kind: TextKind) => TypedTask} */
function readTrace(article, kind) {
  return { key: { kind, right: [asElement(article.querySelector(".study-prints")).textContent.trim()] } };
}

const READERS = {
  options: readOptions,
  several: readOptions,
  order: readOrder,
  match: readMatch,
  number: readNumberTask,
  typed: readTyped,
  trace: readTrace,
};
