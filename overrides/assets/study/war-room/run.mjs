/**
 * An incident as it runs: a world, a clock, and what the lead looked at and did. Pure; the same incident, seed and
 * choices give the same run on every machine. No function changes the run that it gets.
 *
 * @import { Incident } from "./incident.mjs"
 * @import { DrainWorld } from "./drain-world.mjs"
 * @import { Tree } from "./formulas.mjs"
 *
 * @typedef {object} Entry Something that was seen or heard.
 * @property {number} at Seconds.
 * @property {"pushed" | "looked" | "done" | "end"} is
 * @property {string} id Of the signal or the action.
 * @property {string} text
 * @property {readonly { label: string, unit: string, points: readonly number[], value: number }[]} graph A point a minute.
 *
 * @typedef {object} Choice
 * @property {number} at Seconds at which it was made.
 * @property {number} done Seconds at which it was over.
 * @property {string} id
 * @property {boolean} isLook
 * @property {string} verdict Of an action: right, harmless, early or harmful.
 * @property {string} says What an expert says of it.
 * @property {number} harm The part of the customers that suffered when it was made.
 *
 * @typedef {Record<string, { count: number, at: number }>} Memory
 *
 * @typedef {object} Run
 * @property {Incident} incident
 * @property {number} seed
 * @property {number} time Seconds.
 * @property {Record<string, number>} own
 * @property {DrainWorld | null} drain
 * @property {Record<string, number>} values Of the model, as formulas name them.
 * @property {Memory} seen
 * @property {Memory} done
 * @property {readonly { at: number, id: string, index: number }[]} queue Effects to come.
 * @property {Readonly<Record<string, boolean>>} holds Whether what pushes a signal held last.
 * @property {readonly number[]} spent Rules that happen once and have.
 * @property {Readonly<Record<string, readonly number[]>>} points
 * @property {readonly Entry[]} feed
 * @property {readonly Choice[]} choices
 * @property {readonly [gap: number, id: string][]} taken Ticks waited before each choice, and the choice.
 * @property {number} idle Ticks waited since the last choice.
 * @property {number} minutes Customer minutes lost.
 * @property {{ detected: number | null, mitigated: number | null, recovered: number | null }} marks Seconds.
 * @property {"" | "won" | "lost"} outcome
 */

import { makeRandom } from "../simulators/engine.mjs";
import { actOnDrain, readDrain, runDrain, setDrain, startDrain } from "./drain-world.mjs";
import { drawGraph, notePoints, push, remember, tell } from "./hearing.mjs";
import { find, findHarm } from "./values.mjs";

/** Seconds. */
export const TICK = 10;

/**
 * Return an incident at the moment in which the lead takes over.
 * @param {Incident} incident
 * @param {number} seed
 * @returns {Run}
 */
export function startRun(incident, seed) {
  const { random } = makeRandom(seed);
  const { world } = incident;
  /** @param {Record<string, number | string | number[]>} values */
  const draw = (values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, drawValue(value, random)]));
  const drain = world.model === "drain" ? startDrain(draw(world.settings), world.begins) : null;
  /** @type {Run} */
  const run = {
    incident,
    seed,
    time: 0,
    own: /** @type {Record<string, number>} */ (draw(world.start)),
    drain,
    values: drain ? readDrain(drain) : {},
    seen: {},
    done: {},
    queue: [],
    holds: {},
    spent: [],
    points: {},
    feed: [],
    choices: [],
    taken: [],
    idle: 0,
    minutes: 0,
    marks: { detected: null, mitigated: null, recovered: null },
    outcome: "",
  };
  applyRules(run, 0);
  notePoints(run);
  push(run);
  return run;
}

/** @type {(value: number | string | number[], random: () => number) => number | string} */
function drawValue(value, random) {
  if (!Array.isArray(value)) return value;
  const [low, high, step] = value;
  return low + Math.floor(random() * (Math.floor((high - low) / step) + 1)) * step;
}

/**
 * Return whether a signal can be looked at, or an action taken, now.
 * @param {Run} run
 * @param {string} id
 */
export function canChoose(run, id) {
  if (run.outcome) return false;
  const { signals, actions } = run.incident;
  const signal = signals[id];
  if (signal) return signal.ask !== "" && find(run, signal.when) !== 0;
  return id in actions && find(run, actions[id].when) !== 0;
}

/**
 * Return the run after a choice; throw RangeError for one that cannot be made now.
 * @param {Run} before
 * @param {string} id
 * @returns {Run}
 */
export function choose(before, id) {
  if (!canChoose(before, id)) throw new RangeError(`${id}: not possible now`);
  const run = { ...before };
  const signal = run.incident.signals[id];
  const { takes } = signal ?? run.incident.actions[id];
  const judged = signal ? null : run.incident.actions[id].judged.find(({ when }) => find(run, when));
  run.taken = [...run.taken, [run.idle, id]];
  run.idle = 0;
  const choice = { at: run.time, id, isLook: Boolean(signal), harm: findHarm(run) };
  for (let left = Math.ceil(takes / TICK); left > 1 && !run.outcome; left--) tick(run);
  if (!signal && !run.outcome) takeEffect(run, id);
  if (!run.outcome) tick(run);
  const said = { verdict: judged?.verdict ?? "", says: judged?.says ?? "", done: run.time };
  run.choices = [...run.choices, { ...choice, ...said }];
  if (run.outcome) return run;
  if (signal) {
    run.seen = remember(run.seen, id, run.time);
    tell(run, "looked", id, signal.says, drawGraph(run, id, signal.graph));
  } else tell(run, "done", id, run.incident.actions[id].says, []);
  settle(run);
  return run;
}

