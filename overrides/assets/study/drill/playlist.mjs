/**
 * Which questions a drill asks, and how long it waits for each answer. Pure.
 *
 * @import { Aims, Memories, Memory, Schedule } from "../cards/schedule.mjs"
 * @typedef {{ id: string, chapter: string, level: string }} Card
 */

const LONGEST = 20;
const WEAK_CHAPTERS = 3;
/** @type {Record<string, number>} */
const SILENCES = { junior: 6, mid: 8, senior: 12, staff: 18 };

/**
 * Return the seconds of silence after a question.
 * @param {string} level
 * @param {number} factor
 */
export const findSilence = (level, factor) => Math.round((SILENCES[level] ?? 8) * factor);

/**
 * Return the cards that are due, those that one recalls least first.
 * @param {Schedule} schedule
 * @param {Card[]} cards
 * @param {Memories} memories
 * @param {Aims} aims
 * @param {number} today
 */
export function findDueCards({ findDue, recallOn }, cards, memories, aims, today) {
  const due = cards.filter(({ id }) => {
    const memory = memories.get(id);
    return memory && findDue(memory, aims, today) <= today;
  });
  return sortByRecall(recallOn, due, memories, today).slice(0, LONGEST);
}

/**
 * Return the cards that one recalls least, from the chapters of which one recalls least.
 * @param {Pick<Schedule, "recallOn">} schedule
 * @param {Card[]} cards
 * @param {Memories} memories
 * @param {number} today
 */
export function findWeakCards({ recallOn }, cards, memories, today) {
  const seen = sortByRecall(recallOn, cards.filter(({ id }) => memories.has(id)), memories, today);
  /** @type {Map<string, number[]>} */
  const recalls = new Map();
  for (const { id, chapter } of seen) {
    const recall = recallOn(/** @type {Memory} */ (memories.get(id)), today);
    recalls.set(chapter, [...(recalls.get(chapter) ?? []), recall]);
  }
  /** @param {number[]} values */
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ordered = [...recalls].sort(([, one], [, other]) => mean(one) - mean(other));
  const weak = new Set(ordered.slice(0, WEAK_CHAPTERS).map(([chapter]) => chapter));
  return seen.filter(({ chapter }) => weak.has(chapter)).slice(0, LONGEST);
}

/**
 * Return the cards of a chapter as they are written, those not seen yet first.
 * @param {Card[]} cards
 * @param {string} chapter
 * @param {Memories} memories
 */
export function findChapterCards(cards, chapter, memories) {
  const own = cards.filter((card) => card.chapter === chapter);
  return [...own.filter(({ id }) => !memories.has(id)), ...own.filter(({ id }) => memories.has(id))];
}

/**
 * @param {Schedule["recallOn"]} recallOn
 * @param {Card[]} cards
 * @param {Memories} memories
 * @param {number} today
 */
function sortByRecall(recallOn, cards, memories, today) {
  /** @param {Card} card */
  const recall = ({ id }) => recallOn(/** @type {Memory} */ (memories.get(id)), today);
  return [...cards].sort((one, other) => recall(one) - recall(other));
}
