/**
 * What is to be seen of the drain: who takes part, how full each is, and the curves of the chapter.
 *
 * @import { Tone, Values } from "../engine.mjs"
 * @import { View } from "../view.mjs"
 * @import { Metrics } from "./metrics.mjs"
 * @import { State } from "./scene.mjs"
 */

import { findMetrics } from "./metrics.mjs";
import { countThreads } from "./model.mjs";
import { records, seconds, whole } from "./sentences.mjs";

/** Milliseconds that the curves show at least: those of the chapter. */
const END = 420 * 60_000;

/**
 * @param {State} state
 * @param {{ now: number }} moment
 * @returns {View}
 */
export function view(state, { now }) {
  const end = Math.max(END, now);
  const { lag, busy, latency } = state.points;
  const seen = findMetrics(state.model, state.parameters);
  /** @type {(name: string, tone: Tone, points: State["points"]["lag"]) => any} */
  const series = (name, tone, points) => ({ name, tone, points: thin(points) });
  return [
    showParts(state, seen),
    showMeters(state, seen),
    { is: "lines", label: "Lag", unit: "million records", end, top: 1, series: [series("lag", "hot", lag)] },
    { is: "lines", label: "Busy connections", unit: "", end, top: 40, series: [series("busy", "plain", busy)] },
    { is: "lines", label: "A write", unit: "ms", end, top: 100, series: [series("latency", "bad", latency)] },
  ];
}

/**
 * Return every fifth minute, and the last one.
 * @param {State["points"]["lag"]} points
 */
const thin = (points) => points.filter((_, index) => index % 5 === 4 || index === points.length - 1);

/**
 * @param {State} state
 * @param {Metrics} seen
 * @returns {View[number]}
 */
function showParts({ model, parameters }, seen) {
  const over = seen.busy > parameters.knee;
  const group = seen.health === "evicted" || seen.health === "losing"
    ? "bad"
    : seen.health === "stopped"
    ? "muted"
    : "plain";
  return {
    is: "nodes",
    label: "From the log to the database",
    nodes: [
      box("Topic", "plain", seen.lag > 1e6 ? "holds the backlog" : "", [
        ["lag", records(seen.lag)],
        ["oldest unread", seconds(seen.age)],
        ["arrives", `${whole(parameters.arrival * (1 - model.shed))}/s`],
      ]),
      box("Consumers", group, model.isPaused ? "paused" : seen.group, [
        ["threads", whole(countThreads(parameters))],
        ["last-poll-seconds-ago", whole(seen.lastPoll)],
        ["evicted", whole(model.counts.evictions)],
        ["rebalances", whole(model.counts.rebalances)],
      ]),
      box("Pooler", seen.waiting > 0 ? "hot" : "plain", model.open === parameters.pool ? "" : "waits for RECONNECT", [
        ["lets through", whole(model.open)],
        ["waiting", whole(seen.waiting)],
        ["wait", seen.wait === null ? "–" : seconds(seen.wait)],
      ]),
      box("Database", over ? "bad" : seen.busy > 0 ? "good" : "muted", over ? "past its knee" : "", [
        ["busy", whole(seen.busy)],
        ["a write", `${whole(seen.latency * 1000)} ms`],
        ["written", `${whole(seen.throughput)}/s`],
        ["written in vain", records(model.counts.repeated)],
      ]),
    ],
  };
}

/**
 * @param {string} name
 * @param {Tone} tone
 * @param {string} note
 * @param {[string, string][]} facts
 */
const box = (name, tone, note, facts) => ({
  id: name.toLowerCase(),
  name,
  note,
  tone,
  items: [],
  facts: facts.map(([name, value]) => ({ name, value })),
});

/**
 * @param {State} state
 * @param {Metrics} seen
 * @returns {View[number]}
 */
function showMeters({ parameters }, { busy, batch, lastPoll }) {
  const { knee, pool, pollInterval, ownStage } = parameters;
  const isLate = !ownStage && (batch === null || batch > pollInterval);
  const shown = batch === null ? "never ends" : seconds(batch);
  return {
    is: "meters",
    label: "Two limits",
    meters: [
      {
        name: "Busy connections",
        value: busy,
        max: Math.max(pool, busy, 2 * knee),
        shown: whole(busy),
        tone: busy > knee ? "bad" : "good",
        mark: { at: knee, name: `knee, ${knee}` },
      },
      {
        name: "A full batch",
        value: Math.min(batch ?? 2 * pollInterval, 2 * pollInterval),
        max: 2 * pollInterval,
        shown: `${shown}, in hand for ${seconds(lastPoll)}`,
        tone: isLate ? "bad" : "good",
        mark: { at: pollInterval, name: `max.poll.interval.ms, ${seconds(pollInterval)}` },
      },
    ],
  };
}

/**
 * @param {State} state
 * @returns {Record<string, string>}
 */
export function findFacts({ model, parameters }) {
  const { lag, busy, latency, throughput, group } = findMetrics(model, parameters);
  return {
    lag: records(lag),
    "busy connections": whole(busy),
    "a write": `${whole(latency * 1000)} ms`,
    "written a second": whole(throughput),
    "written in vain": records(model.counts.repeated),
    group,
  };
}
