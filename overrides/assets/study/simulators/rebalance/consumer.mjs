/**
 * The consumer protocol (KIP-848): the coordinator keeps a target, and moves each member towards it by heartbeats.
 *
 * @import { Assigned, Draft, Member } from "./group.mjs"
 */

import * as group from "./group.mjs";

const LEFT_FOR_A_WHILE = -2;

/**
 * A heartbeat: the coordinator answers with what the member shall own. The member reports what it owns when that has
 * changed; until then what it must give up counts as its own.
 * @param {Draft} at
 * @param {Member} member
 */
export function heartbeat(at, member, reports = false) {
  const round = at.state.group;
  const known = round.members[member.name];
  if (!known) return;
  group.beat(at, member);
  group.nextBeat(at, member);
  computeTarget(at);
  reconcile(at, member, known, reports);
  member.epoch = known.epoch;
  tell(at, member, known);
  round.state = findState(at);
}

/** @type {(at: Draft, member: Member, known: Assigned) => void} */
function tell(at, member, known) {
  const told = known.assigned;
  const [revoked, added] = [group.without(member.owned, told), group.without(told, member.owned)];
  if (revoked.length + added.length === 0 || member.fetching) return;
  const isNew = member.told?.join() !== told.join();
  member.told = told;
  const polls = group.isPolling(at, member) || isAtPoll(at, member);
  if (isNew) {
    const what = revoked.length > 0 ? `give up ${group.write(revoked)}` : `read ${group.write(added)}`;
    group.say(at, `${member.name} is told to ${what}${polls ? "" : ", and will at its next poll()"}.`);
    member.wait = at.settings.poll === group.COMPLETES || member.owned.length === 0 ? 1 : 2;
  }
  if (member.owned.length === 0) take(at, member);
}

/** @type {(at: Draft, member: Member) => boolean} */
const isAtPoll = ({ now }, { polled, work }) => polled + work <= now;

/** @type {(at: Draft, member: Member) => void} `poll()` does what the member was told: revocations first. */
export function poll(at, member) {
  if (!member.known) rejoin(at, member);
  else if (member.told && !member.fetching && --member.wait <= 0) take(at, member);
}

/** @type {(at: Draft, member: Member) => void} */
function take(at, member) {
  const told = member.told ?? [];
  const revoked = group.without(member.owned, told);
  if (revoked.length > 0) {
    member.told = null;
    group.stopReading(at, member, revoked);
    group.say(at, `${member.name} revokes ${group.write(revoked)} and confirms it with a heartbeat at once.`);
    heartbeat(at, member, true);
    return;
  }
  member.fetching = true;
  group.later(at, group.EXCHANGE, "fetched", member.name);
}

/** @type {(at: Draft, member: Member) => void} Offsets are there: it reads, and confirms with a heartbeat. */
export function read(at, member) {
  const added = group.without(member.told ?? [], member.owned);
  const isIdle = member.owned.length === 0;
  Object.assign(member, { fetching: false, told: null });
  group.startReading(at, member, added);
  if (added.length > 0) group.say(at, `${member.name} reads ${group.write(added)}.`, "good");
  if (isIdle) {
    member.polled = at.now;
    group.nextPoll(at, member);
  }
  heartbeat(at, member, true);
}

/** @type {(at: Draft, member: Member, known: Assigned, reports: boolean) => void} One step towards the target. */
function reconcile(at, member, known, reports) {
  const round = at.state.group;
  const owns = !reports || known.revoking.some((one) => member.owned.includes(one));
  if (known.state === "UNREVOKED_PARTITIONS" && owns) return;
  if (known.state === "STABLE" && known.epoch === round.targetEpoch) return;
  known.revoking = [];
  const target = round.assignment[member.name] ?? [];
  const revoking = group.without(known.assigned, target);
  if (revoking.length > 0) {
    Object.assign(known, {
      assigned: group.without(known.assigned, revoking),
      revoking,
      state: "UNREVOKED_PARTITIONS",
      since: at.now,
    });
    group.later(at, group.setting(at, "max.poll.interval.ms"), "unrevoked", member.name, at.now);
    return;
  }
  const taken = Object.entries(round.members)
    .filter(([name]) => name !== member.name)
    .flatMap(([, other]) => [...other.assigned, ...other.revoking]);
  known.assigned = [...known.assigned, ...group.without(target, [...known.assigned, ...taken])];
  known.epoch = round.targetEpoch;
  known.state = known.assigned.length < target.length ? "UNRELEASED_PARTITIONS" : "STABLE";
}

