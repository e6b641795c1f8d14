/**
 * What a responder can do to the fleet, each with its real consequence. Pure; every control returns a new model.
 *
 * @import { Model, Parameters } from "./model.mjs";
 */

import { copyModel, QUOTA_BURST } from "./model.mjs";

/** @typedef {(model: Model, parameters: Parameters) => Model} Control */

/** @type {Control} Instances end at once: what they hold is dropped and comes again. */
const stop = (model) => ({ ...dropBatch(model), isRunning: false });

/** @type {Control} A new process knows no pause flag. */
const start = (model) => ({ ...rebalance(model), isRunning: true, isPaused: false });

/** @type {Control} The same backlog, the same threads, and their batches lost. */
const restart = (model, parameters) => start(stop(model, parameters), parameters);

/** @type {Control} Batches in hand go on: a pause stops the next fetch. */
const pause = (model) => ({ ...model, isPaused: true });

/** @type {Control} */
const resume = (model) => ({ ...model, isPaused: false });

/** @type {Control} Every connection closes once its write is done, and new ones open up to the size. */
const reconnect = (model, { pool }) => ({ ...model, open: pool });

/** @type {(part: number) => Control} Producers keep back this part of what they would write. */
const shed = (part) => (model, { arrival }) => noteArrival({ ...model, shed: part }, arrival);

/** @type {Control} `kafka-consumer-groups.sh --reset-offsets --to-latest`, which an active group refuses. */
function skip(model) {
  if (model.isRunning) return model;
  const counts = { ...model.counts, lost: model.counts.lost + model.logEnd - model.committed };
  return { ...model, committed: model.logEnd, counts };
}

/** @type {Readonly<Record<string, Control>>} By the name of the action. */
export const CONTROLS = {
  stop,
  start,
  restart,
  pause,
  resume,
  reconnect,
  shed: shed(0.5),
  admit: shed(0),
  skip,
};

/**
 * Return the model once the parameters are new: some act at once, some by a restart of the consumers that read them.
 * @param {Model} model
 * @param {Parameters} before
 * @param {Parameters} now
 */
export function changeParameters(model, before, now) {
  let next = now.arrival === before.arrival ? model : noteArrival(model, now.arrival);
  if (now.pool !== before.pool) next = resizePool(next, now.pool);
  if (now.instances !== before.instances) next = scale(next, before, now);
  if (now.quota !== before.quota) next = { ...next, tokens: findTokens(model, before.quota, now.quota) };
  return READ_AT_START.some((name) => now[name] !== before[name]) && next.isRunning ? restart(next, now) : next;
}

/** @type {(model: Model, before: number, now: number) => number} A higher rate lets through what its window has left. */
const findTokens = ({ tokens }, before, now) => before > 0 ? Math.max(0, tokens + (now - before) * QUOTA_BURST) : 0;

/** @type {readonly (keyof Parameters)[]} What consumers read once, when they start. */
const READ_AT_START = [
  "pollRecords",
  "pollInterval",
  "ownStage",
  "pausesAgain",
  "rows",
  "timeout",
  "attempts",
  "threads",
];

/**
 * PgBouncer: a larger size acts at once; a smaller one closes idle connections alone, while a busy one goes to whoever
 * waits, so that nothing changes as long as there is a queue.
 * @param {Model} model
 * @param {number} pool
 */
function resizePool(model, pool) {
  const hasQueue = model.isRunning && model.rates.waiting > 0;
  return { ...model, open: hasQueue ? Math.max(pool, model.open) : pool };
}

/** @type {(model: Model, before: Parameters, now: Parameters) => Model} Members join or leave; leaving ones drop work. */
function scale(model, before, now) {
  if (!model.isRunning) return model;
  const next = rebalance(model);
  if (!next.batch || now.instances > before.instances) return next;
  const part = Math.min(1, (now.instances * now.threads) / next.batch.holders);
  const { held, holders, written } = next.batch;
  next.counts.repeated += written * (1 - part);
  next.batch = { ...next.batch, held: held * part, written: written * part, holders: Math.ceil(holders * part) };
  return next;
}

/** @type {(model: Model) => Model} */
function rebalance(model) {
  const next = copyModel(model);
  next.counts.rebalances += 1;
  return next;
}

/** @type {(model: Model) => Model} */
function dropBatch(model) {
  const next = copyModel(model);
  next.counts.repeated += next.batch?.written ?? 0;
  next.batch = null;
  return next;
}

/** @type {(model: Model, arrival: number) => Model} */
function noteArrival(model, arrival) {
  const since = { at: model.at, offset: model.logEnd, rate: arrival * (1 - model.shed) };
  return { ...model, arrivals: [...model.arrivals, since] };
}
