/**
 * What a run came to, beside that of an expert and that of nobody. Pure.
 *
 * @import { Incident } from "./incident.mjs"
 * @import { Choice, Run } from "./run.mjs"
 * @typedef {{ name: string, points: number, of: number, why: string }} Part
 */

import { listNames } from "./formulas.mjs";
import { choose, pass, passUntil, startRun, TICK } from "./run.mjs";
import { find } from "./values.mjs";

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

/** What a part says of a run in which something was lost for good. */
const SPOILED = "Not counted: what was lost stays lost.";

/**
 * Return the run again from its choices, as far as they can be made.
 * @param {Incident} incident
 * @param {number} seed
 * @param {readonly (readonly [gap: number, id: string])[]} taken
 * @param {number} idle Ticks behind the last of them.
 */
export function replay(incident, seed, taken, idle) {
  let run = startRun(incident, seed);
  for (const [gap, id] of taken) {
    run = pass(run, gap);
    try {
      run = choose(run, id);
    } catch {
      return run;
    }
  }
  return pass(run, idle);
}

/**
 * Return the runs of an expert, one after each step of the path; a step that cannot be taken is left out.
 * @param {Incident} incident
 * @param {number} seed
 */
export function walkExpertPath(incident, seed) {
  let run = startRun(incident, seed);
  const runs = [run];
  for (const { look, do: act, wait, until } of incident.expert) {
    if (run.outcome) break;
    if (wait) run = pass(run, Math.ceil(wait / TICK));
    else if (until !== undefined) run = passUntil(run, until);
    else run = choose(run, /** @type {string} */ (look ?? act));
    runs.push(run);
  }
  return runs;
}

/**
 * Return what comes of doing nothing.
 * @param {Incident} incident
 * @param {number} seed
 */
export const doNothing = (incident, seed) => passUntil(startRun(incident, seed), 0);

/**
 * Return the parts of the score: what decides is the clue that tells most, and the fire put out before it is explained.
 * @param {Run} run
 * @param {Run} expert
 * @param {Run} nobody
 * @returns {Part[]}
 */
export function scoreRun(run, expert, nobody) {
  return [scoreClue(run), scoreMitigation(run, expert), scoreOrder(run), scoreHarm(run, expert, nobody)].concat(
    scoreChoices(run),
    scoreWords(run, expert),
  );
}

/**
 * Return the sum of the parts; a lost incident has at most a third.
 * @param {Run} run
 * @param {readonly Part[]} parts
 */
export function sumScore({ outcome }, parts) {
  const sum = Math.round(parts.reduce((total, { points }) => total + points, 0));
  return outcome === "won" ? sum : Math.min(33, sum);
}

/** @type {(run: Run) => Part} */
function scoreClue({ choices, incident: { signals } }) {
  const most = Math.max(...Object.values(signals).filter(({ ask }) => ask).map(({ tells }) => tells));
  const looks = choices.filter(({ isLook }) => isLook);
  const place = looks.findIndex(({ id }) => signals[id].tells === most);
  const points = place < 0 ? 0 : Math.max(4, 20 - 5 * place);
  const why = place < 0
    ? "You never looked at it."
    : place
    ? `It was the ${ORDINALS[place] ?? `${place + 1}th`} thing you looked at.`
    : "You looked there first.";
  return { name: "The clue that tells most", points, of: 20, why };
}

/** @type {(run: Run) => boolean} Whether it was lost by what was done or left, not by running out of time. */
const isSpoiled = ({ outcome, time, incident }) => outcome === "lost" && time < incident.ends;

/** @type {(run: Run, expert: Run) => Part} */
function scoreMitigation(run, expert) {
  const { marks } = run;
  const name = "Customers out of the fire";
  if (isSpoiled(run)) return { name, points: 0, of: 30, why: SPOILED };
  if (marks.mitigated === null) return { name, points: 0, of: 30, why: "They were in it to the end." };
  const grace = 120;
  const best = (expert.marks.mitigated ?? 0) + grace;
  const points = Math.round(30 * Math.min(1, best / (marks.mitigated + grace)));
  return {
    name,
    points,
    of: 30,
    why: `After ${showMinutes(marks.mitigated)}; an expert needs ${showMinutes(expert.marks.mitigated ?? 0)}.`,
  };
}

