/**
 * The transaction coordinator, and the leaders that ask it: who may write, and what a transaction comes to.
 *
 * @import { Due } from "../engine.mjs"
 * @import { State } from "./log.mjs"
 * @typedef {{ state: State, events: Due[], error?: string, said?: string }} Answer
 */

import { append, findLastStable, LEDGER, OFFSETS } from "./log.mjs";

/** Virtual milliseconds from one marker to the next. */
export const MARKER = 300;

/** @type {(state: State, change: Partial<State["coordinator"]>) => State} */
const log = (state, change) => ({ ...state, coordinator: { ...state.coordinator, ...change } });

/** @type {(state: State) => boolean} Whether markers of the last transaction are still being written. */
export const isBusy = ({ coordinator }) => coordinator.state.startsWith("Prepare");

/**
 * Add a partition to the transaction for a write of that epoch, which begins the transaction.
 * @param {State} state
 * @param {string} partition
 * @param {number} epoch
 * @param {number} now
 * @returns {Answer}
 */
export function addPartition(state, partition, epoch, now) {
  const { coordinator } = state;
  if (epoch !== coordinator.epoch) return { state, events: [], error: "PRODUCER_FENCED" };
  if (isBusy(state)) return { state, events: [], error: "CONCURRENT_TRANSACTIONS" };
  if (coordinator.state === "Ongoing") {
    if (coordinator.partitions.includes(partition)) return { state, events: [] };
    return { state: log(state, { partitions: [...coordinator.partitions, partition] }), events: [] };
  }
  const begun = { transaction: coordinator.transaction + 1, partitions: [partition], since: now, lastEpoch: null };
  return { state: log(state, { state: "Ongoing", ...begun }), events: [] };
}

/**
 * A leader appends a record: first its own idea of the epoch decides, then the coordinator.
 * @param {State} state
 * @param {{ label: string, epoch: number }} record
 * @param {number} now
 * @returns {Answer}
 */
export function produce(state, { label, epoch }, now) {
  if (epoch < state.epochs[LEDGER]) return { state, events: [], error: "INVALID_PRODUCER_EPOCH" };
  const added = addPartition(state, LEDGER, epoch, now);
  if (added.error) return added;
  const epochs = { ...state.epochs, [LEDGER]: epoch };
  const { transaction } = added.state.coordinator;
  return { state: append({ ...added.state, epochs }, { label, epoch, transaction }), events: [] };
}

/**
 * The group coordinator takes an offset as pending.
 * @param {State} state
 * @param {{ offset: number, epoch: number }} commit
 * @param {number} now
 * @returns {Answer}
 */
export function commitOffset(state, { offset, epoch }, now) {
  const added = addPartition(state, OFFSETS, epoch, now);
  if (added.error) return added;
  return { state: { ...added.state, offsets: { ...state.offsets, pending: offset } }, events: [] };
}

/**
 * EndTxn of a producer. Version 2 raises the epoch, and knows a call of the epoch before as one that comes again.
 * @param {State} state
 * @param {{ epoch: number, commits: boolean }} request
 * @returns {Answer & { epoch?: number }}
 */
export function endTransaction(state, { epoch, commits }) {
  const { coordinator, version } = state;
  if (version >= 2 && coordinator.lastEpoch === epoch) {
    const done = coordinator.state.endsWith("Commit");
    if (done !== commits) return { state, events: [], error: "INVALID_TXN_STATE" };
    return { state, events: [], epoch: coordinator.epoch };
  }
  if (epoch !== coordinator.epoch) return { state, events: [], error: "PRODUCER_FENCED" };
  if (isBusy(state)) return { state, events: [], error: "CONCURRENT_TRANSACTIONS" };
  if (coordinator.state !== "Ongoing") return { state, events: [], epoch };
  return prepare(state, commits, version >= 2);
}

/**
 * Log the decision; markers follow.
 * @param {State} state
 * @param {boolean} commits
 * @param {boolean} raises Whether the epoch rises with it.
 * @returns {Answer & { epoch: number }}
 */
