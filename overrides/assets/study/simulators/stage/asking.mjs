/**
 * The question before the step that matters: a question of the bank, whose answer counts like one in the quiz.
 *
 * @import { LoadedQuestion } from "../../practice/bank.mjs"
 */

import { asElement, asElements, copyInside, make, textOf } from "../../nodes.mjs";
import { openStore } from "../../progress-store.mjs";
import { rememberAnswer } from "../../quiz/answers.mjs";
import { markAnswer } from "../../quiz/question/grading.mjs";
import { readTask } from "../../quiz/question/task.mjs";

/** @type {Record<string, string>} */
const VERDICTS = { right: "Right.", half: "Half right.", wrong: "Wrong." };

/**
 * Return the form of a question; `done` is called once the reader wants to see what happens.
 * @param {HTMLElement} article As the build wrote it.
 * @param {() => void} done
 */
export function showQuestion(article, done) {
  const id = article.dataset.question ?? "";
  const question = /** @type {LoadedQuestion} */ (/** @type {unknown} */ ({ id, kind: "options", article }));
  const options = [...asElements(article.querySelectorAll(".study-options > li"))];
  const name = `simulator-${id}`;
  const see = make("button", { type: "button", onclick: done }, "See what happens");
  const act = make("button", { type: "submit" }, "Answer");
  const said = make("p", { role: "status" });
  const fields = make(
    "fieldset",
    {},
    make("legend", { tabindex: "-1" }, ...copyInside(asElement(article.querySelector(".study-question__ask")))),
    ...options.map((option, index) =>
      make("label", {}, make("input", { type: "radio", name, value: index }), make("span", {}, ...copyInside(option)))
    ),
  );
  const reasons = make("div", { class: "study-stage__reasons" });
  const form = make(
    "form",
    { class: "study-stage__question" },
    make("p", { class: "study-label" }, "What will happen?"),
    fields,
    said,
    reasons,
    make("div", { class: "study-stage__moves" }, act, see),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = new FormData(form).get(name);
    if (chosen === null) {
      said.textContent = "Choose one first.";
      return;
    }
    const given = [textOf(options[Number(chosen)])];
    const verdict = markAnswer(readTask(question).key, given);
    rememberAnswer(openStore("answers", { version: 1 }), { id, given, verdict, sure: "", at: Date.now() });
    fields.disabled = true;
    act.remove();
    said.dataset.verdict = verdict;
    said.textContent = VERDICTS[verdict];
    reasons.replaceChildren(
      ...copyInside(asElement(article.querySelector(".study-question__answer"))).filter((node) =>
        !/** @type {Element} */ (node).matches?.("summary")
      ),
    );
    see.focus();
  });
  return form;
}
