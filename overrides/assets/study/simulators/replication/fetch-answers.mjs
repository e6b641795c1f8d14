/**
 * How a leader answers fetches of its followers: with records, or after a while with nothing.
 *
 * @import { Broker, Follower, Happening, Turn } from "./model.mjs"
 */

import { BASE, COPY, FETCH_WAIT, leoOf, LINK, SLOW } from "./model.mjs";

/**
 * @param {Broker} broker
 * @param {string} id
 * @param {Partial<Follower>} changes
 */
export function setFollower(broker, id, changes) {
  broker.followers = { ...broker.followers, [id]: { ...broker.followers[id], ...changes } };
}

/**
 * Send a follower what it lacks, and the high watermark of now.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 * @param {number} fetcher
 */
export function respond(turn, broker, id, fetcher) {
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
 * A fetch that finds nothing is answered all the same, after a while; only then a follower learns the high watermark.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {string} id
 */
export function awaitNothing(turn, broker, id) {
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
