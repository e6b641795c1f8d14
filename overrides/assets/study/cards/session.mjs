/**
 * Which cards come today, and in which order. Pure.
 *
 * @import { Aims, Memories, Memory, Schedule } from "./schedule.mjs"
 * @import { Neighbour, Summary } from "../practice/question-order.mjs"
 * @typedef {Omit<Summary, "kind">} Card A question, as far as it matters here.
 * @typedef {{ chapters: string[], levels: string[], topics: string[] }} Deck An empty list stands for any.
 * @typedef {Deck & { mode: string, find: string }} CardsChoice `find` is what is searched for in the list.
 * @typedef {{ id: string, verdict: string }} Graded
 */

import { clash, findQueue } from "../practice/question-order.mjs";
import { readLists, writeQuery } from "../practice/address.mjs";
import { readQuery } from "../sharing/damaged-links.mjs";

/**
 * Return the cards of a deck.
 * @template {Card} AnyCard
 * @param {AnyCard[]} cards
 * @param {Deck} deck
 */
export function findDeck(cards, { chapters, levels, topics }) {
  /** @type {(wanted: string[], values: string[]) => boolean} */
  const allows = (wanted, values) => !wanted.length || values.some((value) => wanted.includes(value));
  return cards.filter((card) =>
    allows(chapters, [card.chapter]) && allows(levels, [card.level]) && allows(topics, card.topics)
  );
}

/**
 * Return how many new cards today may still bring: what the reader set, and more if all are to be met before the eve.
 * @param {Card[]} cards All cards, not only those of a deck.
 * @param {Memories} memories
 * @param {Aims} aims
 * @param {number} today
 */
export function allowFresh(cards, memories, { perDay, interview }, today) {
  const unseen = cards.filter(({ id }) => !memories.has(id)).length;
  const started = [...memories.values()].filter(({ first, ahead }) => first === today && !ahead).length;
  const needed = interview > today ? Math.ceil((unseen + started) / Math.max(1, interview - 1 - today)) : 0;
  return Math.min(unseen, Math.max(0, (perDay && Math.max(perDay, needed)) - started));
}

/**
 * Return the cards of a deck that are for today, by state.
 * @param {Pick<Schedule, "findDue">} schedule
 * @param {Card[]} deck
 * @param {Memories} memories
 * @param {Aims} aims
 * @param {number} today
 * @param {number} allowed How many new ones at most.
 */
export function findToday({ findDue }, deck, memories, aims, today, allowed) {
  /** @param {Card} card */
  const recall = ({ id }) => /** @type {Memory} */ (memories.get(id));
  const open = deck.filter((card) => memories.has(card.id) && findDue(recall(card), aims, today) <= today);
  /** @param {Card} card */
  const isMissed = (card) => recall(card).grade === 1;
  return {
    fresh: dealOut(deck.filter(({ id }) => !memories.has(id))).slice(0, allowed),
    learning: open.filter(isMissed),
    due: open.filter((card) => !isMissed(card)),
  };
}

/**
 * Return the ids of a session: what was seen by predicted recall on the day that counts, the least first, new cards
 * evenly between, siblings apart.
 * @param {Pick<Schedule, "recallOn">} schedule
 * @param {{ fresh: Card[], learning: Card[], due: Card[] }} sorted
 * @param {Memories} memories
 * @param {Aims} aims
 * @param {number} today
 */
export function orderToday({ recallOn }, { fresh, learning, due }, memories, { interview }, today) {
  const day = Math.max(today, interview);
  const seen = [...learning, ...due]
    .map((card) => ({ card, recall: recallOn(/** @type {Memory} */ (memories.get(card.id)), day) }))
    .sort((one, other) => one.recall - other.recall)
    .map(({ card }) => card);
  /** @type {(cards: Card[], from: number) => { card: Card, at: number }[]} */
  const place = (cards, from) => cards.map((card, index) => ({ card, at: (index + from) / cards.length }));
  const mixed = [...place(seen, 0), ...place(fresh, 0.5)].sort((one, other) => one.at - other.at);
  return keepApart(mixed.map(({ card }) => card)).map(({ id }) => id);
}

/** @type {(one: Neighbour | undefined, other: Neighbour | undefined) => boolean} */
const areSiblings = (one, other) => clash(one, other) > 3;

/**
 * Return the cards in nearly the given order, no sibling behind a sibling as long as another card is left.
 * @template {Neighbour} AnyCard
 * @param {AnyCard[]} cards
 */
export function keepApart(cards) {
  const rest = [...cards];
  /** @type {AnyCard[]} */
  const order = [];
  while (rest.length) {
    const place = rest.findIndex((card) => !areSiblings(order.at(-1), card));
    order.push(...rest.splice(Math.max(0, place), 1));
  }
  return order;
}

/**
 * Return the ids still to come: a miss returns some cards later until it was right once, siblings apart if they can be.
 * @param {string[]} ids
 * @param {Graded[]} log
 * @param {(id: string | undefined) => Neighbour | undefined} get
 */
export function findRest(ids, log, get) {
  /** @type {(one: string | undefined, other: string | undefined) => boolean} */
  const apart = (one, other) => areSiblings(get(one), get(other));
  const rest = findQueue(ids, log, apart);
  const place = rest.findIndex((id) => !apart(log.at(-1)?.id, id));
  return place > 0 ? [rest[place], ...rest.toSpliced(place, 1)] : rest;
}

/**
 * Return the cards in written order, a card of each chapter in turn.
 * @param {Card[]} cards
 */
function dealOut(cards) {
  /** @type {Record<string, number>} */
  const dealt = {};
  const rounds = cards.map((card) => ({ card, round: dealt[card.chapter] = (dealt[card.chapter] ?? 0) + 1 }));
  return rounds.sort((one, other) => one.round - other.round).map(({ card }) => card);
}

const LISTS = /** @type {const} */ (["chapters", "levels", "topics"]);
const MODES = ["cram", "browse"];

/**
 * Return the deck, mode and words that a query asks for, and a sentence for what had to be left out.
 * @param {string} query
 * @param {(list: keyof Deck, value: string) => boolean} has Whether there is that chapter, level or topic.
 * @returns {{ choice: CardsChoice, complaints: string[] }}
 */
export function readAddress(query, has) {
  const values = readQuery(query);
  const { chosen, complaints } = readLists(values, LISTS, has);
  const mode = MODES.find((name) => name === values.get("mode")) ?? "";
  return { choice: { ...chosen, mode, find: values.get("find") ?? "" }, complaints };
}

/**
 * Return the query that asks for the choice, empty for all cards.
 * @param {CardsChoice} choice
 */
export const writeAddress = (choice) =>
  writeQuery([
    ...LISTS.map((list) => [list, choice[list].join(",")]),
    ["mode", choice.mode],
    ["find", encodeURIComponent(choice.find)],
  ]);
