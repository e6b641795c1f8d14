/** Defining an element once one stands on the page, so that a page loads the scripts of what is on it and no others. */

/**
 * Define each element when the first of its name is there: at once, or when instant navigation brings it.
 * @param {Record<string, () => Promise<CustomElementConstructor>>} loaders By name. Where one fails, the page stays as the
 *   build wrote it, and the next change of the page tries again.
 */
export function defineLate(loaders) {
  const waiting = new Map(Object.entries(loaders));
  const look = () => {
    for (const [name, load] of waiting) {
      if (!document.getElementsByTagName(name).length) continue;
      waiting.delete(name);
      load().then(
        (element) => customElements.define(name, element),
        () => waiting.set(name, load),
      );
    }
  };
  look();
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
