/**
 * What the screens of a question have in common: its follow-ups, notes, the clock.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 * @import { AskedParts, InterviewPanel } from "./interview-panel.mjs"
 */

import { everySecond } from "../practice/every-second.mjs";
import { describeTime } from "../quiz/score.mjs";
import { findAsked } from "./choosing.mjs";
import { RIGHT_TIME } from "./outcome.mjs";
import { readFollowups } from "./talk.mjs";

const SECOND = 1000;

/**
 * Return the follow-ups of a question that are asked in the interview.
 * @param {InterviewPanel} panel
 * @param {LoadedQuestion} question
 */
export function selectFollowups(panel, question) {
  const followups = readFollowups(question);
  return findAsked(followups.map(({ level }) => level), panel.interview.choice.level).map((place) => followups[place]);
}

/**
 * Let the reader write notes, which are stored as they are written.
 * @param {InterviewPanel} panel
 * @param {Pick<AskedParts, "fold" | "notes">} parts
 */
export function fillNotes(panel, { fold, notes }) {
  notes.value = panel.answer.notes;
  fold.open = Boolean(notes.value);
  notes.addEventListener("input", () => panel.note({ notes: notes.value }));
}

/** @param {Pick<AskedParts, "fold" | "notes">} parts */
export function openNotes({ fold, notes }) {
  fold.open = true;
  notes.focus();
  return true;
}

/**
 * Show how long the step has taken, beside the one to two minutes that an answer should take.
 * @param {InterviewPanel} panel
 * @param {Pick<AskedParts, "time" | "line">} parts
 * @param {AbortSignal} changing
 */
export function startClock(panel, { time, line }, changing) {
  let before = panel.spent;
  const tick = () => {
    const { spent } = panel;
    time.textContent = describeTime(Math.floor(spent / SECOND) * SECOND);
    line.value = spent / SECOND;
    if (before < RIGHT_TIME.most && spent >= RIGHT_TIME.most) panel.announce("Two minutes.");
    before = spent;
  };
  tick();
  everySecond(tick, changing);
}
