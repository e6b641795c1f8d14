/** The start: ten questions in one tap, or chapters, levels, kinds and number chosen. */

import { findFitting, findQueue } from "./deck.mjs";
import { make, makeButton, makeTick } from "./nodes.mjs";
import { FIRST_CHOICE } from "./quiz-address.mjs";

const LEGENDS = { chapters: "Chapters", levels: "Levels", kinds: "Kinds" };

/** Show the start of a quiz with what is chosen so far. */
export function showSetup(stage, first) {
  const { bank } = stage;
  let choice = first;
  const title = make("h2", { class: "study-quiz__title", tabindex: "-1" });
  const about = make("p", { class: "study-quiz__about" });
  const start = makeButton("", () => stage.begin(choice), { "data-rank": "first" });
  const update = () => {
    const count = countChosen(bank.list, choice);
    title.textContent = choice.ids
      ? `${countQuestions(count)}, chosen for you`
      : `${countQuestions(count)}, ${describeMix(choice, bank)}`;
    about.textContent = describeWay(choice, count);
    start.textContent = count
      ? `Start ${choice.exam ? "the exam" : countQuestions(count).toLowerCase()}`
      : "No question fits";
    start.disabled = !count;
  };
  const choose = (change) => {
    choice = { ...choice, ids: null, seed: "", ...change };
    stage.setAddress(choice);
    update();
  };
  const form = makeForm(stage, choice, choose);
  update();
  const isChosen = Object.keys(LEGENDS).some((name) => choice[name].length) || choice.exam;
  stage.show(
    "choosing",
    title,
    about,
    make("div", { class: "study-quiz__start" }, start, ...makeOtherStarts(stage, choice)),
    make(
      "details",
      { class: "study-quiz__choose", open: isChosen && !choice.ids },
      make("summary", {}, "Choose chapters, levels, kinds and number"),
      form,
    ),
  );
  return title;
}

/** Return of how many questions the quiz would be; which, is found out when it begins. */
function countChosen(questions, { ids, n, ...choice }) {
  if (ids) return ids.length;
  const fitting = findFitting(questions, choice).length;
  return n ? Math.min(n, fitting) : fitting;
}

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
const countQuestions = (count) => `${NUMBERS[count] ?? count} question${count === 1 ? "" : "s"}`;

function describeMix({ chapters, shuffled }, { names }) {
  if (!shuffled) return "in written order";
  if (chapters.length === 1) return `from “${names.chapters.get(chapters[0])}”`;
  return `mixed from ${chapters.length || `all ${names.chapters.size}`} chapters`;
}

function describeWay({ exam, minutes }, count) {
  const time = minutes || Math.ceil(count * 1.5);
  if (exam) return `Exam: ${time} minutes, move freely, flag what you doubt. Everything is explained at the end.`;
  return "Reasons after every answer. What you miss returns a few questions later, until each was right once.";
}

function makeOtherStarts(stage, choice) {
  const open = stage.findUnfinished();
  const missed = stage.findMissedBefore();
  const left = open && findQueue(open.ids, open.log.slice(0, open.passed)).length;
  return [
    open &&
      makeButton(`Go on: ${open.choice.exam ? "your exam" : `${left} of ${open.ids.length} left`}`, () =>
        stage.resume(open),
      ),
    missed.length > 0 &&
      !choice.ids &&
      makeButton(`Only what you missed before (${missed.length})`, () =>
        stage.begin({ ...FIRST_CHOICE, ids: missed.slice(0, 20) }),
      ),
  ].filter(Boolean);
}

function makeForm({ bank }, choice, choose) {
  const lists = Object.entries(LEGENDS).map(([name, legend]) => makeList(bank, name, legend, choice, choose));
  const shuffle = makeTick("Mix questions and options", { name: "shuffled", checked: choice.shuffled });
  shuffle.firstChild.addEventListener("change", ({ target }) => choose({ shuffled: target.checked }));
  return make(
    "form",
    { class: "study-quiz__choices", onsubmit: (event) => event.preventDefault() },
    ...lists,
    makeNumbers(choice, choose),
    makeModes(choice, choose),
    make("fieldset", {}, make("legend", {}, "Order"), shuffle),
  );
}

function makeList(bank, name, legend, choice, choose) {
  const kind = name.slice(0, -1);
  const ticks = [...bank.names[name]].map(([value, label]) => {
    const fitting = bank.list.filter((question) => question[kind] === value).length;
    return makeTick(`${label} (${fitting})`, { name, value, checked: choice[name].includes(value) });
  });
  const set = make("fieldset", {}, make("legend", {}, `${legend}, none for all`), ...ticks);
  set.addEventListener("change", () =>
    choose({
      [name]: ticks
        .map((tick) => tick.firstChild)
        .filter((input) => input.checked)
        .map(({ value }) => value),
    }),
  );
  return set;
}

function makeNumbers(choice, choose) {
  const numbers = [...new Set([5, 10, 20, 40, ...(choice.n ? [choice.n] : [])])].sort((one, other) => one - other);
  const ticks = [...numbers, 0].map((n) =>
    makeTick(n ? String(n) : "all", { type: "radio", name: "n", value: String(n), checked: choice.n === n }),
  );
  const set = make("fieldset", { "data-inline": true }, make("legend", {}, "How many"), ...ticks);
  set.addEventListener("change", ({ target }) => choose({ n: Number(target.value) }));
  return set;
}

function makeModes(choice, choose) {
  const minutes = make("input", {
    type: "number",
    min: "1",
    max: "600",
    value: choice.minutes || "",
    class: "study-quiz__typed",
    placeholder: "90 s each",
  });
  const clock = make("label", { class: "study-quiz__label", hidden: !choice.exam }, "Minutes", minutes);
  minutes.addEventListener("change", () =>
    choose({ minutes: minutes.checkValidity() ? Math.floor(Number(minutes.value)) : 0 }),
  );
  const way = { type: "radio", name: "mode" };
  const ticks = [
    makeTick("Practice: reasons after each answer", { ...way, value: "practice", checked: !choice.exam }),
    makeTick("Exam: against the clock, reasons at the end", { ...way, value: "exam", checked: choice.exam }),
  ];
  const set = make("fieldset", {}, make("legend", {}, "Way"), ...ticks, clock);
  set.addEventListener("change", ({ target }) => {
    if (target.name !== "mode") return;
    clock.hidden = target.value !== "exam";
    choose({ exam: target.value === "exam" });
  });
  return set;
}
