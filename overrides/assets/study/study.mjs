/** The one entry module: defines the site's elements, and starts what every page has. */

import { loadDue } from "./cards/due-loader.mjs";
import { loadNamed } from "./named-scripts.mjs";
import { offerCalculators } from "./calculators/offer.mjs";
import { offerSimulators } from "./simulators/offer.mjs";
import { offerSound } from "./audio/offer.mjs";
import { offerFigures } from "./receipts/offer.mjs";
import { StudyLostElement } from "./sharing/lost-element.mjs";
import { StudyMovedElement } from "./sharing/moved-element.mjs";
import { tellPlans } from "./plans/menu.mjs";
import { offerCopies } from "./reading/copy-code.mjs";
import { tellChapterProgress } from "./reading/chapter-progress.mjs";
import { offerFullScreen } from "./reading/figure-offer.mjs";
import { previewNotes } from "./reading/note-preview.mjs";
import { StudyReplyElement } from "./reply/reply-element.mjs";
import { StudyOfflineElement } from "./offline/element.mjs";
import { storeOffline } from "./offline/registration.mjs";
import { listenForKeys } from "./reading/page-keys.mjs";
import { followHash, passOnLinks } from "./sharing/page-links.mjs";
import { followPalette } from "./reading/palette.mjs";
import { followReading } from "./reading/contents-marker.mjs";
import { startSearch } from "./search/box.mjs";
import { markHits } from "./search/hits.mjs";
import { dismissTerms } from "./reading/terms.mjs";
import { reachToggles } from "./reading/drawer.mjs";

const ELEMENTS = {
  "study-lost": StudyLostElement,
  "study-moved": StudyMovedElement,
  "study-offline": StudyOfflineElement,
  "study-reply": StudyReplyElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);

loadDue();
loadNamed();
followPalette();
reachToggles();
listenForKeys(startSearch());
passOnLinks();
followHash();
offerCalculators();
offerFullScreen();
offerSimulators();
offerFigures();
offerSound();
markHits();
previewNotes();
dismissTerms();
followReading();
offerCopies();
tellChapterProgress();
tellPlans();
storeOffline();
