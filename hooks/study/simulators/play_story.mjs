/**
 * Plays stories of simulators as the browser does, and tells where an author named what is not there.
 *
 * @import { AnyScene, Run, Setting, Value } from "../../../overrides/assets/study/simulators/engine.mjs"
 * @typedef {{ do: string[], until: Record<string, string>, steps: number }} StoryStep
 * @typedef {{ scene: string, settings: Record<string, unknown>, seed: number, story: StoryStep[] }} Story
 * @typedef {(string | number)[]} Path
 * @typedef {{ path: Path, what: string, typed: string, known: string[] }} Mistake
 */

import { act, advance, canAct, createRun, history, SET } from "../../../overrides/assets/study/simulators/engine.mjs";
import { SCENES } from "../../../overrides/assets/study/simulators/scenes.mjs";

/** How long a story waits for what it names. */
const PATIENCE = 2000;

/** Where a story cannot be played any further. */
class MistakeError extends Error {
  /** @param {Mistake} mistake */
  constructor(mistake) {
    super(mistake.what);
    this.mistake = mistake;
  }
}

/** @param {Story} story */
async function play(story) {
  try {
    if (!(story.scene in SCENES)) refuse(["scene"], "scene", story.scene, Object.keys(SCENES));
    const scene = await SCENES[story.scene]();
    let run = createRun(scene, { settings: readSettings(scene, story.settings), seed: story.seed });
    const steps = [];
    for (const [index, step] of story.story.entries()) {
      const from = run.index;
      run = playStep(run, step, ["story", index]);
      const passed = history(run).slice(from + 1).flatMap(({ step }) => step ? [step] : []);
      steps.push({
        end: run.index,
        facts: factsOf(run),
        passed: passed.map(({ time, said, kind }) => ({ time, said, kind })),
      });
    }
    const { leavesOut, settings } = scene;
    const begun = { settings: run.begun, seed: run.seed, actions: run.actions };
    return {
      begun,
      steps,
      leavesOut,
      settings: settings.map((setting) => showSetting(setting, run.begun[setting.name])),
    };
  } catch (error) {
    if (error instanceof MistakeError) return { mistake: error.mistake };
    throw error;
  }
}

/**
 * @param {Setting} setting
 * @param {Value} value
 */
const showSetting = ({ label, unit, names }, value) => [label, names?.[value] ?? `${value}${unit ? ` ${unit}` : ""}`];

/**
 * @param {AnyScene} scene
 * @param {Record<string, unknown>} written
 */
function readSettings(scene, written) {
  /** @type {Record<string, Value>} */
  const settings = {};
  for (const [name, typed] of Object.entries(written)) {
    const setting = scene.settings.find((one) => one.name === name);
    if (!setting) refuse(["settings", name], "setting", name, scene.settings.map((one) => one.name));
    else settings[name] = readValue(setting, String(typed), ["settings", name]);
  }
  return settings;
}

/**
 * @param {Setting} setting
 * @param {string} typed
 * @param {Path} path
 * @returns {Value}
 */
function readValue({ name, choices, min, max }, typed, path) {
  const chosen = choices?.find((choice) => String(choice) === typed);
  if (chosen !== undefined) return chosen;
  const number = Number(typed);
  if (!choices && number >= (min ?? -Infinity) && number <= (max ?? Infinity)) return number;
  return refuse(path, "value", typed, choices?.map(String) ?? [`${name} from ${min} to ${max}`]);
}

/**
 * @param {Run} run
 * @param {StoryStep} step
 * @param {Path} path
 */
function playStep(run, { do: acts, until, steps }, path) {
  for (const [index, written] of acts.entries()) run = takeAction(run, written, [...path, "do", index]);
  const known = factsOf(run);
  for (const name of Object.keys(until)) {
    if (!(name in known)) refuse([...path, "until", name], "fact", name, Object.keys(known));
  }
  const holds = () => Object.entries(until).every(([name, value]) => factsOf(run)[name] === value);
  for (let count = 0; Object.keys(until).length ? !holds() : count < steps; count++) {
    const next = advance(run);
    if (next !== run && count < PATIENCE) {
      run = next;
      continue;
    }
    const name = Object.keys(until).find((one) => factsOf(run)[one] !== until[one]);
    if (name === undefined) refuse([...path, "steps"], "end", String(steps), [String(count)]);
    else refuse([...path, "until", name], "never", `${name}: ${until[name]}`, [factsOf(run)[name]]);
  }
  return run;
}

/**
 * @param {Run} run
 * @param {string} written
 * @param {Path} path
 */
function takeAction(run, written, path) {
  const [name, target, ...rest] = written.trim().split(/\s+(?:=\s*)?/);
  const setting = name === SET && run.scene.settings.find((one) => one.name === target);
  const value = setting ? readValue(setting, rest.join(" "), path) : undefined;
  const action = { name, target, value };
  if (canAct(run, action)) return act(run, action);
  const possible = run.scene.actions(run.state).map((one) => `${one.name}${one.target ? ` ${one.target}` : ""}`);
  return refuse(path, "action", written, possible);
}

/** @param {Run} run */
const factsOf = ({ scene, state, queue, settings }) => scene.facts(state, { now: queue.now, settings });

/**
 * @param {Path} path
 * @param {string} what
 * @param {string} typed
 * @param {string[]} known
 * @returns {never}
 */
function refuse(path, what, typed, known) {
  throw new MistakeError({ path, what, typed, known });
}

/** @type {{ stories: Story[] }} */
const { stories } = await new Response(Deno.stdin.readable).json();
console.log(JSON.stringify(await Promise.all(stories.map(play))));
