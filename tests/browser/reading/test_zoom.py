"""Where a picture stands on the whole screen while it is enlarged and moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.modules import call, open_blank

SCREEN = {"width": 300, "height": 600}
WIDE = {"width": 600, "height": 400}


@pytest.fixture(scope="module")
def blank(browser: Browser, modules_url: str) -> Iterator[Page]:
    page = open_blank(browser, modules_url)
    yield page
    page.close()


@pytest.mark.parametrize(
    ("picture", "view"),
    [
        pytest.param(WIDE, {"scale": 0.5, "x": 0, "y": 200}, id="reduced-to-the-screen"),
        pytest.param({"width": 100, "height": 100}, {"scale": 2, "x": 50, "y": 200}, id="enlarged-twice-at-most"),
    ],
)
def test_whole_picture_stands_in_the_middle(blank: Page, picture: dict[str, int], view: dict[str, float]) -> None:
    assert call(blank, "reading/zoom", "fitView", picture, SCREEN) == view


@pytest.mark.parametrize(
    ("factor", "scale"),
    [pytest.param(2, 2, id="twice"), pytest.param(100, 6, id="no-more"), pytest.param(0.01, 0.5, id="no-less")],
)
def test_point_stays_where_it_is(blank: Page, factor: float, scale: float) -> None:
    view = call(blank, "reading/zoom", "zoomView", {"x": 10, "y": 20, "scale": 1}, factor, {"x": 110, "y": 220}, 0.5)
    assert view["scale"] == scale
    assert (110 - view["x"]) / scale == pytest.approx(100)
    assert (220 - view["y"]) / scale == pytest.approx(200)


@pytest.mark.parametrize(
    ("view", "held"),
    [
        pytest.param({"x": 80, "y": 0, "scale": 1}, {"x": 0, "y": 100, "scale": 1}, id="not-beyond-its-start"),
        pytest.param({"x": -900, "y": 50, "scale": 1}, {"x": -300, "y": 100, "scale": 1}, id="not-beyond-its-end"),
        pytest.param({"x": -80, "y": -90, "scale": 2}, {"x": -80, "y": -90, "scale": 2}, id="where-it-was-moved"),
    ],
)
def test_picture_cannot_be_lost(blank: Page, view: dict[str, Any], held: dict[str, Any]) -> None:
    assert call(blank, "reading/zoom", "holdView", view, WIDE, SCREEN) == held


def test_two_fingers_enlarge_and_move(blank: Page) -> None:
    before, after = [{"x": 0, "y": 0}, {"x": 10, "y": 0}], [{"x": 0, "y": 4}, {"x": 30, "y": 4}]
    pinch = call(blank, "reading/zoom", "readPinch", before, after)
    assert pinch == {"factor": 3, "point": {"x": 15, "y": 4}, "by": {"x": 10, "y": 4}}
