/**
 * What becomes of processes: they crash, close, start again, and hang.
 *
 * @import { Draft, Member } from "./group.mjs"
 */

import * as classic from "./classic.mjs";
import * as consumer from "./consumer.mjs";
import * as group from "./group.mjs";

/** Seconds between one instance of a rolling restart that is back and the next that closes. */
const SETTLED = 30;

/** A supervisor tries a refused start again after so long. */
const RETRY = 10_000;

/** @type {(at: Draft) => typeof consumer | typeof classic} */
const protocol = (at) => at.state.protocol === "consumer" ? consumer : classic;

/** @type {(at: Draft, member: Member) => void} Silence: only the session tells. */
export function crash(at, member) {
  const left = Math.round((member.beat + group.session(at) - at.now) / 1000);
  leaveProcess(at, member, "killed");
  group.say(
    at,
    member.known
      ? `${member.name} is killed. The coordinator only hears silence: its session ends in ${left} s.`
      : `${member.name} is killed; the group had given it up.`,
    "bad",
  );
}

/** @type {(at: Draft, member: Member) => void} */
export function close(at, member) {
  const { name, known } = member;
  leaveProcess(at, member, "closed");
  if (!known) return group.say(at, `${name} closes; the group had given it up.`);
  if (at.state.isStatic) {
    const isConsumer = at.state.protocol === "consumer";
    if (isConsumer) consumer.leaveForAWhile(at, member);
    const how = isConsumer ? "with member epoch -2: it says that it will be back" : "without LeaveGroup";
    return group.say(at, `${name} closes ${how}; its partitions wait for it until its session ends.`);
  }
  const how = at.state.protocol === "consumer" ? "a heartbeat with member epoch -1" : "LeaveGroup";
  remove(at, member, `${name} closes and says so by ${how}`);
  at.kind = "hot";
}

/** @type {(at: Draft, member: Member, process: Member["process"]) => void} */
function leaveProcess(at, member, process) {
  group.stopReading(at, member, member.owned, process === "closed" ? "revoked" : null);
  Object.assign(member, { process, lost: [], told: null, fetching: false, heard: false, slow: false, silent: false });
  member.slot += 1;
  member.turn += 1;
}

/** @type {(at: Draft, member: Member, why: string) => void} Out of the group; who ended is not shown any more. */
function remove(at, member, why) {
  protocol(at).remove(at, member, why);
  if (member.process !== "running") delete at.state.members[member.name];
}

/** @type {(at: Draft, member: Member) => void} The session is over. */
export function end(at, member) {
  if (member.joining && at.state.protocol !== "consumer") {
    return group.later(at, group.session(at), "session", member.name);
  }
  group.lose(at, member);
  remove(at, member, `${member.name}'s session ends after ${group.session(at) / 1000} s without a heartbeat`);
}

/** @type {(at: Draft, member: Member) => void} The poll interval is over: the client itself acts. */
export function stick(at, member) {
  if (!member.known) return;
  const limit = group.setting(at, "max.poll.interval.ms") / 1000;
  if (at.state.isStatic) {
    member.silent = true;
    return group.say(at, `${member.name} has not polled for ${limit} s: being static, it stops its heartbeats.`, "bad");
  }
  group.lose(at, member);
  Object.assign(member, { told: null, fetching: false, heard: false, joining: false });
  member.slot += 1;
  remove(at, member, `${member.name} has not polled for ${limit} s and leaves by itself, still working on its batch`);
}

/** @type {(at: Draft, base: string) => void} A process of the instance starts. */
export function start(at, base) {
  const { members, isStatic, processes } = at.state;
  const former = Object.values(members).find((one) => one.base === base && one.known);
  if (Object.values(members).some((one) => one.base === base && one.process === "running")) return;
  if (isStatic && former) return startAgain(at, former);
  const count = isStatic ? 1 : (processes[base] ?? 0) + 1;
  const name = count > 1 ? `${base}${count}` : base;
  const work = base === "C" ? group.setting(at, "batch") * 1000 : 1000;
  processes[base] = count;
  members[name] = group.makeMember(name, base, at.now, work);
  protocol(at).join(at, members[name]);
}

/** @type {(at: Draft, member: Member) => void} A static member takes the place that its id has. */
function startAgain(at, member) {
  if (at.state.protocol !== "consumer") {
    Object.assign(member, { process: "running", polled: at.now });
    return classic.comeBack(at, member);
  }
  if (consumer.comeBack(at, member)) Object.assign(member, { process: "running", polled: at.now });
  else group.later(at, RETRY, "start", member.base);
}

/** @type {(at: Draft) => void} One instance after the other is closed and started again. */
export function roll(at) {
  const { state } = at;
  const running = Object.values(state.members).filter(({ process }) => process === "running");
  if (state.rolling.length === 0) state.rolling = running.map(({ base }) => base);
  const [base, ...rest] = state.rolling;
  const restart = group.setting(at, "restart");
  const member = running.find((one) => one.base === base);
  state.rolling = rest;
  if (member) close(at, member);
  group.later(at, restart * 1000, "start", base);
  if (rest.length > 0) group.later(at, (restart + SETTLED) * 1000, "roll");
}
