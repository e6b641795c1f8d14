/** The result: what came out by chapter and level, what to read, and what to do again. */

import { makeTable } from "../practice/table.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { copyInside, make, makeButton, textOf } from "../nodes.mjs";
import { writeAddress } from "./address.mjs";
import { describeVerdict, makeReasons } from "./feedback.mjs";
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

/** Show what a finished session came to. */
export function showResult(stage, session) {
  const { bank } = stage;
  const { choice, startedAt, endedAt } = session;
  const first = findFirstAnswers(session.log);
  const ids = session.ids.filter((id) => first.has(id));
  const missed = findMissed(ids, first);
  const score = ids.length ? describeTally(tally(ids, first)) : "Nothing answered yet";
  const title = make("h2", { class: "study-quiz__title", tabindex: "-1" }, score);
  const time = choice.exam ? `Handed in after ${describeTime(endedAt - startedAt)} minutes.` : "";
  stage.show(
    "done",
    title,
    makeStrip(session.ids, "", (id) => first.get(id)?.verdict ?? ""),
    time && make("p", { class: "study-quiz__about" }, time),
    makeAgain(stage, choice, missed),
    ...makeMissed(bank, missed, first),
    ...(ids.length ? makeTables(bank, ids, first) : []),
    makeShare(stage, session, first),
    choice.exam && makeExplained(bank, session, missed),
  );
  return title;
}

function makeAgain(stage, choice, missed) {
  const fresh = { ...choice, ids: null, seed: "" };
  const [label, next] = missed.length
    ? [`Again with only the missed (${missed.length})`, { ...fresh, exam: false, ids: missed }]
    : ["Other questions", fresh];
  return make(
    "div",
    { class: "study-quiz__start" },
    makeButton(label, () => stage.begin(next), { "data-rank": "first" }),
    missed.length > 0 && makeButton("Other questions", () => stage.begin(fresh)),
    makeButton("The same once more", () => stage.begin(choice)),
    makeButton("Choose anew", () => stage.focus(stage.showSetup(fresh)), { class: "study-quiz__plain" }),
  );
}

function makeTables({ get, names }, ids, first) {
  const makeRows = (part) =>
    [...names[`${part}s`]].flatMap(([slug, name]) => {
      const own = ids.filter((id) => get(id)[part] === slug);
      const { right, half, wrong, of } = tally(own, first);
      return of ? [[name, right, half, wrong, of]] : [];
    });
  const head = ["Right", "Half", "Wrong", "Of"];
  return [
    makeTable("By chapter", ["Chapter", ...head], makeRows("chapter")),
    makeTable("By level", ["Level", ...head], makeRows("level")),
  ];
}

function makeMissed(bank, missed, first) {
  const sure = missed.filter((id) => isSureMiss(first.get(id)));
  const others = missed.filter((id) => !sure.includes(id));
  return [
    ...makeReading(bank, sure, "Sure, but not right: read these first", first),
    ...makeReading(bank, others, sure.length ? "Also missed" : "What to read next", first),
  ];
}

function makeReading(bank, ids, title, first) {
  const rows = ids.map((id) => {
    const { article } = bank.get(id);
    const [section, own] = article.querySelectorAll(".study-links a");
    const target = own ? section : null;
    return make(
      "li",
      {},
      make(
        "a",
        { href: (own ?? section)?.getAttribute("href") ?? `#${id}` },
        ...copyInside(article.querySelector(".study-question__ask")),
      ),
      first.get(id).verdict === "half" && " (half right)",
      target &&
        make("span", { class: "study-quiz__read" }, make("a", { href: target.getAttribute("href") }, textOf(target))),
    );
  });
  return ids.length ? [make("h3", {}, title), make("ul", { class: "study-quiz__reading" }, ...rows)] : [];
}

function makeShare(stage, { ids, choice }, first) {
  const link = new URL(writeAddress({ ...choice, ids }), location.href.replace(/[?#].*$/, "")).href;
  const text = describeResult(document.title, ids, first, link);
  const section = stage.copy(".study-quiz__share");
  const [copyResult, copyLink, share] = section.querySelectorAll("button");
  const box = section.querySelector("textarea");
  const copy = async (what, label) => {
    const copied = await copyText(what);
    box.previousElementSibling.textContent = copied
      ? `${label} copied.`
      : "This browser does not allow copying; the text is below.";
    if (copied) return;
    box.value = what;
    box.hidden = false;
    box.select();
  };
  copyResult.addEventListener("click", () => copy(text, "Result"));
  copyLink.addEventListener("click", () => copy(link, "Link"));
  if (navigator.share) share.addEventListener("click", () => navigator.share({ text }).catch(() => {}));
  else share.remove();
  return section;
}

function makeExplained(bank, session, missed) {
  const ids = [...missed, ...session.ids.filter((id) => !missed.includes(id))];
  const rows = ids.map((id) => {
    const entry = session.log.find((other) => other.id === id);
    const { article } = bank.get(id);
    return make(
      "details",
      { class: "study-quiz__explained", open: entry.verdict !== "right" },
      make(
        "summary",
        {},
        make("b", { "data-verdict": entry.verdict }, `${describeVerdict(entry, bank.get(id).kind)}.`),
        " ",
        ...copyInside(article.querySelector(".study-question__ask")),
      ),
      ...makeReasons(bank.get(id), entry, session.choice).filter(Boolean),
    );
  });
  return make(
    "section",
    { "aria-label": "Every question explained" },
    make("h3", {}, "Every question explained"),
    ...rows,
  );
}
