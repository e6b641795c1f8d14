/** What a reader may do to brokers and producer. */

import { awaitFencing, shutDown } from "./controller.mjs";
import { beginToFetch, truncate } from "./follower.mjs";
import { BASE, FLUSHED, IDS, LINK, STARTING } from "./model.mjs";
import { produce } from "./producer.mjs";

/**
 * @import { Action } from "../engine.mjs"
 * @import { Broker, State, Turn } from "./model.mjs"
 */

/** @type {Record<string, string>} */
const LABELS = {
  kill: "Kill",
  "power-cut": "Cut its power",
  stop: "Stop in order",
  pause: "Freeze",
  resume: "Let it go on",
  slow: "Slow its fetches",
  stick: "Stick its fetches",
  recover: "Mend its fetches",
  "cut-off": "Cut off",
  reconnect: "Reconnect",
  start: "Start",
};

/**
 * Return what may be done now.
 * @param {State} state
 * @returns {Action[]}
 */
export function actionsOf({ brokers }) {
  const acts = IDS.flatMap((id) =>
    namesFor(brokers[id]).map((name) => ({ name, target: id, label: LABELS[name], group: `Broker ${id}` }))
  );
  return [{ name: "send", label: "Send a record", group: "Producer" }, ...acts];
}

/** @type {(broker: Broker) => string[]} */
function namesFor({ power, fetching, cut }) {
  if (power === "down") return ["start"];
  if (power === "paused") return ["resume", "kill", "power-cut"];
  const fetches = fetching === "well" ? ["slow", "stick"] : ["recover"];
  return ["kill", "power-cut", "stop", "pause", ...fetches, cut ? "reconnect" : "cut-off"];
}

/** @type {Record<string, (turn: Turn, id: string) => void>} */
export const ACTS = {
  send: (turn) => {
    if (!produce(turn)) {
      turn.say("Eight records wait for an answer: send() blocks, as it does when buffer.memory is full.", "hot");
    } else if (turn.state.producer.retries) {
      turn.say("The record waits in the producer until a leader answers.");
    }
  },
  kill: (turn, id) => {
    turn.say(`Broker ${id} is killed (SIGKILL). Its log stays; whoever waited for an answer gets none.`, "bad");
    goDown(turn, id, false);
  },
  "power-cut": (turn, id) => {
    const broker = turn.state.brokers[id];
    const index = broker.log.findIndex(({ at }) => at > turn.now - FLUSHED);
    const cut = index < 0 ? [] : broker.log.slice(index);
    if (cut.length) truncate(broker, BASE + index);
    const gone = cut.length ? `, and so does what it had not flushed: ${cut.map(({ key }) => key).join(", ")}` : "";
    turn.say(`The power of broker ${id} goes${gone}.`, "bad");
    goDown(turn, id, false);
  },
  stop: (turn, id) => {
    shutDown(turn, id);
    goDown(turn, id, true);
  },
  pause: (turn, id) => {
    turn.state.brokers[id].power = "paused";
    turn.say(
      `Broker ${id} freezes (SIGSTOP): it sends no heartbeat and works on nothing; what reaches it waits.`,
      "bad",
    );
    awaitFencing(turn, id);
  },
  resume: (turn, id) => {
    const broker = turn.state.brokers[id];
    const { held } = broker;
    Object.assign(broker, { power: "up", held: [], beat: broker.beat + 1 });
    for (const event of held) turn.later(0, event);
    turn.later(4 * LINK, { name: "unfence", target: id, life: broker.life });
    turn.say(`Broker ${id} goes on where it stood, with what it knew then.`, "hot");
  },
  slow: (turn, id) => {
    turn.state.brokers[id].fetching = "slow";
    turn.say(`Each fetch of broker ${id} takes 2.5 s longer from now on.`, "hot");
  },
  stick: (turn, id) => {
    turn.state.brokers[id].fetching = "stuck";
    turn.say(`The fetches of broker ${id} stick; its heartbeats go on, so the controllers see nothing.`, "bad");
  },
  recover: (turn, id) => {
    const broker = turn.state.brokers[id];
    const { held } = broker;
    Object.assign(broker, { fetching: "well", held: [] });
    for (const event of held) turn.later(0, event);
    turn.say(`The fetches of broker ${id} go on.`, "good");
  },
  "cut-off": (turn, id) => {
    turn.state.brokers[id].cut = true;
    turn.say(`Broker ${id} is cut off from brokers and controllers; the producer still reaches it.`, "bad");
    awaitFencing(turn, id);
  },
  reconnect: (turn, id) => {
    const broker = turn.state.brokers[id];
    Object.assign(broker, { cut: false, beat: broker.beat + 1 });
    turn.say(`Broker ${id} reaches the others again and hears what was decided without it.`, "good");
    turn.later(2 * LINK, {
      name: "learn",
      to: id,
      from: "controller",
      life: broker.life,
      image: turn.state.controller,
    });
    turn.later(4 * LINK, { name: "unfence", target: id, life: broker.life });
    for (const one of IDS) if (!turn.state.brokers[one].leads) beginToFetch(turn, turn.state.brokers[one]);
  },
  start: (turn, id) => {
    const broker = turn.state.brokers[id];
    const knows = { ...broker.knows, leader: null, version: -1 };
    Object.assign(broker, { power: "up", fetching: "well", cut: false, knows, held: [] });
    turn.say(
      `Broker ${id} starts, with ${
        broker.wasClean ? "the log it left" : "what is left of its log"
      }, and will register.`,
      "good",
    );
    turn.later(STARTING, { name: "register", target: id, life: broker.life });
  },
};

/**
 * @param {Turn} turn
 * @param {string} id
 * @param {boolean} wasClean
 */
function goDown(turn, id, wasClean) {
  const broker = turn.state.brokers[id];
  const empty = { parked: [], inbox: [], held: [], pending: null, checkAt: 0, leads: false };
  Object.assign(broker, { ...empty, power: "down", wasClean, life: broker.life + 1, fetcher: broker.fetcher + 1 });
  turn.later(LINK, { name: "disconnect", from: id });
  if (!wasClean) awaitFencing(turn, id);
}
