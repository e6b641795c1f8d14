/**
 * What a reader would most likely miss, from what is stored of them. Pure.
 *
 * @import { Memories, Schedule } from "../cards/schedule.mjs"
 * @import { Records } from "../progress-store.mjs"
 * @typedef {{ id: string, chapter: string }} Card
 * @typedef {{ cards: Card[], chapters: string[], expected: string[], memories: Memories, answers: Records, day: number,
 *   schedule: Pick<Schedule, "recallOn"> }} Known `cards` and `chapters` in written order, `expected` the ids of the
 *   questions that are asked most, `answers` the last of each question, `day` when it counts.
 */

/** From which chance to miss on a chapter counts as weak. */
const WEAK = 0.2;

/**
 * Return for each chapter of which something is known the mean chance to miss what was asked of it.
 * @param {Known} known
 */
export function measureChapters({ cards, memories, answers, day, schedule }) {
  /** @type {Map<string, number[]>} */
  const chances = new Map();
  for (const { id, chapter } of cards) {
    const memory = memories.get(id);
    const verdict = answers[id]?.verdict;
    const own = chances.get(chapter) ?? [];
    if (memory) own.push(1 - schedule.recallOn(memory, day));
    if (verdict) own.push(verdict === "right" ? 0 : 1);
    if (own.length) chances.set(chapter, own);
  }
  return new Map([...chances].map(([chapter, own]) => [chapter, own.reduce((sum, one) => sum + one, 0) / own.length]));
}

/**
 * Return the chapters in the order in which they need the reader: weak ones, the weakest first, those of which nothing is
 * known in the order of reading, then what is known well.
 * @param {Known} known
 */
export function rankChapters(known) {
  const chances = measureChapters(known);
  /** @param {string} chapter */
  const chance = (chapter) => chances.get(chapter) ?? WEAK;
  return [...known.chapters].sort((one, other) => chance(other) - chance(one));
}

/**
 * Return the ids of the cards in the order in which they would be missed: those seen, the least likely to be recalled
 * first, as long as that is in doubt; then the questions to expect and a card of each chapter in turn, then the rest.
 * @param {Known} known
 */
export function rankCards(known) {
  const { cards, memories, day, schedule, expected } = known;
  /** @type {Map<string, number>} */
  const recalls = new Map();
  for (const { id } of cards) {
    const memory = memories.get(id);
    if (memory) recalls.set(id, schedule.recallOn(memory, day));
  }
  const seen = cards.map(({ id }) => id).filter((id) => recalls.has(id));
  seen.sort((one, other) => Number(recalls.get(one)) - Number(recalls.get(other)));
  const doubtful = seen.filter((id) => Number(recalls.get(id)) < 1 - WEAK / 2);
  const present = new Set(cards.map(({ id }) => id));
  const hoped = expected.filter((id) => present.has(id));
  return [...new Set([...doubtful, ...hoped, ...dealOut(known), ...seen])];
}

/** @param {Known} known */
function dealOut(known) {
  const order = rankChapters(known);
  const piles = order.map((chapter) =>
    known.cards.filter((card) => card.chapter === chapter && !known.memories.has(card.id)).map(({ id }) => id)
  );
  const rounds = Math.max(0, ...piles.map((pile) => pile.length));
  return Array.from({ length: rounds }, (_, round) => piles.flatMap((pile) => pile.slice(round, round + 1))).flat();
}
