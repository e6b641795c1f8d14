/**
 * What a responder sees of the fleet, by names of the trade. Pure.
 *
 * @import { Model, Parameters } from "./model.mjs";
 */

import { countThreads, findAge, findCapacity } from "./model.mjs";

/**
 * @typedef {object} Metrics
 * @property {number} lag Log end minus committed offset, as `kafka-consumer-groups.sh` tells it.
 * @property {number} positionLag Log end minus position: what was handed out counts as read.
 * @property {number} unwritten The lag without what is written and waits for its commit.
 * @property {number} throughput Records written in a second, whether that stays or not.
 * @property {number} busy Connections.
 * @property {number} waiting Threads that wait for a connection.
 * @property {number} latency Seconds of a write; 0 if there was none.
 * @property {number | null} wait Seconds before a write gets its connection; null if none does.
 * @property {number} errors Writes given up in a second.
 * @property {number} lastPoll `last-poll-seconds-ago`
 * @property {number | null} batch Seconds that a full batch takes at this rate; null if it never ends.
 * @property {number} floor Records a second below which full batches outlast the poll interval.
 * @property {number | null} drain Seconds until the lag is gone at this rate; null if that is never.
 * @property {number} age Seconds that the oldest unread record waits.
 * @property {number} demanded Connections that the threads ask for.
 * @property {"Empty" | "Stable" | "PreparingRebalance"} group State of the group.
 * @property {"stopped" | "paused" | "current" | "draining" | "losing" | "evicted"} health
 */

/**
 * Return what can be seen of the fleet now.
 * @param {Model} model
 * @param {Parameters} parameters
 * @returns {Metrics}
 */
export function findMetrics(model, parameters) {
  const { batch, rates, logEnd, committed } = model;
  const lag = logEnd - committed;
  const threads = countThreads(parameters);
  const full = threads * parameters.pollRecords;
  const capacity = findCapacity(parameters, Math.min(threads, model.open));
  const surplus = capacity - parameters.arrival * (1 - model.shed);
  const length = capacity > 0 ? full / capacity : null;
  const isKept = parameters.ownStage || (length !== null && length <= parameters.pollInterval);
  return {
    ...rates,
    lag,
    positionLag: lag - (batch?.held ?? 0),
    unwritten: lag - (batch && !batch.evicted ? batch.written : 0),
    lastPoll: batch && !parameters.ownStage ? batch.age : 0,
    batch: length,
    floor: full / parameters.pollInterval,
    drain: surplus > 0 && isKept && model.isRunning && !model.isPaused ? lag / surplus : null,
    age: findAge(model),
    demanded: model.isRunning ? threads : 0,
    group: !model.isRunning ? "Empty" : batch?.evicted ? "PreparingRebalance" : "Stable",
    health: findHealth(model, isKept && surplus > 0),
  };
}

/**
 * @param {Model} model
 * @param {boolean} gains Whether a full batch is committed, and more leaves than comes.
 * @returns {Metrics["health"]}
 */
function findHealth({ batch, isRunning, isPaused }, gains) {
  if (!isRunning) return "stopped";
  if (batch?.evicted) return "evicted";
  if (isPaused && !batch) return "paused";
  if (!batch) return "current";
  return gains ? "draining" : "losing";
}
