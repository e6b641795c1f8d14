/**
 * The scene of "The holy grail": consume, transform, produce in transactions, and what each kind of reader sees of it.
 *
 * @import { Action, Due, Event, Moment, Outcome, Scene, Setting, Values } from "../engine.mjs"
 * @import { State } from "./log.mjs"
 * @typedef {Event & { token?: number }} Happening
 */

import { expire, writeMarker } from "./coordinator.mjs";
import { append, findLastStable, LEDGER, OFFSETS, read } from "./log.mjs";
import { makeInstance, NEXT, takeStep } from "./loop.mjs";
import { findFacts, view } from "./view.mjs";

const CLEANUP = "transaction.abort.timed.out.transaction.cleanup.interval.ms";

/** Until when the producer without transactions writes, if nothing waits. */
const PLAIN_ENDS = 100_000;

/** @type {readonly Setting[]} */
const SETTINGS = [
  { name: "transaction.version", label: "transaction.version", choices: [2, 1], value: 2, fixed: true },
  {
    name: "transaction.timeout.ms",
    label: "transaction.timeout.ms",
    unit: "ms",
    min: 3000,
    max: 900_000,
    step: 1000,
    value: 60_000,
  },
  { name: CLEANUP, label: CLEANUP, unit: "ms", min: 1000, max: 60_000, step: 1000, value: 10_000, fixed: true },
  { name: "input", label: "Records in the input", min: 1, max: 60, step: 1, value: 12, fixed: true },
  { name: "max.poll.records", label: "max.poll.records", min: 1, max: 10, step: 1, value: 2 },
  {
    name: "plain",
    label: "Seconds between records without transaction, 0 for none",
    unit: "s",
    min: 0,
    max: 60,
    step: 1,
    value: 15,
    fixed: true,
  },
  { name: "rewind", label: "After an abort the consumer", choices: ["rewinds", "goes on"], value: "rewinds" },
];

/** @type {Scene<State, Happening>} */
export const transactions = {
  name: "transactions",
  settings: SETTINGS,
  leavesOut: "One input and one output partition, one transactional.id, no broker that fails, and every replica has " +
    "everything at once, so the high watermark is the log end. Each step of the loop takes a second, a marker 0.3 s. " +
    "Other transactional.ids, the group's own fencing (KIP-447), writes that are late in the network, retries and " +
    "sequence numbers are left out.",
  start(settings) {
    const { state, events } = addInstance(makeState(settings), "A");
    const plain = Number(settings.plain) * 1000;
    return { state, events: plain > 0 ? [...events, { after: plain, event: { name: "plain" } }] : events };
  },
  actions: listActions,
  handle(state, event, moment) {
    const outcome = happen(state, event, moment);
    const seen = read(outcome.state);
    const isOpen = seen.coordinator.state === "Ongoing" && !seen.checked;
    if (!isOpen) return { ...outcome, state: seen };
    const interval = Number(moment.settings[CLEANUP]);
    const check = { after: interval - moment.now % interval, event: { name: "check" } };
    return { ...outcome, state: { ...seen, checked: true }, events: [...outcome.events, check] };
  },
  view,
  facts: findFacts,
};

/** @type {(settings: Values) => State} */
function makeState(settings) {
  return {
    version: Number(settings["transaction.version"]),
    input: Number(settings.input),
    ledger: [],
    epochs: { [LEDGER]: 0, [OFFSETS]: 0 },
    offsets: { committed: 0, pending: null },
    coordinator: { state: "Empty", epoch: -1, lastEpoch: null, transaction: 0, partitions: [], since: 0 },
    instances: {},
    readers: { read_uncommitted: { position: 0, seen: [] }, read_committed: { position: 0, seen: [] } },
    checked: false,
    plain: 0,
    aborted: [],
    markers: [],
  };
}

/** @type {(state: State, name: string) => { state: State, events: Due<Happening>[] }} */
function addInstance(state, name) {
  const instances = { ...state.instances, [name]: makeInstance(name) };
  return { state: { ...state, instances }, events: [{ after: NEXT, event: { name: "step", target: name, token: 0 } }] };
}

/**
 * @param {State} state
 * @param {Happening} event
 * @param {Moment} moment
 * @returns {Outcome<State, Happening>}
 */
