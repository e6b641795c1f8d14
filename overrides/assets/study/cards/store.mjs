/** What the browser remembers of the cards: their reviews by question id, and what the reader has set. */

import { parseDay } from "./days.mjs";
import { followFormer } from "../progress-store.mjs";

/**
 * @import { Aims, CardRecord, CardRecords } from "./schedule.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { Records, Store } from "../progress-store.mjs"
 */

/**
 * Return whether the browser forgets a site that is not visited for a week.
 * @param {Pick<Navigator, "vendor" | "standalone">} navigator
 */
export const isForgetful = ({ vendor, standalone }) =>
  vendor?.startsWith("Apple") && !standalone && !matchMedia("(display-mode: standalone)").matches;

/** @param {any} review */
const isReview = (review) => Number.isInteger(review?.[0]) && [1, 2, 3, 4].includes(review[1]);
/** @param {unknown} log */
const isLog = (log) => Array.isArray(log) && log.length > 0 && log.every(isReview);
/** @param {any} record */
const isCard = (record) => Number.isFinite(record?.at) && isLog(record.log);

/**
 * Return the records that can be used as cards.
 * @param {Records} records
 * @returns {CardRecords}
 */
export const selectValid = (records) =>
  Object.fromEntries(Object.entries(records).filter(([, record]) => isCard(record)));

/**
 * Bring the stored cards in line with those of the page, and report it if some could not be read.
 * @param {Store} cards
 * @param {Pick<Bank, "former" | "get">} bank
 * @param {(trouble: "damaged") => void} report
 */
export function settleCards(cards, bank, report) {
  cards.update((records) => {
    const valid = selectValid(records);
    if (Object.keys(valid).length === Object.keys(records).length) return settleRecords(records, bank);
    report("damaged");
    return settleRecords(valid, bank);
  });
}

/**
 * Return the records under the ids of today; those of cards that are not here are marked, not dropped.
 * @param {CardRecords} records
 * @param {Pick<Bank, "former" | "get">} bank
 * @returns {CardRecords}
 */
function settleRecords(records, bank) {
  /** @type {CardRecords} */
  const followed = followFormer(records, bank.former);
  const entries = Object.entries(followed);
  if (entries.every(([id, { gone }]) => !gone === Boolean(bank.get(id)))) return followed;
  return Object.fromEntries(
    entries.map(([id, { at, log }]) => [id, bank.get(id) ? { at, log } : { at, log, gone: true }]),
  );
}

/**
 * Return the records after one more review of a card, with the days as they were; `believe` reads them.
 * @type {(records: CardRecords, id: string, day: number, grade: number, at: number) => CardRecords}
 */
export const addReview = (records, id, day, grade, at) => ({
  ...records,
  [id]: { at, log: [...(records[id]?.log ?? []), [day, grade]] },
});

/**
 * Return the records with one as it was before, unless it has changed since.
 * @param {CardRecords} records
 * @param {string} id
 * @param {CardRecord | undefined} before
 * @param {CardRecord} after
 */
export function takeBack(records, id, before, after) {
  if (records[id]?.at !== after.at) return records;
  const { [id]: _, ...others } = records;
  return before ? { ...others, [id]: before } : others;
}

/**
 * Return what the reader has set, with a sensible value for everything else.
 * @param {Records} settings
 * @returns {Aims}
 */
export function readAims(settings) {
  /** @type {(name: string, least: number, most: number, usual: number) => number} */
  const read = (name, least, most, usual) => {
    const value = settings[name]?.value;
    return typeof value === "number" && value >= least && value <= most ? value : usual;
  };
  return {
    perDay: Math.floor(read("new-per-day", 0, 999, 10)),
    retention: read("retention", 0.7, 0.97, 0.9),
    interview: parseDay(settings.interview?.value),
  };
}
