/** `<study-war-room>`: an incident that a reader leads. */

import { asElement } from "../nodes.mjs";
import { defineElement } from "../practice/element.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { readIncident } from "./incident.mjs";
import { WarRoomPanel } from "./war-room-panel.mjs";

/**
 * Lay the panel above the dialogue, until `signal` is aborted.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openRoom(host, signal) {
  await arrival(() => host.querySelector(".study-war__read + *"));
  const dialogue = host.querySelector(".study-war__read");
  if (signal.aborted || !dialogue) return;
  const panel = new WarRoomPanel(host, readIncident(asElement(dialogue)));
  dialogue.before(panel.node);
  signal.addEventListener("abort", () => panel.leave());
  panel.open(signal);
}

defineElement("study-war-room", openRoom);
