/** A measured figure, taken from the page of its receipt for a reader who stays where it is quoted. */

/** @type {Map<string, Promise<Document>>} By address. */
const pages = new Map();

/** @param {string} address */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/**
 * Return the name of the figure that a quote leads to, and what its receipt says of it; nothing if it cannot be read.
 * @param {HTMLAnchorElement} quote
 * @returns {Promise<Element[]>}
 */
export async function findFigure({ href, hash }) {
  const address = href.slice(0, -hash.length);
  if (!pages.has(address)) pages.set(address, load(address));
  try {
    const name = (await pages.get(address))?.getElementById(hash.slice(1));
    const parts = [];
    for (let part = name; part && (part === name || part.localName === "dd");) {
      parts.push(part);
      part = /** @type {HTMLElement | null} */ (part.nextElementSibling);
    }
    return parts;
  } catch {
    pages.delete(address);
    return [];
  }
}
