/** A page that is still arriving: what stands at its top can be used before its end is here. */

/**
 * Wait until `test` holds or, at last, the whole page is here.
 * @param {() => unknown} [test]
 * @returns {Promise<void>}
 */
export const arrival = (test = () => false) =>
  new Promise((resolve) => {
    const look = () => {
      if (document.readyState === "loading" && !test()) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener("readystatechange", look, { once: true });
    look();
  });
