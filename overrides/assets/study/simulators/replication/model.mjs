/**
 * What the replication scene is made of: three brokers, one partition, a producer, and controllers that stay up.
 *
 * Offsets are places in a log counted from BASE. Broker ids are texts, as in a log line.
 *
 * @import { Due, Event, Moment, Tone, Values } from "../engine.mjs"
 *
 * @typedef {{ key: string, epoch: number, at: number }} LogRecord
 *
 * @typedef {object} Image What the controllers decided, and what a broker knows of it.
 * @property {string | null} leader
 * @property {number} epoch Of the leader.
 * @property {number} version Of the partition (partition epoch): changes with every change.
 * @property {readonly string[]} isr
 * @property {readonly string[]} elr
 * @property {string | null} lastKnown The last known leader.
 * @property {readonly string[]} fenced
 * @property {Readonly<Record<string, number>>} lives The broker epoch of each: a broker that starts again gets a new one.
 *
 * @typedef {object} Follower What a leader knows of a follower.
 * @property {number} leo From its last fetch; -1 if none came.
 * @property {number} caughtUpAt
 * @property {number} fetchedAt
 * @property {number} leoThen The leader's log end offset at the last fetch.
 * @property {number} sentHw
 * @property {number} life The broker epoch of its last fetch; 0 if none came.
 * @property {number} fetcher Which fetch is parked at the leader; 0 if none.
 *
 * @typedef {{ key: string, attempt: number, acks: string }} Request One record each.
 *
 * @typedef {object} Broker
 * @property {string} id
 * @property {"up" | "paused" | "down"} power
 * @property {"well" | "slow" | "stuck"} fetching
 * @property {boolean} cut Only the producer reaches it.
 * @property {number} life
 * @property {boolean} wasClean Whether it was stopped in order when it went down.
 * @property {readonly LogRecord[]} log
 * @property {number} hw
 * @property {readonly (readonly [epoch: number, start: number])[]} epochs
 * @property {Image} knows
 * @property {boolean} leads Whether it takes itself for the leader.
 * @property {number} ledSince
 * @property {number} checkAt When it will next judge its followers; 0 if nothing is to judge.
 * @property {readonly string[] | null} pending The ISR that it asked the controllers for.
 * @property {Readonly<Record<string, Follower>>} followers
 * @property {readonly (Request & { offset: number })[]} parked
 * @property {readonly Request[]} inbox Sent, not yet taken: one request of a connection is worked on at a time.
 * @property {readonly Happening[]} held What waits while it is paused.
 * @property {number} fetcher Which of its fetches is on the way.
 * @property {number} beat Which of its heartbeats counts.
 *
 * @typedef {"waiting" | "sent" | "yes" | "expired"} Told
 *
 * @typedef {object} Sent
 * @property {string} key
 * @property {string} acks
 * @property {Told} told
 * @property {number} attempt
 * @property {string} to The broker of the last attempt.
 * @property {number} at
 * @property {number} offset -1 if none was told.
 * @property {string} error The last one.
 * @property {boolean} underway On its way to a broker: neither stored nor gone, whatever the producer believes.
 *
 * @typedef {object} Producer
 * @property {readonly Sent[]} records
 * @property {string | null} leader As its metadata says.
 * @property {number} epoch
 * @property {number} failures In a row.
 * @property {boolean} retries Whether a retry is due.
 * @property {number} tick Which timer makes the next record.
 *
 * @typedef {object} State
 * @property {Readonly<Record<string, Broker>>} brokers
 * @property {Image} controller
 * @property {Producer} producer
 * @property {readonly string[]} lost Told yes, and in no leader's log any more.
 * @property {number} readable As far as anybody could ever read.
 *
 * @typedef {object} Extra
 * @property {string} [target]
 * @property {string} [to] The broker that it befalls.
 * @property {string} [from]
 * @property {number} [life]
 * @property {number} [fetcher]
 * @property {number} [beat]
 * @property {number} [epoch]
 * @property {number} [version]
 * @property {number} [offset]
 * @property {number} [end]
 * @property {number} [hw]
 * @property {number} [lastEpoch]
 * @property {readonly LogRecord[]} [records]
 * @property {readonly string[]} [isr]
 * @property {Image} [image]
 * @property {Request} [request]
 * @property {string} [error]
 *
 * @typedef {Event & Extra} Happening
 *
 * @typedef {object} Turn One event being worked on: `state` is a copy whose fields may be set, but nothing inside them.
 * @property {Draft} state
 * @property {number} now
 * @property {() => number} random
 * @property {Values} settings
 * @property {(after: number, event: Happening) => void} later
 * @property {(said: string, kind?: Tone) => void} say
 *
 * @typedef {{ -readonly [Key in keyof State]: State[Key] } & { brokers: Record<string, Broker> }} Draft
 */

export const IDS = ["1", "2", "3"];

/** The offset of the first record that is shown. */
export const BASE = 98;

/** Milliseconds of one way on a link, of an append at the leader, of one at a follower. */
export const LINK = 0.5;
export const APPEND = 0.3;
export const COPY = 0.2;

/** A slow follower takes so much longer for each fetch. */
export const SLOW = 2500;

/** Defaults of Kafka 4.4 in milliseconds. */
export const SESSION = 9000;
export const BEAT = 2000;
export const FETCH_WAIT = 500;
export const FETCH_BACKOFF = 1000;
export const REQUEST_TIMEOUT = 30_000;
export const DELIVERY_TIMEOUT = 120_000;

/** Before every run, as a number that JSON can hold. */
export const LONG_AGO = -1e9;

/** Until a broker that is started registers, and until it is unfenced after that. */
export const STARTING = 2000;
export const UNFENCING = 300;

/** The controllers look for unclean elections so often once it is switched on. */
export const UNCLEAN_CHECK = 300_000;

/** After so long Linux has written a page to disk (`vm.dirty_expire_centisecs`). */
export const FLUSHED = 30_000;

/** @type {(broker: Broker) => number} */
export const leoOf = ({ log }) => BASE + log.length;

/** @type {(ids: readonly string[]) => string} */
export const list = (ids) => (ids.length ? ids.join(", ") : "–");

/** @type {(settings: Values) => number} */
export const floorOf = (settings) => Math.min(Number(settings["min.insync.replicas"]), IDS.length);

/** @type {(settings: Values) => boolean} */
export const hasElr = (settings) => settings.elr === "on";

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {Item} item
 */
export const without = (items, item) => items.filter((one) => one !== item);
