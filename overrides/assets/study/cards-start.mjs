/** The start: what today asks for in one tap, the decks, the interview and what can be set. */

import { count, describeDay, writeDay } from "./cards-days.mjs";
import { saveFile } from "./cards-file.mjs";
import { estimateMinutes, makePlan, renderCalendar } from "./cards-plan.mjs";
import { allowFresh, findDeck, findToday, orderToday } from "./cards-session.mjs";
import { describeForgetting } from "./cards-store.mjs";
import { makeTable } from "./cards-table.mjs";
import { make, makeButton, makeTick } from "./nodes.mjs";

const RETENTIONS = { 0.8: "80%: fewer reviews", 0.85: "85%", 0.9: "90%: a good balance", 0.93: "93%", 0.95: "95%: many reviews" };
const ROWS_SHOWN = 14;

/** Show the start and return its heading. */
export function showStart(desk) {
  const title = make("h2", { class: "study-quiz__title", tabindex: "-1" });
  const [today, decks, plan] = [make("div"), make("div"), make("div")];
  const draw = () => {
    drawToday(desk, title, today);
    decks.replaceChildren(makeDecks(desk, draw));
    plan.replaceChildren(...makeInterviewPlan(desk));
  };
  desk.show(
    "choosing",
    title,
    today,
    decks,
    makePanel("Levels and topics", desk.choice.levels.length + desk.choice.topics.length > 0, ...["levels", "topics"].map((list) => makeTicks(desk, list, draw))),
    makePanel("Interview date", false, makeInterview(desk, draw), plan),
    makePanel("Settings", false, ...makeSettings(desk, draw)),
    makeProgressLink(desk),
  );
  draw();
  desk.refresh = draw;
  return title;
}

const makePanel = (label, open, ...nodes) =>
  make("details", { class: "study-quiz__choose", open }, make("summary", {}, label), make("div", { class: "study-quiz__choices" }, ...nodes));

function sortDeck({ bank, memories, aims, today }, deck) {
  return findToday(deck, memories, aims, today, allowFresh(bank.list, memories, aims, today));
}

function drawToday(desk, title, place) {
  const { deck, memories, aims, today } = desk;
  const sorted = sortDeck(desk, deck);
  const ids = orderToday(sorted, memories, aims, today);
  const seen = sorted.learning.length + sorted.due.length;
  const unseen = deck.filter(({ id }) => !memories.has(id)).slice(0, 10);
  const left = aims.interview - today;
  title.textContent = ids.length ? `${count(ids.length, "card")} for today` : "Nothing is due today";
  place.replaceChildren(
    make("p", { class: "study-quiz__about" }, [
      ids.length ? `${[seen && `${seen} to review`, sorted.fresh.length && `${sorted.fresh.length} new`].filter(Boolean).join(", ")}: about ${count(estimateMinutes(seen, sorted.fresh.length), "minute")}.` : "Come back tomorrow, or go on with new cards.",
      left > 0 && `${count(left, "day")} to your interview.`,
    ].filter(Boolean).join(" ")),
    make(
      "div",
      { class: "study-quiz__start" },
      ids.length > 0 && makeButton(`Study ${count(ids.length, "card")}`, () => desk.study(ids), { "data-rank": "first" }),
      !ids.length && unseen.length > 0 && makeButton(`${count(unseen.length, "new card")} now`, () => desk.study(unseen.map(({ id }) => id)), { "data-rank": "first" }),
      makeButton(`Cram all ${deck.length}`, () => desk.cram(), { disabled: !deck.length }),
      makeButton("Browse", () => desk.browse()),
    ),
  );
}

