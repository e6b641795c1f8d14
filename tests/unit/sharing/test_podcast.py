"""The feed of the audio edition holds what Apple, Podcasting 2.0 and RSS ask for."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from xml.etree import ElementTree as ET

import pytest
from study.bank.site import Site
from study.pages.listening.sound import Sound
from study.sharing.podcast import ATOM, ITUNES, PODCAST, render_podcast

from tests.unit.audio.sample_script import SCRIPT, make_manifest, parse_sample

SITE = Site("Log & Dive", "A deep <dive>.", "https://log.example/book/")
NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}


def make_feed(*scripts: str) -> ET.Element:
    feed = ET.fromstring(
        render_podcast(SITE, [Sound(parse_sample(one), make_manifest()) for one in scripts or (SCRIPT,)])
    )
    channel = feed.find("channel")
    assert channel is not None
    return channel


def text(element: ET.Element, path: str) -> str | None:
    return element.findtext(path, namespaces=NAMES)


def attributes(element: ET.Element, path: str) -> dict[str, str]:
    found = element.find(path, NAMES)
    assert found is not None, path
    return found.attrib


CHANNEL = {
    "title": "Log & Dive: Listen later",
    "link": "https://log.example/book/audio/",
    "language": "en",
    "description": "A deep <dive>. Spoken by synthetic voices.",
    "itunes:author": "Log & Dive",
    "itunes:explicit": "false",
    "itunes:type": "serial",
    "podcast:medium": "course",
    "podcast:locked": "no",
    "lastBuildDate": "Mon, 30 Nov 2026 08:00:00 +0000",
}
ITEM = {
    "title": "The log",
    "link": "https://log.example/book/audio/log/",
    "guid": "tag:log.example,2026:episodes/log",
    "pubDate": "Mon, 30 Nov 2026 08:00:00 +0000",
    "itunes:duration": "22",
    "itunes:explicit": "false",
    "itunes:season": "1",
    "itunes:episode": "1",
    "itunes:episodeType": "full",
}


@pytest.mark.parametrize(("path", "value"), CHANNEL.items(), ids=CHANNEL)
def test_series(path: str, value: str) -> None:
    assert text(make_feed(), path) == value


def test_series_names_its_places() -> None:
    feed = make_feed()
    assert attributes(feed, "atom:link")["href"] == "https://log.example/book/audio/feed.xml"
    assert attributes(feed, "itunes:image")["href"] == "https://log.example/book/audio/cover.png"
    assert attributes(feed, "itunes:category")["text"] == "Technology"
    assert text(feed, "podcast:txt") == "Voices are synthetic."


def test_series_keeps_the_id_that_its_address_gives() -> None:
    assert text(make_feed(), "podcast:guid") == "63641149-c4f7-55d6-8ace-c2dd2f95c226"


@pytest.mark.parametrize(("path", "value"), ITEM.items(), ids=ITEM)
def test_episode(path: str, value: str) -> None:
    assert text(make_feed(), f"item/{path}") == value


def test_episode_names_its_files() -> None:
    feed = make_feed()
    assert attributes(feed, "item/enclosure") == {
        "url": "https://log.example/book/audio/log.mp3",
        "length": "416404",
        "type": "audio/mpeg",
    }
    assert attributes(feed, "item/podcast:transcript") == {
        "url": "https://log.example/book/audio/log.vtt",
        "type": "text/vtt",
        "language": "en",
        "rel": "captions",
    }
    assert attributes(feed, "item/podcast:chapters")["type"] == "application/json+chapters"
    assert attributes(feed, "item/guid") == {"isPermaLink": "false"}
    people = [(one.text, one.attrib["role"]) for one in feed.findall("item/podcast:person", NAMES)]
    assert people == [("Heart (synthetic voice)", "host"), ("Michael (synthetic voice)", "host")]


def test_changed_text_keeps_the_id_of_its_episode() -> None:
    changed = SCRIPT.replace("And then?", "And now?").replace("title: The log", "title: The long log")
    assert text(make_feed(changed), "item/guid") == ITEM["guid"]


def test_newest_comes_first_and_numbers_follow_the_order_of_listening() -> None:
    later = SCRIPT.replace('"2026-11-30"', '"2026-12-02"').replace("title: The log", "title: Later")
    feed = make_feed(SCRIPT, later)
    assert [(item.findtext("title"), text(item, "itunes:episode")) for item in feed.findall("item")] == [
        ("Later", "2"),
        ("The log", "1"),
    ]
    days = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in feed.findall("item")]
    assert days == sorted(days, reverse=True)


def test_two_runs_are_equal() -> None:
    sound = Sound(parse_sample(), make_manifest())
    assert render_podcast(SITE, [sound]) == render_podcast(SITE, [sound])
