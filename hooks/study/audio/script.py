"""The text of a script -> an episode, and what its author has to mend in its form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date

from study.audio.model import Episode, Ground, Part, Turn
from study.authoring.front_matter import FrontMatter, parse_front_matter
from study.authoring.plain_text import suggest
from study.authoring.problems import Problem
from study.bank.urls import file_stem

KEYS = ("title", "summary", "chapter", "hosts", "added")
_OPTIONAL = ("chapter",)
_TURN = re.compile(r"(?P<host>\w[\w ]*?) \[(?P<ground>[^\[\]\s]*)\]: (?P<text>.*)", re.DOTALL)
_FORM = "Write `Host [chapter#anchor]: What is said.`, or `[q/question-id]`."


def parse_script(text: str, src_uri: str, file: str, voices: Collection[str]) -> tuple[Episode | None, list[Problem]]:
    """Return the episode, or None, and everything that is to be mended; `voices` are those that there are."""
    front = parse_front_matter(text, file)
    problems = [*front.problems, *_check_front(front, file, voices)] if front.parsed else [*front.problems]
    if problems:
        return None, problems
    values = front.values
    hosts = {str(host): str(voice) for host, voice in dict(values["hosts"]).items()}  # type: ignore[arg-type]
    parts, found = _read_parts(front, file, hosts)
    if found:
        return None, found
    return Episode(
        src_uri,
        file_stem(src_uri),
        str(values["title"]),
        str(values["summary"]),
        str(values.get("chapter", "")),
        hosts,
        str(values["added"]),
        tuple(parts),
    ), []


def _check_front(front: FrontMatter, file: str, voices: Collection[str]) -> Iterator[Problem]:
    for key in front.values:
        if key not in KEYS:
            yield Problem(file, front.line_of(key), f"unknown key `{key}`. {suggest(key, KEYS) or 'Remove it.'}")
    for key in KEYS:
        if key not in front.values and key not in _OPTIONAL:
            yield Problem(file, 1, f"an episode needs `{key}`. Add `{key}:` to the front matter.")
        elif key != "hosts" and key in front.values and not isinstance(front.values[key], str):
            yield Problem(file, front.line_of(key), f'`{key}` is not read as text. Put quotes round it: `{key}: "…"`.')
    added = front.values.get("added")
    if isinstance(added, str) and not _is_day(added):
        yield Problem(file, front.line_of("added"), f'`added` is "{added}". Write the day as "2026-11-30".')
    hosts = front.values.get("hosts", {})
    if not isinstance(hosts, dict):
        yield Problem(file, front.line_of("hosts"), "`hosts` names no voices. Write `hosts: {Heart: af_heart}`.")
        return
    for host, voice in hosts.items():
        if voice not in voices:
            mend = suggest(str(voice), voices) or f"Voices are {', '.join(f'`{one}`' for one in sorted(voices))}."
            message = f'the voice of {host}, "{voice}", is not there. {mend}'
            yield Problem(file, front.line_of("hosts", host), message)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _read_parts(front: FrontMatter, file: str, hosts: Mapping[str, str]) -> tuple[list[Part], list[Problem]]:
    parts: list[Part] = []
    problems: list[Problem] = []
    for line, paragraph in _find_paragraphs(front):
        if paragraph.startswith("## "):
            parts.append(Part(line, paragraph.removeprefix("## ").strip(), ()))
        elif not parts:
            problems.append(Problem(file, line, "a turn stands above the first part. Begin with `## Title of a part`."))
        else:
            turn = _read_turn(line, paragraph, file, hosts)
            if isinstance(turn, Problem):
                problems.append(turn)
            else:
                parts[-1] = Part(parts[-1].line, parts[-1].title, (*parts[-1].turns, turn))
    for part in parts:
        if not part.turns and not problems:
            problems.append(Problem(file, part.line, f'nobody speaks in "{part.title}". Give it turns, or remove it.'))
    if not parts and not problems:
        problems.append(Problem(file, front.body_line, "nobody speaks. Begin with `## Title of a part` and a turn."))
    return parts, problems


def _read_turn(line: int, paragraph: str, file: str, hosts: Mapping[str, str]) -> Turn | Problem:
    match = _TURN.fullmatch(paragraph)
    if match is None:
        return Problem(file, line, f"this paragraph is no turn. {_FORM}")
    if match["host"] not in hosts:
        mend = suggest(match["host"], hosts) or f"Hosts are {', '.join(hosts)}."
        return Problem(file, line, f"{match['host']} is no host of this episode. {mend}")
    if not match["ground"]:
        return Problem(file, line, f"the turn stands on nothing. {_FORM}")
    return Turn(line, match["host"], Ground(match["ground"]), " ".join(match["text"].split()))


def _find_paragraphs(front: FrontMatter) -> Iterator[tuple[int, str]]:
    start, lines = 0, [*front.body.split("\n"), ""]
    for number, text in enumerate(lines):
        alone = text.startswith("#")
        if alone or not text.strip():
            if number > start:
                yield front.body_line + start, "\n".join(lines[start:number])
            if alone:
                yield front.body_line + number, text
            start = number + 1
