/**
 * The interviews that this browser remembers: every run under its own name, two tabs' runs merged.
 *
 * @import { Records, Store } from "../progress-store.mjs"
 * @import { InterviewChoice } from "./address.mjs"
 * @import { Interview } from "./interview.mjs"
 */

import { writeAddress } from "./address.mjs";
import { isInterview, mergeInterviews, nameInterview, selectNewest } from "./interview.mjs";

export class StoredInterviews {
  #store;

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** Return all, those begun last first. */
  list() {
    const stored = Object.values(this.#store.read()).filter(isInterview);
    return stored.sort((one, other) => other.begun - one.begun);
  }

  /** Return the interview that was left last before its end. */
  findUnfinished() {
    return this.list().find(({ endedAt, total }) => !endedAt && total > 0);
  }

  /**
   * Return the last run of a choice.
   * @param {InterviewChoice} choice
   */
  find(choice) {
    return this.list().find((interview) => writeAddress(interview.choice) === writeAddress(choice));
  }

  /**
   * Store an interview, and return it as it is stored: merged with what another tab made of it.
   * @param {Interview} interview
   * @returns {Interview}
   */
  save(interview) {
    const name = nameInterview(interview);
    /** @param {Records} all */
    const merge = (all) =>
      selectNewest({ ...all, [name]: isInterview(all[name]) ? mergeInterviews(all[name], interview) : interview });
    return this.#store.update(merge)[name];
  }

  /**
   * Call `listener` with an interview whenever another tab stored a later state of it, until `signal` is aborted.
   * @param {() => Interview | null} find Returns the interview as it is known here.
   * @param {(interview: Interview) => void} listener
   * @param {AbortSignal} signal
   */
  watch(find, listener, signal) {
    this.#store.watch((all) => {
      const known = find();
      const stored = known && all[nameInterview(known)];
      if (known && isInterview(stored) && stored.at > known.at) listener(stored);
    }, signal);
  }
}
