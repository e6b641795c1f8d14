/**
 * What a step of the drain says, in one sentence.
 *
 * @import { Event } from "../engine.mjs"
 * @import { State } from "./scene.mjs"
 */

import { findMetrics } from "./metrics.mjs";
import { countThreads } from "./model.mjs";

/** @type {(value: number) => string} */
export const whole = (value) => Math.round(value).toLocaleString("en");

/** @type {(records: number) => string} Millions with one decimal, or whole. */
export function records(value) {
  return value >= 999_500 ? `${(value / 1e6).toFixed(value < 9.95e6 ? 2 : 1)} million` : whole(value);
}

/** @type {(seconds: number) => string} */
export const seconds = (value) => `${Number(value.toPrecision(3)).toLocaleString("en")} s`;

/** @type {(lost: number) => string} */
export const sayLoss = (lost) =>
  `Retention reached unread records: ${
    records(lost)
  } are gone, for the position was out of range and auto.offset.reset decided.`;

/**
 * Return what the fleet does now.
 * @param {State} state
 * @param {boolean} isNew Whether that has just begun.
 */
export function sayProgress({ model, parameters, isDown }, isNew) {
  const seen = findMetrics(model, parameters);
  const lag = `Lag is ${records(seen.lag)}`;
  const arrival = parameters.arrival * (1 - model.shed);
  switch (seen.health) {
    case "stopped":
      return `${lag} and grows by ${whole(arrival)} a second: producers write, ${
        isDown ? "the outage lasts" : "nobody reads"
      }.`;
    case "paused":
      return `${lag} and grows by ${whole(arrival)} a second: members poll and stay in the group, but fetch nothing.`;
    case "current":
      return `${isNew ? "The lag is gone" : "Nothing waits"}: workers wait for records, so ${
        whole(arrival)
      } a second need ${whole(seen.busy)} connections.`;
    case "draining":
      return `${lag}: ${whole(seen.throughput)} a second are written and ${whole(arrival)} arrive, so it lasts ${
        whole((seen.drain ?? 0) / 60)
      } more minutes.`;
    case "evicted":
      return `${whole(countThreads(parameters))} members have left the group: their batches lasted longer than ${
        seconds(parameters.pollInterval)
      }, and what they write is not committed. ${lag}.`;
    default:
      return sayLosing({ model, parameters });
  }
}

/** @param {Pick<State, "model" | "parameters">} state */
function sayLosing({ model, parameters }) {
  const { busy, latency, batch, lag, throughput } = findMetrics(model, parameters);
  if (batch === null) return `No write gets a connection; ${records(lag)} records wait.`;
  const why = batch > parameters.pollInterval && !parameters.ownStage
    ? `a full batch takes ${seconds(batch)} and has ${seconds(parameters.pollInterval)}`
    : "that is not more than what arrives";
  return `${whole(busy)} connections are busy and a write takes ${whole(latency * 1000)} ms, so ${
    whole(throughput)
  } a second are written: ${why}. Lag is ${records(lag)}.`;
}

/** @type {Readonly<Record<string, string>>} */
const SAID = {
  outage: "The outage begins: consumers stop, producers go on.",
  stop: "All instances are stopped: batches in hand are dropped and come again, the backlog waits in the log.",
  start: "All instances start, and each thread has a full batch waiting.",
  restart: "All instances start again: the same backlog, the same threads, and what they held is written once more.",
  pause: "All partitions are paused: batches in hand go on, then nothing is fetched.",
  resume: "All partitions are fetched again.",
  reconnect: "RECONNECT: each connection closes once its write is done, and new ones open up to the size.",
  shed: "Producers keep back half of what they would write.",
  admit: "Producers write everything again.",
};

/**
 * Return what an action did.
 * @param {State} before
 * @param {State} now
 * @param {Event} event
 */
export function sayAction(before, now, event) {
  const { model, parameters } = now;
  if (event.name === "recovery") {
    const threads = countThreads(parameters);
    return `The outage is over: ${whole(threads)} threads start at once, and ${
      records(model.logEnd - model.committed)
    } records wait.`;
  }
  if (event.name === "skip") {
    return `Offsets are reset to the end: ${
      records(model.counts.lost - before.model.counts.lost)
    } records will never be read.`;
  }
  return SAID[event.name] ?? saySetting(now, String(event.target));
}

/**
 * @param {State} now
 * @param {string} name
 */
function saySetting({ model, parameters }, name) {
  if (name === "default_pool_size") {
    return model.open === parameters.pool
      ? `The pooler lets ${parameters.pool} through.`
      : `The pooler is set to ${parameters.pool}, but a busy connection goes to the next thread that waits: ${model.open} stay until RECONNECT.`;
  }
  if (name === "instances") {
    return `${parameters.instances} instances: the group rebalances, and ${
      whole(countThreads(parameters))
    } threads own its partitions.`;
  }
  if (READ_AT_START.has(name) && model.isRunning) {
    return `Consumers read ${name} when they start: all instances were restarted, and their batches dropped.`;
  }
  return "";
}

const READ_AT_START = new Set([
  "max.poll.records",
  "max.poll.interval.ms",
  "writers",
  "onPartitionsAssigned",
  "rows",
  "timeout",
  "attempts",
]);
