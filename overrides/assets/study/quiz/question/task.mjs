/**
 * What a question asks for, read from the HTML that the build wrote.
 *
 * @typedef {import("../../practice/bank.mjs").Question} Question
 * @typedef {object} Task
 * @property {{ text: string, node: Element, reason?: Element, right?: boolean }[]} choices Options or steps as written.
 * @property {{ text: string, node: Element }[]} sides Right sides of `match` as written.
 * @property {import("./grading.mjs").Key} key
 * @property {string} unit
 */

import { textOf } from "../../nodes.mjs";

const readList = (article, selector) =>
  [...article.querySelectorAll(`${selector} > li`)].map((node) => ({ text: textOf(node), node }));

const tasks = new WeakMap();

/**
 * Return what the question asks for and what counts as right.
 * @param {Question} question
 * @returns {Task}
 */
export function readTask(question) {
  if (!tasks.has(question)) tasks.set(question, READERS[question.kind](question.article, question.kind));
  return tasks.get(question);
}

function readOptions(article, kind) {
  const reasons = [...article.querySelectorAll(".study-reasons > li")];
  const choices = readList(article, ".study-options").map((option, index) => ({
    ...option,
    reason: reasons[index]?.querySelector(".study-reasons__why"),
    right: reasons[index]?.dataset.verdict === "right",
  }));
  const right = choices.filter((choice) => choice.right).map((choice) => choice.text);
  return { choices, key: { kind, right } };
}

function readOrder(article, kind) {
  const right = readList(article, "ol.study-answer").map(({ text }) => text);
  return { choices: readList(article, ".study-steps"), key: { kind, right } };
}

function readMatch(article, kind) {
  const pairs = [...article.querySelectorAll(".study-answer--pairs > div")];
  const right = pairs.map((pair) => [textOf(pair.querySelector("dt")), textOf(pair.querySelector("dd"))]);
  return {
    choices: readList(article, ".study-pairs__left"),
    sides: readList(article, ".study-pairs__right"),
    key: { kind, right },
  };
}

function readNumberTask(article, kind) {
  const data = article.querySelector(".study-answer data");
  const { tolerance, unit } = data.dataset;
  return { key: { kind, right: [textOf(data)], value: Number(data.value), tolerance: Number(tolerance), unit } };
}

function readTyped(article, kind) {
  const accepted = [...article.querySelectorAll(".study-accept code")];
  return { key: { kind, right: [article.querySelector(".study-answer"), ...accepted].map(textOf) } };
}

function readTrace(article, kind) {
  return { key: { kind, right: [article.querySelector(".study-prints").textContent.trim()] } };
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
