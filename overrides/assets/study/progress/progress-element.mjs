/** `<study-progress>`: where the cards stand, and ways to take progress along, bring it in or begin anew. */

import { dayOf } from "../cards/days.mjs";
import { isForgetful, settleCards } from "../cards/store.mjs";
import { fetchPage } from "../fetched-page.mjs";
import { make } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { defineElement } from "../practice/element.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { copyPart, describeTrouble, makeReport } from "../practice/parts.mjs";
import { openStore } from "../progress-store.mjs";
import { makeCharts } from "./charts.mjs";
import { makeInterviews } from "./interviews.mjs";
import { startTransfer } from "./transfer-form.mjs";

/**
 * @import { TransferParts } from "./transfer-form.mjs"
 * @typedef {{ node: HTMLElement, notices: HTMLElement, first: HTMLElement, charts: HTMLElement } & TransferParts} ProgressParts
 */

/**
 * Fill the element from what is stored and from the page of the cards, which its `href` names.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openProgress(host, signal) {
  await arrival();
  /** @type {ProgressParts} */
  const { node, notices, first, charts, ...form } = copyPart(host, "panel");
  /** @param {string} sentence */
  const notify = (sentence) => notices.append(make("p", { role: "status" }, sentence));
  const report = makeReport(host, notify);
  /** @param {string} name */
  const open = (name) => openStore(name, { version: 1, report });
  const stores = {
    cards: open("cards"),
    settings: open("settings"),
    answers: open("answers"),
    plans: open("plans"),
    interviews: open("interviews"),
    designs: open("designs"),
    incidents: open("incidents"),
  };
  const url = new URL(/** @type {string} */ (host.getAttribute("href")), location.href);
  const [schedule, page] = await Promise.all([
    import("../cards/schedule.mjs"),
    fetchPage(url, ".study-parts", { signal }).catch(() => null),
  ]);
  if (signal.aborted) return;
  if (!page) notify("The page of the cards could not be loaded, so their names are missing here.");
  const bank = new Bank(page ?? new Document(), "cards", url);
  if (bank.list.length) settleCards(stores.cards, bank, report);
  const draw = () => {
    charts.replaceChildren(...makeCharts(schedule, bank, stores), ...makeInterviews(stores.interviews.read()));
    first.hidden = charts.childElementCount > 0;
  };
  const readCards = () => schedule.believeRecords(stores.cards.read(), dayOf(Date.now()));
  startTransfer(form, { stores, bank, draw, readCards });
  if (isForgetful(navigator)) node.append(make("p", { class: "study-panel__how" }, describeTrouble(host, "forgetful")));
  host.append(node);
  signal.addEventListener("abort", () => node.remove());
  draw();
  stores.cards.watch(draw, signal);
  stores.interviews.watch(draw, signal);
}

defineElement("study-progress", openProgress);
