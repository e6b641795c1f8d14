/**
 * Replication of one partition on three brokers, right for Kafka 4.4.0: `Partition`, `ReplicaManager`, `Replica`,
 * `PartitionChangeBuilder` and `ReplicationControlManager`, a record a request.
 *
 * @import { Scene } from "../engine.mjs"
 * @import { Broker, Draft, Happening, State, Turn } from "./model.mjs"
 */

import { actionsOf, ACTS } from "./actions.mjs";
import { alterPartition, electUnclean, fence, register, unfence } from "./controller.mjs";
import { beginToFetch, cutOff, fetchAgain, takeFetched } from "./follower.mjs";
import { serve } from "./fetch-answers.mjs";
import { judgeFollowers, raiseHighWatermark } from "./isr-and-high-watermark.mjs";
import { beginToLead, takeFetch, takeRequest } from "./leader.mjs";
import { BASE, hasElr, IDS, LONG_AGO, UNCLEAN_CHECK } from "./model.mjs";
import { answer, arrive, disconnect, expire, produce, retry, takeAnswer, timeOut } from "./producer.mjs";
import { drawFacts, drawView } from "./picture.mjs";

/** @type {Scene<State, Happening>} */
export const replication = {
  name: "replication",
  leavesOut:
    "One partition, one producer and no batches: a record is a request. The controllers are a quorum of their own and stay up. Links take 0.5 ms one way, appends 0.3 ms at the leader and 0.2 ms at a follower; brokers start in 2 s. Without idempotence (acks 0 and 1) retries still go out in order here. The high watermark of a killed broker is the one it had, not its last checkpoint. A power cut takes what was appended in the last 30 s, which Linux has not written yet.",
  settings: [
    { name: "acks", label: "acks", choices: ["0", "1", "all"], value: "all" },
    { name: "min.insync.replicas", label: "min.insync.replicas", choices: [1, 2, 3], value: 2 },
    {
      name: "unclean.leader.election.enable",
      label: "unclean.leader.election.enable",
      choices: ["false", "true"],
      value: "false",
    },
    { name: "elr", label: "Eligible leader replicas", choices: ["off", "on"], value: "on", fixed: true },
    {
      name: "replica.lag.time.max.ms",
      label: "replica.lag.time.max.ms",
      unit: "ms",
      choices: [10_000, 30_000],
      value: 30_000,
      fixed: true,
    },
    {
      name: "every",
      label: "A record every",
      unit: "ms",
      choices: [0, 500, 1000, 2000, 5000],
      names: { 0: "by hand" },
      value: 0,
    },
  ],
  start,
  actions: actionsOf,
  handle,
  view: drawView,
  facts: drawFacts,
};

/** @type {Scene<State, Happening>["start"]} */
function start(settings) {
  const lives = Object.fromEntries(IDS.map((id) => [id, 1]));
  const controller = { leader: "1", epoch: 5, version: 0, isr: IDS, elr: [], lastKnown: null, fenced: [], lives };
  const log = [{ key: "a", epoch: 5, at: LONG_AGO }, { key: "b", epoch: 5, at: LONG_AGO }];
  const followers = Object.fromEntries(["2", "3"].map((id) => [id, {
    leo: BASE + 2,
    caughtUpAt: 0,
    fetchedAt: 0,
    leoThen: BASE + 2,
    sentHw: BASE + 2,
    life: 1,
    fetcher: 1,
  }]));
  const brokers = IDS.map((id) => [
    id,
    /** @type {Broker} */ ({
      id,
      power: "up",
      fetching: "well",
      cut: false,
      life: 1,
      wasClean: true,
      log,
      hw: BASE + 2,
      epochs: [[5, BASE]],
      knows: controller,
      leads: id === "1",
      ledSince: BASE,
      checkAt: 0,
      isr: IDS,
      pending: null,
      followers: id === "1" ? followers : {},
      parked: [],
      inbox: [],
      held: [],
      fetcher: 1,
      beat: 0,
    }),
  ]);
  const producer = { records: [], leader: "1", epoch: 5, failures: 0, retries: false, tick: 0 };
  const state = { brokers: Object.fromEntries(brokers), controller, producer, lost: [], readable: BASE + 2 };
  const events = Number(settings.every) > 0 ? [{ after: 0, event: { name: "tick", beat: 0 } }] : [];
  return { state, events };
}

/** @type {Scene<State, Happening>["handle"]} */
function handle(before, event, { now, random, settings }) {
  /** @type {Draft} */
  const state = { ...before, brokers: Object.fromEntries(IDS.map((id) => [id, { ...before.brokers[id] }])) };
  /** @type {{ after: number, event: Happening }[]} */
  const events = [];
  /** @type {string[]} */
  const said = [];
  let kind = /** @type {import("../engine.mjs").Tone} */ ("plain");
  /** @type {Turn} */
  const turn = {
    state,
    now,
    random,
    settings,
    later: (after, event) => events.push({ after, event }),
    say: (text, tone = "plain") => {
      said.push(text);
      if (RANK.indexOf(tone) > RANK.indexOf(kind)) kind = tone;
    },
  };
  if (event.to && event.to !== "controller") befall(turn, state.brokers[event.to], event);
  else if (event.name in ACTS) ACTS[event.name](turn, event.target ?? "");
  else if (!isCut(state, event)) (OTHERS[event.name] ?? ignore)(turn, event);
  countLost(turn, before);
  return { state, events, said: said.join(" "), kind };
}

const RANK = ["muted", "plain", "good", "hot", "bad"];

/** @type {(turn: Turn, event: Happening) => void} */
const ignore = () => {};

