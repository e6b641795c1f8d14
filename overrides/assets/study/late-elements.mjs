/** Defining elements that stand on the page, so that a page loads the scripts of what is on it and no others. */

/**
 * Load and define each element that the page has.
 * @param {Record<string, () => Promise<CustomElementConstructor>>} loaders By name. Where one fails, the page stays as the
 *   build wrote it.
 */
export function defineLate(loaders) {
  for (const [name, load] of Object.entries(loaders)) {
    if (!document.querySelector(name)) continue;
    load().then((element) => customElements.define(name, element), () => {});
  }
}
