/**
 * The scene of "Stop the world": a group of consumers, and how long nobody reads a partition while it changes hands.
 *
 * @import { Action, Event, Scene, Setting, Values } from "../engine.mjs"
 * @import { Assigned, Draft, Member, Reading, State } from "./group.mjs"
 * @typedef {Event & { token?: number }} Happening
 */

import * as classic from "./classic.mjs";
import * as consumer from "./consumer.mjs";
import * as group from "./group.mjs";
import { close, crash, end, roll, start, stick } from "./processes.mjs";
import { sayClock } from "./clock.mjs";
import { findFacts, view } from "./view.mjs";

const CLOCK = 5000;

/** @type {readonly Setting[]} */
const SETTINGS = [
  { name: "protocol", label: "Protocol", choices: ["eager", "cooperative", "consumer"], value: "eager", fixed: true },
  { name: "group.instance.id", label: "group.instance.id", choices: ["not set", "set"], value: "not set", fixed: true },
  time("session.timeout.ms", 45_000, 6000, 300_000),
  time("heartbeat.interval.ms", 3000, 1000, 100_000),
  time("group.consumer.session.timeout.ms", 45_000, 45_000, 60_000),
  time("group.consumer.heartbeat.interval.ms", 5000, 5000, 15_000),
  time("max.poll.interval.ms", 300_000, 10_000, 600_000),
  time("group.initial.rebalance.delay.ms", 3000, 0, 10_000),
  time("group.consumer.assignment.interval.ms", 1000, 0, 15_000),
  { name: "batch", label: "C works on a batch for", unit: "s", min: 1, max: 240, step: 1, value: 10, fixed: true },
  { name: "slow", label: "A slow batch lasts", unit: "s", min: 10, max: 900, step: 10, value: 350 },
  { name: "restart", label: "A restart takes", unit: "s", min: 1, max: 120, step: 1, value: 10 },
  {
    name: "poll",
    label: "A poll() call",
    choices: [group.COMPLETES, "returns records at once"],
    value: group.COMPLETES,
    fixed: true,
  },
];

/**
 * @param {string} name
 * @param {number} value
 * @param {number} min
 * @param {number} max
 * @returns {Setting}
 */
function time(name, value, min, max) {
  return { name, label: name, unit: "ms", min, max, step: 1000, value, fixed: true };
}

/** @type {Scene<State, Happening>} */
export const rebalance = {
  name: "rebalance",
  settings: SETTINGS,
  leavesOut: "One exchange with the coordinator takes a second; callbacks and commits take no time. Which partition " +
    "moves is the assignor's choice: here the last that a member got. A poll() call completes what is due, unless you " +
    "choose otherwise; then each step takes another one. There are no metadata changes, no frozen processes, no loss of " +
    "the coordinator, and no records: a partition is read while its owner lives.",
  start(settings) {
    const at = group.draft(makeState(settings), { now: 0, settings, random: () => 0 });
    const isConsumer = at.state.protocol === "consumer";
    for (const [name, phase] of isConsumer ? [["A", 2], ["B", 0], ["C", 4]] : [["A", 0], ["B", 2], ["C", 1]]) {
      const member = at.state.members[name];
      member.slot = 1;
      group.later(at, group.session(at), "session", member.name);
      group.later(at, Number(phase) * 1000 || group.interval(at), "heartbeat", member.name, 1);
      member.polled = member.work > 1000 ? -1000 : 0;
      group.nextPoll(at, member);
    }
    group.later(at, CLOCK, "clock");
    return { state: at.state, events: at.events };
  },
  actions: listActions,
  handle(state, event, moment) {
    if (isVoid(state, event)) return { state, events: [], said: "" };
    const at = group.draft(state, moment);
    happen(at, event, at.state.members[event.target ?? ""]);
    if (at.said.length > 0) at.state.lastSaid = at.now;
    return { state: at.state, events: at.events, said: at.said.join(" "), kind: at.kind };
  },
  view,
  facts: findFacts,
};

