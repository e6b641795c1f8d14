/** The producer: what it sends, what it was told, what it sends again. */

import { APPEND, DELIVERY_TIMEOUT, IDS, LINK, REQUEST_TIMEOUT } from "./model.mjs";

/**
 * @import { Broker, Happening, Request, Sent, Turn } from "./model.mjs"
 */

/** Requests in flight; a record a request. */
const IN_FLIGHT = 5;

/** Records that may wait before send() blocks. */
const BUFFER = 8;

/**
 * Make a record, unless too many wait for an answer.
 * @param {Turn} turn
 * @returns {boolean} Whether there was room.
 */
export function produce(turn) {
  const { producer } = turn.state;
  const open = producer.records.filter(({ told }) => told === "waiting" || told === "sent");
  if (open.length >= BUFFER) return false;
  const key = `r${producer.records.length + 1}`;
  const acks = String(turn.settings.acks);
  const record = {
    key,
    acks,
    told: /** @type {const} */ ("waiting"),
    attempt: 0,
    to: "",
    at: turn.now,
    offset: -1,
    error: "",
    underway: false,
  };
  turn.state.producer = { ...producer, records: [...producer.records, record] };
  turn.later(DELIVERY_TIMEOUT, { name: "expire", target: key });
  if (!producer.retries) flush(turn, key);
  return true;
}

/**
 * Send what waits, in order, as far as requests may be in flight.
 * @param {Turn} turn
 * @param {string} [fresh] The record that is just being sent for the first time.
 */
export function flush(turn, fresh) {
  const { leader } = turn.state.producer;
  if (!leader || turn.state.brokers[leader].power === "down") {
    retryLater(turn);
    return;
  }
  let flying = turn.state.producer.records.filter(({ told }) => told === "sent").length;
  for (const record of turn.state.producer.records) {
    if (record.told !== "waiting" || flying >= IN_FLIGHT) continue;
    flying += record.acks === "0" ? 0 : 1;
    send(turn, record, leader, record.key === fresh);
  }
}

/**
 * @param {Turn} turn
 * @param {Sent} record
 * @param {string} to
 * @param {boolean} isFresh
 */
function send(turn, { key, acks, attempt, error }, to, isFresh) {
  const next = attempt + 1;
  const told = acks === "0" ? "yes" : "sent";
  setRecord(turn, key, { told, attempt: next, to, underway: true });
  const request = { key, acks, attempt: next };
  const { life } = turn.state.brokers[to];
  turn.later(LINK + APPEND, { name: "request", to, life, request });
  if (acks !== "0") turn.later(REQUEST_TIMEOUT, { name: "timeout", target: key, request });
  if (acks === "0") turn.say(`The producer sends ${key} and counts it as stored: acks=0 waits for nothing.`);
  else if (isFresh) turn.say(`The producer sends ${key} to broker ${to}.`);
  else if (attempt === 0) turn.say(`The producer sends ${key}, which waited, to broker ${to}.`);
  else if (attempt === 1 || error !== "NotEnoughReplicas") {
    turn.say(`The producer sends ${key} again, to broker ${to}.`, "hot");
  }
}

/**
 * @param {Turn} turn
 * @param {string} key
 * @param {Partial<Sent>} changes
 */
function setRecord(turn, key, changes) {
  const { producer } = turn.state;
  const records = producer.records.map((one) => (one.key === key ? { ...one, ...changes } : one));
  turn.state.producer = { ...producer, records };
}

/**
 * Return what the producer last heard of a record.
 * @param {Turn} turn
 * @param {string} key
 */
export const errorOf = (turn, key) => turn.state.producer.records.find((one) => one.key === key)?.error ?? "";

/**
 * Note that a record reached a broker, or a place where one was.
 * @param {Turn} turn
 * @param {string} key
 */
export const arrive = (turn, key) => setRecord(turn, key, { underway: false });

/**
 * Send the answer of a broker on its way.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Request} request
 * @param {{ offset?: number, error?: string }} result
 */
