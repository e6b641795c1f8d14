"""What is read from the events of open transactions, without a cluster."""

from __future__ import annotations

from tests.lab.experiments.open_transaction import find_after_send, find_first_answers, find_lag_while_open, measure
from tests.lab.recordings import Recorded


def call(order: str, one: str, answer: str, version: int = 2) -> Recorded:
    return Recorded(1, "late", "call", {"version": version, "order": order, "call": one, "answer": answer})


CALLS = [
    call("send+commitTransaction+abortTransaction", "send", "InvalidProducerEpochException"),
    call("send+commitTransaction+abortTransaction", "commitTransaction", "InvalidProducerEpochException"),
    call("send+commitTransaction+abortTransaction", "abortTransaction", "KafkaException"),
    call("send+abortTransaction", "send", "InvalidProducerEpochException"),
    call("send+abortTransaction", "abortTransaction", "ok"),
    call("commitTransaction+abortTransaction", "commitTransaction", "InvalidTxnStateException"),
    call("abortTransaction", "abortTransaction", "ok"),
    call("abortTransaction", "abortTransaction", "ProducerFencedException", version=1),
]


def test_a_call_counts_as_first_only_where_nothing_went_before_it() -> None:
    assert find_first_answers(CALLS, "late", 2) == {
        "send": "InvalidProducerEpochException",
        "commitTransaction": "InvalidTxnStateException",
        "abortTransaction": "ok",
    }
    assert find_first_answers(CALLS, "late", 1) == {"abortTransaction": "ProducerFencedException"}


def test_a_call_right_after_a_failed_send_is_told_from_a_later_one() -> None:
    assert find_after_send(CALLS, "late", 2, "abortTransaction") == "ok"
    assert find_after_send(CALLS, "late", 2, "commitTransaction") == "InvalidProducerEpochException"


def test_lag_is_the_last_before_readers_go_on() -> None:
    def sample(t: float, high: int) -> Recorded:
        return Recorded(t, "stall-1", "sample", {"committedLag": 0, "highWatermark": high, "committed": 100})

    events = [sample(1, 200), sample(2, 900), Recorded(3, "stall-1", "released", {"after": 1}), sample(4, 100)]
    assert find_lag_while_open(events, "stall-1") == (0, 800)


def test_figures_of_epochs_and_commits() -> None:
    events = [
        *(
            Recorded(1, "visible", "commit", {"version": 2, "hidden": hidden, "until": 80.0, "took": 20.0})
            for hidden in (10, 0, 3, 10, 10)
        ),
        Recorded(1, "zombie", "fenced", {"version": 2, "before": 3, "after": 5, "used": 5}),
        *(
            Recorded(1, "epochs", "list", {"version": n, "coordinator": [0, n - 1], "leader": [0, n - 1]})
            for n in (1, 2)
        ),
    ]
    figures = measure(events)
    assert figures["hidden-commits"].runs == (4,)
    assert figures["epochs-fenced"].runs == (2,)
    assert (figures["epochs-used"].runs, figures["epochs-used-version-1"].runs) == ((2,), (1,))
