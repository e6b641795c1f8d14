/**
 * Which questions come in which order. Pure: no DOM, no clock, no storage; chance comes from a seed.
 *
 * @typedef {"options" | "several" | "order" | "match" | "number" | "typed" | "trace"} Kind
 * @typedef {{ id: string, chapter: string, level: string, kind: Kind, topics: string[], near: string[] }} Summary What is
 *   known of a question without its text; `near` are its siblings.
 * @typedef {Pick<Summary, "id" | "chapter" | "topics" | "near">} Neighbour
 * @typedef {{ seed: string, n: number, chapters: string[], levels: string[], kinds: string[], ids: string[] | null,
 *   shuffled: boolean }} Choice `n` 0 stands for all, an empty list for any.
 */

/** After how many others a missed question returns. */
const RETURNS_AFTER = 3;

/**
 * Return a number that depends on every character of the text.
 * @param {string} text
 */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Return a short seed made by `random`, which answers like Math.random.
 * @param {() => number} random
 */
export const makeSeed = (random) =>
  Math.floor(random() * 36 ** 6)
    .toString(36)
    .padStart(6, "0");

/**
 * Return the items mixed: the place of each depends on the seed and its own text, never on the others.
 * @template T
 * @param {Iterable<T>} items
 * @param {string} seed
 * @param {(item: T) => string} textOf
 * @returns {T[]}
 */
export function mix(items, seed, textOf) {
  return [...items]
    .map((item) => ({ item, text: textOf(item), place: hashText(`${seed}\n${textOf(item)}`) }))
    .sort((one, other) => one.place - other.place || (one.text < other.text ? -1 : 1))
    .map(({ item }) => item);
}

/**
 * Return the questions that a choice allows, in written order.
 * @template {Summary} Question
 * @param {Question[]} questions
 * @param {Pick<Choice, "chapters" | "levels" | "kinds">} choice
 */
export function findFitting(questions, choice) {
  /** @type {(wanted: string[], value: string) => boolean} */
  const allows = (wanted, value) => !wanted.length || wanted.includes(value);
  return questions.filter(
    ({ chapter, level, kind }) =>
      allows(choice.chapters, chapter) && allows(choice.levels, level) && allows(choice.kinds, kind),
  );
}

/**
 * Return the ids of a quiz: the pinned ones, else those the choice allows, evenly from all chapters and kept apart.
 * @param {Summary[]} questions
 * @param {Choice} choice
 */
export function chooseIds(questions, choice) {
  if (choice.ids) return choice.ids;
  const fitting = findFitting(questions, choice);
  const count = choice.n || fitting.length;
  const chosen = choice.shuffled
    ? spreadOut(dealByChapter(fitting, choice.seed).slice(0, count))
    : fitting.slice(0, count);
  return chosen.map(({ id }) => id);
}

/**
 * @param {Summary[]} questions
 * @param {string} seed
 */
function dealByChapter(questions, seed) {
  /** @type {Map<string, Summary[]>} */
  const hands = new Map();
  for (const question of mix(questions, seed, ({ id }) => id)) {
    hands.set(question.chapter, [...(hands.get(question.chapter) ?? []), question]);
  }
  const piles = mix(hands, seed, ([chapter]) => chapter).map(([, pile]) => pile);
  const rounds = Math.max(0, ...piles.map((pile) => pile.length));
  return Array.from({ length: rounds }, (_, round) => piles.flatMap((pile) => pile.slice(round, round + 1))).flat();
}

/**
 * Return how badly two questions stand next to each other: 4 siblings, 2 same topic, 1 same chapter, 0 well.
 * @param {Neighbour | undefined} one
 * @param {Neighbour | undefined} other
 * @returns {number}
 */
export function clash(one, other) {
  if (!one || !other) return 0;
  if (one.near.includes(other.id) || other.near.includes(one.id)) return 4;
  if (one.topics.some((topic) => other.topics.includes(topic))) return 2;
  return one.chapter === other.chapter ? 1 : 0;
}

/**
 * Return the questions in an order close to the given one whose neighbours differ as far as possible.
 * @template {Neighbour} Question
 * @param {Question[]} questions
 */
export function spreadOut(questions) {
  const rest = [...questions];
  /** @type {Question[]} */
  const spread = [];
  while (rest.length) {
    const clashes = rest.slice(0, 40).map((question) => clash(spread.at(-1), question));
    const [question] = rest.splice(clashes.indexOf(Math.min(...clashes)), 1);
    if (clash(spread.at(-1), question) < 2) spread.push(question);
    else spread.splice(findGap(spread, question), 0, question);
  }
  return spread;
}

/**
 * @param {Neighbour[]} questions
 * @param {Neighbour} question
 */
function findGap(questions, question) {
  const costs = Array.from(
    { length: questions.length + 1 },
    (_, gap) => Math.max(clash(questions[gap - 1], question), clash(question, questions[gap])),
  );
  return costs.lastIndexOf(Math.min(...costs));
}

/**
 * Return the ids still to be answered, the next first: a miss returns a few questions later until it was right once.
 * @param {string[]} ids
 * @param {{ id: string, verdict: string }[]} log
 * @param {(one: string | undefined, other: string | undefined) => boolean} [apart] Whether two ids may not stand back to back.
 */
export function findQueue(ids, log, apart = () => false) {
  return log.reduce((queue, { id, verdict }) => {
    if (!queue.includes(id)) return queue;
    const rest = queue.filter((other) => other !== id);
    if (verdict === "right") return rest;
    /** @param {number} place */
    const fits = (place) => !apart(rest[place - 1], id) && !apart(id, rest[place]);
    const places = [0, 1, -1, 2].map((step) => Math.min(RETURNS_AFTER + step, rest.length));
    return rest.toSpliced(places.find(fits) ?? places[0], 0, id);
  }, ids);
}
