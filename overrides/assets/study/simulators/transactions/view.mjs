/**
 * What is to be seen of transactions: both logs, coordinator and instances, and what each kind of reader got.
 *
 * @import { Tone, Values } from "../engine.mjs"
 * @import { LogRow, NodeBox, View } from "../view.mjs"
 * @import { Entry, Instance, State } from "./log.mjs"
 */

import { findHighWatermark, findLastStable, LEDGER } from "./log.mjs";

/**
 * @param {State} state
 * @returns {View}
 */
export function view(state) {
  const readers = [showReader(state, "read_uncommitted"), showReader(state, "read_committed")];
  return [
    { is: "logs", label: "Input", rows: [showInput(state)] },
    {
      is: "nodes",
      label: "Who takes part",
      nodes: [showCoordinator(state), ...Object.values(state.instances).map(showInstance)],
    },
    { is: "logs", label: "Output", rows: [showLedger(state)] },
    { is: "nodes", label: "What readers of the output got", nodes: readers },
  ];
}

/** @type {(state: State) => LogRow} */
function showInput({ input, offsets, instances }) {
  const live = Object.values(instances).filter(({ process, next }) =>
    process !== "crashed" && process !== "ended" && next !== "init"
  );
  return {
    id: "input",
    name: "payments-0",
    tone: "plain",
    records: Array.from({ length: input }, (_, offset) => ({
      offset,
      label: `r${offset}`,
      title: offset < offsets.committed ? "committed" : "not committed",
      tone: offset < offsets.committed ? "good" : "plain",
    })),
    marks: [
      { name: "group", at: offsets.committed, tone: "good" },
      ...live.map(({ name, position }) => ({ name, at: position, tone: /** @type {Tone} */ ("hot") })),
    ],
    facts: [{ name: "group's offset", value: `${offsets.committed}` }, {
      name: "pending",
      value: `${offsets.pending ?? "–"}`,
    }],
  };
}

/** @type {(state: State) => LogRow} */
function showLedger(state) {
  const stable = findLastStable(state);
  return {
    id: "ledger",
    name: LEDGER,
    tone: "plain",
    records: state.ledger.map((entry, offset) => ({ offset, label: entry.label, ...describe(state, entry) })),
    marks: [
      { name: "LSO", at: stable, tone: stable < findHighWatermark(state) ? "bad" : "good" },
      { name: "HW", at: findHighWatermark(state), tone: "plain" },
    ],
  };
}

/** @type {(state: State, entry: Entry) => { title: string, tone: Tone }} */
function describe({ markers, aborted }, { kind, transaction, epoch }) {
  if (kind !== "data") return { title: `marker, epoch ${epoch}`, tone: "muted" };
  if (transaction === null) return { title: "no transaction", tone: "plain" };
  const title = `transaction ${transaction}, epoch ${epoch}`;
  if (!markers.includes(transaction)) return { title: `${title}, undecided`, tone: "hot" };
  return aborted.includes(transaction)
    ? { title: `${title}, aborted`, tone: "bad" }
    : { title: `${title}, committed`, tone: "good" };
}

/** @type {(state: State) => NodeBox} */
function showCoordinator({ coordinator }) {
  const isOpen = coordinator.state === "Ongoing" || coordinator.state.startsWith("Prepare");
  return {
    id: "Group",
    name: "Transaction coordinator",
    note: coordinator.state,
    tone: isOpen ? "hot" : "plain",
    items: coordinator.partitions.map((label) => ({ label, tone: "hot" })),
    facts: [{ name: "epoch", value: `${coordinator.epoch}` }, {
      name: "transaction",
      value: `${coordinator.transaction}`,
    }],
  };
}

/** @type {(instance: Instance) => NodeBox} */
function showInstance({ name, process, client, batch, sent, next }) {
  const isDone = process === "crashed" || process === "ended";
  return {
    id: name,
    name,
    note: process === "running" ? `next: ${next}` : process,
    tone: isDone ? "muted" : process === "paused" ? "bad" : "good",
    items: batch.map((record, index) => ({ label: `r${record}`, tone: index < sent ? "good" : "plain" })),
    facts: [{ name: "epoch", value: `${client.epoch}` }, { name: "producer", value: client.state }],
  };
}

/** @type {(state: State, level: "read_uncommitted" | "read_committed") => NodeBox} */
function showReader(state, level) {
  const { position, seen } = state.readers[level];
  const end = level === "read_committed" ? findLastStable(state) : findHighWatermark(state);
  return {
    id: level,
    name: level,
    tone: "plain",
    items: seen.map((offset) => ({ label: state.ledger[offset].label, ...describe(state, state.ledger[offset]) })),
    facts: [
      { name: "lag it tells", value: `${end - position}` },
      { name: "up to the high watermark", value: `${findHighWatermark(state) - position}` },
    ],
  };
}

/**
 * @param {State} state
 * @param {{ settings: Values }} _
 * @returns {Record<string, string>}
 */
export function findFacts(state, _) {
  const { ledger, coordinator, offsets, readers } = state;
  const list = (/** @type {readonly number[]} */ seen) =>
    seen.map((offset) => ledger[offset].label).join(" ") || "nothing";
  return {
    output: ledger.map(({ label }) => label).join(" ") || "empty",
    LSO: `${findLastStable(state)}`,
    "high watermark": `${findHighWatermark(state)}`,
    coordinator: `${coordinator.state}, epoch ${coordinator.epoch}`,
    "group's offset": `${offsets.committed}`,
    read_uncommitted: list(readers.read_uncommitted.seen),
    read_committed: list(readers.read_committed.seen),
  };
}
