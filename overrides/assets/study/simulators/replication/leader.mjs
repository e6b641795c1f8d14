/**
 * What a broker does that takes itself for the leader: append, wait, answer, read what followers have.
 *
 * @import { Broker, Happening, Image, Request, Turn } from "./model.mjs"
 */

import { awaitNothing, endOf, respond, setFollower } from "./fetch-answers.mjs";
import { expandIsr, raiseHighWatermark, watchFollowers } from "./isr-and-high-watermark.mjs";
import { BASE, FETCH_BACKOFF, floorOf, IDS, leoOf, LINK, list, LONG_AGO, REMEMBERED, without } from "./model.mjs";
import { answer, arrive, errorOf } from "./producer.mjs";

/**
 * Take a produce request, or leave it unread behind the one that is parked.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Request} request
 */
export function takeRequest(turn, broker, request) {
  if (broker.parked.length) {
    broker.inbox = [...broker.inbox, request];
    return;
  }
  arrive(turn, request.key);
  if (!broker.leads) {
    answer(turn, broker, request, { error: "NotLeaderOrFollower" });
    return;
  }
  const floor = floorOf(turn.settings);
  if (request.acks === "all" && broker.knows.isr.length < floor) {
    if (errorOf(turn, request.key) !== "NotEnoughReplicas") tellRefusal(turn, broker, request, floor);
    answer(turn, broker, request, { error: "NotEnoughReplicas" });
    return;
  }
  const known = request.acks === "all" ? findRepeat(broker, request.key) : -1;
  if (known >= 0) {
    turn.say(`${name(broker)} knows the sequence number of ${request.key}, so it does not write it again.`);
  } else append(turn, broker, request);
  const offset = known >= 0 ? BASE + known : leoOf(broker) - 1;
  if (request.acks === "all" && broker.hw <= offset) broker.parked = [{ ...request, offset }];
  else answer(turn, broker, request, { offset });
  if (known < 0) {
    tellAppend(turn, broker, request, offset);
    raiseHighWatermark(turn, broker);
    watchFollowers(turn, broker);
  }
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Request} request
 * @param {number} floor
 */
function tellRefusal(turn, broker, { key }, floor) {
  const size = broker.knows.isr.length;
  turn.say(
    `${name(broker)} refuses ${key} with NotEnoughReplicas: the ISR of ${size} is below the floor of ${floor}.`,
    "bad",
  );
}

/**
 * Return where a record stands that is sent again; the leader remembers five batches of a producer.
 * @param {Broker} broker
 * @param {string} key
 */
function findRepeat({ log }, key) {
  const from = Math.max(0, log.length - REMEMBERED);
  const place = log.slice(from).findIndex((one) => one.key === key);
  return place < 0 ? -1 : from + place;
}

/** @type {(broker: Broker) => string} */
const name = ({ id }) => `Leader ${id}`;

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Request} request
 */
function append(turn, broker, { key }) {
  broker.log = [...broker.log, { key, epoch: broker.knows.epoch, at: turn.now }];
  for (const id of without(IDS, broker.id)) {
    const follower = broker.followers[id];
    if (!follower.fetcher) continue;
    setFollower(broker, id, { caughtUpAt: turn.now });
    turn.later(0, { name: "serve", to: broker.id, from: id, fetcher: follower.fetcher, life: broker.life });
  }
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Request} request
 * @param {number} offset
 */
function tellAppend(turn, broker, { key, acks }, offset) {
  const stale = turn.state.controller.epoch > broker.knows.epoch;
  const then = {
    "0": "No answer is sent.",
    "1": "It answers: one copy is enough.",
    all: `The request waits for the ISR ${list(broker.knows.isr)}.`,
  };
  const why = stale ? `, not knowing that it was replaced` : "";
  turn.say(
    `${name(broker)} appends ${key} at offset ${offset}${why}. ${then[/** @type {"0"} */ (acks)]}`,
    stale ? "bad" : "plain",
  );
}

/**
 * Take a fetch of a follower: its offset says what it has.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
export function takeFetch(turn, broker, { from = "", epoch, offset = 0, lastEpoch = 0, life = 0, fetcher = 0 }) {
  if (Number(epoch) > broker.knows.epoch) turn.later(FETCH_BACKOFF, { name: "again", to: from, fetcher });
  if (!broker.leads || epoch !== broker.knows.epoch || life < broker.knows.lives[from]) return;
  const [part, end] = endOf(broker, lastEpoch);
  if (part < lastEpoch || end < offset) {
    turn.later(LINK, { name: "diverged", to: from, from: broker.id, epoch: part, end, fetcher });
    return;
  }
  updateFollower(turn, broker, from, offset, life);
  expandIsr(turn, broker, from);
  raiseHighWatermark(turn, broker);
  if (leoOf(broker) > offset) respond(turn, broker, from, fetcher);
  else {
    setFollower(broker, from, { fetcher });
    if (broker.hw > broker.followers[from].sentHw) awaitNothing(turn, broker, from);
  }
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 * @param {number} offset
 * @param {number} life
 */
function updateFollower({ now }, broker, id, offset, life) {
  const before = broker.followers[id];
  const leo = leoOf(broker);
  const caughtUpAt = offset >= leo ? now : offset >= before.leoThen ? before.fetchedAt : before.caughtUpAt;
  const leoThen = Math.max(leo, before.leoThen);
  setFollower(broker, id, {
    leo: offset,
    life,
    leoThen,
    fetchedAt: now,
    caughtUpAt: Math.max(before.caughtUpAt, caughtUpAt),
  });
}

/**
 * Begin to lead: nothing is known of the followers yet, and the high watermark is what this broker had heard.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Image} image
 */
export function beginToLead(turn, broker, image) {
  const wasLeading = broker.leads;
  broker.leads = true;
  broker.fetcher += 1;
  broker.ledSince = leoOf(broker);
  broker.epochs = [...broker.epochs.filter(([epoch, start]) => epoch < image.epoch && start < broker.ledSince), [
    image.epoch,
    broker.ledSince,
  ]];
  const entries = without(IDS, broker.id).map((id) => {
    const caughtUpAt = image.isr.includes(id) ? turn.now : LONG_AGO;
    const fresh = { leo: -1, caughtUpAt, fetchedAt: 0, leoThen: -1, sentHw: -1, life: 0, fetcher: 0 };
    return [id, wasLeading ? { ...broker.followers[id], caughtUpAt } : fresh];
  });
  broker.followers = Object.fromEntries(entries);
}
