/** Export, import and reset as a reader does them; the last import or reset can be undone while the page is open. */

import { count } from "../cards/days.mjs";
import { saveFile } from "./file-download.mjs";
import { readTransfer, writeCode, writeFile } from "./transfer.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { mergeRecords } from "../progress-store.mjs";

/** Bring the form inside `desk` to life; `draw` is called when the stores have changed. */
export function startTransfer(desk, { stores, bank, draw }) {
  const names = Object.keys(stores);
  const [exportFile, exportCode, importCode, undo, reset, keep, deleteAll] = desk.querySelectorAll("button");
  const box = desk.querySelector("textarea");
  const note = desk.querySelector("p.study-quiz__how");
  const readAll = () => Object.fromEntries(names.map((name) => [name, stores[name].read()]));
  let before;

  const replace = (change, sentence) => {
    before = readAll();
    for (const name of names) stores[name].update((records) => change(name, records));
    tell(sentence, false);
  };
  const tell = (sentence, isUndone) => {
    undo.hidden = isUndone;
    note.textContent = sentence;
    draw();
  };
  const bring = (text) => {
    const known = [...bank.list.map(({ id }) => id), ...bank.former.keys(), ...Object.keys(stores.cards.read())];
    const read = readTransfer(text, known, Date.now());
    if (read.problem) return void (note.textContent = read.problem);
    const brought = count(Object.keys(read.stores.cards).length, "card");
    replace((name, records) => mergeRecords(records, read.stores[name] ?? {}), `${brought} brought in; where both knew a card, the newest review won.`);
  };
  const ask = (isAsked) => {
    reset.parentElement.hidden = isAsked;
    keep.parentElement.parentElement.hidden = !isAsked;
    (isAsked ? keep : reset).focus();
  };

  exportFile.onclick = () => saveFile("kafka-deep-dive-progress.json", "application/json", writeFile(readAll()));
  exportCode.onclick = async () => {
    box.value = writeCode(stores.cards.read(), stores.settings.read());
    box.select();
    const copied = await copyText(box.value);
    note.textContent = `${copied ? "Copied." : "Copy all of it."} Paste it into the same box on your other device.`;
  };
  importCode.onclick = () => bring(box.value);
  desk.querySelector("input").onchange = async ({ target }) => bring(await target.files[0].text());
  undo.onclick = () => {
    for (const name of names) stores[name].update(() => before[name]);
    tell("Undone: everything is as it was.", true);
  };
  reset.onclick = () => ask(true);
  keep.onclick = () => ask(false);
  deleteAll.onclick = () => {
    replace((name, records) => (name === "cards" ? {} : records), "All card progress is deleted.");
    ask(false);
  };
}
