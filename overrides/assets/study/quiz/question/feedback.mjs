/**
 * What is shown once a question is answered: the verdict, the reason of every option, and where to read on.
 *
 * @import { Child } from "../../nodes.mjs"
 * @import { LoadedQuestion } from "../../practice/bank.mjs"
 * @import { Entry } from "../session.mjs"
 * @import { Order } from "./fields.mjs"
 * @import { Given, Pair, Verdict } from "./grading.mjs"
 * @import { ChoiceTask, Option, PairTask, Task } from "./task.mjs"
 */

import { copyText } from "../../sharing/copy-address.mjs";
import { asElements, asPresent, copyInside, copyOf, make, textOf } from "../../nodes.mjs";
import { makeButton } from "../../practice/parts.mjs";
import { readTask } from "./task.mjs";
import { arrange, letterOf } from "./fields.mjs";

/** @type {Record<Verdict, string>} */
export const VERDICTS = { right: "Right", half: "Half right", wrong: "Wrong" };

/**
 * Return the verdict as words, with what the reader's certainty adds to it.
 * @param {Pick<Entry, "verdict" | "sure" | "given">} entry
 * @param {string} [kind]
 */
export function describeVerdict({ verdict, sure, given }, kind = "") {
  if (!given.length) return "Not answered";
  if (verdict === "half" && (kind === "number" || kind === "typed")) return "Close, but not right";
  if (verdict === "wrong" && sure === "sure") return "Wrong, and you were sure";
  if (verdict === "right" && sure === "guess") return "Right, by a guess";
  return VERDICTS[verdict];
}

/**
 * Return everything that explains an answer.
 * @param {LoadedQuestion} question
 * @param {Entry} entry
 * @param {Order} choice
 */
export function makeReasons(question, entry, choice) {
  const task = readTask(question);
  const { article } = question;
  const show = /** @type {(question: LoadedQuestion, task: Task, given: Given, choice: Order) => Child[]} */ (
    SHOWN[question.kind]
  );
  return asPresent([
    ...show(question, task, entry.given, choice),
    copyOf(article.querySelector(".study-explain")),
    makeLinks(question),
    copyOf(article.querySelector(".study-sources")),
  ].filter(Boolean));
}

/**
 * @param {Verdict} verdict
 * @param {string} letter
 * @param {Element} node
 * @param {string} note
 * @param {Element | null} [why]
 */
function makeVerdictRow(verdict, letter, node, note, why) {
  return make(
    "li",
    { class: "study-quiz__verdict", "data-verdict": verdict },
    make("span", { class: "study-quiz__bubble", "aria-hidden": letter ? null : "true" }, letter),
    make(
      "div",
      {},
      make(
        "p",
        { class: "study-quiz__said" },
        make("strong", {}, VERDICTS[verdict]),
        note && ` · ${note}`,
        ": ",
        ...copyInside(node),
      ),
      why && make("p", { class: "study-quiz__why" }, ...copyInside(why)),
    ),
  );
}

/**
 * @param {boolean} chosen
 * @param {boolean} asked Whether it should have been chosen.
 */
function describeChoice(chosen, asked) {
  if (chosen) return "your choice";
  return asked ? "you left it out" : "";
}

/** @type {(question: LoadedQuestion, task: ChoiceTask, given: string[], choice: Order) => Child[]} */
function showOptions(question, task, given, choice) {
  const rows = arrange(task.choices, question, choice).map(({ text, node, right, reason }, index) =>
    makeVerdictRow(
      right ? "right" : "wrong",
      letterOf(index),
      node,
      describeChoice(given.includes(text), Boolean(right) && question.kind === "several" && given.length > 0),
      reason,
    )
  );
  return [make("ul", { class: "study-quiz__reasons" }, ...rows)];
}

/** @type {(question: LoadedQuestion, task: ChoiceTask, given: string[]) => Child[]} */
function showOrder(_question, task, given) {
  const rows = task.key.right.map((text, index) => {
    const place = given.indexOf(text);
    const step = /** @type {Option} */ (task.choices.find((choice) => choice.text === text));
    const hit = place === index;
    const note = hit || place < 0 ? "" : `you said ${place + 1}`;
    return makeVerdictRow(hit ? "right" : "wrong", String(index + 1), step.node, note);
  });
  return [
    make("p", { class: "study-panel__how" }, "The right order:"),
    make("ol", { class: "study-quiz__reasons" }, ...rows),
  ];
}

/** @type {(question: LoadedQuestion, task: PairTask, given: Pair[]) => Child[]} */
function showPairs(_question, task, given) {
  const chosen = new Map(given);
  const rows = task.key.right.map(([left, side]) => {
    const hit = chosen.get(left) === side;
    const pair = make("span", {}, make("b", {}, left), " – ", side);
    return makeVerdictRow(
      hit ? "right" : "wrong",
      "",
      pair,
      hit || !chosen.has(left) ? "" : `you said “${chosen.get(left)}”`,
    );
  });
  return [make("ul", { class: "study-quiz__reasons" }, ...rows)];
}

/** @type {(question: LoadedQuestion, task: Task, given: string[]) => Child[]} */
function showTyped(question, _task, given) {
  const { article } = question;
  const multiline = given[0]?.includes("\n");
  return [
    given.length > 0 &&
    make(
      "p",
      { class: "study-panel__how" },
      "You answered:",
      !multiline && " ",
      !multiline && make("code", {}, given[0]),
    ),
    multiline && make("pre", {}, make("samp", {}, given[0])),
    make("p", { class: "study-panel__how" }, "The answer:"),
    ...[...asElements(article.querySelectorAll(".study-answer, .study-says, .study-accept"))].filter(isNews).map(
      copyOf,
    ),
  ];
}

/**
 * Return whether a node says something new: a sentence that only repeats what is printed is left out.
 * @type {(node: HTMLElement, place: number, nodes: HTMLElement[]) => boolean}
 */
const isNews = (node, _, [first]) => node === first || textOf(node) !== textOf(first);

const SHOWN = {
  options: showOptions,
  several: showOptions,
  order: showOrder,
  match: showPairs,
  number: showTyped,
  typed: showTyped,
  trace: showTyped,
};

/** @param {LoadedQuestion} question */
function makeLinks(question) {
  const links = copyOf(question.article.querySelector(".study-links")) ?? make("p", { class: "study-links" });
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="study-report"]'));
  const report = meta?.content;
  links.append(
    report
      ? make("a", { href: report.replace("{id}", encodeURIComponent(question.id)) }, "Report this question")
      : makeButton("Report this question", (event) =>
        copyReport(/** @type {HTMLButtonElement} */ (event.target), question), {
        class: "study-panel__plain",
      }),
  );
  return links;
}

/**
 * @param {HTMLButtonElement} button
 * @param {LoadedQuestion} question
 */
async function copyReport(button, question) {
  const text = `${question.id}: ${textOf(question.article.querySelector(".study-question__ask"))}`;
  const note = (await copyText(text)) ? "Copied: paste it where you reach us" : `Report it as: ${question.id}`;
  button.after(make("span", { role: "status" }, note));
  button.disabled = true;
}
