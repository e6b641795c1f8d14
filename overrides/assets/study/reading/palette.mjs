/**
 * The reader's palette: the one that they chose on this device, else the system's. A script in the page sets it first,
 * and stores what they choose.
 */

import { asElements } from "../nodes.mjs";
import { readStored } from "../storage.mjs";

const KEY = "palette";
const SCHEMES = ["default", "slate"];

/** Let the buttons choose, the system say so where nobody chose, and keep the colour of the browser's frame in step. */
export function followPalette() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {NodeListOf<HTMLMetaElement>} */
  const found = document.querySelectorAll('meta[name="theme-color"]');
  const frames = [...found];
  const colours = frames.map(({ content }) => content);
  /** @param {string} scheme */
  const apply = (scheme) => {
    document.body.dataset.mdColorScheme = scheme;
    for (const frame of frames) frame.content = colours[SCHEMES.indexOf(scheme)];
  };
  const follow = () => apply(SCHEMES.find((scheme) => scheme === readStored(KEY)) ?? SCHEMES[Number(dark.matches)]);
  follow();
  dark.addEventListener("change", follow);
  addEventListener("storage", follow);
  const buttons = [...asElements(document.querySelectorAll("[data-study-palette]"))];
  for (const button of buttons) {
    button.addEventListener("click", () => {
      apply(/** @type {string} */ (button.dataset.studyPalette));
      /** @type {HTMLElement} */ (buttons.find((other) => other !== button)).focus();
    });
  }
}
