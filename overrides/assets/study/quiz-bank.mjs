/**
 * The questions of the page, read from the HTML that the build wrote.
 *
 * @typedef {import("./deck.mjs").Card & { fixed: boolean, article: HTMLElement }} Question
 * @typedef {object} Task What a question asks for, read when it is first shown.
 * @property {{ text: string, node: Element, reason?: Element, right?: boolean }[]} choices Options or steps as written.
 * @property {{ text: string, node: Element }[]} sides Right sides of `match` as written.
 * @property {import("./answers.mjs").Key} key
 * @property {string} unit
 */

import { textOf } from "./nodes.mjs";
import { nameLevels, readWords } from "./slugs.mjs";

const readList = (article, selector) =>
  [...article.querySelectorAll(`${selector} > li`)].map((node) => ({ text: textOf(node), node }));

/**
 * Return every question inside `root`.
 * @param {Element} root
 */
export function readBank(root) {
  const questions = new Map();
  const former = new Map();
  const kinds = new Map();
  for (const article of root.querySelectorAll("article.study-question")) {
    const { question: id, kind, level, chapter, topics, near, was, fixed } = article.dataset;
    const question = {
      id,
      kind,
      level,
      chapter,
      topics: readWords(topics),
      near: readWords(near),
      fixed: fixed !== undefined,
      article,
    };
    questions.set(id, question);
    for (const old of readWords(was)) former.set(old, id);
    if (!kinds.has(kind)) kinds.set(kind, textOf(article.querySelector(".study-kind")));
  }
  const list = [...questions.values()];
  const names = {
    chapters: new Map([...new Set(list.map(({ chapter }) => chapter))].map((slug) => [slug, findTitle(root, slug)])),
    levels: nameLevels(list),
    kinds,
  };
  return {
    list,
    names,
    former,
    get: (id) => questions.get(id),
    /** Return today's id for an id of today or of before. */
    find: (id) => (questions.has(id) ? id : former.get(id)),
    has: (name, value) => names[name].has(value),
  };
}

function findTitle(root, slug) {
  const heading = root.querySelector(`h2#${CSS.escape(slug)}`)?.cloneNode(true);
  heading?.querySelector(".headerlink")?.remove();
  return textOf(heading) || slug;
}

const tasks = new WeakMap();

/**
 * Return what the question asks for and what counts as right.
 * @param {Question} question
 * @returns {Task}
 */
export function readTask(question) {
  if (!tasks.has(question.article))
    tasks.set(question.article, READERS[question.kind](question.article, question.kind));
  return tasks.get(question.article);
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
