/**
 * The engine of the simulators: events in the order of a virtual clock. Pure; no page, no clock, no chance of its own.
 *
 * A run is a value that never changes. It knows the run it came from, so that to go back or to compare costs nothing;
 * scene, settings, seed and actions give it whole, on every machine.
 */

/**
 * @typedef {string | number} Value
 *
 * @typedef {object} Setting
 * @property {string} name Kafka's, if Kafka has one.
 * @property {string} label
 * @property {Value} value Where a run begins.
 * @property {string} [unit]
 * @property {readonly Value[]} [choices] Either these, or the bounds below.
 * @property {Readonly<Record<string, string>>} [names] What a choice is called, where not by itself.
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [step]
 * @property {boolean} [fixed] Can only be changed by beginning again.
 *
 * @typedef {Record<string, Value>} Values By name of the setting.
 *
 * @typedef {object} Event What befalls the state: a scene gives it whatever else it needs, in plain values.
 * @property {string} name
 * @property {string} [target] A broker, a member, a setting.
 *
 * @typedef {object} Action What a reader may do now.
 * @property {string} name
 * @property {string} [target]
 * @property {string} label What stands on its button.
 * @property {string} [group] The part whose buttons stand together.
 *
 * @typedef {"plain" | "good" | "bad" | "hot" | "muted"} Tone
 */

/**
 * @template {Event} [Kind=Event]
 * @typedef {{ after: number, event: Kind }} Due What will happen, so many virtual milliseconds from now.
 */

/**
 * @template State
 * @template {Event} [Kind=Event]
 * @typedef {object} Outcome
 * @property {State} state
 * @property {readonly Due<Kind>[]} events
 * @property {string} said What happened and why, in one sentence; what is not worth one is no step.
 * @property {Tone} [kind]
 */

/**
 * @typedef {object} Moment What a scene may know besides its state.
 * @property {number} now Virtual milliseconds.
 * @property {() => number} random From 0 up to 1, the same ones in every run of the seed.
 * @property {Values} settings
 */

/**
 * State is plain values (JSON), and is never changed in place.
 * @template State
 * @template {Event} [Kind=Event]
 * @typedef {object} Scene
 * @property {string} name
 * @property {readonly Setting[]} settings
 * @property {string} leavesOut What it does not show, in sentences for the reader.
 * @property {(settings: Values, random: () => number) => { state: State, events: readonly Due<Kind>[] }} start
 * @property {(state: State) => readonly Action[]} actions
 * @property {(state: State, event: Kind, moment: Moment) => Outcome<State, Kind>} handle Gets events, actions, and
 *   `{ name: "set", target: <setting> }` once a setting has its new value.
 * @property {(state: State, moment: { now: number, settings: Values }) => import("./view.mjs").View} view
 * @property {(state: State, moment: { now: number, settings: Values }) => Record<string, string>} facts The state in
 *   few words, by the name of each: the build writes them below each step, tests and comparisons read them.
 */

/** @typedef {Scene<any, any>} AnyScene Engine and stage never look into a state. */

/** @typedef {[step: number, name: string, target?: string, value?: Value]} Taken An action, and after how many steps. */

/**
 * @typedef {object} Step
 * @property {number} time Virtual milliseconds.
 * @property {Event} event
 * @property {string} said
 * @property {Tone} kind
 * @property {boolean} isAction Whether the reader did it.
 */

/**
 * @typedef {object} Run
 * @property {AnyScene} scene
 * @property {Values} begun The settings it began with.
 * @property {number} seed
 * @property {readonly Taken[]} actions
 * @property {number} index How many steps there were.
 * @property {Step | null} step The last of them.
 * @property {Run | null} previous The run before it.
 * @property {Values} settings As they are now.
 * @property {any} state
 * @property {Queue} queue
 */

/**
 * @typedef {object} Queue
 * @property {number} now
 * @property {number} count Events that were ever put into it: those due at the same time come in this order.
 * @property {number} seed Where the next random number comes from.
 * @property {readonly { at: number, order: number, event: Event }[]} due The next one last.
 */

/** How many events may pass without a step before nothing is said to happen any more. */
const PATIENCE = 20_000;

/** What changes a setting while a run goes on. */
export const SET = "set";

/**
 * Return a run at its beginning; settings that are not named have their own value.
 * @param {AnyScene} scene
 * @param {{ settings?: Values, seed?: number }} [options]
 * @returns {Run}
 */
export function createRun(scene, { settings = {}, seed = 1 } = {}) {
  const begun = Object.fromEntries(scene.settings.map(({ name, value }) => [name, settings[name] ?? value]));
  const draw = makeRandom(seed);
  const { state, events } = scene.start(begun, draw.random);
  const queue = enqueue({ now: 0, count: 0, seed: draw.seed(), due: [] }, 0, events);
  return { scene, begun, seed, actions: [], index: 0, step: null, previous: null, settings: begun, state, queue };
}

/**
 * Return the run after its next step, or the same run if nothing more happens by itself.
 * @param {Run} run
 * @returns {Run}
 */
