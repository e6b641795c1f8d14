/** The one entry module: defines the site's elements, and starts what every page has. */

import { loadPractice } from "./late-practice.mjs";
import { StudyLostElement } from "./lost-element.mjs";
import { StudyMovedElement } from "./moved-element.mjs";
import { previewNotes } from "./note-preview.mjs";
import { StudyOfflineElement } from "./offline-element.mjs";
import { keepOffline } from "./offline.mjs";
import { listenForKeys } from "./page-keys.mjs";
import { passOnLinks } from "./page-links.mjs";
import { followPalette } from "./palette.mjs";
import { followReading } from "./reading-place.mjs";
import { startSearch } from "./search-box.mjs";
import { markHits } from "./search-hits.mjs";
import { dismissTerms } from "./terms.mjs";
import { reachToggles } from "./toggles.mjs";

const ELEMENTS = {
  "study-lost": StudyLostElement,
  "study-moved": StudyMovedElement,
  "study-offline": StudyOfflineElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);

loadPractice();
followPalette();
reachToggles();
listenForKeys(startSearch());
passOnLinks();
markHits();
previewNotes();
dismissTerms();
followReading();
keepOffline();
