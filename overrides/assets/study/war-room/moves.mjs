/**
 * Choices and what an expert says of them, as nodes: for debrief, replay and the interviewer's script.
 *
 * @import { Link } from "./incident.mjs"
 * @import { Run } from "./run.mjs"
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 */

import { make } from "../nodes.mjs";
import { makeText } from "./feed.mjs";
import { findNextExpertStep, showMinutes, walkExpertPath } from "./outcome.mjs";
import { showClock } from "./values.mjs";

/** @type {Readonly<Record<string, string>>} */
const VERDICTS = { right: "Right", harmless: "Harmless", early: "Too early", harmful: "Harmful" };

/**
 * Return what an expert says of a choice, and would have done then.
 * @param {Run} run
 * @param {number} index Of the choice.
 * @param {Run} before The run just before it.
 */
export function makeChoiceNote(run, index, before) {
  const { id, isLook, verdict, says } = run.choices[index];
  const { signals, actions, expert } = run.incident;
  const part = isLook ? signals[id] : actions[id];
  const next = findNextExpertStep(before);
  const wanted = next?.look ?? next?.do;
  const isAgreed = !wanted || wanted === id;
  const label = isLook ? signals[id].ask : actions[id].label;
  return [
    make("p", { class: "study-war__move" }, make("strong", {}, ...makeText(label))),
    make(
      "p",
      {},
      verdict && make("b", { class: "study-war__verdict" }, `${VERDICTS[verdict]}. `),
      ...makeText(isLook ? signals[id].reads : says),
    ),
    !isAgreed && expert.length > 0 &&
    make(
      "p",
      { class: "study-war__then" },
      "An expert, then: ",
      ...makeText(labelOf(run, wanted)),
      ". ",
      ...makeText(next?.why ?? ""),
    ),
    makeLinks([part.see, part.card]),
  ].filter((one) => one !== false);
}

/** @type {(run: Run, id: string) => string} */
const labelOf = ({ incident: { signals, actions } }, id) => signals[id]?.ask ?? actions[id].label;

/** @param {(Link | null)[]} links */
function makeLinks(links) {
  const nodes = links.flatMap((link) => (link ? [make("a", { href: link.url }, ...makeText(link.title)), " "] : []));
  return nodes.length > 0 && make("p", { class: "study-links" }, ...nodes);
}

/**
 * Return the steps of the expert, with their times under the seed of the address.
 * @param {WarRoomPanel} panel
 */
export function listExpertSteps({ incident, address }) {
  const runs = walkExpertPath(incident, Number(address.seed));
  return incident.expert.slice(0, runs.length - 1).map(({ look, do: act, why }, index) => {
    const label = look
      ? incident.signals[look].ask
      : act
      ? incident.actions[act].label
      : `Wait ${showMinutes(runs[index + 1].time - runs[index].time)}`;
    return make(
      "li",
      {},
      make("time", {}, showClock(incident, runs[index].time)),
      make(
        "div",
        {},
        make("p", { class: "study-war__move" }, make("strong", {}, ...makeText(label))),
        make("p", {}, ...makeText(why)),
      ),
    );
  });
}