export function advance(run) {
  let { state, queue } = run;
  for (let passed = 0; passed < PATIENCE && queue.due.length > 0; passed++) {
    const { at, event } = queue.due[queue.due.length - 1];
    const taken = happen(run, state, { ...queue, now: at, due: queue.due.slice(0, -1) }, event);
    ({ state, queue } = taken);
    if (taken.said) return follow(run, { ...taken, event, isAction: false });
  }
  return run;
}

/**
 * Return the run after an action of the reader, which is a step; throw RangeError for one that cannot be taken now.
 * @param {Run} run
 * @param {{ name: string, target?: string, value?: Value }} action
 * @returns {Run}
 */
export function act(run, { name, target, value }) {
  if (!canAct(run, { name, target, value })) throw new RangeError(`${name} ${target ?? ""}: not possible now`);
  const event = target === undefined ? { name } : { name, target };
  const settings = name === SET ? { ...run.settings, [String(target)]: /** @type {Value} */ (value) } : run.settings;
  const taken = happen({ ...run, settings }, run.state, run.queue, event);
  const said = taken.said || (name === SET ? `${target} is ${value} from now on.` : `${name} ${target ?? ""}`.trim());
  const noted = /** @type {Taken} */ ([run.index, name, target, value].filter((one) => one !== undefined));
  return { ...follow(run, { ...taken, said, event, isAction: true }), settings, actions: [...run.actions, noted] };
}

/**
 * Return whether the action can be taken now.
 * @param {Run} run
 * @param {{ name: string, target?: string, value?: Value }} action
 */
export function canAct({ scene, state }, { name, target, value }) {
  if (name !== SET) return scene.actions(state).some((one) => one.name === name && one.target === target);
  const setting = scene.settings.find((one) => one.name === target);
  return setting !== undefined && !setting.fixed && isAllowed(setting, value);
}

/**
 * Return whether the setting may have the value.
 * @param {Setting} setting
 * @param {unknown} value
 */
export function isAllowed({ choices, min = -Infinity, max = Infinity }, value) {
  if (choices) return choices.some((choice) => choice === value);
  return typeof value === "number" && value >= min && value <= max;
}

/**
 * Return the run as it was before its last action, or the same run if there was none.
 * @param {Run} run
 * @returns {Run}
 */
export function undo(run) {
  /** @type {Run | null} */
  let at = run;
  while (at && !at.step?.isAction) at = at.previous;
  return at?.previous ?? run;
}

/**
 * Return every run that led to this one, from the beginning to the run itself.
 * @param {Run} run
 */
export function history(run) {
  const runs = [];
  for (let at = /** @type {Run | null} */ (run); at; at = at.previous) runs.push(at);
  return runs.reverse();
}

/**
 * Return the run that its description gives, as many steps long as it says or as it can be.
 * @param {AnyScene} scene
 * @param {{ settings?: Values, seed?: number, actions?: readonly Taken[], steps?: number }} described
 */
export function replay(scene, { settings, seed, actions = [], steps = 0 }) {
  let run = createRun(scene, { settings, seed });
  for (const [step, name, target, value] of actions) {
    run = advanceTo(run, step);
    if (run.index !== step || !canAct(run, { name, target, value })) return run;
    run = act(run, { name, target, value });
  }
  return advanceTo(run, steps);
}

/**
 * Return the run once it has so many steps, or when nothing more happens.
 * @param {Run} run
 * @param {number} steps
 */
export function advanceTo(run, steps) {
  while (run.index < steps) {
    const next = advance(run);
    if (next === run) break;
    run = next;
  }
  return run;
}

/**
 * @param {Run} run
 * @param {any} state
 * @param {Queue} queue
 * @param {Event} event
 */
function happen({ scene, settings }, state, queue, event) {
  const draw = makeRandom(queue.seed);
  const outcome = scene.handle(state, event, { now: queue.now, random: draw.random, settings });
  const later = enqueue(queue, queue.now, outcome.events);
  const { said, kind = "plain" } = outcome;
  return { state: outcome.state, queue: { ...later, seed: draw.seed() }, said, kind: /** @type {Tone} */ (kind) };
}

/**
 * @param {Run} run
 * @param {{ state: any, queue: Queue, said: string, kind: Tone, event: Event, isAction: boolean }} taken
 * @returns {Run}
 */
function follow(run, { state, queue, said, kind, event, isAction }) {
  const step = { time: queue.now, event, said, kind, isAction };
  return { ...run, index: run.index + 1, step, previous: run, state, queue };
}

/**
 * @param {Queue} queue
 * @param {number} now
 * @param {readonly Due[]} events
 * @returns {Queue}
 */
function enqueue(queue, now, events) {
  if (events.length === 0) return queue;
  const due = [...queue.due];
  let { count } = queue;
  for (const { after, event } of events) {
    const at = now + Math.max(0, after);
    let [low, high] = [0, due.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (due[middle].at > at) low = middle + 1;
      else high = middle;
    }
    due.splice(low, 0, { at, order: count++, event });
  }
  return { ...queue, count, due };
}

/**
 * Return a generator of random numbers (mulberry32), and the seed from which the next one goes on.
 * @param {number} seed
 */
export function makeRandom(seed) {
  let state = seed | 0;
  return {
    random: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
    seed: () => state,
  };
}
