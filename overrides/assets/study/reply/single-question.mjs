/**
 * A question answered on its own page: the quiz's fields and reasons, counted like an answer in the quiz.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Given } from "../quiz/question/grading.mjs"
 * @import { Entry } from "../quiz/session.mjs"
 * @import { QuizParts } from "../quiz/quiz-panel.mjs"
 */

import { asElement, make } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { Panel } from "../practice/panel.mjs";
import { makeButton } from "../practice/parts.mjs";
import { FIRST_CHOICE, writeAddress } from "../quiz/address.mjs";
import { rememberAnswer } from "../quiz/answers.mjs";
import { describeVerdict, makeReasons } from "../quiz/question/feedback.mjs";
import { fillQuestion, findKeys, makeMaterial } from "../quiz/question/form.mjs";
import { markAnswer } from "../quiz/question/grading.mjs";
import { readTask } from "../quiz/question/task.mjs";
import { findAlike } from "./alike.mjs";
import { findQuestion, showInPlace, takeParts } from "./page-parts.mjs";

const AS_WRITTEN = { shuffled: false, seed: "" };
const HOW_MANY = 10;

/**
 * Let the reader answer the question of a page.
 * @param {HTMLElement} host
 * @param {Document} page The quiz's.
 * @param {URL} address Of the quiz.
 * @param {number | null} place Of the option that is chosen already.
 */
export function open(host, page, address, place) {
  const bank = new Bank(page, "questions", address);
  const { article, id } = findQuestion(host);
  const known = bank.get(id);
  if (!known) throw new Error(`The quiz does not have ${id}`);
  takeParts(host, page);
  const panel = new SingleQuestion(host, bank, { ...known, article }, address);
  showInPlace(host, panel.node);
  panel.ask(place);
}

/** @extends {Panel<QuizParts>} */
class SingleQuestion extends Panel {
  #question;
  #address;
  #answers;

  /**
   * @param {HTMLElement} host
   * @param {Bank} bank
   * @param {LoadedQuestion} question
   * @param {URL} address
   */
  constructor(host, bank, question, address) {
    super(host, bank);
    this.#question = question;
    this.#address = address;
    this.#answers = this.openStore("answers");
  }

  /**
   * Show the fields, and put the focus where the answer begins.
   * @param {number | null} place
   */
  ask(place = null) {
    const parts = this.copy("question");
    const title = /** @type {HTMLElement} */ (asElement(this.host.querySelector("h1")).cloneNode(true));
    title.querySelector(".headerlink")?.remove();
    const { fields, readSure } = fillQuestion(parts, this.#question, {
      ask: make("span", { class: "study-panel__hidden" }, ...title.childNodes),
      choice: AS_WRITTEN,
      actions: [
        makeButton("Answer", null, { type: "submit", "data-rank": "first" }),
        makeButton("I do not know", () => this.#finish([], readSure())),
      ],
      note: () => {},
      answer: (given, sure) => this.#finish(given, sure),
    });
    this.show("taking", parts.node);
    this.useKey = findKeys(fields);
    if (place === null || !fields.choose?.(place)) asElement(parts.node.querySelector("input, textarea")).focus();
  }

  /**
   * @param {Given} given
   * @param {string} sure
   */
  #finish(given, sure) {
    const question = this.#question;
    const verdict = markAnswer(readTask(question).key, given);
    /** @type {Entry} */
    const entry = { id: question.id, given, verdict, sure, at: this.now() };
    rememberAnswer(this.#answers, entry);
    const said = `${describeVerdict(entry, question.kind)}.`;
    const title = make("h2", { class: "study-quiz__result", tabindex: "-1", "data-verdict": verdict }, said);
    this.show(
      "taking",
      ...makeMaterial(question).filter((node) => !node.matches(".study-hint")),
      make(
        "section",
        { class: "study-quiz__feedback", "aria-label": "Feedback" },
        title,
        ...makeReasons(question, entry, AS_WRITTEN),
      ),
      make(
        "div",
        { class: "study-panel__actions" },
        this.#makeGoOn(),
        makeButton("Answer again", () => this.ask()),
      ),
    );
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "nearest" });
    this.announce(said);
  }

  #makeGoOn() {
    const ids = findAlike(this.bank.list, this.#question.id, HOW_MANY);
    const href = new URL(writeAddress({ ...FIRST_CHOICE, ids }), this.#address);
    const label = ids.length === HOW_MANY ? "Ten like this" : "More like this";
    return ids.length > 0 && make("a", { class: "study-panel__button", "data-rank": "first", href }, label);
  }
}
