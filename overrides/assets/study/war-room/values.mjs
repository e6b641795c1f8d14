/**
 * What formulas of an incident are worth at a moment of its run. Pure.
 *
 * @import { Incident } from "./incident.mjs"
 * @import { Tree } from "./formulas.mjs"
 * @import { Run } from "./run.mjs"
 */

import { work } from "./formulas.mjs";

const NEVER = 1e9;

/**
 * Return the value of a formula now.
 * @param {Run} run
 * @param {Tree} tree
 */
export const find = (run, tree) => work(tree, (name) => lookUp(run, name));

/** @type {(run: Run, name: string) => number} */
export function lookUp(run, name) {
  const { time, own, values, seen, done } = run;
  if (name === "time") return time;
  if (name === "harm") return findHarm(run);
  const [memory, id] = name.split(" ");
  if (id !== undefined) {
    const remembered = memory === "done" ? done[id] : memory === "seen" ? seen[id] : done[id] ?? seen[id];
    if (memory === "since") return remembered ? time - remembered.at : NEVER;
    return remembered?.count ?? 0;
  }
  return own[name] ?? values[name] ?? 0;
}

/**
 * Return the part of the customers that suffers now.
 * @param {Run} run
 */
export const findHarm = (run) => Math.max(0, Math.min(1, find(run, run.incident.harm)));

/**
 * Return the time of day at a second of the run.
 * @param {Pick<Incident, "clock">} incident
 * @param {number} seconds
 */
export function showClock({ clock }, seconds) {
  const [hours, minutes] = clock.split(":").map(Number);
  const time = hours * 3600 + minutes * 60 + Math.round(seconds);
  const parts = [Math.floor(time / 3600) % 24, Math.floor(time / 60) % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
