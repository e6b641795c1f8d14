/** The start: what today asks for in one tap, the decks, the interview and what can be set. */

import { count, describeDay, writeDay } from "./days.mjs";
import { saveFile } from "../progress/file-download.mjs";
import { estimateMinutes, makePlan, renderCalendar } from "./plan.mjs";
import { allowFresh, findDeck, findToday, orderToday } from "./session.mjs";
import { isForgetful } from "./store.mjs";
import { makeTable } from "../practice/table.mjs";
import { make, makeButton } from "../nodes.mjs";
import { describeTrouble } from "../practice/desk.mjs";

const ROWS_SHOWN = 14;

/** Show the start and return its heading. */
export function showStart(desk) {
  const [title, today, decks, form, links] = desk.copyStart();
  const { interview } = form.elements;
  const plan = interview.parentElement.parentElement.lastElementChild;
  const draw = () => {
    drawToday(desk, title, today);
    decks.replaceChildren(makeDecks(desk, draw));
    plan.replaceChildren(...makeInterviewPlan(desk));
  };
  fillForm(form, desk);
  form.addEventListener("change", ({ target }) => {
    if (target.type === "checkbox") desk.choose(readTicks(form));
    else if (target === interview) desk.set("interview", { value: target.checkValidity() ? target.value : "" });
    else if (target.checkValidity()) desk.set(target.name, { value: Number(target.value) });
    draw();
  });
  const forgets = desk.memories.size > 0 && isForgetful(navigator);
  const warning = forgets && make("p", { class: "study-quiz__how" }, describeTrouble(desk.host, "forgetful"));
  desk.show("choosing", title, today, decks, form, links, warning);
  draw();
  desk.refresh = draw;
  return title;
}

function fillForm({ elements, firstElementChild: panel }, { choice, aims, today }) {
  for (const tick of panel.querySelectorAll("input")) tick.checked = choice[tick.name].includes(tick.value);
  panel.open = choice.levels.length + choice.topics.length > 0;
  const { interview, retention, "new-per-day": perDay } = elements;
  [interview.min, interview.max] = [1, 365].map((days) => writeDay(today + days));
  if (aims.interview > today) interview.value = writeDay(aims.interview);
  retention.value = aims.retention;
  perDay.value = aims.perDay;
}

function readTicks(form) {
  const data = new FormData(form);
  return { levels: data.getAll("levels"), topics: data.getAll("topics") };
}

function sortDeck({ schedule, bank, memories, aims, today }, deck) {
  return findToday(schedule, deck, memories, aims, today, allowFresh(bank.list, memories, aims, today));
}

function drawToday(desk, title, place) {
  const { deck, memories, aims, today } = desk;
  const sorted = sortDeck(desk, deck);
  const ids = orderToday(desk.schedule, sorted, memories, aims, today);
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

function makeInterviewPlan(desk) {
  const { aims, bank, memories, today } = desk;
  const plan = makePlan(desk.schedule, bank.list, memories, aims, today).filter(({ minutes }) => minutes);
  if (!plan.length) return [];
  const shown = plan.length > ROWS_SHOWN ? [...plan.slice(0, ROWS_SHOWN - 1), plan.at(-1)] : plan;
  const rows = shown.map(({ day, due, fresh, minutes }) => [describeDay(day), due, fresh, minutes]);
  const save = () => {
    const text = renderCalendar(plan, { now: desk.now(), url: `${location.origin}${location.pathname}`, interview: aims.interview });
    saveFile("flashcards.ics", "text/calendar", text);
  };
  return [
    makeTable("Your plan", ["Day", "Review", "New", "Minutes"], rows),
    plan.length > shown.length && make("p", { class: "study-quiz__how" }, `The last row is the eve; ${count(plan.length - shown.length, "day")} before it are in the calendar file.`),
    makeButton("Save as calendar file", save),
  ].filter(Boolean);
}
