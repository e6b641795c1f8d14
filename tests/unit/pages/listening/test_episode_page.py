"""The page of an episode: complete without script, each turn with its time and what it stands on."""

from __future__ import annotations

from bs4 import BeautifulSoup
from study.pages.listening.audio_page import draw_code, render_audio_page
from study.pages.listening.episode_page import render_episode
from study.pages.listening.sound import Sound, find_listening

from tests.unit.audio.sample_script import SCRIPT, TARGETS, make_manifest, parse_sample

SOUND = Sound(parse_sample(), make_manifest())


def test_turns_have_time_words_and_link() -> None:
    page = render_episode(parse_sample(), SOUND, TARGETS)
    html = BeautifulSoup(page, "html.parser")
    turn = html.select_one("#t2")
    assert turn
    assert (turn["data-start"], turn["data-end"]) == ("4.6", "10.25")
    assert turn.get_text(" ", strip=True) == "Michael It is a file that grows at its end, with acks=all from KRaft."
    assert str(turn.code) == "<code>acks=all</code>"
    links = [link["href"] for link in html.select(".study-lines__ground a")]
    assert links == ["../../chapters/log/#append", "../../q/log-order/", "../../receipts/crash/"]
    assert "## A pile of records {#part-1}" in page


def test_neighbours_on_one_section_share_its_link() -> None:
    script = SCRIPT.replace("[q/log-order]", "[log#append]")
    page = BeautifulSoup(render_episode(parse_sample(script), SOUND, TARGETS), "html.parser")
    assert [len(lines.select(".study-turn")) for lines in page.select(".study-lines")] == [2, 1]


def test_nothing_is_fetched_before_somebody_plays() -> None:
    audio = BeautifulSoup(render_episode(parse_sample(), SOUND, TARGETS), "html.parser").audio
    assert audio
    assert audio["preload"] == "none"
    assert audio["src"] == "../../audio/log.mp3?01234567"
    assert audio.has_attr("controls")


def test_episode_without_sound_is_there_to_be_read() -> None:
    page = render_episode(parse_sample(), None, TARGETS)
    assert "What is a log?" in page
    assert "<audio" not in page
    assert "data-start" not in page


def test_words_of_a_script_are_no_html() -> None:
    page = render_episode(parse_sample(SCRIPT.replace("And then?", "And <b>then</b>?")), SOUND, TARGETS)
    assert "And &lt;b&gt;then&lt;/b&gt;?" in page


def test_blocks_hold_no_empty_line_at_which_markdown_would_end_them() -> None:
    for block in render_episode(parse_sample(), SOUND, TARGETS).split("\n\n"):
        assert block.count("<div") == block.count("</div>")


def test_chapter_is_told_of_its_episode() -> None:
    listening = find_listening({"log": SOUND})
    assert listening["log"].address == "audio/log/"
    assert listening["log"].minutes == 1


def test_audio_page_lists_episodes_and_the_feed() -> None:
    page = render_audio_page([parse_sample()], {"log": SOUND}, "https://log.example/")
    assert '<a href="../audio/log/"><b>The log</b></a>' in page
    assert '<a href="https://log.example/audio/feed.xml">https://log.example/audio/feed.xml</a>' in page
    assert "Spoken by synthetic voices" in page
    assert "1 episode, 0 minutes." in page


def test_code_of_the_feed_is_a_drawing_without_styles() -> None:
    code = draw_code("https://log.example/audio/feed.xml")
    assert code.startswith("<svg")
    assert "style" not in code
    assert "<title>The address of the feed</title>" in code