/** @type {(state: Draft, event: Happening) => boolean} */
const isCut = ({ brokers }, { from, to }) => to === "controller" && from !== undefined && brokers[from].cut;

/** What befalls the producer and the controllers. @type {Record<string, (turn: Turn, event: Happening) => void>} */
const OTHERS = {
  alter: alterPartition,
  fence,
  register: (turn, event) => turn.state.brokers[event.target ?? ""].life === event.life && register(turn, event),
  unfence: (turn, event) => {
    const { life, power, cut } = turn.state.brokers[event.target ?? ""];
    if (life === event.life && power === "up" && !cut) unfence(turn, event);
  },
  elect: electUnclean,
  tick,
  answer: takeAnswer,
  retry,
  timeout: timeOut,
  expire,
  disconnect: (turn, { from = "" }) => disconnect(turn, from),
  set,
};

/** What befalls a broker that is up. @type {Record<string, (turn: Turn, broker: Broker, event: Happening) => void>} */
const BROKER = {
  request: (turn, broker, { request }) => request && takeRequest(turn, broker, request),
  fetch: takeFetch,
  fetched: takeFetched,
  diverged: cutOff,
  serve,
  check: judgeFollowers,
  again: fetchAgain,
  learn,
};

const FETCHED = ["fetched", "diverged"];

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
function befall(turn, broker, event) {
  const { request, from } = event;
  const isCutOff = from !== undefined && (broker.cut || turn.state.brokers[from]?.cut);
  const isGone = broker.power === "down" ||
    (event.life !== undefined && event.to === broker.id && isOld(broker, event));
  if (isGone && request) missRequest(turn, broker, event);
  if (isGone || isCutOff) return;
  const isHeld = broker.power === "paused" || (broker.fetching === "stuck" && FETCHED.includes(event.name));
  if (isHeld) broker.held = [...broker.held, event];
  else BROKER[event.name](turn, broker, event);
}

/** A fetch carries the life of who sent it, all else that of the broker it is for. @type {(broker: Broker, event: Happening) => boolean} */
const isOld = ({ life }, event) => event.name !== "fetch" && event.life !== life;

/**
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
function missRequest(turn, broker, { request }) {
  if (!request) return;
  arrive(turn, request.key);
  if (request.acks === "0") {
    turn.say(
      `${request.key} finds broker ${broker.id} dead. The producer, who waits for nothing, does not notice.`,
      "bad",
    );
  }
}

/**
 * Learn what the controllers decided: lead, follow, or wait for a leader.
 * @param {Turn} turn
 * @param {Broker} broker
 * @param {Happening} event
 */
function learn(turn, broker, { image }) {
  const before = broker.knows;
  if (!image || image.version < before.version || image.lives[broker.id] !== broker.life) return;
  broker.knows = image;
  broker.pending = null;
  if (image.leader === broker.id) {
    if (!broker.leads || image.epoch > before.epoch) beginToLead(turn, broker, image);
    raiseHighWatermark(turn, broker);
    return;
  }
  if (broker.leads) {
    const unanswered = [...broker.parked, ...broker.inbox];
    Object.assign(broker, { leads: false, parked: [], inbox: [], checkAt: 0 });
    for (const request of unanswered) answer(turn, broker, request, { error: "NotLeaderOrFollower" });
  }
  if (image.leader !== before.leader || image.epoch !== before.epoch) beginToFetch(turn, broker);
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
function tick(turn, { beat }) {
  const every = Number(turn.settings.every);
  if (beat !== turn.state.producer.tick || !every) return;
  produce(turn);
  turn.later(every, { name: "tick", beat });
}

/**
 * A setting has its new value.
 * @param {Turn} turn
 * @param {Happening} event
 */
function set(turn, { target }) {
  const { controller, producer } = turn.state;
  if (target === "every") {
    const beat = producer.tick + 1;
    turn.state.producer = { ...producer, tick: beat };
    turn.later(0, { name: "tick", beat });
  }
  if (target === "min.insync.replicas") {
    if (hasElr(turn.settings)) turn.state.controller = { ...controller, elr: [], version: controller.version + 1 };
    for (const id of IDS) raiseHighWatermark(turn, turn.state.brokers[id]);
  }
  if (target === "unclean.leader.election.enable" && turn.settings[target] === "true") {
    turn.later(turn.random() * UNCLEAN_CHECK, { name: "elect" });
    turn.say("Unclean election is on; the controllers act on it at their next check, within 5 minutes.", "hot");
  }
}

/**
 * Note what was told yes and is not in the log of the leader: it is gone for everybody who reads.
 *
 * As long as one broker leads, its log only grows: then nothing but what was just told has to be looked at.
 * @param {Turn} turn
 * @param {State} before
 */
function countLost({ state, say }, before) {
  const { controller: { leader, epoch }, brokers, producer, lost } = state;
  if (!leader || !brokers[leader].leads || brokers[leader].knows.epoch !== epoch) return;
  const hasLed = before.brokers[leader].leads && before.brokers[leader].knows.epoch === epoch;
  if (hasLed && before.producer.records === producer.records) return;
  const said = producer.records.filter((one, place) =>
    one.told === "yes" && !one.underway && (!hasLed || one !== before.producer.records[place]) &&
    !lost.includes(one.key)
  );
  const gone = said.filter(({ key }) => !brokers[leader].log.findLast((one) => one.key === key)).map(({ key }) => key);
  if (!gone.length) return;
  state.lost = [...lost, ...gone];
  say(
    `Lost: ${gone.join(", ")}, told yes, ${gone.length > 1 ? "are" : "is"} not in the log of leader ${leader}.`,
    "bad",
  );
}
