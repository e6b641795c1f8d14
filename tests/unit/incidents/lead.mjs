// Leads incidents as a browser would, and tells what each run came to.
import { doNothing, replay, scoreRun, sumScore, walkExpertPath } from "../../../overrides/assets/study/war-room/outcome.mjs";
import { canChoose, choose, pass, startRun, wait } from "../../../overrides/assets/study/war-room/run.mjs";
import { find, findHarm } from "../../../overrides/assets/study/war-room/values.mjs";
import { readAddress, writeAddress, writeRun } from "../../../overrides/assets/study/war-room/address.mjs";
import { readDrain, startDrain } from "../../../overrides/assets/study/war-room/drain-world.mjs";
import { SETTINGS } from "../../../overrides/assets/study/simulators/drain/settings.mjs";
import { CONTROLS } from "../../../overrides/assets/study/simulators/drain/controls.mjs";
import { makeRandom } from "../../../overrides/assets/study/simulators/engine.mjs";
import { work } from "../../../overrides/assets/study/war-room/formulas.mjs";

const request = await new Response(Deno.stdin.readable).json();

const tell = ({ time, outcome, marks, minutes, own, values, feed, choices, taken, idle }) => ({
  time, outcome, marks, minutes, own, values, feed, choices, taken, idle,
});

/** Steps: an id, seconds to wait for, or `{ pass: ticks }`. */
function lead({ incident, seed = 1, steps }) {
  let run = startRun(incident, seed);
  for (const step of steps) {
    if (typeof step === "number") run = wait(run, step);
    else if (typeof step === "object") run = pass(run, step.pass);
    else if (canChoose(run, step)) run = choose(run, step);
    else return { refused: step, ...tell(run) };
  }
  return { harm: findHarm(run), ...tell(run) };
}

/** At random, whatever is offered; then the same again from its choices. */
function wander({ incident, seed }) {
  const { random } = makeRandom(seed * 77);
  let run = startRun(incident, seed);
  const ids = [...Object.keys(incident.signals), ...Object.keys(incident.actions)];
  const problems = [];
  for (let count = 0; count < 60 && !run.outcome; count++) {
    const before = JSON.stringify(tell(run));
    const offered = ids.filter((id) => canChoose(run, id));
    const next = random() < 0.4 ? wait(run, 60 * Math.ceil(random() * 30)) : choose(run, offered[Math.floor(random() * offered.length)]);
    if (JSON.stringify(tell(run)) !== before) problems.push("a run was changed in place");
    if (next.time < run.time || next.minutes < run.minutes) problems.push("time or harm ran backwards");
    for (const [name, value] of Object.entries({ ...next.own, ...next.values })) {
      if (!Number.isFinite(value)) problems.push(`${name} is ${value}`);
    }
    run = next;
  }
  const query = writeAddress({ ...readAddress("").address, seed: String(seed), taken: run.taken, idle: run.idle });
  const { address, complaints } = readAddress(query);
  const again = replay(incident, seed, address.taken, address.idle);
  if (complaints.length) problems.push(...complaints);
  if (JSON.stringify(tell(again)) !== JSON.stringify(tell(run))) problems.push("the link gives another run");
  return { problems, choices: run.choices.length, query };
}

function compare({ incident, seed = 1, steps, idle = 0 }) {
  const run = replay(incident, seed, steps, idle);
  const path = walkExpertPath(incident, seed);
  const expert = path[path.length - 1];
  const nobody = doNothing(incident, seed);
  const parts = scoreRun(run, expert, nobody);
  return { score: sumScore(run, parts), parts, expert: tell(expert), nobody: tell(nobody) };
}

const ACTS = {
  lead,
  wander,
  compare,
  expert: ({ incident, seed }) => {
    const { taken, idle } = walkExpertPath(incident, seed).at(-1);
    return compare({ incident, seed, steps: taken, idle });
  },
  names: () => ({ names: Object.keys(readDrain(startDrain({}, 0))), settings: SETTINGS.map(({ name }) => name), acts: Object.keys(CONTROLS) }),
  work: ({ tree, values }) => work(tree, (name) => values[name]),
  write: ({ taken, idle }) => writeRun({ taken, idle }),
  read: ({ query }) => readAddress(query),
  see: ({ incident, seed, steps, formula }) => find(steps.reduce((run, id) => choose(run, id), startRun(incident, seed)), formula),
};

console.log(JSON.stringify(request.runs.map((run) => ACTS[run.act](run))));
