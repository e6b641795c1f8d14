"""Diagrams: what is refused and why, what is left of Mermaid's SVG, and what is drawn only once."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pymdownx.superfences import SuperFencesException
from study.cache.store import Cache
from study.diagrams.engine import Drawing, Drawn, start_drawing
from study.diagrams.figure import CONFIG, LIBRARY, draw_in_background, make_fence, render_diagram, render_fallback
from study.diagrams.problems import DiagramError
from study.diagrams.source import parse_diagram
from study.diagrams.svg import KEPT_CLASSES, SvgError, slim_svg

TEXTS = "    accTitle: Path of a record\n    accDescr: The producer sends it to the broker.\n"
FLOW = f"flowchart TB\n{TEXTS}    P[Producer]:::hot -->|acks=all| B([Broker])\n"
TALK = f"sequenceDiagram\n{TEXTS}    A->>B: Reads\n"
GANTT = f"gantt\n{TEXTS}    dateFormat X\n    axisFormat %s\n    section A\n    Reads :active, 0, 10\n"

READING = Path(__file__).parents[3] / "overrides/assets/study/reading"
STYLES = "".join(
    (READING / name).read_text(encoding="utf-8") for name in ("diagram.css", "diagram-kinds.css", "chart.css")
)

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" id="my-svg" width="100%" viewBox="0 0 100.04 50" style="color: red">
<style>#my-svg{fill:red}</style>
<defs><marker id="my-svg_used" refX="5"><path d="M 0 0 L 10 5 z" style="stroke: red"/></marker></defs>
<defs><marker id="my-svg_unused"><path d="M 0 0"/></marker></defs>
<g class="root"><g class="clusters"/><g><path id="edge" d="M10,20.04L10,30C10,40,10,50,10,60" class="flowchart-link"
  data-points="W3s=" stroke="#333" marker-end="url(#my-svg_used)"/></g>
<g class="node default hot" id="n" transform="translate(10.123456, 20)"><rect x="-5" y="-5" width="10" height="10"
  fill="#ECECFF" style="fill:#fff"/><g class="label" transform="translate(0, -8)"><rect/><text y="-10.1"><tspan
  class="row" x="0" y="-0.1em" dy="1.1em"><tspan>set</tspan><tspan> linger.ms</tspan><tspan> now</tspan></tspan></text>
</g></g></g></svg>"""


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        pytest.param(
            "\n\n", 1, "the diagram is empty. Write `flowchart TB` and what follows, or remove the block.", id="empty"
        ),
        pytest.param(
            "%% note\nflowchrt TB\n",
            2,
            "unknown kind of diagram `flowchrt`. Did you mean `flowchart`?",
            id="kind-unknown",
        ),
        pytest.param(
            "flowchart TB\n A --> B\n",
            1,
            "the diagram has no title. Add `accTitle: …`, a few words; it becomes the caption.",
            id="title-missing",
        ),
        pytest.param(
            "\nflowchart TB\n accTitle: A path\n A --> B\n",
            2,
            "the diagram has no description. Add `accDescr: …` that says in words what the picture shows.",
            id="description-missing",
        ),
        pytest.param(
            "flowchart TB\n accTitle: A path\n accDescr {\n It is long\n A --> B\n",
            1,
            "`accDescr {` is never closed. Put `}` on a line of its own after the text.",
            id="description-open",
        ),
        pytest.param(
            FLOW + "    style P fill:#f00\n",
            5,
            "`style` has no effect: colors come from the site. Remove it and mark nodes with `:::hot`, "
            "or another of good, bad, muted, kernel, user, device.",
            id="color-of-its-own",
        ),
        pytest.param(
            FLOW.replace(":::hot", ":::hott"), 4, "unknown class `:::hott`. Did you mean `:::hot`?", id="class-unknown"
        ),
        pytest.param(
            "---\nconfig:\n  theme: dark\n---\n" + FLOW,
            2,
            "`config:` configures this diagram alone. Remove it: the site has one look for all; "
            "only `axis: 0 to 90`, `unit: s`, `totals: stopped` and `displayMode: compact` may stand between `---` "
            "lines above a timeline.",
            id="configuration-of-its-own",
        ),
        pytest.param(
            "---\nunit: s\n---\n" + FLOW,
            2,
            "`unit: s` configures this diagram alone. Remove it: the site has one look for all; "
            "only `axis: 0 to 90`, `unit: s`, `totals: stopped` and `displayMode: compact` may stand between `---` "
            "lines above a timeline.",
            id="option-of-timelines",
        ),
        pytest.param(
            f"xychart-beta\n{TEXTS}    line [1, 2]\n    line [2, 1]\n",
            4,
            'one of several series has no name. Write `line "Name" [...]`.',
            id="series-nameless",
        ),
    ],
)
def test_parse_refuses(source: str, line: int, message: str) -> None:
    with pytest.raises(DiagramError) as caught:
        parse_diagram(source)
    assert (caught.value.line, caught.value.message) == (line, message)


