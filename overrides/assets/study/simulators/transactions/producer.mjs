/**
 * The producer of an instance: what each call answers, and what state the client is in afterwards.
 *
 * @import { Due } from "../engine.mjs"
 * @import { Client, State } from "./log.mjs"
 * @typedef {{ state: State, events: Due[], answer: string }} Called `ok`, `wait`, or the exception.
 */

import { commitOffset, endTransaction, initProducer, produce } from "./coordinator.mjs";

/** @type {Readonly<Record<string, string>>} */
const EXCEPTIONS = {
  INVALID_PRODUCER_EPOCH: "InvalidProducerEpochException",
  PRODUCER_FENCED: "ProducerFencedException",
  INVALID_TXN_STATE: "InvalidTxnStateException",
};

/** What leaves the client able to abort; everything else is fatal. */
const ABORTABLE = new Set(["INVALID_PRODUCER_EPOCH"]);

/** @type {(state: State, name: string, change: Partial<Client>) => State} */
function change(state, name, client) {
  const instance = state.instances[name];
  return {
    ...state,
    instances: { ...state.instances, [name]: { ...instance, client: { ...instance.client, ...client } } },
  };
}

/**
 * Return what a call came to. `send` answers what its future says; the next call throws that too.
 * @param {State} state
 * @param {string} name The instance.
 * @param {"init" | "begin" | "send" | "offsets" | "commit" | "abort"} call
 * @param {{ now: number, label?: string, offset?: number }} given
 * @returns {Called}
 */
export function callProducer(state, name, call, { now, label = "", offset = 0 }) {
  const { client } = state.instances[name];
  if (client.state === "FATAL_ERROR") return { state, events: [], answer: sayFatal(client) };
  if (client.state === "ABORTABLE_ERROR" && call !== "abort") {
    return { state, events: [], answer: String(client.error) };
  }
  const { epoch } = client;
  switch (call) {
    case "init":
      return settle(name, initProducer(state), { state: "READY" });
    case "begin":
      return settle(name, { state, events: [] }, { state: "IN_TRANSACTION" });
    case "send":
      return settle(name, produce(state, { label, epoch }, now), {});
    case "offsets":
      return settle(name, commitOffset(state, { offset, epoch }, now), {});
    default:
      return settle(name, endTransaction(state, { epoch, commits: call === "commit" }), {
        state: "READY",
        error: null,
      });
  }
}

/** @type {(client: Client) => string} A fenced producer says so again, any other fatal error is wrapped. */
const sayFatal = ({ error }) => error === EXCEPTIONS.PRODUCER_FENCED ? error : `KafkaException caused by ${error}`;

/**
 * @param {string} name
 * @param {{ state: State, events: Due[], error?: string, epoch?: number }} answer
 * @param {Partial<Client>} client What it becomes if all is well.
 * @returns {Called}
 */
function settle(name, { state, events, error, epoch }, client) {
  if (error === "CONCURRENT_TRANSACTIONS") return { state, events, answer: "wait" };
  if (error) {
    const answer = EXCEPTIONS[error];
    const failed = ABORTABLE.has(error) ? "ABORTABLE_ERROR" : "FATAL_ERROR";
    return { state: change(state, name, { state: failed, error: answer }), events, answer };
  }
  return { state: change(state, name, { ...client, ...(epoch !== undefined && { epoch }) }), events, answer: "ok" };
}
