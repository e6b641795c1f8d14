// Runs the replication scene at random, thousands of times, and tells every promise that did not hold.
import { act, advance, createRun, makeRandom } from "../../../overrides/assets/study/simulators/engine.mjs";
import { replication as scene } from "../../../overrides/assets/study/simulators/replication/scene.mjs";

const { runs, steps } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));
const BASE = 98;
const seen = {};
const broken = [];

for (let seed = 1; seed <= runs; seed++) wander(seed);
console.log(JSON.stringify({ seen, broken }));

function wander(seed) {
  const { random } = makeRandom(seed * 7919);
  const pick = (items) => items[Math.floor(random() * items.length)];
  const settings = Object.fromEntries(scene.settings.map(({ name, choices }) => [name, pick(choices)]));
  const hasPowerCuts = random() < 0.3;
  let run = createRun(scene, { settings, seed });
  let watch = { committed: [], tainted: false, clean: settings.acks === "all", settings };
  for (let step = 0; step < steps; step++) {
    const before = run;
    run = random() < 0.25 ? takeAny(run, pick, hasPowerCuts) : advance(run);
    if (run === before) run = act(run, { name: "send" });
    watch = judge(run, watch, seed);
  }
  settle(run, watch, seed);
}

function takeAny(run, pick, hasPowerCuts) {
  const actions = scene.actions(run.state).filter(({ name }) => hasPowerCuts || name !== "power-cut");
  return act(run, pick(actions));
}

/** Everything is mended: what was sent is answered, and the logs become one. */
function settle(run, watch, seed) {
  for (let turn = 0; turn < 20; turn++) {
    const mend = scene.actions(run.state).find(({ name }) => ["start", "resume", "recover", "reconnect"].includes(name));
    if (!mend) break;
    run = act(run, mend);
    watch = judge(run, watch, seed);
  }
  if (run.settings.every > 0) run = act(run, { name: "set", target: "every", value: 0 });
  for (let step = 0; step < 200; step++) {
    const next = advance(run);
    if (next === run) break;
    run = next;
    watch = judge(run, watch, seed);
  }
  const { brokers, controller } = run.state;
  if (!controller.leader) return count("ends offline");
  count("ends with a leader");
  const keys = Object.values(brokers).map(({ log }) => log.map(({ key }) => key).join());
  if (new Set(keys).size !== 1) tell(seed, run, `logs differ at the end: ${keys.join(" | ")}`);
  const open = run.state.producer.records.filter(({ told }) => told === "sent" || told === "waiting");
  if (open.length) tell(seed, run, `never answered: ${open.map(({ key }) => key)}`);
}

function judge(run, watch, seed) {
  const { brokers, controller, producer, lost } = run.state;
  const all = Object.values(brokers);
  count(run.step.event.name);
  const problems = [];
  for (const { id, log, hw, epochs } of all) {
    if (hw > BASE + log.length) problems.push(`broker ${id} has a high watermark beyond its log`);
    if (log.some(({ epoch }, index) => index && epoch < log[index - 1].epoch)) problems.push(`epochs fall in ${id}`);
    if (epochs.some(([epoch], index) => index && epoch <= epochs[index - 1][0])) problems.push(`epoch list of ${id}`);
    const keys = log.map(({ key }) => key);
    if (watch.clean && new Set(keys).size < keys.length) problems.push(`broker ${id} stores a record twice`);
  }
  for (const one of all) {
    for (const other of all) {
      const parted = one.log.findIndex(({ key, epoch }, at) => other.log[at]?.epoch === epoch && other.log[at].key !== key);
      if (parted >= 0) problems.push(`${one.id} and ${other.id} differ at ${BASE + parted} in one epoch`);
    }
  }
  const leading = all.filter(({ leads, knows }) => leads && knows.epoch === controller.epoch);
  if (leading.length > 1) problems.push("two leaders in one epoch");
  if (!controller.isr.length && run.settings.elr === "off") problems.push("an empty ISR without ELR");
  if (controller.isr.some((id) => controller.elr.includes(id))) problems.push("in ISR and ELR");
  const tainted = watch.tainted || /Unclean election/.test(run.step.said) || run.step.event.name === "power-cut";
  if (/Unclean/.test(run.step.said)) count("unclean elections");
  if (/of the ELR holds/.test(run.step.said)) count("elections from the ELR");
  let { committed } = watch;
  const leader = leading[0];
  if (leader) {
    const visible = leader.log.slice(0, leader.hw - BASE).map(({ key }) => key);
    const keys = leader.log.map(({ key }) => key);
    if (!tainted && committed.some((key, at) => keys[at] !== key)) problems.push(`leader ${leader.id} lacks what was committed`);
    if (tainted || visible.length > committed.length) committed = visible;
  }
  if (lost.length) count("lost");
  if (!tainted && watch.clean && lost.length) problems.push(`lost ${lost} after yes to acks=all`);
  if (/ told yes for (\S+),/.test(run.step.said) && watch.clean && !tainted) {
    const key = / told yes for (\S+),/.exec(run.step.said)[1];
    const copies = all.filter(({ log }) => log.some((one) => one.key === key)).length;
    if (copies < Math.min(watch.settings["min.insync.replicas"], 3)) problems.push(`${key} has ${copies} copies`);
  }
  if (producer.records.length) count("records");
  for (const problem of problems) tell(seed, run, problem);
  return { ...watch, committed, tainted };
}

function count(name) {
  seen[name] = (seen[name] ?? 0) + 1;
}

function tell(seed, run, problem) {
  if (broken.length < 20) broken.push(`seed ${seed}, step ${run.index} (${run.step.said}): ${problem}`);
}
