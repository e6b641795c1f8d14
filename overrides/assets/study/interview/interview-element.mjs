/** `<study-interview>`: an interviewer who asks aloud what a reader answers aloud. */

import { asElement } from "../nodes.mjs";
import { Bank } from "../practice/bank.mjs";
import { defineElement } from "../practice/element.mjs";
import { arrival } from "../practice/page-arrival.mjs";
import { InterviewPanel } from "./interview-panel.mjs";

/**
 * Lay the panel above the list of questions, until `signal` is aborted.
 * @param {HTMLElement} host
 * @param {AbortSignal} signal
 */
async function openInterview(host, signal) {
  await arrival(() => host.querySelector(".study-parts + *"));
  const bank = new Bank(document, "talks", document.baseURI);
  if (signal.aborted || !bank.list.length) return;
  const panel = new InterviewPanel(host, bank);
  asElement(host.querySelector("h1")).after(panel.node);
  signal.addEventListener("abort", () => panel.leave());
  panel.open(signal);
}

defineElement("study-interview", openInterview);
