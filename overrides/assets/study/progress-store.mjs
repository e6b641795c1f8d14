/**
 * What the browser remembers for a reader: the only module that touches localStorage. Nothing here throws.
 *
 * A store holds records by id. Every write starts from what is stored now, so two tabs do not overwrite each other;
 * when storage is blocked or full the store goes on in memory.
 *
 * @typedef {"blocked" | "full" | "damaged" | "newer"} Trouble
 * @typedef {Record<string, any>} Records What is stored was written by somebody: whoever reads it has to look.
 * @typedef {(one: any, other: any) => any} Merge Makes one record of two with the same id.
 *
 * @typedef {object} StoreOptions
 * @property {number} version Version of the records' shape.
 * @property {(records: Records, version: number) => unknown} [migrate] Turns records of an older version into today's.
 * @property {Merge} [merge] The newest `at` if absent.
 * @property {(trouble: Trouble) => void} [report] Told once if it cannot remember or had to start afresh.
 * @property {() => Storage} [storage] Where it is stored.
 */

import { keyOf } from "./storage.mjs";

const DAY = 86_400_000;

/**
 * Return whichever of two records was written last, the second if both were at once; the future is not believed.
 * @param {any} one
 * @param {any} other
 * @param {number} [now]
 */
export function newest(one, other, now = Date.now()) {
  const [ofOne, ofOther] = [one, other].map((record) => record?.at ?? 0);
  const [isAhead, isOtherAhead] = [ofOne, ofOther].map((at) => at > now + DAY);
  if (isAhead !== isOtherAhead) return isAhead ? other : one;
  return ofOne > ofOther ? one : other;
}

/**
 * Return the records of both, an id that both have decided by `merge`.
 * @param {Records} records
 * @param {Records} others
 */
export function mergeRecords(records, others, merge = newest) {
  const merged = new Map(Object.entries(records));
  for (const [id, other] of Object.entries(others)) {
    merged.set(id, merged.has(id) ? merge(merged.get(id), other) : other);
  }
  return Object.fromEntries(merged);
}

/**
 * Return the records with those of former ids moved to the ids of today.
 * @param {Records} records
 * @param {Map<string, string>} former Today's id by former id.
 */
export function followFormer(records, former, merge = newest) {
  if (!Object.keys(records).some((id) => former.has(id))) return records;
  return Object.entries(records).reduce(
    (moved, [id, record]) => mergeRecords(moved, { [former.get(id) ?? id]: record }, merge),
    {},
  );
}

/**
 * Return the store of a name on this site.
 * @param {string} name
 * @param {StoreOptions} options
 */
export const openStore = (name, options) => new Store(keyOf(name), options);

export class Store {
  #key;
  #options;
  /** @type {Records} */
  #records = {};
  /** @type {string | null} */
  #seen = null;
  #unsaved = false;
  #readOnly = false;
  #told = false;

  /**
   * @param {string} key
   * @param {StoreOptions} options
   */
  constructor(key, options) {
    this.#key = key;
    this.#options = { merge: newest, storage: () => localStorage, ...options };
  }

  /** Return the records as they are now, with what other tabs wrote. */
  read() {
    const { storage, merge } = this.#options;
    try {
      const text = storage().getItem(this.#key);
      if (text === this.#seen && text !== null) return this.#records;
      const stored = this.#parse(text);
      this.#records = this.#unsaved ? mergeRecords(stored, this.#records, merge) : stored;
      this.#seen = text;
    } catch {
      this.#unsaved = true;
      this.#warn("blocked");
    }
    return this.#records;
  }

  /**
   * Replace the records by `change` of what is stored now and return them; an unchanged object is not written.
   * @param {(records: Records) => Records} change
   */
  update(change) {
    const before = this.read();
    this.#records = change(before);
    if (!this.#readOnly && (this.#records !== before || this.#unsaved)) this.#write();
    return this.#records;
  }

  /**
   * Call `listener` with the records whenever another tab wrote them, until `signal` is aborted.
   * @param {(records: Records) => void} listener
   * @param {AbortSignal} signal
   */
  watch(listener, signal) {
    /** @param {StorageEvent} event */
    const heard = ({ key }) => (key === this.#key || key === null) && listener(this.read());
    addEventListener("storage", heard, { signal });
  }

  /**
   * @param {string | null} text
   * @returns {Records}
   */
  #parse(text) {
    const { version, migrate } = this.#options;
    if (text === null) return {};
    try {
      const value = JSON.parse(text);
      if (!isRecords(value?.records) || !Number.isInteger(value.version)) return this.#setAside(text);
      this.#readOnly = value.version > version;
      if (this.#readOnly) this.#warn("newer");
      if (value.version >= version) return value.records;
      const migrated = migrate?.(value.records, value.version);
      return isRecords(migrated) ? migrated : this.#setAside(text);
    } catch {
      return this.#setAside(text);
    }
  }

  /** @param {string} text */
  #setAside(text) {
    const { storage } = this.#options;
    this.#warn("damaged");
    try {
      storage().setItem(`${this.#key}.damaged`, text);
    } catch {
      this.#unsaved = true;
    }
    return {};
  }

  #write() {
    const { version, storage } = this.#options;
    try {
      const text = JSON.stringify({ version, records: this.#records });
      storage().setItem(this.#key, text);
      this.#seen = text;
      this.#unsaved = false;
    } catch (error) {
      this.#unsaved = true;
      this.#warn(/** @type {Error | undefined} */ (error)?.name === "QuotaExceededError" ? "full" : "blocked");
    }
  }

  /** @param {Trouble} trouble */
  #warn(trouble) {
    if (!this.#told) this.#options.report?.(trouble);
    this.#told = true;
  }
}

/** @type {(value: unknown) => value is Records} */
const isRecords = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
