"""Progress of the flashcards: what is kept, carried over, merged, taken along, and said when it cannot be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, BrowserContext, Page, Route, expect

from tests.browser.cards_reader import CARDS, FIRST_DAY, CardsReader

OpenContext = Callable[..., BrowserContext]
DAY = 20_780
AT = FIRST_DAY.timestamp() * 1000
SEEN = {"at": AT, "log": [[DAY - 3, 3]]}

REFUSE = """for (const name of [NAMES]) {
  const original = Storage.prototype[name];
  Storage.prototype[name] = function (key, ...rest) {
    if (key.startsWith("study/")) throw new DOMException("no", "REFUSAL");
    return original.call(this, key, ...rest);
  };
}"""
BLOCK = REFUSE.replace("NAMES", "'getItem', 'setItem'").replace("REFUSAL", "SecurityError")
FILL = REFUSE.replace("NAMES", "'setItem'").replace("REFUSAL", "QuotaExceededError")
AS_SAFARI = "Object.defineProperty(navigator, 'vendor', { get: () => 'Apple Computer, Inc.' })"


@pytest.fixture
def reader(page: Page, site_url: str) -> CardsReader:
    return CardsReader(page, site_url)


def open_progress(reader: CardsReader) -> None:
    """Go to the progress page the way a reader does."""
    reader.page.goto(reader.address.replace("flashcards", "progress"))
    reader.page.get_by_role("region", name="Your progress").wait_for()


def study_first_day(reader: CardsReader) -> None:
    reader.come()
    reader.begin()
    reader.press(" ", "1")
    reader.finish()


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        pytest.param(BLOCK, "This browser does not let the site remember anything.", id="blocked"),
        pytest.param(FILL, "This browser's storage is full.", id="full"),
    ],
)
def test_session_goes_on_when_storage_refuses(reader: CardsReader, script: str, sentence: str) -> None:
    reader.page.add_init_script(script)
    reader.come()
    reader.begin()
    reader.press(" ", "1", " ", "3", "u")
    assert reader.finish() == 10
    expect(reader.panel.get_by_role("heading", name="Done for today")).to_be_visible()
    expect(reader.panel.get_by_text(sentence)).to_have_count(1)


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param("{", id="no-json"),
        pytest.param('{"version": 1, "records": 7}', id="no-records"),
        pytest.param(
            '{"version": 1, "records": {"offset-is-next": 7, "one-owner": {"at": 1, "log": "x"}}}', id="no-cards"
        ),
    ],
)
def test_corrupt_store_is_said_and_starts_afresh(reader: CardsReader, stored: str) -> None:
    reader.come()
    reader.page.evaluate("(text) => localStorage.setItem('study/cards', text)", stored)
    reader.come()
    expect(reader.panel.get_by_text("could not be read; that part starts afresh.")).to_have_count(1)
    reader.begin()
    assert reader.finish() == 10
    assert len(reader.stored()) == 10
    reader.come()
    expect(reader.panel.get_by_text("could not be read")).to_have_count(0)


def test_card_without_meaning_leaves_the_others(reader: CardsReader) -> None:
    reader.come()
    reader.store({"offset-is-next": {"at": AT, "log": [[DAY, 9]]}, "one-owner": SEEN})
    reader.come()
    assert reader.stored() == {"one-owner": SEEN}


def test_store_of_a_newer_page_is_left_alone(reader: CardsReader) -> None:
    reader.come()
    text = '{"version": 9, "records": {}}'
    reader.page.evaluate("(text) => localStorage.setItem('study/cards', text)", text)
    reader.come()
    expect(reader.panel.get_by_text("This page is older than what the browser remembers.")).to_have_count(1)
    reader.begin()
    reader.finish()
    assert reader.page.evaluate("localStorage.getItem('study/cards')") == text


def test_renamed_id_brings_its_history(reader: CardsReader) -> None:
    reader.come()
    reader.store({"single-owner": SEEN})
    reader.come()
    assert reader.stored() == {"one-owner": SEEN}
    expect(reader.panel.get_by_role("row", name="Groups")).to_have_text(re.compile(r"Groups\s*2\s*0\s*1"))


def test_card_that_is_gone_is_kept_and_not_counted(reader: CardsReader) -> None:
    reader.come()
    reader.store({"withdrawn": SEEN})
    reader.come()
    assert reader.stored() == {"withdrawn": {**SEEN, "gone": True}}
    expect(reader.panel.get_by_role("row", name="All chapters")).to_have_text(re.compile(r"All chapters\s*10\s*0\s*0"))


def test_two_tabs_merge(new_context: OpenContext, site_url: str) -> None:
    context = new_context()
    one, other = (CardsReader(context.new_page(), site_url) for _ in range(2))
    one.come()
    other.come()
    one.begin()
    other.begin()
    one.press(" ", "3")
    other.press(" ", "4", " ", "4")
    one.press(" ", "3")
    logs = [record["log"] for record in one.stored().values()]
    assert sum(len(log) for log in logs) == 4
    one.finish()
    assert len(one.stored()) == 10
    other.panel.get_by_role("button", name="End").click()
    other.panel.get_by_role("button", name="Back to the decks").click()
    expect(other.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()


def test_start_follows_another_tab(new_context: OpenContext, site_url: str) -> None:
    context = new_context()
    one, other = (CardsReader(context.new_page(), site_url).come() for _ in range(2))
    one.begin()
    one.finish()
    expect(other.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()


def test_export_wipe_and_import_of_a_file(reader: CardsReader, tmp_path: Path) -> None:
    study_first_day(reader)
    before = reader.stored()
    open_progress(reader)
    with reader.page.expect_download() as download:
        reader.page.get_by_role("button", name="Export as a file").click()
    download.value.save_as(tmp_path / "progress.json")
    reader.page.get_by_role("button", name="Delete all card progress").click()
    expect(reader.page.get_by_role("button", name="Keep them")).to_be_focused()
    assert reader.stored() == before, "nothing goes without a second word"
    reader.page.get_by_role("button", name="Delete", exact=True).click()
    assert reader.stored() == {}
    reader.page.get_by_label("Import a file").set_input_files(tmp_path / "progress.json")
    expect(reader.page.get_by_text("10 cards brought in")).to_be_visible()
    assert reader.stored() == before


def test_code_moves_progress_to_another_device(reader: CardsReader, new_context: OpenContext, site_url: str) -> None:
    study_first_day(reader)
    open_progress(reader)
    reader.page.get_by_role("button", name="Export as a code").click()
    code = reader.page.get_by_label("Code").input_value()
    assert len(code) < 300
    other = CardsReader(new_context().new_page(), site_url).come()
    open_progress(other)
    other.page.get_by_label("Code").fill(code)
    other.page.get_by_role("button", name="Import the code").click()
    expect(other.page.get_by_text("10 cards brought in")).to_be_visible()
    logs = {id_: record["log"] for id_, record in reader.stored().items()}
    assert {id_: record["log"] for id_, record in other.stored().items()} == logs
    other.come(0)
    expect(other.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()


def test_import_merges_by_newest_review_and_can_be_undone(reader: CardsReader, tmp_path: Path) -> None:
    older, newer = {"at": AT - 9, "log": [[DAY - 9, 4]]}, {"at": AT + 9, "log": [[DAY - 9, 4], [DAY, 3]]}
    stored = {"offset-is-next": older, "append-order": newer}
    reader.come()
    reader.store(stored)
    cards = (
        f'{{"offset-is-next": {{"at": {AT}, "log": [[{DAY}, 2]]}}, "append-order": {{"at": {AT}, "log": [[1, 1]]}}}}'
    )
    (tmp_path / "other.json").write_text(f'{{"site": "kafka-deep-dive", "version": 1, "stores": {{"cards": {cards}}}}}')
    open_progress(reader)
    reader.page.get_by_label("Import a file").set_input_files(tmp_path / "other.json")
    expect(reader.page.get_by_text("the newest review won")).to_be_visible()
    assert reader.stored() == {"offset-is-next": {"at": AT, "log": [[DAY, 2]]}, "append-order": newer}
    reader.page.get_by_role("button", name="Undo").click()
    assert reader.stored() == stored


def test_same_file_may_be_chosen_again_after_undo(reader: CardsReader, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(
        f'{{"site": "kafka-deep-dive", "version": 1, "stores": {{"cards": {{"one-owner": {json.dumps(SEEN)}}}}}}}'
    )
    reader.come()
    open_progress(reader)
    for _ in range(2):
        reader.page.get_by_label("Import a file").set_input_files(tmp_path / "other.json")
        expect(reader.page.get_by_text("1 card brought in")).to_be_visible()
        assert reader.stored() == {"one-owner": SEEN}
        reader.page.get_by_role("button", name="Undo").click()
        assert reader.stored() == {}
    reader.page.get_by_label("Import a file").set_input_files([])
    expect(reader.page.get_by_text("Undone: everything is as it was.")).to_be_visible()


def test_reviews_of_a_clock_that_ran_ahead_do_not_hide_their_cards(reader: CardsReader) -> None:
    reader.come(400)
    reader.begin()
    assert reader.finish() == 10
    reader.come(1)
    reader.begin()
    assert reader.finish() == 12, "those of the day to come, and the two that are new"
    reader.come(2)
    expect(reader.panel.get_by_role("heading", name="Nothing is due today")).to_be_visible()


def test_record_from_the_future_gives_way_on_import(reader: CardsReader, tmp_path: Path) -> None:
    now = {"at": AT, "log": [[DAY, 2]]}
    (tmp_path / "now.json").write_text(
        f'{{"site": "kafka-deep-dive", "version": 1, "stores": {{"cards": {{"one-owner": {json.dumps(now)}}}}}}}'
    )
    reader.come()
    reader.store({"one-owner": {"at": AT + 400 * 86_400_000, "log": [[DAY + 400, 3]]}})
    open_progress(reader)
    reader.page.get_by_label("Import a file").set_input_files(tmp_path / "now.json")
    expect(reader.page.get_by_text("1 card brought in")).to_be_visible()
    assert reader.stored() == {"one-owner": now}


def test_two_sites_of_one_origin_share_nothing(new_context: OpenContext, site_url: str) -> None:
    context = new_context()
    context.route(re.compile(r"/(kafka|redis)/"), lambda route: route.fulfill(response=fetch_below(route)))
    one, other = (CardsReader(context.new_page(), f"{site_url}{name}/") for name in ("kafka", "redis"))
    one.come().begin()
    one.press(" ", "3")
    other.come()
    keys = other.page.evaluate("Object.keys(localStorage)")
    assert [key for key in keys if key.endswith("/cards")] == ["study/kafka/cards"]
    expect(other.panel.get_by_role("heading", name="10 cards for today")).to_be_visible()


def test_site_below_a_path_takes_over_once_what_it_stored_before(new_context: OpenContext, site_url: str) -> None:
    context = new_context()
    context.route(re.compile(r"/kafka/"), lambda route: route.fulfill(response=fetch_below(route)))
    reader = CardsReader(context.new_page(), f"{site_url}kafka/")
    reader.come()
    reader.store({"one-owner": SEEN})
    reader.come()
    assert json.loads(reader.page.evaluate("localStorage.getItem('study/kafka/cards')"))["records"] == {
        "one-owner": SEEN
    }
    reader.page.evaluate("localStorage.removeItem('study/kafka/cards')")
    reader.come()
    assert reader.page.evaluate("localStorage.getItem('study/kafka/cards')") is None


def test_site_below_a_path_keeps_its_own_when_another_site_takes_the_root(
    new_context: OpenContext, site_url: str
) -> None:
    context = new_context()
    context.route(re.compile(r"/kafka/"), lambda route: route.fulfill(response=fetch_below(route)))
    reader = CardsReader(context.new_page(), f"{site_url}kafka/")
    reader.come().begin()
    reader.press(" ", "3")
    own = reader.stored()
    assert own
    CardsReader(reader.page, site_url).store({"one-owner": SEEN})
    reader.come()
    assert reader.stored() == own


def fetch_below(route: Route) -> APIResponse:
    return route.fetch(url=re.sub(r"/(kafka|redis)/", "/", route.request.url, count=1))


def test_nonsense_is_not_imported(reader: CardsReader) -> None:
    study_first_day(reader)
    before = reader.stored()
    open_progress(reader)
    reader.page.get_by_label("Code").fill("hello")
    reader.page.get_by_role("button", name="Import the code").click()
    expect(reader.page.get_by_text("This is neither a code nor a file of this site.")).to_be_visible()
    assert reader.stored() == before


def test_progress_page_shows_where_the_cards_stand(reader: CardsReader) -> None:
    study_first_day(reader)
    open_progress(reader)
    states = reader.page.get_by_role("table", name="Cards by state")
    expect(states.get_by_role("row", name="New")).to_have_text(re.compile(rf"New\s*{CARDS - 10}"))
    expect(states.get_by_role("row", name="Young")).to_have_text(re.compile(r"Young.*10"))
    expect(reader.page.get_by_role("img", name="11 reviews in 30 days, 11 today")).to_be_visible()
    recall = reader.page.get_by_role("table", name="Predicted recall today")
    expect(recall.get_by_role("row", name="The log")).to_have_text(re.compile(r"The log\s*7 of 9\s*100%"))
    weakest = reader.page.get_by_role("table", name="The weakest ten")
    expect(weakest.get_by_role("row")).to_have_count(11)
    weakest.get_by_role("link", name="What does a committed offset of 42 say?").click()
    expect(reader.page).to_have_url(re.compile(r"/q/offset-is-next/$"))


def test_progress_page_without_progress(reader: CardsReader) -> None:
    reader.come()
    open_progress(reader)
    expect(reader.page.get_by_text("No card has been graded in this browser yet.")).to_be_visible()


def test_progress_page_says_when_names_are_missing(reader: CardsReader) -> None:
    """A network that asks for a login first answers with a page of its own."""
    reader.page.route("**/flashcards/", lambda route: route.fulfill(status=200, body="<p>Log in</p>"))
    open_progress(reader)
    expect(reader.page.get_by_text("their names are missing here")).to_be_visible()


def test_safari_readers_are_told_of_the_seven_days(reader: CardsReader) -> None:
    reader.page.add_init_script(AS_SAFARI)
    reader.come()
    expect(reader.panel.get_by_text("seven days")).to_have_count(0)
    open_progress(reader)
    expect(
        reader.page.get_by_text("after seven days without a visit. Put the site on your home screen")
    ).to_be_visible()
    reader.come()
    reader.store({"one-owner": SEEN})
    reader.come()
    expect(reader.panel.get_by_text("seven days")).to_be_visible()


def test_browser_is_asked_to_keep_the_progress(reader: CardsReader) -> None:
    reader.page.add_init_script(
        "StorageManager.prototype.persist = async () => { globalThis.asked = true; return true; }"
    )
    reader.come()
    reader.begin()
    assert not reader.page.evaluate("globalThis.asked")
    reader.press(" ", "3")
    assert reader.page.evaluate("globalThis.asked")


def test_landing_page_says_what_is_due(reader: CardsReader) -> None:
    reader.come()
    home = reader.address.replace("flashcards/", "")
    due = reader.page.locator("study-due")
    reader.page.goto(home)
    expect(due).to_be_hidden()
    reader.store({"one-owner": SEEN, "append-order": {"at": AT, "log": [[DAY, 4]]}})
    reader.store({"interview": {"value": "2026-12-01", "at": 1}}, "settings")
    reader.page.goto(home)
    expect(due).to_have_text("1 card due today · 8 days to your interview")
    due.get_by_role("link").click()
    expect(reader.panel).to_be_visible()
