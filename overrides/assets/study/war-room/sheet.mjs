/**
 * What an interviewer has beside the room: the situation to read out, the script, and a rubric to tick.
 *
 * @import { WarRoomPanel } from "./war-room-panel.mjs"
 */

import { make } from "../nodes.mjs";
import { makeText } from "./feed.mjs";
import { listExpertSteps } from "./moves.mjs";

/**
 * Put the sheet below the room that is shown.
 * @param {WarRoomPanel} panel
 */
export function showSheet(panel) {
  const { node, situation, script, rubric } = panel.copy("sheet");
  const { incident, address } = panel;
  situation.append(...makeText(incident.situation));
  script.append(...listExpertSteps(panel));
  rubric.append(...makeTicks(panel, address.ticks));
  rubric.addEventListener("change", () => {
    const inputs = [.../** @type {NodeListOf<HTMLInputElement>} */ (rubric.querySelectorAll("input"))];
    panel.tick(inputs.flatMap(({ checked }, index) => (checked ? index + 1 : [])));
  });
  panel.room.node.append(node);
}

/**
 * @param {WarRoomPanel} panel
 * @param {readonly number[]} ticked
 */
function makeTicks({ incident }, ticked) {
  return incident.rubric.map((point, index) =>
    make(
      "label",
      { class: "study-panel__tick" },
      make("input", { type: "checkbox", checked: ticked.includes(index + 1) }),
      make("span", {}, ...makeText(point)),
    )
  );
}

/**
 * Return what was ticked and what was not, for the end.
 * @param {WarRoomPanel} panel
 */
export function makeRubric({ incident, address: { ticks } }) {
  return incident.rubric.map((point, index) =>
    make("li", { "data-verdict": ticks.includes(index + 1) ? "right" : "left" }, ...makeText(point))
  );
}
