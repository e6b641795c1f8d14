/**
 * An incident as the build wrote it into its page.
 *
 * @import { Part, Tree } from "./formulas.mjs"
 * @typedef {readonly (readonly [when: Tree, parts: readonly Part[]])[]} Texts The first that holds is said.
 * @typedef {{ url: string, title: string }} Link
 * @typedef {{ id: string, url: string, title: string }} CardLink
 *
 * @typedef {object} Signal
 * @property {"alert" | "chat" | "graph" | "command"} kind
 * @property {string} by
 * @property {string} ask
 * @property {number} takes Seconds.
 * @property {Tree} when
 * @property {Tree} pushed
 * @property {string} types
 * @property {Texts} says
 * @property {readonly { label: string, unit: string, value: Tree }[]} graph
 * @property {number} tells
 * @property {string} reads
 * @property {Link | null} see
 * @property {CardLink | null} card
 *
 * @typedef {object} Action
 * @property {"act" | "tell"} kind
 * @property {string} label
 * @property {number} takes Seconds.
 * @property {Tree} when
 * @property {readonly { after: number, when: Tree, set: Readonly<Record<string, Tree>>, do: string }[]} effects
 * @property {Texts} says
 * @property {readonly { when: Tree, verdict: string, says: string }[]} judged
 * @property {Link | null} see
 * @property {CardLink | null} card
 *
 * @typedef {{ look?: string, do?: string, wait?: number, until?: Tree, why: string }} ExpertStep
 *
 * @typedef {object} Incident
 * @property {string} name
 * @property {string} title
 * @property {string} clock
 * @property {number} ends
 * @property {number} customers
 * @property {string} who
 * @property {Tree} harm
 * @property {string} situation
 * @property {Readonly<Record<string, string>>} roles
 * @property {{ model: string, settings: Record<string, number | string | number[]>, begins: number,
 *   start: Record<string, number | number[]>, rules: readonly { when: Tree, rate: Readonly<Record<string, Tree>>,
 *   set: Readonly<Record<string, Tree>>, do: string, once: boolean }[] }} world
 * @property {Readonly<Record<string, Signal>>} signals
 * @property {Readonly<Record<string, Action>>} actions
 * @property {{ detected: Tree, mitigated: Tree, recovered: Tree }} goals
 * @property {readonly { when: Tree, says: string }[]} fails
 * @property {readonly { when: Tree, says: string }[]} hints
 * @property {readonly ExpertStep[]} expert
 * @property {readonly string[]} rubric
 */

/**
 * Return the incident that the build wrote into an element.
 * @param {HTMLElement} element
 * @returns {Incident}
 */
export const readIncident = (element) => JSON.parse(/** @type {string} */ (element.dataset.incident));
