/** What the pages of the flashcards do, as one script: whoever studies comes to both. */

import { open as openDesk } from "./cards-desk.mjs";
import { open as openProgress } from "./cards-progress.mjs";

export { openDesk, openProgress };