function prepare(state, commits, raises) {
  const { coordinator } = state;
  const epoch = coordinator.epoch + (raises ? 1 : 0);
  const decided = log(state, {
    state: commits ? "PrepareCommit" : "PrepareAbort",
    epoch,
    lastEpoch: raises ? coordinator.epoch : null,
  });
  const aborted = commits ? state.aborted : [...state.aborted, coordinator.transaction];
  return { state: { ...decided, aborted }, events: [{ after: MARKER, event: { name: "marker" } }], epoch };
}

/**
 * Write the next marker, or complete the transaction when all are written.
 * @param {State} state
 * @returns {Answer}
 */
export function writeMarker(state) {
  const { coordinator, offsets } = state;
  if (!isBusy(state)) return { state, events: [] };
  const commits = coordinator.state === "PrepareCommit";
  const [partition, ...rest] = coordinator.partitions;
  if (partition === undefined) {
    const complete = commits ? "CompleteCommit" : "CompleteAbort";
    return { state: log(state, { state: complete }), events: [], said: `The coordinator logs ${complete}.` };
  }
  const kind = commits ? "COMMIT" : "ABORT";
  const next = log({ ...state, epochs: { ...state.epochs, [partition]: coordinator.epoch } }, { partitions: rest });
  const events = [{ after: MARKER, event: { name: "marker" } }];
  if (partition === OFFSETS) {
    const committed = commits ? offsets.pending ?? offsets.committed : offsets.committed;
    const said = commits
      ? `the group's offset is ${committed}`
      : `the pending offset is dropped, it stays at ${committed}`;
    return {
      state: { ...next, offsets: { committed, pending: null } },
      events,
      said: `The ${kind} marker reaches ${partition}: ${said}.`,
    };
  }
  const { transaction, epoch } = coordinator;
  const marked = {
    ...next,
    ledger: [...state.ledger, { kind: /** @type {"COMMIT" | "ABORT"} */ (kind), label: kind, transaction, epoch }],
  };
  const decided = { ...marked, markers: [...state.markers, transaction] };
  const seen = commits ? "committed readers get its records" : "committed readers drop its records";
  const said = `The ${kind} marker reaches ${partition} at ${state.ledger.length}: the LSO moves to ${
    findLastStable(decided)
  }, and ${seen}.`;
  return { state: decided, events, said };
}

/**
 * Abort what is open for longer than its time-out, as the check finds it that runs now and then.
 * @param {State} state
 * @param {number} now
 * @param {number} timeout
 * @returns {Answer}
 */
export function expire(state, now, timeout) {
  const { coordinator } = state;
  if (coordinator.state !== "Ongoing" || now - coordinator.since < timeout) return { state, events: [] };
  return abortAsCoordinator(state);
}

/**
 * The coordinator itself aborts; the epoch rises under either version, so that the producer of it is fenced.
 * @param {State} state
 */
function abortAsCoordinator(state) {
  const aborted = prepare(state, false, true);
  return state.version < 2 ? { ...aborted, state: log(aborted.state, { lastEpoch: null }) } : aborted;
}

/**
 * InitProducerId of an instance: abort what its predecessor left open, and raise the epoch once that is complete.
 * @param {State} state
 * @returns {Answer & { epoch?: number }}
 */
export function initProducer(state) {
  const { coordinator } = state;
  if (coordinator.state === "Ongoing") {
    const aborted = abortAsCoordinator(state);
    const fenced = log(aborted.state, { lastEpoch: null });
    return { ...aborted, state: fenced, error: "CONCURRENT_TRANSACTIONS" };
  }
  if (isBusy(state)) return { state, events: [], error: "CONCURRENT_TRANSACTIONS" };
  const epoch = coordinator.epoch + 1;
  return { state: log(state, { state: "Empty", epoch, lastEpoch: null }), events: [], epoch };
}
