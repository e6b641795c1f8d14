// Makes some choices first and then follows the expert as far as each step is offered, or waits as long instead.
import { canChoose, choose, pass, passUntil, startRun, TICK } from "../../../overrides/assets/study/war-room/run.mjs";
import { findHarm } from "../../../overrides/assets/study/war-room/values.mjs";

const { incident, runs } = await new Response(Deno.stdin.readable).json();

function take(run, { look, do: act, wait, until }) {
  if (wait) return pass(run, Math.ceil(wait / TICK));
  if (until !== undefined) return passUntil(run, until);
  const id = look ?? act;
  return canChoose(run, id) ? choose(run, id) : run;
}

function follow({ seed = 1, first, expert, idle }) {
  let run = startRun(incident, seed);
  for (const step of first) {
    if (run.outcome) break;
    if (typeof step === "number") run = pass(run, Math.ceil(step / TICK));
    else if (!canChoose(run, step)) throw new RangeError(`${step} is not offered at second ${run.time}`);
    else if (idle) run = pass(run, Math.ceil((incident.signals[step] ?? incident.actions[step]).takes / TICK));
    else run = choose(run, step);
  }
  const harm = findHarm(run);
  for (const step of expert ? incident.expert : []) if (!run.outcome) run = take(run, step);
  const { time, outcome, minutes, marks, own, choices } = run;
  const end = run.feed.findLast(({ is }) => is === "end")?.text ?? "";
  return { time, outcome, minutes, marks, own, harm, end, verdicts: choices.map(({ verdict }) => verdict) };
}

const offered = startRun(incident, 1);
console.log(JSON.stringify({
  harmful: Object.entries(incident.actions)
    .filter(([id, { kind }]) => kind === "act" && canChoose(offered, id) && choose(offered, id).choices[0].verdict === "harmful")
    .map(([id]) => id),
  runs: runs.map(follow),
}));