/** @type {(run: Run, id: string) => void} It acts while the lead is still at it, so that what is heard tells of it. */
function takeEffect(run, id) {
  const { effects } = run.incident.actions[id];
  run.done = remember(run.done, id, run.time);
  for (const [index, { after }] of effects.entries()) {
    if (after > 0) run.queue = [...run.queue, { at: run.time + after, id, index }];
    else apply(run, id, index);
  }
  applyRules(run, 0);
}

/**
 * Return the run after so many seconds, or at the next thing that somebody says.
 * @param {Run} before
 * @param {number} seconds
 * @returns {Run}
 */
export function wait(before, seconds) {
  const run = { ...before };
  for (let left = Math.ceil(seconds / TICK); left > 0 && !run.outcome; left--) {
    const heard = run.feed.length;
    run.idle++;
    tick(run);
    if (run.feed.length > heard) break;
  }
  return run;
}

/**
 * Return the run after so many ticks, whatever is said meanwhile.
 * @param {Run} before
 * @param {number} ticks
 * @returns {Run}
 */
export function pass(before, ticks) {
  const run = { ...before };
  for (let left = ticks; left > 0 && !run.outcome; left--) {
    run.idle++;
    tick(run);
  }
  return run;
}

/**
 * Return the run once something holds, or at its end.
 * @param {Run} before
 * @param {Tree} tree
 * @returns {Run}
 */
export function passUntil(before, tree) {
  let run = before;
  while (!run.outcome && !find(run, tree)) run = pass(run, 1);
  return run;
}

/** @param {Run} run */
function tick(run) {
  run.time += TICK;
  if (run.drain) {
    run.drain = runDrain(run.drain, TICK);
    run.values = readDrain(run.drain);
  }
  for (const { at, id, index } of run.queue) if (at <= run.time) apply(run, id, index);
  run.queue = run.queue.filter(({ at }) => at > run.time);
  applyRules(run, TICK);
  run.minutes += (run.incident.customers * findHarm(run) * TICK) / 60;
  if (run.time % 60 === 0) notePoints(run);
  settle(run);
}

/** @type {(run: Run, id: string, index: number) => void} */
function apply(run, id, index) {
  const effect = run.incident.actions[id].effects[index];
  if (!find(run, effect.when)) return;
  for (const [name, written] of Object.entries(effect.set)) set(run, name, written);
  if (effect.do) actOn(run, effect.do);
}

/** @type {(run: Run, name: string, written: Tree | [quoted: Tree]) => void} */
function set(run, name, written) {
  if (name in run.own || !run.drain) {
    run.own = { ...run.own, [name]: find(run, /** @type {Tree} */ (written)) };
    return;
  }
  const value = typeof written === "string" && written.startsWith("=") ? written.slice(1) : find(run, written);
  run.drain = setDrain(run.drain, name, value);
  run.values = readDrain(run.drain);
}

/** @type {(run: Run, name: string) => void} */
function actOn(run, name) {
  if (!run.drain) return;
  run.drain = actOnDrain(run.drain, name);
  run.values = readDrain(run.drain);
}

/** @type {(run: Run, seconds: number) => void} */
function applyRules(run, seconds) {
  for (const [index, { when, rate, set: sets, do: act, once }] of run.incident.world.rules.entries()) {
    if (run.spent.includes(index) || !find(run, when)) continue;
    for (const [name, tree] of Object.entries(rate)) {
      run.own = { ...run.own, [name]: run.own[name] + seconds * find(run, tree) };
    }
    for (const [name, tree] of Object.entries(sets)) set(run, name, tree);
    if (act) actOn(run, act);
    if (once) run.spent = [...run.spent, index];
  }
}

/** @param {Run} run Push what is heard now, note which goals hold, and end the run where it ends. */
function settle(run) {
  const { goals, fails, ends } = run.incident;
  const marks = { ...run.marks };
  if (marks.detected === null && find(run, goals.detected)) marks.detected = run.time;
  if (!find(run, goals.mitigated)) marks.mitigated = null;
  else marks.mitigated ??= run.time;
  push(run);
  const fail = fails.find(({ when }) => find(run, when));
  if (fail) end(run, "lost", fail.says);
  else if (marks.mitigated !== null && find(run, goals.recovered)) {
    marks.recovered = run.time;
    end(run, "won", "");
  } else if (run.time >= ends) end(run, "lost", "");
  run.marks = marks;
}

/** @type {(run: Run, outcome: "won" | "lost", text: string) => void} */
function end(run, outcome, text) {
  run.outcome = outcome;
  run.feed = [...run.feed, { at: run.time, is: "end", id: outcome, text, graph: [] }];
}
