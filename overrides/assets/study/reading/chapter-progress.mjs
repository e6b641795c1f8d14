/** How far the reader is in the questions of a chapter, among the facts at its head. */

import { asElement, make } from "../nodes.mjs";
import { readRecords } from "../storage.mjs";

/** Say how many of the chapter's questions were right when they were last answered, if any was ever answered. */
export function tellChapterProgress() {
  const fact = asElement(document.querySelector(".study-facts__right"));
  if (!fact) return;
  const tell = () => {
    const answers = readRecords("answers");
    const ids = new Set(
      [...document.querySelectorAll("article[data-question]")].map((one) => asElement(one).dataset.question),
    );
    const given = Object.entries(answers).filter(([id]) => ids.has(id));
    if (!given.length) return;
    const right = given.filter(([, answer]) => answer?.verdict === "right").length;
    const of = Number(fact.dataset.of);
    asElement(fact.firstElementChild).replaceChildren(make("b", {}, String(Math.min(right, of))), ` of ${of} right`);
  };
  tell();
  addEventListener("storage", tell);
}
