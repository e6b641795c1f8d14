"""The stylesheets of theme and site as one, with the rules that can meet something; those of few pages apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath

import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, Node, QualifiedRule, StringToken, URLToken

from study.publishing.assets.selectors import can_match, render_selector, split_selectors
from study.publishing.assets.vocabulary import Vocabulary

_GROUPS = ("media", "supports", "container")
_VERBATIM = ("font-face", "page", "property")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class Rule:
    """Declarations under a list of selectors."""

    selectors: tuple[tuple[Node, ...], ...]
    declarations: tuple[tuple[str, str], ...]
    """Name of each custom property, nothing for another, and the whole as text."""


@dataclass(frozen=True)
class Group:
    """Rules under a condition, or a rule that stands for itself."""

    head: str
    rules: tuple[Rule | Group, ...] = ()
    verbatim: str = ""
    keyframes: str = ""
    """Name of an animation, if it is one."""


Sheet = tuple[Rule | Group, ...]
Wanted = Callable[[tuple[Node, ...]], bool]


def join_styles(
    sheets: Mapping[str, str], target: str, names: Mapping[str, str], everywhere: Vocabulary, anywhere: Vocabulary
) -> tuple[str, str]:
    """Return two stylesheets: for every page, and for those pages whose vocabulary is larger.

    `sheets` are texts by path in the order of the cascade. Both are to stand in the folder of the path `target`; files
    that they name are there under their new `names`, or stand in them as `data:` addresses.
    """
    sheet = tuple(rule for path, text in sheets.items() for rule in _read(text, path, target, names))
    common = tuple(_select(sheet, lambda selector: can_match(selector, everywhere), with_fonts=True))
    rest = tuple(
        _select(
            sheet,
            lambda selector: can_match(selector, anywhere) and not can_match(selector, everywhere),
            with_fonts=False,
        )
    )
    common, rest = _drop_unused(common, rest, anywhere)
    return _render(common), _render(rest)


def _read(text: str, path: str, target: str, names: Mapping[str, str]) -> Iterator[Rule | Group]:
    def rename(url: str) -> str:
        if url.startswith(("data:", "#")):
            return url
        place = normpath(join(dirname(path), url))
        name = names.get(place, place)
        return name if name.startswith("data:") else relpath(name, dirname(target))

    for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        for address in _find_addresses([node]):
            address.representation = address.representation.replace(address.value, rename(address.value))
        if not (isinstance(node, AtRule) and node.lower_at_keyword == "charset"):
            yield _read_rule(node, path)


def _find_addresses(nodes: list[Node]) -> Iterator[URLToken | StringToken]:
    """Yield what stands in `url()`, with quotation marks or without."""
    for node in nodes:
        if isinstance(node, URLToken):
            yield node
        elif isinstance(node, FunctionBlock) and node.lower_name == "url":
            yield from (part for part in node.arguments if isinstance(part, StringToken))
        for inside in ("content", "arguments"):
            children = getattr(node, inside, None)
            if isinstance(children, list):
                yield from _find_addresses(children)


def _read_rule(node: Node, path: str) -> Rule | Group:
    if isinstance(node, QualifiedRule):
        selectors = tuple(tuple(selector) for selector in split_selectors(node.prelude))
        return Rule(selectors, tuple(_read_declarations(node, path)))
    if isinstance(node, AtRule):
        keyword, prelude = node.lower_at_keyword, tinycss2.serialize(node.prelude).strip()
        if keyword in _GROUPS:
            rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            return Group(f"@{keyword} {prelude}", tuple(_read_rule(rule, path) for rule in rules))
        if keyword.endswith("keyframes"):
            return Group("", (), node.serialize(), prelude)
        if keyword in _VERBATIM:
            return Group("", (), node.serialize())
    raise ValueError(f"{path}:{node.source_line}: this rule cannot be joined: {node.serialize()[:80]}")


def _read_declarations(rule: QualifiedRule, path: str) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise ValueError(f"{path}:{node.source_line}: {node.message}")
        custom = isinstance(node, Declaration) and node.name.startswith("--")
        yield node.name if custom else "", node.serialize()


def _select(sheet: Sheet, wanted: Wanted, *, with_fonts: bool) -> Iterator[Rule | Group]:
    """Yield the rules with those of their selectors that are wanted; animations are."""
    for rule in sheet:
        if isinstance(rule, Rule):
            if selectors := tuple(selector for selector in rule.selectors if wanted(selector)):
                yield Rule(selectors, rule.declarations)
        elif rule.verbatim:
            if with_fonts or rule.keyframes:
                yield rule
        elif rules := tuple(_select(rule.rules, wanted, with_fonts=with_fonts)):
            yield Group(rule.head, rules)


def _drop_unused(common: Sheet, rest: Sheet, known: Vocabulary) -> tuple[Sheet, Sheet]:
    """Return both without custom properties that nothing reads and animations that nothing names."""
    while True:
        used = set(_USED.findall(_render(common) + _render(rest))) | known.words | known.properties
        smaller = [tuple(_keep_properties(sheet, used)) for sheet in (common, rest)]
        if smaller == [common, rest]:
            break
        common, rest = smaller
    named = _find_named(common)
    return tuple(_keep_animations(common, named)), tuple(_keep_animations(rest, _find_named(rest) - named))


def _keep_properties(sheet: Sheet, used: set[str]) -> Iterator[Rule | Group]:
    for rule in sheet:
        if isinstance(rule, Group):
            rules = tuple(_keep_properties(rule.rules, used))
            if rules or rule.verbatim:
                yield Group(rule.head, rules, rule.verbatim, rule.keyframes)
        elif kept := tuple(part for part in rule.declarations if not part[0] or part[0] in used):
            yield Rule(rule.selectors, kept)


def _find_named(sheet: Sheet) -> set[str]:
    """Return every word in the declarations of a sheet, the names of its animations among them."""
    words: set[str] = set()
    for rule in sheet:
        if isinstance(rule, Group):
            words |= _find_named(rule.rules)
        else:
            words.update(word for _, text in rule.declarations for word in _NAME.findall(text))
    return words


def _keep_animations(sheet: Sheet, named: set[str]) -> Iterator[Rule | Group]:
    for rule in sheet:
        if isinstance(rule, Group) and rule.rules:
            if rules := tuple(_keep_animations(rule.rules, named)):
                yield Group(rule.head, rules)
        elif isinstance(rule, Rule) or not rule.keyframes or rule.keyframes in named:
            yield rule


def _render(sheet: Sheet) -> str:
    return "".join(_render_rule(rule) for rule in sheet)


def _render_rule(rule: Rule | Group) -> str:
    if isinstance(rule, Rule):
        selectors = ",".join(render_selector(selector) for selector in rule.selectors)
        return f"{selectors}{{{';'.join(text.rstrip(';') for _, text in rule.declarations)}}}\n"
    return f"{rule.verbatim}\n" if rule.verbatim else f"{rule.head}{{{_render(rule.rules)}}}\n"
