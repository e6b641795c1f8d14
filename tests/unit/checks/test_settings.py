"""What pages say of settings: what is taken for a statement, what agrees, and what an author is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from study.cache.store import Cache
from study.checks.settings.agreement import collect_statements
from study.checks.settings.statements import Statement, find_statements
from study.checks.settings.tables import read_tables
from study.checks.settings.values import read_value
from study.checks.validate import _read_page

from tests.unit.sample_chapter import WHOLE_CHAPTER, add_question, change, validate

DOCS = Path(__file__).parents[3] / "docs"
TABLE = "| Config | Default | Since |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        pytest.param("x.ms", "30 s", "30000", id="seconds-of-a-name-in-milliseconds"),
        pytest.param("x.ms", "604,800,000", "7 days", id="days"),
        pytest.param("x.minutes", "10080", "one week", id="name-in-minutes"),
        pytest.param("x.ms", "two minutes", "120 s", id="number-in-words"),
        pytest.param("batch.size", "16384", "16 KiB", id="kibibytes"),
        pytest.param("x.bytes", "1,048,576 bytes", "1 MiB", id="grouped-digits"),
        pytest.param("x", "-1, no limit", "unlimited", id="no-limit"),
        pytest.param("x", "off", "`false`", id="off"),
        pytest.param("x", "0, off", "0", id="one-of-two-ways-to-say-it"),
        pytest.param("x", "30 s; 100 ms with EOS", "100 ms", id="one-of-two-cases"),
        pytest.param("x", "3 per listener", "3", id="words-behind"),
        pytest.param("x", "Range, CooperativeSticky", "RangeAssignor", id="class-name"),
        pytest.param("x", "Classic", "`classic`", id="case-and-code"),
    ],
)
def test_two_ways_to_say_a_value_agree(name: str, one: str, other: str) -> None:
    assert read_value(one, name) & read_value(other, name)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        pytest.param("x.ms", "30 s", "30", id="seconds-and-milliseconds"),
        pytest.param("x.bytes", "1 MB", "1 MiB", id="megabytes-and-mebibytes"),
        pytest.param("x", "true", "off", id="on-and-off"),
        pytest.param("x", "earliest", "latest", id="words"),
        pytest.param("x", "1.5", "15", id="point"),
    ],
)
def test_different_values_differ(name: str, one: str, other: str) -> None:
    assert read_value(one, name)
    assert not read_value(one, name) & read_value(other, name)


@pytest.mark.parametrize("text", ["whatever the broker says", "", "the first of `log.dirs`"])
def test_what_is_no_value_says_nothing(text: str) -> None:
    assert read_value(text, "x") == frozenset()


def read(text: str, term: str = "", subject: str = "") -> list[tuple[str, str, str, str]]:
    found = find_statements(text, "a.md", 1, ["acks"], term=term, subject=subject)
    return list(dict.fromkeys((one.name, one.aspect, one.said, one.scope) for one in found))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("`x.y` (default 5 ms) waits.", ["default 5 ms"], id="in-brackets"),
        pytest.param("`x.y` defaults to `latest`.", ["default `latest`"], id="defaults-to"),
        pytest.param("It blocks for `x.y`, 60 s by default.", ["default 60 s"], id="by-default"),
        pytest.param("By default, `x.y` is true.", ["default true"], id="by-default-first"),
        pytest.param("x.y, two minutes by default, ends it", ["default two minutes"], id="spoken"),
        pytest.param("It stands at 500, the default of `x.y`.", ["default 500"], id="the-default-of"),
        pytest.param("The default `x.y` of 16,384 bytes is small.", ["default 16,384 bytes"], id="the-default-name-of"),
        pytest.param("The default of `x.y` is 5.", ["default 5"], id="the-default-of-name-is"),
        pytest.param("With `x.y=delete`, the default, it goes.", ["default `delete`"], id="assigned"),
        pytest.param("`x.y` decides, and its default is `latest`.", ["default `latest`"], id="its-default"),
        pytest.param("A handler, 8 by default (`x.y`), works.", ["default 8"], id="name-behind"),
        pytest.param("**`x.y`**[^n] (5 ms since 4.0)[^m]", ["default 5 ms", "since 4.0"], id="since"),
        pytest.param(
            "[^n]: [Configs, `x.y`](https://a.org/#x.y): 5 since 4.0, 0 before.",
            ["default 5", "since 4.0", "before 0"],
            id="note",
        ),
        pytest.param("`x.y` is off by default since 0.11.", ["default off", "since 0.11"], id="by-default-since"),
        pytest.param(
            "[a, `x.y`](b): default true, and more; default since 3.0", ["default true", "since 3.0"], id="far"
        ),
        pytest.param("`x.y` (since 2.4) picks it.", ["since 2.4"], id="added"),
        pytest.param("`acks`, all by default", [], id="word-without-code"),
        pytest.param("`acks`, `all` by default", ["default `all`"], id="known-name-without-a-dot"),
    ],
)
def test_a_statement_is_read(text: str, said: list[str]) -> None:
    assert [f"{aspect} {value}" for _, aspect, value, _ in read(text)] == said


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`x.y` was 10 s by default until 3.0.", id="past"),
        pytest.param("If `x.y` is 5 by default, it waits.", id="condition"),
        pytest.param("`x.y` does not default to 5.", id="denied"),
        pytest.param("Set `x.y` to 5 and `x.z` to the default.", id="set"),
        pytest.param("It stays for twice `x.y`, 10 ms by default.", id="a-multiple"),
        pytest.param("Since 3.7 `x.y` counts for everybody.", id="since-of-what-it-does"),
        pytest.param("`broker.log`, 5 by default, and docs.example.org, 6 by default", id="file-and-host"),
        pytest.param("The default is 5. `x.y` is another.", id="another-sentence"),
    ],
)
def test_what_is_no_statement_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        pytest.param("`x.y` defaults to 5 in the Java client; librdkafka has 6.", "", id="java"),
        pytest.param("librdkafka: `x.y` defaults to 6.", "librdkafka", id="named-before"),
        pytest.param("`x.y` defaults to 6 in Streams.", "Streams", id="named-behind"),
    ],
)
def test_other_programs_have_defaults_of_their_own(text: str, scope: str) -> None:
    assert [one[3] for one in read(text)] == [scope]


def test_a_definition_and_a_reason_may_leave_out_the_name() -> None:
    assert read("The most records of a poll, 500 by default.", term="x.y") == [("x.y", "default", "500", "")]
    assert read("It has been on by default since 3.0.", subject="x.y") == [
        ("x.y", "default", "on", ""),
        ("x.y", "since", "3.0", ""),
    ]
    assert read("The default became `all` in 3.0.", subject="acks")[1:] == [("acks", "since", "3.0", "")]
    assert read("It has been on by default; `x.z` was not.", subject="x.y") == []


def test_a_table_is_read() -> None:
    rows = (
        "| `linger.ms`[^a] | 5 ms[^b] | 4.0 (0 before) |\n"
        "| `compression.type` (topic) | `producer` | |\n"
        "| librdkafka `enable.idempotence` | `false` | |\n"
        "| `x.part.` `other.ms` | 10 s | true since 3.0 |\n"
        "| `consumer_byte_rate` quota | as set | `by_duration`: 4.0 |\n"
    )
    found = [
        (one.line, one.name, one.aspect, one.said, one.scope) for one in read_tables(TABLE + rows, "docs/a.md", 10)
    ]
    assert found == [
        (12, "linger.ms", "default", "5 ms", ""),
        (12, "linger.ms", "since", "4.0", ""),
        (12, "linger.ms", "before", "0", ""),
        (13, "compression.type", "default", "`producer`", "topic"),
        (14, "enable.idempotence", "default", "`false`", "librdkafka"),
        (15, "x.part.other.ms", "default", "10 s", ""),
        (15, "x.part.other.ms", "since", "3.0", ""),
    ]


def find(**pages: str) -> list[str]:
    sources = {"chapters/groups.md": WHOLE_CHAPTER, **{f"{name}.md": text for name, text in pages.items()}}
    return [str(problem) for problem in validate(sources).problems]


def test_two_pages_that_differ_are_told_with_both_places() -> None:
    table = f"# A\n\n{TABLE}| `linger.ms` | 5 ms | 4.0 |\n"
    assert find(a=table, b="# B\n\nText.\n\nBut\n`linger.ms` is 0 ms by default.\n") == [
        "docs/b.md:6: `linger.ms` is 0 ms by default according to this line, but is 5 ms by default according to "
        "docs/a.md:5. Say the same in both."
    ]
    assert find(a=table, b="# B\n\n`linger.ms` (5 ms since 3.9) waits.\n") == [
        "docs/b.md:3: `linger.ms` holds since 3.9 according to this line, but holds since 4.0 according to "
        "docs/a.md:5. Say the same in both."
    ]


def test_questions_and_definitions_are_compared() -> None:
    table = f"# A\n\n{TABLE}| `max.poll.records` | 500 | |\n"
    term = "# B\n\n`max.poll.records` {#max-poll-records}\n:   The most records of a poll, 400 by default.\n"
    question = (
        "  - id: poll-records\n    ask: How many records does `max.poll.records` allow?\n    number: 500\n"
        "    explain: |\n      A poll ends there.\n      The default is 300.\n    source: KIP-848\n"
    )
    chapter = add_question(question)
    sources = {"a.md": table, "b.md": term, "chapters/groups.md": chapter}
    places = [(problem.file, problem.severity) for problem in validate(sources).problems]
    assert places == [("docs/b.md", "warning"), ("docs/chapters/groups.md", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("`linger.ms` is 0.005 s by default.", id="another-unit"),
        pytest.param("librdkafka: `linger.ms` defaults to 6.", id="another-program"),
        pytest.param("```text\n`linger.ms` defaults to 6\n```", id="code"),
        pytest.param(f"{TABLE}| `linger.ms` (producer) | 5 ms | |\n", id="part-of-kafka"),
    ],
)
def test_pages_that_agree_are_no_mistake(text: str) -> None:
    table = f"# A\n\n{TABLE}| `linger.ms` | 5 ms | 4.0 |\n"
    assert find(a=table, b=f"# B\n\n{text}\n") == []


def test_one_name_of_two_parts_may_have_two_defaults() -> None:
    rows = "| `compression.type` (topic) | `producer` | |\n| `compression.type` (producer) | `none` | |\n"
    page = f"# A\n\n{TABLE}{rows}"
    assert find(a=page, b="# B\n\n`compression.type` defaults to `none`.\n") == []
    assert len(find(a=page, b="# B\n\n`compression.type` defaults to `zstd`.\n")) == 1


def test_wrong_options_are_not_believed() -> None:
    table = f"# A\n\n{TABLE}| `linger.ms` | 5 ms | 4.0 |\n"
    chapter = change(
        ("      - say: Kafka adds two partitions.", "      - say: It waits for `linger.ms`, 9 by default.")
    )
    assert validate({"a.md": table, "chapters/groups.md": chapter}).problems == ()


def test_the_site_makes_many_statements() -> None:
    sources = {path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md")}
    cache = Cache()
    pages = [_read_page(src_uri, text, "docs", cache) for src_uri, text in sources.items()]
    found: list[Statement] = collect_statements(pages, [], cache)
    again = [one for one in found if sum((one.name, one.aspect) == (other.name, other.aspect) for other in found) > 1]
    assert len(again) >= 60
