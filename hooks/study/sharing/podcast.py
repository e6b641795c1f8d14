"""The feed of the audio edition: RSS 2.0 with what Apple and Podcasting 2.0 add to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from study.audio.model import LANGUAGE
from study.bank.site import Site
from study.pages.listening.audio_page import FEED, INDEX
from study.pages.listening.captions import captions_uri, chapters_uri
from study.pages.listening.sound import Sound
from study.sharing.cover import COVER, SERIES

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
_NAMES = {"itunes": ITUNES, "podcast": PODCAST, "atom": ATOM}

_FEEDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace that Podcasting 2.0 gives to addresses of feeds."""

_FIRST_YEAR = 2026

_HOUR = 8
"""At which an episode came out: its day is all that its script says."""

_SPOKEN = "Spoken by synthetic voices."


def render_podcast(site: Site, sounds: Iterable[Sound]) -> str:
    """Return the feed, newest episode first; `sounds` come in the order in which they are to be heard."""
    numbered = list(enumerate(sounds, start=1))
    rss = ET.Element("rss", {"version": "2.0", **{f"xmlns:{name}": url for name, url in _NAMES.items()}})
    channel = ET.SubElement(rss, "channel")
    _describe_series(channel, site)
    if numbered:
        newest = max(sound.episode.added for _, sound in numbered)
        _add(channel, "lastBuildDate", _format_day(newest))
    for number, sound in sorted(numbered, key=lambda one: (one[1].episode.added, -one[0]), reverse=True):
        _add_episode(channel, number, sound, site)
    ET.indent(rss)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(rss, encoding="unicode")}\n'


def _describe_series(channel: ET.Element, site: Site) -> None:
    feed, page = site.url + FEED, site.address(INDEX)
    description = f"{site.description} {_SPOKEN}"
    _add(channel, "title", f"{site.name}: {SERIES}")
    _add(channel, "link", page)
    _add(channel, "description", description)
    _add(channel, "language", LANGUAGE)
    _add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed)
    _add(channel, "itunes:author", site.name)
    _add(channel, "itunes:image", href=site.file_address(COVER))
    _add(channel, "itunes:explicit", "false")
    _add(channel, "itunes:type", "serial")
    _add(channel, "itunes:category", text="Technology")
    _add(channel, "podcast:guid", str(uuid5(_FEEDS, feed.partition("://")[2].rstrip("/"))))
    _add(channel, "podcast:medium", "course")
    _add(channel, "podcast:locked", "no")
    _add(channel, "podcast:txt", "Voices are synthetic.", purpose="ai-content")


def _add_episode(channel: ET.Element, number: int, sound: Sound, site: Site) -> None:
    episode, manifest = sound.episode, sound.manifest
    page = site.address(episode.src_uri)
    item = _add(channel, "item")
    _add(item, "title", episode.title)
    _add(item, "link", page)
    _add(item, "guid", f"{_tag(site)}{episode.name}", isPermaLink="false")
    _add(item, "pubDate", _format_day(episode.added))
    _add(item, "description", f"{episode.summary} {_SPOKEN} Transcript with links to the chapters: {page}")
    url = site.file_address(sound.path)
    _add(item, "enclosure", url=url, length=str(manifest.bytes), type="audio/mpeg")
    _add(item, "itunes:duration", str(round(manifest.seconds)))
    _add(item, "itunes:explicit", "false")
    _add(item, "itunes:season", "1")
    _add(item, "itunes:episode", str(number))
    _add(item, "itunes:episodeType", "full")
    captions = site.file_address(captions_uri(sound))
    _add(item, "podcast:transcript", url=captions, type="text/vtt", language=LANGUAGE, rel="captions")
    _add(item, "podcast:chapters", url=site.file_address(chapters_uri(sound)), type="application/json+chapters")
    for host in episode.hosts:
        _add(item, "podcast:person", f"{host} (synthetic voice)", role="host")


def _add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, name, attributes)
    child.text = text
    return child


def _tag(site: Site) -> str:
    """Return what begins the id of every episode for good: another one would have programs fetch all of them anew."""
    return f"tag:{urlsplit(site.url).hostname},{_FIRST_YEAR}:episodes/"


def _format_day(day: str) -> str:
    return format_datetime(datetime.fromisoformat(day).replace(hour=_HOUR, tzinfo=UTC))