/** @type {(at: Draft) => void} Compute a target if there is none for the group epoch, at most once in the interval. */
function computeTarget(at) {
  const round = at.state.group;
  const since = at.now - round.computed;
  if (round.targetEpoch === round.epoch || since < group.setting(at, "group.consumer.assignment.interval.ms")) return;
  const current = Object.fromEntries(Object.keys(round.members).map((name) => [name, round.assignment[name] ?? []]));
  Object.assign(round, { assignment: group.assign(current), targetEpoch: round.epoch, computed: at.now });
  group.say(at, `The coordinator computes a target for group epoch ${round.epoch}.`);
}

/** @type {(at: Draft) => string} */
function findState(at) {
  const { members, targetEpoch, epoch } = at.state.group;
  const all = Object.values(members);
  if (all.length === 0) return "Empty";
  if (targetEpoch !== epoch) return "Assigning";
  return all.every((one) => one.state === "STABLE" && (one.epoch === epoch || one.epoch < 0))
    ? "Stable"
    : "Reconciling";
}

/** @type {(at: Draft, member: Member) => void} Join with member epoch 0. */
export function join(at, member) {
  const round = at.state.group;
  member.known = true;
  round.members[member.name] = { epoch: 0, assigned: [], revoking: [], state: "STABLE", since: 0 };
  round.epoch += 1;
  group.say(at, `${member.name} joins with member epoch 0: the group epoch is ${round.epoch}.`);
  heartbeat(at, member, true);
}

/** @type {(at: Draft, member: Member) => void} */
function rejoin(at, member) {
  group.learnOfLoss(at, member);
  join(at, member);
}

/** @type {(at: Draft, member: Member, why: string) => void} A member is fenced or has left. */
export function remove(at, member, why) {
  const round = at.state.group;
  member.known = false;
  delete round.members[member.name];
  delete round.assignment[member.name];
  round.epoch += 1;
  round.state = findState(at);
  group.say(at, `${why}: the group epoch is ${round.epoch}.`, "bad");
}

/** @type {(at: Draft, member: Member) => void} A static member closes: it says that it will be back. */
export function leaveForAWhile(at, member) {
  const known = at.state.group.members[member.name];
  if (known) Object.assign(known, { epoch: LEFT_FOR_A_WHILE, revoking: [] });
  group.beat(at, member);
}

/** @type {(at: Draft, member: Member) => boolean} Whether its instance id is free: its former process said that it left. */
export function comeBack(at, member) {
  const known = at.state.group.members[member.name];
  if (!known) return false;
  if (known.epoch !== LEFT_FOR_A_WHILE) {
    member.refused += 1;
    group.say(
      at,
      `${member.name} is refused with UNRELEASED_INSTANCE_ID: its former process is still a member; a supervisor tries again in 10 s.`,
      "bad",
    );
    return false;
  }
  Object.assign(known, { epoch: 0, state: "STABLE" });
  reconcile(at, member, known, true);
  Object.assign(member, { told: known.assigned, fetching: true, epoch: known.epoch });
  group.say(
    at,
    `${member.name} is back with its group.instance.id: the same partitions, and the group epoch stays.`,
    "good",
  );
  group.beat(at, member);
  group.later(at, group.EXCHANGE, "fetched", member.name);
  return true;
}

/** @type {(at: Draft, member: Member, since: number) => void} It did not revoke within its poll interval. */
export function fence(at, member, since) {
  const known = at.state.group.members[member.name];
  if (known?.state !== "UNREVOKED_PARTITIONS" || known.since !== since) return;
  group.lose(at, member);
  Object.assign(member, { told: null, fetching: false });
  remove(at, member, `${member.name} did not revoke within max.poll.interval.ms and is fenced`);
}
