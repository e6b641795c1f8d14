"""The table of a calculator, complete without script."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from study.pages.calculator_sheet import format_calculator, show_number

from tests.unit.calculators.test_source import BLOCK


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.00012345, "0.000123"),
        (0.5, "0.5"),
        (12, "12"),
        (1500.5, "1,501"),
        (12.34, "12.3"),
        (999.4, "999"),
        (999.6, "1,000"),
        (1234567.8, "1,234,568"),
        (-3.14159, "-3.14"),
        (2.125, "2.13"),
        (-2.125, "-2.13"),
        (0.125, "0.125"),
        (100, "100"),
    ],
)
def test_numbers_are_shown_with_three_figures(value: float, shown: str) -> None:
    assert show_number(value) == shown


def test_table_shows_every_case_and_how_it_is_worked() -> None:
    table = BeautifulSoup(format_calculator(BLOCK), "html.parser").select(".study-calculator > table")[0]
    rows = [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in table.select("tr")]
    assert rows == [
        ["Given", "Small", "Large"],
        ["Written MB/s rate", "2", "400"],
        ["Kept day kept", "7", "3"],
        ["Disk TB disk", "2", "8"],
        ["Follows"],
        ["Stored TB stored = rate × kept", "1.21", "104"],
        ["Disks disks = ceil(stored ÷ disk)", "1", "13"],
    ]


def test_words_of_authors_are_text() -> None:
    page = BeautifulSoup(format_calculator(BLOCK.replace("How many disks", "'<b>disks</b> & \"more\"'")), "html.parser")
    assert page.select("caption")[0].get_text() == '<b>disks</b> & "more"'
    assert not page.select("b")
