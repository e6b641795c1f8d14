/**
 * What is said while nothing happens: the sentence that keeps the time.
 *
 * @import { Draft, State } from "./group.mjs"
 */

import { listKnown, say, session, write } from "./group.mjs";

const OFTEN = 10_000;
const RARELY = 60_000;

/** @type {(at: Draft) => void} Say how it stands, if nothing was said for a while. */
export function sayClock(at) {
  const unread = listUnread(at.state);
  if (at.now - at.state.lastSaid < (at.now > 150_000 && unread.length === 0 ? RARELY : OFTEN) && at.now > 5000) return;
  if (unread.length === 0) return say(at, "Every partition is read.");
  const gone = listKnown(at.state).filter(({ process, silent }) => process !== "running" || silent);
  const left = gone.map((one) =>
    `${one.name}'s session ends in ${Math.round((one.beat + session(at) - at.now) / 1000)} s`
  );
  const why = gone.length > 0 ? `: ${write(left)}` : ": the round is not complete";
  say(at, `Nobody reads ${write(unread)}${why}.`, "bad");
}

/** @type {(state: State) => string[]} */
export const listUnread = ({ partitions }) =>
  Object.keys(partitions).filter((one) => partitions[one].at(-1)?.to !== null);
