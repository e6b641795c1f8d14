from __future__ import annotations

import pytest
from study.bank.versions import VersionRange, check_range, parse_range


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        pytest.param("4.0 - 4.4", VersionRange((4, 0), (4, 4)), id="range"),
        pytest.param("4.10", VersionRange((4, 10), (4, 10)), id="one-version"),
        pytest.param("4.0-4.4", None, id="no-spaces"),
        pytest.param("since 4.0", None, id="words"),
    ],
)
def test_parse_range(text: str, parsed: VersionRange | None) -> None:
    assert parse_range(text) == parsed


@pytest.mark.parametrize(
    ("inner", "held"),
    [
        pytest.param("4.1 - 4.2", True, id="inside"),
        pytest.param("4.0 - 4.4", True, id="the-same"),
        pytest.param("4.2 - 4.10", False, id="ends-later-as-numbers"),
    ],
)
def test_range_holds(inner: str, held: bool) -> None:
    outer, parsed = parse_range("4.0 - 4.4"), parse_range(inner)
    assert outer is not None
    assert parsed is not None
    assert outer.holds(parsed) is held


def test_a_good_range_has_nothing_to_mend() -> None:
    assert check_range("4.0 - 4.10") == ""
