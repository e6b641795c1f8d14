/**
 * The start: what the lead is told, with or without hints, with or without a clock.
 *
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 * @import { RunAddress } from "./address.mjs"
 */

import { copyText } from "../sharing/copy-address.mjs";
import { makeText } from "./feed.mjs";

/**
 * Show the start with what is chosen so far, and return its heading.
 * @param {WarRoomPanel} panel
 * @param {RunAddress} first
 */
export function showSetup(panel, first) {
  const { node, title, situation, start, choices, copy, copied, interviewer, read } = panel.copy("setup");
  let address = { ...first, seed: first.seed || panel.drawSeed() };
  const link = () => panel.linkOf({ ...address, view: "interviewer" });
  const draw = () => (interviewer.href = link());
  situation.append(...makeText(panel.incident.situation));
  if (address.view === "interviewer") start.textContent = "Begin to hold it";
  for (const input of choices.elements) {
    input.checked = address[/** @type {"level" | "clock"} */ (input.name)] === input.value;
  }
  choices.addEventListener("change", () => {
    const data = new FormData(choices);
    const chosen = /** @type {Pick<RunAddress, "level" | "clock">} */ (Object.fromEntries(data));
    address = { ...address, ...chosen };
    panel.setAddress({ ...first, ...chosen });
    draw();
  });
  start.addEventListener("click", () => panel.begin(address));
  interviewer.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState(history.state, "", link());
    panel.arrive();
  });
  copy.addEventListener("click", async () => {
    copied.textContent = (await copyText(link())) ? "Interviewer’s link copied." : `Copy it from here: ${link()}`;
  });
  read.addEventListener("click", () => panel.readInstead());
  draw();
  panel.show("choosing", ...node.children);
  return title;
}