/** @type {(run: Run) => Part} Mitigation before diagnosis: looks between the clue and the brake that no action rests on. */
function scoreOrder({ choices, incident: { signals, actions }, marks }) {
  const name = "Mitigation before diagnosis";
  const { detected, mitigated } = marks;
  if (detected === null || mitigated === null) {
    return { name, points: 0, of: 10, why: "There was no brake to come first." };
  }
  const conditions = Object.values(actions).flatMap(({ when, judged }) => [when, ...judged.map(({ when }) => when)]);
  const asked = new Set(conditions.flatMap(listNames));
  const between = choices.filter(({ isLook, at, id }) =>
    isLook && at >= detected && at < mitigated && signals[id].tells < 3 && !asked.has(`seen ${id}`)
  );
  const points = Math.max(0, 10 - 3 * between.length);
  const why = between.length
    ? `${between.length} more looked at while it burned.`
    : "Nothing was looked at while it burned that could wait.";
  return { name, points, of: 10, why };
}

/** @type {(run: Run, expert: Run, nobody: Run) => Part} */
function scoreHarm(run, expert, nobody) {
  const name = "Customer minutes";
  if (isSpoiled(run)) return { name, points: 0, of: 20, why: SPOILED };
  const span = nobody.minutes - expert.minutes;
  const part = span > 0 ? (nobody.minutes - run.minutes) / span : 1;
  const points = Math.round(20 * Math.max(0, Math.min(1, part)));
  const why = `${showCount(run.minutes)} customer minutes; an expert ${showCount(expert.minutes)}, nobody at all ${
    showCount(nobody.minutes)
  }.`;
  return { name, points, of: 20, why };
}

/** @type {(run: Run) => Part} */
function scoreChoices({ choices }) {
  const count = (/** @type {string} */ one) => choices.filter(({ verdict }) => verdict === one).length;
  const [harmful, early] = [count("harmful"), count("early")];
  const counted = [harmful && `${harmful} harmful`, early && `${early} too early`].filter(Boolean);
  const why = counted.length ? `${counted.join(", ")}.` : "None was harmful, none too early.";
  return { name: "What you changed", points: Math.max(0, 10 - 5 * harmful - 2 * early), of: 10, why };
}

/** @type {(run: Run, expert: Run) => Part} */
function scoreWords(run, expert) {
  const { actions } = run.incident;
  const wanted = listWords(expert.choices, actions);
  const said = wanted.filter((id) => run.choices.some((one) => one.id === id && one.verdict === "right"));
  const points = wanted.length ? Math.round((10 * said.length) / wanted.length) : 10;
  return { name: "Words at the right time", points, of: 10, why: `${said.length} of ${wanted.length}.` };
}

/** @type {(choices: readonly Choice[], actions: Incident["actions"]) => string[]} */
const listWords = (choices, actions) => [
  ...new Set(choices.filter(({ id }) => actions[id]?.kind === "tell").map(({ id }) => id)),
];

/**
 * Return the cards that a run shows to be missed: of harmful and early choices, and of what an expert did and you not.
 * @param {Run} run
 * @param {Run} expert
 */
export function findMissedCards(run, expert) {
  const { signals, actions } = run.incident;
  const wrong = run.choices.filter(({ verdict }) => verdict === "harmful" || verdict === "early").map(({ id }) => id);
  const right = new Set(run.choices.filter(({ isLook, verdict }) => isLook || verdict === "right").map(({ id }) => id));
  const left = expert.choices.map(({ id }) => id).filter((id) => !right.has(id));
  const cards = [...wrong, ...left].flatMap((id) => (signals[id] ?? actions[id]).card ?? []);
  return [...new Map(cards.map((card) => [card.id, card])).values()];
}

/**
 * Return what an expert would look at or do in the state in which a run was: the first step of the path not yet taken.
 * @param {Run} run
 */
export function findNextExpertStep(run) {
  const { incident, seen, done } = run;
  return incident.expert.find(({ look, do: act }) => (look && !seen[look]) || (act && !done[act]));
}

/**
 * Return the hint for the state of a run.
 * @param {Run} run
 */
export const findHint = (run) => run.incident.hints.find(({ when }) => find(run, when))?.says ?? "";

/** @param {number} seconds */
export const showMinutes = (seconds) => {
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
};

/** @param {number} value */
export const showCount = (value) => Math.round(value).toLocaleString("en-US");
