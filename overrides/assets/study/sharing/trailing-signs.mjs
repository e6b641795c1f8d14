/** What chats and mail put behind a link that they take for a part of it. Pure. */

const SIGNS = /(?:[).,;:!?'"”’»>\]}…*]|%(?:22|27|29|2C|3E|5D|7D|C2%BB|E2%80%9[9D]|E2%80%A6))+$/i;

/**
 * Return the end of an address without such signs.
 * @param {string} text
 */
export const dropTrailingSigns = (text) => text.replace(SIGNS, "");
