/**
 * What every page asks of the browser's storage at once: single texts, each under a key of this site. The stores of
 * `progress-store.mjs` come with practice.
 */

import { SITE_ROOT } from "./site-root.mjs";

const NAMES = ["cards", "settings", "answers", "quiz", "palette"];
const ADOPTED = "adopted";

/**
 * Return the key of a name: `study/cards` for a site at the root, `study/kafka/cards` for one below `/kafka/`.
 * @param {string} name
 */
export const keyOf = (name) => `study${SITE_ROOT.pathname}${name}`;

/**
 * Copy once what a site below a path stored under the keys of the root, as all sites did before their keys bore their
 * paths; a site at the root goes on with them. What a site has stored of its own is never replaced: another site may
 * have the root by then.
 */
function adoptStored() {
  try {
    if ([...NAMES, ADOPTED].some((name) => localStorage.getItem(keyOf(name)) !== null)) return;
    for (const name of NAMES) {
      const text = localStorage.getItem(`study/${name}`);
      if (text === null) continue;
      localStorage.setItem(keyOf(name), text);
      localStorage.setItem(keyOf(ADOPTED), "1");
    }
  } catch {
    // Without storage there is nothing to copy.
  }
}

adoptStored(); // Before anybody reads: whichever bundle comes first.

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

/**
 * Return the records that a store of `progress-store.mjs` holds under a name, none if they cannot be read.
 * @param {string} name
 * @returns {Record<string, any>} What is stored was written by somebody: whoever reads it has to look.
 */
export function readRecords(name) {
  try {
    return Object(JSON.parse(readStored(name)).records);
  } catch {
    return {};
  }
}

/** Return whether the reader lets single keys do something, as the switch in quiz and flashcards says. */
export const hasSingleKeys = () => readRecords("settings")["single-keys"]?.on !== false;
