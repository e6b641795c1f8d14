"""Calculator blocks: what they are worth, and what is told of the wrong ones."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest
from study.calculators.source import Calculator, read_calculator

from tests.conftest import ROOT

BLOCK = dedent(
    """\
    id: disks
    title: How many disks
    cases: [Small, Large]
    inputs:
      rate: {label: Written, values: [2, 400], unit: MB/s}
      kept: {label: Kept, values: [7, 3], unit: day}
      disk: {label: Disk, values: [2, 8], unit: TB, from: 1, to: 20}
    results:
      stored: {label: Stored, formula: rate * kept, unit: TB}
      disks: {label: Disks, formula: ceil(stored / disk)}
    """
)


def read(block: str) -> Calculator:
    calculator, problems = read_calculator(block, "docs/budget.md", 11)
    assert not problems
    assert calculator
    return calculator


def values_of(block: str) -> dict[str, tuple[float, ...]]:
    return {result.name: result.values for result in read(block).results}


def told_of(block: str) -> list[str]:
    calculator, problems = read_calculator(block, "docs/budget.md", 11)
    assert calculator is None
    return [f"{problem.line}: {problem.message}" for problem in problems]


def test_every_case_is_worked() -> None:
    assert values_of(BLOCK) == {"stored": pytest.approx((1.2096, 103.68)), "disks": (1, 13)}


@pytest.mark.parametrize(
    ("formula", "unit", "value"),
    [
        ("rate", "Mbit/s", 16),
        ("rate", "MiB/s", 2e6 / 2**20),
        ("rate * kept / disk", "percent", 60.48),
        ("floor(disk / (rate * kept))", "", 1),
        ("max(rate * kept, disk)", "TB", 2),
        ("min(rate * kept, disk)", "TB", 1.2096),
        ("-rate + 3 * rate", "MB/s", 4),
        ("ceil(disk / disk * 0.1 * 3 / 0.3)", "", 1),
        ("disk / rate", "h", 1e6 / 3600),
    ],
)
def test_a_formula_is_worked_with_its_units(formula: str, unit: str, value: float) -> None:
    block = BLOCK.replace("formula: rate * kept, unit: TB", f'formula: "{formula}", unit: "{unit}"')
    assert values_of(block.replace("  disks: {label: Disks, formula: ceil(stored / disk)}\n", ""))["stored"][0] == (
        pytest.approx(value)
    )


def test_things_that_are_counted_are_made_whole() -> None:
    block = BLOCK.replace("unit: TB, from", "unit: TB/broker, from").replace(
        "stored / disk)", "stored / disk), unit: broker"
    )
    assert values_of(block)["disks"] == (1, 13)


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("id: disks", "id: Disks!", "11: `Disks!` is no id. Use lower-case letters and dashes."),
        ("title: How many disks\n", "", "11: `title` is missing. Write what a reader should see there."),
        ("title:", "titel:", "12: unknown key `titel`. Did you mean `title`?"),
        ("cases: [Small, Large]", "cases: Small", "13: `cases` has to name the cases that are worked."),
        ("values: [7, 3]", "values: [7]", "16: `values` of `kept` has to hold a number for each of the 2 cases"),
        ("values: [7, 3]", "values: [7, three]", "16: `values` of `kept` has to hold a number for each of the 2 cases"),
        ("to: 20", "to: 5", "17: a value of `disk` lies outside `from` and `to`."),
        ("to: 20", "to: many", "17: `from` and `to` of `disk` have to be numbers."),
        ("from: 1,", 'from: "1",', "17: `from` and `to` of `disk` have to be numbers."),
        ("to: 20", "to: 1e3", "17: `from` and `to` of `disk` have to be numbers."),
        ("unit: day", "unit: dya", "16: unknown unit `dya`."),
        ("unit: day", 'unit: "(day"', "16: unknown unit `(day`."),
        ("rate * kept,", "rate * kpet,", "19: `stored`: nothing is called `kpet` here. Did you mean `kept`?"),
        ("rate * kept,", "disks * kept,", "19: `stored`: nothing is called `disks` here."),
        ("rate * kept,", "rate + kept,", "19: `stored`: the units do not fit: "),
        ("unit: TB}", "unit: TB/s}", "19: `stored`: this comes out in `B`, not in `TB/s`."),
        ("ceil(stored / disk)", "ceil(stored)", "20: `disks`: `ceil` makes things whole, not `B`."),
        ("ceil(stored / disk)", "stored / (disk - disk)", "20: `disks`: one of the cases divides by nothing."),
        ("ceil(stored / disk)", "stored **", "20: `disks`: `stored **` is no formula."),
        ("ceil(stored / disk)", "open(stored)", "20: `disks`: `open(stored)` cannot be worked here."),
        ("ceil(stored / disk)", "stored.real", "20: `disks`: `stored.real` cannot be worked here."),
        ("ceil(stored / disk)", '"ceil(stored, disk)"', "20: `disks`: `ceil` takes one value."),
        ("disks: {label", "rate: {label", "20: `rate` is the name of an input."),
        ("  stored: {", "  Stored!: {", "19: `Stored!` is no name."),
        ("inputs:", "inputs: none\nothers:", "14: `inputs` has to hold one entry a line."),
        ("kept: {label: Kept", "kept: {label: [Kept", "16: text that starts with `{` means something else in YAML."),
    ],
)
def test_a_wrong_block_is_told_with_its_line(written: str, instead: str, told: str) -> None:
    assert written in BLOCK
    assert any(message.startswith(told) for message in told_of(BLOCK.replace(written, instead))), told_of(
        BLOCK.replace(written, instead)
    )


def test_all_that_is_wrong_is_told_at_once() -> None:
    block = (
        BLOCK.replace("unit: day", "unit: dya")
        .replace("title:", "titel:")
        .replace("disks: {label: D", "disks: {lable: D")
    )
    assert [message.partition(":")[0] for message in told_of(block)] == ["12", "11", "16", "20", "20"]


def test_a_name_that_nothing_has_is_told_beside_other_mistakes() -> None:
    told = told_of(BLOCK.replace("unit: day", "unit: dya").replace("stored / disk", "stored / dsk"))
    assert told[1] == "20: `disks`: nothing is called `dsk` here. Did you mean `disk`?"


def test_units_wait_until_a_sum_is_worked() -> None:
    code = "import sys; import mkdocs_adapter.steps; assert 'pint' not in sys.modules"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "hooks", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
