/**
 * What is to be seen of a rebalance: coordinator and members, and a timeline of each partition with what nobody read.
 *
 * @import { Values } from "../engine.mjs"
 * @import { NodeBox, View } from "../view.mjs"
 * @import { Member, Reading, State } from "./group.mjs"
 */

/** Milliseconds that the timeline shows at least: those of the chapter. */
const END = 90_000;

/**
 * @param {State} state
 * @param {{ now: number }} moment
 * @returns {View}
 */
export function view(state, { now }) {
  return [
    {
      is: "nodes",
      label: "The group",
      nodes: [showCoordinator(state), ...Object.values(state.members).map((one) => showMember(state, one, now))],
    },
    {
      is: "timeline",
      label: "Who reads each partition",
      end: Math.max(END, Math.ceil(now / 30_000) * 30_000),
      rows: Object.entries(state.partitions).map(([name, readings]) => ({
        name,
        bars: drawBars(readings, now),
        total: `${countUnread(readings, now)} s`,
      })),
    },
  ];
}

/** @type {(readings: readonly Reading[], now: number) => { from: number, to: number, tone: "good" | "bad", label: string }[]} */
function drawBars(readings, now) {
  return readings.flatMap(({ from, to, who }, index) => {
    const until = readings[index + 1]?.from ?? now;
    const bar = { from, to: to ?? now, tone: /** @type {const} */ ("good"), label: who };
    if (to === null || until <= to) return [bar];
    return [bar, {
      from: to,
      to: until,
      tone: /** @type {const} */ ("bad"),
      label: `${Math.round((until - to) / 1000)} s`,
    }];
  });
}

/** @type {(readings: readonly Reading[], now: number) => number} Seconds in which nobody read. */
export function countUnread(readings, now) {
  const gaps = readings.map(({ to }, index) => to === null ? 0 : (readings[index + 1]?.from ?? now) - to);
  return Math.round(gaps.reduce((sum, gap) => sum + gap, 0) / 1000);
}

/** @type {(state: State) => NodeBox} */
function showCoordinator({ group, protocol }) {
  const isConsumer = protocol === "consumer";
  return {
    id: "Group",
    name: "Group coordinator",
    note: group.state,
    tone: group.state === "Stable" ? "plain" : "hot",
    items: [],
    facts: isConsumer
      ? [{ name: "group epoch", value: `${group.epoch}` }, { name: "target epoch", value: `${group.targetEpoch}` }]
      : [{ name: "generation", value: `${group.epoch}` }, { name: "joined", value: group.joined.join(", ") || "–" }],
  };
}

/** @type {(state: State, member: Member, now: number) => NodeBox} */
function showMember(state, member, now) {
  const { name, base, process, owned, lost, beat, epoch } = member;
  const isConsumer = state.protocol === "consumer";
  return {
    id: process === "running" ? name : base,
    name,
    note: describe(state, member),
    tone: process !== "running" ? "muted" : lost.length > 0 ? "bad" : owned.length > 0 ? "good" : "plain",
    items: [
      ...owned.map((label) => ({ label, tone: /** @type {const} */ ("good") })),
      ...lost.map((label) => ({ label, tone: /** @type {const} */ ("bad"), title: "no longer its own" })),
    ],
    facts: [
      { name: isConsumer ? "member epoch" : "generation", value: `${state.group.members[name]?.epoch ?? epoch}` },
      { name: "last heartbeat", value: `${Math.round((now - beat) / 1000)} s ago` },
    ],
  };
}

/** @type {(state: State, member: Member) => string} */
function describe({ group, protocol }, { name, process, known, joining, heard, silent }) {
  if (process !== "running") return `${process}${known ? ", still a member" : ""}`;
  if (!known) return "not a member";
  if (silent) return "sends no heartbeats";
  if (protocol === "consumer") return group.members[name]?.state ?? "";
  return joining ? "has joined, waits" : heard ? "must rejoin" : "";
}

/**
 * @param {State} state
 * @param {{ now: number, settings: Values }} moment
 * @returns {Record<string, string>}
 */
export function findFacts({ partitions, group }, { now }) {
  const readers = Object.entries(partitions).map(([name, readings]) => {
    const last = readings.at(-1);
    return `${name} ${last && last.to === null ? last.who : "–"}`;
  });
  const unread = Object.entries(partitions).map(([name, readings]) => `${name} ${countUnread(readings, now)} s`);
  return { readers: readers.join(", "), group: `${group.state}, ${group.epoch}`, unread: unread.join(", ") };
}
