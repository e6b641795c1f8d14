/**
 * The scenes there are, each loaded when it is needed.
 *
 * @import { AnyScene } from "./engine.mjs"
 * @type {Record<string, () => Promise<AnyScene>>}
 */
export const SCENES = {
  drain: async () => (await import("./drain/scene.mjs")).drain,
  rebalance: async () => (await import("./rebalance/scene.mjs")).rebalance,
  replication: async () => (await import("./replication/scene.mjs")).replication,
  transactions: async () => (await import("./transactions/scene.mjs")).transactions,
};
