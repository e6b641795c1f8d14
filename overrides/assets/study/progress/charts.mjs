/** Where the cards stand, as tables and bars. */

import { count, dayOf, describeDay } from "../cards/days.mjs";
import { readAims, selectValid } from "../cards/store.mjs";
import { asPresent, asText, make, textOf } from "../nodes.mjs";
import { makeTable } from "../practice/table.mjs";

/**
 * @import { CardRecords, Memories, Memory, Schedule } from "../cards/schedule.mjs"
 * @import { Bank, Question } from "../practice/bank.mjs"
 * @import { Stores } from "./transfer-form.mjs"
 */

const DAYS_SHOWN = 30;
const MATURE = 21;
const STATES = ["New", "Learning", "Young, back within three weeks", "Mature, three weeks and more"];
/** @param {number} share */
const percent = (share) => `${Math.round(share * 100)}%`;

/**
 * Return what there is to show of the cards: nothing before one was graded.
 * @param {Schedule} schedule
 * @param {Bank} bank
 * @param {Stores} stores
 */
export function makeCharts({ findDue, readMemories, recallOn }, bank, { cards, settings }) {
  const today = dayOf(Date.now());
  const aims = readAims(settings.read());
  const records = selectValid(cards.read());
  const memories = readMemories(records, today);
  if (!memories.size) return [];
  const seen = bank.list.filter(({ id }) => memories.has(id));
  /** @param {{ id: string }} card */
  const recall = ({ id }) => recallOn(/** @type {Memory} */ (memories.get(id)), today);
  const weakest = [...seen].sort((one, other) => recall(one) - recall(other)).slice(0, 10);
  return asPresent([
    makeTable(
      "Cards by state",
      ["State", "Cards"],
      countStates(bank, memories, (memory) => findDue(memory, aims, today)),
    ),
    makeReviews(records, today),
    makeTable(
      "Predicted recall today",
      ["Chapter", "Seen", "Recall"],
      [...bank.names.chapters].map(([slug, name]) => {
        const own = seen.filter(({ chapter }) => chapter === slug);
        const mean = own.reduce((sum, card) => sum + recall(card), 0) / own.length;
        return [
          name,
          `${own.length} of ${bank.list.filter(({ chapter }) => chapter === slug).length}`,
          own.length ? percent(mean) : "none yet",
        ];
      }),
    ),
    weakest.length > 0 &&
    makeTable(
      "The weakest ten",
      ["Card", "Recall"],
      weakest.map((card) => [makeLink(bank, card), percent(recall(card))]),
    ),
  ].filter(Boolean));
}

/**
 * Return the link to a card's question; what it asks comes with its chapter, until then its id stands for it.
 * @param {Bank} bank
 * @param {Question} card
 */
function makeLink(bank, card) {
  const link = make("a", { href: bank.addressOf(card.id) }, card.id.replaceAll("-", " "));
  const tell = () => {
    const asked = textOf(card.article?.querySelector(".study-card__front > p"));
    if (asked) link.textContent = asked;
  };
  bank.load([card.id]).then(tell, () => {});
  return link;
}

/**
 * @param {Bank} bank
 * @param {Memories} memories
 * @param {(memory: Memory) => number} findDay
 */
function countStates(bank, memories, findDay) {
  /** @param {Memory | undefined} memory */
  const name = (memory) => {
    if (!memory || memory.grade === 1) return STATES[memory ? 1 : 0];
    return STATES[findDay(memory) - memory.day < MATURE ? 2 : 3];
  };
  const states = bank.list.map(({ id }) => name(memories.get(id)));
  return STATES.map((state) => [state, states.filter((other) => other === state).length]);
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function draw(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, asText(value));
  node.append(...children);
  return node;
}

/**
 * Return the reviews of the last days as bars, each with its day and count in words.
 * @param {CardRecords} records
 * @param {number} today
 */
function makeReviews(records, today) {
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => today - DAYS_SHOWN + 1 + index);
  const reviewed = Object.values(records).flatMap(({ log }) => log.map(([day]) => day));
  const counts = days.map((day) => reviewed.filter((other) => other === day).length);
  const most = Math.max(1, ...counts);
  const sum = counts.reduce((one, other) => one + other, 0);
  const bars = counts.map((number, index) => {
    const height = number && Math.max(2, (number / most) * 100);
    return draw(
      "rect",
      { x: index * 10, y: 100 - height, width: 7, height },
      draw("title", {}, `${describeDay(days[index])}: ${count(number, "review")}`),
    );
  });
  const label = `${count(sum, "review")} in ${DAYS_SHOWN} days, ${counts.at(-1)} today, at most ${most} a day`;
  return make(
    "figure",
    { class: "study-progress__chart" },
    make("figcaption", {}, make("b", {}, "Reviews a day"), ` ${label}.`),
    draw(
      "svg",
      { viewBox: "0 0 297 101", role: "img", "aria-label": label },
      ...bars,
      draw("path", { d: "M0 100.5h297" }),
    ),
  );
}