/** @type {(settings: Values) => State} Three members that own two partitions each. */
function makeState(settings) {
  const owned = { A: ["p0", "p1"], B: ["p2", "p3"], C: ["p4", "p5"] };
  const members = Object.entries(owned).map(([name, partitions]) => ({
    ...group.makeMember(name, name, 0, name === "C" ? Number(settings.batch) * 1000 : 1000),
    known: true,
    owned: partitions,
    epoch: 1,
  }));
  const readings = members.flatMap(({ name, owned }) =>
    owned.map((one) => /** @type {[string, Reading[]]} */ ([one, [{ from: 0, to: null, who: name }]]))
  );
  const assigned = members.map(({ name, owned }) => /** @type {[string, Assigned]} */ (
    [name, { epoch: 1, assigned: owned, revoking: [], since: 0, state: "STABLE" }]
  ));
  return {
    protocol: String(settings.protocol),
    isStatic: settings["group.instance.id"] === "set",
    members: Object.fromEntries(members.map((one) => [one.name, one])),
    partitions: Object.fromEntries(readings),
    group: {
      state: "Stable",
      epoch: 1,
      joined: [],
      since: 0,
      delayed: false,
      assignment: owned,
      targetEpoch: 1,
      computed: -60_000,
      members: settings.protocol === "consumer" ? Object.fromEntries(assigned) : {},
    },
    callbacks: [],
    processes: { A: 1, B: 1, C: 1 },
    rolling: [],
    lastSaid: 0,
  };
}

/** @type {(state: State, event: Happening) => boolean} Whether what was due does not concern the member any more. */
function isVoid({ members, isStatic }, { name, target = "", token }) {
  const member = members[target];
  if (name === "heartbeat") return member?.process !== "running" || member.slot !== token || member.silent;
  if (name === "poll" || name === "stuck") return member?.process !== "running" || member.turn !== token;
  if (["session", "unrevoked"].includes(name)) return !member?.known;
  return (name === "fetched" || name === "back") && (member?.process !== "running" || (isStatic && !member.known));
}

/** @type {(at: Draft, event: Happening, member: Member) => void} */
function happen(at, { name, target = "", token }, member) {
  const protocol = at.state.protocol === "consumer" ? consumer : classic;
  switch (name) {
    case "heartbeat":
      return protocol.heartbeat(at, member);
    case "poll":
      return poll(at, member);
    case "stuck":
      return stick(at, member);
    case "session":
      return at.now - member.beat >= group.session(at) ? end(at, member) : undefined;
    case "sync":
      return classic.sync(at, Number(token));
    case "deadline":
      return at.state.group.since === token ? classic.complete(at, true) : undefined;
    case "back":
      return classic.finishReturn(at, member);
    case "fetched":
      return consumer.read(at, member);
    case "unrevoked":
      return consumer.fence(at, member, Number(token));
    case "clock":
      group.later(at, CLOCK, "clock");
      return group.later(at, 0, "now");
    case "now":
      return sayClock(at);
    default:
      return takeAction(at, name, target, member);
  }
}

/** @type {(at: Draft, member: Member) => void} */
function poll(at, member) {
  member.polled = at.now;
  if (member.silent) Object.assign(member, { silent: false });
  if (at.state.protocol === "consumer") consumer.poll(at, member);
  else classic.poll(at, member);
  if (member.owned.length > 0) group.nextPoll(at, member);
}

/** @type {(at: Draft, name: string, target: string, member: Member) => void} */
function takeAction(at, name, target, member) {
  if (name === "kill") return crash(at, member);
  if (name === "close") return close(at, member);
  if (name === "start") return start(at, target);
  if (name === "add") return start(at, nextBase(at.state));
  if (name === "roll") return roll(at);
  if (name === "slow") {
    member.slow = true;
    group.say(at, `The next batch of ${target} will last ${at.settings.slow} s.`);
  }
}

/** @type {(state: State) => string} */
const nextBase = ({ processes }) => "ABCDEF"[Object.keys(processes).length];

/**
 * Return what a reader may do now.
 * @param {State} state
 * @returns {Action[]}
 */
function listActions(state) {
  const running = Object.values(state.members).filter(({ process }) => process === "running");
  const ended = Object.keys(state.processes).filter((base) => !running.some((one) => one.base === base));
  /** @type {Action[]} */
  const all = running.flatMap(({ name, slow }) => [
    { name: "kill", target: name, label: "Kill", group: name },
    { name: "close", target: name, label: "Close", group: name },
    ...(slow ? [] : [{ name: "slow", target: name, label: "Slow batch", group: name }]),
  ]);
  for (const base of ended) all.push({ name: "start", target: base, label: "Start again", group: base });
  if (nextBase(state)) all.push({ name: "add", label: "Add a member", group: "Group" });
  if (state.rolling.length === 0) all.push({ name: "roll", label: "Rolling restart", group: "Group" });
  return all;
}
