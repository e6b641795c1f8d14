// Drives a scene with actions at exact times, as a reader could who waits for them; no step is needed in between.
import { makeRandom } from "../../../overrides/assets/study/simulators/engine.mjs";

/**
 * Returns the state at the end, what was said, and, if asked, what `look` tells of each state on the way.
 * `choose` may name an action after an event: it gets those that are possible now.
 */
export function drive(scene, { settings: given = {}, seed = 1, until, script = [], choose, look }) {
  const settings = Object.fromEntries(scene.settings.map(({ name, value }) => [name, given[name] ?? value]));
  const { random } = makeRandom(seed);
  const begun = scene.start(settings, random);
  let { state } = begun;
  let order = 0;
  const due = [];
  const put = (now, events) => {
    for (const { after, event } of events) due.push({ at: now + Math.max(0, after), order: order++, event });
    due.sort((one, other) => one.at - other.at || one.order - other.order);
  };
  put(0, begun.events);
  const said = [];
  const step = (now, event) => {
    const outcome = scene.handle(state, event, { now, random, settings });
    state = outcome.state;
    put(now, outcome.events);
    if (outcome.said) said.push({ at: now, said: outcome.said });
    return look?.(state, now, event);
  };
  const seen = [];
  const todo = script.map(([at, name, target]) => ({ at, name, target }));
  while (due.length > 0 || todo.length > 0) {
    const isAction = todo.length > 0 && (due.length === 0 || todo[0].at < due[0].at);
    const now = isAction ? todo[0].at : due[0].at;
    if (now > until) break;
    const { name, target } = isAction ? todo.shift() : {};
    if (isAction && !scene.actions(state).some((one) => one.name === name && one.target === target)) {
      throw new RangeError(`${name} ${target}: not possible at ${now}`);
    }
    const told = step(now, isAction ? { name, target } : due.shift().event);
    if (told !== undefined) seen.push(told);
    const chosen = choose?.(scene.actions(state), random, now);
    if (chosen) {
      const after = step(now, { name: chosen.name, target: chosen.target });
      if (after !== undefined) seen.push(after);
    }
  }
  return { state, said, seen, settings };
}
