/**
 * What the addresses of quiz, flashcards and mock interview have in common. Pure.
 *
 * @template Choice
 * @typedef {[name: string, isGood: (value: string) => boolean, read: (value: string) => Partial<Choice>]} Single What a
 *   parameter may say, and what that changes in the choice.
 */

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

/** @type {<Choice>(read: (seed: string) => Partial<Choice>) => Single<Choice>} */
export const readsSeed = (read) => ["seed", (value) => /^[\w-]{1,40}$/.test(value), read];

/**
 * Return what single parameters of a query change, and a sentence for each that says what it may not.
 * @template Choice
 * @param {URLSearchParams} values
 * @param {Single<Choice>[]} singles
 * @param {string} place What cannot use it.
 */
export function readSingles(values, singles, place) {
  const said = singles.filter(([name]) => values.has(name)).map(([name, isGood, read]) => {
    const value = /** @type {string} */ (values.get(name));
    return { name, value, change: isGood(value) ? read(value) : null };
  });
  const complaints = said.filter(({ change }) => !change).map(({ name, value }) =>
    `The address says “${name}=${shorten(value)}”, which this ${place} cannot use; it was left out.`
  );
  return {
    chosen: /** @type {Partial<Choice>} */ (Object.assign({}, ...said.map(({ change }) => change))),
    complaints,
  };
}

/**
 * Return the questions that a query names, by today's ids, and sentences for those that are not here; null if it names
 * none that is here.
 * @param {URLSearchParams} values
 * @param {(id: string) => string | undefined} find Today's id for an id of today or of before.
 */
export function readIds(values, find) {
  const { good, bad } = sortOut(values.get("ids"), (id) => find(id) !== undefined);
  const complaints = [
    ...(bad.length ? [`No longer here, so skipped: ${quoteAll(bad)}.`] : []),
    ...(good.length || !values.has("ids") ? [] : ["None of the questions that the address names is here."]),
  ];
  return { ids: good.length ? [...new Set(good.map((id) => /** @type {string} */ (find(id))))] : null, complaints };
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
const shorten = (text) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
/** @param {string[]} texts */
const quoteAll = (texts) => texts.map((text) => `“${shorten(text)}”`).join(", ");
