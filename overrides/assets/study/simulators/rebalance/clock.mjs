/**
 * What is said while nothing happens: the sentence that keeps the time.
 *
 * @import { Draft, State } from "./group.mjs"
 */

import { listKnown, say, session, without, write } from "./group.mjs";

const OFTEN = 10_000;
const RARELY = 60_000;
const FIRST = 5000;

/** @type {(at: Draft) => void} Say how it stands, if nothing was said for a while; the same again only now and then. */
export function sayClock(at) {
  const { state, now } = at;
  const unread = listUnread(state);
  const since = now - state.lastSaid;
  if (now > FIRST && since < (state.isQuiet ? RARELY : OFTEN)) return;
  if (unread.length > 0) return say(at, `Nobody reads ${write(unread)}: ${findReason(at)}.`, "bad");
  const waiting = listWaiting(state);
  say(at, `Every partition is read${waiting.length > 0 ? `; ${write(waiting)}` : ""}.`);
  state.isQuiet = now > FIRST;
}

/** @type {(at: Draft) => string} */
function findReason(at) {
  const gone = listKnown(at.state).filter(({ process, silent }) => process !== "running" || silent);
  const left = gone.map((one) =>
    `${one.name}'s session ends in ${Math.round((one.beat + session(at) - at.now) / 1000)} s`
  );
  const waiting = listWaiting(at.state);
  if (gone.length > 0) return write(left);
  return waiting.length > 0 ? write(waiting) : "nobody is left, or about to read it";
}

/** @type {(state: State) => string[]} Who keeps others waiting. */
function listWaiting(state) {
  if (state.protocol === "consumer") {
    return listKnown(state).flatMap(({ name, owned, told }) => {
      const revoked = told ? without(owned, told) : [];
      return revoked.length > 0 ? [`${write(revoked)} moves once ${name} polls`] : [];
    });
  }
  const { group } = state;
  if (group.state !== "PreparingRebalance") return [];
  const missing = listKnown(state).filter(({ name }) => !group.joined.includes(name));
  return missing.length > 0 ? [`the round waits for ${write(missing.map(({ name }) => name))}`] : [];
}

/** @type {(state: State) => string[]} */
const listUnread = ({ partitions }) => Object.keys(partitions).filter((one) => partitions[one].at(-1)?.to !== null);
