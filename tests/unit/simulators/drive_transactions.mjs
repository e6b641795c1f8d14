// Plays transactions at exact times, calls a producer by hand, or wanders at random and tells which law was broken.
import { expire, writeMarker } from "../../../overrides/assets/study/simulators/transactions/coordinator.mjs";
import { findHighWatermark, findLastStable, read } from "../../../overrides/assets/study/simulators/transactions/log.mjs";
import { callProducer } from "../../../overrides/assets/study/simulators/transactions/producer.mjs";
import { transactions } from "../../../overrides/assets/study/simulators/transactions/scene.mjs";
import { makeInstance } from "../../../overrides/assets/study/simulators/transactions/loop.mjs";
import { drive } from "./wait_and_see.mjs";

const { runs, calls, wanderings } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));

const settle = (state) => {
  for (let marker = 0; marker < 9; marker++) ({ state } = writeMarker(state));
  return state;
};

const begun = (version) => {
  const settings = Object.fromEntries(transactions.settings.map(({ name, value }) => [name, value]));
  let { state } = transactions.start({ ...settings, "transaction.version": version }, () => 0);
  for (const call of ["init", "begin", "send"]) ({ state } = callProducer(state, "A", call, { now: 0, label: "r0" }));
  return state;
};

/** What the calls of a producer answer that lost its open transaction, one after the other; "new" is one of its own. */
function callInARow({ version, cause, calls }) {
  let state = begun(version);
  if (cause === "a successor came") {
    state = { ...state, instances: { ...state.instances, B: makeInstance("B") } };
    ({ state } = callProducer(state, "B", "init", { now: 1 }));
    state = settle(state);
    for (const call of ["init", "begin", "send"]) ({ state } = callProducer(state, "B", call, { now: 2, label: "r0" }));
  } else ({ state } = expire(state, 70_000, 60_000));
  state = cause === "a successor came" ? state : settle(state);
  return calls.map((call) => {
    let answer = "ok";
    for (const one of call === "new" ? ["begin", "send", "commit"] : [call]) {
      ({ state, answer } = callProducer(state, "A", one, { now: 80_000, label: "r1", offset: 1 }));
      if (answer !== "ok") break;
    }
    return answer;
  });
}

/** The epochs in which ten transactions wrote, in turn committed and aborted. */
function listEpochs(version) {
  let state = settle(callProducer(begun(version), "A", "commit", { now: 0 }).state);
  for (let count = 1; count < 10; count++) {
    for (const call of ["begin", "send", count % 2 ? "abort" : "commit"]) {
      ({ state } = callProducer(state, "A", call, { now: 0, label: "r0" }));
    }
    state = settle(state);
  }
  return [...new Set(state.ledger.filter(({ kind }) => kind === "data").map(({ epoch }) => epoch))];
}

const undecided = ({ ledger, markers }) => ledger.findIndex(({ transaction }) => transaction !== null && !markers.includes(transaction));
const inputs = (state, level) =>
  state.readers[level].seen.map((offset) => state.ledger[offset]).filter(({ transaction }) => transaction !== null).map(({ label }) => Number(label.slice(1)));
const isBefore = (before, now) => before.every((offset, index) => now[index] === offset);

const LAWS = {
  "the LSO never passes an open transaction": (state) => undecided(state) < 0 || findLastStable(state) <= undecided(state),
  "the LSO is not beyond the high watermark": (state) => findLastStable(state) <= findHighWatermark(state),
  "the LSO never falls": (state, before) => findLastStable(state) >= findLastStable(before),
  "read_committed never sees an aborted record": (state) =>
    state.readers.read_committed.seen.every((offset) => !state.aborted.includes(state.ledger[offset].transaction)),
  "read_committed never sees an undecided record": (state) =>
    state.readers.read_committed.seen.every((offset) => {
      const { transaction } = state.ledger[offset];
      return transaction === null || state.markers.includes(transaction);
    }),
  "nobody is given a marker": (state) =>
    Object.values(state.readers).every(({ seen }) => seen.every((offset) => state.ledger[offset].kind === "data")),
  "nothing that was seen is taken back": (state, before) =>
    Object.keys(state.readers).every((level) => isBefore(before.readers[level].seen, state.readers[level].seen)),
  "an epoch never falls": (state, before) => state.coordinator.epoch >= before.coordinator.epoch,
  "a partition never hears of an epoch before the coordinator": (state) =>
    Object.values(state.epochs).every((epoch) => epoch <= Math.max(0, state.coordinator.epoch)),
  "a transaction has one marker": (state) => new Set(state.markers).size === state.markers.length,
  "a decision is not changed": (state, before) => before.aborted.every((one) => state.aborted.includes(one)),
  "the group's offset never falls": (state, before) => state.offsets.committed >= before.offsets.committed,
  "committed readers see each input once, in order": (state) =>
    inputs(state, "read_committed").every((input, index) => input === index),
  "a committed offset has its output": (state) => state.offsets.committed <= inputs(state, "read_committed").length ||
    state.coordinator.state === "PrepareCommit",
  "the state is plain": (state) => JSON.stringify(read(state)) === JSON.stringify(state),
};

function wander({ version, rewind, seed }) {
  const settings = { "transaction.version": version, "transaction.timeout.ms": 20_000, rewind, input: 20, plain: 7, "max.poll.records": 3 };
  let broken = "";
  let before = null;
  const laws = Object.keys(LAWS).filter((law) => rewind === "rewinds" || !law.startsWith("committed readers") && !law.startsWith("a committed offset"));
  const look = (state, now, event) => {
    const law = before && laws.find((one) => !LAWS[one](state, before));
    if (law) broken ||= `${law}, seed ${seed}, version ${version}, after ${JSON.stringify(event)} at ${now}`;
    before = state;
  };
  const choose = (actions, random, now) => now < 60_000 && random() < 0.08 ? actions[Math.floor(random() * actions.length)] : null;
  const { state } = drive(transactions, { settings, seed, until: 200_000, choose, look });
  const open = undecided(state) >= 0;
  return broken || (open ? `still open at the end: seed ${seed}` : null);
}

const played = (runs ?? []).map((run) => {
  const { state, said, seen } = drive(transactions, {
    ...run,
    look: (one, now) => ({ now, lso: findLastStable(one), hw: findHighWatermark(one), coordinator: one.coordinator.state }),
  });
  return { state, said, seen };
});
const answers = (calls ?? []).map(callInARow);
const broken = (wanderings ?? []).map(wander).filter(Boolean);
console.log(JSON.stringify({ played, answers, broken, epochs: { 1: listEpochs(1), 2: listEpochs(2) } }));
