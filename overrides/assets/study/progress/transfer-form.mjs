/**
 * Export, import and reset as a reader does them; the last import or reset can be undone while the page is open.
 *
 * @import { CardRecords } from "../cards/schedule.mjs"
 * @import { Bank } from "../practice/bank.mjs"
 * @import { Records, Store } from "../progress-store.mjs"
 * @typedef {"cards" | "settings" | "answers" | "plans" | "interviews" | "designs" | "incidents"} StoreName
 * @typedef {Record<StoreName, Store>} Stores
 * @typedef {{ code: HTMLTextAreaElement, said: HTMLElement, undo: HTMLElement, reset: HTMLElement, doubt: HTMLElement,
 *   keep: HTMLElement, "export-file": HTMLElement, "export-code": HTMLElement, "import-code": HTMLElement,
 *   "import-file": HTMLInputElement, delete: HTMLElement }} TransferParts
 */

import { count } from "../cards/days.mjs";
import { saveFile } from "./file-download.mjs";
import { readTransfer, writeCode, writeFile } from "./transfer.mjs";
import { copyText } from "../sharing/copy-address.mjs";
import { mergeRecords } from "../progress-store.mjs";

/**
 * Bring the form to life; `draw` is called when the stores have changed.
 * @param {TransferParts} parts What it consists of.
 * @param {{ stores: Stores, bank: Bank, draw: () => void, readCards: () => CardRecords }} page `readCards` returns
 *   the cards with days as they are believed today.
 */
export function startTransfer(parts, { stores, bank, draw, readCards }) {
  const names = /** @type {StoreName[]} */ (Object.keys(stores));
  const { code: box, said: note, undo, reset, doubt, keep } = parts;
  const readAll = () => Object.fromEntries(names.map((name) => [name, stores[name].read()]));
  /** @type {Record<string, Records>} */
  let before;

  /** @type {(change: (name: StoreName, records: Records) => Records, sentence: string) => void} */
  const replace = (change, sentence) => {
    before = readAll();
    for (const name of names) stores[name].update((records) => change(name, records));
    tell(sentence, false);
  };
  /** @type {(sentence: string, isUndone: boolean) => void} */
  const tell = (sentence, isUndone) => {
    undo.hidden = isUndone;
    note.textContent = sentence;
    draw();
  };
  /** @param {string} text */
  const bring = (text) => {
    const known = [...bank.list.map(({ id }) => id), ...bank.former.keys(), ...Object.keys(stores.cards.read())];
    const read = readTransfer(text, known, Date.now());
    if ("problem" in read) return void (note.textContent = read.problem);
    const brought = count(Object.keys(read.stores.cards).length, "card");
    replace(
      (name, records) => mergeRecords(records, read.stores[name] ?? {}),
      `${brought} brought in; where both knew a card, the newest review won.`,
    );
  };
  /** @param {boolean} isAsked */
  const ask = (isAsked) => {
    reset.hidden = isAsked;
    doubt.hidden = !isAsked;
    (isAsked ? keep : reset).focus();
  };

  parts["export-file"].onclick = () =>
    saveFile("kafka-deep-dive-progress.json", "application/json", writeFile(readAll()));
  parts["export-code"].onclick = async () => {
    box.value = writeCode(readCards(), stores.settings.read());
    box.select();
    const copied = await copyText(box.value);
    note.textContent = `${copied ? "Copied." : "Copy all of it."} Paste it into the same box on your other device.`;
  };
  parts["import-code"].onclick = () => bring(box.value);
  const input = parts["import-file"];
  input.onchange = async () => {
    const file = input.files?.[0];
    if (!file) return;
    const text = await file.text();
    input.value = ""; // The same file may be chosen again.
    bring(text);
  };
  undo.onclick = () => {
    for (const name of names) stores[name].update(() => before[name]);
    tell("Undone: everything is as it was.", true);
  };
  reset.onclick = () => ask(true);
  keep.onclick = () => ask(false);
  parts.delete.onclick = () => {
    replace((name, records) => (name === "cards" ? {} : records), "All card progress is deleted.");
    ask(false);
  };
}
