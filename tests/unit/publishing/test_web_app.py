"""The manifest and the icons as files."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from PIL import Image
from study.publishing.web_app import MANIFEST, PAPER, render_app


@pytest.fixture(scope="module")
def app() -> dict[str, bytes]:
    return render_app("Kafka Deep Dive", "About Kafka.")


def test_manifest_names_icons_of_their_sizes(app: dict[str, bytes]) -> None:
    icons = json.loads(app[MANIFEST])["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        width, height = Image.open(BytesIO(app[icon["src"]])).size
        assert f"{width}x{height}" == icon["sizes"]


def test_manifest_works_under_any_path(app: dict[str, bytes]) -> None:
    manifest = json.loads(app[MANIFEST])
    addresses = [manifest["id"], manifest["start_url"], manifest["scope"]]
    addresses += [entry["url"] for entry in manifest["shortcuts"]]
    addresses += [icon["src"] for icon in manifest["icons"]]
    assert not [address for address in addresses if address.startswith("/") or ":" in address]


def test_maskable_icon_keeps_the_logo_inside_the_circle_that_systems_cut(app: dict[str, bytes]) -> None:
    image = Image.open(BytesIO(app["assets/study/icons/icon-maskable-512.png"])).convert("RGB")
    paper = tuple(bytes.fromhex(PAPER.removeprefix("#")))
    for x in range(0, 512, 8):
        for y in range(0, 512, 8):
            if (x - 256) ** 2 + (y - 256) ** 2 > (0.4 * 512) ** 2:
                assert image.getpixel((x, y)) == paper


def test_same_bytes_every_time(app: dict[str, bytes]) -> None:
    assert render_app("Kafka Deep Dive", "About Kafka.") == app
