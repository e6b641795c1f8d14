/**
 * The result of a mock interview: what to say better, how long each answer took, points by chapter.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { Interview } from "./interview.mjs"
 * @import { InterviewPanel } from "./interview-panel.mjs"
 */

import { count } from "../cards/days.mjs";
import { asPresent, copyInside, make, textOf } from "../nodes.mjs";
import { makeButton } from "../practice/parts.mjs";
import { makeTable } from "../practice/table.mjs";
import { describeTime } from "../quiz/score.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { makeRecording } from "./heard.mjs";
import { findAnswer } from "./interview.mjs";
import { countPoints, findMarked, findMissed, judgeTime } from "./outcome.mjs";
import { readAsk, readList, readSay } from "./talk.mjs";

/**
 * Show what an interview came to, as soon as the texts of its questions are here, and return its heading.
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 */
export function showResult(panel, interview) {
  return panel.showLoaded(findMarked(interview), () => show(panel, interview), () => panel.resume(interview));
}

/**
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 */
function show(panel, interview) {
  const { node, title, about, starts, better, due, times, list, tables } = panel.copy("result");
  const marked = findMarked(interview);
  const { said, of, slips } = countPoints(interview, marked);
  const missed = findMissed(interview);
  const { asks } = interview.choice;
  title.textContent = marked.length ? `${said} of ${count(of, "point")} said` : "Nothing answered yet";
  about.textContent = `${count(marked.length, "answer")} in ${describeTime(interview.total)} minutes, ${
    slips ? `${count(slips, "trap")} admitted` : "no trap"
  }.`;
  starts.append(...makeStarts(panel, interview));
  due.textContent = asks ? "What the candidate left out." : describeDue(missed.length);
  better.append(...missed.map((id) => makeCard(panel, interview, id)));
  better.hidden = !missed.length;
  list.append(...marked.map((id) => makeTime(panel, interview, id)));
  times.hidden = !marked.length;
  if (marked.length) tables.append(makeChapters(panel, interview, marked));
  panel.show("done", node);
  return title;
}

/** @param {number} missed */
const describeDue = (missed) =>
  missed === 1 ? "This one is due among your flashcards now." : "These are due among your flashcards now.";

/**
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 */
function makeStarts(panel, interview) {
  const { choice, here, ids } = interview;
  const fresh = { ...choice, seed: "", ids: null };
  const copy = makeButton("Copy the link", async () => {
    copy.textContent = (await copyText(location.href)) ? "Link copied" : "Copy it from the address bar";
  });
  const left = ids.length - here;
  return asPresent([
    left > 0 && makeButton(`Go on: ${left} left`, () => panel.reopen(interview), { "data-rank": "first" }),
    makeButton("Another interview", () => panel.begin(fresh), left > 0 ? {} : { "data-rank": "first" }),
    makeButton("The same once more", () => panel.begin(choice)),
    copy,
    makeButton("Choose anew", () => panel.focus(panel.showSetup(fresh)), { class: "study-panel__plain" }),
  ].filter(Boolean));
}

/**
 * Return a question that was not answered in full, with what was left out and the model answer.
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 * @param {string} id
 */
function makeCard(panel, interview, id) {
  const question = /** @type {LoadedQuestion} */ (panel.bank.get(id));
  const { said, slips, notes } = findAnswer(interview, id);
  const left = readList(question, "rubric").filter((point) => !said.includes(textOf(point)));
  const fallen = readList(question, "traps").filter((trap) => slips.includes(textOf(trap)));
  /** @type {(kind: string, items: HTMLElement[]) => HTMLElement[]} */
  const list = (kind, items) => items.map((item) => make("li", { "data-verdict": kind }, ...copyInside(item)));
  return make(
    "article",
    { class: "study-interview__card" },
    make("h4", {}, make("a", { href: panel.bank.addressOf(id) }, ...readAsk(question))),
    make("ul", {}, ...list("left", left), ...list("slip", fallen)),
    notes && make("p", { class: "study-panel__how" }, `Notes: ${notes}`),
    make("details", {}, make("summary", {}, "A model answer"), ...readSay(question)),
  );
}

/**
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 * @param {string} id
 */
function makeTime(panel, interview, id) {
  const [time = 0] = findAnswer(interview, id).took;
  const verdict = judgeTime(time);
  return make(
    "li",
    { "data-verdict": verdict },
    make("span", {}, ...readAsk(/** @type {LoadedQuestion} */ (panel.bank.get(id)))),
    make("progress", { max: 180, value: time / 1000, "aria-hidden": "true" }),
    make("b", {}, describeTime(time), verdict !== "right" && make("span", {}, ` ${verdict}`)),
    ...makeRecording(panel.recorder, id),
  );
}

/**
 * @param {InterviewPanel} panel
 * @param {Interview} interview
 * @param {string[]} marked
 */
function makeChapters({ bank }, interview, marked) {
  const rows = [...bank.names.chapters].flatMap(([slug, name]) => {
    const own = marked.filter((id) => bank.get(id)?.chapter === slug);
    const { said, of, slips } = countPoints(interview, own);
    return own.length ? [[name, said, of, slips]] : [];
  });
  return makeTable("By chapter", ["Chapter", "Points", "Of", "Traps"], rows);
}
