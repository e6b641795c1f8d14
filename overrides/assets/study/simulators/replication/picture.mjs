/** What is to be seen of the replication scene. */

import { BASE, hasElr, IDS, leoOf, list } from "./model.mjs";

/**
 * @import { Tone, Values } from "../engine.mjs"
 * @import { LogRow, NodeBox, View } from "../view.mjs"
 * @import { Broker, Sent, State } from "./model.mjs"
 */

/**
 * Return the state in few words.
 * @param {State} state
 * @returns {Record<string, string>}
 */
export function drawFacts({ controller, brokers, producer, lost, readable }) {
  const { leader, epoch, isr, elr } = controller;
  const leading = leader ? brokers[leader] : null;
  return {
    Leader: leader ? `broker ${leader}` : "nobody",
    "Leader epoch": String(epoch),
    ISR: list(isr),
    ELR: list(elr),
    "High watermark": String(leading ? leading.hw : readable),
    "Log end offsets": IDS.map((id) => `${id}: ${leoOf(brokers[id])}`).join(", "),
    "Told yes": list(producer.records.filter(({ told }) => told === "yes").map(({ key }) => key)),
    Unanswered: list(
      producer.records.filter(({ told }) => told === "waiting" || told === "sent").map(({ key }) => key),
    ),
    Lost: list(lost),
  };
}

/**
 * @param {State} state
 * @param {{ now: number, settings: Values }} moment
 * @returns {View}
 */
export function drawView(state, { settings }) {
  const { controller } = state;
  const elr = hasElr(settings) ? [{ name: "ELR", value: list(controller.elr) }] : [];
  return [
    {
      is: "nodes",
      label: "Producer and controllers",
      nodes: [drawProducer(state), {
        id: "controllers",
        name: "Controllers",
        role: controller.leader ? `leader ${controller.leader}` : "no leader",
        tone: controller.leader ? "plain" : "bad",
        items: IDS.map((id) => drawMember(state, id)),
        facts: [
          { name: "Leader epoch", value: String(controller.epoch) },
          { name: "ISR", value: list(controller.isr) },
          ...elr,
        ],
      }],
    },
    { is: "logs", label: "Logs of the replicas", rows: IDS.map((id) => drawLog(state, state.brokers[id])) },
  ];
}

/** @type {(state: State, id: string) => NodeBox["items"][number]} */
function drawMember({ controller: { isr, elr, fenced } }, id) {
  const place = isr.includes(id) ? "in the ISR" : elr.includes(id) ? "in the ELR" : "out of sync";
  const tone = isr.includes(id) ? "good" : elr.includes(id) ? "hot" : "muted";
  return { label: id, title: `Broker ${id}: ${place}${fenced.includes(id) ? ", fenced" : ""}`, tone };
}

/** @type {Record<Sent["told"], Tone>} */
const TOLD = { waiting: "hot", sent: "hot", yes: "good", expired: "bad" };

/** @type {Record<Sent["told"], string>} */
const WORDS = {
  waiting: "waits for another attempt",
  sent: "is on its way",
  yes: "told yes",
  expired: "told TimeoutException",
};

/** @type {(state: State) => NodeBox} */
function drawProducer({ producer, lost }) {
  const count = (/** @type {Sent["told"][]} */ ...told) =>
    producer.records.filter((one) => told.includes(one.told)).length;
  return {
    id: "producer",
    name: "Producer",
    role: producer.leader ? `sends to ${producer.leader}` : "knows no leader",
    tone: "plain",
    items: producer.records.slice(-8).map(({ key, told, error }) => ({
      label: key,
      title: `${key} ${lost.includes(key) ? "was told yes and is lost" : WORDS[told]}${error ? ` (${error})` : ""}`,
      tone: lost.includes(key) ? "bad" : TOLD[told],
    })),
    facts: [
      { name: "Told yes", value: String(count("yes")) },
      { name: "Unanswered", value: String(count("waiting", "sent")) },
      { name: "Lost after yes", value: String(lost.length) },
    ],
  };
}

/** @type {(state: State, broker: Broker) => LogRow} */
function drawLog({ controller, producer, brokers }, broker) {
  const { id, power, leads, knows, log, hw } = broker;
  const leading = controller.leader ? brokers[controller.leader].log : log;
  const told = new Set(producer.records.filter((one) => one.told === "yes").map(({ key }) => key));
  const isStale = leads && controller.epoch > knows.epoch;
  return {
    id,
    name: `Broker ${id}`,
    role: leads ? (isStale ? "takes itself for the leader" : "leader") : "",
    note: drawNote(broker, controller.fenced.includes(id)),
    tone: power === "down" ? "muted" : isStale ? "bad" : leads ? "hot" : "plain",
    records: log.map(({ key, epoch }, index) => {
      const offset = BASE + index;
      const differs = leading[index] !== undefined && leading[index].key !== key;
      const tone = differs ? "bad" : offset < hw ? "good" : "plain";
      const said = told.has(key) ? ", told yes" : "";
      return { offset, label: key, title: `Offset ${offset}: ${key}, epoch ${epoch}${said}`, tone };
    }),
    marks: [{ name: "HW", at: hw, tone: "good" }],
    facts: [{ name: "LEO", value: String(leoOf(broker)) }, { name: "HW", value: String(hw) }],
  };
}

/** @type {(broker: Broker, fenced: boolean) => string} */
function drawNote({ power, fetching, cut }, fenced) {
  const notes = [
    power === "down" && "down",
    power === "paused" && "frozen",
    power === "up" && fetching === "slow" && "fetches slowly",
    power === "up" && fetching === "stuck" && "fetches stick",
    cut && "cut off",
    fenced && "fenced",
  ];
  return notes.filter(Boolean).join(", ");
}
