/**
 * The last answer to each question, from which progress is counted.
 *
 * @import { Store } from "../progress-store.mjs"
 * @import { Entry } from "./session.mjs"
 */

/**
 * Store an answer by the id of its question, with the texts chosen.
 * @param {Store} answers
 * @param {Entry} entry
 */
export function rememberAnswer(answers, { id, ...answer }) {
  answers.update((all) => ({ ...all, [id]: { ...answer, times: (all[id]?.times ?? 0) + 1 } }));
}
