/**
 * The days until the interview: what each will ask for, and the same as a calendar file. Pure.
 *
 * @import { Aims, Memories, Schedule } from "./schedule.mjs"
 * @typedef {{ day: number, due: number, fresh: number, minutes: number }} PlannedDay
 */

import { count, writeDay } from "./days.mjs";
import { allowFresh } from "./session.mjs";

const SECONDS = { due: 20, fresh: 60 };

/**
 * Return about how many minutes so many cards take.
 * @param {number} due
 * @param {number} fresh
 */
export const estimateMinutes = (due, fresh) => Math.ceil((due * SECONDS.due + fresh * SECONDS.fresh) / 60);

/**
 * Return every day from today to the eve with its cards and minutes, as if each card were known when it comes.
 * @param {Pick<Schedule, "findDue" | "learn">} schedule
 * @param {import("./session.mjs").Card[]} cards
 * @param {Memories} memories
 * @param {Aims} aims
 * @param {number} today
 */
export function makePlan({ findDue, learn }, cards, memories, aims, today) {
  const known = new Map(memories);
  /** @type {PlannedDay[]} */
  const plan = [];
  for (let day = today; day < aims.interview; day += 1) {
    const due = [...known].filter(([, memory]) => findDue(memory, aims, day) <= day);
    const fresh = cards.filter(({ id }) => !known.has(id)).slice(0, allowFresh(cards, known, aims, day));
    for (const [id, memory] of due) known.set(id, learn(memory, day, 3));
    for (const { id } of fresh) known.set(id, learn(null, day, 3));
    plan.push({ day, due: due.length, fresh: fresh.length, minutes: estimateMinutes(due.length, fresh.length) });
  }
  return plan;
}

/** @param {number} day */
const stampDay = (day) => writeDay(day).replaceAll("-", "");

/**
 * Return the plan as the text of an .ics file: a whole-day entry for each day with cards, and the interview.
 * @param {PlannedDay[]} plan
 * @param {{ now: number, url: string, interview: number }} about
 */
export function renderCalendar(plan, { now, url, interview }) {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  /** @type {(name: string, day: number, summary: string) => string[]} */
  const entry = (name, day, summary) => [
    "BEGIN:VEVENT",
    `UID:${name}-${stampDay(day)}@${new URL(url).hostname}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${stampDay(day)}`,
    `SUMMARY:${summary}`,
    `URL:${url}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
  const days = plan.filter(({ minutes }) => minutes);
  const lines = [
    ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//study//flashcards//EN"],
    ...days.flatMap(({ day, due, fresh, minutes }) =>
      entry("cards", day, `Flashcards: ${count(minutes, "minute")} (${due} to review\\, ${fresh} new)`)
    ),
    ...entry("interview", interview, "Interview"),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${line.replace(/(.{74})(?=.)/g, "$1\r\n ")}\r\n`).join("");
}
