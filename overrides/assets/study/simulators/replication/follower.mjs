/** What a follower does: it fetches, appends, and cuts off what its leader does not have. */

import { BASE, leoOf, LINK } from "./model.mjs";
import { endOf } from "./fetch-answers.mjs";

/**
 * @import { Broker, Happening, Turn } from "./model.mjs"
 */

/**
 * Begin to fetch from the leader that the broker knows of.
 * @param {Turn} turn
 * @param {Broker} broker
 */
export function beginToFetch(turn, broker) {
  broker.fetcher += 1;
  if (broker.knows.leader && broker.knows.leader !== broker.id) fetch(turn, broker);
}

/**
 * Ask again: the leader had not heard yet that it leads.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
export function fetchAgain(turn, broker, { fetcher }) {
  if (fetcher === broker.fetcher) fetch(turn, broker);
}

/**
 * @param {Turn} turn
 * @param {Broker} broker
 */
function fetch(turn, broker) {
  const { leader, epoch } = broker.knows;
  turn.later(LINK, {
    name: "fetch",
    to: leader ?? "",
    from: broker.id,
    epoch,
    offset: leoOf(broker),
    lastEpoch: broker.epochs.at(-1)?.[0] ?? 0,
    life: broker.life,
    fetcher: broker.fetcher,
  });
}

/**
 * Append what was fetched; the next fetch tells the leader so.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
export function takeFetched(turn, broker, { fetcher, offset = 0, records = [], hw = 0 }) {
  if (fetcher !== broker.fetcher || offset !== leoOf(broker)) return;
  for (const record of records) {
    if (record.epoch > (broker.epochs.at(-1)?.[0] ?? 0)) {
      broker.epochs = [...broker.epochs, [record.epoch, leoOf(broker)]];
    }
    broker.log = [...broker.log, { ...record, at: turn.now }];
  }
  broker.hw = Math.max(broker.hw, Math.min(hw, leoOf(broker)));
  if (records.length) {
    const keys = records.length > 3 ? `${records.length} records` : records.map(({ key }) => key).join(", ");
    turn.say(`Broker ${broker.id} has fetched ${keys} and appends: log end offset ${leoOf(broker)}.`);
  }
  fetch(turn, broker);
}

/**
 * Cut off what the leader never had: everything after the point where the logs part.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
export function cutOff(turn, broker, { fetcher, epoch = 0, end = 0 }) {
  if (fetcher !== broker.fetcher) return;
  const [, own] = endOf(broker, epoch);
  const at = Math.min(end, own, leoOf(broker));
  const cut = broker.log.slice(at - BASE);
  truncate(broker, at);
  if (cut.length) {
    turn.say(
      `The logs part at offset ${at}: broker ${broker.id} cuts off ${
        cut.map(({ key }) => key).join(", ")
      }, which its leader does not have.`,
      "bad",
    );
  }
  fetch(turn, broker);
}

/**
 * @param {Broker} broker
 * @param {number} at
 */
export function truncate(broker, at) {
  broker.log = broker.log.slice(0, Math.max(0, at - BASE));
  broker.epochs = broker.epochs.filter(([, start]) => start < at);
  broker.hw = Math.min(broker.hw, at);
}
