/** What `<study-progress>` shows: where the cards stand, and ways to take progress along, bring it in or begin anew. */

import { findAsk, readCards } from "./cards-bank.mjs";
import { count, dayOf, describeDay } from "./cards-days.mjs";
import { findDue, readMemories, recallOn } from "./cards-schedule.mjs";
import { describeForgetting, keepSound, openStores, readAims, settleCards } from "./cards-store.mjs";
import { makeTable } from "./cards-table.mjs";
import { makeTransfer } from "./cards-transfer-form.mjs";
import { make } from "./nodes.mjs";

const DAYS_SHOWN = 30;
const MATURE = 21;
const STATES = ["New", "Learning", "Young, back within three weeks", "Mature, three weeks and more"];
const percent = (share) => `${Math.round(share * 100)}%`;

/** Fill the element from what is stored and from the page of the cards, which its `href` names. */
export async function open(host, signal) {
  const notices = make("div", { class: "study-quiz__notices" });
  const complain = (sentence) => notices.append(make("p", { role: "status" }, sentence));
  const stores = openStores(complain);
  const bank = await fetchCards(new URL(host.getAttribute("href"), location.href), signal, complain);
  if (signal.aborted) return;
  if (bank.list.length) settleCards(stores.cards, bank, complain);
  const charts = make("div");
  const draw = () => charts.replaceChildren(...makeCharts(host, bank, stores).filter(Boolean));
  const forgets = describeForgetting(navigator);
  const desk = make(
    "section",
    { class: "study-quiz__desk study-cards__desk", "aria-label": "Your progress" },
    ...[notices, charts, ...makeTransfer({ stores, bank, draw, now: () => host.clock() }), forgets && make("p", { class: "study-quiz__how" }, forgets)],
  );
  host.append(desk);
  signal.addEventListener("abort", () => desk.remove());
  draw();
  stores.cards.watch(draw, signal);
}

async function fetchCards(url, signal, complain) {
  try {
    const reply = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const link of page.querySelectorAll(".study-links a")) link.href = new URL(link.getAttribute("href"), url).href;
    return readCards(page);
  } catch {
    if (!signal.aborted) complain("The page of the cards could not be loaded, so their names are missing here.");
    return readCards(new DocumentFragment());
  }
}

function makeCharts(host, bank, { cards, settings }) {
  const today = dayOf(host.clock());
  const aims = readAims(settings.read());
  const records = keepSound(cards.read());
  const memories = readMemories(records);
  if (!memories.size) return [make("p", { class: "study-quiz__about" }, "No card has been graded in this browser yet.")];
  const seen = bank.list.filter(({ id }) => memories.has(id));
  const recall = ({ id }) => recallOn(memories.get(id), today);
  const weakest = [...seen].sort((one, other) => recall(one) - recall(other)).slice(0, 10);
  return [
    makeTable("Cards by state", ["State", "Cards"], countStates(bank, memories, aims, today)),
    makeReviews(records, today),
    makeTable("Predicted recall today", ["Chapter", "Seen", "Recall"], [...bank.names.chapters].map(([slug, name]) => {
      const own = seen.filter(({ chapter }) => chapter === slug);
      const mean = own.reduce((sum, card) => sum + recall(card), 0) / own.length;
      return [name, `${own.length} of ${bank.list.filter(({ chapter }) => chapter === slug).length}`, own.length ? percent(mean) : "none yet"];
    })),
    weakest.length > 0 && makeTable("The weakest ten", ["Card", "Recall"], weakest.map((card) => {
      const link = [...card.article.querySelectorAll(".study-links a")].at(-1);
      return [make("a", { href: link?.href }, findAsk(card)), percent(recall(card))];
    })),
  ];
}

function countStates(bank, memories, aims, today) {
  const name = (memory) => {
    if (!memory || memory.grade === 1) return STATES[memory ? 1 : 0];
    return STATES[findDue(memory, aims, today) - memory.day < MATURE ? 2 : 3];
  };
  const states = bank.list.map(({ id }) => name(memories.get(id)));
  return STATES.map((state) => [state, states.filter((other) => other === state).length]);
}

function draw(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Return the reviews of the last days as bars, each with its day and count in words. */
function makeReviews(records, today) {
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => today - DAYS_SHOWN + 1 + index);
  const reviewed = Object.values(records).flatMap(({ log }) => log.map(([day]) => day));
  const counts = days.map((day) => reviewed.filter((other) => other === day).length);
  const most = Math.max(1, ...counts);
  const sum = counts.reduce((one, other) => one + other, 0);
  const bars = counts.map((number, index) => {
    const height = number && Math.max(2, (number / most) * 100);
    return draw("rect", { x: index * 10, y: 100 - height, width: 7, height }, draw("title", {}, `${describeDay(days[index])}: ${count(number, "review")}`));
  });
  const label = `${count(sum, "review")} in ${DAYS_SHOWN} days, ${counts.at(-1)} today, at most ${most} a day`;
  return make(
    "figure",
    { class: "study-cards__chart" },
    make("figcaption", {}, make("b", {}, "Reviews a day"), ` ${label}.`),
    draw("svg", { viewBox: "0 0 297 101", role: "img", "aria-label": label }, ...bars, draw("path", { d: "M0 100.5h297" })),
  );
}
