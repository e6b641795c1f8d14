/**
 * The classic protocol, eager and cooperative: rounds of JoinGroup and SyncGroup, with a client as the leader.
 *
 * @import { Draft, Member } from "./group.mjs"
 */

import * as group from "./group.mjs";

/** @type {(at: Draft, member: Member) => void} */
export function heartbeat(at, member) {
  if (member.joining) return;
  group.beat(at, member);
  group.nextBeat(at, member);
  if (at.state.group.state !== "PreparingRebalance" || member.heard) return;
  member.heard = true;
  const isIdle = member.owned.length === 0;
  group.say(
    at,
    `The answer to ${member.name}'s heartbeat is REBALANCE_IN_PROGRESS${isIdle ? "" : `; ${wait(at, member)}`}.`,
  );
  if (isIdle) join(at, member);
}

/** @type {(at: Draft, member: Member) => string} */
const wait = (at, { polled, work, name }) =>
  polled + work > at.now ? `${name} is in a batch and joins at its next poll()` : `its poll() joins at once`;

/** @type {(at: Draft, member: Member) => void} `poll()` does the step of the protocol that is due. */
export function poll(at, member) {
  if (!member.known) rejoin(at, member);
  else if (member.told && --member.wait <= 0) take(at, member);
  else if (member.heard && !member.joining) join(at, member);
}

/** @type {(at: Draft, member: Member) => void} Send JoinGroup; under eager everything is given up before. */
export function join(at, member) {
  const isEager = at.state.protocol === "eager";
  if (isEager) group.stopReading(at, member, member.owned);
  Object.assign(member, { heard: false, joining: true, known: true, told: null });
  const { state } = at.state.group;
  if (state !== "PreparingRebalance") prepare(at, "");
  at.state.group.joined = [...new Set([...at.state.group.joined, member.name])];
  const kept = member.owned.length > 0 ? ` and keeps ${group.write(member.owned)}` : isEager ? " and owns nothing" : "";
  group.say(at, `${member.name} sends JoinGroup${kept}.`);
  group.beat(at, member);
  complete(at);
}

/** @type {(at: Draft, member: Member) => void} */
function rejoin(at, member) {
  group.learnOfLoss(at, member);
  join(at, member);
}

/** @type {(at: Draft, reason: string) => void} Begin a round. */
export function prepare(at, reason) {
  const round = at.state.group;
  const isFirst = round.state === "Empty";
  const joined = round.state === "CompletingRebalance" ? joinAgain(at) : [];
  Object.assign(round, { state: "PreparingRebalance", joined, since: at.now, delayed: isFirst });
  if (reason) group.say(at, `${reason}: the group is in PreparingRebalance.`);
  const limit = isFirst ? "group.initial.rebalance.delay.ms" : "max.poll.interval.ms";
  group.later(at, group.setting(at, limit), "deadline", undefined, at.now);
}

/** @type {(at: Draft) => string[]} Whose SyncGroup is answered with REBALANCE_IN_PROGRESS joins again, as soon as it polls. */
function joinAgain(at) {
  const waiting = group.listKnown(at.state).filter(({ joining, process }) => joining && process === "running");
  for (const member of waiting.filter((one) => !group.isPolling(at, one))) {
    Object.assign(member, { joining: false, heard: true });
    group.beat(at, member);
    group.nextBeat(at, member);
  }
  return waiting.filter(({ joining }) => joining).map(({ name }) => name);
}

/** @type {(at: Draft, isLate?: boolean) => void} End the joining once every known member has joined, or time is over. */
export function complete(at, isLate = false) {
  const round = at.state.group;
  if (round.state !== "PreparingRebalance" || (round.delayed && !isLate)) return;
  const missing = group.listKnown(at.state).filter(({ name }) => !round.joined.includes(name));
  if (missing.length > 0 && !isLate) return;
  if (isLate) missing.forEach((member) => at.state.isStatic ? leaveBehind(at, member) : drop(at, member));
  const known = group.listKnown(at.state);
  round.state = known.length > 0 ? "CompletingRebalance" : "Empty";
  round.epoch += 1;
  if (known.length === 0) return;
  /** @type {(member: Member) => readonly string[]} */
  const holds = ({ name, owned }) => at.state.protocol === "eager" ? round.assignment[name] ?? [] : owned;
  const current = Object.fromEntries(known.map((member) => [member.name, holds(member)]));
  round.assignment = at.state.protocol === "eager" ? group.assign(unique(current)) : adjust(at, group.assign(current));
  group.say(at, `All have joined generation ${round.epoch}: ${known[0].name}, the leader, computes the assignment.`);
  group.later(at, group.EXCHANGE, "sync", undefined, round.epoch);
}

