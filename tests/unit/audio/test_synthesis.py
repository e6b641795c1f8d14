"""A short scene is made into sound, where the extra is installed: levels, length, silence, chapters, equal bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from study.audio.lexicon import Lexicon

from tests.unit.audio.sample_script import FILE, SCRIPT, parse_sample

np = pytest.importorskip("numpy", reason="the extra that makes sound is not installed: `make audio` installs it")
pytest.importorskip("onnxruntime", reason="the extra that makes sound is not installed: `make audio` installs it")

from study.audio.synthesis import levels  # noqa: E402
from study.audio.synthesis.clips import Clips  # noqa: E402
from study.audio.synthesis.mixing import BETWEEN_PARTS, RATE, Mix, OutOfBoundsError  # noqa: E402
from study.audio.synthesis.production import list_lines, mix, produce  # noqa: E402
from study.audio.synthesis.trimming import UnlikelySoundError, check_pace, trim  # noqa: E402

LEXICON = Lexicon({"acks=all": "acks equals all", "KRaft": "[KRaft](/kɹˈæft/)"})
SCENE = parse_sample(SCRIPT.replace("am_michael", "heart").replace("And then?", "And then it breaks, in two."))


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    made = Clips(tmp_path_factory.mktemp("clips"))
    lines = list_lines(SCENE, LEXICON)
    assert len(list(made.make(lines))) == len(lines)
    assert made.find_missing(lines) == []
    return made


@pytest.fixture(scope="module")
def mixed(clips: Clips) -> Mix:
    return mix(SCENE, LEXICON, clips, FILE)


def test_levels_are_where_they_belong(mixed: Mix) -> None:
    assert abs(mixed.loudness.integrated - levels.TARGET) < 0.3
    assert mixed.loudness.peak < -1.5
    assert abs(mixed.loudness.hosts["Heart"] - mixed.loudness.hosts["Michael"]) < 1


def test_turns_follow_each_other_with_silence_between(mixed: Mix) -> None:
    assert len(mixed.turns) == len(SCENE.turns)
    for (_, end), (begin, _) in zip(mixed.turns, mixed.turns[1:], strict=False):
        assert np.abs(mixed.sound[int((end + 0.05) * RATE) : int((begin - 0.05) * RATE)]).max() < 0.01
    assert mixed.parts == (mixed.turns[0][0], mixed.turns[2][0])
    assert mixed.turns[2][0] - mixed.turns[1][1] == pytest.approx(BETWEEN_PARTS, abs=0.01)
    assert mixed.seconds == pytest.approx(len(mixed.sound) / RATE, abs=0.01)


def test_two_runs_give_the_same_bytes(clips: Clips, mixed: Mix) -> None:
    first, manifest = produce(SCENE, LEXICON, mixed, "The site", b"jpeg")
    again, _ = produce(SCENE, LEXICON, mix(SCENE, LEXICON, clips, FILE), "The site", b"jpeg")
    assert first == again
    assert manifest.bytes == len(first)


def test_file_has_its_chapters_and_tags(mixed: Mix) -> None:
    from mutagen.id3 import ID3

    mp3, manifest = produce(SCENE, LEXICON, mixed, "The site", b"jpeg")
    tags = ID3(BytesIO(mp3))
    assert str(tags["TIT2"]) == "The log"
    chapters = sorted(tags.getall("CHAP"), key=lambda one: one.start_time)
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == ["A pile of records", "What breaks"]
    assert [one.start_time for one in chapters] == [int(begin * 1000) for begin in manifest.parts]
    assert tags["CTOC:parts"].child_element_ids == ["part1", "part2"]


def test_silence_around_a_sentence_is_cut() -> None:
    voice = np.sin(np.arange(24_000) / 20).astype(np.float32) * 0.3
    sound = np.concatenate([np.zeros(9_000, np.float32), voice, np.zeros(18_000, np.float32)])
    assert len(trim(sound, 24_000)) == pytest.approx(24_000 * 1.11, abs=30)
    with pytest.raises(UnlikelySoundError, match="is silent"):
        trim(np.zeros(24_000, np.float32), 24_000)


def test_sound_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(UnlikelySoundError, match=r"takes 9\.0 s for 7 letters"):
        check_pace(np.ones(9 * 24_000, np.float32), 24_000, "A pile: so")
    check_pace(np.ones(24_000, np.float32), 24_000, "A pile of records.")


def test_peaks_are_limited_and_the_rest_is_left_alone() -> None:
    quiet = np.sin(np.arange(44_100) / 15).astype(np.float32) * 0.2
    loud = quiet.copy()
    loud[20_000:20_100] *= 6
    limited = levels.limit_peaks(loud, 44_100)
    assert levels.measure_peak(limited) <= levels.CEILING
    assert np.array_equal(limited[:10_000], quiet[:10_000])


def test_turn_that_is_off_is_named(clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "load", lambda _: np.zeros(24_000, np.float32))
    with pytest.raises(OutOfBoundsError, match=rf"{FILE}:10: “What is a log\?” is silent"):
        mix(SCENE, LEXICON, clips, FILE)
