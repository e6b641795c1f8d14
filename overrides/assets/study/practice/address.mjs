/** What the addresses of quiz and flashcards have in common. Pure. */

/**
 * Return the words of a parameter that are good, and those that are not.
 * @param {string | null} text
 * @param {(value: string) => boolean} isGood
 */
export function sortOut(text, isGood) {
  const values = [...new Set((text ?? "").split(/[,\s]+/).filter(Boolean))];
  return { good: values.filter(isGood), bad: values.filter((value) => !isGood(value)) };
}

/**
 * Return what a query asks for in each list, and a sentence for everything that is not there.
 * @template {string} List
 * @param {URLSearchParams} values
 * @param {readonly List[]} lists
 * @param {(list: List, value: string) => boolean} has
 */
export function readLists(values, lists, has) {
  /** @type {[List, ReturnType<typeof sortOut>][]} */
  const read = lists.map((list) => [list, sortOut(values.get(list), (value) => has(list, value))]);
  return {
    chosen: /** @type {Record<List, string[]>} */ (Object.fromEntries(read.map(([list, { good }]) => [list, good]))),
    complaints: read
      .filter(([, { bad }]) => bad.length)
      .map(([list, { bad }]) => `There is no ${list.slice(0, -1)} ${quoteAll(bad)} here; it was left out.`),
  };
}

/**
 * Return the query of the pairs that say something, empty if none does.
 * @param {(string | number)[][]} pairs Each a name and its value.
 */
export function writeQuery(pairs) {
  const said = pairs.filter(([, value]) => value !== "").map(([name, value]) => `${name}=${value}`);
  return said.length ? `?${said.join("&")}` : "";
}

/** @param {string} text */
export const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
/** @param {string[]} texts */
export const quoteAll = (texts) => texts.map((text) => `“${shorten(text)}”`).join(", ");
