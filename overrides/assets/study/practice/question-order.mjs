/**
 * Which questions come in which order. Pure: no DOM, no clock, no storage; chance comes from a seed.
 *
 * @typedef {{ id: string, chapter: string, level: string, kind: string, topics: string[], near: string[] }} Card
 * @typedef {{ seed: string, n: number, chapters: string[], levels: string[], kinds: string[], ids: string[] | null,
 *   shuffled: boolean }} Choice `n` 0 stands for all, an empty list for any.
 */

/** After how many others a missed question returns. */
const RETURNS_AFTER = 3;

/** Return a number that depends on every character of the text. */
export function hashText(text) {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Return a short seed made by `random`, which answers like Math.random. */
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

/** Return the questions that a choice allows, in written order. */
export function findFitting(cards, choice) {
  const allows = (wanted, value) => !wanted.length || wanted.includes(value);
  return cards.filter(
    (card) =>
      allows(choice.chapters, card.chapter) && allows(choice.levels, card.level) && allows(choice.kinds, card.kind),
  );
}

/**
 * Return the ids of a quiz: the pinned ones, else those the choice allows, evenly from all chapters and kept apart.
 * @param {Card[]} cards
 * @param {Choice} choice
 */
export function chooseIds(cards, choice) {
  if (choice.ids) return choice.ids;
  const fitting = findFitting(cards, choice);
  const count = choice.n || fitting.length;
  const chosen = choice.shuffled
    ? spreadOut(dealByChapter(fitting, choice.seed).slice(0, count))
    : fitting.slice(0, count);
  return chosen.map((card) => card.id);
}

function dealByChapter(cards, seed) {
  const hands = new Map();
  for (const card of mix(cards, seed, (card) => card.id)) {
    hands.set(card.chapter, [...(hands.get(card.chapter) ?? []), card]);
  }
  const piles = mix(hands.keys(), seed, (chapter) => chapter).map((chapter) => hands.get(chapter));
  const rounds = Math.max(0, ...piles.map((pile) => pile.length));
  return Array.from({ length: rounds }, (_, round) => piles.flatMap((pile) => pile.slice(round, round + 1))).flat();
}

/** Return how badly two cards stand next to each other: 4 siblings, 2 same topic, 1 same chapter, 0 well. */
export function clash(one, other) {
  if (!one || !other) return 0;
  if (one.near.includes(other.id) || other.near.includes(one.id)) return 4;
  if (one.topics.some((topic) => other.topics.includes(topic))) return 2;
  return one.chapter === other.chapter ? 1 : 0;
}

/**
 * Return the cards in an order close to the given one whose neighbours differ as far as possible.
 * @param {Card[]} cards
 */
export function spreadOut(cards) {
  const rest = [...cards];
  const spread = [];
  while (rest.length) {
    const clashes = rest.slice(0, 40).map((card) => clash(spread.at(-1), card));
    const [card] = rest.splice(clashes.indexOf(Math.min(...clashes)), 1);
    if (clash(spread.at(-1), card) < 2) spread.push(card);
    else spread.splice(findGap(spread, card), 0, card);
  }
  return spread;
}

function findGap(cards, card) {
  const costs = Array.from(
    { length: cards.length + 1 },
    (_, gap) => Math.max(clash(cards[gap - 1], card), clash(card, cards[gap])),
  );
  return costs.lastIndexOf(Math.min(...costs));
}

/**
 * Return the ids still to be answered, the next first: a miss returns a few questions later until it was right once.
 * @param {string[]} ids
 * @param {{ id: string, verdict: string }[]} log
 * @param {(one: string, other: string) => boolean} [apart] Whether two ids may not stand back to back.
 */
export function findQueue(ids, log, apart = () => false) {
  return log.reduce((queue, { id, verdict }) => {
    if (!queue.includes(id)) return queue;
    const rest = queue.filter((other) => other !== id);
    if (verdict === "right") return rest;
    const fits = (place) => !apart(rest[place - 1], id) && !apart(id, rest[place]);
    const places = [0, 1, -1, 2].map((step) => Math.min(RETURNS_AFTER + step, rest.length));
    return rest.toSpliced(places.find(fits) ?? places[0], 0, id);
  }, ids);
}
