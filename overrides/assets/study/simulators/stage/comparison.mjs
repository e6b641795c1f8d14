/**
 * Two runs side by side: how the facts of one differ from those of the other at the same time.
 *
 * @import { Run } from "../engine.mjs"
 * @import { Story } from "./story.mjs"
 */

import { history } from "../engine.mjs";
import { drawPicture } from "../drawing/picture.mjs";
import { make } from "../../nodes.mjs";
import { goOn } from "./story.mjs";

/**
 * Return a run as far as it is at a time: its last step up to then.
 * @param {Run} run
 * @param {number} now
 * @param {Story} story
 */
export function followTime(run, now, story) {
  const past = history(run).findLast(({ step }) => !step || step.time <= now) ?? run;
  if (past.index < run.index) return past;
  for (let next = goOn(run, story); next !== run && next.queue.now <= now; next = goOn(run, story)) run = next;
  return run;
}

/** @type {(run: Run) => Record<string, string>} */
const factsOf = ({ scene, state, settings, queue }) => scene.facts(state, { now: queue.now, settings });

/**
 * @param {Run} run
 * @param {Run} other
 */
export function drawComparison(run, other) {
  const [here, there] = [factsOf(run), factsOf(other)];
  const rows = Object.keys({ ...there, ...here }).map((name) =>
    make(
      "tr",
      { "data-differs": here[name] !== there[name] || null },
      make("th", { scope: "row" }, name),
      make("td", {}, there[name] ?? "–"),
      make("td", {}, here[name] ?? "–"),
    )
  );
  const { scene, state, settings, queue, step } = other;
  return make(
    "section",
    { class: "study-stage__other", "aria-label": "The other run" },
    make("p", { class: "study-stage__caption" }, "The other run, at the same time"),
    make("p", { class: "study-stage__note" }, step?.said ?? "Nothing has happened yet."),
    ...drawPicture(scene.view(state, { now: queue.now, settings }), null),
    make(
      "table",
      { class: "study-stage__facts" },
      make(
        "thead",
        {},
        make("tr", {}, make("td", {}), make("th", { scope: "col" }, "Without"), make("th", { scope: "col" }, "Yours")),
      ),
      make("tbody", {}, ...rows),
    ),
  );
}
