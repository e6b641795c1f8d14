/** The words of a search, as both find them: the results, and the page that a result leads to. Pure. */

const SIGNS = /[\\^$.*+?()[\]{}|/]/g;

/** Return a pattern that meets every one of the words, whatever its case; signs in them are no pattern. */
export const makePattern = (words) =>
  new RegExp(`(${words.map((word) => word.replace(SIGNS, "\\$&")).join("|")})`, "giu");
