/**
 * The model answer as sound.
 *
 * @import { LoadedQuestion } from "../practice/bank.mjs"
 */

import { make } from "../nodes.mjs";
import { SITE_ROOT } from "../site-root.mjs";
import { readSay } from "./talk.mjs";

const BEGIN = "Hear it";
const END = "Stop";
const SILENT = "Neither a recording nor a voice is here.";

/**
 * Return a button that has the model answer said: by the hosts of the episodes where a clip was made, else by a voice
 * of the browser; nothing where there can be neither.
 * @param {LoadedQuestion} question
 * @param {AbortSignal} gone Aborted once the answer is no longer shown.
 */
export function makeHear(question, gone) {
  const clip = question.article.dataset.aloud?.split(" ")[1];
  if (!clip && !globalThis.speechSynthesis) return [];
  /** @type {AbortController | null} */
  let speaking = null;
  const button = make("button", { type: "button", class: "study-panel__plain", onclick: press }, BEGIN);
  const status = make("span", { role: "status" });
  gone.addEventListener("abort", () => speaking?.abort());
  return [make("p", {}, button, " ", status)];

  async function press() {
    if (speaking) return speaking.abort();
    speaking = new AbortController();
    button.textContent = END;
    status.textContent = (await hear(clip, readSay(question), speaking.signal)) ? "" : SILENT;
    button.textContent = BEGIN;
    speaking = null;
  }
}

/**
 * Have it said, and return whether it could be; ends at once when the signal is aborted.
 * @param {string | undefined} clip
 * @param {Node[]} answer
 * @param {AbortSignal} signal
 */
async function hear(clip, answer, signal) {
  const { findVoices, playClip, say } = await import("../drill/voice.mjs");
  if (clip && (await playClip(new URL(`audio/drill/${clip}`, SITE_ROOT), signal))) return true;
  const [voice] = await findVoices();
  if (voice) await say(answer.map((node) => node.textContent).join(" "), voice, signal);
  return Boolean(voice);
}