function makeDecks(desk, draw) {
  const { bank, choice } = desk;
  const row = (label, chapters) => {
    const sorted = sortDeck(desk, findDeck(bank.list, { ...choice, chapters }));
    const isChosen = chapters.join() === choice.chapters.join();
    const choose = () => {
      desk.choose({ chapters });
      draw();
      [...desk.node.querySelectorAll("table button")].find(({ textContent }) => textContent === label).focus();
    };
    const button = makeButton(label, choose, { class: "study-quiz__plain", "aria-pressed": String(isChosen) });
    return [button, sorted.fresh.length, sorted.learning.length, sorted.due.length];
  };
  const rows = [...bank.names.chapters].map(([slug, label]) => row(label, [slug]));
  return makeTable("Decks for today", ["Deck", "New", "Learning", "Due"], [row("All chapters", []), ...rows]);
}

function makeTicks(desk, list, draw) {
  const ticks = [...desk.bank.names[list]].map(([value, label]) =>
    makeTick(label, { value, checked: desk.choice[list].includes(value) }),
  );
  const change = () => {
    desk.choose({ [list]: ticks.map((tick) => tick.firstChild).filter(({ checked }) => checked).map(({ value }) => value) });
    draw();
  };
  return make("fieldset", { onchange: change }, make("legend", {}, `${list[0].toUpperCase()}${list.slice(1)}, none for all`), ...ticks);
}

function makeInterview(desk, draw) {
  const { aims, today } = desk;
  const set = ({ target }) => {
    desk.set("interview", { value: target.checkValidity() ? target.value : "" });
    draw();
  };
  const value = aims.interview > today && writeDay(aims.interview);
  const field = make("input", { type: "date", class: "study-quiz__typed", min: writeDay(today + 1), max: writeDay(today + 365), value, onchange: set });
  return make("label", { class: "study-quiz__label" }, "Day of your interview", field);
}

function makeInterviewPlan(desk) {
  const { aims, bank, memories, today } = desk;
  const plan = makePlan(bank.list, memories, aims, today).filter(({ minutes }) => minutes);
  if (!plan.length) return [make("p", { class: "study-quiz__how" }, "With a date, every card comes before it and once more on the eve; the plan shows how long each day takes.")];
  const shown = plan.length > ROWS_SHOWN ? [...plan.slice(0, ROWS_SHOWN - 1), plan.at(-1)] : plan;
  const rows = shown.map(({ day, due, fresh, minutes }) => [describeDay(day), due, fresh, minutes]);
  const save = () => {
    const text = renderCalendar(plan, { now: desk.host.clock(), url: `${location.origin}${location.pathname}`, interview: aims.interview });
    saveFile("flashcards.ics", "text/calendar", text);
  };
  return [
    makeTable("Your plan", ["Day", "Review", "New", "Minutes"], rows),
    plan.length > shown.length && make("p", { class: "study-quiz__how" }, `The last row is the eve; ${count(plan.length - shown.length, "day")} before it are in the calendar file.`),
    makeButton("Save as calendar file", save),
  ].filter(Boolean);
}

function makeSettings(desk, draw) {
  const { perDay, retention } = desk.aims;
  const set = (name) => ({ target }) => {
    if (!target.checkValidity()) return;
    desk.set(name, { value: Number(target.value) });
    draw();
  };
  const options = Object.entries(RETENTIONS).map(([value, label]) => make("option", { value, selected: Number(value) === retention }, label));
  return [
    make("label", { class: "study-quiz__label" }, "New cards a day", make("input", { type: "number", min: "0", max: "200", required: true, value: String(perDay), class: "study-quiz__typed", onchange: set("new-per-day") })),
    make("label", { class: "study-quiz__label" }, "How much to remember when a card is due", make("select", { class: "study-quiz__typed", onchange: set("retention") }, ...options)),
  ];
}

function makeProgressLink({ host, memories }) {
  const forgets = memories.size > 0 && describeForgetting(navigator);
  const link = host.dataset.progress && make("a", { href: host.dataset.progress }, "Your progress: charts, export, import, reset");
  return [link && make("p", { class: "study-links" }, link), forgets && make("p", { class: "study-quiz__how" }, forgets)];
}
