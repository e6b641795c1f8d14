/**
 * Taking progress elsewhere: a file with everything, a short code with cards and settings. Pure.
 *
 * A code is its checksum, a dot, and numbers in base 64: retention in percent, new cards a day, day of the interview,
 * then for each card the hash of its id, the minute of its last review, the length of its log, and each review as days
 * since the one before times four plus the grade.
 *
 * @import { CardRecords, Review } from "../cards/schedule.mjs"
 * @import { Records } from "../progress-store.mjs"
 * @typedef {{ problem: string }} Problem A sentence that says why something cannot be used.
 * @typedef {{ stores: { cards: CardRecords } & Record<string, Records> }} Transfer Records by the name of their store.
 */

import { writeDay } from "../cards/days.mjs";
import { readAims, selectValid } from "../cards/store.mjs";
import { hashText } from "../practice/question-order.mjs";

const SITE = "kafka-deep-dive";
const MINUTE = 60_000;
const UNREADABLE = { problem: "This is neither a code nor a file of this site." };
/** @param {unknown} value */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Return the text of a file that holds all stores.
 * @param {Record<string, Records>} stores Records by the name of their store.
 */
export const writeFile = (stores) => `${JSON.stringify({ site: SITE, version: 1, stores }, null, 1)}\n`;

/**
 * Return the records that a file or code holds, or the sentence that says why it cannot be used.
 * @param {string} text
 * @param {string[]} ids Every id that a code may speak of.
 * @param {number} now
 * @returns {Transfer | Problem}
 */
export function readTransfer(text, ids, now) {
  return text.trim().startsWith("{") ? readFile(text) : readCode(text.replace(/\s/g, ""), ids, now);
}

/**
 * @param {string} text
 * @returns {Transfer | Problem}
 */
function readFile(text) {
  try {
    const { site, version, stores } = JSON.parse(text);
    if (site !== SITE || !isObject(stores) || !Object.values(stores).every(isObject)) return UNREADABLE;
    if (version > 1) {
      return { problem: "This file comes from a newer version of the site: reload the page and try again." };
    }
    return { stores: { ...stores, cards: selectValid(stores.cards ?? {}) } };
  } catch {
    return { problem: "This file is damaged or was cut short." };
  }
}

/**
 * Return cards and settings as a code.
 * @param {CardRecords} cards With days that never run backwards.
 * @param {Records} settings
 */
export function writeCode(cards, settings) {
  const { retention, perDay, interview } = readAims(settings);
  const numbers = [Math.round(retention * 100), perDay, interview];
  for (const [id, { at, log }] of Object.entries(cards)) {
    numbers.push(hashText(id), Math.floor(at / MINUTE), log.length);
    log.forEach(([day, grade], index) => numbers.push((day - (log[index - 1]?.[0] ?? 0)) * 4 + grade - 1));
  }
  const payload = btoa(String.fromCharCode(...numbers.flatMap(toBytes)));
  return `${checksum(payload)}.${payload}`.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} code
 * @param {string[]} ids
 * @param {number} now
 * @returns {Transfer | Problem}
 */
function readCode(code, ids, now) {
  const [sum, text = ""] = code.split(".");
  const payload = text.replaceAll("-", "+").replaceAll("_", "/");
  if (!/^[\w-]{1,7}\.[\w-]+$/.test(code)) return UNREADABLE;
  if (checksum(payload) !== sum) return { problem: "This code was cut short or changed on the way: copy all of it." };
  const numbers = toNumbers(atob(payload));
  const byHash = new Map(ids.map((id) => [hashText(id), id]));
  const [retention, perDay, interview] = numbers.splice(0, 3);
  /** @type {CardRecords} */
  const cards = {};
  while (numbers.length) {
    const [hash, minute, length] = numbers.splice(0, 3);
    let day = 0;
    /** @type {Review[]} */
    const log = numbers.splice(0, length).map((number) => [day += Math.floor(number / 4), (number % 4) + 1]);
    const id = byHash.get(hash);
    if (id !== undefined) cards[id] = { at: minute * MINUTE, log };
  }
  const settings = {
    retention: retention / 100,
    "new-per-day": perDay,
    ...(interview && { interview: writeDay(interview) }),
  };
  const set = Object.entries(settings).map(([name, value]) => [name, { value, at: now }]);
  return { stores: { cards: selectValid(cards), settings: Object.fromEntries(set) } };
}

/** @param {string} payload */
const checksum = (payload) => hashText(payload.replaceAll("=", "")).toString(36);

/**
 * Return a number as bytes of seven bits, the lowest first; all but the last are marked.
 * @param {number} number
 * @returns {number[]}
 */
function toBytes(number) {
  return number < 128 ? [number] : [(number % 128) + 128, ...toBytes(Math.floor(number / 128))];
}

/** @param {string} bytes */
function toNumbers(bytes) {
  /** @type {number[]} */
  const numbers = [];
  let [number, place] = [0, 1];
  for (const byte of bytes) {
    const code = byte.charCodeAt(0);
    number += (code % 128) * place;
    place *= 128;
    if (code > 127) continue;
    numbers.push(number);
    [number, place] = [0, 1];
  }
  return numbers;
}
