"""The browser modules as text: what each imports, exports and loads later. Only forms that can be joined are let in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r'^import (\{[^}]*\}) from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async )?function\*?|const|class) (\w+)", re.MULTILINE)
_EXPORT_LIST = re.compile(r"^export \{ ([\w, ]+) \};\n", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_OTHER = re.compile(r'^[ \t]*(?:import|export)\b(?!\().*|\bimport\((?!").*', re.MULTILINE)
_NAME = re.compile(r"(\w+)(?: as (\w+))?")


@dataclass(frozen=True)
class Import:
    """Names that a module takes from another."""

    names: tuple[tuple[str, str], ...]
    """Each as the other module calls it, and as this one does."""

    path: str
    """Of the other module, from the folder of all modules."""


@dataclass(frozen=True)
class Module:
    """A module, its imports and exports taken out of its text."""

    path: str
    text: str
    imports: tuple[Import, ...] = ()
    exports: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    """Paths of modules that it loads when it needs them."""


def read_modules(sources: Mapping[str, str]) -> dict[str, Module]:
    """Return the modules by path; what they import must be there."""
    modules = {path: _parse(path, text) for path, text in sorted(sources.items())}
    for module in modules.values():
        for wanted in module.imports:
            _check(module, wanted, modules)
        if missing := [path for path in module.later if path not in modules]:
            raise ValueError(f"{module.path}: there is no module {missing[0]}")
    return modules


def replace_later(text: str, path: str, replace: Mapping[str, str]) -> str:
    """Return the text of a module with what it loads later put in another way, by path."""
    return _LATER.sub(lambda found: replace[_resolve(path, found[1])], text)


def _parse(path: str, source: str) -> Module:
    text = _COMMENT.sub("", source)
    imports = tuple(Import(_read_names(names), _resolve(path, other)) for names, other in _IMPORT.findall(text))
    listed = [name for names in _EXPORT_LIST.findall(text) for name in names.split(", ")]
    exports = tuple(name for _, name in _EXPORT.findall(text))
    later = tuple(dict.fromkeys(_resolve(path, other) for other in _LATER.findall(text)))
    body = _EXPORT.sub(r"\1 \2", _EXPORT_LIST.sub("", _IMPORT.sub("", text)))
    if other := _OTHER.search(body):
        raise ValueError(f'{path}: this form cannot be joined, write it as the other modules do: "{other[0].strip()}"')
    return Module(path, body, imports, (*exports, *listed), later)


def _read_names(listed: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, own or name) for name, own in _NAME.findall(listed))


def _check(module: Module, wanted: Import, modules: Mapping[str, Module]) -> None:
    if wanted.path not in modules:
        raise ValueError(f"{module.path}: there is no module {wanted.path}")
    exports = modules[wanted.path].exports
    for name, _ in wanted.names:
        if name not in exports:
            raise ValueError(f"{module.path}: {wanted.path} does not export {name}")


def _resolve(path: str, other: str) -> str:
    return normpath(join(dirname(path), other))
