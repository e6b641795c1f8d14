/** Stylesheets that come with what a reader begins. */

import { make } from "./nodes.mjs";

/**
 * Load a stylesheet; a site that is served to its authors has it on every page and names none.
 * @param {string | undefined} address
 * @returns {Promise<void>}
 */
export const loadStylesheet = (address) =>
  new Promise((resolve, reject) => {
    if (!address || document.querySelector(`link[href="${address}"]`)) return resolve();
    const link = make("link", { rel: "stylesheet", href: address, onload: () => resolve() });
    link.addEventListener("error", () => (link.remove(), reject(new Error(`${address} is not there`))));
    document.head.append(link);
  });
