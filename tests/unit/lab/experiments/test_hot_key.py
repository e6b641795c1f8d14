"""What is read from the events of keys and partitions, without a cluster."""

from __future__ import annotations

from tests.lab.experiments.hot_key import conclude, list_reading, measure_moves, measure_order, measure_shares
from tests.lab.recordings import Recorded

MOVED = {(6, 7): 8571, (6, 8): 7500, (12, 18): 6667, (12, 24): 5000}
HOTTEST = {(6, 1): 8333, (12, 1): 7167, (24, 1): 6583, (12, 8): 2700, (12, 64): 1900}


def count(who: str, **data: object) -> Recorded:
    return Recorded(1, who, "counted", data)


def events(**order: int) -> list[Recorded]:
    return [
        *(count("move", **{"run": 1, "from": a, "to": b, "keys": 10_000, "moved": n}) for (a, b), n in MOVED.items()),
        *(
            count("share", run=1, partitions=n, salts=s, hottest=h, records=20_000, counts=[h])
            for (n, s), h in HOTTEST.items()
        ),
        count(
            "order", run=1, barrier=False, **{"moved": 50, "inverted": 14, "stayedInverted": 0, "backlog": 900, **order}
        ),
        count("order", run=1, barrier=True, moved=50, inverted=0, stayedInverted=0, backlog=900),
        *(count("latest", run=1, protocol=one, first=n) for one, n in (("classic", 80), ("consumer", 60))),
    ]


def test_shares_are_percentages() -> None:
    figures = measure_moves(events()) | measure_shares(events())
    assert figures["moved-6-to-8"].runs == (75.0,)
    assert figures["hottest-12-salts-8"].runs == (13.5,)


def test_conclusions_hold_and_are_refuted() -> None:
    def held(told: list[Recorded]) -> bool:
        return all(conclude(measure_moves(told) | measure_shares(told) | measure_order(told)).values())

    assert held(events())
    assert not held(events(inverted=0)), "no key was read out of order"
    assert not held(events(stayedInverted=1)), "a key that stayed was"


def test_versions_read_late_are_marked() -> None:
    story = Recorded(
        1, "order", "story", {"key": "customer-1", "read": [[1, 84, 3], [91, 101, 1], [85, 90, 3], [102, 120, 1]]}
    )
    (table,) = list_reading([story])
    assert [said for _, said in table.rows if "behind" in said] == ["v85 to v90, behind later ones"]
    assert table.rows[-1] == ("1", "v102 to v120")
