"""The browser modules joined into few scripts: one for every page, others for what a page's elements load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath, splitext
from string import ascii_letters

from study.assets.modules import Module, read_modules, replace_later
from study.assets.names import digest

SHARED = "assets/study/shared.mjs"
"""Chunk of what several roots need."""

Shorten = Callable[[str], str]
"""Makes a script shorter and leaves it what it does."""


@dataclass(frozen=True)
class Chunk:
    """Modules that are served as one file."""

    path: str
    """Of its file, before there is a hash in its name."""

    modules: tuple[Module, ...]
    """Each behind those that it imports."""


@dataclass(frozen=True)
class Scripts:
    """What is served in place of the modules."""

    files: Mapping[str, str]
    """Text by path."""

    homes: Mapping[str, str]
    """Path of the file in which a module is, by the module's."""


def join_scripts(sources: Mapping[str, str], entries: Iterable[str], shorten: Shorten) -> Scripts:
    """Return the scripts that do what the modules do; `entries` are the modules that pages and workers start with.

    All bear the hash of all, since they name each other, also in a circle.
    """
    chunks = plan_chunks(read_modules(sources), entries)
    writer = _Writer(chunks)
    plain = {chunk.path: shorten(writer.render(chunk)) for chunk in chunks}
    mark = digest("".join(plain.values()).encode())
    final = {path: f"{splitext(path)[0]}.{mark}.js" for path in plain}
    files = {final[path]: _rename(text, path, final) for path, text in plain.items()}
    return Scripts(files, {module.path: final[chunk.path] for chunk in chunks for module in chunk.modules})


def plan_chunks(modules: Mapping[str, Module], entries: Iterable[str]) -> tuple[Chunk, ...]:
    """Return the chunks: one for each root with what no other needs, one for what several share.

    A root is an entry, or what some module loads later. What an entry needs is there before the rest is.
    """
    roots = list(dict.fromkeys(entries))
    for root in roots:
        roots += [path for path in _find_later(modules, root) if path not in roots]
    wanted_by: dict[str, list[str]] = {}
    for root in roots:
        for path in _order(modules, root):
            wanted_by.setdefault(path, []).append(root)
    homes = {path: _find_home(path, wanted_by, roots, entries) for path in wanted_by}
    return tuple(
        Chunk(home, tuple(modules[path] for path in homes if homes[path] == home)) for home in sorted({*homes.values()})
    )


def _find_home(path: str, wanted_by: Mapping[str, list[str]], roots: Iterable[str], entries: Iterable[str]) -> str:
    """Return the chunk of a module: that of an entry, or of the root behind which all others want it, or the shared."""
    wanting = wanted_by[path]
    if path in roots:
        return path
    behind = [root for root in wanting if root in entries or {*wanting} <= {*wanted_by[root]}]
    return behind[0] if behind else SHARED


def _order(modules: Mapping[str, Module], root: str, above: tuple[str, ...] = ()) -> list[str]:
    """Return the paths of a module and all that it imports, each behind those that it needs."""
    if root in above:
        raise ValueError(f"{root}: it imports itself by way of {above[-1]}")
    found: dict[str, None] = {}
    for wanted in modules[root].imports:
        found |= dict.fromkeys(_order(modules, wanted.path, (*above, root)))
    return [*found, root]


def _find_later(modules: Mapping[str, Module], root: str) -> list[str]:
    return [later for path in _order(modules, root) for later in modules[path].later]


class _Writer:
    """Writes chunks: each module is a function's scope, and what it exports an object with a short name."""

    def __init__(self, chunks: tuple[Chunk, ...]) -> None:
        self._homes = {module.path: chunk.path for chunk in chunks for module in chunk.modules}
        self._names = {path: f"${number}" for number, path in enumerate(sorted(self._homes))}
        modules = [module for chunk in chunks for module in chunk.modules]
        loaded = {path for module in modules for path in module.later}
        self._keys = {module.path: _find_keys(module, module.path in loaded) for module in modules}
        used = {(module.path, wanted.path) for module in modules for wanted in module.imports}
        self._shared = loaded | {path for user, path in used if self._homes[user] != self._homes[path]}

    def render(self, chunk: Chunk) -> str:
        """Return the script of a chunk."""
        outside: dict[str, set[str]] = {}
        for wanted in (wanted for module in chunk.modules for wanted in module.imports):
            if self._homes[wanted.path] != chunk.path:
                outside.setdefault(self._homes[wanted.path], set()).add(self._names[wanted.path])
        heads = [
            f'import {{ {", ".join(sorted(taken))} }} from "{_specifier(chunk.path, path)}";\n'
            for path, taken in sorted(outside.items())
        ]
        return "".join([*heads, *(self._render_module(module, chunk.path) for module in chunk.modules)])

    def _render_module(self, module: Module, chunk: str) -> str:
        later = {
            path: f'import("{_specifier(chunk, self._homes[path])}").then((chunk) => chunk.{self._names[path]})'
            for path in module.later
        }
        takes = "".join(
            f"const {{ {', '.join(f'{self._keys[wanted.path][name]}: {own}' for name, own in wanted.names)} }}"
            f" = {self._names[wanted.path]};\n"
            for wanted in module.imports
        )
        gives = ", ".join(f"{key}: {name}" for name, key in self._keys[module.path].items())
        keep = f"const {self._names[module.path]} = " if module.exports else ""
        export = "export " if module.path in self._shared else ""
        text = replace_later(module.text, module.path, later)
        return f"{export}{keep}(() => {{\n{takes}{text}\nreturn {{ {gives} }};\n}})();\n"


def _find_keys(module: Module, is_loaded: bool) -> dict[str, str]:
    """Return short names for what a module exports; who loads it later asks for the whole ones."""
    if is_loaded:
        return {name: name for name in module.exports}
    return {name: f"{ascii_letters[index % 52]}{index // 52 or ''}" for index, name in enumerate(module.exports)}


def _specifier(chunk: str, other: str) -> str:
    path = relpath(other, dirname(chunk) or ".")
    return path if path.startswith(".") else f"./{path}"


def _rename(text: str, path: str, final: Mapping[str, str]) -> str:
    """Return a script that names the others as they are served."""
    for other, name in final.items():
        text = text.replace(_specifier(path, other), _specifier(path, name))
    return text
