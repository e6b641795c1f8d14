/** A recording, to be heard and to be saved as a file. */

import { make } from "../nodes.mjs";

/**
 * Return the player of what was recorded for a question, and the link that saves it; nothing if there is no recording.
 * @param {import("./recorder.mjs").Recorder} recorder
 * @param {string} id
 */
export function makeRecording(recorder, id) {
  const recording = recorder.find(id);
  if (!recording) return [];
  const { url, name } = recording;
  return [
    make("audio", { controls: true, src: url, "aria-label": "What you said" }),
    make("a", { href: url, download: name, class: "study-panel__plain" }, "Save as a file"),
  ];
}
