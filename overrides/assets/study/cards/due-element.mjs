/** `<study-due>`: what is due and how many days are left, only when there is something to say. */

import { count, dayOf } from "./days.mjs";
import { readAims, selectValid } from "./store.mjs";
import { make } from "../nodes.mjs";
import { defineElement } from "../practice/element.mjs";
import { openStore } from "../progress-store.mjs";

/**
 * Fill the element; its `href` leads to the flashcards.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openDue(host, signal) {
  const [cards, settings] = ["cards", "settings"].map((name) => openStore(name, { version: 1 }));
  const show = async () => {
    const aims = readAims(settings.read());
    const today = dayOf(Date.now());
    const left = aims.interview - today;
    const records = selectValid(cards.read());
    const due = Object.keys(records).length ? await countDue(records, aims, today) : 0;
    if (signal.aborted) return;
    const cardsDue = due > 0 && make("a", { href: host.getAttribute("href") }, `${count(due, "card")} due today`);
    const days = left > 0 && `${count(left, "day")} to your interview`;
    host.hidden = !cardsDue && !days;
    host.replaceChildren(make("p", { class: "study-due" }, cardsDue, cardsDue && days && " · ", days));
  };
  await show();
  cards.watch(show, signal);
  settings.watch(show, signal);
}

/**
 * @param {import("./schedule.mjs").CardRecords} records
 * @param {import("./schedule.mjs").Aims} aims
 * @param {number} today
 */
async function countDue(records, aims, today) {
  const { findDue, readMemories } = await import("./schedule.mjs");
  return [...readMemories(records, today).values()].filter((memory) => findDue(memory, aims, today) <= today).length;
}

defineElement("study-due", openDue);
