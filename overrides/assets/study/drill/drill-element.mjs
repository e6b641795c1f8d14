/** `<study-drill>`: chooses what is asked by ear, and asks it. */

import { dayOf } from "../cards/days.mjs";
import { addReview, readAims, selectValid } from "../cards/store.mjs";
import { fetchPage } from "../fetched-page.mjs";
import { make } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { defineElement } from "../practice/element.mjs";
import { openStore } from "../progress-store.mjs";
import { SITE_ROOT } from "../site-root.mjs";
import { findChapterCards, findDueCards, findWeakCards } from "./playlist.mjs";
import { Session } from "./session.mjs";
import { findVoices } from "./voice.mjs";

/**
 * @import { Question } from "../practice/bank.mjs"
 * @typedef {{ name: string, cards: Question[] }} List
 */

/** @type {[number, string][]} */
const SILENCES = [[0.5, "half"], [1, "by level"], [1.5, "longer"], [2, "twice"]];

/**
 * Fill the element; its `href` leads to the flashcards, which know the cards.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openDrill(host, signal) {
  const status = make("p", { role: "status", class: "study-drill__status" });
  host.append(status);
  const url = new URL(/** @type {string} */ (host.getAttribute("href")), location.href);
  const [schedule, page, voices] = await Promise.all([
    import("../cards/schedule.mjs"),
    fetchPage(url, ".study-index", { signal }).catch(() => null),
    findVoices(),
  ]);
  if (signal.aborted) return;
  if (!page) {
    status.textContent = "The questions could not be loaded. Is there a network?";
    return;
  }
  const bank = new Bank(page, "cards", url);
  const [cards, settings] = ["cards", "settings"].map((name) => openStore(name, { version: 1 }));
  const choice = make("select");
  const silence = make(
    "select",
    {},
    SILENCES.map(([factor, name]) => make("option", { value: factor, selected: factor === 1 }, name)),
  );
  const voice = make(
    "select",
    {},
    voices.map(({ name }, number) => make("option", { value: number }, name)),
    !voices.length && make("option", { value: "none" }, "of the episodes, or none"),
    make("option", { value: "silent" }, "none, text only"),
  );
  const start = make("button", { type: "submit", class: "study-drill__button", "data-rank": "first" }, "Start");
  const form = make(
    "form",
    { class: "study-drill__form" },
    make("label", {}, "Questions ", choice),
    make("label", {}, "Silence ", silence),
    make("label", {}, "Voice ", voice),
    start,
    make(
      "p",
      { class: "study-drill__how" },
      "Headset: next says Good, or shows the answer; previous says Again, or repeats the question. Grades count like those of the flashcards.",
    ),
  );
  /** @type {List[]} */
  let lists = [];
  const offer = () => {
    const today = dayOf(Date.now());
    const memories = schedule.readMemories(selectValid(cards.read()), today);
    const due = findDueCards(schedule, bank.list, memories, readAims(settings.read()), today);
    const weak = findWeakCards(schedule, bank.list, memories, today);
    lists = [
      { name: "Due today", cards: /** @type {Question[]} */ (due) },
      { name: "Weak chapters", cards: /** @type {Question[]} */ (weak) },
      ...[...bank.names.chapters].map(([slug, name]) => ({
        name,
        cards: /** @type {Question[]} */ (findChapterCards(bank.list, slug, memories)),
      })),
    ].filter((list) => list.cards.length);
    choice.replaceChildren(
      ...lists.map((list, number) => make("option", { value: number }, `${list.name} (${list.cards.length})`)),
    );
  };
  offer();
  host.prepend(form);
  signal.addEventListener("abort", () => host.replaceChildren());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const list = lists[Number(choice.value)];
    if (!list) return;
    status.textContent = "The questions come …";
    try {
      await bank.load(list.cards.map(({ id }) => id));
    } catch {
      status.textContent = "The questions could not be loaded. Is there a network?";
      return;
    }
    const asked = list.cards.flatMap(({ id, level, chapter, article }) =>
      article?.matches("[data-aloud]") ? [{ id, level, article, chapter: bank.names.chapters.get(chapter) ?? "" }] : []
    );
    status.textContent = asked.length ? "" : "None of these questions reads well aloud: they stay on the flashcards.";
    if (!asked.length) return;
    form.hidden = true;
    const session = new Session({
      cards: asked,
      factor: Number(silence.value),
      voice: voices[Number(voice.value)],
      isSilent: voice.value === "silent",
      clips: new URL("audio/drill/", SITE_ROOT),
      grade: (id, grade) =>
        cards.update((records) => addReview(selectValid(records), id, dayOf(Date.now()), grade, Date.now())),
      end: (count, known) => {
        form.hidden = false;
        status.textContent = `${count} asked, ${known} known.`;
        offer();
        start.focus();
      },
    });
    host.append(session.node);
    session.begin();
    signal.addEventListener("abort", () => session.end());
  });
}

defineElement("study-drill", openDrill);
