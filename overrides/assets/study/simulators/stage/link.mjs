/**
 * A run as text for an address: steps, seed, settings that are not the scene's own, actions. Pure.
 *
 * @import { AnyScene, Run, Setting, Taken, Value, Values } from "../engine.mjs"
 */

/**
 * Return the text of a run, such as `12;1;acks=1;0:send,2:kill:1`.
 * @param {Run} run
 */
export function writeRun({ scene, index, seed, begun, actions }) {
  const differing = scene.settings.filter(({ name, value }) => begun[name] !== value);
  const settings = differing.map(({ name }) => `${name}=${begun[name]}`).join();
  return [index, seed, settings, actions.map((taken) => taken.join(":")).join()].join(";");
}

/**
 * Return what a text says of a run; what it does not say, or what cannot be, is left out.
 * @param {AnyScene} scene
 * @param {string} text
 * @returns {{ steps: number, seed: number, settings: Values, actions: Taken[] }}
 */
export function readRun(scene, text) {
  const [steps = "", seed = "", settings = "", actions = ""] = text.split(";");
  const pairs = split(settings).map((pair) => pair.split("="));
  const known = pairs.flatMap(([name, typed]) => {
    const value = readValue(scene, name, typed);
    return value === undefined ? [] : [[name, value]];
  });
  return {
    steps: readCount(steps),
    seed: readCount(seed) || 1,
    settings: Object.fromEntries(known),
    actions: split(actions).map((taken) => readTaken(scene, taken)),
  };
}

/** @type {(text: string) => string[]} */
const split = (text) => (text ? text.split(",") : []);

/** @type {(text: string) => number} */
const readCount = (text) => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/**
 * @param {AnyScene} scene
 * @param {string} text
 * @returns {Taken}
 */
function readTaken(scene, text) {
  const [step, name, target, typed] = text.split(":");
  if (typed !== undefined) return [readCount(step), name, target, readValue(scene, target, typed)];
  return target === undefined ? [readCount(step), name] : [readCount(step), name, target];
}

/**
 * Return the value that a setting may have by its text.
 * @param {AnyScene} scene
 * @param {string} name
 * @param {string} [typed]
 * @returns {Value | undefined}
 */
export function readValue(scene, name, typed = "") {
  const setting = scene.settings.find((one) => one.name === name);
  if (!setting) return undefined;
  if (setting.choices) return setting.choices.find((choice) => String(choice) === typed);
  const { min = -Infinity, max = Infinity } = setting;
  return typed !== "" && Number(typed) >= min && Number(typed) <= max ? Number(typed) : undefined;
}

/**
 * Return an address with the text of a run under a name, or without one.
 * @param {string} href
 * @param {string} name
 * @param {string} [text]
 */
export function placeRun(href, name, text) {
  const address = new URL(href);
  address.searchParams.delete(name);
  if (text === undefined) return address.href;
  const readable = encodeURIComponent(text).replace(/%(?:3B|2C|3D|3A)/g, decodeURIComponent);
  address.search += `${address.search ? "&" : "?"}${encodeURIComponent(name)}=${readable}`;
  address.hash = name;
  return address.href;
}
