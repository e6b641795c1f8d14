from __future__ import annotations

import pytest
from pydantic import ValidationError
from study.receipts.model import Figure


@pytest.mark.parametrize(
    ("values", "message"),
    [
        pytest.param({"unit": "s", "runs": (1.0, 2.0)}, "at least 5 runs, this has 2", id="time-of-two-runs"),
        pytest.param({"unit": "s", "runs": (1.0,), "ratio": True}, "at least 5 runs", id="time-as-a-ratio"),
        pytest.param({"unit": "%", "runs": (1.0,), "ratio": True}, "a ratio has no unit", id="ratio-with-a-unit"),
        pytest.param({"unit": "", "runs": ()}, "at least 1 item", id="no-run"),
    ],
)
def test_figure_that_is_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Figure.model_validate({"label": "Unread", **values})


def test_figure_of_five_runs() -> None:
    assert Figure(label="Unread", unit="s", runs=(1.0,) * 5).runs == (1.0,) * 5