def test_parse_takes_description_of_many_lines() -> None:
    diagram = parse_diagram("flowchart TB\n accTitle: A\n accDescr {\n  One: 1, 2.\n  Two.\n }\n A --> B\n")
    assert (diagram.title, diagram.description) == ("A", "One: 1, 2. Two.")
    assert diagram.code.splitlines()[-1] == " A --> B"


def test_slim_keeps_text_and_sets_names_apart() -> None:
    text = next(slim_svg(DRAWN, "flowchart", "d-1").root.iter("text"))
    assert "".join(text.itertext()) == "set linger.ms now"
    assert [child.text for child in text] == ["linger.ms"]


def test_slim_leaves_no_colors_and_no_word_of_the_renderer() -> None:
    slim = ET.tostring(slim_svg(DRAWN, "flowchart", "d-1").root, encoding="unicode")
    assert not re.search(r"style|stroke|fill|#[0-9a-fA-F]{3}\b|rgb|hsl|my-svg|data-", slim)


def test_slim_rounds_straightens_and_unwraps() -> None:
    root = slim_svg(DRAWN, "flowchart", "d-1").root
    assert [path.get("d") for path in root.findall("path")] == ["M10,20L10,60"]
    assert [group.get("transform") for group in root.findall("g")] == ["translate(10.1 20)"]
    assert root.get("viewBox") == "-2 -2 104 54"


def test_slim_refuses_what_is_no_svg() -> None:
    with pytest.raises(SvgError):
        slim_svg("<svg", "flowchart", "d-1")


@pytest.mark.parametrize("name", sorted(KEPT_CLASSES))
def test_kept_class_is_styled(name: str) -> None:
    assert re.search(rf"\.{name}(?![\w-])", STYLES)


@pytest.mark.parametrize("kind", ["drawn-by-hand", "flowchart", "gantt"])
def test_ids_are_unique_and_referenced(kind: str) -> None:
    figure = {
        "drawn-by-hand": lambda: render_diagram(FLOW, None, lambda _: DRAWN),
        "flowchart": lambda: render_diagram(FLOW, None),
        "gantt": lambda: render_diagram(GANTT.replace("active", "crit")),
    }[kind]()
    ids = re.findall(r' id="([^"]+)"', figure)
    references = re.findall(r'url\(#([^)]+)\)|aria-\w+by="([^"]+)"', figure)
    assert len(ids) == len(set(ids))
    assert set(ids) == {name for pair in references for name in pair if name}
    assert all(re.match(r"d-[0-9a-f]{8}-", name) for name in ids)


def test_figure_says_what_it_shows() -> None:
    figure = ET.fromstring(render_diagram(FLOW, None, lambda _: DRAWN))
    assert figure.get("class") == "study-diagram"
    assert [node.text for node in figure.iter("title")] == ["Path of a record"]
    assert [node.text for node in figure.iter("desc")] == ["The producer sends it to the broker."]
    assert [node.text for node in figure.iter("p")] == ["The producer sends it to the broker."]


def test_legend_names_every_series() -> None:
    source = f'xychart-beta\n{TEXTS}    line "With <jitter>" [1, 2]\n    bar Errors [2, 1]\n'
    figure = render_diagram(source, None, lambda _: DRAWN)
    assert re.findall(r"</svg>([^<]+)</li>", figure) == ["With &lt;jitter&gt;", "Errors"]


@pytest.mark.parametrize(
    ("points", "dots", "fits"),
    [
        pytest.param(3, 3, True, id="few-are-shown-one-by-one"),
        pytest.param(43, 0, False, id="some-have-room"),
        pytest.param(121, 0, True, id="of-many-only-the-course-is-read"),
    ],
)
def test_chart_is_as_wide_as_its_points_ask_for(points: int, dots: int, fits: bool) -> None:
    values = ", ".join(map(str, range(points)))
    html = render_diagram(f'xychart-beta\n{TEXTS}    x-axis "s" 0 --> 127.7\n    line [{values}]\n')
    assert html.count("<circle") == dots
    assert ("tabindex" not in html) == fits
    axis = html[html.index("bottom-axis") : html.index('<g class="ticks">')]
    shown = [float(x) for x in re.findall(r'<text x="([\d.]+)"', axis)]
    assert min(later - one for one, later in pairwise(shown)) > 20


