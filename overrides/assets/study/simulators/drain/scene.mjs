/**
 * The scene of "Thundering herd": a group comes back with hours of records, and meets a database.
 *
 * @import { Action, Due, Event, Scene, Tone } from "../engine.mjs"
 * @import { Model, Parameters } from "./model.mjs"
 * @typedef {readonly (readonly [time: number, value: number])[]} Points
 *
 * @typedef {object} State
 * @property {Model} model
 * @property {Parameters} parameters
 * @property {boolean} isDown Whether the outage lasts.
 * @property {string} health What was last said of the fleet.
 * @property {number} since Second from which that, or what a reader did, holds.
 * @property {{ lag: Points, busy: Points, latency: Points }} points
 */

import { changeParameters, CONTROLS } from "./controls.mjs";
import { findMetrics } from "./metrics.mjs";
import { runModel, startModel } from "./model.mjs";
import { readParameters, SETTINGS } from "./settings.mjs";
import { sayAction, sayLoss, sayProgress } from "./sentences.mjs";
import { findFacts, view } from "./view.mjs";

const TICK = 60;
const OUTAGE_AT = 20 * 60;

/** @type {Scene<State>} */
export const drain = {
  name: "drain",
  settings: SETTINGS,
  leavesOut:
    "The fleet is one: all threads poll together and share the database evenly, so there is no hot partition, " +
    "no member that is evicted alone, and commits come in waves. A rebalance takes no time. The database slows down by " +
    "the square of its load, which is an assumption; only this group uses it. retention.bytes, batches on the wire and " +
    "the brokers are left out.",
  start(settings) {
    const parameters = readParameters(settings);
    const state = {
      model: startModel(parameters),
      parameters,
      isDown: false,
      health: "current",
      since: 0,
      points: { lag: [], busy: [], latency: [] },
    };
    return { state, events: [due(TICK, "tick")] };
  },
  actions: listActions,
  handle(state, event, { settings }) {
    if (event.name === "tick") return tick(state, OUTAGE_AT + Number(settings.outage) * 60);
    return takeAction(state, event, readParameters(settings));
  },
  view,
  facts: findFacts,
};

/** @type {(after: number, name: string) => Due} After so many seconds. */
const due = (after, name) => ({ after: after * 1000, event: { name } });

/**
 * Return what a responder may do now.
 * @param {State} state
 * @returns {Action[]}
 */
function listActions({ model, parameters, isDown }) {
  const { isRunning, isPaused, open, shed } = model;
  /** @type {[boolean, string, string, string][]} */
  const all = [
    [isRunning, "stop", "Stop all instances", "Consumers"],
    [!isRunning && !isDown, "start", "Start all instances", "Consumers"],
    [isRunning, "restart", "Restart all instances", "Consumers"],
    [isRunning && !isPaused, "pause", "Pause all partitions", "Consumers"],
    [isRunning && isPaused, "resume", "Resume all partitions", "Consumers"],
    [!isRunning && !isDown, "skip", "Reset offsets to latest", "Consumers"],
    [open !== parameters.pool, "reconnect", "RECONNECT", "Pooler"],
    [shed === 0, "shed", "Keep back half of the writes", "Producers"],
    [shed > 0, "admit", "Write all again", "Producers"],
  ];
  return all.filter(([isPossible]) => isPossible).map(([, name, label, group]) => ({ name, label, group }));
}

/**
 * Let a minute pass; it is a step if what is seen has changed, or if long enough nothing was said.
 * @param {State} state
 * @param {number} recovery Second at which the outage ends.
 */
function tick(state, recovery) {
  const model = runModel(state.model, state.parameters, TICK);
  const { health } = findMetrics(model, state.parameters);
  const lost = model.counts.lost - state.model.counts.lost;
  const hasChanged = isNews(state.health, health);
  const next = { ...state, model, points: drawPoints(state, model) };
  if (hasChanged) Object.assign(next, { health, since: model.at });
  const isTold = hasChanged || isDue(model.at, next.since, TROUBLE.has(health) ? 600 : 1800);
  const said = lost > 0 ? sayLoss(lost) : isTold ? sayProgress(next, hasChanged) : "";
  const events = [due(TICK, "tick")];
  if (model.at === OUTAGE_AT) events.push(due(0, "outage"));
  if (model.at === recovery) events.push(due(0, "recovery"));
  return { state: next, events, said, kind: lost > 0 ? BAD : findTone(next) };
}

/** @type {(before: string, now: string) => boolean} An eviction after evictions is none. */
const isNews = (before, now) => before !== now && !(before === "evicted" && now === "losing");

/** @type {(at: number, since: number, often: number) => boolean} After five minutes, then every so many seconds. */
const isDue = (at, since, often) => at - since === 300 || at % (at - since > 3600 ? 1800 : often) === 0;

/**
 * Do what a reader or the story does at once.
 * @param {State} state
 * @param {Event} event
 * @param {Parameters} parameters
 */
function takeAction(state, event, parameters) {
  const { name } = event;
  const isDown = name === "outage" || (name !== "recovery" && state.isDown);
  const control = CONTROLS[CONTROL_OF[name] ?? name];
  const changed = changeParameters(state.model, state.parameters, parameters);
  const model = control ? control(changed, parameters) : changed;
  const { health } = findMetrics(model, parameters);
  const next = { ...state, model, parameters, isDown, health, since: model.at };
  return { state: next, events: [], said: sayAction(state, next, event), kind: name === "outage" ? BAD : "hot" };
}

/** @type {Readonly<Record<string, string>>} */
const CONTROL_OF = { outage: "stop", recovery: "start" };

/** @type {(state: State, model: Model) => State["points"]} */
function drawPoints({ points }, { at, logEnd, committed, rates }) {
  const time = at * 1000;
  return {
    lag: [...points.lag, [time, (logEnd - committed) / 1e6]],
    busy: [...points.busy, [time, rates.busy]],
    latency: [...points.latency, [time, rates.latency * 1000]],
  };
}

/** @type {Tone} */
const BAD = "bad";

const TROUBLE = new Set(["evicted", "losing"]);

/** @type {(state: State) => Tone} A fleet that loses ground below the knee is only being let in. */
function findTone({ health, model, parameters }) {
  if (health === "evicted" || (health === "losing" && model.rates.busy > parameters.knee)) return BAD;
  if (health === "draining" || health === "current") return "good";
  return health === "stopped" ? "muted" : "plain";
}
