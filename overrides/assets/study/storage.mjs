/** What every page asks of the browser's storage at once: single texts. The stores of `progress.mjs` come with practice. */

/**
 * Return the text under a key, nothing if there is none or storage is blocked.
 * @param {string} key
 */
export function readStored(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/**
 * Store a text under a key; where storage is blocked or full it holds for this page alone.
 * @param {string} key
 * @param {string} text
 */
export function store(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // The page already shows what was to be stored.
  }
}

/** Return whether the reader lets single keys do something, as the switch in quiz and flashcards says. */
export function hasSingleKeys() {
  try {
    return JSON.parse(readStored("study/settings")).records["single-keys"].on !== false;
  } catch {
    return true;
  }
}
