/**
 * The debrief: how long everything took, what each choice was worth, and what to read again.
 *
 * @import { Run } from "./run.mjs"
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 */

import { make } from "../nodes.mjs";
import { makeButton } from "../practice/parts.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { makeText } from "./feed.mjs";
import { listExpertSteps, makeChoiceNote } from "./moves.mjs";
import { replay, showCount, showMinutes } from "./outcome.mjs";
import { startRun } from "./run.mjs";
import { showClock } from "./values.mjs";
import { makeRubric } from "./sheet.mjs";

/**
 * Show what a run came to, and return the heading.
 * @param {WarRoomPanel} panel
 * @param {Run} run
 * @param {ReturnType<WarRoomPanel["compare"]>} compared
 */
export function showDebrief(panel, run, { expert, parts: score, score: sum, missed }) {
  const parts = panel.copy("debrief");
  const isWon = run.outcome === "won";
  parts.title.textContent = `${isWon ? "Recovered" : "Lost"}: ${sum} of 100`;
  parts.about.append(...makeText(run.feed.findLast(({ is }) => is === "end")?.text || describeEnd(run)));
  parts.marks.append(...makeMarks(run, expert));
  parts.score.append(
    ...score.map(({ name, points, of, why }) =>
      make("li", {}, make("b", {}, `${points} of ${of}`), make("span", {}, `${name}. ${why}`))
    ),
  );
  parts.moves.append(...makeMoves(run));
  parts.missed.append(...missed.map(({ url, title }) => make("li", {}, make("a", { href: url }, ...makeText(title)))));
  const isOwn = panel.address.view === "";
  parts["missed-title"].hidden = missed.length === 0;
  parts.due.hidden = missed.length === 0 || !isOwn;
  parts.due.textContent = `${missed.length === 1 ? "This card is" : "These cards are"} due today among the flashcards.`;
  parts.expert.append(...listExpertSteps(panel));
  parts["rubric-title"].hidden = parts.rubric.hidden = panel.address.view !== "interviewer";
  parts.rubric.append(...makeRubric(panel));
  parts.starts.append(...makeStarts(panel, run, sum, parts.copied));
  panel.show("done", ...parts.node.children);
  panel.announce(parts.title.textContent);
  return parts.title;
}

/** @param {Run} run */
function describeEnd({ outcome, marks, incident }) {
  if (outcome === "won") return "It is over, and the next shift sleeps.";
  if (marks.mitigated === null) return `Time is over, and ${incident.who} still suffer.`;
  return "Time is over. The fire is out, but the backlog is not gone.";
}

/** @type {(run: Run, expert: Run) => HTMLElement[]} */
function makeMarks({ marks, minutes }, expert) {
  /** @type {(at: number | null) => string} */
  const tell = (at) => (at === null ? "never" : showMinutes(at));
  /** @type {[string, string, string][]} */
  const rows = [
    ["Detected", tell(marks.detected), tell(expert.marks.detected)],
    ["Mitigated", tell(marks.mitigated), tell(expert.marks.mitigated)],
    ["Recovered", tell(marks.recovered), tell(expert.marks.recovered)],
    ["Customer minutes lost", showCount(minutes), showCount(expert.minutes)],
  ];
  return rows.map(([name, mine, theirs]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, make("b", {}, mine), make("small", {}, `expert ${theirs}`)))
  );
}

/** @param {Run} run */
function makeMoves(run) {
  let before = startRun(run.incident, run.seed);
  return run.choices.map((choice, index) => {
    before = replay(run.incident, run.seed, run.taken.slice(0, index), 0);
    return make(
      "li",
      { "data-verdict": choice.verdict || "look" },
      make("time", {}, showClock(run.incident, choice.at)),
      make("div", {}, ...makeChoiceNote(run, index, before)),
    );
  });
}

/**
 * @param {WarRoomPanel} panel
 * @param {Run} run
 * @param {number} sum
 * @param {HTMLElement} copied
 */
function makeStarts(panel, run, sum, copied) {
  const { address, incident } = panel;
  const replayed = panel.linkOf({ ...address, taken: run.taken, idle: run.idle, view: "replay", ticks: [] });
  const fresh = panel.linkOf({ ...address, taken: [], idle: 0, view: "", ticks: [] });
  /** @type {(text: string, what: string) => Promise<void>} */
  const copy = async (text, what) => {
    copied.textContent = (await copyText(text)) ? `${what} copied.` : `Copy it from here: ${text}`;
  };
  const { mitigated } = run.marks;
  const told = mitigated === null ? "customers never out of it" : `customers out of it after ${showMinutes(mitigated)}`;
  const result = `${incident.title}: ${run.outcome}, ${sum} of 100, ${told}. Lead it yourself: ${fresh}`;
  const again = makeButton("Lead it again", () => panel.begin({ ...address, view: "", seed: panel.drawSeed() }), {
    "data-rank": "first",
  });
  const watch = make("a", {
    class: "study-panel__button",
    href: replayed,
    onclick: (/** @type {Event} */ event) => {
      event.preventDefault();
      history.pushState(history.state, "", replayed);
      panel.focus(panel.arrive());
    },
  }, "Replay it step by step");
  return [
    again,
    watch,
    makeButton("Copy the replay’s link", () => copy(replayed, "Link to the replay")),
    makeButton("Copy the result", () => copy(result, "Result")),
    makeButton("The start", () => panel.focus(panel.showStart()), { class: "study-panel__plain" }),
  ];
}
