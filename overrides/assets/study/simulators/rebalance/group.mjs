/**
 * A group of consumers and its partitions, as both protocols share them: who reads what, since when, and for how long
 * nobody does. A draft is a copy of the state that one event may change.
 *
 * @import { Due, Moment, Tone, Values } from "../engine.mjs"
 *
 * @typedef {object} Member One process; a dynamic one that starts again is a new member.
 * @property {string} name
 * @property {string} base The instance that it is a process of.
 * @property {"running" | "killed" | "closed"} process
 * @property {number} slot Which heartbeat is the next one; those put off are void.
 * @property {number} turn Which poll is the next one.
 * @property {boolean} silent Whether it stopped its heartbeats (a static member whose loop is stuck).
 * @property {boolean} known Whether the coordinator counts it in.
 * @property {number} polled When it last called `poll()`.
 * @property {number} work Milliseconds from one `poll()` to the next.
 * @property {boolean} slow Whether the next batch is the slow one.
 * @property {readonly string[]} owned Partitions that it reads.
 * @property {readonly string[]} lost Partitions whose records it still works on, though they are no longer its own.
 * @property {number} beat When the coordinator last heard of it.
 * @property {number} epoch Generation or member epoch that it knows.
 * @property {boolean} heard Whether it must rejoin (classic).
 * @property {boolean} joining Whether it waits for a round to complete (classic).
 * @property {readonly string[] | null} told What it was told to own and has not done yet.
 * @property {number} wait How many more polls that takes.
 * @property {boolean} fetching Whether it is about to read what it was told.
 * @property {number} refused How many starts were refused.
 *
 * @typedef {object} Assigned What the coordinator of the consumer protocol knows of a member.
 * @property {number} epoch Member epoch; -2 for a static member that left for a while.
 * @property {readonly string[]} assigned
 * @property {readonly string[]} revoking Partitions that it was told to give up and still owns.
 * @property {number} since When it was told to.
 * @property {"STABLE" | "UNREVOKED_PARTITIONS" | "UNRELEASED_PARTITIONS"} state
 *
 * @typedef {object} Group
 * @property {string} state
 * @property {number} epoch Generation or group epoch.
 * @property {readonly string[]} joined Who has joined the round (classic).
 * @property {number} since When the round began (classic).
 * @property {boolean} delayed Whether it waits for more to join an empty group (classic).
 * @property {Record<string, readonly string[]>} assignment The assignment, or the target of it, by member.
 * @property {number} targetEpoch (consumer)
 * @property {number} computed When the target was computed (consumer).
 * @property {Record<string, Assigned>} members (consumer)
 *
 * @typedef {{ from: number, to: number | null, who: string }} Reading
 * @typedef {{ at: number, who: string, what: "revoked" | "assigned" | "lost", partitions: readonly string[] }} Callback
 *
 * @typedef {object} State
 * @property {string} protocol
 * @property {boolean} isStatic
 * @property {Record<string, Member>} members
 * @property {Record<string, readonly Reading[]>} partitions
 * @property {Group} group
 * @property {readonly Callback[]} callbacks Those with partitions.
 * @property {Record<string, number>} processes How many members each instance has been.
 * @property {readonly string[]} rolling Instances that a rolling restart has still before it.
 * @property {number} lastSaid
 * @property {boolean} isQuiet Whether that was only that all is read.
 *
 * @typedef {object} Draft
 * @property {State} state
 * @property {number} now
 * @property {Values} settings
 * @property {Due[]} events
 * @property {string[]} said
 * @property {Tone} kind
 */

export const PARTITIONS = ["p0", "p1", "p2", "p3", "p4", "p5"];

/** One exchange with the coordinator, with fetching offsets. */
export const EXCHANGE = 1000;

/** @template {object} One @param {Record<string, One>} all @returns {Record<string, One>} */
const copyEach = (all) => Object.fromEntries(Object.entries(all).map(([name, one]) => [name, { ...one }]));

/**
 * @param {State} state
 * @param {Moment} moment
 * @returns {Draft}
 */
export const draft = (state, { now, settings }) => ({
  state: {
    ...state,
    members: copyEach(state.members),
    partitions: { ...state.partitions },
    group: { ...state.group, assignment: { ...state.group.assignment }, members: copyEach(state.group.members) },
    processes: { ...state.processes },
  },
  now,
  settings,
  events: [],
  said: [],
  kind: "plain",
});

/** @type {(at: Draft, after: number, name: string, target?: string, token?: number) => void} */
export const later = (at, after, name, target, token) =>
  void at.events.push({ after, event: { name, ...(target && { target }), ...(token !== undefined && { token }) } });

/** @type {(at: Draft, sentence: string, kind?: Tone) => void} */
export function say(at, sentence, kind) {
  at.said.push(sentence);
  if (kind) at.kind = kind;
}

/** @type {(at: Draft, name: string) => number} */
export const setting = ({ settings }, name) => Number(settings[name]);

/** @type {(at: Draft) => number} */
export const session = (at) =>
  setting(at, at.state.protocol === "consumer" ? "group.consumer.session.timeout.ms" : "session.timeout.ms");

/** @type {(at: Draft) => number} */
export const interval = (at) =>
  setting(at, at.state.protocol === "consumer" ? "group.consumer.heartbeat.interval.ms" : "heartbeat.interval.ms");

