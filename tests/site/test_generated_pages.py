"""What the build makes of a chapter's questions, read from the HTML as a reader without script gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

MARKABLE = {
    "offset-is-next": "options",
    "files-of-a-segment": "several",
    "commit-default-name": "typed",
    "position-number": "number",
    "append-order": "order",
    "index-match": "match",
    "predict-position": "trace",
    "one-owner": "options",
    "who-moves-partitions": "options",
}
SPOKEN = {"explain-the-log": "talk", "explain-idle-members": "talk", "what-is-a-segment": "card"}


def read(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def find(page: BeautifulSoup | Tag, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def text(node: Tag) -> str:
    return " ".join(node.get_text(" ").split())


def read_index(page: BeautifulSoup) -> dict[str, str]:
    """What a page knows of each question before its text is fetched, by id."""
    rows = [row for rows in find(page, ".study-index").find_all("pre") for row in rows.decode_contents().split("\n")]
    return {question: code for question, code, *_ in (row.split(" ") for row in rows)}


def test_quiz_knows_every_question_that_can_be_marked(fixture_site: Path) -> None:
    page = read(fixture_site, "quiz")
    listed = find(page, ".study-index").find_all(True, attrs={"data-part": "kinds"})
    kinds = [str(kind["value"]) for kind in listed[0].find_all("data")]
    assert {question: kinds[int(code[1])] for question, code in read_index(page).items()} == MARKABLE


def test_flashcards_know_every_question(fixture_site: Path) -> None:
    assert read_index(read(fixture_site, "flashcards")).keys() == MARKABLE.keys() | SPOKEN.keys()


@pytest.mark.parametrize("page", ["quiz", "flashcards"])
def test_no_page_holds_the_texts_of_all_chapters(fixture_site: Path, page: str) -> None:
    html = read(fixture_site, page)
    assert not html.select(".study-question, .study-card")
    links = [(link["href"], text(item)) for item in html.select(".study-chapters > li") for link in item.select("a")]
    counts = ("7 questions", "2 questions") if page == "quiz" else ("9 cards", "3 cards")
    assert links == [
        ("../chapters/log/#check-yourself", f"The log {counts[0]}"),
        ("../chapters/groups/#check-yourself", f"Groups {counts[1]}"),
    ]


def test_chapters_have_their_questions_and_cards_in_files(fixture_site: Path) -> None:
    found: dict[str, list[str]] = {"questions": [], "cards": []}
    for chapter in ("log", "groups"):
        for name, ids in found.items():
            ids += [str(one["id"]) for one in read(fixture_site, f"chapters/{chapter}/{name}").select("article")]
    assert found["questions"] == list(MARKABLE)
    assert set(found["cards"]) == MARKABLE.keys() | SPOKEN.keys()


def test_question_in_a_file_is_that_of_its_chapter(fixture_site: Path) -> None:
    asked = read(fixture_site, "chapters/log").select(".study-questions > article")
    by_id = {str(one["id"]): one for one in asked}
    for article in read(fixture_site, "chapters/log/questions").select("article"):
        for link in article.select('a[href^="../"]'):
            link["href"] = str(link["href"]).removeprefix("../")
        assert str(article) == str(by_id[str(article["id"])])


@pytest.mark.parametrize("question_id", [*MARKABLE, *SPOKEN])
def test_question_has_a_page_with_its_answer_folded(fixture_site: Path, question_id: str) -> None:
    page = read(fixture_site, f"q/{question_id}")
    assert text(find(page, "h1"))
    answer = find(page, "details.study-question__answer")
    assert "open" not in answer.attrs
    assert answer.select(".study-answer, [data-verdict=right]")


def test_reasons_stand_in_the_order_of_the_options(fixture_site: Path) -> None:
    article = find(read(fixture_site, "q/offset-is-next"), "article.study-question")
    options = [text(option) for option in article.select(".study-options > li")]
    reasons = [text(find(reason, ".study-reasons__say")) for reason in article.select(".study-reasons > li")]
    assert options == reasons
    assert len(options) == 3


def test_each_wrong_option_says_why(fixture_site: Path) -> None:
    wrong = read(fixture_site, "q/offset-is-next").select("[data-verdict=wrong]")
    assert [bool(text(find(one, ".study-reasons__why"))) for one in wrong] == [True, True]


def test_steps_are_shown_mixed_and_answered_in_order(fixture_site: Path) -> None:
    article = find(read(fixture_site, "q/append-order"), "article.study-question")
    shown = [text(step) for step in article.select(".study-steps li")]
    right = [text(step) for step in article.select("ol.study-answer li")]
    assert right[0] == "The producer adds it to a batch"
    assert shown != right
    assert sorted(shown) == sorted(right)


def test_question_links_to_the_section_that_teaches_it(fixture_site: Path) -> None:
    link = find(read(fixture_site, "q/who-moves-partitions"), ".study-links a")
    assert link["href"] == "../../chapters/log/#append"
    assert text(link) == "Read: What happens on an append?"


def test_chapter_opens_with_its_spoken_answer_and_two_questions(fixture_site: Path) -> None:
    chapter = read(fixture_site, "chapters/log")
    assert text(find(chapter, ".study-say")).startswith("A partition is a log.")
    assert [q["data-question"] for q in chapter.select(".study-try")[0].select("article")] == [
        "offset-is-next",
        "append-order",
    ]


def test_chapter_ends_with_its_questions_in_written_order(fixture_site: Path) -> None:
    asked = read(fixture_site, "chapters/groups").select(".study-questions article")
    assert [q["data-question"] for q in asked] == ["one-owner", "who-moves-partitions", "explain-idle-members"]


def test_no_id_stands_twice_on_a_page(fixture_site: Path) -> None:
    for path in fixture_site.rglob("*.html"):
        ids = [str(tag["id"]) for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("[id]")]
        assert len(ids) == len(set(ids)), path


def test_former_id_leads_to_the_question(fixture_site: Path) -> None:
    page = read(fixture_site, "q/single-owner")
    refresh = find(page, "meta[http-equiv=refresh]")
    assert refresh["content"] == "0; url=../../q/one-owner/"
    assert find(page, "article a:not(.headerlink)")["href"] == "../one-owner/"


def test_search_finds_a_question_once(fixture_site: Path) -> None:
    index = json.loads((fixture_site / "search" / "index.json").read_text(encoding="utf-8"))
    entries = [entry for group in index["groups"] for entry in group["entries"]]
    found = [entry["location"] for entry in entries if "6 partitions and a group has 8 members" in entry["title"]]
    assert found == ["q/one-owner/"]


def test_question_page_is_titled_without_markup(fixture_site: Path) -> None:
    title = find(read(fixture_site, "q/offset-is-next"), "title")
    assert text(title) == "What does a committed offset of 42 say? - Fixture"


def test_mock_interview_lists_what_may_be_asked_by_level(fixture_site: Path) -> None:
    page = read(fixture_site, "mock-interview")
    levels = [text(fold) for fold in page.select(".study-interview__every > details > summary")]
    assert levels == ["Senior: 1 question", "Staff: 1 question"]
    links = [str(link["href"]) for link in page.select(".study-interview__every a")]
    assert links == ["../q/explain-the-log/", "../q/explain-idle-members/"]


def test_mock_interview_knows_what_is_answered_aloud(fixture_site: Path) -> None:
    spoken = {question for question, kind in SPOKEN.items() if kind == "talk"}
    assert read_index(read(fixture_site, "mock-interview")).keys() == spoken
    files = [read(fixture_site, f"chapters/{chapter}/talks") for chapter in ("log", "groups")]
    assert {str(article["id"]) for file in files for article in file.select("article")} == spoken


def test_design_of_a_chapter_is_offered(fixture_site: Path) -> None:
    offered = [link["href"] for link in read(fixture_site, "chapters/log").select('a[href*="?design="]')]
    assert offered == ["../../mock-interview/?design=log/find"]
