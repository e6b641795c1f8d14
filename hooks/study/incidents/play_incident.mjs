/**
 * Plays an incident as the browser does: its expert path under every seed, and nobody at all.
 *
 * @import { ExpertStep, Incident } from "../../../overrides/assets/study/war-room/incident.mjs"
 * @import { Entry, Run } from "../../../overrides/assets/study/war-room/run.mjs"
 * @typedef {[path: (string | number)[], message: string]} Mistake
 */

import { doNothing, showMinutes } from "../../../overrides/assets/study/war-room/outcome.mjs";
import { canChoose, choose, pass, passUntil, startRun, TICK } from "../../../overrides/assets/study/war-room/run.mjs";
import { showClock } from "../../../overrides/assets/study/war-room/values.mjs";

/** @type {{ incident: Incident, seeds: number[] }} */
const { incident, seeds } = await new Response(Deno.stdin.readable).json();

/** @type {Mistake[]} */
const mistakes = [];
const walks = seeds.map(walk);
const nobody = seeds.map((seed) => doNothing(incident, seed));
if (nobody.some(({ outcome }) => outcome === "won")) {
  mistakes.push([
    ["goals", "recovered"],
    "the incident recovers though nobody does anything. Let its world need a hand.",
  ]);
}
const [{ steps, run }] = walks;
const first = startRun(incident, seeds[0]);
console.log(JSON.stringify({
  mistakes,
  begins: first.feed.map(describe),
  steps,
  marks: Object.fromEntries(Object.entries(run.marks).map(([name, at]) => [name, at ?? -1])),
  minutes: Math.round(run.minutes),
  idleMinutes: Math.round(nobody[0].minutes),
}));

/** @param {number} seed */
function walk(seed) {
  let run = startRun(incident, seed);
  const steps = [];
  for (const [index, step] of incident.expert.entries()) {
    if (run.outcome) break;
    const before = run;
    run = take(run, step, index, seed);
    const taken = run.choices.length > before.choices.length ? run.choices[run.choices.length - 1] : null;
    steps.push({
      clock: showClock(incident, before.time),
      label: labelOf(step, before, run),
      why: step.why,
      verdict: taken?.verdict ?? "",
      says: taken ? taken.isLook ? incident.signals[taken.id].reads : taken.says : "",
      entries: run.feed.slice(before.feed.length).filter(({ is }) => is !== "end").map(describe),
    });
  }
  if (run.outcome !== "won") {
    const reason = run.feed.findLast(({ is }) => is === "end")?.text || "Its goals were never reached.";
    refuse(["expert"], `the path does not recover with seed ${seed}. ${reason}`);
  }
  return { run, steps };
}

/** @type {(run: Run, step: ExpertStep, index: number, seed: number) => Run} */
function take(run, step, index, seed) {
  const { look, do: act, wait, until } = step;
  if (wait) return pass(run, Math.ceil(wait / TICK));
  if (until !== undefined) {
    const next = passUntil(run, until);
    if (next.outcome === "lost") {
      refuse(["expert", index], `what is waited for never comes true with seed ${seed}. Mend it.`);
    }
    return next;
  }
  const id = /** @type {string} */ (look ?? act);
  if (!canChoose(run, id)) {
    refuse(
      ["expert", index],
      `\`${id}\` is not offered at this point with seed ${seed}. Mend its \`when\`, or the path.`,
    );
    return run;
  }
  const next = choose(run, id);
  const choice = next.choices[next.choices.length - 1];
  if (act && choice.verdict !== "right") {
    refuse(
      ["expert", index],
      `\`${id}\` is judged ${choice.verdict || "by nothing"} at this point with seed ${seed}. An expert is right.`,
    );
  }
  return next;
}

/** @type {(path: (string | number)[], message: string) => void} */
function refuse(path, message) {
  if (!mistakes.some(([other]) => other.join() === path.join())) mistakes.push([path, message]);
}

/** @type {(step: ExpertStep, before: Run, after: Run) => string} */
function labelOf({ look, do: act }, before, after) {
  if (look) return incident.signals[look].ask;
  if (act) return incident.actions[act].label;
  return `Wait ${showMinutes(after.time - before.time)}`;
}

/** @param {Entry} entry */
function describe({ at, is, id, text, graph }) {
  const signal = incident.signals[id];
  return {
    clock: showClock(incident, at),
    by: is === "pushed" ? signal.by : signal?.by ?? "lead",
    kind: signal?.kind ?? "",
    types: signal?.types ?? "",
    text,
    graph: graph.map(({ label, unit, points, value }) => ({ label, unit, value, points })),
  };
}
