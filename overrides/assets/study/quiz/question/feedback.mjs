/** What is shown once a question is answered: the verdict, the reason of every option, and where to read on. */

import { copyText } from "../../sharing/copy-address.mjs";
import { copyInside, copyOf, make, textOf } from "../../nodes.mjs";
import { makeButton } from "../../practice/parts.mjs";
import { readTask } from "./task.mjs";
import { arrange, letterOf } from "./fields.mjs";

export const VERDICTS = { right: "Right", half: "Half right", wrong: "Wrong" };

/** Return the verdict as words, with what the reader's certainty adds to it. */
export function describeVerdict({ verdict, sure, given }, kind = "") {
  if (!given.length) return "Not answered";
  if (verdict === "half" && (kind === "number" || kind === "typed")) return "Close, but not right";
  if (verdict === "wrong" && sure === "sure") return "Wrong, and you were sure";
  if (verdict === "right" && sure === "guess") return "Right, by a guess";
  return VERDICTS[verdict];
}

/**
 * Return everything that explains an answer.
 * @param {import("../../practice/bank.mjs").Question} question
 * @param {import("../session.mjs").Entry} entry
 * @param {{ shuffled: boolean, seed: string }} choice
 */
export function makeReasons(question, entry, choice) {
  const task = readTask(question);
  const { article } = question;
  return [
    ...SHOWN[question.kind](question, task, entry.given, choice),
    copyOf(article.querySelector(".study-explain")),
    makeLinks(question),
    copyOf(article.querySelector(".study-sources")),
  ];
}

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

function describeChoice(chosen, asked) {
  if (chosen) return "your choice";
  return asked ? "you left it out" : "";
}

function showOptions(question, task, given, choice) {
  const rows = arrange(task.choices, question, choice).map(({ text, node, right, reason }, index) =>
    makeVerdictRow(
      right ? "right" : "wrong",
      letterOf(index),
      node,
      describeChoice(given.includes(text), right && question.kind === "several" && given.length),
      reason,
    )
  );
  return [make("ul", { class: "study-quiz__reasons" }, ...rows)];
}

function showOrder(_question, task, given) {
  const rows = task.key.right.map((text, index) => {
    const place = given.indexOf(text);
    const step = task.choices.find((choice) => choice.text === text);
    const hit = place === index;
    const note = hit || place < 0 ? "" : `you said ${place + 1}`;
    return makeVerdictRow(hit ? "right" : "wrong", String(index + 1), step.node, note);
  });
  return [
    make("p", { class: "study-panel__how" }, "The right order:"),
    make("ol", { class: "study-quiz__reasons" }, ...rows),
  ];
}

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
    ...[...article.querySelectorAll(".study-answer, .study-says, .study-accept")].filter(isNews).map(copyOf),
  ];
}

/** A sentence that only repeats what is printed is left out. */
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

function makeLinks(question) {
  const links = copyOf(question.article.querySelector(".study-links")) ?? make("p", { class: "study-links" });
  const report = document.querySelector('meta[name="study-report"]')?.content;
  links.append(
    report
      ? make("a", { href: report.replace("{id}", encodeURIComponent(question.id)) }, "Report this question")
      : makeButton("Report this question", (event) => copyReport(event.target, question), {
        class: "study-panel__plain",
      }),
  );
  return links;
}

async function copyReport(button, question) {
  const text = `${question.id}: ${textOf(question.article.querySelector(".study-question__ask"))}`;
  const note = (await copyText(text)) ? "Copied: paste it where you reach us" : `Report it as: ${question.id}`;
  button.parentElement.append(make("span", { role: "status" }, note));
  button.disabled = true;
}
