/**
 * The step that an interview is at: a question asked, then its follow-ups one at a time.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Interview } from "./interview.mjs"
 * @import { InterviewPanel } from "./interview-panel.mjs"
 */

import { fillNotes, openNotes, selectFollowups, startClock } from "./asked-parts.mjs";
import { endInterview, goBack, goOn } from "./interview.mjs";
import { showMarking, showSheet } from "./marking.mjs";
import { readAsk } from "./talk.mjs";

/**
 * Show the step that an interview is at, and return its heading.
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 */
export function showStep(panel, interview) {
  const { ids, here, step, choice } = interview;
  const question = /** @type {LoadedQuestion} */ (panel.bank.get(ids[here]));
  panel.bank.loadAhead(ids.slice(here + 1));
  const head = makeHead(panel, interview);
  if (choice.asks) return showSheet(panel, question, head);
  const followups = selectFollowups(panel, question);
  return step > followups.length ? showMarking(panel, question, head) : showAsked(panel, question, head);
}

/**
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 */
function makeHead(panel, { ids, here, step, choice }) {
  const { node, place, back, end } = panel.copy("head");
  place.textContent = `Question ${here + 1} of ${ids.length}`;
  back.hidden = choice.asks ? !here : !here && !step;
  /** @param {string} id */
  const countAsked = (id) => {
    const question = panel.bank.get(id);
    if (choice.asks) return -1;
    return question?.article ? selectFollowups(panel, /** @type {LoadedQuestion} */ (question)).length : -1;
  };
  back.addEventListener("click", () => panel.move((interview, now) => goBack(interview, countAsked, now)));
  end.addEventListener("click", () => panel.move(endInterview));
  return node;
}

/**
 * @param {InterviewPanel} panel
 * @param {LoadedQuestion} question
 * @param {HTMLElement} head
 */
function showAsked(panel, question, head) {
  const { step } = panel.interview;
  const followups = selectFollowups(panel, question);
  const parts = panel.copy("asked");
  const { node, ask, before, next } = parts;
  before.append(...(step ? readAsk(question) : ["Answer aloud."]));
  before.dataset.of = step ? "question" : "";
  ask.append(...(step ? followups[step - 1].ask : readAsk(question)));
  next.addEventListener("click", () => panel.move((interview, now) => goOn(interview, followups.length, now)));
  const changing = panel.show("taking", head, node);
  fillNotes(panel, parts);
  startClock(panel, parts, changing);
  panel.useKey = (key) => key === "n" && openNotes(parts);
  if (!step && panel.records) {
    panel.recorder.start(question.id, changing).then((sentence) => sentence && panel.complain(sentence));
  }
  return ask;
}
