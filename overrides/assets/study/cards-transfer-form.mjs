/** Export, import and reset as a reader does them; the last import or reset can be undone while the page is open. */

import { count } from "./cards-days.mjs";
import { saveFile } from "./cards-file.mjs";
import { readTransfer, writeCode, writeFile } from "./cards-transfer.mjs";
import { make, makeButton } from "./nodes.mjs";
import { mergeRecords } from "./progress.mjs";

/** Return the nodes; `draw` is called when the stores have changed. */
export function makeTransfer({ stores, bank, draw, now }) {
  const names = Object.keys(stores);
  const note = make("p", { role: "status", class: "study-quiz__how" });
  const box = make("textarea", { class: "study-quiz__typed", rows: "4", "aria-label": "Code", placeholder: "Paste a code here" });
  const undo = makeButton("Undo", () => {}, { hidden: true });
  const readAll = () => Object.fromEntries(names.map((name) => [name, stores[name].read()]));

  const replace = (change, sentence) => {
    const before = readAll();
    for (const name of names) stores[name].update((records) => change(name, records));
    undo.hidden = false;
    undo.onclick = () => {
      for (const name of names) stores[name].update(() => before[name]);
      undo.hidden = true;
      note.textContent = "Undone: everything is as it was.";
      draw();
    };
    note.textContent = sentence;
    draw();
  };
  const bring = (text) => {
    const read = readTransfer(text, [...bank.list.map(({ id }) => id), ...bank.former.keys(), ...Object.keys(stores.cards.read())], now());
    if (read.problem) return void (note.textContent = read.problem);
    const brought = count(Object.keys(read.stores.cards).length, "card");
    replace((name, records) => mergeRecords(records, read.stores[name] ?? {}), `${brought} brought in; where both knew a card, the newest review won.`);
  };
  const showCode = async () => {
    box.value = writeCode(stores.cards.read(), stores.settings.read());
    box.select();
    const copied = await navigator.clipboard?.writeText(box.value).then(() => true, () => false);
    note.textContent = `${copied ? "Copied." : "Copy all of it."} Paste it into the same box on your other device.`;
  };
  const file = make("input", { type: "file", accept: ".json,application/json", onchange: async ({ target }) => bring(await target.files[0].text()) });

  return [
    make("h2", {}, "Take your progress along"),
    make(
      "div",
      { class: "study-quiz__start" },
      makeButton("Export as a file", () => saveFile("kafka-deep-dive-progress.json", "application/json", writeFile(readAll()))),
      makeButton("Export as a code", showCode),
    ),
    box,
    make("div", { class: "study-quiz__start" }, makeButton("Import the code", () => bring(box.value)), make("label", { class: "study-quiz__label" }, "Import a file ", file), undo),
    note,
    make("h2", {}, "Begin anew"),
    makeReset(() => replace((name, records) => (name === "cards" ? {} : records), "All card progress is deleted.")),
  ];
}

function makeReset(reset) {
  const place = make("div", { class: "study-quiz__start" });
  const ask = () => {
    place.replaceChildren(make("p", {}, "Delete every review of every card in this browser?"), makeButton("Keep them", offer, { "data-rank": "first" }), makeButton("Delete", () => (reset(), offer())));
    place.querySelector("button").focus();
  };
  const offer = () => {
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(makeButton("Delete all card progress", ask));
    if (hadFocus) place.firstChild.focus();
  };
  offer();
  return place;
}
