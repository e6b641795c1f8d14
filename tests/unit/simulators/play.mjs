// Plays runs of a scene and tells each of their steps.
import { act, createRun, advance } from "../../../overrides/assets/study/simulators/engine.mjs";

const { scene: name, runs } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));
const scene = (await import(`../../../overrides/assets/study/simulators/${name}/scene.mjs`))[name];

/** @param {{ settings?: object, seed?: number, until?: number, script?: [number, string, string?, unknown?][] }} asked */
function play({ settings, seed, until = Infinity, script = [] }) {
  let run = createRun(scene, { settings, seed });
  const steps = [];
  const todo = [...script];
  for (let time = 0; steps.length < 2000;) {
    const next = todo.length > 0 && todo[0][0] <= time ? takeNext(run, todo.shift()) : advance(run);
    if (next === run || next.step.time > until) break;
    run = next;
    time = run.step.time;
    steps.push({ ...run.step, facts: tell(run), state: run.state });
  }
  return steps;
}

const takeNext = (run, [, action, target, value]) => act(run, { name: action, target, value });
const tell = (run) => scene.facts(run.state, { now: run.queue.now, settings: run.settings });

console.log(JSON.stringify(runs.map(play)));
