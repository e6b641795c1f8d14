/** Stylesheets that come with what a reader begins. */

import { make } from "./nodes.mjs";

/**
 * Load a stylesheet that few readers need; a site that is served to its authors has all on every page.
 * @param {string | undefined} address
 * @returns {Promise<void>}
 */
export const loadStylesheet = (address) =>
  new Promise((resolve, reject) => {
    const isHere = address &&
      [...document.styleSheets].some(({ href }) => href === new URL(address, document.baseURI).href);
    if (!address || isHere) return resolve();
    const link = make("link", { rel: "stylesheet", href: address, onload: () => resolve() });
    link.addEventListener("error", () => (link.remove(), reject(new Error(`${address} is not there`))));
    document.head.append(link);
  });
