/** Pages of the site that scripts take something of. */

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
