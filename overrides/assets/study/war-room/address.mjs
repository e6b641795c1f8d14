/**
 * A run of an incident as the query of an address, and back. Pure.
 *
 * @typedef {readonly (readonly [gap: number, id: string])[]} Taken Ticks waited before each choice, and the choice.
 * @typedef {"" | "replay" | "interviewer"} View
 * @typedef {object} RunAddress
 * @property {string} seed A number, or nothing before there is a run.
 * @property {"hints" | "alone"} level
 * @property {"steps" | "runs"} clock Whether time passes by itself.
 * @property {View} view
 * @property {Taken} taken
 * @property {number} idle Ticks waited behind the last choice.
 * @property {readonly number[]} ticks Points of the rubric that an interviewer ticked.
 */

import { readSingles, writeQuery } from "../practice/address.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";

/** @type {Readonly<RunAddress>} */
export const FIRST = Object.freeze({
  seed: "",
  level: "hints",
  clock: "steps",
  view: "",
  taken: [],
  idle: 0,
  ticks: [],
});

const RUN = /^(?:[0-9a-z]{1,4}(?:\.[a-z0-9_]{1,40})?(?:~|$))*$/;

/** @type {import("../practice/address.mjs").Single<RunAddress>[]} */
const SINGLES = [
  ["seed", (value) => /^\d{1,6}$/.test(value), (seed) => ({ seed })],
  ["level", (value) => value === "hints" || value === "alone", (level) => ({ level: /** @type {"hints"} */ (level) })],
  ["clock", (value) => value === "steps" || value === "runs", (clock) => ({ clock: /** @type {"runs"} */ (clock) })],
  ["view", (value) => value === "replay" || value === "interviewer", (view) => ({ view: /** @type {View} */ (view) })],
  ["run", (value) => RUN.test(value), readRun],
  ["ticks", (value) => /^[\d.]{1,30}$/.test(value), (text) => ({ ticks: text.split(".").map(Number) })],
];

/**
 * Return what a query asks for, and a sentence for everything in it that had to be left out.
 * @param {string} query
 * @returns {{ address: RunAddress, complaints: string[] }}
 */
export function readAddress(query) {
  const { chosen, complaints } = readSingles(readQuery(query), SINGLES, "incident");
  return { address: { ...FIRST, ...chosen }, complaints };
}

/** @type {(text: string) => { taken: Taken, idle: number }} */
function readRun(text) {
  /** @type {[number, string][]} */
  const taken = [];
  let idle = 0;
  for (const part of text.split("~").filter(Boolean)) {
    const [gap, id] = part.split(".");
    if (id) taken.push([idle + parseInt(gap, 36), id]);
    idle = id ? 0 : parseInt(gap, 36);
  }
  return { taken, idle };
}

/**
 * Return the text of the choices of a run.
 * @param {Pick<RunAddress, "taken" | "idle">} run
 */
export const writeRun = ({ taken, idle }) =>
  [...taken.map(([gap, id]) => `${gap.toString(36)}.${id}`), ...(idle ? [idle.toString(36)] : [])].join("~");

/**
 * Return the query that makes the run, empty if nothing was chosen.
 * @param {RunAddress} address
 */
export const writeAddress = ({ seed, level, clock, view, taken, idle, ticks }) =>
  writeQuery([
    ["seed", seed],
    ["level", seed || level !== FIRST.level ? level : ""],
    ["clock", clock === FIRST.clock ? "" : clock],
    ["view", view],
    ["run", writeRun({ taken, idle })],
    ["ticks", ticks.join(".")],
  ]);
