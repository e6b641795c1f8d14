/**
 * What the lead of an incident sees and hears: signals that are pushed, answers, and the points of graphs.
 *
 * @import { Signal, Texts } from "./incident.mjs"
 * @import { Entry, Memory, Run } from "./run.mjs"
 */

import { fillText } from "./formulas.mjs";
import { find, lookUp, showClock } from "./values.mjs";

/** @type {(memory: Memory, id: string, at: number) => Memory} */
export const remember = (memory, id, at) => ({ ...memory, [id]: { count: (memory[id]?.count ?? 0) + 1, at } });

/** @param {Run} run */
export function notePoints(run) {
  const { signals } = run.incident;
  /** @type {Record<string, readonly number[]>} */
  const points = { ...run.points };
  for (const [id, { graph }] of Object.entries(signals)) {
    for (const [index, { value }] of graph.entries()) {
      const key = `${id} ${index}`;
      points[key] = [...(points[key] ?? []), find(run, value)];
    }
  }
  run.points = points;
}

/** @param {Run} run */
export function push(run) {
  for (const [id, { pushed, says, graph }] of Object.entries(run.incident.signals)) {
    const holds = find(run, pushed) !== 0;
    if (holds === Boolean(run.holds[id])) continue;
    run.holds = { ...run.holds, [id]: holds };
    if (!holds) continue;
    run.seen = remember(run.seen, id, run.time);
    tell(run, "pushed", id, says, drawGraph(run, id, graph));
  }
}

/** @type {(run: Run, id: string, graph: Signal["graph"]) => Entry["graph"]} */
export const drawGraph = (run, id, graph) =>
  graph.map(({ label, unit, value }, index) => ({
    label,
    unit,
    points: run.points[`${id} ${index}`] ?? [],
    value: find(run, value),
  }));

/** @type {(run: Run, is: Entry["is"], id: string, says: Texts, graph: Entry["graph"]) => void} */
export function tell(run, is, id, says, graph) {
  const said = says.find(([when]) => find(run, when));
  const text = said ? fillText(said[1], (name) => lookUp(run, name), (at) => showClock(run.incident, at)) : "";
  run.feed = [...run.feed, { at: run.time, is, id, text, graph }];
}