/** @type {(state: State) => Member[]} Whom the coordinator counts in, in the order in which they came. */
export const listKnown = ({ members }) => Object.values(members).filter(({ known }) => known);

/** @type {(list: readonly string[]) => string} */
export const write = (list) => list.length < 2 ? list.join("") : `${list.slice(0, -1).join(", ")} and ${list.at(-1)}`;

/** @type {(list: readonly string[], other: readonly string[]) => string[]} */
export const without = (list, other) => list.filter((one) => !other.includes(one));

/** @type {(at: Draft, member: Member, partitions: readonly string[]) => void} */
export function startReading(at, member, partitions) {
  if (partitions.length === 0) return;
  member.owned = [...member.owned, ...partitions];
  note(at, member, "assigned", partitions);
  for (const one of partitions) {
    const bars = at.state.partitions[one];
    at.state.partitions[one] = [...bars, { from: at.now, to: null, who: member.name }];
  }
}

/** @type {(at: Draft, member: Member, partitions: readonly string[], what?: "revoked" | "lost" | null) => void} */
export function stopReading(at, member, partitions, what = "revoked") {
  if (partitions.length === 0) return;
  member.owned = without(member.owned, partitions);
  if (what) note(at, member, what, partitions);
  for (const one of partitions) {
    at.state.partitions[one] = at.state.partitions[one].map((bar) =>
      bar.to === null && bar.who === member.name ? { ...bar, to: at.now } : bar
    );
  }
}

/** @type {(at: Draft, member: Member) => void} A member that was out comes back, and may find that it lost all. */
export function learnOfLoss(at, member) {
  if (member.lost.length > 0) {
    say(at, `${member.name} comes out of its batch and learns that it lost ${write(member.lost)}: its commit fails.`);
  }
  member.lost = [];
}

/** @type {(at: Draft, member: Member) => void} Its partitions are its own no more, whether it works on or not. */
export function lose(at, member) {
  const lost = member.owned;
  stopReading(at, member, lost, "lost");
  member.lost = [...member.lost, ...lost];
}

/** @type {(at: Draft, member: Member, what: Callback["what"], partitions: readonly string[]) => void} */
function note(at, { name }, what, partitions) {
  at.state.callbacks = [...at.state.callbacks, { at: at.now, who: name, what, partitions: [...partitions].sort() }];
}

/** @type {(name: string, base: string, now: number, work: number) => Member} A process that has just started. */
export const makeMember = (name, base, now, work) => ({
  name,
  base,
  process: "running",
  slot: 0,
  turn: 0,
  silent: false,
  known: false,
  polled: now,
  work,
  slow: false,
  owned: [],
  lost: [],
  beat: now,
  epoch: 0,
  heard: false,
  joining: false,
  told: null,
  wait: 0,
  fetching: false,
  refused: 0,
});

/** @type {(at: Draft, member: Member) => void} The coordinator hears of a member: its session begins again. */
export function beat(at, member) {
  member.beat = at.now;
  later(at, session(at), "session", member.name);
}

/** @type {(at: Draft, member: Member) => void} One interval from now; a heartbeat that was due before is void. */
export function nextBeat(at, member) {
  member.slot += 1;
  later(at, interval(at), "heartbeat", member.name, member.slot);
}

/** @type {(at: Draft, member: Member) => boolean} Whether `poll()` runs at this moment, and will take what comes. */
export const isPolling = ({ now, settings }, { owned, polled }) =>
  owned.length === 0 || (settings.poll === COMPLETES && now - polled <= EXCHANGE);

export const COMPLETES = "completes the step that is due";

/** @type {(at: Draft, member: Member) => void} Work on what `poll()` brought until the next one. */
export function nextPoll(at, member) {
  const work = member.slow ? setting(at, "slow") * 1000 : member.work;
  const limit = setting(at, "max.poll.interval.ms");
  member.slow = false;
  member.turn += 1;
  later(at, Math.max(0, member.polled + work - at.now), "poll", member.name, member.turn);
  if (work > limit) later(at, Math.max(0, member.polled + limit - at.now), "stuck", member.name, member.turn);
}

/**
 * Return a balanced assignment that leaves partitions where they are, as sticky assignors do.
 * @param {Record<string, readonly string[]>} current What each member has, by name.
 */
export function assign(current) {
  const names = Object.keys(current);
  if (names.length === 0) return {};
  const [least, extra] = [Math.floor(PARTITIONS.length / names.length), PARTITIONS.length % names.length];
  const most = names.map((name) => current[name].length).filter((count) => count > least).length;
  /** @type {Record<string, readonly string[]>} */
  const assignment = {};
  let larger = Math.min(extra, most);
  let spare = extra - larger;
  for (const name of names) {
    const isLarger = current[name].length > least && larger > 0;
    if (isLarger) larger -= 1;
    assignment[name] = current[name].slice(0, least + (isLarger ? 1 : 0));
  }
  const free = without(PARTITIONS, Object.values(assignment).flat());
  for (const name of names) {
    const short = least - assignment[name].length;
    const bonus = spare > 0 && assignment[name].length <= least ? 1 : 0;
    spare -= bonus;
    assignment[name] = [...assignment[name], ...free.splice(0, Math.max(0, short) + bonus)];
  }
  return assignment;
}
