/**
 * The group and the database of the drain simulator, as the world of an incident. Pure.
 *
 * @import { Value, Values } from "../simulators/engine.mjs"
 * @import { Model, Parameters } from "../simulators/drain/model.mjs"
 * @typedef {object} DrainWorld
 * @property {Values} settings
 * @property {Parameters} parameters
 * @property {Model} model
 * @property {readonly number[]} commits What was committed at the end of each of the last ticks, the newest last.
 */

import { changeParameters, CONTROLS } from "../simulators/drain/controls.mjs";
import { findMetrics } from "../simulators/drain/metrics.mjs";
import { runModel, startModel } from "../simulators/drain/model.mjs";
import { readParameters, SETTINGS } from "../simulators/drain/settings.mjs";

/** Seconds before the outage, as in the scene of the simulator. */
const CALM = 20 * 60;

/** Ticks over which progress is measured: commits come in waves of minutes. */
const WINDOW = 30;

/**
 * Return the world at the second in which the lead takes over, behind its outage.
 * @param {Values} changed Settings that differ from those of the simulator.
 * @param {number} begins
 * @returns {DrainWorld}
 */
export function startDrain(changed, begins) {
  const settings = Object.fromEntries(SETTINGS.map(({ name, value }) => [name, changed[name] ?? value]));
  const parameters = readParameters(settings);
  const outage = Number(settings.outage) * 60;
  let model = runModel(startModel(parameters), parameters, CALM);
  model = runModel(CONTROLS.stop(model, parameters), parameters, outage);
  model = runModel(CONTROLS.start(model, parameters), parameters, Math.max(0, begins - CALM - outage));
  return { settings, parameters, model, commits: [model.committed] };
}

/**
 * Return the world so many seconds later.
 * @param {DrainWorld} world
 * @param {number} seconds
 * @returns {DrainWorld}
 */
export function runDrain(world, seconds) {
  const model = runModel(world.model, world.parameters, seconds);
  return { ...world, model, commits: [...world.commits.slice(-WINDOW), model.committed] };
}

/**
 * Return the world with one setting changed.
 * @param {DrainWorld} world
 * @param {string} name
 * @param {Value} value
 * @returns {DrainWorld}
 */
export function setDrain(world, name, value) {
  const settings = { ...world.settings, [name]: value };
  const parameters = readParameters(settings);
  return { ...world, settings, parameters, model: changeParameters(world.model, world.parameters, parameters) };
}

/**
 * Return the world after an action of the simulator.
 * @param {DrainWorld} world
 * @param {string} name
 * @returns {DrainWorld}
 */
export const actOnDrain = (world, name) => ({ ...world, model: CONTROLS[name](world.model, world.parameters) });

/**
 * Return what formulas may name.
 * @param {DrainWorld} world
 * @returns {Record<string, number>}
 */
export function readDrain({ model, parameters, settings, commits }) {
  const seen = findMetrics(model, parameters);
  const { written, repeated, lost, evictions, rebalances } = model.counts;
  return {
    lag: seen.lag,
    committed: model.committed,
    log_end: model.logEnd,
    arrival: parameters.arrival * (1 - model.shed),
    busy: seen.busy,
    waiting: seen.waiting,
    latency: seen.latency * 1000,
    throughput: seen.throughput,
    goodput: (model.committed - commits[0]) / (10 * Math.max(1, commits.length - 1)),
    errors: seen.errors,
    last_poll: seen.lastPoll,
    batch: seen.batch ?? -1,
    drain: seen.drain ?? -1,
    age: seen.age,
    demanded: seen.demanded,
    evictions,
    rebalances,
    written,
    repeated,
    lost,
    pool: parameters.pool,
    open: model.open,
    knee: parameters.knee,
    instances: parameters.instances,
    poll_records: parameters.pollRecords,
    poll_interval: parameters.pollInterval,
    running: Number(model.isRunning),
    paused: Number(model.isPaused),
    stable: Number(seen.group === "Stable"),
    retention: Number(settings.retention),
  };
}
