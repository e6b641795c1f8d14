/** What a broker does that takes itself for the leader: append, wait, answer, judge its followers. */

import { answer, arrive, errorOf } from "./producer.mjs";
import {
  APPEND,
  BASE,
  COPY,
  FETCH_BACKOFF,
  FETCH_WAIT,
  floorOf,
  IDS,
  leoOf,
  LINK,
  list,
  LONG_AGO,
  SLOW,
  without,
} from "./model.mjs";

/**
 * @import { Broker, Follower, Happening, Image, Request, Turn } from "./model.mjs"
 */

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
  const known = request.acks === "all" ? broker.log.findIndex(({ key }) => key === request.key) : -1;
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
 * @param {Broker} broker
 * @param {string} id
 * @param {Partial<Follower>} changes
 */
function setFollower(broker, id, changes) {
  broker.followers = { ...broker.followers, [id]: { ...broker.followers[id], ...changes } };
}

/**
 * Send a follower what it lacks, and the high watermark of now.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 * @param {number} fetcher
 */
function respond(turn, broker, id, fetcher) {
  const { leo } = broker.followers[id];
  setFollower(broker, id, { fetcher: 0, sentHw: broker.hw });
  const records = broker.log.slice(leo - BASE);
  const isSlow = turn.state.brokers[id].fetching === "slow" && records.length > 0;
  turn.later(LINK + (records.length ? COPY : 0) + (isSlow ? SLOW : 0), {
    name: "fetched",
    to: id,
    from: broker.id,
    epoch: broker.knows.epoch,
    fetcher,
    offset: leo,
    records,
    hw: broker.hw,
  });
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
 * A fetch that finds nothing is answered all the same, after a while; only then a follower learns the high watermark.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 */
function awaitNothing(turn, broker, id) {
  const { fetcher } = broker.followers[id];
  turn.later(FETCH_WAIT, { name: "serve", to: broker.id, from: id, fetcher, life: broker.life });
}

/**
 * Answer a fetch that waited: something was appended, or it waited long enough.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
export function serve(turn, broker, { from = "", fetcher = 0 }) {
  if (broker.leads && broker.followers[from].fetcher === fetcher) respond(turn, broker, from, fetcher);
}

/**
 * Return the last epoch up to the asked one that the leader has, and where it ended.
 * @param {Broker} broker
 * @param {number} asked
 * @returns {[epoch: number, end: number]}
 */
export function endOf(broker, asked) {
  const index = broker.epochs.findLastIndex(([epoch]) => epoch <= asked);
  const next = broker.epochs[index + 1];
  return [broker.epochs[index]?.[0] ?? 0, next ? next[1] : leoOf(broker)];
}

/** @type {(broker: Broker, id: string) => boolean} */
const isEligible = ({ knows, followers }, id) => !knows.fenced.includes(id) && followers[id].life === knows.lives[id];

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 */
function expandIsr(turn, broker, id) {
  const { leo } = broker.followers[id];
  const isInSync = leo >= broker.hw && leo >= broker.ledSince;
  if (broker.pending || broker.knows.isr.includes(id) || !isInSync || !isEligible(broker, id)) return;
  askForIsr(turn, broker, IDS.filter((one) => one === id || broker.knows.isr.includes(one)));
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {readonly string[]} isr
 */
function askForIsr(turn, broker, isr) {
  broker.pending = isr;
  const { epoch, version } = broker.knows;
  turn.later(LINK, { name: "alter", to: "controller", from: broker.id, epoch, version, isr });
}

/**
 * Raise the high watermark to what all have that it has to wait for, and answer who waited for it.
 * @param {Turn} turn
 * @param {Broker} broker
 */
export function raiseHighWatermark(turn, broker) {
  if (!broker.leads || broker.knows.isr.length < floorOf(turn.settings)) return;
  const waited = broker.pending && broker.pending.length > broker.knows.isr.length ? broker.pending : broker.knows.isr;
  const lag = Number(turn.settings["replica.lag.time.max.ms"]);
  let hw = leoOf(broker);
  for (const id of without(IDS, broker.id)) {
    const { leo, caughtUpAt } = broker.followers[id];
    const mayJoin = turn.now - caughtUpAt <= lag && isEligible(broker, id);
    if (leo < hw && (waited.includes(id) || mayJoin)) hw = leo;
  }
  if (hw <= broker.hw) return;
  broker.hw = hw;
  turn.state.readable = Math.max(turn.state.readable, hw);
  for (const id of IDS) if (broker.followers[id]?.fetcher) awaitNothing(turn, broker, id);
  turn.say(`The whole ISR (${list(waited)}) has everything below ${hw}: high watermark ${hw}.`, "good");
  answerParked(turn, broker);
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 */
function answerParked(turn, broker) {
  const [first] = broker.parked;
  if (!first || first.offset >= broker.hw) return;
  broker.parked = [];
  const isShort = (broker.pending ?? broker.knows.isr).length < floorOf(turn.settings);
  answer(turn, broker, first, isShort ? { error: "NotEnoughReplicasAfterAppend" } : { offset: first.offset });
  takeNext(turn, broker);
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 */
function takeNext(turn, broker) {
  const [first, ...rest] = broker.inbox;
  if (!first || broker.parked.length) return;
  broker.inbox = rest;
  turn.later(APPEND, { name: "request", to: broker.id, life: broker.life, request: first });
}

/**
 * Judge the followers at the next beat of the timer (half the lag time), as long as one of the ISR is behind.
 * @param {Turn} turn
 * @param {Broker} broker
 */
export function watchFollowers(turn, broker) {
  const isBehind = broker.knows.isr.some((id) => id !== broker.id && broker.followers[id].leo < leoOf(broker));
  if (broker.checkAt || !isBehind) return;
  const half = Number(turn.settings["replica.lag.time.max.ms"]) / 2;
  broker.checkAt = (Math.floor(turn.now / half) + 1) * half;
  turn.later(broker.checkAt - turn.now, { name: "check", to: broker.id, life: broker.life });
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 */
export function judgeFollowers(turn, broker) {
  broker.checkAt = 0;
  if (!broker.leads) return;
  const lag = Number(turn.settings["replica.lag.time.max.ms"]);
  const late = broker.knows.isr.filter((id) => {
    if (id === broker.id) return false;
    const { leo, caughtUpAt } = broker.followers[id];
    return leo !== leoOf(broker) && turn.now - caughtUpAt > lag;
  });
  if (late.length && !broker.pending) {
    const isr = broker.knows.isr.filter((id) => !late.includes(id));
    turn.say(
      `Broker ${list(late)} was last caught up more than ${lag / 1000} s ago: leader ${broker.id} asks for the ISR ${
        list(isr)
      }, and waits for the larger one until the controllers agree.`,
    );
    askForIsr(turn, broker, isr);
  }
  watchFollowers(turn, broker);
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
