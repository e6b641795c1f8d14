/** The controllers: who is fenced, who is in the ISR, who leads. They are a quorum of their own and stay up. */

import { BEAT, floorOf, hasElr, IDS, LINK, list, SESSION, UNFENCING, without } from "./model.mjs";

/**
 * @import { Happening, Image, Turn } from "./model.mjs"
 */

/**
 * Change the partition and tell the brokers: `PartitionChangeBuilder` of Kafka, without reassignments.
 * @param {Turn} turn
 * @param {{ isr?: readonly string[], out?: string, unclean?: string, add?: string }} change The new ISR; who may not lead
 *   from now on; who registers after an unclean stop; who may lead from now on.
 */
export function changePartition(turn, { isr, out, unclean, add }) {
  const before = turn.state.controller;
  const fenced = out ? [...new Set([...before.fenced, out])] : add ? without(before.fenced, add) : before.fenced;
  const target = (isr ?? before.isr).filter((id) => id !== out && id !== unclean);
  const mayLead = (/** @type {string} */ id) => !fenced.includes(id) && id !== unclean;
  const elr = findEligible(turn, target, unclean);
  const elected = elect(turn, { target, elr, mayLead });
  const leader = elected ? elected.id : null;
  const hasNew = leader !== before.leader;
  const kept = hasElr(turn.settings) || target.length ? target : before.isr;
  const image = {
    ...before,
    fenced,
    leader,
    isr: elected && elected.how !== "isr" ? [elected.id] : kept,
    elr: elected?.how === "unclean" ? [] : without(elr, leader ?? ""),
    lastKnown: leader ? null : before.lastKnown ?? (hasElr(turn.settings) ? before.leader : null),
    epoch: before.epoch + (hasNew ? 1 : 0),
    version: before.version + 1,
  };
  publish(turn, image);
  return { hasNew, how: elected?.how ?? "none", image };
}

/**
 * @param {Turn} turn
 * @param {readonly string[]} target
 * @param {string} [unclean]
 */
function findEligible({ state: { controller }, settings }, target, unclean) {
  if (!hasElr(settings) || target.length >= floorOf(settings)) return [];
  const candidates = IDS.filter((id) => controller.elr.includes(id) || controller.isr.includes(id));
  return candidates.filter((id) => !target.includes(id) && id !== unclean);
}

/**
 * @param {Turn} turn
 * @param {{ target: readonly string[], elr: readonly string[], mayLead: (id: string) => boolean }} among
 * @returns {{ id: string, how: "isr" | "elr" | "unclean" } | null}
 */
function elect({ state: { controller }, settings }, { target, elr, mayLead }) {
  const isValid = (/** @type {string} */ id) =>
    mayLead(id) && (target.includes(id) || (target.length === 0 && elr.includes(id)));
  const clean = [controller.leader ?? "", ...IDS].find(isValid);
  if (clean) return { id: clean, how: target.includes(clean) ? "isr" : "elr" };
  const { lastKnown } = controller;
  if (hasElr(settings) && !elr.length && !target.length && lastKnown && mayLead(lastKnown)) {
    return { id: lastKnown, how: "unclean" };
  }
  const first = IDS.find(mayLead);
  return first && settings["unclean.leader.election.enable"] === "true" ? { id: first, how: "unclean" } : null;
}

/**
 * @param {Turn} turn
 * @param {Image} image
 */
export function publish(turn, image) {
  turn.state.controller = image;
  for (const id of IDS) {
    turn.later(2 * LINK, { name: "learn", to: id, from: "controller", life: turn.state.brokers[id].life, image });
  }
}

/**
 * Work on an AlterPartition request of a leader.
 * @param {Turn} turn
 * @param {Happening} event
 */
export function alterPartition(turn, { from = "", epoch, version, isr = [] }) {
  const before = turn.state.controller;
  const isStale = before.leader !== from || before.epoch !== epoch || before.version !== version;
  if (isStale || isr.some((id) => before.fenced.includes(id))) {
    publish(turn, before);
    return;
  }
  const { image } = changePartition(turn, { isr });
  const gone = before.isr.filter((id) => !isr.includes(id));
  const come = isr.filter((id) => !before.isr.includes(id));
  if (gone.length) {
    const elr = image.elr.length > before.elr.length
      ? ` Broker ${list(image.elr)} is in the ELR: nothing is committed from now on, so it misses nothing.`
      : "";
    turn.say(
      `The controllers take broker ${list(gone)} out of the ISR, as the leader asked: it lags too long.${elr}`,
      "hot",
    );
  }
  if (come.length) turn.say(`Broker ${list(come)} has caught up and is in the ISR again: ${list(image.isr)}.`, "good");
}

