from __future__ import annotations

import pytest
from study.publishing.assets.vocabulary import find_words, read_vocabulary


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        pytest.param("data-state", "dismissed", id="set-through-dataset"),
        pytest.param("data-long-name", "on", id="of-several-words"),
        pytest.param("aria-pressed", "true", id="set-by-name"),
        pytest.param("data-kind", "options", id="on-a-page"),
    ],
)
def test_attributes_that_a_page_or_a_script_sets_are_met(attribute: str, value: str) -> None:
    script = 'a.dataset.state = "dismissed"; a.dataset.longName = "on"; a.setAttribute("aria-pressed", "true");'
    vocabulary = read_vocabulary([find_words('<p data-kind="options">')], [script])
    assert vocabulary.has_attribute(attribute, "=", value)


def test_attributes_that_nothing_sets_are_not_met() -> None:
    assert not read_vocabulary([find_words("<p>")], ["const a = 1;"]).has_attribute("data-state", "=", "dismissed")