/** @type {(at: Draft, member: Member) => void} A static member that has not joined in time stays, of an old generation. */
function leaveBehind(at, member) {
  group.lose(at, member);
  Object.assign(member, { heard: true, told: null });
}

/** @type {(at: Draft, member: Member) => void} A dynamic member that has not joined in time is out. */
function drop(at, member) {
  group.lose(at, member);
  Object.assign(member, { known: false, heard: false, joining: false, told: null });
  if (member.process !== "running") delete at.state.members[member.name];
  group.say(at, `${member.name} has not joined within max.poll.interval.ms and is out.`, "bad");
}

/** @type {(current: Record<string, readonly string[]>) => Record<string, readonly string[]>} Nobody keeps what another has. */
function unique(current) {
  /** @type {Set<string>} */
  const taken = new Set();
  return Object.fromEntries(
    Object.entries(current).map(([name, list]) => [name, list.filter((one) => !taken.has(one) && taken.add(one))]),
  );
}

/** @type {(at: Draft, assignment: Record<string, readonly string[]>) => Record<string, readonly string[]>} */
const adjust = (at, assignment) =>
  Object.fromEntries(
    Object.entries(assignment).map(([name, list]) => {
      const others = group.listKnown(at.state).filter((member) => member.name !== name).flatMap(({ owned }) => owned);
      return [name, group.without(list, others)];
    }),
  );

/** @type {(at: Draft, generation: number) => void} SyncGroup is answered: each member is told its partitions. */
export function sync(at, generation) {
  const round = at.state.group;
  if (round.state !== "CompletingRebalance" || round.epoch !== generation) return;
  round.state = "Stable";
  for (const member of group.listKnown(at.state).filter(({ joining }) => joining)) {
    member.joining = false;
    group.beat(at, member);
    if (member.process !== "running") continue;
    Object.assign(member, { epoch: generation, told: round.assignment[member.name] ?? [] });
    group.nextBeat(at, member);
    member.wait = at.settings.poll === group.COMPLETES ? 1 : 2;
    if (group.isPolling(at, member)) take(at, member);
  }
}

/** @type {(at: Draft, member: Member) => void} Take on what the round gave; what was taken away needs another round. */
function take(at, member) {
  const told = member.told ?? [];
  const [revoked, added] = [group.without(member.owned, told), group.without(told, member.owned)];
  const isIdle = member.owned.length === 0;
  member.told = null;
  group.stopReading(at, member, revoked);
  group.startReading(at, member, added);
  if (added.length > 0) group.say(at, `${member.name} reads ${group.write(added)}.`, "good");
  if (isIdle && member.owned.length > 0) group.nextPoll(at, member);
  if (revoked.length === 0) return;
  group.say(at, `${member.name} was not given ${group.write(revoked)} again, revokes and rejoins at once.`);
  join(at, member);
}

/** @type {(at: Draft, member: Member, why: string) => void} A member is out: whoever is left begins a round. */
export function remove(at, member, why) {
  member.known = false;
  const round = at.state.group;
  round.joined = group.without(round.joined, [member.name]);
  if (group.listKnown(at.state).length === 0) {
    Object.assign(round, { state: "Empty", epoch: round.epoch + 1, assignment: {} });
    group.say(at, `${why}; the group is empty.`, "bad");
  } else if (round.state === "PreparingRebalance") {
    group.say(at, `${why}.`, "bad");
    complete(at);
  } else {
    prepare(at, why);
    at.kind = "bad";
  }
}

/** @type {(at: Draft, member: Member) => void} A static member is back: in a stable group it finds what it had. */
export function comeBack(at, member) {
  const round = at.state.group;
  group.beat(at, member);
  if (round.state === "Stable") {
    Object.assign(member, {
      joining: false,
      heard: false,
      told: round.assignment[member.name] ?? [],
      epoch: round.epoch,
    });
    group.say(at, `${member.name} joins with its group.instance.id: no rebalance, and its own partitions.`, "good");
    group.later(at, group.EXCHANGE, "back", member.name);
    return;
  }
  if (round.state === "CompletingRebalance") prepare(at, `${member.name} is back in the middle of a round`);
  join(at, member);
}

/** @type {(at: Draft, member: Member) => void} */
export function finishReturn(at, member) {
  if (!member.told) return;
  member.polled = at.now;
  take(at, member);
  group.nextBeat(at, member);
}