export function answer(turn, broker, request, { offset = -1, error = "" }) {
  if (request.acks === "0") return;
  turn.later(LINK, { name: "answer", from: broker.id, request, offset, error });
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
export function takeAnswer(turn, { from, request, offset = -1, error = "" }) {
  const record = turn.state.producer.records.find(({ key }) => key === request?.key);
  if (!record || record.told !== "sent" || record.attempt !== request?.attempt) return;
  if (error) {
    if (record.error !== error) turn.say(`The producer hears ${error} for ${record.key} and will try again.`, "bad");
    fail(turn, [record], error);
    return;
  }
  setRecord(turn, record.key, { told: "yes", offset, error: "" });
  turn.state.producer = { ...turn.state.producer, failures: 0 };
  turn.say(`The producer is told yes for ${record.key}, at offset ${offset}.`, "good");
  if (from === turn.state.producer.leader && !turn.state.producer.retries) flush(turn);
}

/**
 * Note that attempts failed; they are repeated after a while, with what the metadata says then.
 * @param {Turn} turn
 * @param {readonly Sent[]} records
 * @param {string} error
 */
function fail(turn, records, error) {
  for (const { key } of records) setRecord(turn, key, { told: "waiting", error });
  retryLater(turn);
}

/** @param {Turn} turn */
function retryLater(turn) {
  const { producer } = turn.state;
  if (producer.retries) return;
  const backoff = Math.min(1000, 100 * 2 ** Math.min(producer.failures, 4)) * (0.8 + 0.4 * turn.random());
  turn.state.producer = { ...producer, retries: true, failures: producer.failures + 1 };
  turn.later(backoff, { name: "retry" });
}

/**
 * Ask for metadata and send again; the newest leader epoch counts.
 * @param {Turn} turn
 */
export function retry(turn) {
  const { producer, brokers } = turn.state;
  const asked = IDS.map((id) => brokers[id]).filter(({ power }) => power === "up").map(({ knows }) => knows);
  const newest = asked.reduce((best, one) => (one.epoch > best.epoch ? one : best), {
    epoch: producer.epoch,
    leader: producer.leader,
  });
  turn.state.producer = { ...producer, retries: false, leader: newest.leader, epoch: newest.epoch };
  if (producer.records.some(({ told }) => told === "waiting")) flush(turn);
}

/**
 * The connection to a broker is gone, with all that was in flight on it.
 * @param {Turn} turn
 * @param {string} id
 */
export function disconnect(turn, id) {
  const flying = turn.state.producer.records.filter(({ told, to }) => told === "sent" && to === id);
  if (!flying.length) return;
  fail(turn, flying, "disconnected");
  turn.say(
    `The producer loses its connection with ${
      flying.map(({ key }) => key).join(", ")
    } unanswered: stored or not, it cannot know.`,
    "bad",
  );
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
export function timeOut(turn, { target, request }) {
  const record = turn.state.producer.records.find(({ key }) => key === target);
  if (!record || record.told !== "sent" || record.attempt !== request?.attempt) return;
  const flying = turn.state.producer.records.filter(({ told, to }) => told === "sent" && to === record.to);
  turn.say(
    `No answer for ${record.key} within 30 s (request.timeout.ms): the producer drops the connection and tries again.`,
    "bad",
  );
  const broker = turn.state.brokers[record.to];
  broker.inbox = broker.inbox.filter(({ key }) => !flying.some((one) => one.key === key));
  broker.parked = broker.parked.filter(({ key }) => !flying.some((one) => one.key === key));
  fail(turn, flying, "timed out");
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
export function expire(turn, { target = "" }) {
  const record = turn.state.producer.records.find(({ key }) => key === target);
  if (!record || (record.told !== "waiting" && record.told !== "sent")) return;
  setRecord(turn, target, { told: "expired" });
  turn.say(
    `120 s are over (delivery.timeout.ms): the producer is told TimeoutException for ${target}, which may or may not be stored.`,
    "bad",
  );
}
