/**
 * What every page asks of the browser's storage at once: single texts, each under a key of this site. The stores of
 * `progress-store.mjs` come with practice.
 */

import { SITE_ROOT } from "./site-root.mjs";

const NAMES = ["cards", "settings", "answers", "quiz", "palette"];

/**
 * Return the key of a name: `study/cards` for a site at the root, `study/kafka/cards` for one below `/kafka/`.
 * @param {string} name
 */
export const keyOf = (name) => `study${SITE_ROOT.pathname}${name}`;

/**
 * Copy once what a site below a path stored under the keys of the root, as all sites did before their keys bore their
 * paths; a site at the root goes on with them.
 */
export function adoptStored() {
  try {
    const stored = NAMES.filter((name) => localStorage.getItem(`study/${name}`) !== null);
    if (keyOf("") === "study/" || !stored.length || localStorage.getItem(keyOf("adopted"))) return;
    for (const name of stored) {
      localStorage.setItem(keyOf(name), /** @type {string} */ (localStorage.getItem(`study/${name}`)));
    }
    localStorage.setItem(keyOf("adopted"), "1");
  } catch {
    // Without storage there is nothing to copy.
  }
}

/**
 * Return the text of a name, nothing if there is none or storage is blocked.
 * @param {string} name
 */
export function readStored(name) {
  try {
    return localStorage.getItem(keyOf(name)) ?? "";
  } catch {
    return "";
  }
}

/** Return whether the reader lets single keys do something, as the switch in quiz and flashcards says. */
export function hasSingleKeys() {
  try {
    return JSON.parse(readStored("settings")).records["single-keys"].on !== false;
  } catch {
    return true;
  }
}
