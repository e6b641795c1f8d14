/**
 * A story: actions that its author chose, and the steps at which its parts end. Pure.
 *
 * @import { AnyScene, Run, Taken, Values } from "../engine.mjs"
 * @typedef {{ settings: Values, seed: number, actions: readonly Taken[], ends: readonly number[] }} Story
 */

import { act, advance, createRun, history } from "../engine.mjs";

/**
 * @param {AnyScene} scene
 * @param {Story} story
 */
export const beginStory = (scene, { settings, seed }) => createRun(scene, { settings, seed });

/**
 * Return whether the run has gone as the story goes so far.
 * @param {Run} run
 * @param {Story} story
 */
export function isTold({ begun, seed, actions, index }, story) {
  const isBegunSo = seed === story.seed &&
    Object.entries(story.settings).every(([name, value]) => begun[name] === value);
  const before = story.actions.slice(0, actions.length);
  return isBegunSo && index <= lastOf(story) && String(before) === String(actions) &&
    !story.actions.slice(actions.length).some(([step]) => step < index);
}

/** @param {Story} story */
const lastOf = ({ ends }) => ends.at(-1) ?? 0;

/**
 * Return the run one step on, as the story goes as long as it goes on, or the same run if nothing more happens.
 * @param {Run} run
 * @param {Story} story
 */
export function goOn(run, story) {
  const [step, name, target, value] = (isTold(run, story) && story.actions[run.actions.length]) || [];
  return name !== undefined && step === run.index ? act(run, { name, target, value }) : advance(run);
}

/**
 * Return the run at a step: one it has been at, or one that it comes to.
 * @param {Run} run
 * @param {number} index
 * @param {Story} story
 */
export function goTo(run, index, story) {
  if (index <= run.index) return history(run)[Math.max(0, index)];
  while (run.index < index) {
    const next = goOn(run, story);
    if (next === run) break;
    run = next;
  }
  return run;
}

/**
 * Return the part of the story that a step belongs to; the first one before anything has happened.
 * @param {Story} story
 * @param {number} index
 */
export const findPart = ({ ends }, index) => Math.max(0, ends.findIndex((end) => index <= end));
