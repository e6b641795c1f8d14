/** The button that keeps an episode on the device, with its size, how far it is, and the way to remove it. */

import { make } from "../nodes.mjs";
import { findKept, keep, remove } from "./kept-sounds.mjs";
import { describeSize } from "./times.mjs";

/**
 * Return the button, or null where the browser keeps nothing.
 * @param {string} address
 * @param {number} bytes
 */
export function offerKeeping(address, bytes) {
  if (!("caches" in globalThis)) return null;
  const words = make("span");
  const button = make("button", { type: "button", class: "study-keep", onclick: act }, words);
  const status = make("span", { role: "status" });
  let state = "open";
  /** @param {"open" | "loading" | "kept"} now */
  const show = (now) => {
    state = now;
    button.dataset.state = now;
    words.textContent = now === "kept"
      ? `Kept for the way. Remove (${describeSize(bytes)})`
      : `Keep for the way (${describeSize(bytes)})`;
  };
  show("open");
  findKept(address).then((kept) => kept && show("kept"));
  return make("span", { class: "study-keeping" }, button, status);

  async function act() {
    if (state === "loading") return;
    status.textContent = "";
    try {
      if (state === "kept") {
        await remove(address);
        return show("open");
      }
      show("loading");
      await keep(address, (there) => (words.textContent = `Keeping: ${Math.round((100 * there) / bytes)} %`));
      show("kept");
      status.textContent = "It plays without a network now.";
    } catch (error) {
      show("open");
      const { name } = /** @type {Error} */ (error);
      status.textContent = name === "QuotaExceededError"
        ? "There is no room for it on this device."
        : "It could not be loaded. Is there a network?";
    }
  }
}
