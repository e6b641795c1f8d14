/** The one entry module: defines the site's elements; each follows pages as they come and go by its own life cycle. */

import { StudyAnchorsElement } from "./anchors-element.mjs";
import { StudyCardsElement, StudyDueElement, StudyProgressElement } from "./cards-elements.mjs";
import { defineLate } from "./late-elements.mjs";
import { StudyLostElement } from "./lost-element.mjs";
import { StudyMovedElement } from "./moved-element.mjs";
import { StudyOfflineElement } from "./offline-element.mjs";
import { keepOffline } from "./offline.mjs";
import { warmUpSearch } from "./search-warmup.mjs";
import { StudyShareElement } from "./share-element.mjs";
import { StudyTermElement } from "./term-element.mjs";
import { followPalette } from "./theme-colour.mjs";

const ELEMENTS = {
  "study-anchors": StudyAnchorsElement,
  "study-cards": StudyCardsElement,
  "study-due": StudyDueElement,
  "study-progress": StudyProgressElement,
  "study-lost": StudyLostElement,
  "study-moved": StudyMovedElement,
  "study-offline": StudyOfflineElement,
  "study-share": StudyShareElement,
  "study-term": StudyTermElement,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}

defineLate({ "study-quiz": async () => (await import("./quiz-element.mjs")).StudyQuizElement });
warmUpSearch();
followPalette();
keepOffline();
