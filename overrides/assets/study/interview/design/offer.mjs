/**
 * The designs that the start of an interview offers.
 *
 * @import { InterviewPanel } from "../interview-panel.mjs"
 */

import { make } from "../../nodes.mjs";
import { readQuery } from "../../sharing/damaged-links.mjs";

/**
 * Open the design that the address names, and return the heading of what is shown; nothing if it names none that is here.
 * @param {InterviewPanel} panel
 */
export function openNamedDesign(panel) {
  const name = readQuery(location.search).get("design");
  const links = panel.copy("view").designs?.querySelectorAll("a") ?? [];
  const link = [...links].find(({ dataset }) => dataset.design === name);
  return link && open(panel, link);
}

/**
 * @param {InterviewPanel} panel
 * @param {HTMLAnchorElement} link
 */
function open(panel, link) {
  const title = make("h2", { class: "study-panel__title", tabindex: "-1" }, "The design is on its way");
  const changing = panel.show("taking", title);
  import("./design.mjs").then(({ openDesign }) => openDesign(panel, link)).then(
    (heading) => panel.focus(heading),
    () => {
      if (changing.aborted) return;
      panel.start();
      panel.complain("The design could not be loaded. Is there a network?");
    },
  );
  return title;
}