/**
 * A broker that sends no heartbeats is fenced once its session ends.
 * @param {Turn} turn
 * @param {string} id
 */
export function awaitFencing(turn, id) {
  const broker = turn.state.brokers[id];
  const beat = broker.beat + 1;
  turn.state.brokers[id] = { ...broker, beat };
  const age = turn.random() * BEAT;
  turn.later(SESSION - age + turn.random() * (SESSION / 8), { name: "fence", target: id, beat });
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
export function fence(turn, { target = "", beat }) {
  const { controller, brokers } = turn.state;
  if (brokers[target].beat !== beat || controller.fenced.includes(target)) return;
  const { hasNew, how, image } = changePartition(turn, { out: target });
  turn.say(
    `No heartbeat of broker ${target} for 9 s: the controllers fence it. ${tellChange(target, controller, image)}`,
    "hot",
  );
  if (hasNew) tellElection(turn, how, image);
}

/**
 * @param {string} id
 * @param {Image} before
 * @param {Image} image
 */
function tellChange(id, before, image) {
  if (!before.isr.includes(id)) return "It was in no ISR.";
  if (image.isr.includes(id)) return `As the last of the ISR it stays in it on paper.`;
  return `ISR ${list(image.isr)}${image.elr.length ? `, ELR ${list(image.elr)}` : ""}.`;
}

/**
 * Say who leads now, and why it may.
 * @param {Turn} turn
 * @param {string} how
 * @param {Image} image
 */
export function tellElection(turn, how, { leader, epoch }) {
  if (!leader) turn.say("Nobody who may lead is alive: the partition is offline.", "bad");
  else if (how === "isr") turn.say(`Broker ${leader}, in the ISR, leads in epoch ${epoch}.`, "hot");
  else if (how === "elr") {
    turn.say(
      `The ISR is empty; broker ${leader} of the ELR holds all that is committed and leads in epoch ${epoch}.`,
      "good",
    );
  } else {
    turn.say(`Unclean election: broker ${leader} leads in epoch ${epoch}, whatever it lacks.`, "bad");
  }
}

/**
 * A broker registers after a start, and is unfenced as soon as it has read the metadata log.
 * @param {Turn} turn
 * @param {Happening} event
 */
export function register(turn, { target = "" }) {
  const broker = turn.state.brokers[target];
  const before = turn.state.controller;
  turn.state.controller = {
    ...before,
    lives: { ...before.lives, [target]: broker.life },
    fenced: [...new Set([...before.fenced, target])],
  };
  const isUnclean = hasElr(turn.settings) && !broker.wasClean;
  const inAny = before.isr.includes(target) || before.elr.includes(target);
  if (inAny) {
    const { hasNew, how, image } = changePartition(turn, isUnclean ? { unclean: target } : { out: target });
    if (isUnclean) {
      turn.say(`Broker ${target} registers after an unclean stop: out of ISR and ELR, its log may be short.`, "hot");
    }
    if (hasNew) tellElection(turn, how, image);
  }
  turn.later(UNFENCING, { name: "unfence", target, life: broker.life });
}

/**
 * @param {Turn} turn
 * @param {Happening} event
 */
export function unfence(turn, { target = "" }) {
  const before = turn.state.controller;
  if (!before.fenced.includes(target)) return;
  if (before.leader) {
    publish(turn, { ...before, fenced: without(before.fenced, target) });
    turn.say(`Broker ${target} sends heartbeats again and is unfenced.`);
    return;
  }
  const { hasNew, how, image } = changePartition(turn, { add: target });
  turn.say(`Broker ${target} sends heartbeats again and is unfenced.`);
  if (hasNew) tellElection(turn, how, image);
}

/**
 * The check of every five minutes, once unclean election was switched on.
 * @param {Turn} turn
 */
export function electUnclean(turn) {
  if (turn.state.controller.leader || turn.settings["unclean.leader.election.enable"] !== "true") return;
  const { hasNew, how, image } = changePartition(turn, {});
  if (hasNew) tellElection(turn, how, image);
}

/**
 * An orderly stop: the controllers take the broker out first.
 * @param {Turn} turn
 * @param {string} id
 */
export function shutDown(turn, id) {
  const before = turn.state.controller;
  const { hasNew, how, image } = changePartition(turn, { out: id });
  turn.say(
    `Broker ${id} is stopped in order: the controllers take it out before it goes. ${tellChange(id, before, image)}`,
    "hot",
  );
  if (hasNew) tellElection(turn, how, image);
}
