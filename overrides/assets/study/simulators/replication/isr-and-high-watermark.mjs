/**
 * How a leader judges who is in sync, and raises the high watermark to what all of these have.
 *
 * @import { Broker, Turn } from "./model.mjs"
 */

import { awaitNothing } from "./fetch-answers.mjs";
import { APPEND, floorOf, IDS, leoOf, LINK, list, without } from "./model.mjs";
import { answer } from "./producer.mjs";

/** @type {(broker: Broker, id: string) => boolean} */
const isEligible = ({ knows, followers }, id) => !knows.fenced.includes(id) && followers[id].life === knows.lives[id];

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 */
export function expandIsr(turn, broker, id) {
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
