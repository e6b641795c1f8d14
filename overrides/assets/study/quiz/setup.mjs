/**
 * The start: ten questions in one tap, or chapters, levels, kinds and number chosen in the form that the build wrote.
 *
 * @import { FormWith } from "../nodes.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { Summary } from "../practice/question-order.mjs"
 * @import { List, QuizChoice } from "./address.mjs"
 * @import { QuizPanel, SetupFields } from "./quiz-panel.mjs"
 */

import { asElement, asPresent, asText } from "../nodes.mjs";
import { findFitting, findQueue } from "../practice/question-order.mjs";
import { makeButton } from "../practice/parts.mjs";
import { FIRST_CHOICE, LISTS } from "./address.mjs";

/**
 * Show the start of a quiz with what is chosen so far.
 * @param {QuizPanel} panel
 * @param {QuizChoice} first
 */
export function showSetup(panel, first) {
  const { bank } = panel;
  let choice = first;
  const { node, title, about, starts, start, choose, choices: form, clock } = panel.copy("view");
  const practice = about.textContent;
  const update = () => {
    const count = countChosen(bank.list, choice);
    title.textContent = `${countQuestions(count)}, ${choice.ids ? "chosen for you" : describeMix(choice, bank)}`;
    about.textContent = choice.exam ? describeExam(choice, count) : practice;
    start.textContent = count
      ? `Start ${choice.exam ? "the exam" : countQuestions(count).toLowerCase()}`
      : "No question fits";
    start.disabled = !count;
    clock.hidden = !choice.exam;
  };
  start.addEventListener("click", () => panel.begin(choice));
  form.addEventListener("change", () => {
    choice = { ...choice, ...readForm(form), ids: null, seed: "" };
    panel.setAddress(choice);
    update();
  });
  fillForm(form, choice);
  update();
  starts.append(...makeOtherStarts(panel, choice));
  choose.open = !choice.ids && (choice.exam || LISTS.some((list) => choice[list].length));
  panel.show("choosing", ...node.children);
  return title;
}

/**
 * @param {FormWith<SetupFields>} form
 * @param {QuizChoice} choice
 */
function fillForm({ elements }, choice) {
  if (![...elements.n].some(({ value }) => Number(value) === choice.n)) addNumber(elements, choice.n);
  for (const input of elements) {
    const name = /** @type {keyof QuizChoice} */ (input.name);
    if (name !== "minutes") input.checked = [choice[name]].flat().map(String).includes(input.value);
    else input.value = asText(choice.minutes || "");
  }
}

/**
 * Add a number that only an address has asked for.
 * @param {SetupFields} fields
 * @param {number} number
 */
function addNumber({ n: numbers }, number) {
  const after = [...numbers].find(({ value }) => Number(value) > number || value === "0");
  const next = /** @type {HTMLElement} */ (after?.parentElement);
  const label = /** @type {HTMLElement} */ (next.cloneNode(true));
  /** @type {HTMLInputElement} */
  const input = asElement(label.querySelector("input"));
  input.value = asElement(label.querySelector("span")).textContent = asText(number);
  next.before(label);
}

/** @param {FormWith<SetupFields>} form */
function readForm(form) {
  const data = new FormData(form);
  const { minutes } = form.elements;
  return {
    .../** @type {Record<List, string[]>} */ (Object.fromEntries(LISTS.map((list) => [list, data.getAll(list)]))),
    n: Number(data.get("n")),
    exam: data.get("exam") === "true",
    minutes: minutes.checkValidity() ? Math.floor(minutes.valueAsNumber) : 0,
    shuffled: data.has("shuffled"),
  };
}

/**
 * Return of how many questions the quiz would be; which, is found out when it begins.
 * @param {Summary[]} questions
 * @param {QuizChoice} choice
 */
function countChosen(questions, { ids, n, ...choice }) {
  if (ids) return ids.length;
  const fitting = findFitting(questions, choice).length;
  return n ? Math.min(n, fitting) : fitting;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
/** @param {number} count */
const countQuestions = (count) => `${NUMBERS[count] ?? count} question${count === 1 ? "" : "s"}`;

/**
 * @param {QuizChoice} choice
 * @param {Bank} bank
 */
function describeMix({ chapters, shuffled }, { names }) {
  if (!shuffled) return "in written order";
  if (chapters.length === 1) return `from “${names.chapters.get(chapters[0])}”`;
  return `mixed from ${chapters.length || `all ${names.chapters.size}`} chapters`;
}

/** @type {(choice: QuizChoice, count: number) => string} */
const describeExam = ({ minutes }, count) =>
  `Exam: ${
    minutes || Math.ceil(count * 1.5)
  } minutes, move freely, flag what you doubt. Everything is explained at the end.`;

/**
 * @param {QuizPanel} panel
 * @param {QuizChoice} choice
 */
function makeOtherStarts(panel, choice) {
  const open = panel.findUnfinished();
  const missed = panel.findMissedBefore();
  const left = open && findQueue(open.ids, open.log.slice(0, open.passed)).length;
  return asPresent([
    open &&
    makeButton(
      `Go on: ${open.choice.exam ? "your exam" : `${left} of ${open.ids.length} left`}`,
      () => panel.resume(open),
    ),
    missed.length > 0 &&
    !choice.ids &&
    makeButton(
      `Only what you missed before (${missed.length})`,
      () => panel.begin({ ...FIRST_CHOICE, ids: missed.slice(0, 20) }),
    ),
  ].filter(Boolean));
}