function happen(state, { name, target = "", token }, { now, settings }) {
  const instance = state.instances[target];
  switch (name) {
    case "step":
      if (instance.process !== "running" || instance.turn !== token) return { state, events: [], said: "" };
      return takeStep(state, target, now, settings);
    case "marker": {
      const { state: next, events, said = "" } = writeMarker(state);
      return { state: next, events, said };
    }
    case "check":
      return check({ ...state, checked: false }, now, Number(settings["transaction.timeout.ms"]));
    case "plain":
      return writePlain(state, now, Number(settings.plain) * 1000);
    case "start":
      return start(state);
    default:
      return change(state, target, name);
  }
}

/** @type {(state: State, now: number, timeout: number) => Outcome<State, Happening>} */
function check(state, now, timeout) {
  const { state: next, events } = expire(state, now, timeout);
  if (next === state) return { state, events, said: "" };
  const age = Math.round((now - state.coordinator.since) / 1000);
  const said =
    `The coordinator finds the transaction ${age} s old, past transaction.timeout.ms: PrepareAbort, epoch ${next.coordinator.epoch}.`;
  return { state: next, events, said, kind: "bad" };
}

/** @type {(state: State, now: number, every: number) => Outcome<State, Happening>} */
function writePlain(state, now, every) {
  const label = `n${state.plain + 1}`;
  const next = append({ ...state, plain: state.plain + 1 }, { label, epoch: -1, transaction: null });
  const offset = state.ledger.length;
  const stable = findLastStable(next);
  const waits = stable <= offset;
  const said = `${label}, of no transaction, is written at ${offset}; committed readers ${
    waits ? `do not get it, for the LSO stands at ${stable}` : "get it at once"
  }.`;
  const events = waits || now + every < PLAIN_ENDS ? [{ after: every, event: { name: "plain" } }] : [];
  return { state: next, events, said, kind: waits ? "hot" : "plain" };
}

/** @type {(state: State) => string} */
const nextName = ({ instances }) => "ABCD"[Object.keys(instances).length];

/** @type {(state: State) => Outcome<State, Happening>} */
function start(state) {
  const name = nextName(state);
  return { ...addInstance(state, name), said: `${name} starts with the same transactional.id.`, kind: "hot" };
}

/** @type {Readonly<Record<string, { change: Partial<import("./log.mjs").Instance>, said: string, kind: import("../engine.mjs").Tone }>>} */
const CHANGES = {
  crash: { change: { process: "crashed" }, said: "crashes here: nobody tells the coordinator.", kind: "bad" },
  pause: { change: { process: "paused" }, said: "stands still here, as in a long garbage collection.", kind: "bad" },
  wake: { change: { process: "running" }, said: "wakes up and goes on where it was.", kind: "hot" },
  fail: { change: { fails: true }, said: "will meet a record on which transform throws.", kind: "hot" },
};

/** @type {(state: State, name: string, action: string) => Outcome<State, Happening>} */
function change(state, name, action) {
  const found = CHANGES[action];
  if (!found) return { state, events: [], said: "" };
  const before = state.instances[name];
  const instance = { ...before, ...found.change, turn: before.turn + (action === "fail" ? 0 : 1) };
  const events = action === "wake"
    ? [{ after: NEXT, event: { name: "step", target: name, token: instance.turn } }]
    : [];
  const next = { ...state, instances: { ...state.instances, [name]: instance } };
  return { state: next, events, said: `${name} ${found.said}`, kind: found.kind };
}

/** @type {(state: State) => Action[]} */
function listActions(state) {
  /** @type {(name: string, target: string, label: string) => Action} */
  const make = (name, target, label) => ({ name, target, label, group: target });
  const all = Object.values(state.instances).flatMap(({ name, process, fails }) => {
    if (process === "running") {
      const both = [make("crash", name, "Crash"), make("pause", name, "Pause")];
      return fails ? both : [...both, make("fail", name, "Let transform throw")];
    }
    return process === "paused" ? [make("wake", name, "Wake up"), make("crash", name, "Crash")] : [];
  });
  return nextName(state) ? [...all, { name: "start", label: "Start a successor", group: "Group" }] : all;
}
