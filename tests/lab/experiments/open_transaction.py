"""A transaction that stays open: what readers get, how it ends, and who is told what afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from study.receipts.model import Chart, Event, Figure, Series, Span, Table, Timeline

from tests.lab.figures import counted, timed, write_number
from tests.lab.findings import Findings
from tests.lab.lab import Experiment, Lab
from tests.lab.recordings import Recorded, find_part

PARTS = ("stall", "late", "zombie", "epochs", "visible", "downgrade", "late", "zombie", "epochs")
PUBLISHED_MINUTES = 5
PER_TRANSACTION = 10
"""Partitions that each transaction of the part on visibility writes to."""


def run(lab: Lab) -> Findings:
    """Return how long readers stood still, which call of a fenced producer failed how, and how epochs ran."""
    cluster = lab.cluster(brokers=3)
    client = lab.client("OpenTransaction", "transactions", cluster.bootstrap, *(PARTS[1:] if lab.short else PARTS))
    for place, part in enumerate(PARTS[1:] if lab.short else PARTS):
        lab.say(f"part {part}", 0.1 + 0.9 * place / len(PARTS))
        client.wait_until(find_part(place + 1), f"the part after {part}", 600)
    client.wait_for_end()
    return describe(client.events)


def find_calls(events: Sequence[Recorded], who: str, version: int) -> dict[tuple[str, str], str]:
    """Return the answer to each call of each order of calls, with one version of the protocol."""
    return {
        (one.data["order"], one.data["call"]): one.data["answer"]
        for one in events
        if one.what == "call" and one.who == who and one.data["version"] == version
    }


def find_first_answers(events: Sequence[Recorded], who: str, version: int) -> dict[str, str]:
    """Return what each call was answered when it was the first after the loss of the transaction."""
    calls = find_calls(events, who, version)
    return {call: answer for (order, call), answer in calls.items() if order.startswith(call)}


def find_after_send(events: Sequence[Recorded], who: str, version: int, call: str) -> str:
    """Return what a call was answered right after a failed send."""
    calls = find_calls(events, who, version)
    return next(answer for (order, one), answer in calls.items() if one == call and order.startswith(f"send+{call}"))


def select(events: Sequence[Recorded], what: str, **data: object) -> list[Recorded]:
    """Return all events of a kind with these fields."""
    return [one for one in events if one.what == what and data.items() <= one.data.items()]


def find_lag_while_open(events: Sequence[Recorded], topic: str) -> tuple[int, int]:
    """Return the last lag that the committed reader told of itself while it stood, and how far the log had gone on."""
    released = next(one.t for one in events if one.what == "released" and one.who == topic)
    last = [one for one in events if one.what == "sample" and one.who == topic and one.t < released][-1]
    return int(last.data["committedLag"]), int(last.data["highWatermark"]) - int(last.data["committed"])


def measure(events: Sequence[Recorded]) -> dict[str, Figure]:
    """Return stalls, hidden commits and epochs."""
    released = select(events, "released")
    commits = select(events, "commit", version=2)
    fenced = select(events, "fenced", version=2)
    epochs = {one.data["version"]: one.data["coordinator"] for one in select(events, "list")}
    figures = {
        "epochs-used": counted("Epochs that ten transactions used, version 2", [len(set(epochs[2]))]),
        "epochs-used-version-1": counted("The same, version 1", [len(set(epochs[1]))]),
        "epochs-fenced": counted(
            "Epochs from the zombie's to its successor's, version 2",
            [one.data["after"] - one.data["before"] for one in fenced],
        ),
        "hidden-partitions": counted(
            f"Partitions of {PER_TRANSACTION} not yet readable when commitTransaction() returned",
            [one.data["hidden"] for one in commits],
        ),
        "hidden-commits": counted(
            f"Commits of {len(commits)} that returned before all of it was readable",
            [sum(one.data["hidden"] > 0 for one in commits)],
        ),
        "readable-after-commit": timed(
            "From the return of commitTransaction() until all partitions were readable",
            [one.data["until"] for one in commits],
            "ms",
        ),
        "commit-took": timed("commitTransaction() itself", [one.data["took"] for one in commits], "ms"),
    }
    if released:
        lags = [find_lag_while_open(events, one.who) for one in released]
        figures |= {
            "stall": timed(
                "From the first write of an abandoned transaction until readers went on",
                [one.data["after"] / 1000 for one in released],
            ),
            "waiting": counted("Records that waited behind it", [one.data["waiting"] for one in released]),
            "lag-told": counted("Lag that the standing reader told of itself", [lag for lag, _ in lags]),
            "lag-real": counted("Records between its position and the high watermark", [behind for _, behind in lags]),
        }
    return figures


def conclude(events: Sequence[Recorded], figures: Mapping[str, Figure]) -> dict[str, bool]:
    """Return what must have held in every run."""
    late, zombie = find_first_answers(events, "late", 2), find_first_answers(events, "zombie", 2)
    kept = {
        "Under version 2 a commit after the coordinator's abort gets InvalidTxnStateException.": late[
            "commitTransaction"
        ]
        == "InvalidTxnStateException",
        "Under version 1 it gets ProducerFencedException.": find_first_answers(events, "late", 1)["commitTransaction"]
        == "ProducerFencedException",
        "A zombie's send fails with InvalidProducerEpochException in its future.": zombie["send"]
        == "InvalidProducerEpochException",
        "A zombie's abort gets ProducerFencedException.": zombie["abortTransaction"] == "ProducerFencedException",
        "After a time-out under version 2 a failed send can be aborted.": find_after_send(
            events, "late", 2, "abortTransaction"
        )
        == "ok",
        "The epoch rises with every transaction of version 2, by one.": list(
            next(one.data["leader"] for one in select(events, "list", version=2))
        )
        == list(range(10)),
        "It stays with version 1.": set(figures["epochs-used-version-1"].runs) == {1.0},
        "The successor's epoch is two above the zombie's.": set(figures["epochs-fenced"].runs) == {2.0},
        "commitTransaction() returns before all of it is readable, most times.": figures["hidden-commits"].runs[0] > 25,
    }
    if "stall" in figures:
        kept |= {
            "An abandoned transaction stalls readers for 60 to 70 s.": all(
                59.5 < one < 71.5 for one in figures["stall"].runs
            ),
            "The standing reader tells of next to no lag.": all(one < 20 for one in figures["lag-told"].runs),
            "Each late commit of the five gets InvalidTxnStateException.": {
                one.data["answer"] for one in select(events, "commit") if "answer" in one.data
            }
            == {"InvalidTxnStateException"},
        }
    return kept


LOSSES = {"late": "aborted by the coordinator", "zombie": "a successor came"}
CALLS = ("send", "sendOffsetsToTransaction", "commitTransaction", "abortTransaction")


def tabulate(events: Sequence[Recorded]) -> tuple[Table, ...]:
    """Return who was told what by the first call, and by all calls in a row."""
    first, all_calls = [], []
    for who, words in LOSSES.items():
        for version in (2, 1):
            answers = find_first_answers(events, who, version)
            first += [(words, str(version), call, answers[call]) for call in CALLS]
            calls = find_calls(events, who, version)
            for order in dict.fromkeys(order for order, _ in calls):
                told = (answer for (one, _), answer in calls.items() if one == order)
                all_calls.append((words, str(version), order.replace("+", ", "), ", ".join(told)))
    lost = ("What happened", "Protocol version")
    return (
        Table(title="The first call after the loss", columns=(*lost, "Call", "Answer"), rows=tuple(first)),
        Table(title="Calls in a row", columns=(*lost, "Calls", "Answers"), rows=tuple(all_calls)),
    )


def draw(events: Sequence[Recorded]) -> tuple[Timeline, ...]:
    """Return when each abandoned transaction stood open, and the readers behind it stood."""
    opened, released = select(events, "opened"), {one.who: one for one in select(events, "released")}
    if not opened:
        return ()
    began = min(one.t - one.data["after"] for one in released.values()) - 2000
    spans = [
        Span(
            lane=one.who.replace("stall-", "transaction "),
            label="open, readers stand",
            start=released[one.who].t - released[one.who].data["after"] - began,
            end=released[one.who].t - began,
            mark="bad",
        )
        for one in opened
    ]
    marks = [
        Event(at=one.t - began, where=one.who.replace("stall-", "transaction "), what="aborted, readers go on")
        for one in released.values()
    ]
    return (Timeline(title="Five abandoned transactions, default time-outs", spans=tuple(spans), events=tuple(marks)),)


def plot(events: Sequence[Recorded]) -> tuple[Chart, ...]:
    """Return how the two ends of one partition went while its transaction stood open."""
    samples = select([one for one in events if one.who == "stall-1"], "sample")[::2]
    if not samples:
        return ()
    began = samples[0].t
    series = tuple(
        Series(label=label, points=tuple((round((one.t - began) / 1000, 1), float(one.data[field])) for one in samples))
        for label, field in (("high watermark", "highWatermark"), ("last stable offset", "lastStable"))
    )
    return (Chart(title="One partition with an open transaction", x_label="s", y_label="offset", series=series),)


def describe(events: Sequence[Recorded]) -> Findings:
    """Return figures, conclusions and words."""
    figures = measure(events)
    stall = f"{write_number(figures['stall'], 1)}" if "stall" in figures else "the time-out"
    return Findings(
        question=QUESTION,
        answer=(
            f"An abandoned transaction stalled readers of committed records for {stall} while they told of no lag. "
            "Afterwards its producer is told three different things, by the call that it makes first. In "
            f"{write_number(figures['hidden-commits'])} of {len(select(events, 'commit', version=2))} commits the "
            "call returned "
            "before all of it was readable; the epoch rises with every transaction of version 2."
        ),
        method=METHOD,
        limits=LIMITS,
        settings=SETTINGS,
        figures=figures,
        conclusions=conclude(events, figures),
        timelines=draw(events),
        charts=plot(events),
        tables=tabulate(events),
    )


QUESTION = "A transaction stays open: what do readers get, when does it end, and what is its producer told afterwards?"

METHOD = (
    "Three combined nodes, topics with three replicas. Five producers with default time-outs open a transaction "
    "each on a "
    "partition of their own, some seconds apart, write one record and fall silent; a plain producer goes on "
    "writing. Both "
    "ends of each partition are asked for all the time.",
    "Producers with transaction.timeout.ms of 3 s lose their transaction to the coordinator; then each makes "
    "another call "
    "first, and goes on.",
    "Producers with an open transaction get a successor of the same transactional.id, which opens one; then each makes "
    "another call first.",
    "Ten transactions in a row, commit and abort in turn: the epoch at coordinator and partition leader in each.",
    f"Fifty commits over {PER_TRANSACTION} partitions: the end that committed readers see, asked for when the "
    "call returns.",
    "All but the first and the last again with transaction.version at 1.",
)

LIMITS = (
    "How soon a commit is readable hangs on how busy the machine is; the question alone takes some milliseconds.",
    "No coordinator or leader was killed.",
)

SETTINGS = {
    "producer": {"transaction.timeout.ms": "default of 60000 for the stall, 3000 for lost transactions"},
    "topic": {"replication factor": "3"},
    "cluster": {"transaction.version": "2, then 1"},
}

EXPERIMENT = Experiment("open-transaction", "A transaction that stays open", PUBLISHED_MINUTES, run)
