/**
 * What a reader may set, and the parameters of the model that follow. The values are those of the chapter.
 *
 * @import { Setting, Values } from "../engine.mjs"
 * @import { Parameters } from "./model.mjs"
 */

const THREADS = 8;
const PARTITIONS = 320;

/** @type {readonly Setting[]} */
export const SETTINGS = [
  { name: "arrival", label: "Producers write", unit: "records/s", min: 0, max: 5000, step: 100, value: 1000 },
  { name: "outage", label: "The outage lasts", unit: "min", min: 1, max: 600, step: 1, value: 120, fixed: true },
  { name: "instances", label: "Instances, of 8 consumers each", min: 1, max: 120, step: 1, value: 40 },
  { name: "max.poll.records", label: "max.poll.records", min: 10, max: 2000, step: 10, value: 500 },
  {
    name: "max.poll.interval.ms",
    label: "max.poll.interval.ms",
    unit: "ms",
    min: 60_000,
    max: 3_600_000,
    step: 60_000,
    value: 300_000,
  },
  {
    name: "writers",
    label: "Records are written by",
    choices: ["the poll thread", "a stage of its own"],
    value: "the poll thread",
  },
  {
    name: "onPartitionsAssigned",
    label: "onPartitionsAssigned",
    choices: ["pauses again", "does nothing"],
    value: "does nothing",
  },
  { name: "default_pool_size", label: "default_pool_size of the pooler", min: 0, max: 400, step: 1, value: 200 },
  { name: "knee", label: "Knee of the database", unit: "connections", min: 10, max: 400, step: 10, value: 40 },
  { name: "latency", label: "A healthy write takes", unit: "ms", min: 1, max: 200, step: 1, value: 20 },
  { name: "rows", label: "Records in a write", min: 1, max: 100, step: 1, value: 1 },
  { name: "timeout", label: "Time-out of a write, 0 for none", unit: "ms", min: 0, max: 5000, step: 100, value: 0 },
  { name: "attempts", label: "Attempts at a write", min: 1, max: 27, step: 1, value: 3 },
  {
    name: "consumer_byte_rate",
    label: "Byte rate of the group at 1,000 bytes a record, 0 for any",
    unit: "kB/s",
    min: 0,
    max: 5000,
    step: 100,
    value: 0,
  },
  { name: "retention", label: "retention.ms, in hours", unit: "h", min: 1, max: 168, step: 1, value: 168 },
  { name: "auto.offset.reset", label: "auto.offset.reset", choices: ["latest", "earliest"], value: "latest" },
];

/**
 * Return the parameters that settings give.
 * @param {Values} settings
 * @returns {Parameters}
 */
export function readParameters(settings) {
  const number = (/** @type {string} */ name) => Number(settings[name]);
  return {
    arrival: number("arrival"),
    partitions: PARTITIONS,
    instances: number("instances"),
    threads: THREADS,
    pollRecords: number("max.poll.records"),
    pollInterval: number("max.poll.interval.ms") / 1000,
    ownStage: settings.writers === "a stage of its own",
    pausesAgain: settings.onPartitionsAssigned === "pauses again",
    pool: number("default_pool_size"),
    knee: number("knee"),
    latency: number("latency") / 1000,
    rows: number("rows"),
    timeout: number("timeout") / 1000,
    attempts: number("attempts"),
    quota: number("consumer_byte_rate"),
    retention: number("retention") * 3600,
    offsetReset: settings["auto.offset.reset"] === "earliest" ? "earliest" : "latest",
  };
}
