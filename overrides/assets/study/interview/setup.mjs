/**
 * The start of a mock interview: what is chosen in one tap, and everything else folded away.
 *
 * @import { InterviewChoice } from "./address.mjs"
 * @import { InterviewPanel } from "./interview-panel.mjs"
 */

import { copyText } from "../sharing/copy-address.mjs";
import { makeButton } from "../practice/parts.mjs";
import { writeAddress } from "./address.mjs";

/**
 * Show the start with what is chosen so far.
 * @param {InterviewPanel} panel
 * @param {InterviewChoice} first
 */
export function showSetup(panel, first) {
  const { node, title, about, starts, start, choices: form, choose, copied, interviewer, ...parts } = panel.copy(
    "view",
  );
  let choice = first;
  let settled = panel.settle(choice);
  const draw = () => {
    const count = settled.ids?.length ?? 0;
    title.textContent = `${count || "No"} question${count === 1 ? "" : "s"} in ${choice.length} minutes`;
    about.textContent = choice.asks
      ? "You ask, somebody else answers: with follow-ups, rubric, answers and a clock. Send the candidate’s link first."
      : "One at a time, answered aloud. Then what is asked next, then a rubric to tick, and you be strict.";
    start.textContent = choice.asks ? "Begin to ask" : "Begin";
    start.disabled = !count;
    interviewer.href = linkOf({ ...settled, asks: true });
  };
  start.addEventListener("click", () => panel.begin(settled));
  form.addEventListener("change", ({ target }) => {
    if (/** @type {HTMLInputElement} */ (target).name === "record") return rememberRecording(panel, form);
    choice = { ...choice, ...readForm(form), seed: "", ids: null };
    settled = panel.settle(choice);
    panel.setAddress(choice);
    draw();
  });
  for (
    const [name, asks, whose] of /** @type {const} */ ([["candidate", false, "Candidate’s"], [
      "interviewer",
      true,
      "Interviewer’s",
    ]])
  ) {
    parts[`copy-${name}`].addEventListener("click", async () => {
      const link = linkOf({ ...settled, asks });
      copied.textContent = (await copyText(link)) ? `${whose} link copied.` : `Copy it from here: ${link}`;
    });
  }
  for (const input of form.elements) {
    const name = /** @type {keyof InterviewChoice} */ (input.name);
    input.checked = input.name === "record" ? panel.records : [choice[name]].flat().map(String).includes(input.value);
  }
  const open = panel.findUnfinished();
  if (open) {
    const label = `Go on: question ${open.here + 1} of ${open.ids.length}`;
    starts.append(makeButton(label, () => panel.focus(panel.resume(open))));
  }
  choose.open = choice.chapters.length > 0;
  parts.pair.open = choice.asks;
  form.hidden = Boolean(first.ids);
  draw();
  panel.show("choosing", ...node.children);
  return title;
}

/** @param {InterviewChoice} choice */
const linkOf = (choice) => new URL(writeAddress(choice), location.href.replace(/[?#].*$/, "")).href;

/**
 * @param {InterviewPanel} panel
 * @param {HTMLFormElement} form
 */
const rememberRecording = (panel, form) => panel.set("recording", { on: new FormData(form).has("record") });

/** @param {HTMLFormElement} form */
function readForm(form) {
  const data = new FormData(form);
  return {
    length: Number(data.get("length")),
    level: String(data.get("level")),
    chapters: data.getAll("chapters").map(String),
  };
}
