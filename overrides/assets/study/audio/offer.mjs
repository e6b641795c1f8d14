/** The player comes with a page that has a sound, and with the page after one on which a sound was heard. */

import { readRecords } from "../storage.mjs";

const RECENT = 15_000;

/** Load the player where there is something to hear; without it the browser's own controls stay. */
export function offerSound() {
  const sound = document.querySelector(".study-sound");
  const { player } = readRecords("listening");
  const goesOn = player?.playing === true && Date.now() - player.at < RECENT;
  if (!sound && !goesOn) return;
  import("./listening.mjs").then(({ listen }) => listen(sound, goesOn)).catch(() => {});
}
