/** The start: what today asks for in one tap, the decks, the interview and what can be set. */

import { count, describeDay, writeDay } from "./days.mjs";
import { saveFile } from "../progress/file-download.mjs";
import { estimateMinutes, makePlan, renderCalendar } from "./plan.mjs";
import { allowFresh, findDeck, findToday, orderToday } from "./session.mjs";
import { isForgetful } from "./store.mjs";
import { makeTable } from "../practice/table.mjs";
import { describeTrouble, makeButton } from "../practice/parts.mjs";
import { asPresent, asText, make } from "../nodes.mjs";

/**
 * @import { FormWith } from "../nodes.mjs"
 * @import { Question } from "../practice/bank.mjs"
 * @import { CardsPanel, SettingsFields } from "./cards-panel.mjs"
 */

const ROWS_SHOWN = 14;

/**
 * Show the start and return its heading.
 * @param {CardsPanel} panel
 */
export function showStart(panel) {
  const { node, title, today, decks, settings: form, filter, plan } = panel.copy("view");
  const { interview } = form.elements;
  const draw = () => {
    drawToday(panel, title, today);
    decks.replaceChildren(makeDecks(panel, draw));
    plan.replaceChildren(...makeInterviewPlan(panel));
  };
  fillForm(form, filter, panel);
  form.addEventListener("change", (event) => {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (target.type === "checkbox") panel.choose(readTicks(form));
    else if (target === interview) panel.set("interview", { value: target.checkValidity() ? target.value : "" });
    else if (target.checkValidity()) panel.set(target.name, { value: Number(target.value) });
    draw();
  });
  const forgets = panel.memories.size > 0 && isForgetful(navigator);
  const warning = forgets && make("p", { class: "study-panel__how" }, describeTrouble(panel.host, "forgetful"));
  panel.show("choosing", ...node.children, warning);
  draw();
  panel.refresh = draw;
  return title;
}

/**
 * @param {FormWith<SettingsFields>} form
 * @param {HTMLDetailsElement} filter
 * @param {CardsPanel} panel
 */
function fillForm({ elements }, filter, { choice, aims, today }) {
  for (const tick of filter.querySelectorAll("input")) {
    tick.checked = choice[/** @type {"levels" | "topics"} */ (tick.name)].includes(tick.value);
  }
  filter.open = choice.levels.length + choice.topics.length > 0;
  const { interview, retention, "new-per-day": perDay } = elements;
  [interview.min, interview.max] = [1, 365].map((days) => writeDay(today + days));
  if (aims.interview > today) interview.value = writeDay(aims.interview);
  retention.value = asText(aims.retention);
  perDay.value = asText(aims.perDay);
}

/** @param {HTMLFormElement} form */
function readTicks(form) {
  const data = new FormData(form);
  return /** @type {Record<"levels" | "topics", string[]>} */ ({
    levels: data.getAll("levels"),
    topics: data.getAll("topics"),
  });
}

/**
 * @param {CardsPanel} panel
 * @param {Question[]} deck
 */
function sortDeck({ schedule, bank, memories, aims, today }, deck) {
  return findToday(schedule, deck, memories, aims, today, allowFresh(bank.list, memories, aims, today));
}

/**
 * @param {CardsPanel} panel
 * @param {HTMLElement} title
 * @param {HTMLElement} place
 */
function drawToday(panel, title, place) {
  const { deck, memories, aims, today } = panel;
  const sorted = sortDeck(panel, deck);
  const ids = orderToday(panel.schedule, sorted, memories, aims, today);
  const seen = sorted.learning.length + sorted.due.length;
  const unseen = deck.filter(({ id }) => !memories.has(id)).slice(0, 10);
  const left = aims.interview - today;
  title.textContent = ids.length ? `${count(ids.length, "card")} for today` : "Nothing is due today";
  place.replaceChildren(
    make(
      "p",
      { class: "study-panel__about" },
      [
        ids.length
          ? `${
            [seen && `${seen} to review`, sorted.fresh.length && `${sorted.fresh.length} new`].filter(Boolean).join(
              ", ",
            )
          }: about ${count(estimateMinutes(seen, sorted.fresh.length), "minute")}.`
          : "Come back tomorrow, or go on with new cards.",
        left > 0 && `${count(left, "day")} to your interview.`,
      ].filter(Boolean).join(" "),
    ),
    make(
      "div",
      { class: "study-panel__start" },
      ids.length > 0 &&
        makeButton(`Study ${count(ids.length, "card")}`, () => panel.study(ids), { "data-rank": "first" }),
      !ids.length && unseen.length > 0 &&
        makeButton(`${count(unseen.length, "new card")} now`, () => panel.study(unseen.map(({ id }) => id)), {
          "data-rank": "first",
        }),
      makeButton(`Cram all ${deck.length}`, () => panel.cram(), { disabled: !deck.length }),
      makeButton("Browse", () => panel.browse()),
    ),
  );
}

/**
 * @param {CardsPanel} panel
 * @param {() => void} draw
 */
function makeDecks(panel, draw) {
  const { bank, choice } = panel;
  /** @type {(label: string, chapters: string[]) => (HTMLElement | number)[]} */
  const row = (label, chapters) => {
    const sorted = sortDeck(panel, findDeck(bank.list, { ...choice, chapters }));
    const isChosen = chapters.join() === choice.chapters.join();
    const choose = () => {
      panel.choose({ chapters });
      draw();
      /** @type {HTMLElement} */ ([...panel.node.querySelectorAll("table button")].find(
        ({ textContent }) => textContent === label,
      )).focus();
    };
    const button = makeButton(label, choose, { class: "study-panel__plain", "aria-pressed": String(isChosen) });
    return [button, sorted.fresh.length, sorted.learning.length, sorted.due.length];
  };
  const rows = [...bank.names.chapters].map(([slug, label]) => row(label, [slug]));
  return makeTable("Decks for today", ["Deck", "New", "Learning", "Due"], [row("All chapters", []), ...rows]);
}

/** @param {CardsPanel} panel */
function makeInterviewPlan(panel) {
  const { aims, bank, memories, today } = panel;
  const plan = makePlan(panel.schedule, bank.list, memories, aims, today).filter(({ minutes }) => minutes);
  if (!plan.length) return [];
  const shown = plan.length > ROWS_SHOWN ? [...plan.slice(0, ROWS_SHOWN - 1), ...plan.slice(-1)] : plan;
  const rows = shown.map(({ day, due, fresh, minutes }) => [describeDay(day), due, fresh, minutes]);
  const save = () => {
    const text = renderCalendar(plan, {
      now: panel.now(),
      url: `${location.origin}${location.pathname}`,
      interview: aims.interview,
    });
    saveFile("flashcards.ics", "text/calendar", text);
  };
  return asPresent([
    makeTable("Your plan", ["Day", "Review", "New", "Minutes"], rows),
    plan.length > shown.length &&
    make(
      "p",
      { class: "study-panel__how" },
      `The last row is the eve; ${count(plan.length - shown.length, "day")} before it are in the calendar file.`,
    ),
    makeButton("Save as calendar file", save),
  ].filter(Boolean));
}
