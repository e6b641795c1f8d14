/** An episode as the player knows it, from its page or from what the page before has stored. */

import { openStore } from "../progress-store.mjs";
import { SITE_ROOT } from "../site-root.mjs";

/**
 * @typedef {object} Sound
 * @property {string} episode
 * @property {string} title
 * @property {number} seconds
 * @property {string} path Of the file from the site's root, with its version.
 */

/** Where one stopped, by episode; under `player` what was heard last and how. */
export const openListening = () => openStore("listening", { version: 1 });

const PATH = /^audio\/[\w-]+\.mp3\?[0-9a-f]+$/;

/**
 * Return the sound of this page.
 * @param {HTMLElement} element
 * @param {HTMLAudioElement} audio
 * @returns {Sound}
 */
export function readSound(element, audio) {
  const { episode = "", title = "", seconds } = element.dataset;
  return { episode, title, seconds: Number(seconds), path: audio.src.slice(SITE_ROOT.href.length) };
}

/**
 * Return the sound of a record, or null if it is none of this site.
 * @param {any} record
 * @returns {Sound | null}
 */
export function checkSound(record) {
  const { episode, title, seconds, path } = Object(record);
  const isWhole = typeof title === "string" && seconds > 0 && PATH.test(path) &&
    path.startsWith(`audio/${episode}.mp3?`);
  return isWhole ? { episode, title, seconds, path } : null;
}

/** @param {Sound} sound */
export const addressOf = (sound) => new URL(sound.path, SITE_ROOT).href;
/** @param {Sound} sound */
export const pageOf = (sound) => new URL(`audio/${sound.episode}/`, SITE_ROOT).href;
