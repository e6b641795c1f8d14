/**
 * What was said, held against the rubric: by the reader after the follow-ups, by an interviewer while listening.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Followup } from "./talk.mjs"
 * @import { InterviewPanel, Marks } from "./interview-panel.mjs"
 */

import { asElements, copyInside, make, textOf } from "../nodes.mjs";
import { describeTime } from "../quiz/score.mjs";
import { fillNotes, openNotes, selectFollowups, startClock } from "./asked-parts.mjs";
import { goOn } from "./interview.mjs";
import { judgeTime } from "./outcome.mjs";
import { makeHear } from "./hear-answer.mjs";
import { makeRecording } from "./heard.mjs";
import { readAsk, readFollowups, readLinks, readList, readSay } from "./talk.mjs";

const TIMES = {
  short: "Most interviewers want one to two minutes.",
  long: "Longer than two minutes tires.",
  right: "",
};

/**
 * Show the rubric of a question that was answered, and return its heading.
 * @param {InterviewPanel} panel
 * @param {LoadedQuestion} question
 * @param {HTMLElement} head
 */
export function showMarking(panel, question, head) {
  const { node, ask, before, took, heard, ...marks } = panel.copy("marking");
  const followups = selectFollowups(panel, question);
  const time = panel.answer.took[0] ?? 0;
  before.append(...readAsk(question));
  took.textContent = `You spoke for ${describeTime(time)}. ${TIMES[judgeTime(time)]}`;
  marks.model.append(...readSay(question), makeFollowups(followups), makeLinks(question));
  fillMarks(panel, question, marks, followups.length);
  const changing = panel.show("taking", head, node);
  marks.model.after(...makeHear(question, changing));
  panel.recorder.stop().then(() => changing.aborted || heard.append(...makeRecording(panel.recorder, question.id)));
  panel.useKey = (key) => tickBy(node, key);
  return ask;
}

/**
 * Show all that an interviewer needs of a question, and return its heading.
 * @param {InterviewPanel} panel
 * @param {LoadedQuestion} question
 * @param {HTMLElement} head
 */
export function showSheet(panel, question, head) {
  const parts = panel.copy("sheet");
  const { node, ask, followups, stop } = parts;
  ask.append(...readAsk(question));
  followups.append(makeFollowups(readFollowups(question)));
  parts.model.append(...readSay(question), makeLinks(question));
  fillMarks(panel, question, parts, -1);
  const changing = panel.show("taking", head, node);
  fillNotes(panel, parts);
  startClock(panel, parts, changing);
  stop.addEventListener("click", () => {
    const time = panel.spent;
    panel.note({ took: [time] });
    stop.textContent = `Answer: ${describeTime(time)}`;
  });
  panel.useKey = (key) => (key === "n" ? openNotes(parts) : tickBy(node, key));
  return ask;
}

/**
 * @param {InterviewPanel} panel
 * @param {LoadedQuestion} question
 * @param {Marks} parts
 * @param {number} asked How many follow-ups come before the rubric.
 */
function fillMarks(panel, question, { said, slips, next }, asked) {
  const of = readList(question, "rubric").length;
  fillTicks(said, readList(question, "rubric"), panel.answer.said, (points) => panel.note({ said: points, of }));
  fillTicks(slips, readList(question, "traps"), panel.answer.slips, (points) => panel.note({ slips: points, of }));
  const { ids, here } = panel.interview;
  if (here + 1 === ids.length) next.textContent = "See the result";
  next.addEventListener("click", () => {
    const { took } = panel.answer;
    panel.note({ of, took: took.length ? took : [panel.spent] });
    panel.move((interview, now) => goOn(interview, asked, now));
  });
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement[]} points
 * @param {string[]} ticked
 * @param {(ticked: string[]) => void} note
 */
function fillTicks(place, points, ticked, note) {
  place.hidden = !points.length;
  place.append(...points.map((point) => {
    const value = textOf(point);
    const input = make("input", { type: "checkbox", value, checked: ticked.includes(value) });
    return make("label", { class: "study-panel__tick" }, input, make("span", {}, ...copyInside(point)));
  }));
  place.addEventListener("change", () => {
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = asElements(place.querySelectorAll("input:checked"));
    note([...inputs].map(({ value }) => value));
  });
}

/**
 * Tick by its number a point of the rubric, or behind these a trap.
 * @param {HTMLElement} node
 * @param {string} key
 */
function tickBy(node, key) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const inputs = asElements(node.querySelectorAll("fieldset input"));
  const input = /^[1-9]$/.test(key) && inputs[Number(key) - 1];
  if (!input) return false;
  input.focus();
  input.click();
  return true;
}

/** @param {Followup[]} followups */
function makeFollowups(followups) {
  const pairs = followups.map(({ ask, say }) => make("div", {}, make("dt", {}, ...ask), make("dd", {}, ...say)));
  return make("dl", { class: "study-followups" }, ...pairs);
}

/** @param {LoadedQuestion} question */
function makeLinks(question) {
  const links = readLinks(question).map((link) => document.importNode(link, true));
  return make("p", { class: "study-links" }, ...links.flatMap((link) => [link, " "]));
}
