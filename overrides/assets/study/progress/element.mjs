/** What `<study-progress>` shows: where the cards stand, and ways to take progress along, bring it in or begin anew. */

import { count, dayOf, describeDay } from "../cards/days.mjs";
import { isForgetful, keepSound, readAims, settleCards } from "../cards/store.mjs";
import { makeTable } from "../practice/table.mjs";
import { startTransfer } from "./transfer-form.mjs";
import { make, textOf } from "../nodes.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { readBank } from "../practice/bank.mjs";
import { copyPiece, describeTrouble, makeReport } from "../practice/desk.mjs";
import { openStore } from "../progress-store.mjs";

const DAYS_SHOWN = 30;
const MATURE = 21;
const STATES = ["New", "Learning", "Young, back within three weeks", "Mature, three weeks and more"];
const findAsk = ({ article }) => textOf(article.querySelector(".study-card__front > p"));
const percent = (share) => `${Math.round(share * 100)}%`;

/** Fill the element from what is stored and from the page of the cards, which its `href` names. */
export async function openProgress(host, signal) {
  await arrival();
  const desk = copyPiece(host);
  const [notices, charts] = desk.children;
  const complain = (sentence) => notices.append(make("p", { role: "status" }, sentence));
  const report = makeReport(host, complain);
  const open = (name) => openStore(name, { version: 1, report });
  const stores = { cards: open("cards"), settings: open("settings"), answers: open("answers") };
  const [schedule, page] = await Promise.all([
    import("../cards/schedule.mjs"),
    fetchPage(new URL(host.getAttribute("href"), location.href), signal),
  ]);
  if (signal.aborted) return;
  if (!page) complain("The page of the cards could not be loaded, so their names are missing here.");
  const bank = readBank(page ?? new Document());
  if (bank.list.length) settleCards(stores.cards, bank, report);
  const draw = () => charts.replaceChildren(...makeCharts(schedule, bank, stores).filter(Boolean));
  startTransfer(desk, { stores, bank, draw });
  if (isForgetful(navigator)) desk.append(make("p", { class: "study-quiz__how" }, describeTrouble(host, "forgetful")));
  host.append(desk);
  signal.addEventListener("abort", () => desk.remove());
  draw();
  stores.cards.watch(draw, signal);
}

/** Return the page, its links as from here, or nothing if it cannot be had. */
async function fetchPage(url, signal) {
  try {
    const reply = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const link of page.querySelectorAll(".study-links a")) link.href = new URL(link.getAttribute("href"), url).href;
    return page;
  } catch {
    return null;
  }
}

function makeCharts({ findDue, readMemories, recallOn }, bank, { cards, settings }) {
  const today = dayOf(Date.now());
  const aims = readAims(settings.read());
  const records = keepSound(cards.read());
  const memories = readMemories(records);
  if (!memories.size) return [make("p", { class: "study-quiz__about" }, "No card has been graded in this browser yet.")];
  const seen = bank.list.filter(({ id }) => memories.has(id));
  const recall = ({ id }) => recallOn(memories.get(id), today);
  const weakest = [...seen].sort((one, other) => recall(one) - recall(other)).slice(0, 10);
  return [
    makeTable("Cards by state", ["State", "Cards"], countStates(bank, memories, (memory) => findDue(memory, aims, today))),
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

function countStates(bank, memories, findDay) {
  const name = (memory) => {
    if (!memory || memory.grade === 1) return STATES[memory ? 1 : 0];
    return STATES[findDay(memory) - memory.day < MATURE ? 2 : 3];
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