def test_same_source_gives_same_bytes() -> None:
    assert render_diagram(FLOW, None) == render_diagram(FLOW, None)


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        pytest.param(
            f"\n%% a remark\n\nflowchart TB\n{TEXTS}\n%% another\n    A --> [\n",
            9,
            "Mermaid cannot draw this: Parse error: ",
            id="remarks-and-blank-lines-count",
        ),
        pytest.param(FLOW + "    A --> [\n", 5, "Mermaid cannot draw this: Parse error: ", id="last-line"),
    ],
)
def test_mermaid_errors_name_the_line(source: str, line: int, message: str) -> None:
    with pytest.raises(DiagramError) as caught:
        render_diagram(source, None)
    assert caught.value.message.startswith(message)
    assert caught.value.line == line
    assert "\n" not in caught.value.message


def test_diagram_is_drawn_once() -> None:
    drawn: list[str] = []
    cache = Cache()

    def draw(code: str) -> str:
        drawn.append(code)
        return DRAWN

    assert render_diagram(FLOW, cache, draw) == render_diagram(FLOW, cache, draw)
    assert len(drawn) == 1


def draw_all(drawings: Sequence[Drawing]) -> list[Drawn]:
    return [future.result() for future in start_drawing(drawings)]


def test_diagrams_drawn_together_are_those_drawn_alone() -> None:
    drawings = [Drawing(f"sequenceDiagram\n    A->>B: {text}\n", CONFIG) for text in ("one", "two", "three")]
    assert draw_all(drawings) == [draw_all([drawing])[0] for drawing in drawings]


def test_diagram_that_cannot_be_drawn_leaves_the_others_alone() -> None:
    wrong, right = draw_all([Drawing("flowchart TB\n    A --> [\n", CONFIG), Drawing("flowchart TB\n    A\n", CONFIG)])
    assert wrong.error.startswith("Error: Parse error on line 2")
    assert right.svg.startswith("<svg")


def test_engine_that_ends_is_told_to_whoever_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    for future in start_drawing([Drawing("flowchart TB\n    A\n", CONFIG)] * 3):
        with pytest.raises(OSError, match="the diagrams' engine ended with 1"):
            future.result()


def test_diagrams_are_drawn_ahead_but_for_those_known_and_wrong() -> None:
    asked: list[str] = []
    cache = Cache()

    def start(drawings: Sequence[Drawing]) -> list[Future[Drawn]]:
        asked.extend(drawing.code.split()[0] for drawing in drawings)
        futures: list[Future[Drawn]] = [Future() for _ in drawings]
        for drawing, future in zip(drawings, futures, strict=True):
            future.set_result(Drawn(error="no") if drawing.code.startswith("sequence") else Drawn(DRAWN))
        return futures

    draw = draw_in_background([FLOW, TALK, GANTT, "flowchrt TB\n", FLOW], cache, start)
    assert asked == ["flowchart", "sequenceDiagram"]
    assert "<svg" in render_diagram(FLOW, cache, draw)
    with pytest.raises(DiagramError, match="no"):
        render_diagram(TALK, cache, draw)
    draw_in_background([FLOW], cache, start)
    assert asked == ["flowchart", "sequenceDiagram"]
    assert "<svg" in render_diagram(FLOW, cache, lambda code: pytest.fail(code))


def test_fence_tells_failure_and_shows_fallback() -> None:
    failures: list[tuple[str, DiagramError]] = []
    error = DiagramError("wrong", 2)

    def fail(_: str) -> str:
        raise error

    fence = make_fence(fail, lambda source, problem: failures.append((source, problem)), render_fallback)
    html = fence("A[<b>] --> B & C", "mermaid", "mermaid", {}, None, classes=[], id_value="", attrs={})
    assert html == '<pre class="study-undrawn">A[&lt;b&gt;] --&gt; B &amp; C</pre>'
    assert failures == [("A[<b>] --> B & C", error)]


def test_fence_does_not_hide_our_own_mistakes() -> None:
    def fail(_: str) -> str:
        raise KeyError("viewBox")

    fence = make_fence(fail, lambda *_: None, render_fallback)
    with pytest.raises(SuperFencesException, match="viewBox"):
        fence("A --> B")


def test_library_for_the_browser_is_there() -> None:
    assert LIBRARY.is_file()
