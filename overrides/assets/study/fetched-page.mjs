/** Pages and files of the site that scripts take something of. */

import { make } from "./nodes.mjs";

const PATIENCE = 20_000;

/**
 * Return the page at an address, once it is sure to be that page.
 * @param {string | URL} address
 * @param {string} promised Selects what the build put into it.
 * @param {RequestInit} [options] Of the request, which is given up after a while if they do not say when.
 */
export async function fetchPage(address, promised, options = {}) {
  const reply = await fetch(address, { signal: AbortSignal.timeout(PATIENCE), ...options });
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  // A network that asks for a login first answers with a page of its own.
  if (!reply.ok || !page.querySelector(promised)) throw new Error(`${address} does not hold ${promised}`);
  return page;
}

/**
 * Load a stylesheet that few readers need; a site that is served to its authors has all on every page.
 * @param {string | undefined} address
 * @returns {Promise<void>}
 */
export const loadStyles = (address) =>
  new Promise((resolve, reject) => {
    const isHere = address &&
      [...document.styleSheets].some(({ href }) => href === new URL(address, document.baseURI).href);
    if (!address || isHere) return resolve();
    const link = make("link", { rel: "stylesheet", href: address, onload: () => resolve() });
    link.addEventListener("error", () => (link.remove(), reject(new Error(`${address} is not there`))));
    document.head.append(link);
  });
