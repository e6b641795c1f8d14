/** Copying an address. */

/** Return the address of this page, or of a place on it, without what search or a quiz added to it. */
export const addressOf = (hash = "") => `${location.origin}${location.pathname}${hash}`;

/**
 * Copy a text and return whether the browser allowed it.
 * @param {string} text
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copy an address and say so; a browser that refuses, such as one without https, has it in its address bar.
 * @param {string} address
 * @param {(text: string) => void} say
 */
export async function copyAddress(address, say) {
  say((await copyText(address)) ? "Link copied" : "Copy the link from the address bar");
}
