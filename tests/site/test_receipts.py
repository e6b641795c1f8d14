"""Receipts as readers and programs get them: pages, quotes, data, and what stops a build."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from tests.conftest import FIXTURE
from tests.site.test_generated_pages import find, read, text
from tests.site.test_mistakes import LOG, build, change, project

__all__ = ["project"]

SOURCE = FIXTURE / "docs" / "receipts" / "crash-and-join.json"
PAGE = "receipts/crash-and-join"


def section(page: BeautifulSoup, anchor: str) -> list[Tag]:
    """The elements of a section below its heading."""
    elements = []
    for sibling in find(page, f"h2#{anchor}").find_next_siblings():
        if sibling.name == "h2":
            break
        elements.append(sibling)
    return elements


def test_quote_leads_to_its_figure(fixture_site: Path) -> None:
    for address in ("chapters/log", "q/index-match"):
        for quote in read(fixture_site, address).select("a.study-quote"):
            path, _, figure = str(quote["href"]).partition("#")
            assert path == "../../receipts/crash-and-join/"
            assert find(read(fixture_site, PAGE), f"dt#{figure}")


def test_figure_tells_its_runs(fixture_site: Path) -> None:
    figure = find(read(fixture_site, PAGE), "dt#eager-unread")
    told = " ".join(text(one).replace("\u00a0", " ") for one in figure.find_next_siblings("dd", limit=2))
    assert "45.83 s is the median of 5 runs, 45.1 to 46.2 s" in told
    assert "45.62, 45.83, 46.2, 45.1, 45.9" in told


def test_page_tells_what_was_run_and_what_it_does_not_show(fixture_site: Path) -> None:
    page, receipt = read(fixture_site, PAGE), json.loads(SOURCE.read_bytes())
    shown = text(find(page, "article")).replace("\u00a0", " ")
    for words in (receipt["question"], receipt["answer"], "29 November 2026", "Kafka 4.4.0", "Java 21.0.5"):
        assert words in shown
    assert receipt["limits"][0] in text(section(page, "what-this-does-not-show")[0])
    assert find(page, "article pre").get_text().strip() == "make lab RUN=crash-and-join"
    assert "6 | all" in shown


def test_data_is_what_the_receipt_holds(fixture_site: Path) -> None:
    page, receipt = read(fixture_site, PAGE), json.loads(SOURCE.read_bytes())
    links = {str(link["href"]): link for one in section(page, "repeat-it") for link in one.select("a[download]")}
    assert list(links) == ["../crash-and-join.json", "figures.csv", "timelines.csv", "charts.csv", "table-1.csv"]
    assert (fixture_site / "receipts" / "crash-and-join.json").read_bytes() == SOURCE.read_bytes()
    with (fixture_site / PAGE / "figures.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["figure"]: row for row in csv.DictReader(file)}
    assert rows.keys() == receipt["figures"].keys()
    assert (rows["eager-unread"]["median"], rows["eager-unread"]["unit"]) == ("45.83", "s")
    with (fixture_site / PAGE / "timelines.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.reader(file))) == 1 + 7 + 2


def test_page_leads_back_to_whoever_quotes_it(fixture_site: Path) -> None:
    quoting, *_ = section(read(fixture_site, PAGE), "where-it-is-quoted")
    links = {str(link["href"]): text(link) for link in quoting.select("a")}
    assert links == {
        "../../chapters/log/#draw-index": "Draw: an index in two parts",
        "../../q/index-match/": "Match each file with what it holds.",
    }


def test_list_of_receipts_is_in_the_menu(fixture_site: Path) -> None:
    assert read(fixture_site, "chapters/log").select_one('.md-nav a[href="../../receipts/"]')
    page = read(fixture_site, "receipts")
    assert find(page, 'article h2 a[href="crash-and-join/"]')
    assert "make lab RUN=all" in find(page, "article pre").get_text()


def test_exports_have_the_number_with_a_working_link(fixture_site: Path) -> None:
    address = "https://fixture.example/receipts/crash-and-join/#"
    chapter = (fixture_site / "chapters" / "log" / "index.md").read_text(encoding="utf-8")
    assert f"[45.8 s]({address}eager-unread)" in chapter
    deck = (fixture_site / "kafka-deep-dive.tsv").read_text(encoding="utf-8")
    assert f'href=""{address}consumer-unread""' in deck
    for path in fixture_site.rglob("*"):
        if path.suffix in (".html", ".json", ".md", ".tsv", ".txt", ".xml"):
            assert "receipt:" not in path.read_text(encoding="utf-8"), path


def test_programs_read_the_number_alone(fixture_site: Path) -> None:
    page = read(fixture_site, "q/index-match")
    data = json.loads(find(page, 'script[type="application/ld+json"]').get_text())
    assert "measured in 10 s." in json.dumps(data)
    searched = "".join(path.read_text(encoding="utf-8") for path in (fixture_site / "search").rglob("*.json"))
    assert "stood still for 45.8 s, and read 12,000 records" in searched


def test_text_that_disagrees_with_its_receipt_stops_the_build(project: Path) -> None:
    line = change(project / LOG, "[45.8 s](receipt", "[44.8 s](receipt")
    result = build(project)
    assert result.returncode == 1
    assert f"  {LOG}:{line}: `44.8 s` quotes `eager-unread` of `crash-and-join`, but the receipt says" in result.stderr


def test_broken_receipt_stops_the_build_with_every_mistake(project: Path) -> None:
    path = project / "docs" / "receipts" / "crash-and-join.json"
    values = json.loads(path.read_bytes())
    values["figures"]["eager-unread"]["runs"] = [45.8]
    path.write_text(json.dumps(values | {"date": "today"}, indent=1, sort_keys=True), encoding="utf-8")
    change(project / LOG, "    number: 168\n", "    number: many\n")
    result = build(project)
    assert "3 problems in 2 files, nothing was built." in result.stderr
    assert "a time needs at least 5 runs, this has 1" in result.stderr
