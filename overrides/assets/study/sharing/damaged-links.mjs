/** What chats and mail do to links: they take signs of the text around for a part of it, and write `&amp;`. Pure. */

const SIGNS = /(?:[).,;:!?'"”’»>\]}…*]|%(?:22|27|29|2C|3E|5D|7D|C2%BB|E2%80%9[9D]|E2%80%A6))+$/i;

/**
 * Return the end of an address without such signs.
 * @param {string} text
 */
export const dropTrailingSigns = (text) => text.replace(SIGNS, "");

/**
 * Return what a query asks for, whatever was done to it.
 * @param {string} query
 */
export const readQuery = (query) => new URLSearchParams(dropTrailingSigns(query.replaceAll("&amp;", "&")));
