// Plays rebalances at exact times, or wanders at random and tells which law was broken.
import { rebalance } from "../../../overrides/assets/study/simulators/rebalance/scene.mjs";
import { drive } from "./wait_and_see.mjs";

const { runs, wanderings } = JSON.parse(new TextDecoder().decode(await new Response(Deno.stdin.readable).arrayBuffer()));

const owners = ({ members }, partition) => Object.values(members).filter(({ owned }) => owned.includes(partition));
const partitions = ["p0", "p1", "p2", "p3", "p4", "p5"];

const LAWS = {
  "a partition has one owner at most": (state) => partitions.every((one) => owners(state, one).length <= 1),
  "only a process that runs reads": ({ members }) => Object.values(members).every((m) => m.process === "running" || m.owned.length === 0),
  "only a member owns": ({ members }) => Object.values(members).every(({ known, owned }) => known || owned.length === 0),
  "who reads is who owns": (state) =>
    partitions.every((one) => {
      const last = state.partitions[one].at(-1);
      return (last.to === null ? last.who : undefined) === owners(state, one)[0]?.name;
    }),
  "readings follow each other": (state) =>
    partitions.every((one) =>
      state.partitions[one].every(({ from, to }, index, all) =>
        (to === null || to >= from) && (index === 0 || (all[index - 1].to !== null && all[index - 1].to <= from))
      )
    ),
  "the coordinator gives a partition once": ({ group }) => {
    const all = Object.values(group.members).flatMap(({ assigned, revoking }) => [...assigned, ...revoking]);
    return new Set(all).size === all.length;
  },
  "an assignment is balanced": ({ group }) => {
    const counts = Object.values(group.assignment).map((list) => list.length);
    const isPart = group.state !== "Stable" && group.state !== "CompletingRebalance";
    return isPart || counts.length === 0 || Math.max(...counts) <= Math.ceil(6 / counts.length);
  },
  "a member epoch is not ahead of the group's": ({ group }) => Object.values(group.members).every(({ epoch }) => epoch <= group.epoch),
  "a session lasts as long as it says": (state, now, settings) =>
    Object.values(state.members).every(({ known, joining, beat }) =>
      !known || joining || now - beat <= settings["group.consumer.session.timeout.ms"]
    ),
};

function wander({ protocol, isStatic, poll, seed }) {
  const settings = {
    protocol,
    poll: poll ? "returns records at once" : "completes the step that is due",
    "group.instance.id": isStatic ? "set" : "not set",
    "session.timeout.ms": 45_000,
    "group.consumer.session.timeout.ms": 45_000,
    "max.poll.interval.ms": 60_000,
    slow: 120,
    batch: 7,
  };
  let before = "";
  const look = (state, now, event) => {
    const broken = Object.keys(LAWS).find((law) => !LAWS[law](state, now, settings));
    if (broken) before ||= `${broken}, seed ${seed}, ${JSON.stringify(settings)}, after ${JSON.stringify(event)} at ${now}`;
  };
  const choose = (actions, random, now) => now < 120_000 && random() < 0.04 ? actions[Math.floor(random() * actions.length)] : null;
  const { state, said } = drive(rebalance, { settings, seed, until: 480_000, choose, look });
  const alive = Object.values(state.members).some(({ process }) => process === "running");
  const settled = !alive || partitions.every((one) => owners(state, one).length === 1);
  return before || (settled ? null : `not settled: seed ${seed} ${JSON.stringify(settings)} ${said.slice(-3).map((one) => one.said)}`);
}

const played = (runs ?? []).map((run) => {
  const { state, said } = drive(rebalance, run);
  return { state, said };
});
const broken = (wanderings ?? []).map(wander).filter(Boolean);
console.log(JSON.stringify({ played, broken }));
