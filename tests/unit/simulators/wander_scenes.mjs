// Plays every scene at random through the engine, with everything frozen, and tells what is not as a scene promises.
import {
  act,
  advance,
  advanceTo,
  createRun,
  isAllowed,
  makeRandom,
  replay,
  undo,
} from "../../../overrides/assets/study/simulators/engine.mjs";
import { SCENES } from "../../../overrides/assets/study/simulators/scenes.mjs";

const { runs } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));

const freeze = (value) => {
  if (value === null || typeof value !== "object" || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
};
const pick = (random, list) => list[Math.floor(random() * list.length)];
const isPlain = (value) => JSON.stringify(JSON.parse(JSON.stringify(value))) === JSON.stringify(value);
const drawValue = (random, { choices, min, max, step = 1 }) =>
  choices ? pick(random, choices) : min + step * Math.floor(random() * ((max - min) / step + 1));

const PARTS = ["logs", "nodes", "timeline", "meters", "lines"];
const TONES = ["plain", "good", "bad", "hot", "muted"];

function* listTones(value) {
  if (value === null || typeof value !== "object") return;
  if (typeof value.tone === "string") yield value.tone;
  for (const one of Object.values(value)) yield* listTones(one);
}

function* check(run) {
  const { scene, state, step, queue, settings } = run;
  const view = scene.view(state, { now: queue.now, settings });
  if (!isPlain(state)) yield "its state is not plain";
  if (!isPlain(view)) yield "its view is not plain";
  if (!view.every(({ is }) => PARTS.includes(is))) yield "its view has a part that is not known";
  if (![...listTones(view)].every((tone) => TONES.includes(tone))) yield "its view has a tone that is not known";
  if (!Object.values(scene.facts(state, { now: queue.now, settings })).every((fact) => typeof fact === "string")) yield "a fact is no text";
  if (step && !/^[^\s].*[.!?]$/s.test(step.said)) yield `a step does not say a sentence: ${step.said}`;
  if (step && /undefined|NaN|null|\[object|Infinity/.test(step.said)) yield `a step says what it does not know: ${step.said}`;
  const names = scene.actions(state).map(({ name, target }) => `${name} ${target}`);
  if (new Set(names).size !== names.length) yield "two actions are the same";
}

function wander(scene, seed) {
  const { random } = makeRandom(seed);
  const begun = {};
  for (const setting of scene.settings) if (random() < 0.3) begun[setting.name] = drawValue(random, setting);
  let run = createRun(scene, { settings: begun, seed });
  const open = scene.settings.filter(({ fixed }) => !fixed);
  for (let move = 0; move < 30; move++) {
    freeze(run.state);
    const possible = scene.actions(run.state);
    const luck = random();
    if (luck < 0.25 && possible.length > 0) run = act(run, pick(random, possible));
    else if (luck < 0.35 && open.length > 0) {
      const setting = pick(random, open);
      run = act(run, { name: "set", target: setting.name, value: drawValue(random, setting) });
    } else run = advance(run);
    const [broken] = check(run);
    if (broken) return `${scene.name}, seed ${seed}, step ${run.index}: ${broken}`;
  }
  const again = replay(scene, { settings: begun, seed, actions: run.actions, steps: run.index });
  if (JSON.stringify(again.state) !== JSON.stringify(run.state)) return `${scene.name}, seed ${seed}: its link gives another run`;
  const back = undo(run);
  if (run.actions.length > 0 && back.actions.length !== run.actions.length - 1) return `${scene.name}, seed ${seed}: an action is not undone`;
  return null;
}

const broken = [];
for (const load of Object.values(SCENES)) {
  const scene = await load();
  const wrong = scene.settings.find((setting) => !isAllowed(setting, setting.value));
  if (wrong) broken.push(`${scene.name}: ${wrong.name} begins with a value that it may not have`);
  if (advanceTo(createRun(scene), 5).index === 0 && scene.name !== "replication") broken.push(`${scene.name}: nothing happens by itself`);
  for (let seed = 1; seed <= runs; seed++) {
    const found = wander(scene, seed);
    if (found) broken.push(found);
  }
}
console.log(JSON.stringify(broken));
