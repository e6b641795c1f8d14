/**
 * A run step by step, as it was led: what was seen, and what was chosen then.
 *
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 */

import { makeEntry } from "./feed.mjs";
import { replay } from "./outcome.mjs";
import { fillHead } from "./room.mjs";
import { showDebrief } from "./debrief.mjs";
import { makeChoiceNote } from "./moves.mjs";

/**
 * Show so many choices of the run in the address, and return the heading.
 * @param {WarRoomPanel} panel
 * @param {number} count
 * @returns {HTMLElement}
 */
export function showReplay(panel, count) {
  const { seed, taken, idle } = panel.address;
  const isLast = count > taken.length;
  /** @param {number} so */
  const runTo = (so) => replay(panel.incident, Number(seed), taken.slice(0, so), so > taken.length ? idle : 0);
  const run = runTo(count);
  if (isLast && run.outcome) return showDebrief(panel, run, panel.compare(run));
  const before = count > 0 ? runTo(count - 1).feed.length : 0;
  const parts = panel.copy("replay");
  fillHead(parts, run);
  parts.title.textContent = count ? `Step ${Math.min(count, taken.length)} of ${taken.length}` : "How it began";
  parts.feed.append(...run.feed.slice(before).map((entry) => makeEntry(run.incident, entry)));
  if (count && !isLast) parts.note.append(...makeChoiceNote(run, run.choices.length - 1, runTo(count - 1)));
  const { back, next } = /** @type {Record<string, HTMLButtonElement>} */ (/** @type {unknown} */ (parts));
  back.disabled = count === 0;
  next.disabled = isLast;
  next.textContent = count >= taken.length ? "What it came to" : "Next step";
  back.addEventListener("click", () => panel.focus(showReplay(panel, count - 1)));
  next.addEventListener("click", () => panel.focus(showReplay(panel, count + 1)));
  panel.show("taking", parts.node);
  return parts.title;
}
