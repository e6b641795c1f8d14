/**
 * The loop of an instance, one call after the other: poll, begin, send, offsets, commit, as the chapter writes it.
 *
 * @import { Due, Outcome, Tone, Values } from "../engine.mjs"
 * @import { Instance, State } from "./log.mjs"
 */

import { LEDGER } from "./log.mjs";
import { callProducer } from "./producer.mjs";

/** Virtual milliseconds that a step takes. */
export const NEXT = 1000;

/** A call that the coordinator cannot take yet is made again after so long. */
const AGAIN = 100;

/** @typedef {Outcome<State, { name: string, target?: string, token?: number }>} Result */

/** @type {(name: string) => Instance} */
export const makeInstance = (name) => ({
  name,
  process: "running",
  client: { state: "UNINITIALIZED", epoch: -1, error: null },
  position: 0,
  batch: [],
  sent: 0,
  next: "init",
  turn: 0,
  fails: false,
});

/**
 * Take the next step of an instance.
 * @param {State} state
 * @param {string} name
 * @param {number} now
 * @param {Values} settings
 * @returns {Result}
 */
export function takeStep(state, name, now, settings) {
  const instance = state.instances[name];
  if (instance.next === "poll") return poll(state, instance, Number(settings["max.poll.records"]));
  if (instance.next === "send" && instance.fails) return fail(state, instance);
  const call = /** @type {"init" | "begin" | "send" | "offsets" | "commit" | "abort"} */ (instance.next);
  const label = `r${instance.batch[instance.sent]}`;
  const called = callProducer(state, name, call, { now, label, offset: instance.position });
  if (called.answer === "wait") return wait(state, called, instance);
  const result = called.answer === "ok"
    ? succeed(called.state, name, call, settings)
    : refuse(called.state, name, call, called.answer);
  return { ...result, events: [...called.events, ...result.events] };
}

/** @type {(state: State, name: string, change: Partial<Instance>, said: string, kind?: Tone) => Result} */
function goOn(state, name, change, said, kind = "plain") {
  const instance = { ...state.instances[name], ...change };
  const isEnded = instance.process !== "running";
  const events = isEnded ? [] : [{ after: NEXT, event: { name: "step", target: name, token: instance.turn } }];
  return { state: { ...state, instances: { ...state.instances, [name]: instance } }, events, said, kind };
}

/** @type {(state: State, instance: Instance, most: number) => Result} */
function poll(state, { name, position }, most) {
  const count = Math.min(most, state.input - position);
  if (count <= 0) return { state, events: [], said: `${name} has read the whole input and waits.`, kind: "good" };
  const batch = Array.from({ length: count }, (_, index) => position + index);
  const records = `r${batch[0]}${count > 1 ? ` to r${batch[count - 1]}` : ""}`;
  const change = { batch, sent: 0, position: position + count, next: "begin" };
  return goOn(
    state,
    name,
    change,
    `${name} polls ${records}: its position is ${position + count}, nothing is committed.`,
  );
}

/** @type {(state: State, instance: Instance) => Result} */
function fail(state, { name, batch, sent }) {
  const change = { fails: false, next: "abort" };
  return goOn(state, name, change, `transform throws at r${batch[sent]}: ${name} has to abort.`, "hot");
}

/** @type {(state: State, called: { state: State, events: Due[] }, instance: Instance) => Result} */
function wait(state, called, { name, turn, next }) {
  const hasAborted = called.state !== state;
  const { epoch } = called.state.coordinator;
  return {
    state: called.state,
    events: [...called.events, { after: AGAIN, event: { name: "step", target: name, token: turn } }],
    said: hasAborted && next === "init"
      ? `${name} calls initTransactions(): the coordinator aborts what is open, with epoch ${epoch}, and lets ${name} wait.`
      : "",
    kind: "hot",
  };
}

/** @type {(state: State, name: string, call: string, settings: Values) => Result} */
function succeed(state, name, call, settings) {
  const { client, batch, sent, position } = state.instances[name];
  const { coordinator, offsets } = state;
  switch (call) {
    case "init": {
      const start = { position: offsets.committed, next: "poll" };
      return goOn(
        state,
        name,
        start,
        `${name} gets epoch ${client.epoch}, and starts from the group's offset ${offsets.committed}.`,
      );
    }
    case "begin":
      return goOn(state, name, { next: "send" }, `${name} begins a transaction: only the client knows of it.`);
    case "send": {
      const isFirst = sent === 0;
      const logged = isFirst ? `, and the coordinator logs Ongoing` : "";
      const said = `${name} sends r${batch[sent]}: it stands in ${LEDGER} at ${state.ledger.length - 1}${logged}.`;
      return goOn(state, name, { sent: sent + 1, next: sent + 1 < batch.length ? "send" : "offsets" }, said);
    }
    case "offsets":
      return goOn(
        state,
        name,
        { next: "commit" },
        `${name} sends offset ${position} with the transaction: it is pending.`,
      );
    case "commit": {
      const said = `commitTransaction() returns: ${coordinator.state} is logged${
        state.version >= 2 ? `, and ${name} goes on with epoch ${client.epoch}` : ""
      }. Markers are still to come.`;
      return goOn(state, name, { next: "poll", batch: [], sent: 0 }, said, "good");
    }
    default:
      return aborted(state, name, settings);
  }
}

/** @type {(state: State, name: string, settings: Values) => Result} */
function aborted(state, name, { rewind }) {
  const { batch, position } = state.instances[name];
  const back = rewind === "rewinds" ? batch[0] ?? position : position;
  const said = back === position
    ? `abortTransaction() returns. ${name} does not rewind: its position stays ${position}, past what was aborted.`
    : `abortTransaction() returns, and ${name} rewinds to ${back}: the abort did not move its position.`;
  return goOn(
    state,
    name,
    { next: "poll", position: back, batch: [], sent: 0 },
    said,
    back === position ? "bad" : "plain",
  );
}

/** What each call is called. */
const CALLS = {
  init: "initTransactions()",
  begin: "beginTransaction()",
  offsets: "sendOffsetsToTransaction()",
  commit: "commitTransaction()",
  abort: "abortTransaction()",
};

/** @type {(state: State, name: string, call: string, answer: string) => Result} */
function refuse(state, name, call, answer) {
  if (call === "send") {
    const said =
      `The leader refuses what ${name} sends: the future fails with ${answer}, send() itself does not throw.`;
    return goOn(state, name, { next: "offsets" }, said, "bad");
  }
  const said = `${
    CALLS[/** @type {keyof CALLS} */ (call)]
  } throws ${answer}: ${name} gives up, and a supervisor has to start it again.`;
  return goOn(state, name, { process: "ended" }, said, "bad");
}
