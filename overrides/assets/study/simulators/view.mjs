/**
 * The words in which a scene says what is to be seen: plain data, which the stage draws. No scene touches the page.
 *
 * @import { Tone } from "./engine.mjs"
 *
 * @typedef {readonly Part[]} View From top to bottom.
 * @typedef {Logs | Nodes | Timeline | Meters | Lines} Part
 *
 * @typedef {object} Logs Replicas of a log above each other, so that equal offsets stand in one column.
 * @property {"logs"} is
 * @property {string} label
 * @property {readonly LogRow[]} rows
 *
 * @typedef {object} LogRow
 * @property {string} id The target of the actions on this row.
 * @property {string} name
 * @property {string} [role] Such as `leader`.
 * @property {string} [note] What befell it, such as `fenced`.
 * @property {Tone} tone
 * @property {readonly { offset: number, label: string, title: string, tone: Tone }[]} records
 * @property {readonly { name: string, at: number, tone: Tone }[]} marks Lines before the record of that offset.
 * @property {readonly { name: string, value: string }[]} [facts]
 *
 * @typedef {object} Nodes Whoever takes part, each as a box with what it holds: members with partitions, a coordinator.
 * @property {"nodes"} is
 * @property {string} label
 * @property {readonly NodeBox[]} nodes
 *
 * @typedef {object} NodeBox
 * @property {string} id The target of the actions on this box.
 * @property {string} name
 * @property {string} [role]
 * @property {string} [note]
 * @property {Tone} tone
 * @property {readonly { label: string, title?: string, tone: Tone }[]} items
 * @property {readonly { name: string, value: string }[]} [facts]
 *
 * @typedef {object} Timeline Bars over time, which grow while the run goes on.
 * @property {"timeline"} is
 * @property {string} label
 * @property {number} end Milliseconds at the right edge.
 * @property {readonly { name: string, bars: readonly Bar[], total?: string }[]} rows
 *
 * @typedef {{ from: number, to: number, tone: Tone, label?: string }} Bar Milliseconds.
 *
 * @typedef {object} Meters How much of what there is is used.
 * @property {"meters"} is
 * @property {string} label
 * @property {readonly { name: string, value: number, max: number, shown: string, tone: Tone, mark?: { at: number, name: string } }[]} meters
 *
 * @typedef {object} Lines Curves over time.
 * @property {"lines"} is
 * @property {string} label
 * @property {string} unit
 * @property {number} end Milliseconds at the right edge.
 * @property {number} [top] The value at the upper edge, at least.
 * @property {readonly { name: string, tone: Tone, points: readonly (readonly [time: number, value: number])[] }[]} series
 */

export {};
