"""The audio edition of the built fixture site: what the feed promises is there, byte for byte."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from PIL import Image

ADDRESS = "https://fixture.example/"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"


@pytest.fixture(scope="module")
def item(fixture_site: Path) -> ET.Element:
    found = ET.parse(fixture_site / "audio/feed.xml").find("channel/item")
    assert found is not None
    return found


def read_page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_enclosure_is_there_with_its_length(fixture_site: Path, item: ET.Element) -> None:
    enclosure = item.find("enclosure")
    assert enclosure is not None
    path = fixture_site / enclosure.attrib["url"].removeprefix(ADDRESS)
    assert path.stat().st_size == int(enclosure.attrib["length"])
    assert path.read_bytes()[:3] == b"ID3"


@pytest.mark.parametrize("name", ["transcript", "chapters"])
def test_companions_are_there(fixture_site: Path, item: ET.Element, name: str) -> None:
    companion = item.find(f"{PODCAST}{name}")
    assert companion is not None
    assert (fixture_site / companion.attrib["url"].removeprefix(ADDRESS)).is_file()


def test_cover_is_square_and_as_large_as_directories_ask(fixture_site: Path) -> None:
    image = ET.parse(fixture_site / "audio/feed.xml").find(f"channel/{ITUNES}image")
    assert image is not None
    with Image.open(fixture_site / image.attrib["href"].removeprefix(ADDRESS)) as cover:
        assert cover.size[0] == cover.size[1]
        assert 1400 <= cover.size[0] <= 3000


def test_captions_rise_and_end_inside_the_sound(fixture_site: Path, item: ET.Element) -> None:
    captions = (fixture_site / "audio/log.vtt").read_text(encoding="utf-8")
    times = [
        sum(float(part) * 60**power for power, part in enumerate(reversed(time.split(":"))))
        for cue in re.findall(r"^(\S+) --> (\S+)$", captions, re.M)
        for time in cue
    ]
    assert len(times) == 10
    assert times == sorted(times)
    assert times[-1] <= int(item.findtext(f"{ITUNES}duration") or 0) + 1
    chapters = json.loads((fixture_site / "audio/log.chapters.json").read_text(encoding="utf-8"))["chapters"]
    assert [one["title"] for one in chapters] == ["A pile of paper", "Where to go on"]


def test_chapter_leads_to_its_episode(fixture_site: Path) -> None:
    links = [one for one in read_page(fixture_site, "chapters/log").select(".study-facts a") if "Listen" in one.text]
    assert [(one["href"], one.text) for one in links] == [("../../audio/log/", "Listen, 1\xa0min")]


def test_every_line_leads_to_what_it_stands_on(fixture_site: Path) -> None:
    for link in read_page(fixture_site, "audio/log").select(".study-lines__ground a"):
        path = urlsplit(str(link["href"]))
        page = read_page(fixture_site, path.path.removeprefix("../../"))
        assert not path.fragment or page.find(id=path.fragment)


def test_files_of_authors_are_not_served(fixture_site: Path) -> None:
    served = {path.name for path in (fixture_site / "audio").iterdir()}
    assert not served & {"lexicon.yml", "log.json", "log.md", "checked.txt"}


def test_browsers_may_play_what_the_player_makes(fixture_site: Path) -> None:
    policy = read_page(fixture_site, "audio/log").find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy
    assert "media-src 'self' blob:" in str(policy["content"])
