from __future__ import annotations

from bs4 import BeautifulSoup
from markdown import Markdown
from study.pages.markdown.tables import TableExtension

TABLE = "| Config | `Default` |\n|---|---|\n| `acks` | all |\n"


def render(text: str) -> BeautifulSoup:
    return BeautifulSoup(Markdown(extensions=["tables", TableExtension()]).convert(text), "html.parser")


def test_each_cell_knows_the_name_of_its_column() -> None:
    assert [cell["data-label"] for cell in render(TABLE).select("td")] == ["Config", "Default"]


def test_roles_are_written_down() -> None:
    page = render(TABLE)
    assert [len(page.select(f"[role={role}]")) for role in ("table", "row", "columnheader", "cell")] == [1, 2, 2, 2]
