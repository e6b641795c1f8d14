/**
 * The result: what came out by chapter and level, what to read, and what to do again.
 *
 * @import { Bank, LoadedQuestion } from "../practice/bank.mjs"
 * @import { QuizChoice } from "./address.mjs"
 * @import { QuizPanel } from "./quiz-panel.mjs"
 * @import { FirstAnswers } from "./score.mjs"
 * @import { Entry, Session } from "./session.mjs"
 */

import { makeTable } from "../practice/table.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { makeButton } from "../practice/parts.mjs";
import { asElement, copyInside, make, textOf } from "../nodes.mjs";
import { writeAddress } from "./address.mjs";
import { describeVerdict, makeReasons } from "./question/feedback.mjs";
import { makeStrip } from "./practice.mjs";
import {
  describeResult,
  describeTally,
  describeTime,
  findFirstAnswers,
  findMissed,
  isSureMiss,
  tally,
} from "./score.mjs";

/**
 * Show what a finished session came to, as soon as what it explains is here.
 * @param {QuizPanel} panel
 * @param {Session} session
 */
export function showResult(panel, session) {
  const first = findFirstAnswers(session.log);
  const ids = session.ids.filter((id) => first.has(id));
  const missed = findMissed(ids, first);
  const explained = session.choice.exam ? ids : missed;
  return panel.showPart(session, explained, () => show(panel, session, { first, ids, missed }));
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {{ first: FirstAnswers, ids: string[], missed: string[] }} outcome
 */
function show(panel, session, { first, ids, missed }) {
  const { bank } = panel;
  const { choice, startedAt, endedAt } = session;
  const score = ids.length ? describeTally(tally(ids, first)) : "Nothing answered yet";
  const title = make("h2", { class: "study-panel__title", tabindex: "-1" }, score);
  const time = choice.exam ? `Handed in after ${describeTime(Math.max(0, endedAt - startedAt))} minutes.` : "";
  panel.show(
    "done",
    title,
    makeStrip(session.ids, "", (id) => first.get(id)?.verdict ?? ""),
    time && make("p", { class: "study-panel__about" }, time),
    makeAgain(panel, choice, missed),
    ...makeMissed(bank, missed, first),
    ...(ids.length ? makeTables(bank, ids, first) : []),
    makeShare(panel, session, first),
    choice.exam && makeExplained(bank, session, missed),
  );
  return title;
}

/**
 * @param {QuizPanel} panel
 * @param {QuizChoice} choice
 * @param {string[]} missed
 */
function makeAgain(panel, choice, missed) {
  const fresh = { ...choice, ids: null, seed: "" };
  const label = missed.length ? `Again with only the missed (${missed.length})` : "Other questions";
  const next = missed.length ? { ...fresh, exam: false, ids: missed } : fresh;
  return make(
    "div",
    { class: "study-panel__start" },
    makeButton(label, () => panel.begin(next), { "data-rank": "first" }),
    missed.length > 0 && makeButton("Other questions", () => panel.begin(fresh)),
    makeButton("The same once more", () => panel.begin(choice)),
    makeButton("Choose anew", () => panel.focus(panel.showSetup(fresh)), { class: "study-panel__plain" }),
  );
}

/**
 * @param {Bank} bank
 * @param {string[]} ids
 * @param {FirstAnswers} first
 */
function makeTables({ get, names }, ids, first) {
  /** @param {"chapter" | "level"} part */
  const makeRows = (part) =>
    [...names[/** @type {"chapters" | "levels"} */ (`${part}s`)]].flatMap(([slug, name]) => {
      const own = ids.filter((id) => get(id)?.[part] === slug);
      const { right, half, wrong, of } = tally(own, first);
      return of ? [[name, right, half, wrong, of]] : [];
    });
  const head = ["Right", "Half", "Wrong", "Of"];
  return [
    makeTable("By chapter", ["Chapter", ...head], makeRows("chapter")),
    makeTable("By level", ["Level", ...head], makeRows("level")),
  ];
}

/**
 * @param {Bank} bank
 * @param {string[]} missed
 * @param {FirstAnswers} first
 */
function makeMissed(bank, missed, first) {
  const sure = missed.filter((id) => isSureMiss(/** @type {Entry} */ (first.get(id))));
  const others = missed.filter((id) => !sure.includes(id));
  return [
    ...makeReading(bank, sure, "Sure, but not right: read these first", first),
    ...makeReading(bank, others, sure.length ? "Also missed" : "What to read next", first),
  ];
}

/**
 * @param {Bank} bank
 * @param {string[]} ids
 * @param {string} title
 * @param {FirstAnswers} first
 */
function makeReading(bank, ids, title, first) {
  const rows = ids.map((id) => {
    const { article } = /** @type {LoadedQuestion} */ (bank.get(id));
    const [section, own] = article.querySelectorAll(".study-links a");
    const target = own ? section : null;
    return make(
      "li",
      {},
      make(
        "a",
        { href: (own ?? section)?.getAttribute("href") ?? `#${id}` },
        ...copyInside(asElement(article.querySelector(".study-question__ask"))),
      ),
      first.get(id)?.verdict === "half" && " (half right)",
      target &&
        make("span", { class: "study-quiz__read" }, make("a", { href: target.getAttribute("href") }, textOf(target))),
    );
  });
  return ids.length ? [make("h3", {}, title), make("ul", { class: "study-quiz__reading" }, ...rows)] : [];
}

/**
 * @param {QuizPanel} panel
 * @param {Session} session
 * @param {FirstAnswers} first
 */
function makeShare(panel, { ids, choice }, first) {
  const link = new URL(writeAddress({ ...choice, ids }), location.href.replace(/[?#].*$/, "")).href;
  const text = describeResult(document.title, ids, first, link);
  const { node, said, text: box, send, "copy-result": copyResult, "copy-link": copyLink } = panel.copy("share");
  /** @type {(what: string, label: string) => Promise<void>} */
  const copy = async (what, label) => {
    const copied = await copyText(what);
    said.textContent = copied ? `${label} copied.` : "This browser does not allow copying; the text is below.";
    if (copied) return;
    box.value = what;
    box.hidden = false;
    box.select();
  };
  copyResult.addEventListener("click", () => copy(text, "Result"));
  copyLink.addEventListener("click", () => copy(link, "Link"));
  if (navigator.share) send.addEventListener("click", () => navigator.share({ text }).catch(() => {}));
  else send.remove();
  return node;
}

/**
 * @param {Bank} bank
 * @param {Session} session
 * @param {string[]} missed
 */
function makeExplained(bank, session, missed) {
  const ids = [...missed, ...session.ids.filter((id) => !missed.includes(id))];
  const rows = ids.map((id) => {
    const entry = /** @type {Entry} */ (session.log.find((other) => other.id === id));
    const question = /** @type {LoadedQuestion} */ (bank.get(id));
    return make(
      "details",
      { class: "study-panel__fold", open: entry.verdict !== "right" },
      make(
        "summary",
        {},
        make("b", { "data-verdict": entry.verdict }, `${describeVerdict(entry, question.kind)}.`),
        " ",
        ...copyInside(asElement(question.article.querySelector(".study-question__ask"))),
      ),
      ...makeReasons(question, entry, session.choice),
    );
  });
  return make(
    "section",
    { "aria-label": "Every question explained" },
    make("h3", {}, "Every question explained"),
    ...rows,
  );
}
